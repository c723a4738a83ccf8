"""The follow-ups of the office's projects: which are new, what becomes of those that stand.

You need this to see why a project has (or has not) a follow-up. For each project whose home is this calendar,
and each rule, there is one chain of generations; its latest entry decides what happens.
"""

from collections.abc import Iterator

from zaaikalender.core.adoption import adopted, held_back
from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.desk import Desk
from zaaikalender.core.lapses import after_lapse
from zaaikalender.core.projects import Project
from zaaikalender.core.reasons import Fact
from zaaikalender.core.renames import waits_for_name
from zaaikalender.core.rules import FollowUpRule
from zaaikalender.core.standing import revise_standing
from zaaikalender.core.unsure import taken_away, wanted_again
from zaaikalender.core.wishes import Wish, by_name, follow_up, is_past, once_more


def plan_follow_ups(desk: Desk, *, lost: bool) -> frozenset[str]:
    """Lays down all that follows from the projects; gives the keys that some project asks for."""
    asked: set[str] = set()
    for project in desk.situation.projects:
        if project.subject.home == desk.situation.calendar:
            for rule in desk.situation.rules.follow_ups:
                if waits_for_name(desk, rule.name):
                    continue
                asked |= set(_turn(desk, rule, project, lost=lost))
    return frozenset(asked)


def _turn(desk: Desk, rule: FollowUpRule, project: Project, *, lost: bool) -> Iterator[str]:
    """One rule's follow-up of one project; gives the keys of its chain."""
    name = desk.name_in_keys(rule.name)
    chain = _chain(desk, name, project)
    yield from (entry.key for entry in chain)
    if not chain:
        wish = _wish(desk, rule, project, name)
        found = adopted(desk, wish, project)
        if found:
            yield found.key
            revise_standing(desk, wish, found)
        elif lost and not is_past(wish, desk.situation.asker):
            wanted_again(desk, held_back(desk, wish))
        elif _is_end(desk, project, wish):
            _new(desk, wish)
        return
    # More than one stands where an earlier one came back: its owner's word on each of them is heard.
    standing = [entry for entry in chain if entry.state in STANDING]
    for entry in standing:
        wish = _wish(desk, rule, project, name, generation=entry.identity.generation)
        revise_standing(desk, wish, entry)
    if not standing:
        _ended(desk, rule, project, chain)


def _chain(desk: Desk, rule: str, project: Project) -> tuple[Entry, ...]:
    ids = project.subject.uids | {project.subject.id}
    found = (
        entry
        for entry in desk.entries.values()
        if entry.kind is Kind.FOLLOW_UP and entry.identity.rule == rule and entry.identity.subject in ids
    )
    return tuple(sorted(found, key=lambda entry: (entry.identity.generation, entry.key)))


def _wish(desk: Desk, rule: FollowUpRule, project: Project, name: str, *, generation: int = 0) -> Wish:
    wish = follow_up(rule, project, desk.situation.asker, name=name, generation=generation)
    if wish.candidates:
        return wish
    return by_name(wish, desk.situation.by_name.get(project.subject.id, ()), desk.situation.asker)


def _is_end(desk: Desk, project: Project, wish: Wish) -> bool:
    """Whether this is a project's end; where only a series of meetings ends, its owner says so (once)."""
    if not project.is_guess or is_past(wish, desk.situation.asker):
        return True
    facts: dict[str, Fact] = {"project": project.chief.project, "end": project.chief.day}
    answer = desk.ask("series_end", ("plan", "leave"), about=None, detail=project.subject.id, facts=facts)
    return answer == "plan"


def _new(desk: Desk, wish: Wish) -> None:
    """A wish that never stood; one whose whole window has passed gives nothing."""
    if not is_past(wish, desk.situation.asker):
        desk.wishes.append(wish)


def _ended(desk: Desk, rule: FollowUpRule, project: Project, chain: tuple[Entry, ...]) -> None:
    """What follows after a follow-up that no longer stands."""
    latest = chain[-1]
    name, generation = latest.identity.rule, latest.identity.generation + 1
    following = _wish(desk, rule, project, name, generation=generation)
    if latest.because.code == "again" or wanted_again(desk, latest):
        desk.wishes.append(once_more(following, desk.situation.asker))
    elif taken_away(latest):
        _new(desk, following)
    elif latest.state is State.LAPSED and after_lapse(desk, chain) == "plan":
        desk.wishes.append(once_more(following, desk.situation.asker))
    elif latest.state is State.SKIPPED:
        desk.leave(latest, latest.because)
