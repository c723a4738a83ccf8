"""A new event: the draft, whole and safe, and nothing else."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from ics_writing import KEY, NOW, UID, back, changed, draft_of, invited, lines, new

from builders import AMSTERDAM, a_draft, a_person
from zaaikalender.core.appointments import Draft, Field, approve
from zaaikalender.core.events import AllDay, Shown, Timed
from zaaikalender.providers import ics_write
from zaaikalender.providers.ics_zone_text import definition

moments = some.datetimes(datetime(1990, 1, 1), datetime(2190, 1, 1))  # noqa: DTZ001 - made UTC below
lengths = some.timedeltas(timedelta(0), timedelta(days=3))
stretches = some.builds(
    lambda start, length: Timed(start=start.replace(tzinfo=UTC), end=start.replace(tzinfo=UTC) + length),
    moments,
    lengths,
)
whole_days = some.builds(
    lambda first, length: AllDay(start=first, end=first + timedelta(days=length)),
    some.dates(date(1990, 1, 1), date(2190, 1, 1)),
    some.integers(1, 40),
)
words = some.text(some.characters(), max_size=120)
drafts = some.builds(
    Draft,
    title=words,
    when=some.one_of(stretches, whole_days),
    text=words,
    shown=some.sampled_from(Shown),
    private=some.booleans(),
)
zones = some.sampled_from(
    [
        ZoneInfo(name)
        for name in ("Europe/Amsterdam", "Europe/London", "UTC", "America/New_York", "Asia/Kolkata")
    ]
)


@given(drafts, zones)
@example(a_draft("a\r\nATTENDEE:mailto:x@evil.example", text="b\\n\u2028\nc"), AMSTERDAM)
def test_what_is_written_is_read_back_as_the_draft_in_our_dialect(draft: Draft, zone: ZoneInfo):
    assert draft_of(back(new(draft, zone), zone)) == ics_write.dialect(draft)


@given(drafts)
def test_saying_it_in_our_dialect_twice_changes_nothing(draft: Draft):
    once = ics_write.dialect(draft)
    assert ics_write.dialect(once) == once


@given(drafts, drafts, some.sets(some.sampled_from(Field)))
def test_a_change_is_read_back_and_no_other_field_changes(first: Draft, then: Draft, fields: set[Field]):
    before, after = back(new(first)), back(changed(new(first), then, *fields))
    wanted = ics_write.dialect(then)
    assert after.title == (wanted.title if Field.TITLE in fields else before.title)
    assert after.text == (wanted.text if Field.TEXT in fields else before.text)
    assert after.shown == (wanted.shown if Field.SHOWN in fields else before.shown)
    assert after.when == (wanted.when if Field.WHEN in fields else before.when)
    assert (after.key, after.private, after.uid) == (before.key, before.private, before.uid)


def test_commas_semicolons_and_backslashes_are_escaped():
    written = lines(new(a_draft("a, b; c\\d", text="een\ntwee")))
    assert {"SUMMARY:a\\, b\\; c\\\\d", "DESCRIPTION:een\\ntwee"} <= {*written}


@given(drafts, zones)
@example(a_draft("x" * 400, text="é" * 400), AMSTERDAM)
@example(a_draft("€" * 300, text="\U0001f600" * 300), AMSTERDAM)
def test_what_is_written_is_proper_icalendar(draft: Draft, zone: ZoneInfo):
    data = new(draft, zone)
    rows = data.split(b"\r\n")
    assert all(len(row) <= 75 for row in rows)
    assert all(row.decode() is not None for row in rows)
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)


@given(drafts, zones)
def test_another_library_reads_the_same_moments(draft: Draft, zone: ZoneInfo):
    event = icalendar.Calendar.from_ical(new(draft, zone)).events[0]
    match draft.when:
        case AllDay(start=first, end=after):
            assert (event.start, event.end) == (first, after)
        case Timed(start=start, end=end):
            assert event.start.astimezone(UTC) == start.replace(microsecond=0)
            assert event.end.astimezone(UTC) == end.replace(microsecond=0)


@given(words, words, words)
def test_nothing_in_a_title_a_text_or_a_name_begins_another_property(title: str, text: str, name: str):
    draft = a_draft(title, text=text)
    approval = approve(KEY, [a_person(name=name)], draft, at=NOW)
    names = [line.partition(":")[0].partition(";")[0] for line in lines(invited(new(draft), approval))]
    plain = a_draft("x", text="x")
    expected = [
        line.partition(":")[0].partition(";")[0]
        for line in lines(invited(new(plain), approve(KEY, [a_person(name="x")], plain, at=NOW)))
    ]
    assert [found for found in names if found != "DESCRIPTION"] == [
        found for found in expected if found != "DESCRIPTION"
    ]


def test_a_new_event_has_no_guest_and_no_organiser():
    event = back(new(a_draft()))
    assert (event.attendees, event.organizer, event.key) == ((), None, KEY)


def test_a_uid_is_made_of_the_key_and_tells_it():
    assert ics_write.uid_of(KEY) == UID
    assert ics_write.key_of_uid(UID) == KEY
    assert ics_write.key_of_uid("someone@else.example") is None


def test_a_time_is_written_on_the_owners_wall():
    written = lines(new(a_draft(on="2027-07-01 10:00")))
    assert "DTSTART;TZID=Europe/Amsterdam:20270701T100000" in written
    assert "DTEND;TZID=Europe/Amsterdam:20270701T104500" in written


def test_a_time_in_the_hour_that_comes_twice_is_written_in_utc():
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    written = lines(new(a_draft(on=Timed(start=second, end=second + timedelta(hours=1)))))
    assert "DTSTART:20261025T013000Z" in written


@pytest.mark.parametrize("name", ["America/New_York", "Asia/Beirut", "Europe/Moscow", "Asia/Kolkata", "UTC"])
def test_a_zone_with_other_changes_gets_no_definition_of_ours(name: str):
    # Beirut changes on the same days, three hours earlier.
    assert definition(ZoneInfo(name)) == ()


def test_a_time_before_europe_changed_its_clocks_together_is_written_in_utc():
    assert "DTSTART:19900701T080000Z" in lines(new(a_draft(on="1990-07-01 10:00")))


def test_a_zone_that_does_not_follow_the_european_rule_gets_utc():
    data = new(a_draft(on="2027-07-01 10:00"), ZoneInfo("America/New_York"))
    assert b"VTIMEZONE" not in data
    assert "DTSTART:20270701T080000Z" in lines(data)


@pytest.mark.parametrize("name", ["Europe/Amsterdam", "Europe/London", "Europe/Helsinki", "Atlantic/Azores"])
def test_our_own_definition_of_a_zone_is_right_in_every_hour_of_five_years(name: str):
    zone = ZoneInfo(name)
    theirs = icalendar.Timezone.from_ical("\r\n".join(definition(zone))).to_tz(lookup_tzid=False)
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(5 * 8766)]
    walls = [hour.astimezone(zone) for hour in hours]
    wrong = [wall for wall in walls if wall.replace(tzinfo=theirs).utcoffset() != wall.utcoffset()]
    assert not wrong


def test_both_ends_are_always_written():
    assert {"DTSTART;VALUE=DATE:20270701", "DTEND;VALUE=DATE:20270702"} <= {
        *lines(new(a_draft(on="2027-07-01")))
    }


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown.TENTATIVE, {"STATUS:TENTATIVE", "TRANSP:OPAQUE"}),
        (Shown.BUSY, {"STATUS:CONFIRMED", "TRANSP:OPAQUE"}),
        (Shown.FREE, {"STATUS:CONFIRMED", "TRANSP:TRANSPARENT"}),
    ],
)
def test_how_it_is_shown_is_written_in_the_words_of_the_standard(shown: Shown, expected: set[str]):
    assert expected <= {*lines(new(a_draft(shown=shown)))}


def test_a_private_event_is_private():
    assert "CLASS:PRIVATE" in lines(new(a_draft(private=True)))


def test_stamps_tell_when_it_was_written():
    assert {"DTSTAMP:20261124T090000Z", "LAST-MODIFIED:20261124T090000Z"} <= {*lines(new(a_draft()))}
