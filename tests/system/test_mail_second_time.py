"""A second guest, a second move: an answer, and a time to think, hold for what they were given to."""

from datetime import timedelta

import pytest

from builders import when
from system.mail_office import BOB, EVA, Told, in_a_folder
from system.mail_sink import a_sink

INVITED = [("REQUEST", 0)]


@pytest.fixture
def told(tmp_path, sink):
    story = in_a_folder(tmp_path, sink)
    yield story
    story.office.close()


def test_a_second_guest_who_is_taken_off_is_asked_about_anew(told: Told):
    told.passes(3)
    told.removes(BOB)
    told.passes(1)
    told.answers("uninvite", "cancel")
    told.removes(EVA)
    told.passes(3)
    assert told.heard(EVA) == INVITED, "the yes was for the other one"
    assert told.asked() == ["uninvite"]


def test_who_let_one_guest_be_is_asked_about_the_next_one_alone(told: Told):
    told.passes(3)
    told.removes(BOB)
    told.passes(1)
    told.answers("uninvite", "leave")
    told.removes(EVA)
    told.passes(1)
    told.answers("uninvite", "cancel")
    assert told.heard(EVA) == [("REQUEST", 0), ("CANCEL", 1)]
    assert told.heard(BOB) == INVITED


def test_what_is_deleted_a_second_time_is_asked_about_a_second_time(told: Told):
    told.passes(3)
    told.hand.delete(told.uid)
    told.passes(1)
    told.answers("cancel_guests", "leave")
    told.hand.undelete(told.uid)
    told.passes(2)
    told.hand.delete(told.uid)
    told.passes(2)
    assert told.asked() == ["cancel_guests"]
    told.answers("cancel_guests", "cancel")
    assert told.heard(EVA) == told.heard(BOB) == [("REQUEST", 0), ("CANCEL", 1)]


def test_a_move_that_was_made_undone_and_made_again_gets_its_time_to_think_again(told: Told):
    told.passes(3)
    first = told.event.when
    told.moves("2027-02-11 10:00")
    told.office.a_pass()
    told.hand.move(told.uid, first)
    told.passes(2)
    told.moves("2027-02-11 10:00")
    told.office.a_pass()
    assert told.heard(EVA) == INVITED, "he may still be busy moving it"
    told.passes(2)
    assert told.heard(EVA) == [("REQUEST", 0), ("REQUEST", 1)]


def test_who_moves_it_to_tomorrow_before_anybody_heard_is_asked_first(told: Told):
    told.office.postman = away()
    told.passes(3)
    tomorrow = told.office.now.date() + timedelta(days=1)
    told.hand.move(told.uid, when(f"{tomorrow} 10:00", minutes=45))
    told.passes(1)
    told.office.postman = told.sink.postman
    told.passes(4)
    assert told.sink.mails == []
    assert told.asked() == ["mail_late", "mail_late"]


def test_an_invitation_that_had_to_wait_goes_out_in_office_hours_too(told: Told):
    told.office.postman = away()
    told.passes(3)
    told.office.postman = told.sink.postman
    told.office.now = told.office.now.replace(hour=22)
    told.passes(3)
    assert told.sink.mails == []
    told.office.later(hours=11)
    told.passes(3)
    assert told.heard(EVA) == told.heard(BOB) == INVITED


def away():
    """A mail server that is not there."""
    with a_sink() as gone:
        return gone.postman
