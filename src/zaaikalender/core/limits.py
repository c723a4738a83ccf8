"""How much one pass may do: a calendar that suddenly changes a lot stops and asks.

You need this when a pass did less than its plan. Creations beyond the day's limit wait until tomorrow, the
soonest appointments first. Updates and cancellations beyond theirs stop the pass: mass damage looks so. What
people asked for counts towards nothing (its owner, or colleagues who join an afternoon whose text says how
many come); nor do notes and questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Kind
from zaaikalender.core.events import midnight
from zaaikalender.core.plan import Cancel, Create, Invite, Operation, Update
from zaaikalender.core.policy import Policy
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Act, Known

_UNCOUNTED = frozenset({Kind.NOTE, Kind.QUESTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What may be done now, what waits and why; `stopped` says that a person must decide first."""

    now: tuple[Operation, ...]
    held: tuple[tuple[Operation, Reason], ...] = ()
    stopped: Reason | None = None


def limited(  # noqa: PLR0913 - all that limits depend on, each by its name
    operations: Sequence[Operation],
    *,
    known: Known,
    standing: int,
    policy: Policy,
    zone: ZoneInfo,
    go_on: bool,
) -> Allowed:
    """The operations that the limits allow, in the order in which they are carried out.

    `standing` counts what stands of ours; with `go_on` the owner let this many changes pass.
    """
    changes = [each for each in operations if _counts_as_change(each)]
    allowed = policy.changes_allowed(standing)
    spent = known.spent.get(Act.UPDATE, 0) + known.spent.get(Act.CANCEL, 0)
    if changes and len(changes) + spent > allowed and not go_on:
        because = Reason("limit_changes", {"count": len(changes) + spent, "limit": allowed})
        free = tuple(each for each in operations if _is_free(each))
        return Allowed(
            now=free, held=tuple((each, because) for each in operations if each not in free), stopped=because
        )
    creations = sorted((each for each in operations if _counts_as_new(each)), key=lambda op: _order(op, zone))
    room = max(policy.max_new - known.spent.get(Act.CREATE, 0), 0)
    later = creations[room:]
    because = Reason("limit_new", {"limit": policy.max_new})
    rest = [each for each in operations if not _counts_as_new(each)]
    return Allowed(now=(*rest, *creations[:room]), held=tuple((each, because) for each in later))


def _counts_as_new(operation: Operation) -> bool:
    return isinstance(operation, Create) and operation.entry.kind not in _UNCOUNTED


def _counts_as_change(operation: Operation) -> bool:
    match operation:
        case Update(asked=asked, entry=entry) | Cancel(asked=asked, entry=entry):
            return not asked and entry.kind not in _UNCOUNTED
        case Create() | Invite():
            return False


def _is_free(operation: Operation) -> bool:
    """What may go on while a pass is stopped: what asks and answers its owner."""
    return operation.entry.kind is Kind.QUESTION


def _order(operation: Operation, zone: ZoneInfo) -> tuple[datetime, bool, str]:
    """The soonest first; what stands beside an appointment after it."""
    start, key = _start(operation, zone)
    return start, operation.entry.kind is Kind.LIST, key


def _start(operation: Operation, zone: ZoneInfo) -> tuple[datetime, str]:
    when = operation.entry.written.when if operation.entry.written else None
    if when is None:
        return midnight(date(9999, 1, 1), zone), operation.entry.key
    start = when.start if isinstance(when.start, datetime) else midnight(when.start, zone)
    return start, operation.entry.key
