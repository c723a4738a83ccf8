"""When each calendar's turn comes, as functions of the time.

You need this when a calendar is passed too often, or too late. What the store remembers (`next_due`) decides;
a worker knows besides at which calendars another process is (`not_before`).
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from zaaikalender.core.records import CalendarState

BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
"""Before anything: whose turn comes then has waited longest."""


ANOTHERS = timedelta(seconds=20)
"""How much later comes a turn that another worker set, who most likely is about to take it."""


def turn(
    state: CalendarState | None,
    now: datetime,
    *,
    farthest: timedelta,
    not_before: datetime = BEGINNING,
    set_by_us: datetime | None = None,
) -> datetime:
    """When a calendar's turn comes; one that was never seen, or whose turn was never set, is due.

    A turn farther away than any pass puts it was set by a clock that was wrong, and does not count. One that
    is later than what was `set_by_us` is another worker's, and comes a while later here: so two workers do
    not look at the same calendar at the same moment, and one that died leaves its calendars to the others.
    One that is sooner is nobody's pass but somebody's word that there is news, and needs no waiting.
    """
    next_due = (state.next_due if state else None) or BEGINNING
    latest = now + farthest
    is_ours = next_due <= (set_by_us or BEGINNING)
    later = timedelta() if is_ours else ANOTHERS
    moments = ((next_due, later), (not_before, timedelta()))
    return max((moment + wait for moment, wait in moments if moment <= latest), default=BEGINNING)


def due(turns: Mapping[str, datetime], now: datetime) -> tuple[str, ...]:
    """The calendars whose turn it is, whoever has waited longest first."""
    return tuple(sorted((name for name in turns if turns[name] <= now), key=lambda name: (turns[name], name)))


def pause(turns: Iterable[datetime], now: datetime, *, longest: float) -> float:
    """How many seconds to sleep until the first of these moments, at most `longest`."""
    soonest = min(((moment - now).total_seconds() for moment in turns), default=longest)
    return min(max(soonest, 0.0), longest)
