"""Cases for placement, made by Hypothesis: offices, weeks, calendars and wishes that get in each other's way.

You need this in the tests of placement only.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from slots_oracle import Case

from builders import a_wish, an_office
from zaaikalender.core.dates import Closed, Hours, Office, WeekHours
from zaaikalender.core.hours import Half, HalfDay, Week
from zaaikalender.core.records import Busy
from zaaikalender.core.wishes import Wish

AROUND = {
    "Europe/Amsterdam": (date(2027, 3, 22), date(2027, 10, 25), date(2027, 6, 7)),
    "Africa/Cairo": (date(2025, 4, 21), date(2024, 10, 28)),
    "Australia/Lord_Howe": (date(2025, 3, 31), date(2025, 9, 29)),
}
"""Mondays of weeks in which clocks change (and one in which they don't), in zones that do it oddly."""

DAYTIME = (Hours(time(9), time(17, 30)),)
BROKEN = (Hours(time(8, 30), time(12, 15)), Hours(time(13), time(16)))
NIGHT = (Hours(time(0), time(6)),)
MORNING = (Hours(time(9), time(13)),)

ALWAYS, OFFICE_HOURS, LUNCH = (
    Hours(time(0), time(23, 59)),
    Hours(time(10), time(16, 30)),
    Hours(time(12), time(14)),
)


def minutes(*choices: int) -> st.SearchStrategy[timedelta]:
    return st.sampled_from(choices).map(lambda count: timedelta(minutes=count))


def weeks_of_hours() -> st.SearchStrategy[WeekHours]:
    """Mostly office hours, with days off, a break at noon, mornings, nights."""
    workday = st.sampled_from([DAYTIME, DAYTIME, DAYTIME, BROKEN, MORNING, NIGHT, ()])
    free = st.sampled_from([(), (), (), DAYTIME, NIGHT])
    return st.tuples(*[workday] * 5, *[free] * 2).map(WeekHours)


def stretches(monday: date, days: int) -> st.SearchStrategy[Busy]:
    """Busy time in some weeks: meetings, nothing at all, whole days and more."""
    start = datetime.combine(monday, time(), UTC)
    begins = st.integers(0, days * 24 * 12).map(lambda number: start + timedelta(minutes=5 * number))
    lengths = st.one_of(st.integers(0, 180), st.integers(0, 24 * 60 * 2))
    return st.builds(
        lambda begin, length: Busy(start=begin, end=begin + timedelta(minutes=length)), begins, lengths
    )


@st.composite
def a_case(draw: Any, *, wishes: int, days: int = 14, reach: int = 7, busy: int = 25) -> Case:
    """A case with at most so many wishes within so many days, and windows that reach so far."""
    zone = draw(st.sampled_from(sorted(AROUND)))
    monday = draw(st.sampled_from(AROUND[zone]))
    some_day = st.integers(0, days - 1).map(lambda number: monday + timedelta(days=number))
    office = an_office(zone=ZoneInfo(zone), margin=draw(minutes(0, 15, 15, 20)))
    closed = draw(st.lists(st.tuples(some_day, st.integers(0, 4)), max_size=1))
    office = Office(
        **{
            **{name: getattr(office, name) for name in ("zone", "language", "domains", "hours", "margin")},
            "holidays": frozenset(draw(st.lists(some_day, max_size=2))),
            "closed": tuple(Closed(first=day, last=day + timedelta(days=more)) for day, more in closed),
        }
    )
    half_days = st.builds(HalfDay, some_day, st.sampled_from(Half))
    return Case(
        wishes=tuple(
            draw(a_wish_in(monday, days, reach, number)) for number in range(draw(st.integers(0, wishes)))
        ),
        office=office,
        hours=draw(weeks_of_hours()),
        busy=tuple(draw(st.lists(stretches(monday, days), max_size=busy))),
        leave=tuple(draw(st.lists(whole_days(monday, days, office.zone), max_size=1))),
        taken=frozenset(draw(st.lists(half_days, max_size=3))),
        per_week=draw(st.sampled_from([None, None, 0, 1, 1, 2, 3])),
        used_weeks={Week.of(day): draw(st.integers(0, 2)) for day in draw(st.lists(some_day, max_size=2))},
    )


@st.composite
def a_wish_in(draw: Any, monday: date, days: int, reach: int, number: int) -> Wish:
    """A wish with a window in those days, sometimes an empty one or one that is past."""
    due = draw(st.integers(0, days - 1))
    first, last = due - draw(st.integers(-1, reach)), due + draw(st.integers(-2, reach))
    begins = datetime.combine(monday, time(), UTC)
    today = draw(st.sampled_from([-100, -100, 0, 3]))
    return a_wish(
        f"wish {number}",
        due=(monday + timedelta(days=due)).isoformat(),
        first=monday + timedelta(days=first),
        last=monday + timedelta(days=last),
        duration=draw(minutes(15, 45, 45, 50, 60, 90, 240, 360, 900)),
        between=draw(st.sampled_from([OFFICE_HOURS, OFFICE_HOURS, ALWAYS, ALWAYS, LUNCH])),
        travel=draw(minutes(0, 0, 0, 30, 45)),
        not_before=begins + timedelta(days=today, hours=draw(st.integers(0, 23))),
        beyond=draw(st.sampled_from([0, reach])),
    )


def whole_days(monday: date, days: int, zone: ZoneInfo) -> st.SearchStrategy[Busy]:
    """Leave of some whole days, from midnight to midnight."""

    def leave(first: int, count: int) -> Busy:
        start, end = (
            datetime.combine(monday + timedelta(days=number), time(), zone).astimezone(UTC)
            for number in (first, first + count)
        )
        return Busy(start=start, end=end)

    return st.builds(leave, st.integers(0, days - 1), st.integers(1, days))
