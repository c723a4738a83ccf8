"""Recurrence rules are walked as RFC 5545 asks, however they are combined."""

from datetime import datetime, timedelta
from random import Random

import pytest
from recurrence_rules import a_rule, a_start, ours, theirs

from zaaikalender.providers.budget import Budget, TooManySteps
from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.rule import parse
from zaaikalender.providers.stepper import walk


def moments(text: str, start: str, count: int) -> list[str]:
    """The first moments of a series."""
    budget = Budget()
    budget.next_series()
    walked = walk(parse(text), datetime.fromisoformat(start), budget=budget)
    return [f"{moment:%Y-%m-%d %H:%M}" for moment, _ in zip(walked, range(count), strict=False)]


def synchronised(text: str, chance: Random) -> datetime | None:
    """A start that fits the rule, or None where nothing does."""
    try:
        found = ours(text, a_start(chance))
    except NotReadable:
        return None
    return found[1] if len(found) > 1 else None


def test_three_hundred_random_rules_give_what_dateutil_gives():
    chance, compared = Random(5545), 0
    while compared < 300:
        text = a_rule(chance)
        if (start := synchronised(text, chance)) is None:
            continue
        expected = theirs(text, start)
        assert ours(text, start) == expected, (text, start)
        compared += 1


def test_entering_an_old_series_late_gives_the_same_as_walking_there():
    chance, compared = Random(3339), 0
    while compared < 300:
        text = a_rule(chance)
        if "COUNT" in text or (start := synchronised(text, chance)) is None:
            continue
        since = start + timedelta(days=chance.randint(0, 2_500), hours=chance.randint(0, 23))
        late = [moment for moment in ours(text, start, since) if moment >= since]
        assert late == [moment for moment in ours(text, start) if moment >= since], (text, start, since)
        compared += 1


def test_a_counted_series_cannot_be_entered_late():
    text, start = "FREQ=DAILY;COUNT=5", datetime(2026, 11, 24)  # noqa: DTZ001
    assert ours(text, start, start + timedelta(days=3)) == ours(text, start)


def test_a_fifth_monday_from_the_end_is_there_in_some_months_only():
    text = "FREQ=MONTHLY;BYDAY=-5MO"
    assert [moment[:10] for moment in moments(text, "2026-11-02 10:00", 3)] == [
        "2026-11-02",
        "2027-03-01",
        "2027-05-03",
    ]


def test_in_the_first_week_too_a_position_counts_in_the_whole_week():
    # RFC 5545, 3.3.10: the set of one interval; dateutil looks at what is left of the week.
    text = "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=2"
    assert moments(text, "2026-11-25 10:00", 2) == ["2026-11-25 10:00", "2026-12-02 10:00"]


def test_ordinals_and_plain_weekdays_add_up():
    text = "FREQ=MONTHLY;BYDAY=1MO,FR;COUNT=6"
    days = ["2026-11-02", "2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27", "2026-12-04"]
    assert moments(text, "2026-11-02 10:00", 6) == [f"{day} 10:00" for day in days]


def test_the_twentieth_monday_of_the_year():
    text = "FREQ=YEARLY;BYDAY=20MO"
    assert moments(text, "1997-05-19 09:00", 3) == [
        "1997-05-19 09:00",
        "1998-05-18 09:00",
        "1999-05-17 09:00",
    ]


def test_weeks_that_begin_on_sunday_differ_where_an_interval_skips_some():
    # The example of RFC 5545, 3.3.10 (WKST).
    text = "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST={0}"
    monday = moments(text.format("MO"), "1997-08-05 09:00", 4)
    sunday = moments(text.format("SU"), "1997-08-05 09:00", 4)
    assert [moment[5:10] for moment in monday] == ["08-05", "08-10", "08-19", "08-24"]
    assert [moment[5:10] for moment in sunday] == ["08-05", "08-17", "08-19", "08-31"]


def test_every_friday_the_thirteenth():
    text = "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"
    assert moments(text, "2026-02-13 09:00", 3) == [
        "2026-02-13 09:00",
        "2026-03-13 09:00",
        "2026-11-13 09:00",
    ]


def test_the_last_day_of_february_is_the_last_in_leap_years_too():
    text = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    assert [moment[:10] for moment in moments(text, "2027-02-28 09:00", 3)] == [
        "2027-02-28",
        "2028-02-29",
        "2029-02-28",
    ]


def test_a_start_that_does_not_fit_counts():
    text = "FREQ=WEEKLY;BYDAY=FR;COUNT=2"
    assert moments(text, "2026-11-24 10:00", 9) == ["2026-11-24 10:00", "2026-11-27 10:00"]


def test_hours_are_counted_on_the_wall():
    text = "FREQ=HOURLY;INTERVAL=3;BYHOUR=9,12;COUNT=3"
    assert moments(text, "2026-11-24 09:00", 9) == [
        "2026-11-24 09:00",
        "2026-11-24 12:00",
        "2026-11-25 09:00",
    ]


def test_periods_without_a_moment_cost_steps_too():
    with pytest.raises(TooManySteps):
        moments("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYHOUR=3", "1900-02-26 03:00", 99)


def test_a_count_that_is_reached_asks_for_no_further_step():
    budget = Budget(steps_a_series=60)
    budget.next_series()
    rule = parse("FREQ=DAILY;BYMONTH=11;BYMONTHDAY=24,25;COUNT=2")
    assert len(list(walk(rule, datetime(2026, 11, 24), budget=budget))) == 2  # noqa: DTZ001
