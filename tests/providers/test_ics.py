"""What an event in a file says, as the core sees it."""

from datetime import timedelta

import pytest
from ics_reading import START, a_calendar, a_vevent, moments, read, the_event, the_events, the_reason

from builders import AMSTERDAM, at, when
from zaaikalender.core.events import Shown, Status, Timed, Window
from zaaikalender.core.people import Answer, AttendeeKind, Person

A_YEAR = Window(start=at("2026-10-01 00:00"), end=at("2027-12-01 00:00"))
OURS = "X-ZAAIKALENDER-KEY:0123456789abcdefghijklmnopqrstuv"


def test_an_event_is_on_its_own_wall_clock():
    assert the_event().when == when("2026-11-24 10:00")


def test_whole_days_end_before_the_day_that_dtend_names():
    event = the_event(start="DTSTART;VALUE=DATE:20261124", end="DTEND;VALUE=DATE:20261126")
    assert event.when == when("2026-11-24", days=2)


def test_a_title_is_one_line_and_a_text_keeps_its_own():
    event = the_event("SUMMARY: Einde\\nopdracht ", "DESCRIPTION:Een\\nTwee\\, drie")
    assert (event.title, event.text) == ("Einde opdracht", "Een\nTwee, drie")


def test_a_title_is_not_endless():
    assert len(the_event(f"SUMMARY:{'x' * 5_000}").title) == 1_000


def test_people_are_known_by_their_address_in_small_letters():
    event = the_event('ORGANIZER;CN="Wit, Marieke":MAILTO:Marieke@Bureau.example')
    assert event.organizer == Person(address="marieke@bureau.example")
    assert event.organizer.name == "Wit, Marieke"


def test_an_event_that_names_no_organiser_has_none():
    assert the_event().organizer is None


def test_an_organiser_without_address_is_still_somebody():
    organizer = the_event("ORGANIZER:urn:uuid:1234").organizer
    assert organizer == Person(address="urn:uuid:1234")


@pytest.mark.parametrize(
    ("params", "answer"),
    [
        ("PARTSTAT=ACCEPTED", Answer.ACCEPTED),
        ("PARTSTAT=tentative", Answer.TENTATIVE),
        ("PARTSTAT=DECLINED", Answer.DECLINED),
        ("PARTSTAT=DELEGATED", Answer.DECLINED),
        ("PARTSTAT=X-PERHAPS", Answer.NEEDS_ACTION),
        ("RSVP=TRUE", Answer.NEEDS_ACTION),
    ],
)
def test_each_guest_has_his_answer(params: str, answer: Answer):
    event = the_event(f"ATTENDEE;{params}:mailto:eva@client.example")
    assert event.answer_of(Person(address="eva@client.example")) is answer


@pytest.mark.parametrize(
    ("params", "kind"),
    [
        ("CUTYPE=INDIVIDUAL", AttendeeKind.INDIVIDUAL),
        ("ROLE=CHAIR", AttendeeKind.INDIVIDUAL),
        ("CUTYPE=ROOM", AttendeeKind.ROOM),
        ("CUTYPE=RESOURCE", AttendeeKind.RESOURCE),
        ("CUTYPE=GROUP", AttendeeKind.GROUP),
        ("CUTYPE=X-ROBOT", AttendeeKind.UNKNOWN),
    ],
)
def test_rooms_and_lists_are_no_people(params: str, kind: AttendeeKind):
    event = the_event(f"ATTENDEE;{params}:mailto:zaal@bureau.example")
    assert [attendee.kind for attendee in event.attendees] == [kind]


def test_a_guest_without_an_e_mail_address_is_not_taken_for_a_person():
    (attendee,) = the_event("ATTENDEE;CN=Eva:urn:uuid:1").attendees
    assert attendee.kind is AttendeeKind.UNKNOWN


def test_a_guest_may_have_his_address_in_a_parameter():
    (attendee,) = the_event("ATTENDEE;EMAIL=eva@client.example:/principals/eva/").attendees
    assert attendee.person == Person(address="eva@client.example")


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ([], Shown.BUSY),
        (["TRANSP:OPAQUE"], Shown.BUSY),
        (["TRANSP:TRANSPARENT"], Shown.FREE),
        (["STATUS:TENTATIVE"], Shown.TENTATIVE),
        (["STATUS:TENTATIVE", "TRANSP:TRANSPARENT"], Shown.FREE),
        (["X-MICROSOFT-CDO-BUSYSTATUS:FREE"], Shown.FREE),
        (["X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "TRANSP:OPAQUE"], Shown.TENTATIVE),
        (["X-MICROSOFT-CDO-BUSYSTATUS:OOF"], Shown.OUT_OF_OFFICE),
        (["X-MICROSOFT-CDO-BUSYSTATUS:OOF", "TRANSP:TRANSPARENT"], Shown.OUT_OF_OFFICE),
        (["X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"], Shown.ELSEWHERE),
        (["X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "TRANSP:TRANSPARENT"], Shown.FREE),
        (["X-MICROSOFT-CDO-BUSYSTATUS:FREE", "TRANSP:OPAQUE"], Shown.BUSY),
    ],
)
def test_how_time_is_shown_comes_from_the_standard_and_from_outlook(lines: list[str], shown: Shown):
    assert the_event(*lines).shown is shown


@pytest.mark.parametrize(
    ("line", "private"),
    [("CLASS:PUBLIC", False), ("CLASS:PRIVATE", True), ("CLASS:CONFIDENTIAL", True), ("CLASS:X-A", True)],
)
def test_what_is_not_public_is_private(line: str, private: bool):  # noqa: FBT001
    assert the_event(line).private is private


def test_categories_are_the_words_between_commas():
    event = the_event("CATEGORIES:Project,Werk\\, intern", "CATEGORIES: Alfa ")
    assert event.categories == {"Project", "Werk, intern", "Alfa"}


def test_a_single_event_that_was_cancelled_says_so():
    assert the_event("STATUS:CANCELLED").status is Status.CANCELLED


def test_our_own_events_are_given_whatever_the_window():
    event = the_event(OURS, start="DTSTART:20350101T090000Z", end="DTEND:20350101T100000Z")
    assert event.key == "0123456789abcdefghijklmnopqrstuv"


def test_other_peoples_events_outside_the_window_are_items_without_events():
    parsed = read(a_calendar(a_vevent(start="DTSTART:20350101T090000Z", end="")))
    assert [(item.uid, item.events) for item in parsed.items] == [("een@test", ())]


@pytest.mark.parametrize(
    ("start", "end", "given"),
    [
        ("08:00", "10:00", False),
        ("08:00", "10:01", True),
        ("11:00", "12:00", False),
        ("10:59", "12:00", True),
    ],
)
def test_an_event_is_in_the_window_if_any_of_it_is(start: str, end: str, given: bool):  # noqa: FBT001
    window = Window(start=at(f"2026-11-24 {start}"), end=at(f"2026-11-24 {end}"))
    assert bool(the_events(a_vevent(), window=window)) is given


def test_a_moment_without_length_is_in_the_window_that_begins_with_it():
    window = Window(start=at("2026-11-24 10:00"), end=at("2026-11-24 11:00"))
    assert the_events(a_vevent(end=""), window=window)


def test_whole_days_are_the_owners_days():
    window = Window(start=at("2026-11-25 00:00"), end=at("2026-11-26 00:00"))
    assert not the_events(a_vevent(start="DTSTART;VALUE=DATE:20261124", end=""), window=window)


def test_the_only_event_of_a_file_is_the_file():
    (item,) = read(a_calendar(a_vevent()), "marieke/een.ics").items
    assert {item.ref, item.events[0].ref} == {"marieke/een.ics"}
    assert {item.version, item.events[0].version} == {"1"}


def test_events_of_one_file_have_refs_of_their_own_that_stay():
    data = a_calendar(a_vevent(), a_vevent(uid="twee@test"))
    turned = a_calendar(a_vevent(uid="twee@test"), a_vevent(), a_vevent(uid="drie@test"))
    refs = {item.uid: item.ref for item in read(data).items}
    assert refs.items() < {item.uid: item.ref for item in read(turned).items}.items()
    assert all(ref.startswith("a.ics#") for ref in refs.values())


def test_an_unreadable_event_beside_others_is_reported_with_its_own_ref():
    parsed = read(a_calendar(a_vevent(), a_vevent(uid="twee@test", start="DTSTART:x")))
    assert [item.uid for item in parsed.items] == ["een@test"]
    assert [(one.uid, one.where, one.ref != "a.ics") for one in parsed.unreadable] == [
        ("twee@test", "a.ics:10", True)
    ]


def test_the_line_of_a_report_is_the_one_that_an_editor_shows():
    data = a_calendar(a_vevent("DESCRIPTION:een\r\n twee\r\n drie", "DTEND:x", end=""))
    assert [one.where for one in read(data).unreadable] == ["a.ics:9"]


def test_a_definition_of_one_calendar_is_no_definition_of_another():
    offsets = {"+0100": 10, "-0800": 19, "+0900": 2}
    for offset, hour in offsets.items():
        zone = f"DTSTART:16010101T000000\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\n"
        part = f"BEGIN:STANDARD\n{zone}END:STANDARD\n"
        definition = f"BEGIN:VTIMEZONE\nTZID:Customized Time Zone\n{part}END:VTIMEZONE\n"
        data = a_calendar(
            definition, a_vevent(start="DTSTART;TZID=Customized Time Zone:20261124T100000", end="")
        )
        (event,) = read(data).items[0].events
        assert isinstance(event.when, Timed)
        assert event.when.start.astimezone(AMSTERDAM).hour == hour


def test_a_zone_of_its_own_has_summer_time_as_the_real_one():
    rule = "RRULE:FREQ=YEARLY;BYMONTH={2};BYDAY=-1SU\nTZOFFSETFROM:{3}\nTZOFFSETTO:{4}\n"
    part = f"BEGIN:{{0}}\nDTSTART:{{1}}\n{rule}END:{{0}}\n"
    summer = part.format("DAYLIGHT", "19810329T020000", 3, "+0100", "+0200")
    winter = part.format("STANDARD", "19961027T030000", 10, "+0200", "+0100")
    zone = f"BEGIN:VTIMEZONE\nTZID:Eigen\n{summer}{winter}END:VTIMEZONE\n"
    for day in ("20261024", "20270327", "20271030"):
        hours = f"{day}T123000", "RRULE:FREQ=HOURLY;COUNT=30"
        own, known = (a_day_of(*hours, zone=name) for name in ("Eigen", "Europe/Amsterdam"))
        expected = [event.when for event in the_events(known, window=A_YEAR)]
        assert [event.when for event in the_events(zone, own, window=A_YEAR)] == expected


def a_day_of(start: str, rule: str, *, zone: str) -> str:
    return a_vevent(rule, start=f"DTSTART;TZID={zone}:{start}", end="DURATION:PT1H")


def test_a_definition_of_a_zone_is_not_endless():
    part = "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\n"
    padding = f"X-A:{'x' * 1_000}\n" * 120
    zone = f"BEGIN:VTIMEZONE\nTZID:Eigen\n{padding}{part}END:VTIMEZONE\n"
    assert "not usable" in the_reason(zone, a_vevent(start="DTSTART;TZID=Eigen:20261124T100000"))


def test_of_two_equal_versions_the_last_in_the_file_counts():
    (event,) = the_events(a_vevent("SUMMARY:Eerst"), a_vevent("SUMMARY:Laatst"))
    assert event.title == "Laatst"


def test_a_nominal_day_is_longer_when_the_clocks_go_back():
    event = the_event(start="DTSTART;TZID=Europe/Amsterdam:20261024T120000", end="DURATION:P1D")
    assert moments(event) == "2026-10-24 12:00-2026-10-25 12:00"
    assert isinstance(event.when, Timed)
    assert event.when.duration == timedelta(hours=25)


def test_an_end_without_zone_is_in_the_zone_of_the_start():
    event = the_event(start="DTSTART;TZID=America/New_York:20261124T100000", end="DTEND:20261124T110000")
    assert moments(event) == "2026-11-24 16:00-17:00"


def test_the_same_file_gives_the_same_twice():
    data = a_calendar(a_vevent("RRULE:FREQ=DAILY;COUNT=3"), a_vevent(START, uid="twee@test"))
    assert read(data) == read(data)
