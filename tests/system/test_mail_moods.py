"""What a mail server does to a letter, and what its owner does meanwhile: it waits, or it is asked about."""

import pytest

from builders import an_event, when
from system.mail_office import BOB, EVA, Told, in_a_folder
from system.mail_sink import a_sink
from system.office import Office

INVITED = [("REQUEST", 0)]
MOVED = [("REQUEST", 0), ("REQUEST", 1)]


@pytest.fixture
def told(tmp_path, sink):
    story = in_a_folder(tmp_path, sink)
    yield story
    story.office.close()


def test_a_letter_that_is_put_off_waits_and_comes_once_while_the_others_go(told: Told):
    told.sink.moods[EVA] = ["450 4.2.0 greylisted", "451 4.7.1 greylisted still"]
    told.passes(2)
    assert (told.heard(EVA), told.heard(BOB)) == ([], INVITED)
    told.passes(4)
    assert (told.heard(EVA), told.heard(BOB)) == (INVITED, INVITED)
    assert told.asked() == []


def test_a_mail_server_that_is_away_is_waited_for_and_each_letter_comes_once(told: Told):
    told.office.postman = away()
    told.passes(3)
    assert told.sink.mails == []
    assert told.asked() == []
    told.office.postman = told.sink.postman
    told.passes(3)
    assert (told.heard(EVA), told.heard(BOB)) == (INVITED, INVITED)


def away():
    """A mail server that is not there."""
    with a_sink() as gone:
        return gone.postman


def test_a_mail_server_that_takes_nothing_for_a_day_is_told_in_the_calendar(told: Told):
    told.office.postman = away()
    told.passes(3)
    assert told_there(told) == []
    told.office.later(days=1)
    told.passes(2)
    (text,) = told_there(told)
    assert "Nog 2 gasten weten niets van “Borging Alfa”" in text
    told.office.postman = told.sink.postman
    told.passes(3)
    assert told.heard(EVA) == told.heard(BOB) == INVITED
    assert told_there(told) == [], "it is over, and so is the notice"


def told_there(told: Told) -> list[str]:
    """What stands in the calendar's entry for its owner."""
    return [event.text for event in told.hand.events() if event.title.startswith("Zaaikalender")]


def test_an_address_that_is_refused_is_asked_about_and_nothing_is_tried_by_itself(told: Told):
    told.sink.moods[EVA] = ["550 5.1.1 no such user"]
    told.passes(6)
    assert told.heard(EVA) == []
    assert told.asked() == ["mail_refused"]
    told.answers("mail_refused", "send_again")
    assert told.heard(EVA) == INVITED
    assert told.asked() == []


def test_who_was_let_be_hears_of_no_move_either(told: Told):
    told.sink.moods[EVA] = ["550 5.1.1 no such user"]
    told.passes(3)
    told.answers("mail_refused", "leave")
    told.moves()
    told.passes(4)
    assert (told.heard(EVA), told.heard(BOB)) == ([], MOVED)
    assert told.asked() == []


def test_a_letter_of_unknown_fate_is_a_question_and_never_a_second_letter(told: Told):
    told.sink.moods[EVA] = ["cut"]
    told.passes(6)
    assert told.heard(EVA) == INVITED
    assert told.asked() == ["mail_unsure"]
    told.answers("mail_unsure", "leave")
    told.moves()
    told.passes(4)
    assert told.heard(EVA) == MOVED, "who may have it hears of what changes"


def test_its_owner_may_have_a_letter_of_unknown_fate_sent_again_and_it_is_the_same_letter(told: Told):
    told.sink.moods[EVA] = ["cut"]
    told.passes(3)
    told.answers("mail_unsure", "send_again")
    assert told.heard(EVA) == INVITED * 2
    first, again = (each for each in told.sink.messages() if each["To"].endswith(EVA))
    assert first["Message-ID"] == again["Message-ID"], "a mail program shows it once"


def test_an_invitation_that_would_come_too_late_is_asked_about(told: Told):
    told.office.postman = away()
    told.passes(3)
    told.office.now = told.event.when.start.replace(hour=8)
    told.office.now -= told.event.when.duration * 32  # the day before
    told.office.postman = told.sink.postman
    told.passes(2)
    assert told.sink.mails == []
    assert told.asked() == ["mail_late", "mail_late"]
    for question in told.office.questions():
        guest = question.ask.because.facts["guest"]
        told.office.answer(question.number, "send_again" if guest == EVA else "leave")
    told.passes(2)
    assert (told.heard(EVA), told.heard(BOB)) == (INVITED, [])


def test_who_moves_it_before_the_letter_went_invites_to_the_new_moment_alone(told: Told):
    told.office.postman = away()
    told.passes(3)
    told.moves()
    told.passes(1)
    told.office.postman = told.sink.postman
    told.passes(3)
    (eva,) = [each for each in told.said() if each.to == EVA]
    assert str(eva.start) == "2027-02-11 10:00:00+01:00"
    (subject,) = {str(each["Subject"]) for each in told.sink.messages()}
    assert subject.startswith("Uitnodiging"), "nobody heard of another moment before"


def test_two_moves_in_a_row_are_one_letter_and_back_again_is_none(told: Told):
    told.passes(3)
    first = told.event.when
    told.moves("2027-02-11 10:00")
    told.office.a_pass()
    told.moves("2027-02-12 11:00")
    told.passes(3)
    assert (told.heard(EVA), told.heard(BOB)) == (MOVED, MOVED)
    assert {str(each.start)[:10] for each in told.said()[2:]} == {"2027-02-12"}
    last = told.event.when
    told.hand.move(told.uid, first)
    told.office.a_pass()
    told.hand.move(told.uid, last)
    told.passes(3)
    assert told.heard(EVA) == MOVED


def test_whom_its_owner_takes_off_is_told_after_a_yes_and_nobody_else_hears(told: Told):
    told.passes(3)
    told.removes(BOB)
    told.passes(3)
    assert told.heard(BOB) == INVITED
    assert told.asked() == ["uninvite"]
    told.answers("uninvite", "cancel")
    assert told.heard(BOB) == [("REQUEST", 0), ("CANCEL", 1)]
    assert told.heard(EVA) == INVITED
    told.moves()
    told.passes(4)
    assert told.heard(EVA) == [("REQUEST", 0), ("REQUEST", 2)]
    assert told.heard(BOB) == [("REQUEST", 0), ("CANCEL", 1)]


def test_whom_its_owner_takes_off_hears_nothing_where_he_says_so(told: Told):
    told.passes(3)
    told.removes(BOB)
    told.passes(1)
    told.answers("uninvite", "leave")
    told.office.later(days=2)
    told.passes(3)
    assert (told.heard(BOB), told.asked()) == (INVITED, [])


def test_what_is_deleted_and_called_off_and_comes_back_is_asked_about(told: Told):
    told.passes(3)
    told.hand.delete(told.uid)
    told.passes(1)
    told.answers("cancel_guests", "cancel")
    assert told.heard(EVA) == told.heard(BOB) == [("REQUEST", 0), ("CANCEL", 1)]
    told.hand.undelete(told.uid)
    told.passes(3)
    assert told.asked() == ["invite_again"]
    told.answers("invite_again", "invite")
    assert told.heard(EVA) == told.heard(BOB) == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]


def test_what_is_deleted_and_let_be_tells_nobody(told: Told):
    told.passes(3)
    told.hand.delete(told.uid)
    told.passes(1)
    told.answers("cancel_guests", "leave")
    told.office.later(days=2)
    told.passes(3)
    assert (told.heard(EVA), told.asked()) == (INVITED, [])


def test_what_is_deleted_before_its_letter_went_tells_nobody_and_asks_nothing(told: Told):
    told.office.postman = away()
    told.passes(3)
    told.hand.delete(told.uid)
    told.office.postman = told.sink.postman
    told.passes(3)
    assert (told.sink.mails, told.asked()) == ([], [])


def test_who_puts_the_prefix_back_before_the_letter_went_invites_nobody_until_he_takes_it_away(told: Told):
    told.office.postman = away()
    told.passes(3)
    title = told.event.title
    told.hand.retitle(told.uid, f"Voorstel: {title}")
    told.office.postman = told.sink.postman
    told.passes(4)
    assert told.sink.mails == []
    told.hand.retitle(told.uid, title)
    told.passes(4)
    assert [method for method, _number in told.heard(EVA)] == ["REQUEST"]
    told.hand.retitle(told.uid, f"Voorstel: {title}")
    told.moves()
    told.passes(4)
    assert [method for method, _number in told.heard(EVA)] == ["REQUEST"] * 2, "he was invited, and hears"


def test_while_a_calendar_is_paused_its_letters_wait(told: Told):
    told.office.postman = away()
    told.passes(3)
    told.office.postman = told.sink.postman
    told.office.store.pause("marieke", told.office.now)
    told.hand.put(an_event("Einde opdracht: Beta", "2026-12-18", guests=[EVA]))
    told.passes(4)
    assert told.sink.mails == []
    told.office.store.resume("marieke", told.office.now)
    told.passes(2)
    assert (told.heard(EVA), told.heard(BOB)) == (INVITED, INVITED)


def test_a_whole_day_is_a_moment_too(told: Told):
    told.passes(3)
    told.hand.move(told.uid, when("2027-02-11"))
    told.passes(4)
    assert told.heard(EVA) == MOVED
    assert str(told.said()[-1].start) == "2027-02-11"


def test_what_its_owner_makes_a_series_of_he_tells_himself(told: Told):
    told.passes(3)
    first = told.event
    file = told.hand.path(told.uid)
    text = file.read_text().replace("BEGIN:VEVENT", "BEGIN:VEVENT\nRRULE:FREQ=WEEKLY;COUNT=3")
    file.write_bytes(text.replace("\r\n", "\n").replace("\n", "\r\n").encode())
    told.moves("2027-02-11 10:00")
    assert told.event.when != first.when
    result, _tap = told.office.a_pass()
    assert "mail_series" in {each.because.code for each in result.plan.left_alone}, "and he hears of that"
    told.passes(4)
    assert told.heard(EVA) == INVITED


def test_an_address_that_no_mail_can_hold_is_asked_about_and_the_other_guest_is_invited(tmp_path, sink):
    odd = "eva..jansen@client.example"
    told = Told(Office(tmp_path, kind="folder", postman=sink.postman), sink, guests=(odd, BOB))
    told.passes(4)
    assert [each.to for each in told.said()] == [BOB]
    assert told.asked() == ["mail_refused"]
    (question,) = told.office.questions()
    assert question.ask.because.facts["guest"] == odd
    told.office.close()
