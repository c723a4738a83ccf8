"""A letter as other programs read it: the layout, the headers, and who is asked to what."""

from datetime import timedelta

import pytest

from builders import AMSTERDAM, a_draft, when
from providers.mail_reading import OWNER, SENDER, read
from store import examples as the
from zaaikalender.core.letters import Purpose
from zaaikalender.core.people import Person
from zaaikalender.errors import NotWritten
from zaaikalender.providers.mail_message import message_of

EVA, BOB = Person(address="eva@client.example", name="Eva Jansen"), Person(address="bob@client.example")
MOMENT = when("2027-03-29 10:00", minutes=45)
"""The day after the clocks went forward."""


def a_letter(purpose: Purpose = Purpose.INVITE, **fields):
    draft = a_draft("Borging Alfa", MOMENT, text="Graag hoor ik hoe het gaat.\n\nTot dan!")
    usual = {"purpose": purpose, "to": EVA, "guests": (EVA, BOB), "draft": draft, "sequence": 3}
    return the.a_letter(**(usual | fields))


@pytest.mark.parametrize(
    ("purpose", "method", "status"),
    [
        (Purpose.INVITE, "REQUEST", "CONFIRMED"),
        (Purpose.MOVE, "REQUEST", "CONFIRMED"),
        (Purpose.CANCEL, "CANCEL", "CANCELLED"),
        (Purpose.UNINVITE, "CANCEL", None),
    ],
)
def test_a_calendar_program_sees_what_is_asked_by_whom_and_of_whom(purpose, method, status):
    got = read(a_letter(purpose))
    event = got.event
    assert got.calendar["METHOD"] == method
    assert event.get("STATUS") == status
    assert (event["UID"], event["SEQUENCE"], event["SUMMARY"]) == ("uid@test", 3, "Borging Alfa")
    assert event["ORGANIZER"] == "mailto:marieke@bureau.example"
    assert event["ORGANIZER"].params["CN"] == "Marieke de Wit"
    assert [str(guest) for guest in got.guests] == [f"mailto:{each.address}" for each in (EVA, BOB)]
    for guest in got.guests:
        assert (guest.params["PARTSTAT"], guest.params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
    assert event["DTSTART"].dt.utcoffset() == timedelta(hours=2)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (MOMENT.start, MOMENT.end)
    assert "X-ZAAIKALENDER-KEY" not in event, "a colleague's calendar would take it for his own"


def test_two_more_readers_see_the_same():
    got = read(a_letter())
    seen = got.by_vobject().vevent
    assert (got.by_vobject().method.value, seen.sequence.value, seen.uid.value) == (
        "REQUEST",
        "3",
        "uid@test",
    )
    assert seen.dtstart.value == MOMENT.start
    assert [each.value for each in seen.attendee_list] == [f"mailto:{each.address}" for each in (EVA, BOB)]
    (event,) = got.by_ical().events
    assert (got.by_ical().method, event.sequence, event.summary) == ("REQUEST", 3, "Borging Alfa")
    assert event.dtstart.astimezone(AMSTERDAM) == MOMENT.start
    assert event.organizer is not None


def test_the_calendar_part_comes_last_among_the_alternatives_and_names_its_method():
    got = read(a_letter())
    alternatives = ["multipart/alternative", "text/plain", "text/html", "text/calendar"]
    assert got.tree == ["multipart/mixed", alternatives, "application/ics"]
    plain, html, part, copy = got.leaves
    assert dict(part["Content-Type"].params) == {
        "charset": "UTF-8",
        "method": "REQUEST",
        "component": "VEVENT",
    }
    assert part["Content-Disposition"] is None
    assert [each["Content-Transfer-Encoding"] for each in got.leaves] == ["base64"] * 4
    assert copy.get_filename() == "invite.ics"
    assert copy.get_payload(decode=True) == got.ics
    assert plain.get_content().startswith("Uitnodiging van Marieke de Wit")
    assert "<p>Uitnodiging van Marieke de Wit</p>" in html.get_content()


def test_a_notice_has_no_calendar_part_and_says_that_a_machine_wrote_it():
    got = read(a_letter(Purpose.NOTICE, guests=(), to=OWNER))
    assert got.tree == "text/plain"
    assert got.message["Auto-Submitted"] == "auto-generated"
    assert got.message["Reply-To"] is None


def test_answers_go_to_the_owner_and_the_sender_does_not_pretend_to_be_him():
    message = read(a_letter()).message
    assert str(message["From"]) == "Marieke de Wit via Zaaikalender <agenda@bureau.example>"
    assert str(message["Reply-To"]) == "Marieke de Wit <marieke@bureau.example>"
    own = read(a_letter(), sender=OWNER).message
    assert str(own["From"]) == str(own["Reply-To"])


def test_the_same_letter_is_the_same_octets_and_another_has_another_id():
    letter, moved = a_letter(), a_letter(Purpose.MOVE, sequence=4)
    assert read(letter).octets == read(letter).octets
    assert read(letter).message["Message-ID"] != read(moved).message["Message-ID"]
    assert read(letter).message["Message-ID"].endswith("@bureau.example>")


def test_a_cancellation_carries_no_text_of_the_appointment():
    got = read(a_letter(Purpose.CANCEL, body="Gaat niet door."))
    assert "DESCRIPTION" not in got.event
    assert b"hoe het gaat" not in got.ics


@pytest.mark.parametrize(
    "address",
    [
        "eva@client.example, bob@evil.example",
        "vrienden: eva@client.example;",
        "eva(bob@evil.example)@client.example",
        '"eva bob"@client.example',
        "eva@client.example\r\nBcc: bob@evil.example",
        "eva\x00@client.example",
        "<eva@client.example>",
        "eva@[192.0.2.1]",
        "eva@cliënt.example",
        "eva..bob@client.example",
        "eva@client.example.",
        "@client.example",
        "eva",
        "",
        f"{'e' * 250}@client.example",
    ],
)
@pytest.mark.parametrize("who", ["to", "owner"])
def test_what_programs_read_in_two_ways_is_no_address(address, who):
    person = Person(address=address)
    letter, owner = (a_letter(to=person), OWNER) if who == "to" else (a_letter(), person)
    with pytest.raises(NotWritten) as problem:
        message_of(letter, owner, SENDER, AMSTERDAM)
    assert "evil" not in str(problem.value)


@pytest.mark.parametrize(
    "name", ["Zoë Łukasz-田中", "J. de Wit", "Wit, Eva de", "=?utf-8?q?x?=", 'de "grote" Eva']
)
def test_a_name_and_a_title_are_read_as_they_were_written(name):
    message = read(a_letter(to=Person(address=EVA.address, name=name), subject=f"Koffie: {name}")).message
    (address,) = message["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, EVA.address)
    assert message["Subject"] == f"Koffie: {name}"
