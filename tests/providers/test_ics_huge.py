"""Files that are made to eat time or memory: too large to keep, so that they are made here."""

from collections.abc import Callable, Iterable

import pytest
from ics_reading import a_calendar, a_vevent, cost, read

MIB = 1024 * 1024
MEMORY = 64 * MIB
EOL = "\r\n"


def names_of(cases: Iterable[tuple[Callable[[], str], object]]) -> list[str]:
    return [make.__name__ for make, _ in cases]


def with_a_line_of_ten_megabytes() -> str:
    return a_calendar(a_vevent(f"SUMMARY:{'x' * (10 * MIB - 500)}"))


def with_a_hundred_thousand_properties() -> str:
    return a_calendar(a_vevent(*["X-A:1"] * 100_000))


def with_an_attachment_of_fifty_megabytes() -> str:
    return a_calendar(a_vevent(f"ATTACH;ENCODING=BASE64;VALUE=BINARY:{'QUJD' * 13 * MIB}"))


def folded_into_three_million_rows() -> str:
    return a_calendar(a_vevent("X-A:" + "\n a" * 3_000_000))


def nothing_but_newlines() -> str:
    return "\n" * (10 * MIB - 1)


def a_page_of_ten_megabytes() -> str:
    return "<html>" + "<p>tekst</p>\n" * 700_000


TOO_LARGE: list[tuple[Callable[[], str], str]] = [
    (with_a_line_of_ten_megabytes, "longer than 1 MB"),
    (with_a_hundred_thousand_properties, "too many properties"),
    (with_an_attachment_of_fifty_megabytes, "larger than 10 MB"),
    (folded_into_three_million_rows, "lines"),
    (nothing_but_newlines, "lines"),
    (a_page_of_ten_megabytes, "lines"),
]


@pytest.mark.parametrize(("make", "words"), TOO_LARGE, ids=names_of(TOO_LARGE))
def test_what_is_too_large_is_refused_with_a_sentence_before_it_costs_anything(
    make: Callable[[], str], words: str
):
    data = make().encode()
    memory, cpu = cost(lambda: read(data))
    (problem,) = read(data).unreadable
    assert words in problem.why
    assert memory < MEMORY
    assert cpu < 1


def test_a_file_that_is_too_large_still_tells_which_event_it_is_about():
    (problem,) = read(with_an_attachment_of_fifty_megabytes()).unreadable
    assert problem.uid == "een@test"


def test_a_file_that_is_too_large_and_about_several_events_tells_none():
    data = a_calendar(a_vevent(), a_vevent(*["X-A:1"] * 100_000, uid="twee@test"))
    assert [problem.uid for problem in read(data).unreadable] == [None]


def test_a_uid_that_is_folded_in_a_file_that_is_too_large_is_not_believed():
    data = a_calendar(a_vevent(*["X-A:1"] * 100_000, uid="een\r\n @test"))
    assert [problem.uid for problem in read(data).unreadable] == [None]


def a_photo_of_five_megabytes() -> str:
    row = EOL + " " + "QUJD" * 18
    return a_calendar(a_vevent(f"ATTACH;ENCODING=BASE64;VALUE=BINARY:{row * 70_000}"))


def many_parameters() -> str:
    return a_calendar(a_vevent(f"ATTENDEE;{'X=y;' * 200_000}CN=Eva:mailto:eva@client.example"))


def many_quotes() -> str:
    quotes = '""' * 100_000
    return a_calendar(a_vevent(*[f"ATTENDEE;CN={quotes}:mailto:eva@client.example"] * 20))


def many_categories() -> str:
    return a_calendar(a_vevent(*[f"CATEGORIES:{'a,' * 400_000}"] * 10))


def many_colons_and_escapes() -> str:
    return a_calendar(a_vevent(*["DESCRIPTION:" + "\\n:;\\" * 150_000] * 10))


def many_time_zones() -> str:
    zone = "BEGIN:VTIMEZONE\nTZID:Z{0}\nBEGIN:STANDARD\nDTSTART:1601{1:04}T000000\nTZOFFSETFROM:+0100\n"
    rule = "TZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=1,4,7\nEND:STANDARD\nEND:VTIMEZONE\n"
    zones = [zone.format(number, 101 + number % 27) + rule for number in range(4_000)]
    start = "DTSTART;TZID=Z{0}:20261124T100000"
    return a_calendar(*zones, *(a_vevent(uid=str(n), start=start.format(n), end="") for n in range(3_000)))


def many_calendars() -> str:
    return a_calendar() * 12_000


def many_broken_events() -> str:
    return a_calendar(*(a_vevent(uid=str(number), start="DTSTART:x", end="") for number in range(8_000)))


def many_costly_series() -> str:
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;UNTIL=21991231"
    start = "DTSTART;VALUE=DATE:19000101"
    return a_calendar(*(a_vevent(rule, uid=str(number), start=start, end="") for number in range(8_000)))


def many_long_series() -> str:
    start = "DTSTART;VALUE=DATE:19000101"
    rule = "RRULE:FREQ=DAILY;UNTIL=21991231"
    return a_calendar(*(a_vevent(rule, uid=str(number), start=start, end="") for number in range(8_000)))


def many_daily_series() -> str:
    rule = "RRULE:FREQ=DAILY;BYHOUR=8,9,10,11,12,13,14,15,16,17"
    return a_calendar(*(a_vevent(rule, uid=str(number)) for number in range(5_000)))


def many_dates() -> str:
    dates = ",".join(["20261124T100000Z"] * 4_900)
    return a_calendar(a_vevent(*[f"EXDATE:{dates}"] * 30, "RRULE:FREQ=DAILY"))


def many_exceptions() -> str:
    start = "DTSTART:20261124T{0:02}{1:02}{2:02}Z"
    places = [(n // 3600 % 24, n // 60 % 60, n % 60) for n in range(8_000)]
    ids = [start.format(*place).replace("DTSTART", "RECURRENCE-ID") for place in places]
    return a_calendar(a_vevent("RRULE:FREQ=DAILY"), *(a_vevent(name, start=START, end="") for name in ids))


def many_exceptions_onwards() -> str:
    days = [
        f"RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T{n // 60 % 24:02}{n % 60:02}00Z" for n in range(1_400)
    ]
    return a_calendar(a_vevent("RRULE:FREQ=DAILY"), *(a_vevent(day, start=START, end="") for day in days))


START = "DTSTART:20261124T100000Z"
COSTLY: list[tuple[Callable[[], str], float]] = [
    (a_photo_of_five_megabytes, 2),
    (many_parameters, 2),
    (many_quotes, 2),
    (many_categories, 2),
    (many_colons_and_escapes, 2),
    (many_time_zones, 4),
    (many_calendars, 2),
    (many_broken_events, 2),
    (many_costly_series, 5),
    (many_long_series, 5),
    (many_daily_series, 5),
    (many_dates, 4),
    (many_exceptions, 4),
    (many_exceptions_onwards, 4),
]


@pytest.mark.parametrize(("make", "seconds"), COSTLY, ids=names_of(COSTLY))
def test_what_is_made_to_be_costly_stays_bounded(make: Callable[[], str], seconds: float):
    data = make().encode()
    memory, cpu = cost(lambda: read(data), seconds=20)
    assert cpu < seconds
    assert memory < MEMORY
