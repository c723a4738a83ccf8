"""What people mean by a date: "6 weeks after", "5 working days", working hours, holidays, clock changes.

You need this for every date that a person would reckon on his fingers.
"""

import calendar
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


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
