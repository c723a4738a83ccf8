from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaaikalender.config.durations import (
    duration_in_words,
    read_duration,
    read_share,
    read_span,
    span_in_words,
)
from zaaikalender.config.hours import range_of_days, read_hours, read_week, read_weekday
from zaaikalender.config.values import check_closed, check_person
from zaaikalender.core.dates import Hours, Span, Unit, WeekHours
from zaaikalender.core.people import Person

LANGUAGES = st.sampled_from(["nl", "en"])
SPANS = st.builds(Span, st.integers(0, 120), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS])) | (
    st.builds(Span, st.integers(0, 10), st.sampled_from([Unit.MONTHS, Unit.YEARS]))
)
READERS = st.sampled_from([read_span, read_duration, read_share, read_hours, read_week, read_weekday])
NAMES = (
    ("ma", "maandag", "Mon", "Monday"),
    ("di", "dinsdag", "Tue", "Tuesday"),
    ("wo", "woensdag", "Wed", "Wednesday"),
    ("do", "donderdag", "Thu", "Thursday"),
    ("vr", "vrijdag", "Fri", "Friday"),
    ("za", "zaterdag", "Sat", "Saturday"),
    ("zo", "zondag", "Sun", "Sunday"),
)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("6 weken", Span(6, Unit.WEEKS)),
        ("6 weeks", Span(6, Unit.WEEKS)),
        ("1 week", Span(1, Unit.WEEKS)),
        ("een week", Span(1, Unit.WEEKS)),
        ("5 werkdagen", Span(5, Unit.WORKING_DAYS)),
        ("5 Working Days", Span(5, Unit.WORKING_DAYS)),
        ("1 working day", Span(1, Unit.WORKING_DAYS)),
        ("10 dagen", Span(10, Unit.DAYS)),
        ("0 days", Span(0, Unit.DAYS)),
        ("6 maanden", Span(6, Unit.MONTHS)),
        ("een half jaar", Span(6, Unit.MONTHS)),
        ("half a year", Span(6, Unit.MONTHS)),
        ("1,5 jaar", Span(18, Unit.MONTHS)),
        ("anderhalf jaar", Span(18, Unit.MONTHS)),
        ("2 kwartalen", Span(6, Unit.MONTHS)),
        ("1 jaar", Span(1, Unit.YEARS)),
        ("  2jaar ", Span(2, Unit.YEARS)),
    ],
)
def test_a_span_of_days_is_written_as_people_say_it(text, span):
    assert read_span(text) == span


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45),
        ("45 minuten", 45),
        ("1 uur", 60),
        ("1,5 uur", 90),
        ("1.5 hours", 90),
        ("1 uur 30 min", 90),
        ("1 uur en 30 minuten", 90),
        ("1u30", 90),
        ("1h05", 65),
        ("een kwartier", 15),
        ("drie kwartier", 45),
        ("anderhalf uur", 90),
        ("een half uur", 30),
        ("half an hour", 30),
        ("0 min", 0),
        ("1 dag", 24 * 60),
    ],
)
def test_a_duration_is_written_as_people_say_it(text, minutes):
    assert read_duration(text) == timedelta(minutes=minutes)


@given(SPANS, LANGUAGES)
def test_a_span_in_words_reads_back_as_the_same_span(span, language):
    assert read_span(span_in_words(span, language)) == span


@given(st.timedeltas(timedelta(0), timedelta(days=30)), LANGUAGES)
def test_a_duration_in_words_reads_back_as_the_same_duration(duration, language):
    whole = timedelta(seconds=duration // timedelta(seconds=1))
    assert read_duration(duration_in_words(whole, language)) == whole


def refusal(reader, value):
    """What is said about a value that is refused; a sentence too where it is taken, so that one can ask."""
    try:
        reader(value)
    except ValueError as refused:
        return str(refused)
    return "taken."


@given(READERS, st.text() | st.integers() | st.none() | st.booleans() | st.dictionaries(st.text(), st.text()))
def test_whatever_is_written_is_read_or_refused_with_a_sentence(reader, value):
    said = refusal(reader, value)
    assert said.endswith((".", "?"))
    assert "\n" not in said


@given(READERS, st.text(alphabet="0159 ,.-%:;uhmadivrzo\N{EN DASH}tenforking½²٣"))
def test_near_misses_are_read_or_refused_with_a_sentence(reader, text):
    assert refusal(reader, text).endswith((".", "?"))


@pytest.mark.parametrize(
    "text", ["6", "weken 6", "6 wekn", "-6 weken", "1,5 week", "2 weken en 3 dagen", "12 jaar"]
)
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match=r"\.|\?"):
        read_span(text)


@pytest.mark.parametrize("number", range(7))
def test_a_weekday_may_be_short_or_long_dutch_or_english(number):
    assert {read_weekday(name) for name in NAMES[number]} == {number}


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("ma-vr 09:00-17:30", "11111.."),
        ("ma, wo en vr 9u-17u30", "1.1.1.."),
        ("ma t/m do 9.00-17.00; vr 9-13", "1111h.."),
        ("mon-fri 9am-5:30pm", "11111.."),
        ("za-di 9-17", "11...11"),
        ("ma 9-12, 13-17 di 9-13", "2h....."),
        ("ma 13-17; ma 9-12", "2......"),
    ],
)
def test_a_week_of_work_is_written_as_people_say_it(text, worked):
    week = read_week(text)
    short = (Hours(time(9), time(13)),)
    found = "".join(
        "." if not day else "2" if len(day) == 2 else "h" if day == short else "1" for day in week.days
    )
    assert found == worked


def test_a_day_that_is_not_named_is_not_worked_in_a_table_either():
    week = read_week({"ma-di": "9-17", "wo": "", "vr": "9-12, 13-15"})
    assert [len(day) for day in week.days] == [1, 1, 0, 0, 2, 0, 0]


@given(st.integers(0, 6), st.integers(0, 6), st.times(), st.times())
def test_any_days_at_any_hours_read_as_those_days_and_those_hours(first, last, start, end):
    start, end = (moment.replace(second=0, microsecond=0) for moment in sorted((start, end)))
    if start == end:
        return
    text = f"{NAMES[first][0]}-{NAMES[last][3]} {start:%H:%M}-{end:%H:%M}"
    week = read_week(text)
    assert isinstance(week, WeekHours)
    assert {day for day in range(7) if week.days[day]} == set(range_of_days(first, last))
    assert {hours for day in week.days for hours in day} == {Hours(start, end)}


@pytest.mark.parametrize(
    ("text", "share"), [("30%", 0.3), ("60 %", 0.6), ("0%", 0), ("100%", 1), ("2,5%", 0.025)]
)
def test_a_share_is_a_percentage(text, share):
    assert read_share(text) == pytest.approx(share)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 366))
def test_closed_days_read_back_as_they_were_written(first, days):
    last = first + timedelta(days=days)
    closed = check_closed(f"{first}/{last}")
    assert (closed.first, closed.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Marieke de Wit <Marieke@bureau.example>", Person(address="marieke@bureau.example")),
        ("marieke@bureau.example", Person(address="marieke@bureau.example")),
        ('"Wit, M. de" <m@bureau.example>', Person(address="m@bureau.example")),
    ],
)
def test_an_owner_is_one_person_with_an_address(text, person):
    assert check_person(text) == person


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Marieke",
        "a@b.example, c@d.example",
        "a@",
        "@b.example",
        "a b@c.example",
        "a@b.example\nBcc: x",
        3,
    ],
)
def test_what_is_no_person_is_refused(text):
    with pytest.raises(ValueError, match="must be one person"):
        check_person(text)
