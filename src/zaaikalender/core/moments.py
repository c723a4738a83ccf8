"""The best moment of each half-day for one kind of appointment in one person's calendar.

You need this when you wonder why an appointment starts at half past ten. It lies within the person's hours
and the wish's own, clear of all that is busy, on a quarter of an hour; a full or half hour is preferred,
then the earliest.

It also lies in the morning or in the afternoon, and two of ours on one day never get in each other's way:
a morning's ends so long before 13:00 as the margin and its way back take, an afternoon's starts so long
after 13:00 as its way there takes. What fits in neither half of any day that way (lunch, a whole day out)
asks for a whole day: it may lie anywhere in it and has it to itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias

from zaaikalender.core.dates import Hours, Office, WeekHours
from zaaikalender.core.freetime import BusyTime, openings, since_midnight, stretches
from zaaikalender.core.hours import MIDDAY, Half, steady

QUARTER = timedelta(minutes=15)
_HALF_HOUR = timedelta(minutes=30)
_QUARTERS = timedelta(days=1) // QUARTER
MOST_LATENESS = 2 * _QUARTERS
"""More than any moment's lateness."""

_Walls: TypeAlias = tuple[tuple[timedelta, timedelta], ...]
"""Stretches of wall time, since midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """All that decides when a person is free: his busy time (leave is in it), his hours, his office."""

    busy: BusyTime
    leave: BusyTime
    hours: WeekHours
    office: Office

    def works(self, day: date) -> bool:
        """Whether he works at all that day: it is open, one of his, and he is not on leave for all of it."""
        if not self.leave.starts:
            return self.office.works(day, self.hours)
        return not all(self.leave.fills(*opening) for opening in openings(day, self.hours, self.office))

    def works_between(self, first: int, last: int) -> bool:
        """Whether he works on any of these days (`date.toordinal`, both included)."""
        return any(self.works(date.fromordinal(day)) for day in range(first, last + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What an appointment asks of a moment: its length, its hours on the wall clock, the way there and back.

    `not_before` is an instant (UTC).
    """

    duration: timedelta
    between: Hours
    travel: timedelta
    not_before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A start (UTC) in a half-day. The less `lateness`, the nicer: an even time first, then an early one."""

    half_day: int
    start: datetime
    lateness: int


class Moments:
    """Where one need fits in one diary; each day is looked up once.

    `whole_days`: the need fits in no half of a day and asks for whole ones.
    """

    def __init__(self, need: Need, diary: Diary) -> None:
        self._need = need
        self._diary = diary
        self._clear = diary.office.margin + need.travel
        self._found: dict[int, tuple[Moment, ...]] = {}
        self.whole_days, self._walls = _walls(
            diary.hours, need.between, need.duration, need.travel, diary.office.margin
        )

    def on(self, ordinal: int) -> tuple[Moment, ...]:
        """The best moment in each half of that day in which it fits (`ordinal` as `date.toordinal`)."""
        found = self._found.get(ordinal)
        if found is None:
            found = self._found[ordinal] = tuple(self._look_up(date.fromordinal(ordinal)))
        return found

    def _look_up(self, day: date) -> Iterator[Moment]:
        halves = self._walls[day.weekday()]
        if any(halves) and self._diary.office.is_open(day):
            for half, walls in zip(Half, halves, strict=True):
                best = self._best(day, half, walls)
                if best:
                    yield best

    def _best(self, day: date, half: Half, walls: _Walls) -> Moment | None:
        odd = None
        for start, end, origin in self._gaps(day, walls):
            even = _round_up(start, origin, _HALF_HOUR)
            if even + self._need.duration <= end:
                return _moment(day, half, even, origin)
            quarter = _round_up(start, origin, QUARTER)
            if odd is None and quarter + self._need.duration <= end:
                odd = _moment(day, half, quarter, origin)
        return odd

    def _gaps(self, day: date, walls: _Walls) -> Iterator[tuple[datetime, datetime, datetime]]:
        """Free stretches, and where the clock's midnight lies for each."""
        duration = self._need.duration
        for opens, closes in walls:
            for part in steady(day, self._diary.office.zone):
                start = max(part.start, part.origin + opens, self._need.not_before)
                end = min(part.end, part.origin + closes)
                if end - start >= duration:
                    for since, till in self._diary.busy.gaps(start, end, self._clear):
                        yield since, till, part.origin


@lru_cache(maxsize=256)
def _walls(
    hours: WeekHours, between: Hours, duration: timedelta, travel: timedelta, margin: timedelta
) -> tuple[bool, tuple[tuple[_Walls, _Walls], ...]]:
    """Whether it asks for whole days; and for each weekday where it may lie in the morning, the afternoon."""
    since, till = since_midnight(between.start), since_midnight(between.end)
    midday = since_midnight(MIDDAY)
    worked = [stretches(day) for day in hours.days]
    halves = [
        (
            _cut(day, since, min(till, midday - margin - travel), duration),
            _cut(day, max(since, midday + travel), till, duration),
        )
        for day in worked
    ]
    wholes: list[tuple[_Walls, _Walls]] = [(_cut(day, since, till, duration), ()) for day in worked]
    whole_days = any(map(any, wholes)) and not any(map(any, halves))
    return whole_days, tuple(wholes if whole_days else halves)


def _cut(walls: _Walls, since: timedelta, till: timedelta, shortest: timedelta) -> _Walls:
    """What of these stretches lies between two wall times, where that is long enough."""
    cut = ((max(start, since), min(end, till)) for start, end in walls)
    return tuple((start, end) for start, end in cut if end - start >= shortest)


def _round_up(instant: datetime, origin: datetime, step: timedelta) -> datetime:
    return origin - (origin - instant) // step * step


def _moment(day: date, half: Half, start: datetime, origin: datetime) -> Moment:
    quarter = (start - origin) // QUARTER
    return Moment(
        half_day=2 * day.toordinal() + half, start=start, lateness=quarter % 2 * _QUARTERS + quarter
    )
