"""What people mean by a date, with the awkward days by name."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AMSTERDAM, an_office, at, day, week
from zaaikalender.core.dates import (
    Hours,
    Span,
    Unit,
    WeekHours,
    add,
    local,
    next_working_day,
    subtract,
    within_hours,
    working_day_on_or_after,
    yearly,
)
from zaaikalender.errors import ConfigurationError

OFFICE = an_office()


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        ("2027-03-19", 6, Unit.WEEKS, "2027-04-30"),
        ("2027-03-19", 10, Unit.DAYS, "2027-03-29"),
        ("2027-03-19", 6, Unit.MONTHS, "2027-09-19"),
        ("2027-11-30", 3, Unit.MONTHS, "2028-02-29"),
        ("2027-12-31", 1, Unit.YEARS, "2028-12-31"),
        ("2027-03-19", 0, Unit.WORKING_DAYS, "2027-03-19"),
        ("2027-03-19", 5, Unit.WORKING_DAYS, "2027-03-26"),
    ],
)
def test_a_span_after_a_day_is_what_fingers_say(start: str, count: int, unit: Unit, expected: str) -> None:
    assert add(day(start), Span(count, unit), OFFICE) == day(expected)


def test_a_month_after_31_january_is_the_last_of_february() -> None:
    assert add(day("2027-01-31"), Span(1, Unit.MONTHS), OFFICE) == day("2027-02-28")
    assert add(day("2028-01-31"), Span(1, Unit.MONTHS), OFFICE) == day("2028-02-29")


def test_a_year_after_29_february_is_28_february() -> None:
    assert add(day("2028-02-29"), Span(1, Unit.YEARS), OFFICE) == day("2029-02-28")
    assert add(day("2028-02-29"), Span(4, Unit.YEARS), OFFICE) == day("2032-02-29")
    assert subtract(day("2028-02-29"), Span(1, Unit.YEARS), OFFICE) == day("2027-02-28")


def test_a_month_before_31_march_is_the_last_of_february() -> None:
    assert subtract(day("2027-03-31"), Span(1, Unit.MONTHS), OFFICE) == day("2027-02-28")
    assert subtract(day("2027-01-15"), Span(1, Unit.MONTHS), OFFICE) == day("2026-12-15")


def test_working_days_skip_weekends_holidays_and_closed_days() -> None:
    office = an_office(holidays=["2027-03-29"], closed=["2027-03-30/2027-03-31"])
    assert add(day("2027-03-25"), Span(2, Unit.WORKING_DAYS), office) == day("2027-04-01")
    assert subtract(day("2027-04-01"), Span(2, Unit.WORKING_DAYS), office) == day("2027-03-25")


def test_a_working_day_before_a_saturday_is_friday() -> None:
    assert subtract(day("2027-03-20"), Span(1, Unit.WORKING_DAYS), OFFICE) == day("2027-03-19")


def test_a_span_beyond_the_last_year_stops_at_its_last_day() -> None:
    assert add(day("9999-12-01"), Span(6, Unit.WEEKS), OFFICE) == date.max
    assert add(day("2027-01-01"), Span(10**7, Unit.YEARS), OFFICE) == date.max
    assert subtract(day("0001-01-31"), Span(1, Unit.MONTHS), OFFICE) == date.min


@given(
    st.dates(day("1970-01-01"), day("2200-01-01")),
    st.integers(0, 400),
    st.sampled_from([Unit.MONTHS, Unit.YEARS]),
)
def test_months_and_years_keep_the_day_of_the_month_or_take_the_last(
    start: date, count: int, unit: Unit
) -> None:
    months = count if unit is Unit.MONTHS else 12 * count
    found = add(start, Span(count, unit), OFFICE)
    assert (found.year - start.year) * 12 + found.month - start.month == months
    assert found.day == start.day or (found.day < start.day and (found + timedelta(days=1)).day == 1)


@given(st.dates(day("2026-01-01"), day("2030-01-01")), st.integers(0, 60))
def test_so_many_working_days_later_lie_so_many_days_of_work(start: date, count: int) -> None:
    office = an_office(holidays=["2027-01-01", "2028-12-25"], closed=["2026-12-24/2027-01-03"])
    found = add(start, Span(count, Unit.WORKING_DAYS), office)
    between = (start + timedelta(days=number) for number in range(1, (found - start).days + 1))
    assert sum(office.works(each, office.hours) for each in between) == count
    assert count == 0 or office.works(found, office.hours)


def test_the_first_working_day_may_be_the_day_itself_and_the_next_may_not() -> None:
    part_time = week(days="1101000")
    assert working_day_on_or_after(day("2027-03-16"), OFFICE, part_time) == day("2027-03-16")
    assert working_day_on_or_after(day("2027-03-17"), OFFICE, part_time) == day("2027-03-18")
    assert next_working_day(day("2027-03-18"), OFFICE, part_time) == day("2027-03-22")


@pytest.mark.parametrize("find", [working_day_on_or_after, next_working_day])
def test_an_office_that_never_opens_is_a_wrong_setting(find: object) -> None:
    closed = an_office(closed=["2027-01-01/2037-01-01"])
    with pytest.raises(ConfigurationError, match="within three years"):
        find(day("2027-03-01"), closed, closed.hours)  # type: ignore[operator]
    with pytest.raises(ConfigurationError):
        add(day("2027-03-01"), Span(1, Unit.WORKING_DAYS), an_office(hours=week(days="0000000")))


def test_the_yearly_return_of_a_day_is_the_same_date_or_the_next_day_of_work() -> None:
    assert yearly(day("2026-03-19"), OFFICE, OFFICE.hours) == day("2027-03-19")
    assert yearly(day("2026-03-20"), OFFICE, OFFICE.hours) == day("2027-03-22")
    assert yearly(day("2028-02-29"), OFFICE, OFFICE.hours) == day("2029-02-28")
    assert yearly(day("2026-12-25"), an_office(closed=["2027-12-24/2028-01-03"]), week()) == day("2028-01-04")


def test_a_wall_time_is_an_instant_in_summer_and_in_winter() -> None:
    assert local(day("2027-01-15"), time(10), AMSTERDAM) == datetime(2027, 1, 15, 9, tzinfo=UTC)
    assert local(day("2027-07-15"), time(10), AMSTERDAM) == datetime(2027, 7, 15, 8, tzinfo=UTC)


def test_a_wall_time_that_the_clocks_skip_is_reckoned_as_before_the_change() -> None:
    assert local(day("2027-03-28"), time(2, 30), AMSTERDAM) == at("2027-03-28 03:30")
    # The very example of RFC 5545, 3.3.5.
    new_york = local(day("2007-03-11"), time(2, 30), ZoneInfo("America/New_York"))
    assert new_york == datetime(2007, 3, 11, 7, 30, tzinfo=UTC)


def test_a_wall_time_that_comes_twice_is_its_first() -> None:
    assert local(day("2027-10-31"), time(2, 30), AMSTERDAM) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert local(day("2027-10-31"), time(2, 30, fold=1), AMSTERDAM) == datetime(
        2027, 10, 31, 0, 30, tzinfo=UTC
    )


def test_within_hours_looks_at_the_clock_in_the_office() -> None:
    assert within_hours(at("2027-03-19 09:00"), OFFICE, OFFICE.hours)
    assert not within_hours(at("2027-03-19 08:59"), OFFICE, OFFICE.hours)
    assert not within_hours(at("2027-03-19 17:30"), OFFICE, OFFICE.hours)
    assert within_hours(datetime(2027, 7, 15, 7, tzinfo=UTC), OFFICE, OFFICE.hours)
    assert not within_hours(datetime(2027, 1, 15, 7, tzinfo=UTC), OFFICE, OFFICE.hours)


def test_nobody_is_at_work_on_weekends_holidays_and_closed_days() -> None:
    office = an_office(holidays=["2027-03-19"], closed=["2027-03-22/2027-03-23"])
    for text in ("2027-03-19 10:00", "2027-03-20 10:00", "2027-03-23 10:00"):
        assert not within_hours(at(text), office, office.hours)


def test_a_break_at_noon_is_no_time_of_work() -> None:
    broken = (Hours(time(9), time(12)), Hours(time(13), time(17)))
    hours = WeekHours((broken,) * 7)
    assert not within_hours(at("2027-03-19 12:30"), OFFICE, hours)
    assert within_hours(at("2027-03-19 13:00"), OFFICE, hours)
