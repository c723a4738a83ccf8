"""Half-days, weeks, and days on which the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AMSTERDAM, at, day
from zaaikalender.core.events import Timed
from zaaikalender.core.hours import Half, HalfDay, Week, half_days, steady, week_count


def halves(start: str, end: str) -> list[str]:
    found = half_days(Timed(start=at(start), end=at(end)), AMSTERDAM)
    return [f"{each.day:%d} {each.half.name.lower()}" for each in sorted(found)]


def test_an_appointment_till_one_takes_the_morning_alone() -> None:
    assert halves("2027-03-19 12:00", "2027-03-19 13:00") == ["19 morning"]
    assert halves("2027-03-19 13:00", "2027-03-19 14:00") == ["19 afternoon"]


def test_a_lunch_takes_both_half_days() -> None:
    assert halves("2027-03-19 12:00", "2027-03-19 13:30") == ["19 morning", "19 afternoon"]


def test_an_appointment_of_days_takes_each_half_day_that_it_touches() -> None:
    assert halves("2027-03-18 14:00", "2027-03-20 10:00") == [
        "18 afternoon",
        "19 morning",
        "19 afternoon",
        "20 morning",
    ]
    assert halves("2027-03-18 14:00", "2027-03-19 00:00") == ["18 afternoon"]


def test_an_appointment_of_no_length_stands_in_one_half_day() -> None:
    assert halves("2027-03-19 13:00", "2027-03-19 13:00") == ["19 afternoon"]


def test_half_days_and_weeks_are_numbered_in_a_row() -> None:
    first = HalfDay(day("2027-03-19"), Half.MORNING)
    assert HalfDay(day("2027-03-19"), Half.AFTERNOON).number == first.number + 1
    assert HalfDay(day("2027-03-20"), Half.MORNING).number == first.number + 2
    assert Week.of(day("2027-01-03")) == Week(2026, 53)
    assert Week(2027, 1).count == Week(2026, 53).count + 1


@given(st.dates(day("0001-01-01"), day("9999-12-31")))
def test_a_week_is_counted_the_same_from_each_of_its_days(any_day: date) -> None:
    assert Week.of(any_day).count == week_count(any_day.toordinal())


def test_most_days_are_steady_throughout() -> None:
    (part,) = steady(day("2027-03-19"), AMSTERDAM)
    assert (part.start, part.end) == (at("2027-03-19 00:00"), at("2027-03-20 00:00"))
    assert part.origin == part.start


def test_the_hour_that_is_skipped_lies_in_no_part_of_the_day() -> None:
    night, rest = steady(day("2027-03-28"), AMSTERDAM)
    assert night.end < rest.start == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert rest.start - rest.origin == timedelta(hours=3)


def test_of_the_hour_that_comes_twice_the_second_lies_in_no_part_of_the_day() -> None:
    night, rest = steady(day("2027-10-31"), AMSTERDAM)
    assert night.end < datetime(2027, 10, 31, 1, tzinfo=UTC)
    assert rest.start == datetime(2027, 10, 31, 2, tzinfo=UTC)
    assert rest.start - rest.origin == timedelta(hours=3)


@pytest.mark.parametrize(
    ("zone", "changed"),
    [
        ("Africa/Cairo", "2025-04-25"),  # at midnight: the day begins at one
        ("Africa/Cairo", "2024-10-31"),  # back at midnight: the day's last hour comes twice
        ("Australia/Lord_Howe", "2025-04-06"),  # by half an hour
        ("America/St_Johns", "2006-10-29"),  # back at one minute past midnight: into the day before
        ("Pacific/Apia", "2011-12-30"),  # a day that never was
    ],
)
def test_odd_changes_of_the_clock_leave_only_wall_times_that_come_once(zone: str, changed: str) -> None:
    there = ZoneInfo(zone)
    for each in (day(changed) - timedelta(days=1), day(changed), day(changed) + timedelta(days=1)):
        for part in steady(each, there):
            for minute in range(0, max(0, (part.end - part.start) // timedelta(minutes=1)), 15):
                shown = (part.start + timedelta(minutes=minute)).astimezone(there)
                wall = shown.replace(tzinfo=None)
                assert wall - datetime.combine(each, datetime.min.time()) == (
                    part.start + timedelta(minutes=minute) - part.origin
                )
                assert shown.fold == 0
