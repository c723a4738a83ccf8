"""What guests answer by mail: METHOD:REPLY, as their programs wrote it, saved in the calendar's folder."""

import pytest

from system.mail_office import BOB, EVA, Told, in_a_folder
from zaaikalender.core.appointments import State
from zaaikalender.core.people import Answer, Person

REPLY = """BEGIN:VCALENDAR
PRODID:-//Client BV//Mail 16.0//EN
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
UID:{uid}
DTSTAMP:2026{stamp}T120000Z
SEQUENCE:{sequence}
ORGANIZER:mailto:marieke@bureau.example
ATTENDEE;PARTSTAT={answer};CN="{guest}":MAILTO:{guest}
DTSTART:20270114T090000Z
DTEND:20270114T094500Z
SUMMARY;LANGUAGE=nl:Geaccepteerd: Borging Alfa
STATUS:CONFIRMED
{more}END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def told(tmp_path, sink):
    story = in_a_folder(tmp_path, sink)
    story.passes(3)
    assert story.heard(EVA) == story.heard(BOB) == [("REQUEST", 0)]
    yield story
    story.office.close()


def replies(told: Told, guest: str, answer: str, sequence: int = 0, **facts: str) -> None:
    """A guest's answer is saved in the folder, by hand or by a program that syncs mail and calendar."""
    usual = {"method": "REPLY", "uid": told.uid, "stamp": "1201", "more": ""}
    text = REPLY.format(**(usual | facts), guest=guest, answer=answer, sequence=sequence)
    folder = told.hand.folder
    place = folder / f"antwoord-{len(list(folder.iterdir()))}.ics"
    place.write_bytes(text.replace("\n", "\r\n").encode())


def state(told: Told) -> State:
    return next(each.state for each in told.office.store.entries("marieke") if each.uid == told.uid)


def is_over(told: Told) -> None:
    told.office.now = told.event.when.end
    told.passes(2)


def test_all_decline_and_its_owner_is_asked(told: Told):
    replies(told, EVA, "DECLINED")
    told.passes(1)
    assert told.asked() == []
    replies(told, BOB, "DECLINED")
    told.passes(1)
    assert told.asked() == ["all_declined"]
    is_over(told)
    assert state(told) is not State.HELD
    assert len(told.sink.mails) == 2


def test_one_who_comes_is_enough_for_a_conversation(told: Told):
    replies(told, EVA, "DECLINED")
    replies(told, BOB, "ACCEPTED")
    is_over(told)
    assert told.asked() == []
    assert state(told) is State.HELD


def test_the_newer_of_two_answers_counts_whichever_came_first(told: Told):
    replies(told, BOB, "DECLINED")
    replies(told, EVA, "ACCEPTED", stamp="1203")
    replies(told, EVA, "DECLINED", stamp="1202")
    told.passes(1)
    assert told.asked() == []
    replies(told, EVA, "DECLINED", stamp="1204")
    told.passes(1)
    assert told.asked() == ["all_declined"]


def test_an_answer_to_the_moment_before_says_nothing_about_the_new_one(told: Told):
    told.moves()
    told.passes(4)
    assert told.heard(EVA)[-1] == ("REQUEST", 1)
    replies(told, EVA, "DECLINED", sequence=0)
    replies(told, BOB, "DECLINED", sequence=0)
    told.passes(1)
    assert told.asked() == []
    replies(told, EVA, "DECLINED", sequence=1)
    replies(told, BOB, "DECLINED", sequence=1)
    told.passes(1)
    assert told.asked() == ["all_declined"]


@pytest.mark.parametrize(
    ("guest", "facts"),
    [
        ("mallory@evil.example", {}),
        (EVA, {"method": "COUNTER"}),
        (EVA, {"method": "REFRESH"}),
        (EVA, {"more": "RECURRENCE-ID:20270114T090000Z\n"}),
        (EVA, {"more": "ATTENDEE;PARTSTAT=DECLINED:mailto:mallory@evil.example\n"}),
        (EVA, {"uid": "another@zaaikalender"}),
        (EVA, {"more": "X-BROKEN\n\x00\n"}),
    ],
)
def test_what_is_no_answer_of_a_guest_to_this_says_nothing(told: Told, guest: str, facts: dict[str, str]):
    replies(told, BOB, "DECLINED")
    before = told.event
    if "X-BROKEN" in facts.get("more", ""):
        facts = facts | {"uid": "nobody@test"}
    replies(told, guest, "DECLINED", **facts)
    told.passes(2)
    assert told.asked() == []
    assert told.event == before
    is_over(told)
    assert state(told) is State.HELD


def test_an_answer_that_lies_there_is_no_appointment_and_is_never_touched(told: Told):
    replies(told, EVA, "ACCEPTED")
    lying = {path: path.read_bytes() for path in told.hand.folder.glob("antwoord-*")}
    told.moves()
    told.passes(4)
    told.hand.delete(told.uid)
    told.passes(1)
    told.answers("cancel_guests", "cancel")
    assert {path: path.read_bytes() for path in lying} == lying
    assert told.heard(EVA) == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]


def test_what_its_owners_program_notes_counts_too_and_a_move_makes_it_void(told: Told):
    for guest in (EVA, BOB):
        told.hand.answer(told.uid, Person(address=guest), Answer.DECLINED)
    told.passes(1)
    assert told.asked() == ["all_declined"]
    told.moves()
    told.passes(4)
    assert told.heard(EVA)[-1] == ("REQUEST", 1)
    assert told.asked() == [], "they declined another moment"
    is_over(told)
    assert state(told) is State.HELD


def test_a_new_moment_is_sought_when_its_owner_wants_one(told: Told):
    replies(told, EVA, "DECLINED")
    replies(told, BOB, "DECLINED")
    told.passes(1)
    told.answers("all_declined", "new_moment")
    declined, proposal = told.office.ours()
    assert (declined.uid, declined.title) == (told.uid, "Borging Alfa"), "it is its owner's to take away"
    assert proposal.title == "Voorstel: Borging Alfa"
    assert not proposal.attendees
    assert len(told.sink.mails) == 2, "nobody is invited to the new moment before its owner says yes"
