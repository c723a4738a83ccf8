"""What stands and nobody asks for any more: cancelled, left alone, or asked about.

You need this when a project's end was deleted and you wonder what becomes of its follow-up. Absence is no
evidence: only what was certainly read, and is certainly not there, takes an appointment away.
"""

from collections.abc import Iterable
from dataclasses import replace

from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event, midnight
from zaaikalender.core.life import theirs
from zaaikalender.core.plan import Cancel, LeftAlone
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.core.series import is_occurrence


def plan_orphans(desk: Desk, asked: frozenset[str]) -> None:
    """Goes through the follow-ups that stand and that no project asked for."""
    hold = _held_back(desk)
    for entry in tuple(desk.entries.values()):
        event = desk.events.get(entry.key)
        expected = entry.kind is Kind.FOLLOW_UP and entry.state in STANDING and entry.key not in asked
        if expected and event and not desk.eyes.has_begun(event.when):
            _orphan(desk, entry, event, hold)


def plan_removals(desk: Desk) -> None:
    """Takes away what its owner skipped by a word, outside the calendar; it stays skipped."""
    for entry in tuple(desk.entries.values()):
        event = desk.events.get(entry.key)
        by_word = entry.state is State.SKIPPED and entry.because.code == "skipped_by_word" and entry.ref
        if by_word and event and is_occurrence(entry):
            desk.leave(entry, Reason("series_by_hand"))
        elif by_word and event and event.occurrence is not None:
            desk.leave(entry, Reason("made_a_series", {"start": event.when.start}))
        elif by_word and event and not desk.eyes.has_begun(event.when):
            gone = replace(entry, ref=None, version=None)
            desk.operations.append(Cancel(entry=gone, event=event, because=entry.because, asked=True))


def _orphan(desk: Desk, entry: Entry, event: Event, hold: Reason | None) -> None:
    because = hold or _not_sure(desk, entry)
    if because:
        desk.leave(entry, because)
        return
    gone = _why_gone(desk, entry)
    if event.occurrence is not None:
        desk.leave(entry, Reason("made_a_series", {"start": event.when.start}))
    elif entry.state is not State.PROPOSED or desk.has_outsiders(event):
        _ask(desk, entry, event, gone)
    elif theirs(entry, event, desk.eyes):
        desk.leave(entry, Reason("edited_by_owner"))
    else:
        desk.cancel(entry, event, gone)


def _ask(desk: Desk, entry: Entry, event: Event, gone: Reason) -> None:
    """Approved or invited: its owner decides."""
    facts: dict[str, Fact] = {
        "project": entry.project,
        "title": desk.eyes.bare(event.title),
        "start": event.when.start,
    }
    choices = ("cancel", "leave")
    answer = desk.ask(
        gone.code, choices, about=entry.key, detail=str(entry.ended), facts={**facts, **gone.facts}
    )
    if answer == "cancel":
        desk.cancel(entry, event, gone, asked=True)
    else:
        desk.leave(entry, gone)


def _why_gone(desk: Desk, entry: Entry) -> Reason:
    """Why nobody asks for it: its project's end is not there any more, or its rule is not."""
    if _has_rule(desk, entry):
        return Reason("end_gone", {"project": entry.project})
    return Reason("rule_gone", {"rule": entry.identity.rule})


def _held_back(desk: Desk) -> Reason | None:
    """Something unreadable without a UID may be any project's end: nothing is cancelled then."""
    for unreadable in desk.situation.unreadable:
        if unreadable.uid is None:
            return Reason("unreadable_source", {"where": unreadable.where})
    return None


def _not_sure(desk: Desk, entry: Entry) -> Reason | None:
    """Why we cannot be certain that nobody asks for this one; None where we are."""
    situation = desk.situation
    uids = _uids(desk, entry)
    for unreadable in situation.unreadable:
        if unreadable.uid in uids:
            return Reason("unreadable_source", {"where": unreadable.where})
    if entry.identity.rule in desk.renames.values() or entry.identity.rule in _doubtful_rules(desk):
        return Reason("rule_renamed", {"former": entry.identity.rule, "rule": "?"})
    if entry.ended is not None:
        day = midnight(entry.ended, situation.office.zone)
        if not situation.window.covers(day, day):
            return Reason("not_read", {"end": entry.ended})
    if any(uids & project.subject.uids for project in situation.projects) and _has_rule(desk, entry):
        return Reason("stands_elsewhere", {"calendar": situation.calendar})
    if any(other.event.uid in uids for pair in situation.doubts for other in pair):
        return Reason("same_project", {"project": entry.project, "other": entry.project})
    return None


def _has_rule(desk: Desk, entry: Entry) -> bool:
    return any(
        desk.name_in_keys(rule.name) == entry.identity.rule for rule in desk.situation.rules.follow_ups
    )


def _doubtful_rules(desk: Desk) -> Iterable[str]:
    """Rules of which we asked whether they got another name."""
    return {str(ask.because.facts["former"]) for ask in desk.asks.values() if ask.code == "rule_renamed"}


def _uids(desk: Desk, entry: Entry) -> frozenset[str]:
    for subject in desk.situation.known.subjects:
        if entry.identity.subject == subject.id or entry.identity.subject in subject.uids:
            return subject.uids | {subject.id}
    return frozenset({entry.identity.subject})


def plan_strangers(desk: Desk) -> None:
    """Says of events with our mark that are not in the ledger whose they are: the person's."""
    refs = {(event.ref, event.uid) for event in desk.events.values()}
    for event in desk.own:
        if (event.ref, event.uid) in refs or event.key is None:
            continue
        if event.key in desk.entries:
            because, kind = Reason("copy_of_ours"), desk.entries[event.key].kind
        elif event.key in desk.situation.known.foreign:
            because, kind = Reason("other_calendar"), Kind.NOTE
        else:
            because, kind = Reason("not_ours_to_remove"), Kind.NOTE
        desk.left_alone.append(LeftAlone(key=event.key, kind=kind, because=because))
