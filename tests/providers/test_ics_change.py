"""A change: the fields that were asked for, and every other line as another program left it."""

import pytest
from ics_reading import a_calendar, a_vevent, read
from ics_writing import THEIRS, UID, back, changed, new

from builders import a_draft, when
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import Shown
from zaaikalender.errors import NotWritten, Stale


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


def test_a_sequence_that_is_no_number_begins_anew():
    for nonsense in (b"drie", b"9" * 5_000, b"-1"):
        data = THEIRS.replace(b"SEQUENCE:3", b"SEQUENCE:" + nonsense)
        assert b"SEQUENCE:1\r\n" in changed(data, a_draft(on="2027-05-03 11:00"), Field.WHEN)


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
