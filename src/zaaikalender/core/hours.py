"""The day on the wall clock: half-days, weeks, and the moments at which the clocks change.

You need this wherever a moment is chosen for a person: he thinks in mornings and afternoons by his own
clock, while appointments are instants.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import IntEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from zaaikalender.core.events import Timed, midnight

MIDDAY = time(13)
"""Where the morning ends and the afternoon begins, by the office's clock."""

DAYS_A_WEEK = 7

FIRST_DAY, LAST_DAY = date.min.toordinal() + 3, date.max.toordinal() - 3
"""The days on which anything is placed (`date.toordinal`): their margins and midnights are moments too."""


class Half(IntEnum):
    """The halves of a day; the numbers are their order."""

    MORNING = 0
    AFTERNOON = 1


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """The morning or the afternoon of a day: `HalfDay(date(2027, 3, 19), Half.MORNING)`."""

    day: date
    half: Half

    @property
    def number(self) -> int:
        """Half-days in a row, counted from the year 1: morning and afternoon of one day differ in bit 0."""
        return 2 * self.day.toordinal() + self.half


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week from Monday to Sunday, by its ISO year and number: `Week(2026, 53)` (ISO 8601, 3.1.1.23)."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week in which a day lies."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def count(self) -> int:
        """Weeks in a row, counted from that of 1 January of the year 1, which was a Monday."""
        return week_count(date.fromisocalendar(self.year, self.number, 1).toordinal())


def week_count(ordinal: int) -> int:
    """The `Week.count` of the day with that `date.toordinal`."""
    return (ordinal - 1) // DAYS_A_WEEK


def half_days(when: Timed, zone: tzinfo) -> frozenset[HalfDay]:
    """The half-days that an appointment touches, by the clock in `zone`; till 13:00 is no afternoon."""
    return frozenset(_touched(when, zone))


def _touched(when: Timed, zone: tzinfo) -> Iterator[HalfDay]:
    start = when.start.astimezone(zone)
    # What lasts no time at all still stands somewhere.
    end = max(when.start, when.end - timedelta(microseconds=1)).astimezone(zone)
    for ordinal in range(start.toordinal(), end.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if ordinal > start.toordinal() or start.time() < MIDDAY:
            yield HalfDay(day, Half.MORNING)
        if ordinal < end.toordinal() or end.time() >= MIDDAY:
            yield HalfDay(day, Half.AFTERNOON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steady:
    """A part of a day in which the clocks run on undisturbed, so that wall times and instants run parallel.

    `start` and `end` are instants (UTC): what lies from the one to the other shows a wall time that occurs
    once that day. `origin` is the instant at which these clocks would have shown midnight: the wall time
    10:00 is `origin` and ten hours.
    """

    start: datetime
    end: datetime
    origin: datetime


@lru_cache(maxsize=4096)
def steady(day: date, zone: ZoneInfo) -> tuple[Steady, ...]:
    """The steady parts of a day: one, save on a day on which the clocks change.

    Times that the clocks skip are in none of them. Of an hour that is shown twice only the first counts,
    and neither part holds the change itself: written as a wall time with a zone (RFC 5545, 3.3.5) a moment
    in the second hour would come back as the first.
    """
    start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    if start.astimezone(zone).utcoffset() == end.astimezone(zone).utcoffset():
        return (Steady(start=start, end=end, origin=_origin(day, start, zone)),)
    change = _change(start, end, zone)
    before, after = _origin(day, start, zone), _origin(day, change, zone)
    shown_till = change - before
    return (
        Steady(start=start, end=change - timedelta(microseconds=1), origin=before),
        Steady(start=max(change, after + shown_till), end=end, origin=after),
    )


def _origin(day: date, instant: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which that day would have begun under the offset that holds at `instant`."""
    offset = instant.astimezone(zone).utcoffset() or timedelta(0)
    return datetime.combine(day, time(), UTC) - offset


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second of the new offset; there is one change between these two instants."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
