"""A line `actie: …` becomes a private quarter of an hour within five working days, once.

You need this when an action did not appear, or appeared twice. It is read from a conversation that has begun,
from one of ours, or from the note after it; only its organiser's own words count.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import SequenceMatcher

from zaaikalender.core.appointments import Kind
from zaaikalender.core.dates import Hours, Span, Unit, add, next_working_day
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event, last_day
from zaaikalender.core.identity import Identity
from zaaikalender.core.names import normalised
from zaaikalender.core.notes import QUARTER
from zaaikalender.core.reasons import Reason
from zaaikalender.core.spoken import actions_in
from zaaikalender.core.wishes import Wish, earliest

_SOURCES = frozenset({Kind.CONTACT, Kind.FOLLOW_UP, Kind.NOTE})
_WITHIN = Span(5, Unit.WORKING_DAYS)
_REMEMBERED = timedelta(days=30)
"""A conversation that lies further back asks for nothing any more."""

_ALIKE = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A line, and where it was said."""

    words: str
    subject: str
    title: str
    event: Event


def plan_actions(desk: Desk) -> None:
    """Lays down a wish for each action that has no quarter of an hour yet."""
    if desk.situation.network is None:
        return
    for said in _all_said(desk):
        if not _is_known(desk, said):
            desk.wishes.append(_wish(desk, said))


def _all_said(desk: Desk) -> Iterator[_Said]:
    for event, subject in _heard(desk):
        own = event.is_organised_by(desk.situation.owner)
        day = last_day(event.when, desk.situation.office.zone)
        recent = day >= desk.situation.today - _REMEMBERED
        if own and recent and desk.eyes.has_begun(event.when):
            for words in actions_in(event.text):
                yield _Said(words=words, subject=subject, title=desk.eyes.bare(event.title), event=event)


def _heard(desk: Desk) -> Iterator[tuple[Event, str]]:
    for kept in desk.situation.kept:
        for event in kept.met:
            yield event, f"{event.uid} {event.occurrence or ''}"
    for entry in tuple(desk.entries.values()):
        if entry.kind in _SOURCES and entry.key in desk.events:
            yield desk.events[entry.key], entry.key


def _identity(said: _Said) -> Identity:
    return Identity(kind=Kind.ACTION, rule="action", subject=said.subject, cycle=normalised(said.words))


def _is_known(desk: Desk, said: _Said) -> bool:
    """Whether it has its quarter of an hour, or had it; a line that is mended is no other line."""
    words = normalised(said.words)
    before = [
        entry.identity.cycle
        for entry in desk.entries.values()
        if entry.kind is Kind.ACTION and entry.identity.subject == said.subject
    ]
    before += [
        wish.identity.cycle
        for wish in desk.wishes
        if wish.kind is Kind.ACTION and wish.identity.subject == said.subject
    ]
    return any(_are_alike(words, other) for other in before)


def _are_alike(one: str, other: str) -> bool:
    if one.startswith(other) or other.startswith(one):
        return True
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _wish(desk: Desk, said: _Said) -> Wish:
    situation = desk.situation
    identity = _identity(said)
    first = next_working_day(situation.today, situation.office, situation.hours)
    last = max(first, add(situation.today, _WITHIN, situation.office))
    wish = Wish(
        key=desk.key(identity),
        identity=identity,
        kind=Kind.ACTION,
        due=first,
        first=first,
        last=last,
        duration=QUARTER,
        between=working_hours(desk),
        not_before=situation.now,
        because=Reason("action_said", {"title": said.title}),
        beyond=(last - first).days + 1,
        project=said.title,
        title=said.words,
    )
    return replace(wish, not_before=earliest(wish, situation.asker))


def working_hours(desk: Desk) -> Hours:
    """When a quarter of an hour of his own may lie: between the first and the last hour of his week."""
    worked = [stretch for day in desk.situation.hours.days for stretch in day]
    if not worked:
        worked = [stretch for day in desk.situation.office.hours.days for stretch in day]
    return Hours(min(each.start for each in worked), max(each.end for each in worked))
