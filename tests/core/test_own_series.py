"""Its owner makes a series of one of our appointments: that is his, and no pass tries again and again."""

from typing import Any

import pytest

from core.situations import Agenda, an_end, kinds
from zaaikalender.core.appointments import State
from zaaikalender.core.records import Said, Word


def made_a_series(**changes: Any) -> Agenda:
    """A proposal that recurs since its owner said so in his calendar."""
    agenda = Agenda(an_end())
    agenda.go()
    agenda.edit(occurrence="20270430T080000Z", **changes)
    agenda.go(minutes=5)
    return agenda


def said(agenda: Agenda, word: Said) -> None:
    agenda.words.append(Word(key=agenda.entry().key, word=word, at=agenda.dials.now, id=1))


def test_a_yes_to_a_series_becomes_a_question_and_no_failing_write():
    agenda = made_a_series(title="Borging Alfa")
    for _ in range(3):
        assert kinds(agenda.go(minutes=15).plan.operations) == []
    assert agenda.asks() == {"made_a_series"}
    agenda.answer("made_a_series", "leave")
    agenda.go(minutes=15)
    assert not agenda.asks()
    assert agenda.entry().state is State.APPROVED


def test_once_it_is_one_appointment_again_the_guests_get_their_invitation():
    agenda = made_a_series(title="Borging Alfa")
    agenda.go(minutes=15)
    agenda.edit(occurrence=None)
    agenda.go(minutes=15)
    assert agenda.entry().state is State.INVITED
    assert not agenda.asks()


@pytest.mark.parametrize("word", [Said.APPROVE, Said.SKIP])
def test_a_word_on_a_series_writes_nothing_in_it(word: Said):
    agenda = made_a_series()
    said(agenda, word)
    for _ in range(3):
        assert kinds(agenda.go(minutes=15).plan.operations) == []


@pytest.mark.parametrize("title", ["Borging Alfa", "Voorstel: Borging Alfa"])
def test_a_series_stays_when_its_project_is_gone(title: str):
    agenda = made_a_series(title=title)
    agenda.delete(next(event for event in agenda.events.values() if event.key is None))
    for _ in range(3):
        assert kinds(agenda.go(minutes=15).plan.operations) == []
    assert "end_gone" not in agenda.asks()
