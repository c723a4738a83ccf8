"""An invitation: the approved guests, at the approved moment, with the guests' text alone."""

import pytest
from ics_writing import KEY, NOW, THEIRS, an_approval, back, changed, invited, lines, new

from builders import OWNER, a_draft, a_person
from zaaikalender.core.appointments import Field, approve
from zaaikalender.core.events import Shown
from zaaikalender.errors import NotOurs, NotWritten, Stale


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


def test_guests_who_stand_there_must_look_again_when_a_proposal_becomes_certain():
    assert b"SEQUENCE:4\r\n" in invited(THEIRS, an_approval("jan@client-a.example"))


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
