"""The private quarter of an hour after an invitation: it carries the private words, and follows."""

from dataclasses import replace

import pytest

from builders import a_guest, an_event, when
from core.situations import EVA, NOW, Agenda, an_end, kinds
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.events import AllDay, Timed
from zaaikalender.core.people import Answer
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Said, Word


def invited(text=""):
    """A follow-up whose guest was invited; its owner wrote this above our text."""
    agenda = Agenda(an_end())
    agenda.go()
    agenda.edit(text=f"{text}\n{agenda.ours().text}")
    agenda.invite()
    return agenda


def test_it_is_written_in_the_same_pass_as_the_invitation_right_after_it():
    agenda = invited()
    assert kinds(agenda.writes[-2:]) == ["Invite", "Create"]
    note, event = agenda.ours(Kind.NOTE), agenda.ours()
    assert note.when.start == event.when.end
    assert note.private
    assert not note.attendees


def test_it_carries_what_its_owner_wrote_and_why_it_is_there():
    agenda = invited("Bel Eva op 06-12345678")
    text = agenda.ours(Kind.NOTE).text
    assert "Bel Eva op 06-12345678" in text
    assert "volgende:" in text
    assert "06-12345678" not in agenda.ours().text


def test_no_note_follows_what_was_approved_without_guests():
    agenda = Agenda(an_end(guests=()))
    agenda.go()
    agenda.approve()
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not agenda.all_of(Kind.NOTE)


def test_an_untouched_note_moves_with_its_appointment():
    agenda = invited()
    agenda.edit(when=when("2027-05-12 14:00", minutes=45))
    agenda.go(minutes=15)
    assert agenda.ours(Kind.NOTE).when == when("2027-05-12 14:45", minutes=15)


def test_a_note_after_whole_days_stands_on_the_last_of_them():
    agenda = invited()
    agenda.edit(when=when("2027-05-12", days=3))
    agenda.go(minutes=15)
    assert agenda.ours(Kind.NOTE).when == when("2027-05-14")
    assert isinstance(agenda.ours(Kind.NOTE).when, AllDay)


def test_a_note_that_its_owner_moved_stays():
    agenda = invited()
    agenda.edit(agenda.ours(Kind.NOTE), when=when("2027-05-11 09:00", minutes=15))
    agenda.edit(when=when("2027-05-12 14:00", minutes=45))
    agenda.go(minutes=15)
    assert agenda.ours(Kind.NOTE).when == when("2027-05-11 09:00", minutes=15)
    assert isinstance(agenda.ours(Kind.NOTE).when, Timed)


def test_a_deleted_note_stays_deleted():
    agenda = invited()
    agenda.delete(agenda.ours(Kind.NOTE))
    agenda.go(minutes=15)
    agenda.edit(when=when("2027-05-12 14:00", minutes=45))
    agenda.go(minutes=15)
    assert not agenda.all_of(Kind.NOTE)


@pytest.mark.parametrize("wrote", [False, True])
def test_it_goes_with_its_appointment_unless_its_owner_wrote_in_it(wrote):
    agenda = invited()
    if wrote:
        note = agenda.ours(Kind.NOTE)
        agenda.edit(note, text=f"{note.text}\nactie: offerte sturen")
    agenda.delete()
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.NOTE)) == wrote
    assert not agenda.go(minutes=15).plan.operations


def test_an_appointment_that_comes_back_gets_its_note_back():
    agenda = invited()
    event = agenda.ours()
    agenda.delete()
    agenda.go(minutes=15)
    agenda.add(event)
    agenda.go(minutes=15)
    assert agenda.ours() == event
    assert len(agenda.all_of(Kind.NOTE)) == 1
    assert not agenda.go(minutes=15).plan.operations


def test_it_goes_where_the_appointment_was_let_go():
    agenda = invited()
    agenda.edit(attendees=(a_guest(EVA.address, Answer.DECLINED),))
    agenda.go(minutes=15)
    agenda.answer("all_declined", "let_go")
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not agenda.all_of(Kind.NOTE)


def test_it_goes_with_what_its_owner_skipped_by_a_word():
    agenda = invited()
    follow_up = next(each for each in agenda.entries.values() if each.kind is Kind.FOLLOW_UP)
    agenda.words.append(Word(key=follow_up.key, word=Said.SKIP, at=NOW))
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert not agenda.all_of(Kind.NOTE)


def test_a_note_with_a_guest_of_its_owners_is_not_touched():
    agenda = invited()
    agenda.edit(agenda.ours(Kind.NOTE), attendees=(a_guest("tom@client-b.example"),))
    before = agenda.ours(Kind.NOTE)
    agenda.edit(when=when("2027-05-12 14:00", minutes=45))
    agenda.go(minutes=15)
    assert agenda.ours(Kind.NOTE) == before


def test_a_note_never_moves_its_owners_other_appointments_nor_collides():
    agenda = invited()
    after = agenda.ours(Kind.NOTE).when
    agenda.add(an_event("Tandarts", after))
    verdict = agenda.go(minutes=15)
    assert not verdict.plan.operations
    assert not agenda.asks()


@pytest.mark.parametrize(("answer", "notes"), [("plan_again", 1), ("leave", 0)])
def test_a_note_of_unknown_outcome_is_asked_about(answer, notes):
    agenda = invited()
    note = agenda.ours(Kind.NOTE)
    agenda.delete(note)
    agenda.entries[note.key] = replace(
        agenda.entries[note.key], state=State.UNKNOWN, ref=None, uid=None, because=Reason("unknown_outcome")
    )
    agenda.go(minutes=15)
    assert agenda.asks() == {"unknown_outcome"}
    agenda.answer("unknown_outcome", answer)
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.NOTE)) == notes
    assert not agenda.asks()


def test_no_note_is_written_for_a_moment_that_has_begun():
    agenda = Agenda(an_end())
    agenda.go()
    agenda.edit(when=when("2026-11-30 10:00"))
    agenda.approve()
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    note = agenda.ours(Kind.NOTE)
    agenda.delete(note)
    del agenda.entries[note.key]
    agenda.dials.now = note.when.start
    assert not agenda.go().plan.operations
