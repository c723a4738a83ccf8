"""Giving the new wishes, and what must move, a moment: all of one person together.

You need this between `follow_ups`, which says what is wanted, and the operations. What stands is fixed; only
new wishes and our own untouched proposals that no longer fit get a place.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from zaaikalender.core.appointments import STANDING, Entry, Field, Kind, State
from zaaikalender.core.contact_drafts import action
from zaaikalender.core.desk import Desk, Move
from zaaikalender.core.drafts import proposal, what
from zaaikalender.core.events import Event, Shown, Timed, first_day
from zaaikalender.core.hours import HalfDay, Week, half_days
from zaaikalender.core.plan import Create, Unplaced, Update, changed_fields
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Busy
from zaaikalender.core.rules import Invite
from zaaikalender.core.slots import Placement, place
from zaaikalender.core.wishes import Wish

_APPOINTMENTS = frozenset({Kind.FOLLOW_UP, Kind.CONTACT})
"""Kinds of which at most one stands in a half-day."""

_TURNS = (Kind.FOLLOW_UP, Kind.CONTACT, Kind.ACTION)
"""In this order, each exactly: what waits for a client goes first, a quarter of an hour fits anywhere."""


def place_all(desk: Desk) -> None:
    """Lays down a creation for each new wish and an update for each move; says what has no place, and why."""
    moves = {move.wish.key: move for move in desk.moves}
    wishes = [*desk.wishes, *(move.wish for move in desk.moves)]
    moving = frozenset(move.event.ref for move in desk.moves)
    given: dict[str, tuple[Wish, Timed]] = {}
    for kind in _TURNS:
        turn = [wish for wish in wishes if wish.kind is kind]
        if turn:
            placement = _placed(desk, turn, moving, tuple(given.values()))
            given |= _laid_down(desk, turn, placement, moves)


def _laid_down(
    desk: Desk, wishes: list[Wish], placement: Placement, moves: Mapping[str, Move]
) -> dict[str, tuple[Wish, Timed]]:
    """The operations of one turn; gives what got a moment."""
    given = {}
    for wish in sorted(wishes, key=lambda each: each.key):
        when = placement.placed.get(wish.key)
        if when is None:
            _unplaced(desk, wish, placement.unplaced[wish.key])
            continue
        given[wish.key] = (wish, when)
        if wish.key in moves:
            _move(desk, moves[wish.key], when)
        else:
            _create(desk, wish, when, late=wish.key in placement.late)
    return given


def _placed(
    desk: Desk, wishes: list[Wish], moving: frozenset[str], given: Sequence[tuple[Wish, Timed]]
) -> Placement:
    """The placement of one kind, beside what stands and what this plan `given` already."""
    situation = desk.situation
    busy: list[Busy] = [*situation.elsewhere, *(_with_travel(wish, when) for wish, when in given)]
    # An afternoon that is about to be written takes its time already.
    busy += [
        Busy(start=each.draft.when.start, end=each.draft.when.end)
        for each in desk.operations
        if isinstance(each, Create) and isinstance(each.draft.when, Timed) and each.draft.shown is Shown.BUSY
    ]
    busy += _helping(desk, wishes)
    leave: list[Busy] = []
    for kept in situation.kept:
        if kept.ref not in moving:
            for stretch in kept.busy:
                (leave if stretch.leave else busy).append(stretch)
    return place(
        wishes,
        busy=busy,
        hours=situation.hours,
        office=situation.office,
        leave=leave,
        **_limits(desk, wishes[0].kind, moving, given),
    )


def _helping(desk: Desk, wishes: Sequence[Wish]) -> Iterator[Busy]:
    """When the colleague whom one of these wishes names is not free, or helps others already."""
    helpers = {person for wish in wishes if wish.kind is Kind.ACTION for person in wish.candidates}
    if helpers:
        yield from desk.situation.known.helper_busy
    for each in desk.situation.known.helps:
        if each.helper in helpers and isinstance(each.when, Timed):
            yield Busy(start=each.when.start, end=each.when.end)


def _with_travel(wish: Wish, when: Timed) -> Busy:
    return Busy(start=when.start - wish.travel, end=when.end + wish.travel)


class _Limits(TypedDict, total=False):
    """What `place` takes besides a person's time."""

    taken: frozenset[HalfDay]
    per_week: int
    used_weeks: Mapping[Week, int]


def _limits(desk: Desk, kind: Kind, moving: frozenset[str], given: Sequence[tuple[Wish, Timed]]) -> _Limits:
    """One of ours a half-day, and so many contact slots a week; an action is no appointment."""
    if kind is Kind.ACTION:
        return {}
    zone = desk.situation.office.zone
    new = (half for _wish, when in given for half in half_days(when, zone))
    limits: _Limits = {"taken": _taken(desk, moving) | frozenset(new)}
    if kind is Kind.CONTACT and desk.situation.network:
        limits["per_week"] = desk.situation.network.per_week
        limits["used_weeks"] = _used_weeks(desk, moving)
    return limits


def _used_weeks(desk: Desk, moving: frozenset[str]) -> Mapping[Week, int]:
    """How many contact slots stand in each week."""
    zone = desk.situation.office.zone
    return Counter(
        Week.of(first_day(event.when, zone))
        for entry in desk.entries.values()
        if entry.kind is Kind.CONTACT
        and entry.state in STANDING
        and (event := desk.events.get(entry.key))
        and event.ref not in moving
    )


def _taken(desk: Desk, moving: frozenset[str]) -> frozenset[HalfDay]:
    """The half-days in which one of ours already stands."""
    zone = desk.situation.office.zone
    found: set[HalfDay] = set()
    for entry in desk.entries.values():
        event = desk.events.get(entry.key)
        stands = entry.kind in _APPOINTMENTS and entry.state in STANDING
        if stands and event and event.ref not in moving and isinstance(event.when, Timed):
            found |= half_days(event.when, zone)
    return frozenset(found)


def _unplaced(desk: Desk, wish: Wish, because: Reason) -> None:
    because = Reason(because.code, {**because.facts, "what": what(desk, wish)})
    desk.unplaced.append(Unplaced(key=wish.key, kind=wish.kind, rule=wish.identity.rule, because=because))


def _create(desk: Desk, wish: Wish, when: Timed, *, late: bool) -> None:
    if wish.kind is Kind.ACTION and not wish.candidates:
        _create_action(desk, wish, when)
        return
    because = Reason("closed_window", {"first": wish.first, "last": wish.last}) if late else wish.because
    entry = _entry(desk, wish, because)
    draft = proposal(desk, wish, entry, when=when)
    if _directly(desk, wish):
        # Colleagues alone: the rule's own word is enough, and the invitation follows in its time.
        draft = replace(draft, title=desk.eyes.bare(draft.title))
        entry = replace(entry, state=State.APPROVED, noticed_at=desk.situation.now, noticed_when=when)
    draft = desk.situation.dialect(draft)
    entry = replace(entry, written=draft, seen_title=draft.title, seen_when=draft.when)
    desk.operations.append(Create(entry=entry, draft=draft, because=because))


def _create_action(desk: Desk, wish: Wish, when: Timed) -> None:
    """Its owner's own word: nothing to approve."""
    draft = desk.situation.dialect(action(desk, wish, when))
    entry = replace(
        _entry(desk, wish, wish.because),
        state=State.APPROVED,
        written=draft,
        seen_title=draft.title,
        seen_when=draft.when,
    )
    desk.operations.append(Create(entry=entry, draft=draft, because=wish.because))


def _directly(desk: Desk, wish: Wish) -> bool:
    domains = desk.situation.office.domains
    return (
        wish.invite is Invite.DIRECT
        and bool(wish.candidates)
        and all(person.domain in domains for person in wish.candidates)
    )


def _entry(desk: Desk, wish: Wish, because: Reason) -> Entry:
    return Entry(
        key=wish.key,
        calendar=desk.situation.calendar,
        kind=Kind.SERIES if wish.yearly else wish.kind,
        identity=wish.identity,
        state=State.APPROVED if wish.yearly else State.PROPOSED,
        since=desk.situation.now,
        because=because,
        due=wish.due,
        first=wish.first,
        last=wish.last,
        ended=wish.ended,
        project=wish.project,
        candidates=wish.candidates,
        pick=wish.pick,
    )


def _move(desk: Desk, move: Move, when: Timed) -> None:
    """Another moment for what its owner did not touch, or asked us to move; title and text go along."""
    entry, event = move.entry, move.event
    wanted = desk.situation.dialect(proposal(desk, move.wish, entry, when=when))
    fields = changed_fields(entry, event, wanted, desk.eyes)
    asked = move.because.code == "again"
    if asked:
        fields |= _needed_again(desk, event)
    if not fields:
        return
    entry = replace(entry, overlap_ok=False)
    desk.operations.append(
        Update(entry=entry, event=event, draft=wanted, fields=fields, because=move.because, asked=asked)
    )


def _needed_again(desk: Desk, event: Event) -> frozenset[Field]:
    """What an approved appointment needs to be a proposal again: its prefix, another moment, tentative."""
    fields = {Field.WHEN, Field.SHOWN}
    return frozenset(fields if desk.eyes.is_proposal(event.title) else fields | {Field.TITLE})
