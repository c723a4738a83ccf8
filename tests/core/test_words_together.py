"""Words that cross: several were said between two passes, in two tabs or by somebody who thought again."""

from itertools import permutations, product

import pytest

from core.situations import Agenda, an_end
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.records import Said, Word

WORDS = (Said.APPROVE, Said.SKIP, Said.AGAIN)


def said(agenda: Agenda, *words: Said) -> None:
    key = agenda.entry().key
    for number, word in enumerate(words, start=1):
        agenda.words.append(Word(key=key, word=word, at=agenda.dials.now, id=number))


@pytest.mark.parametrize("words", [*product(WORDS, WORDS), *permutations(WORDS, 3)], ids=" ".join)
def test_no_words_together_double_an_appointment(words: tuple[Said, ...]):
    agenda = Agenda(an_end())
    agenda.go()
    said(agenda, *words)
    for _ in range(4):
        agenda.go(minutes=15)
        assert len(agenda.all_of(Kind.FOLLOW_UP)) <= 1


def test_again_after_a_skip_that_was_not_carried_out_keeps_what_stands_and_approves_nothing():
    agenda = Agenda(an_end())
    agenda.go()
    before = agenda.ours()
    said(agenda, Said.APPROVE, Said.SKIP, Said.AGAIN)
    for _ in range(4):
        agenda.go(minutes=15)
    assert agenda.ours() == before
    assert agenda.entry().state is State.PROPOSED


def test_again_after_a_skip_that_was_carried_out_plans_one_more():
    agenda = Agenda(an_end())
    agenda.go()
    said(agenda, Said.SKIP)
    agenda.go(minutes=15)
    assert not agenda.all_of(Kind.FOLLOW_UP)
    said(agenda, Said.AGAIN)
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 1
