"""When an event is: DTSTART with DTEND or DURATION (RFC 5545, 3.6.1), kept on the wall clock of its zone.

You need this between the properties of an event and the core's `When`. A series repeats on its own wall
clock, so that the coffee at nine stays at nine when the clocks change.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from zaaikalender.core.events import AllDay, Timed, When
from zaaikalender.providers.ics_clock import Clock
from zaaikalender.providers.ics_event import Properties
from zaaikalender.providers.ics_lines import NotReadable, about
from zaaikalender.providers.ics_values import LONGEST, duration, moment_of

_DAY = timedelta(days=1)
_MIDNIGHT = time()
_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event lasts: whole days on the calendar, and then so much time.

    An end gives time alone, a DURATION its days on the calendar (RFC 5545, 3.8.5.3: exact or nominal).
    """

    days: int
    time: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Start on the wall of `zone` (without zone; midnight where it is of `whole_days`) and length."""

    start: datetime
    zone: tzinfo
    whole_days: bool
    length: Length

    def at(self, wall: datetime, length: Length | None = None) -> When:
        """When the occurrence is that starts so on the wall.

        A time that the clocks skip is read with the offset before, one that comes twice is the first (3.3.5).
        """
        lasts = length or self.length
        if self.whole_days:
            first = wall.date()
            return AllDay(start=first, end=first + lasts.days * _DAY)
        start = self._instant(wall)
        if lasts.days:
            after = self._instant(wall + lasts.days * _DAY)
            return Timed(start=start, end=after + lasts.time)
        return Timed(start=start, end=start + lasts.time)

    def _instant(self, wall: datetime) -> datetime:
        # Combining costs a third of what replacing the zone does, and this is done per occurrence.
        return datetime.combine(wall, wall.time(), self.zone).astimezone(UTC)

    def lasts(self, start: date | datetime, end: date | datetime) -> timedelta:
        """The time between two moments, in this event's zone where they name none."""
        return self._instant(self.wall(end)) - self._instant(self.wall(start))

    def wall(self, moment: date | datetime) -> datetime:
        """Another moment (EXDATE, RECURRENCE-ID) on the wall of this event, also where it is of another type.

        For whole days a time is the day in which it lies; midnight and the last second are that day in
        whatever zone. For timed events a day is that day at the event's time.
        """
        if not isinstance(moment, datetime):
            return datetime.combine(moment, self.start.time())
        if self.whole_days:
            as_written = moment.tzinfo is None or moment.time() in {_MIDNIGHT, _LAST_SECOND}
            day = moment.date() if as_written else moment.astimezone(self.zone).date()
            return datetime.combine(day, _MIDNIGHT)
        if moment.tzinfo is None or moment.tzinfo is self.zone:
            return moment.replace(tzinfo=None)
        return moment.astimezone(self.zone).replace(tzinfo=None, fold=0)


def timing(props: Properties, clock: Clock) -> Timing:
    """When the event is. Raises `NotReadable` where it does not say so, or says two things."""
    start = _only(props, "DTSTART", clock)
    if start is None:
        raise NotReadable("the event has no start: correct it, or delete it")
    if not isinstance(start, datetime):
        length = _days(props, start, clock)
        return Timing(
            start=datetime.combine(start, _MIDNIGHT), zone=clock.owner, whole_days=True, length=length
        )
    placed = start if start.tzinfo is not None else start.replace(tzinfo=clock.floating)
    zone = placed.tzinfo or clock.floating
    read = Timing(
        start=placed.replace(tzinfo=None), zone=zone, whole_days=False, length=_length(props, placed, clock)
    )
    return _whole_days(read, clock) if _says_all_day(props) else read


def _only(props: Properties, name: str, clock: Clock) -> date | datetime | None:
    """The one moment that a property gives; it may stand there twice, but not say two things."""
    found = {moment_of(prop, clock.zone_of): prop for prop in props.get(name, ())}
    if len(found) > 1:
        raise NotReadable(
            f"the event has more than one {name}: correct it", max(p.at for p in found.values())
        )
    return next(iter(found), None)


def _days(props: Properties, start: date, clock: Clock) -> Length:
    """One day where no end is given (RFC 5545, 3.6.1), or where it ends on the day on which it starts."""
    end = _only(props, "DTEND", clock)
    if isinstance(end, datetime):
        raise NotReadable("the event starts on a day but ends at a time: correct it", props["DTEND"][0].at)
    days = (end - start if end is not None else _duration(props)).days
    _refuse_length(timedelta(days=days), props)
    return Length(max(1, days))


def _length(props: Properties, start: datetime, clock: Clock) -> Length:
    """No time at all where no end is given (RFC 5545, 3.6.1). Where both are given the end counts."""
    end = _only(props, "DTEND", clock)
    if end is None:
        lasts = _duration(props)
        return Length(lasts.days, lasts - lasts.days * _DAY)
    if not isinstance(end, datetime):
        raise NotReadable("the event starts at a time but ends on a day: correct it", props["DTEND"][0].at)
    placed = end if end.tzinfo is not None else end.replace(tzinfo=start.tzinfo)
    lasts = placed.astimezone(UTC) - start.astimezone(UTC)
    _refuse_length(lasts, props)
    return Length(0, lasts)


def _refuse_length(lasts: timedelta, props: Properties) -> None:
    """Nobody knows when such an event is busy (RFC 5545, 3.8.2.2, forbids the first)."""
    if lasts < timedelta(0):
        raise NotReadable("the event ends before it starts: correct its end", props["DTEND"][0].at)
    if lasts > LONGEST:
        raise NotReadable("the event lasts longer than ten years: correct its end", props["DTEND"][0].at)


def _duration(props: Properties) -> timedelta:
    if "DURATION" not in props:
        return timedelta(0)
    prop = props["DURATION"][0]
    with about(prop):
        return duration(prop.value)


def _says_all_day(props: Properties) -> bool:
    return any(prop.value.strip().upper() == "TRUE" for prop in props.get("X-MICROSOFT-CDO-ALLDAYEVENT", ()))


def _whole_days(read: Timing, clock: Clock) -> Timing:
    """Exchange writes whole days as midnight to midnight beside a property that says so."""
    when = read.at(read.start)
    if not isinstance(when, Timed):
        return read
    for zone in (read.zone, clock.owner):
        first, after = when.start.astimezone(zone), when.end.astimezone(zone)
        if first.time() == after.time() == _MIDNIGHT and first < after:
            start = first.replace(tzinfo=None)
            length = Length((after.date() - first.date()).days)
            return Timing(start=start, zone=clock.owner, whole_days=True, length=length)
    return read
