"""The follow-ups of the office's projects: which are new, what becomes of those that stand.

You need this to see why a project has (or has not) a follow-up. For each project whose home is this calendar,
and each rule, there is one chain of generations; its latest entry decides what happens.
"""

from collections.abc import Iterator
from dataclasses import replace

from zaaikalender.core.appointments import STANDING, Entry, Field, Kind, State
from zaaikalender.core.approvals import finish
from zaaikalender.core.desk import Desk, Move
from zaaikalender.core.drafts import proposal
from zaaikalender.core.events import Event, first_day, outsiders
from zaaikalender.core.identity import Identity
from zaaikalender.core.life import all_declined, theirs
from zaaikalender.core.plan import Update, changed_fields
from zaaikalender.core.projects import Project
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.core.renames import waits_for_name
from zaaikalender.core.rules import FollowUpRule
from zaaikalender.core.wishes import Wish, by_name, follow_up, is_past, once_more

_GENERATIONS = 5
"""After the store was lost, so many generations of a key are tried against the marks that stand."""

_MOST_LAPSES = 2
"""After so many proposals that nobody touched, we ask instead of proposing once more."""


def plan_follow_ups(desk: Desk) -> frozenset[str]:
    """Lays down all that follows from the projects; gives the keys that some project asks for."""
    asked: set[str] = set()
    lost = _store_was_lost(desk)
    for project in desk.situation.projects:
        if project.subject.home == desk.situation.calendar:
            for rule in desk.situation.rules.follow_ups:
                if waits_for_name(desk, rule.name):
                    continue
                asked |= set(_turn(desk, rule, project, lost=lost))
    return frozenset(asked)


def _turn(desk: Desk, rule: FollowUpRule, project: Project, *, lost: bool) -> Iterator[str]:
    """One rule's follow-up of one project; gives the keys of its chain."""
    name = desk.renames.get(rule.name, rule.name)
    chain = _chain(desk, name, project)
    yield from (entry.key for entry in chain)
    if not chain:
        wish = _wish(desk, rule, project, name)
        adopted = _adopted(desk, wish, project)
        if adopted:
            yield adopted.key
            _standing(desk, rule, wish, adopted)
        elif lost and not is_past(wish, desk.situation.asker):
            _hold_back(desk, wish)
        else:
            _new(desk, wish)
        return
    latest = chain[-1]
    wish = _wish(desk, rule, project, name, generation=latest.identity.generation)
    if latest.state in STANDING:
        _standing(desk, rule, wish, latest)
    else:
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
    return by_name(wish, desk.situation.by_name.get(project.subject.id, ()))


def _new(desk: Desk, wish: Wish) -> None:
    """A wish that never stood; one whose whole window has passed gives nothing."""
    if not is_past(wish, desk.situation.asker):
        desk.wishes.append(wish)


def _ended(desk: Desk, rule: FollowUpRule, project: Project, chain: tuple[Entry, ...]) -> None:
    """What follows after a follow-up that no longer stands."""
    latest = chain[-1]
    name, generation = latest.identity.rule, latest.identity.generation + 1
    following = _wish(desk, rule, project, name, generation=generation)
    if latest.because.code == "again" or _answered_again(desk, latest):
        desk.wishes.append(once_more(following, desk.situation.asker))
    elif latest.state is State.CANCELLED and latest.because.code != "cancel_unsure":
        _new(desk, following)
    elif latest.state is State.LAPSED:
        _lapsed(desk, following, chain)
    elif latest.state in (State.UNKNOWN, State.CANCELLED):
        _unknown(desk, latest)
    elif latest.state is State.SKIPPED:
        desk.leave(latest, latest.because)


def _answered_again(desk: Desk, entry: Entry) -> bool:
    """Whether its owner answered that a thing of which nobody knows the outcome must be planned again."""
    return entry.state is State.UNKNOWN and _unknown(desk, entry) in ("plan", "plan_again")


def _unknown(desk: Desk, entry: Entry) -> str | None:
    """Asks what became of a write; after a lost store one question serves all that does not stand."""
    if entry.because.code == "lost_store":
        answer = desk.ask(
            "lost_store", ("plan", "leave"), about=None, detail=entry.since.isoformat(), facts={}
        )
    else:
        title = entry.written.title if entry.written else entry.project
        facts: dict[str, Fact] = {"title": desk.eyes.bare(title), "start": _start(entry)}
        answer = desk.ask("unknown_outcome", ("plan_again", "leave"), about=entry.key, detail="", facts=facts)
    if answer == "leave":
        desk.put(entry, state=State.SKIPPED, because=Reason("deleted_by_owner"))
    return answer


def _lapsed(desk: Desk, wish: Wish, chain: tuple[Entry, ...]) -> None:
    """A proposal that passed: placed once more where nobody touched it, else a question."""
    latest = chain[-1]
    lapses = sum(entry.state is State.LAPSED for entry in chain)
    if lapses < _MOST_LAPSES and not latest.because.facts.get("touched"):
        desk.wishes.append(once_more(wish, desk.situation.asker))
        return
    title = latest.written.title if latest.written else latest.project
    answer = desk.ask(
        "lapsed_twice",
        ("plan", "leave"),
        about=latest.key,
        detail="",
        facts={"title": desk.eyes.bare(title)},
    )
    if answer == "plan":
        desk.wishes.append(once_more(wish, desk.situation.asker))


def _store_was_lost(desk: Desk) -> bool:
    """Own marks of which no ledger knows: the store is empty, or older than the calendar."""
    known = desk.entries.keys() | desk.situation.known.foreign
    strangers = {event.key for event in desk.situation.own_events() if event.key not in known}
    if not strangers:
        return False
    if not desk.entries:
        return True
    return any(
        key in strangers
        for project in desk.situation.projects
        for rule in desk.situation.rules.follow_ups
        for _identity, key in _possible_keys(desk, desk.renames.get(rule.name, rule.name), project)
    )


def _possible_keys(desk: Desk, rule: str, project: Project) -> Iterator[tuple[Identity, str]]:
    for subject in sorted(project.subject.uids | {project.subject.id}):
        for generation in range(_GENERATIONS):
            identity = Identity(kind=Kind.FOLLOW_UP, rule=rule, subject=subject, generation=generation)
            yield identity, desk.key(identity)


def _adopted(desk: Desk, wish: Wish, project: Project) -> Entry | None:
    """The latest generation that stands with our mark and of which the store knows nothing."""
    standing = {event.key: event for event in reversed(desk.situation.own_events())}
    found = None
    for identity, key in _possible_keys(desk, wish.identity.rule, project):
        event = standing.get(key)
        if event and key not in desk.situation.known.foreign:
            found = _taken_over(desk, replace(wish, identity=identity, key=key), event)
    return found


def _taken_over(desk: Desk, wish: Wish, event: Event) -> Entry:
    """The entry of an event that stands and of which we do not know what we wrote: all of it is theirs."""
    outside = [
        each.person for each in event.attendees if each.person.domain not in desk.situation.office.domains
    ]
    if desk.eyes.is_proposal(event.title):
        state = State.PROPOSED
    else:
        state = State.INVITED if outside else State.APPROVED
    entry = Entry(
        key=wish.key,
        calendar=desk.situation.calendar,
        kind=wish.kind,
        identity=wish.identity,
        state=state,
        since=desk.situation.now,
        because=Reason("adopted"),
        ref=event.ref,
        uid=event.uid,
        version=event.version,
        seen_title=event.title,
        seen_when=event.when,
        guests=tuple(outside),
    )
    desk.events = {**desk.events, entry.key: event}
    return desk.put(_with_facts(entry, wish))


def _hold_back(desk: Desk, wish: Wish) -> None:
    """After the store was lost: what does not stand may have been deleted, so one question for all."""
    entry = Entry(
        key=wish.key,
        calendar=desk.situation.calendar,
        kind=wish.kind,
        identity=wish.identity,
        state=State.UNKNOWN,
        since=desk.situation.now,
        because=Reason("lost_store"),
    )
    _unknown(desk, desk.put(_with_facts(entry, wish)))


def _with_facts(entry: Entry, wish: Wish) -> Entry:
    """The entry with what the wish says now; guests once found by name are kept."""
    candidates, pick = (wish.candidates, wish.pick) if wish.candidates else (entry.candidates, entry.pick)
    return replace(
        entry,
        due=wish.due,
        first=wish.first,
        last=wish.last,
        ended=wish.ended,
        project=wish.project,
        candidates=candidates,
        pick=pick,
    )


def _standing(desk: Desk, rule: FollowUpRule, wish: Wish, entry: Entry) -> None:
    """What becomes of a follow-up that stands (or is expected to)."""
    event = desk.events.get(entry.key)
    if event is None or desk.eyes.has_begun(event.when):
        return
    if entry.state is State.PROPOSED:
        _proposed(desk, wish, entry, event)
    else:
        _approved(desk, rule, wish, entry, event)


def _proposed(desk: Desk, wish: Wish, entry: Entry, event: Event) -> None:
    changed = theirs(entry, event, desk.eyes)
    because = _why_elsewhere(desk, wish, entry, event)
    if desk.has_outsiders(event):
        _with_guest_of_his_own(desk, wish, entry, event, because)
        return
    if because and Field.WHEN not in changed and not is_past(wish, desk.situation.asker):
        desk.moves.append(Move(wish=wish, entry=_with_facts(entry, wish), event=event, because=because))
        return
    if because and because.code == "collision":
        answer = _ask_collision(desk, entry, event)
        if answer == "new_moment":
            _propose_anew(desk, wish, entry, event)
            return
        if answer == "leave":
            entry = desk.put(entry, overlap_ok=True)
    _revise(desk, wish, entry, event)
    if changed:
        code = "moved_by_owner" if Field.WHEN in changed else "edited_by_owner"
        desk.leave(entry, entry.because if entry.written is None else Reason(code))


def _with_guest_of_his_own(
    desk: Desk, wish: Wish, entry: Entry, event: Event, because: Reason | None
) -> None:
    """Its owner invited somebody to a proposal: whatever we changed would be mailed, so he is asked."""
    desk.leave(entry, Reason("invited", {"count": len(outsiders(event, desk.situation.office.domains))}))
    if because and because.code == "end_moved":
        answer = _ask_moved(desk, wish, entry, event)
        if answer is None:
            return
    elif because:
        _ask_collision(desk, entry, event)
    desk.put(_with_facts(entry, wish))


def _why_elsewhere(desk: Desk, wish: Wish, entry: Entry, event: Event) -> Reason | None:
    """Why an appointment would stand somewhere else if it were planned now; None where it is fine."""
    if _outside(desk, wish, entry, event):
        return Reason("end_moved", {"project": wish.project, "end": wish.ended or wish.due})
    day = first_day(event.when, desk.situation.office.zone)
    if entry.key in desk.eyes.overlapping or not desk.situation.office.is_open(day):
        return Reason("collision", {"start": _start_of(event)})
    return None


def _outside(desk: Desk, wish: Wish, entry: Entry, event: Event) -> bool:
    """Whether the project's end took the window away from where it stands.

    One placed past a closed window stays, and so does one whose rule became narrower: what stands is fixed.
    """
    if entry.first is None or (wish.due, wish.ended) == (entry.due, entry.ended):
        return False
    return not wish.first <= first_day(event.when, desk.situation.office.zone) <= wish.last


def _revise(desk: Desk, wish: Wish, entry: Entry, event: Event) -> None:
    """Title and text follow the project where no person changed them; new words of ours alone change none."""
    fresh = _with_facts(entry, wish)
    if _facts(fresh) == _facts(entry):
        return
    draft = desk.situation.dialect(replace(proposal(desk, wish, fresh), when=event.when))
    fields = changed_fields(entry, event, draft, desk.eyes) - {Field.WHEN}
    if not fields:
        desk.put(fresh)
    else:
        # What it says is known only once it is written: until then each pass wants it again.
        renamed = fresh.project != entry.project
        because = (
            Reason("end_renamed", {"project": wish.project})
            if renamed
            else Reason("end_moved", {"project": wish.project, "end": wish.ended or wish.due})
        )
        desk.operations.append(Update(entry=fresh, event=event, draft=draft, fields=fields, because=because))


def _facts(entry: Entry) -> tuple[object, ...]:
    return (entry.due, entry.first, entry.last, entry.ended, entry.project, entry.candidates, entry.pick)


def _approved(desk: Desk, rule: FollowUpRule, wish: Wish, entry: Entry, event: Event) -> None:
    """What is approved or invited never moves by itself: what no longer fits becomes a question."""
    if Field.WHEN not in theirs(entry, event, desk.eyes) and _outside(desk, wish, entry, event):
        answer = _ask_moved(desk, wish, entry, event)
        if answer is None:
            return
        if answer == "new_moment":
            _propose_anew(desk, wish, entry, event)
            return
    if entry.key in desk.eyes.overlapping and not entry.overlap_ok:
        answer = _ask_collision(desk, entry, event)
        if answer == "new_moment":
            _propose_anew(desk, wish, entry, event)
        if answer != "leave":
            return
        entry = replace(entry, overlap_ok=True)
    entry = desk.put(_with_facts(entry, wish))
    if entry.state is State.INVITED:
        _invited(desk, entry, event)
    else:
        finish(desk, rule, entry, event)


def _invited(desk: Desk, entry: Entry, event: Event) -> None:
    desk.leave(entry, Reason("invited", {"count": len(entry.guests)}))
    if all_declined(event, desk.situation.owner):
        facts: dict[str, Fact] = {"title": event.title, "start": _start_of(event)}
        answer = desk.ask(
            "all_declined", ("new_moment", "let_go"), about=entry.key, detail=str(event.when), facts=facts
        )
        if answer:
            code = "again" if answer == "new_moment" else "declined_by_guests"
            desk.put(entry, state=State.SKIPPED, because=Reason(code), since=desk.situation.now)


def _ask_moved(desk: Desk, wish: Wish, entry: Entry, event: Event) -> str | None:
    facts: dict[str, Fact] = {
        "project": wish.project,
        "end": wish.ended or wish.due,
        "title": desk.eyes.bare(event.title),
        "start": _start_of(event),
    }
    detail = f"{wish.ended} {entry.since}"
    return desk.ask("end_moved", _ways_out(desk, entry, event), about=entry.key, detail=detail, facts=facts)


def _ask_collision(desk: Desk, entry: Entry, event: Event) -> str | None:
    if entry.overlap_ok:
        return "leave"
    facts: dict[str, Fact] = {"title": desk.eyes.bare(event.title), "start": _start_of(event)}
    # An answer holds for this approval, not for a later one that meets the same again.
    detail = f"{event.when} {entry.since}"
    return desk.ask("collision", _ways_out(desk, entry, event), about=entry.key, detail=detail, facts=facts)


def _ways_out(desk: Desk, entry: Entry, event: Event) -> tuple[str, ...]:
    """Who was invited is never moved by us: its owner does that himself, or lets it stand."""
    fixed = entry.state is State.INVITED or desk.has_outsiders(event)
    return ("leave",) if fixed else ("new_moment", "leave")


def _propose_anew(desk: Desk, wish: Wish, entry: Entry, event: Event) -> None:
    """Its owner wants another moment: it becomes a proposal again, at a moment that we find."""
    again = replace(
        _with_facts(entry, wish),
        state=State.PROPOSED,
        since=desk.situation.now,
        because=Reason("again"),
        noticed_at=None,
        noticed_when=None,
    )
    desk.moves.append(Move(wish=wish, entry=again, event=event, because=Reason("again")))


def _start_of(event: Event) -> Fact:
    return event.when.start


def _start(entry: Entry) -> Fact:
    when = entry.seen_when or (entry.written.when if entry.written else None)
    return when.start if when else entry.due or ""
