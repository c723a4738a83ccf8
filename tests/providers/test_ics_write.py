"""What is written in a calendar: the draft, whole and safe, and nothing that was not asked for."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from ics_reading import a_calendar, a_vevent, read

from builders import AMSTERDAM, OWNER, a_draft, a_person, at, day, when
from zaaikalender.core.appointments import Approval, Draft, Field, approve
from zaaikalender.core.events import AllDay, Event, Shown, Timed
from zaaikalender.errors import NotOurs, NotWritten, Stale
from zaaikalender.providers import ics_write
from zaaikalender.providers.ics_zone_text import definition

KEY = "0123456789abcdefghijklmnopqrstuv"
UID = f"{KEY}@zaaikalender"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
ALL = frozenset(Field)


def new(draft: Draft, zone: ZoneInfo = AMSTERDAM) -> bytes:
    return ics_write.new(KEY, draft, zone=zone, at=NOW)


def changed(data: bytes, draft: Draft, *fields: Field, zone: ZoneInfo = AMSTERDAM) -> bytes:
    return ics_write.change(data, UID, draft, frozenset(fields), zone=zone, at=LATER)


def invited(data: bytes, approval: Approval) -> bytes:
    return ics_write.invite(data, UID, approval, organizer=OWNER, zone=AMSTERDAM, at=LATER)


def back(data: bytes, zone: ZoneInfo = AMSTERDAM) -> Event:
    parsed = read(data, zone=zone)
    assert not parsed.unreadable, parsed.unreadable
    (event,) = parsed.items[0].events
    return event


def lines(data: bytes) -> list[str]:
    """The content lines, unfolded, as the most eager reader would cut them."""
    return data.replace(b"\r\n ", b"").decode().splitlines()


def draft_of(event: Event) -> Draft:
    """What of an event is a draft's."""
    return Draft(
        title=event.title, when=event.when, text=event.text, shown=event.shown, private=event.private
    )


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


@given(drafts, zones)
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


THEIRS = b"".join(
    line + b"\r\n"
    for line in (
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//khal//NL",
        b"X-CAL-PROP;X=1:a,b",
        b"BEGIN:VEVENT",
        b"SUMMARY;LANGUAGE=nl:Voorstel: Borging",
        b"  Alfa",
        b"DTSTART;TZID=W. Europe Standard Time:20270430T100000",
        b"DURATION:PT45M",
        b"UID:" + UID.encode(),
        b"SEQUENCE:3",
        b"DTSTAMP:20261101T000000Z",
        b'ATTENDEE;CN="Eva, J";PARTSTAT=ACCEPTED;X-NUM=',
        b" 12:mailto:Eva@client-a.example",
        b'DESCRIPTION;ALTREP="cid:x":Oud',
        b"X-ALT-DESC;FMTTYPE=text/html:<p>Oud</p>",
        b"X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        b"STATUS:TENTATIVE",
        b"LOCATION:Utrecht\\, kantoor",
        b"X-ZAAIKALENDER-KEY:" + KEY.encode(),
        b"BEGIN:VALARM",
        b"ACTION:DISPLAY",
        b"DESCRIPTION:Wekker",
        b"TRIGGER:-PT15M",
        b"END:VALARM",
        b"END:VEVENT",
        b"BEGIN:VEVENT",
        b"UID:ander@test",
        b"DTSTART:20270430T100000Z",
        b"SUMMARY:Ander",
        b"END:VEVENT",
        b"END:VCALENDAR",
    )
)
"""Our event after another program had it, beside somebody else's."""


def difference(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The rows that went and those that came."""
    old, now = before.split(b"\r\n"), after.split(b"\r\n")
    return [row for row in old if row not in now], [row for row in now if row not in old]


def test_changing_a_title_leaves_every_other_line_as_it_was():
    went, came = difference(THEIRS, changed(THEIRS, a_draft("Nieuw"), Field.TITLE))
    assert went == [b"SUMMARY;LANGUAGE=nl:Voorstel: Borging", b"  Alfa", b"DTSTAMP:20261101T000000Z"]
    assert came == [b"SUMMARY:Nieuw", b"DTSTAMP:20261125T090000Z", b"LAST-MODIFIED:20261125T090000Z"]


def test_changing_a_text_leaves_no_copy_of_the_old_one():
    data = changed(THEIRS, a_draft(text="Nieuw"), Field.TEXT)
    assert b"Oud" not in data
    assert b"DESCRIPTION:Wekker" in data


def test_moving_an_event_with_guests_raises_its_sequence_and_keeps_their_answers():
    data = changed(THEIRS, a_draft(on="2027-05-03 11:00"), Field.WHEN)
    assert b"SEQUENCE:4\r\n" in data
    assert b"DURATION" not in data
    assert b'ATTENDEE;CN="Eva, J";PARTSTAT=ACCEPTED;X-NUM=\r\n 12:mailto:Eva@client-a.example\r\n' in data
    (mine,) = [item for item in read(data).items if item.uid == UID]
    assert mine.events[0].when == when("2027-05-03 11:00", minutes=45)


def test_moving_an_event_without_guests_does_not():
    assert b"SEQUENCE:0\r\n" in changed(new(a_draft()), a_draft(on="2027-05-03 11:00"), Field.WHEN)


def test_a_moved_event_takes_along_the_definition_of_its_zone_once():
    data = changed(THEIRS, a_draft(on="2027-05-03 11:00"), Field.WHEN)
    again = changed(data, a_draft(on="2027-05-04 11:00"), Field.WHEN)
    assert again.count(b"BEGIN:VTIMEZONE") == 1


def test_confirming_an_event_with_guests_raises_its_sequence():
    data = changed(THEIRS, a_draft(shown=Shown.BUSY), Field.SHOWN)
    assert b"SEQUENCE:4\r\n" in data
    assert b"BUSYSTATUS" not in data


def test_other_events_of_the_file_are_not_touched():
    data = changed(THEIRS, a_draft("Nieuw", "2027-05-03 11:00"), *Field)
    assert THEIRS[THEIRS.index(b"BEGIN:VEVENT\r\nUID:ander") :] in data


def test_a_file_in_windows_own_charset_becomes_utf_8():
    data = changed(
        THEIRS.replace(b"Utrecht", "Caf\u00e9".encode("cp1252")), a_draft("\u00c9\u00e9n"), Field.TITLE
    )
    assert "LOCATION:Caf\u00e9" in data.decode()


def test_an_event_that_is_no_longer_there_is_stale():
    with pytest.raises(Stale):
        changed(a_calendar(a_vevent()).encode(), a_draft(), *Field)
    with pytest.raises(Stale):
        changed(b"", a_draft(), *Field)


def test_an_event_that_is_cut_off_is_not_written():
    with pytest.raises(NotWritten):
        changed(new(a_draft())[:-40], a_draft(), *Field)


def test_of_two_versions_in_a_file_the_one_that_counts_is_changed():
    newer = new(a_draft("Nieuwer")).replace(b"SEQUENCE:0", b"SEQUENCE:5")
    data = changed(newer + new(a_draft("Ouder")), a_draft("Anders"), Field.TITLE)
    assert back(data).title == "Anders"


def test_an_exception_of_a_series_is_not_taken_for_the_series():
    series = new(a_draft()).replace(b"END:VEVENT", b"RRULE:FREQ=DAILY;COUNT=2\r\nEND:VEVENT")
    exception = a_vevent("RECURRENCE-ID:20270501T080000Z", uid=UID).encode()
    data = changed(
        series.replace(b"BEGIN:VEVENT", exception + b"BEGIN:VEVENT"), a_draft("Anders"), Field.TITLE
    )
    assert exception in data


def an_approval(*guests: str, on: str = "2027-04-30 10:00") -> Approval:
    draft = a_draft("Borging Alfa", on, text="Tot dan", shown=Shown.BUSY)
    return approve(KEY, [a_person(guest, "Eva Jansen") for guest in guests], draft, at=NOW)


def test_an_invitation_has_the_approved_guests_and_the_guests_text_alone():
    event = back(invited(new(a_draft(text="Waarom: geheim")), an_approval("eva@client-a.example")))
    assert [attendee.person.address for attendee in event.attendees] == ["eva@client-a.example"]
    assert (event.organizer, event.title, event.text, event.shown) == (
        OWNER,
        "Borging Alfa",
        "Tot dan",
        Shown.BUSY,
    )


def test_a_guest_is_asked_to_answer():
    (line,) = [
        line
        for line in lines(invited(new(a_draft()), an_approval("eva@client-a.example")))
        if "ATTENDEE" in line
    ]
    assert line == (
        'ATTENDEE;CN="Eva Jansen";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE'
        ":mailto:eva@client-a.example"
    )


def test_guests_who_stand_there_keep_their_answers():
    data = invited(THEIRS, an_approval("eva@client-a.example", "jan@client-a.example"))
    assert b'ATTENDEE;CN="Eva, J";PARTSTAT=ACCEPTED;X-NUM=\r\n 12:mailto:Eva@client-a.example\r\n' in data
    assert data.count(b"ATTENDEE") == 2


def test_inviting_twice_invites_nobody_twice():
    once = invited(new(a_draft()), an_approval("eva@client-a.example"))
    assert invited(once, an_approval("eva@client-a.example")) == once


def test_nobody_is_invited_to_another_moment_than_the_approved_one():
    moved = changed(new(a_draft()), a_draft(on="2027-05-03 11:00"), Field.WHEN)
    with pytest.raises(Stale):
        invited(moved, an_approval("eva@client-a.example"))


def test_nobody_is_invited_to_what_became_a_series():
    series = new(a_draft()).replace(b"END:VEVENT", b"RRULE:FREQ=DAILY\r\nEND:VEVENT")
    with pytest.raises(Stale):
        invited(series, an_approval("eva@client-a.example"))


def test_an_event_of_another_organiser_is_left_alone():
    theirs = new(a_draft()).replace(b"END:VEVENT", b"ORGANIZER:mailto:x@evil.example\r\nEND:VEVENT")
    with pytest.raises(NotOurs):
        invited(theirs, an_approval("eva@client-a.example"))


@pytest.mark.parametrize(
    "address", ["geen adres", "eva@client.example\r\nX-A:1", "a@b@c", "", "eva@x, jan@y"]
)
def test_an_address_that_is_none_is_not_written(address: str):
    with pytest.raises(NotWritten):
        invited(new(a_draft()), an_approval(address))


@pytest.mark.parametrize(
    "address", ["o'neill+a&b@client.example", "50%25@client.example", "vraag?x=1@client.example"]
)
def test_an_odd_address_comes_back_as_it_was(address: str):
    event = back(invited(new(a_draft()), an_approval(address)))
    assert [attendee.person.address for attendee in event.attendees] == [address]


def test_a_name_with_quotes_comes_back_as_it_was():
    draft = a_draft("Borging Alfa", text="Tot dan")
    approval = approve(KEY, [a_person(name='Eva "E^n" Jansen; x')], draft, at=NOW)
    (attendee,) = back(invited(new(a_draft()), approval)).attendees
    assert attendee.person.name == 'Eva "E^n" Jansen; x'


def test_stamps_tell_when_it_was_written():
    assert "LAST-MODIFIED:20261124T090000Z" in lines(new(a_draft()))
    assert at("2026-11-24 10:00") == NOW
    assert day("2026-11-24") == NOW.date()
