"""Taking away again what we wrote and no person changed.

You need this for `undo` and `forget --remove`. What its owner approved, moved or edited is his and stays;
what guests were invited to goes only when that was asked for, since they are told. What has begun stays.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from zaaikalender.carry_out import Writer, carried_out, settled
from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.decide import standing_events
from zaaikalender.core.events import Event, Unreadable
from zaaikalender.core.life import Eyes, theirs, with_prefix
from zaaikalender.core.plan import Cancel, LeftAlone, Operation
from zaaikalender.core.ports import Ledger
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Decision, Known, Lease
from zaaikalender.core.series_ends import may_go
from zaaikalender.engine import LEASE_SECONDS, Bureau, Post, take_in
from zaaikalender.looking import Reading, look

History = Callable[[str], tuple[Decision, ...]]
"""All that was decided on the appointment with that key, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is to go: all, or what was first written at or after `since` (UTC).

    With `invited` also what its owner approved, and what guests were invited to.
    """

    since: datetime | None = None
    invited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """What goes, and what stays with the reason; what cannot be read stays too."""

    cancels: tuple[Cancel, ...]
    left_alone: tuple[LeftAlone, ...]
    unreadable: tuple[Unreadable, ...] = ()


def undoing(  # noqa: PLR0913 - what it depends on, each by its name
    post: Post, bureau: Bureau, known: Known, history: History, scope: Scope, *, now: datetime
) -> Undoing:
    """What would go; writes nothing. Raises the errors of reading."""
    reading = look(post, bureau, known, now=now)
    return _decided(post, bureau, reading, history, scope, now=now)


def undo(  # noqa: PLR0913, PLR0917 - what it depends on, each by its name
    post: Post, bureau: Bureau, ledger: Ledger, lease: Lease, history: History, scope: Scope, *, now: datetime
) -> tuple[tuple[Operation, ...], tuple[str, ...]]:
    """Takes it away, under the lease; gives what went, and sentences about what could not.

    Each removal has its intent first, as in a pass: killed in the middle, the next pass settles it.
    """
    writer = Writer(ledger=ledger, target=post.target, lease=lease, now=now, seconds=LEASE_SECONDS)
    known = settled(writer, ledger.load(post.name, now=now))
    reading = take_in(post, bureau, ledger, lease, known, now=now)
    decided = _decided(post, bureau, reading, history, scope, now=now)
    return carried_out(writer, decided.cancels, lambda _operation: None)


def _decided(  # noqa: PLR0913 - what it depends on, each by its name
    post: Post, bureau: Bureau, reading: Reading, history: History, scope: Scope, *, now: datetime
) -> Undoing:
    eyes = Eyes(owner=post.owner, now=now, zone=bureau.office.zone, prefixes=bureau.phrases.prefixes)
    own = tuple(event for kept in reading.kept for event in kept.events if event.key is not None)
    entries = reading.known.entries
    events = standing_events(entries, own)
    cancels: list[Cancel] = []
    stays: dict[str, LeftAlone] = {}
    # Notes last: the quarter of an hour after an appointment stays where that stays.
    for entry in sorted(entries, key=lambda entry: entry.kind is Kind.NOTE):
        event = events.get(entry.key)
        if event is None or entry.state not in STANDING or not _is_since(entry, history, scope):
            continue
        if entry.kind is Kind.SERIES:
            free = may_go(entry, own, eyes, bureau.office.domains)
            because = None if free else Reason("series_by_hand")
        else:
            because = _why_stays(entry, event, eyes, scope)
        if because is None and entry.identity.subject in stays:
            because = stays[entry.identity.subject].because
        if because:
            stays[entry.key] = LeftAlone(key=entry.key, kind=entry.kind, because=because)
        else:
            cancels.append(_cancel(entry, event, now))
    return Undoing(cancels=tuple(cancels), left_alone=tuple(stays.values()), unreadable=reading.unreadable)


def _is_since(entry: Entry, history: History, scope: Scope) -> bool:
    """Whether it was first written at or after that moment."""
    if scope.since is None:
        return True
    first = min((decision.at for decision in history(entry.key)), default=entry.since)
    return first >= scope.since


def _why_stays(entry: Entry, event: Event, eyes: Eyes, scope: Scope) -> Reason | None:
    """Why this one stays; None where it goes."""
    if eyes.has_begun(event.when):
        return Reason("begun")
    if theirs(entry, event, eyes):
        return Reason("edited_by_owner")
    if scope.invited:
        return None
    if entry.state is State.INVITED:
        return Reason("invited", {"count": len(entry.guests)})
    # The gesture itself may not have been taken in yet: the title says it.
    if with_prefix(entry) and not eyes.is_proposal(event.title):
        return Reason("approved_by_owner")
    return None


def _cancel(entry: Entry, event: Event, now: datetime) -> Cancel:
    because = Reason("undone")
    gone = replace(entry, state=State.CANCELLED, since=now, because=because, ref=None, version=None)
    return Cancel(entry=gone, event=event, because=because, asked=True)
