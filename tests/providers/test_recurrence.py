"""Series in a calendar: their occurrences, their exceptions, and what is known of them as a whole."""

from datetime import timedelta

import pytest
from ics_reading import a_calendar, a_vevent, moments, read, the_events, the_reason

from builders import at, day
from zaaikalender.core.events import Event, Series, Status, Window

DAILY, WEEKLY = timedelta(days=1), timedelta(days=7)
OURS = "X-ZAAIKALENDER-KEY:0123456789abcdefghijklmnopqrstuv"
LATER = Window(start=at("2035-01-01 00:00"), end=at("2035-07-01 00:00"))


def series(*vevents: str, window: Window | None = None) -> Series | None:
    """What is known of a series; the same for each of its events."""
    events = the_events(*vevents, window=window) if window else the_events(*vevents)
    (known,) = {event.series for event in events}
    return known


def on_days(events: list[Event]) -> list[str]:
    """The days on which events begin, without the year."""
    return sorted(moments(event)[5:10] for event in events)


def an_exception(occurrence: str, *lines: str, start: str, end: str = "DURATION:PT1H") -> str:
    """A component that stands for one occurrence (or more: `;RANGE=THISANDFUTURE:…`)."""
    where = f"DTSTART;TZID=Europe/Amsterdam:{start}"
    return a_vevent(f"RECURRENCE-ID{occurrence}", *lines, start=where, end=end)


def test_an_occurrence_is_named_by_its_original_start_in_utc():
    events = the_events(a_vevent("RRULE:FREQ=DAILY;COUNT=2"))
    assert [event.occurrence for event in events] == ["20261124T090000Z", "20261125T090000Z"]


def test_an_occurrence_of_whole_days_is_named_by_its_day():
    events = the_events(a_vevent("RRULE:FREQ=DAILY;COUNT=2", start="DTSTART;VALUE=DATE:20261124", end=""))
    assert [event.occurrence for event in events] == ["20261124", "20261125"]


def test_a_moved_occurrence_keeps_its_name():
    moved = an_exception(":20261125T090000Z", "SUMMARY:Verzet", start="20261203T150000")
    events = the_events(a_vevent("RRULE:FREQ=DAILY;COUNT=2"), moved)
    assert [(event.title, event.occurrence) for event in events][1] == ("Verzet", "20261125T090000Z")


def test_a_single_event_is_no_series():
    (event,) = the_events(a_vevent())
    assert (event.series, event.occurrence) == (None, None)


def test_a_series_knows_its_last_day_and_how_many_there_are_also_beyond_the_window():
    known = series(a_vevent("RRULE:FREQ=WEEKLY;COUNT=60"))
    assert known == Series(last=day("2028-01-11"), count=60, step=WEEKLY)


def test_a_series_without_an_end_has_none():
    assert series(a_vevent("RRULE:FREQ=WEEKLY")) == Series(last=None, count=0, step=WEEKLY)


def test_the_usual_step_is_the_commonest_one():
    known = series(a_vevent("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH;COUNT=12"))
    assert known is not None
    assert known.step == DAILY


def test_excluded_days_at_the_end_make_a_series_end_earlier():
    known = series(a_vevent("RRULE:FREQ=DAILY;COUNT=5", "EXDATE:20261127T090000Z,20261128T090000Z"))
    assert known == Series(last=day("2026-11-26"), count=3, step=DAILY)


def test_a_cancelled_last_occurrence_makes_a_series_end_earlier():
    off = an_exception(":20261126T090000Z", "STATUS:CANCELLED", start="20261126T100000")
    assert series(a_vevent("RRULE:FREQ=DAILY;COUNT=3"), off) == Series(
        last=day("2026-11-25"), count=2, step=DAILY
    )


def test_a_last_occurrence_that_moved_makes_a_series_end_later():
    moved = an_exception(":20261126T090000Z", start="20261210T100000")
    assert series(a_vevent("RRULE:FREQ=DAILY;COUNT=3"), moved) == Series(
        last=day("2026-12-10"), count=3, step=DAILY
    )


def test_cancelling_the_rest_of_an_endless_series_gives_it_an_end():
    off = an_exception(";RANGE=THISANDFUTURE:20261127T090000Z", "STATUS:CANCELLED", start="20261127T100000")
    assert series(a_vevent("RRULE:FREQ=DAILY"), off) == Series(last=day("2026-11-26"), count=3, step=DAILY)


def test_the_last_day_of_whole_days_is_the_last_that_belongs_to_them():
    known = series(
        a_vevent("RRULE:FREQ=WEEKLY;COUNT=2", start="DTSTART;VALUE=DATE:20261124", end="DURATION:P3D")
    )
    assert known is not None
    assert known.last == day("2026-12-03")


def test_an_end_too_far_away_to_count_is_none():
    known = series(a_vevent("RRULE:FREQ=HOURLY;BYHOUR=10;UNTIL=21991231T000000Z"))
    assert known == Series(last=None, count=0, step=DAILY)


def test_a_series_of_135_years_is_entered_near_the_window():
    events = the_events(a_vevent("RRULE:FREQ=WEEKLY", start="DTSTART:19000102T100000Z", end=""), window=LATER)
    assert len(events) == 26


def test_an_occurrence_moved_into_the_window_is_given():
    moved = an_exception(":20290102T090000Z", start="20261201T100000")
    assert "12-01" in on_days(the_events(a_vevent("RRULE:FREQ=YEARLY"), moved))


def test_an_occurrence_moved_out_of_the_window_is_not():
    moved = an_exception(":20261125T090000Z", start="20300101T100000")
    assert on_days(the_events(a_vevent("RRULE:FREQ=DAILY;COUNT=3"), moved)) == ["11-24", "11-26"]


def test_what_goes_on_otherwise_reaches_into_the_window_from_far():
    onwards = an_exception(";RANGE=THISANDFUTURE:20261201T090000Z", start="20261202T140000")
    events = the_events(a_vevent("RRULE:FREQ=WEEKLY"), onwards, window=LATER)
    assert {moments(event)[11:16] for event in events} == {"14:00"}
    assert len(events) == 26


def test_what_moves_far_onwards_is_found_wherever_it_comes_to_stand():
    # The window is October 2026 - April 2027; the series itself lies wholly before or after it.
    for start, onwards, moved in (
        ("20260801T100000", "20260802T080000Z", "20261101T100000"),
        ("20270801T100000", "20270802T080000Z", "20270301T100000"),
    ):
        series = a_vevent("RRULE:FREQ=DAILY;COUNT=4", start=f"DTSTART;TZID=Europe/Amsterdam:{start}", end="")
        rest = an_exception(f";RANGE=THISANDFUTURE:{onwards}", start=moved)
        assert len(the_events(series, rest)) == 3


def test_of_two_that_go_on_the_later_holds_from_then_on():
    first = an_exception(";RANGE=THISANDFUTURE:20261125T090000Z", "SUMMARY:A", start="20261125T110000")
    then = an_exception(";RANGE=THISANDFUTURE:20261127T090000Z", "SUMMARY:B", start="20261127T120000")
    events = the_events(a_vevent("RRULE:FREQ=DAILY;COUNT=6", "SUMMARY:0"), then, first)
    assert sorted((moments(event)[8:16], event.title) for event in events) == [
        ("24 10:00", "0"),
        ("25 11:00", "A"),
        ("26 11:00", "A"),
        ("27 12:00", "B"),
        ("28 12:00", "B"),
        ("29 12:00", "B"),
    ]


def test_nine_in_the_morning_stays_nine_when_the_clocks_change():
    start = "DTSTART;TZID=Europe/Amsterdam:20270322T090000"
    events = the_events(a_vevent("RRULE:FREQ=DAILY;COUNT=10", start=start, end="DURATION:PT1H"))
    assert {moments(event)[11:] for event in events} == {"09:00-10:00"}


def test_a_series_keeps_to_the_clock_of_its_own_zone():
    # New York changes its clocks two weeks before Amsterdam does.
    start = "DTSTART;TZID=America/New_York:20270308T090000"
    events = the_events(a_vevent("RRULE:FREQ=WEEKLY;COUNT=4", start=start, end="DURATION:PT1H"))
    assert [moments(event)[11:16] for event in events] == ["15:00", "14:00", "14:00", "15:00"]


def test_an_exact_length_stays_exact_where_the_clocks_change():
    start = "DTSTART;TZID=Europe/Amsterdam:20270326T230000"
    end = "DTEND;TZID=Europe/Amsterdam:20270327T070000"
    events = the_events(a_vevent("RRULE:FREQ=DAILY;COUNT=2", start=start, end=end))
    assert [moments(event)[11:] for event in events] == ["23:00-2027-03-27 07:00", "23:00-2027-03-28 08:00"]


def test_a_cancelled_series_is_given_and_says_so():
    events = the_events(a_vevent("RRULE:FREQ=DAILY;COUNT=2", "STATUS:CANCELLED"))
    assert {event.status for event in events} == {Status.CANCELLED}


def test_our_own_event_that_became_a_series_is_given_at_least_once():
    (event,) = the_events(a_vevent("RRULE:FREQ=DAILY;COUNT=2", OURS), window=LATER)
    assert moments(event) == "2026-11-24 10:00-11:00"


def test_our_own_endless_series_that_has_not_begun_is_given_once():
    before = Window(start=at("2020-01-01 00:00"), end=at("2020-07-01 00:00"))
    (event,) = the_events(a_vevent("RRULE:FREQ=DAILY", "EXDATE:20261124T090000Z", OURS), window=before)
    assert moments(event) == "2026-11-25 10:00-11:00"


def test_a_bad_exception_is_reported_and_its_series_stands():
    parsed = read(
        a_calendar(a_vevent("RRULE:FREQ=DAILY;COUNT=2"), a_vevent("RECURRENCE-ID:20261125T090000Z", start=""))
    )
    assert len(parsed.items[0].events) == 2
    assert [one.uid for one in parsed.unreadable] == ["een@test"]


def test_a_list_of_dates_is_not_endless():
    dates = ",".join(["20261124T090000Z"] * 5_001)
    assert "more than 5000" in the_reason(a_vevent("RRULE:FREQ=DAILY", f"EXDATE:{dates}"))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=SECONDLY", "within the hour"),
        ("FREQ=MINUTELY;INTERVAL=60", "within the hour"),
        ("FREQ=HOURLY", "too often"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31", "no month has"),
        ("FREQ=DAILY;BYWEEKNO=3", "do not follow"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR"),
        ("", "frequency"),
    ],
)
def test_a_rule_that_could_go_on_for_ever_is_refused_with_a_sentence(rule: str, words: str):
    assert words in the_reason(a_vevent(f"RRULE:{rule}" if rule else "RRULE:COUNT=2"))
