"""The one entry that asks: when it appears, what it says, which answers it takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_guest, an_entry, an_event, an_identity, at, when
from core.situations import NOW, Agenda, an_end, kinds
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.events import Shown
from zaaikalender.core.notice import answers_in, chosen
from zaaikalender.core.plan import Cancel, Create
from zaaikalender.core.questions import Ask, Question
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Said, Word


def asking():
    """A calendar in which one question waits: a follow-up that got a title of its own."""
    agenda = Agenda(an_end())
    agenda.go()
    agenda.edit(title="Koffie met Eva")
    agenda.go(minutes=15)
    return agenda


def notices(agenda):
    """How often we wrote or removed an entry that asks."""
    return [
        type(each).__name__
        for each in agenda.writes
        if each.entry.kind is Kind.QUESTION and isinstance(each, Create | Cancel)
    ]


def test_it_stands_private_free_and_all_day_on_the_next_working_day():
    notice = asking().ours(Kind.QUESTION)
    assert (notice.when, notice.private, notice.shown) == (when("2026-11-25"), True, Shown.FREE)
    assert notice.title == "Zaaikalender: 1 vraag"
    assert "antwoord 1:" in notice.text
    assert not notice.attendees


def test_on_friday_it_stands_on_monday():
    agenda = Agenda(an_end(), now=at("2026-11-27 09:00"))
    agenda.go()
    agenda.edit(title="Koffie met Eva")
    agenda.go(minutes=15)
    assert agenda.ours(Kind.QUESTION).when == when("2026-11-30")


def test_an_answer_takes_it_away():
    agenda = asking()
    agenda.answer("invite_renamed", "leave")
    agenda.go(minutes=15)
    assert not agenda.asks()
    assert not agenda.all_of(Kind.QUESTION)
    agenda.go(days=1)
    assert notices(agenda) == ["Create", "Cancel"]


def test_an_answer_given_as_a_word_counts_as_well():
    agenda = asking()
    agenda.words.append(Word(key="1", word=Said.ANSWER, at=NOW, choice="leave"))
    agenda.go(minutes=15)
    assert not agenda.asks()


@pytest.mark.parametrize(("key", "choice"), [("1", "nonsense"), ("7", "leave"), ("x", "leave")])
def test_a_word_that_answers_nothing_that_was_asked_is_no_answer(key, choice):
    agenda = asking()
    agenda.words.append(Word(key=key, word=Said.ANSWER, at=NOW, choice=choice))
    agenda.go(minutes=15)
    assert agenda.asks() == {"invite_renamed"}


def test_a_letter_that_stands_for_nothing_leaves_the_question_and_the_entry_as_they_are():
    agenda = asking()
    notice = agenda.ours(Kind.QUESTION)
    agenda.edit(notice, text=notice.text.replace("antwoord 1:", "antwoord 1: q"))
    agenda.go(minutes=15)
    assert agenda.asks() == {"invite_renamed"}
    assert "antwoord 1: q" in agenda.ours(Kind.QUESTION).text


def test_an_answered_number_is_never_used_again():
    agenda = asking()
    agenda.answer("invite_renamed", "leave")
    agenda.go(minutes=15)
    agenda.edit(agenda.events["einde-opdracht-alfa@test.ics"], when=when("2027-08-20"))
    agenda.go(days=1)
    assert agenda.asked("end_moved").number == 2


def test_a_withdrawn_number_is_never_used_again():
    agenda = asking()
    agenda.delete()
    agenda.go(minutes=15)
    assert not agenda.asks()
    agenda.add(an_end("Beta", "2027-02-19"))
    agenda.go(days=1)
    agenda.edit(title="Koffie met Tom")
    agenda.go(days=1)
    assert agenda.asked("invite_renamed").number == 2


def test_it_is_refreshed_when_more_is_asked_and_keeps_what_was_typed():
    agenda = asking()
    agenda.add(an_end("Beta", "2027-02-19"))
    agenda.go(minutes=15)
    beta = next(each for each in agenda.all_of(Kind.FOLLOW_UP) if "Beta" in each.title)
    agenda.edit(beta, title="Koffie met Tom")
    agenda.go(minutes=15)
    assert agenda.ours(Kind.QUESTION).title == "Zaaikalender: 2 vragen"
    assert notices(agenda) == ["Create"]


def test_one_that_its_owner_rewrote_is_his():
    agenda = asking()
    agenda.edit(agenda.ours(Kind.QUESTION), text="Geen tijd", title="Later")
    agenda.add(an_end("Beta", "2027-02-19"))
    agenda.go(minutes=15)
    beta = next(each for each in agenda.all_of(Kind.FOLLOW_UP) if "Beta" in each.title)
    agenda.edit(beta, title="Koffie met Tom")
    agenda.go(minutes=15)
    assert agenda.ours(Kind.QUESTION).text == "Geen tijd"
    agenda.delete(agenda.all_of(Kind.FOLLOW_UP)[0])
    agenda.delete(agenda.all_of(Kind.FOLLOW_UP)[0])
    agenda.go(minutes=15)
    assert agenda.ours(Kind.QUESTION).text == "Geen tijd"


def test_one_with_a_guest_is_not_touched():
    agenda = asking()
    agenda.edit(agenda.ours(Kind.QUESTION), attendees=(a_guest("tom@client-b.example"),))
    agenda.delete()
    agenda.go(minutes=15)
    assert notices(agenda) == ["Create"]


def test_one_that_its_owner_deleted_does_not_come_back_the_next_day():
    agenda = asking()
    agenda.delete(agenda.ours(Kind.QUESTION))
    for _ in range(5):
        agenda.go(days=1)
    assert notices(agenda) == ["Create"]


def test_what_nobody_answered_is_shown_again_after_a_week():
    agenda = asking()
    for _ in range(9):
        agenda.go(days=1)
    assert notices(agenda).count("Create") == 2


def test_something_new_makes_a_new_one_but_at_most_one_a_day():
    agenda = asking()
    agenda.delete(agenda.ours(Kind.QUESTION))
    agenda.add(an_end("Beta", "2027-02-19"))
    agenda.go(minutes=15)
    beta = next(each for each in agenda.all_of(Kind.FOLLOW_UP) if "Beta" in each.title)
    agenda.edit(beta, title="Koffie met Tom")
    agenda.go(minutes=15)
    assert notices(agenda) == ["Create"]
    agenda.go(days=1)
    assert notices(agenda) == ["Create", "Create"]
    assert agenda.ours(Kind.QUESTION).title == "Zaaikalender: 2 vragen"


def test_what_has_no_place_is_told_without_a_question():
    agenda = Agenda(an_end(), an_event("Vakantie", "2027-03-01", days=150))
    verdict = agenda.go()
    assert [each.because.code for each in verdict.plan.unplaced] == ["no_room"]
    assert not verdict.plan.waiting
    assert agenda.ours(Kind.QUESTION).text


def test_an_entry_whose_write_is_unsure_makes_room_for_the_next():
    agenda = asking()
    notice = agenda.ours(Kind.QUESTION)
    agenda.delete(notice)
    agenda.entries[notice.key] = replace(
        agenda.entries[notice.key], state=State.UNKNOWN, uid=None, ref=None, because=Reason("unknown_outcome")
    )
    agenda.go(minutes=15)
    assert agenda.entries[notice.key].state is State.SKIPPED
    assert len(agenda.all_of(Kind.QUESTION)) == 1
    assert not agenda.go(minutes=15).plan.operations


def test_yesterdays_entry_stays_and_is_written_no_more():
    agenda = asking()
    first = agenda.ours(Kind.QUESTION)
    for _ in range(3):
        agenda.go(days=1)
    assert agenda.events[first.ref] == first
    assert kinds(agenda.go().plan.operations, but=None) == []


ENTRY = an_entry(kind=Kind.QUESTION, identity=an_identity("marieke", kind="question", rule=""))
ASK = Ask(key="k", about=None, code="collision", because=Reason("collision"), choices=("new_moment", "leave"))


def _typed(text):
    return answers_in([an_event("Zaaikalender: 1 vraag", "2026-11-25", key=ENTRY.key, text=text)], [ENTRY])


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("antwoord 1: a", {1: "a"}),
        ("Antwoord 1 : B", {1: "B"}),
        ("  > antwoord 12:b", {12: "b"}),
        ("- answer 2: a.", {2: "a"}),
        ("antwoord 1: a)", {1: "a"}),
        ("antwoord 1: a\r\nantwoord 2: b\r\n", {1: "a", 2: "b"}),
        ("antwoord 1: a\nantwoord 1: b", {1: "b"}),
        ("antwoord 1:", {}),
        ("antwoord 1: ja", {}),
        ("antwoord a: 1", {}),
        ("antwoord 1234567: a", {}),
        ("mijn antwoord 1: a", {}),
        ("antwoord 1: a of b", {}),
    ],
)
def test_an_answer_is_a_number_and_one_letter_on_a_line_of_its_own(text, answers):
    assert _typed(text) == answers


def test_an_answer_counts_in_our_own_entry_only():
    event = an_event("Mail van een vreemde", "2026-11-25", text="antwoord 1: a")
    other = replace(event, key="0" * 32)
    assert answers_in([event, other], [ENTRY]) == {}


@pytest.mark.parametrize(
    ("letter", "choice"), [("a", "new_moment"), ("B", "leave"), ("c", None), ("z", None)]
)
def test_a_letter_is_the_choice_in_that_place_or_none(letter, choice):
    question = Question(number=1, calendar="marieke", ask=ASK, asked_at=NOW)
    assert chosen([question], {1: letter}) == ({1: choice} if choice else {})


def test_what_was_answered_stays_answered():
    question = Question(number=1, calendar="marieke", ask=ASK, asked_at=NOW, answer="leave")
    assert chosen([question], {1: "a"}) == {}


@given(st.text(max_size=80))
def test_any_text_gives_numbers_and_letters_only(text):
    for number, letter in _typed(f"antwoord 1: {text}").items():
        assert number >= 0
        assert len(letter) == 1
