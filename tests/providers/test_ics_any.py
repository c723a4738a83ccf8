"""Whatever comes in: reading ends, raises nothing, and says where the trouble is."""

from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as some
from ics_reading import read

from zaaikalender.providers.ics import Parsed
from zaaikalender.providers.ics_lines import row_numbers, unfold

CORPUS = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "corpus").glob("*.ics"))]
PIECES = [
    *(
        f"{name}:"
        for name in ("DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "STATUS")
    ),
    *(
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU",
        "RRULE:FREQ=HOURLY;COUNT=5",
        ";COUNT=3",
        ";UNTIL=20270101",
    ),
    *(
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VTIMEZONE",
        "TZID:X",
        "END:VTIMEZONE",
    ),
    *("BEGIN:STANDARD", "END:STANDARD", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", ";TZID=X", ";VALUE=DATE"),
    *(
        "20261124T100000",
        "20261124T100000Z",
        "20261124",
        "PT1H",
        "-P1D",
        "P1W",
        "/",
        ",",
        ":",
        ";",
        '"',
        "\\",
        "=",
        "-",
    ),
    *(
        "\r\n",
        "\r\n",
        "\r\n",
        "\n",
        "\r",
        "\r\n ",
        "\n\t",
        "\x00",
        "\u2028",
        "é",
        "\ud83d",
        "٣",
        "²",
        "0",
        "9" * 40,
    ),
    *(";RANGE=THISANDFUTURE", "ATTENDEE;CN=", "ORGANIZER:mailto:", "X-WR-TIMEZONE:", "Europe/Amsterdam"),
]


def is_sound(parsed: Parsed) -> None:
    """Refs are different, reports name the file, and nothing is there twice."""
    refs = [item.ref for item in parsed.items]
    assert len(set(refs)) == len(refs)
    assert all(one.where.startswith("a.ics") and one.why for one in parsed.unreadable)
    for item in parsed.items:
        named = [event.occurrence for event in item.events]
        assert len(set(named)) == len(named)
        assert {event.ref for event in item.events} <= {item.ref}


@given(some.binary(max_size=400))
def test_any_octets_are_read_without_an_error(data: bytes):
    is_sound(read(data))


@given(some.lists(some.sampled_from(PIECES), max_size=60))
def test_any_heap_of_calendar_words_is_read_without_an_error(pieces: list[str]):
    text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261124T100000\r\n" + "".join(pieces)
    is_sound(read(text.encode("utf-8", "surrogatepass")))
    is_sound(read(f"{text}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode("utf-8", "surrogatepass")))


@given(some.sampled_from(CORPUS), some.data())
def test_any_damage_to_a_file_is_read_without_an_error(whole: bytes, data: some.DataObject):
    at = data.draw(some.integers(0, len(whole)))
    length = data.draw(some.integers(0, 20))
    put = data.draw(some.one_of(some.binary(max_size=8), some.sampled_from(PIECES).map(_octets)))
    is_sound(read(whole[:at] + put + whole[at + length :]))


def _octets(piece: str) -> bytes:
    return piece.encode("utf-8", "surrogatepass")


@given(some.sampled_from(CORPUS), some.sampled_from(CORPUS))
def test_two_files_in_one_are_read_without_an_error(one: bytes, other: bytes):
    is_sound(read(one + other))


@given(some.sampled_from([data for data in CORPUS if data.count(b"BEGIN:VCALENDAR") == 1]), some.data())
def test_a_file_that_was_cut_off_is_reported_or_says_all_that_it_said(whole: bytes, data: some.DataObject):
    cut = whole[: data.draw(some.integers(0, len(whole)))]
    assume(not cut.rstrip().endswith(b"END:VCALENDAR"))
    before, after = read(whole), read(cut)
    assert after.unreadable or after.items == before.items


@given(some.one_of(some.binary(max_size=200), some.sampled_from(CORPUS)))
def test_each_line_has_a_row(data: bytes):
    assert len(unfold(data)) == len(row_numbers(data))
