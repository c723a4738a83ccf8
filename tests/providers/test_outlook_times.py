"""Times to and from Outlook: each zone by a name that Windows knows, each moment back as it was."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import when
from providers.fakes.outlook_schema import check_event
from zaaikalender.core.events import Timed, Window
from zaaikalender.providers.outlook_delta import parts_of
from zaaikalender.providers.outlook_series import rule_text
from zaaikalender.providers.outlook_zones import moment, when_of, windows_name, written
from zaaikalender.providers.zones import known_zone

ZONES = [ZoneInfo(name) for name in ("Europe/Amsterdam", "America/St_Johns", "Asia/Kolkata", "Pacific/Apia")]
instants = st.datetimes(datetime(2025, 1, 1), datetime(2031, 1, 1)).map(  # noqa: DTZ001 - made UTC below
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/Amsterdam", "W. Europe Standard Time"),
        ("Europe/Brussels", "Romance Standard Time"),
        ("Europe/Berlin", "W. Europe Standard Time"),
        ("Europe/London", "GMT Standard Time"),
        ("Asia/Kolkata", "India Standard Time"),
        ("America/New_York", "Eastern Standard Time"),
    ],
)
def test_zones_have_the_names_that_windows_gives_them(zone, name):
    assert windows_name(ZoneInfo(zone)) == name


@pytest.mark.parametrize("name", sorted(each for each in available_timezones() if each.startswith("Europe/")))
def test_the_windows_name_of_a_zone_means_the_same_clock(name):
    found = windows_name(ZoneInfo(name))
    if found is not None:
        back = known_zone(found)
        for week in range(0, 520, 3):
            at = datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(weeks=week)
            assert at.astimezone(back).utcoffset() == at.astimezone(ZoneInfo(name)).utcoffset()


@given(instants, st.integers(0, 3 * 24 * 60), st.sampled_from(ZONES))
def test_any_stretch_comes_back_as_it_was_written(start, minutes, zone):
    stretch = Timed(start=start, end=start + timedelta(minutes=minutes))
    body = written(stretch, zone)
    check_event({"subject": "x", **body}, new=True)
    assert when_of(body) == stretch


@given(st.dates(datetime(2025, 1, 1).date(), datetime(2031, 1, 1).date()), st.integers(1, 40))  # noqa: DTZ001
def test_any_days_come_back_as_they_were_written(day, days):
    stretch = when(day.isoformat(), days=days)
    body = written(stretch, ZONES[0])
    check_event({"subject": "x", **body}, new=True)
    assert when_of(body) == stretch


def test_a_time_in_another_zone_than_was_asked_for_is_read_by_its_name():
    part = {"dateTime": "2026-07-01T10:00:00.0000000", "timeZone": "Romance Standard Time"}
    assert moment(part) == datetime(2026, 7, 1, 8, tzinfo=UTC)


def test_a_window_in_parts_leaves_no_gap():
    window = Window(start=datetime(2026, 1, 1, tzinfo=UTC), end=datetime(2027, 3, 5, tzinfo=UTC))
    parts = parts_of(window)
    assert (parts[0].start, parts[-1].end) == (window.start, window.end)
    assert all(one.end == other.start for one, other in pairwise(parts))


@pytest.mark.parametrize(
    ("pattern", "span", "rule"),
    [
        (
            {"type": "weekly", "interval": 2, "daysOfWeek": ["monday", "friday"], "firstDayOfWeek": "monday"},
            {"type": "numbered", "numberOfOccurrences": 5},
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=MO;COUNT=5",
        ),
        (
            {
                "type": "relativeMonthly",
                "interval": 1,
                "daysOfWeek": ["thursday"],
                "index": "last",
                "month": 0,
            },
            {"type": "endDate", "endDate": "2027-06-30"},
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=TH;BYSETPOS=-1;UNTIL=20270630",
        ),
        (
            {"type": "absoluteYearly", "interval": 1, "month": 3, "dayOfMonth": 19},
            {"type": "noEnd", "endDate": "0001-01-01"},
            "FREQ=YEARLY;INTERVAL=1;BYMONTHDAY=19;BYMONTH=3",
        ),
    ],
)
def test_a_pattern_is_the_rule_that_it_means(pattern, span, rule):
    assert rule_text(pattern, span) == rule
