"""What people mean by a date: "6 weeks after", "5 working days", working hours, holidays, clock changes.

You need this for every date that a person would reckon on his fingers. Half-days, and the days on which the
clocks change, stand in `hours`.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import assert_never
from zoneinfo import ZoneInfo

from zaaikalender.errors import ConfigurationError

_DAY = timedelta(days=1)
_MONTHS = len(calendar.month_name) - 1
_PATIENCE = 3 * 366
"""Days that we look for a working day: an office that is shut for three years has a wrong setting."""


class Unit(StrEnum):
    """The units in which people speak of a span of days."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Span:
    """So many days, weeks, months: `Span(6, Unit.WEEKS)`. Never negative."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        """A span has no direction."""
        if self.count < 0:
            raise ValueError("a span cannot be negative")


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of a day on the wall clock: from `start` up to `end`."""

    start: time
    end: time

    def __post_init__(self) -> None:
        """A stretch ends after it starts, on the same day."""
        if self.end <= self.start:
            raise ValueError(f"hours end after they start: {self.start} - {self.end}")


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Somebody's working hours: seven tuples of stretches, Monday first; an empty one is a day off."""

    days: tuple[tuple[Hours, ...], ...]

    def __post_init__(self) -> None:
        """A week has seven days."""
        if len(self.days) != len(calendar.day_name):
            raise ValueError("a week has seven days")

    def on(self, day: date) -> tuple[Hours, ...]:
        """The hours worked on that weekday."""
        return self.days[day.weekday()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Days on which the whole office is away: from `first` up to and including `last`."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What holds for everybody in the office.

    `zone` is the wall clock by which everybody lives. `holidays` are the public holidays of all years that
    matter. `margin` is kept free before and after an appointment. `domains` are the office's own.
    """

    zone: ZoneInfo
    language: str
    domains: frozenset[str]
    hours: WeekHours
    holidays: frozenset[date]
    closed: tuple[Closed, ...]
    margin: timedelta

    def is_open(self, day: date) -> bool:
        """Whether the office is open at all: no holiday, not closed (weekends are a matter of hours)."""
        return day not in self.holidays and not any(
            closed.first <= day <= closed.last for closed in self.closed
        )

    def works(self, day: date, hours: WeekHours) -> bool:
        """Whether somebody with these hours works that day."""
        return bool(hours.on(day)) and self.is_open(day)


def add(day: date, span: Span, office: Office) -> date:
    """The day that lies so long after `day`: `add(ended, Span(6, Unit.WEEKS), office)`.

    Weeks are seven days. A month or a year later is the same day of the month, or the last one where that
    month is shorter: 31 January and a month is 28 February (29 in a leap year), 29 February and a year is
    28 February. Working days are those on which the office works: no weekend, no holiday, not closed; none
    at all leaves the day as it is. What would lie beyond the year 9999 is its last day. Raises
    `ConfigurationError` where the office never works.
    """
    return _moved(day, span, office, 1)


def subtract(day: date, span: Span, office: Office) -> date:
    """The day that lies so long before `day`; months and working days as in `add`.

    No mirror of it: 31 March less a month is 28 February, and 28 February and a month is 28 March.
    """
    return _moved(day, span, office, -1)


def yearly(day: date, office: Office, hours: WeekHours) -> date:
    """The yearly return: the first day that somebody works on or after the same date next year."""
    return working_day_on_or_after(add(day, Span(1, Unit.YEARS), office), office, hours)


def working_day_on_or_after(day: date, office: Office, hours: WeekHours) -> date:
    """`day` itself if somebody with these hours works then, else the first day after it that he does.

    Raises `ConfigurationError` where none comes within three years.
    """
    return _first_working_day(day, _DAY, office, hours)


def next_working_day(day: date, office: Office, hours: WeekHours) -> date:
    """The first day after `day` that somebody with these hours works; raises as above."""
    return working_day_on_or_after(day + _DAY, office, hours)


def local(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which clocks in `zone` show that time on that day.

    A time that the clocks skip is reckoned with the offset before the change (02:30 is 03:30); of one that
    they show twice it is the first. RFC 5545, 3.3.5, decides both so.
    """
    return datetime.combine(day, wall.replace(fold=0), zone).astimezone(UTC)


def within_hours(instant: datetime, office: Office, hours: WeekHours) -> bool:
    """Whether somebody with these hours is at work at that instant; at the last minute's end he is not."""
    shown = instant.astimezone(office.zone)
    return office.is_open(shown.date()) and any(
        stretch.start <= shown.time() < stretch.end for stretch in hours.on(shown.date())
    )


def _moved(day: date, span: Span, office: Office, direction: int) -> date:
    """`day`, moved by a span: 1 is towards the future, -1 towards the past."""
    count = direction * span.count
    match span.unit:
        case Unit.DAYS:
            return _by_days(day, count)
        case Unit.WEEKS:
            return _by_days(day, 7 * count)
        case Unit.MONTHS:
            return _by_months(day, count)
        case Unit.YEARS:
            return _by_months(day, _MONTHS * count)
        case Unit.WORKING_DAYS:
            for _ in range(span.count):
                day = _first_working_day(day + direction * _DAY, direction * _DAY, office, office.hours)
            return day
        case _:
            assert_never(span.unit)


def _by_days(day: date, count: int) -> date:
    first, last = date.min.toordinal(), date.max.toordinal()
    return date.fromordinal(min(max(day.toordinal() + count, first), last))


def _by_months(day: date, count: int) -> date:
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    if not date.min.year <= year <= date.max.year:
        return date.max if count > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _first_working_day(day: date, step: timedelta, office: Office, hours: WeekHours) -> date:
    for ahead in range(_PATIENCE):
        candidate = _by_days(day, ahead * step.days)
        if office.works(candidate, hours):
            return candidate
    raise ConfigurationError(
        "Nobody works on any day within three years. Check hours, holidays and closed in the config."
    )
