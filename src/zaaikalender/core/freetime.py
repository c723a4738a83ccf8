"""Where an appointment fits in one person's calendar: the promise "free means free".

You need this to ask whether a moment is free, or which moment of a half-day would be best. Everything here
takes busy stretches as they come: in any order, overlapping, touching, of no length.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import attrgetter, lt

from zaaikalender.core.dates import Hours, Office, WeekHours
from zaaikalender.core.events import Timed
from zaaikalender.core.hours import FIRST_DAY, LAST_DAY, steady
from zaaikalender.core.records import Busy


def merge(busy: Iterable[Busy]) -> tuple[Busy, ...]:
    """The same busy time in order: stretches that overlap or touch are one, those of no length are gone."""
    merged: list[Busy] = []
    for stretch in sorted((each for each in busy if each.start < each.end), key=attrgetter("start")):
        if merged and stretch.start <= merged[-1].end:
            if stretch.end > merged[-1].end:
                merged[-1] = Busy(start=merged[-1].start, end=stretch.end)
        else:
            merged.append(stretch)
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class BusyTime:
    """Merged busy time, ready for look-ups: the stretches' starts and their ends, both rising (UTC)."""

    starts: list[datetime]
    ends: list[datetime]

    @classmethod
    def of(cls, busy: Sequence[Busy]) -> "BusyTime":
        """Of busy stretches in any order; those that are merged already are taken as they stand."""
        starts, ends = [each.start for each in busy], [each.end for each in busy]
        # Merging costs four times as much as this look whether it was done already.
        if all(map(lt, starts, ends)) and all(map(lt, ends, starts[1:])):
            return cls(starts, ends)
        merged = merge(busy)
        return cls([each.start for each in merged], [each.end for each in merged])

    def gaps(self, start: datetime, end: datetime, clear: timedelta) -> Iterator[tuple[datetime, datetime]]:
        """The stretches between `start` and `end` that lie at least `clear` from anything busy, in order.

        What is busy outside `start` and `end` counts too, as far as `clear` reaches.
        """
        free_from = start
        for index in range(bisect_right(self.ends, start - clear), len(self.starts)):
            # What is busy may last to the end of time, to which nothing can be added.
            begins, ends = self.starts[index], self.ends[index]
            if begins >= end + clear:
                break
            if free_from + clear < begins:
                yield free_from, begins - clear
            if ends >= end:
                return
            free_from = ends + clear
        if free_from < end:
            yield free_from, end

    def fills(self, start: datetime, end: datetime) -> bool:
        """Whether no moment between `start` and `end` is free."""
        return not any(self.gaps(start, end, timedelta(0)))

    def is_clear(self, when: Timed) -> bool:
        """Whether nothing busy overlaps it; to touch is not to overlap."""
        index = bisect_right(self.ends, when.start)
        return index == len(self.starts) or self.starts[index] >= when.end


def collides(when: Timed, busy: Iterable[Busy]) -> bool:
    """Whether an appointment overlaps anything busy. To touch is not to overlap; no margin is asked."""
    return any(
        stretch.start < when.end and when.start < stretch.end and stretch.start < stretch.end
        for stretch in busy
    )


def fits(
    when: Timed, *, busy: Sequence[Busy], hours: WeekHours, office: Office, travel: timedelta = timedelta(0)
) -> bool:
    """Whether an appointment could stand there: a moment that placement might have chosen, quarters aside.

    It lies within the person's hours of one open day, clear of everything busy (the office's margin and the
    way there included), and not across a change of the clock. Leave is given as busy; the appointment itself
    is not.
    """
    return any(
        start <= when.start and when.end <= end
        for opens, closes in openings(when.start.astimezone(office.zone).date(), hours, office)
        for start, end in BusyTime.of(busy).gaps(opens, closes, office.margin + travel)
    )


def openings(day: date, hours: WeekHours, office: Office) -> Iterator[tuple[datetime, datetime]]:
    """A person's hours on a day as instants; none if he does not work. A change of the clock breaks them."""
    if not (FIRST_DAY <= day.toordinal() <= LAST_DAY and office.is_open(day)):
        return
    for opens, closes in stretches(hours.on(day)):
        for part in steady(day, office.zone):
            start, end = max(part.start, part.origin + opens), min(part.end, part.origin + closes)
            if start < end:
                yield start, end


def at_work(when: Timed, hours: WeekHours, office: Office) -> bool:
    """Whether all of it lies within a person's hours of one open day."""
    day = when.start.astimezone(office.zone).date()
    return any(opens <= when.start and when.end <= closes for opens, closes in openings(day, hours, office))


def stretches(hours: Iterable[Hours]) -> tuple[tuple[timedelta, timedelta], ...]:
    """Hours as time since midnight, in order; those that touch or overlap are one stretch."""
    joined: list[tuple[timedelta, timedelta]] = []
    for start, end in sorted((since_midnight(each.start), since_midnight(each.end)) for each in hours):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def since_midnight(wall: time) -> timedelta:
    """A wall time as a length of time."""
    return timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second, microseconds=wall.microsecond)
