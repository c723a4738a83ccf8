"""A question is asked once, its answer is never taken for another's, and no word of a person gets lost."""

from dataclasses import replace

import pytest

from store import examples as the
from zaaikalender.core.questions import Question
from zaaikalender.core.records import Said, Word
from zaaikalender.errors import StoreError
from zaaikalender.store import Store


def asked(store: Store) -> tuple[Question, ...]:
    return store.load("marieke", now=the.NOW).questions


def test_a_question_and_its_answer_are_known_to_each_later_pass(store: Store) -> None:
    first, second = the.a_question(1), the.a_question(2, about="k" * 32)
    the.recorded(store, questions=(first, second))
    answered = replace(first, answer="yes", answered_at=the.LATER)
    the.recorded(store, questions=(answered, second))
    assert asked(store) == (answered, second)
    assert store.open_questions() == (second,)
    assert store.open_questions("marieke") == (second,)
    assert store.open_questions("jan") == ()
    assert store.question("marieke", 1) == answered


def test_questions_that_a_pass_does_not_name_stay(store: Store) -> None:
    the.recorded(store, questions=(the.a_question(1),))
    the.recorded(store, questions=(the.a_question(2),))
    assert asked(store) == (the.a_question(1), the.a_question(2))


def test_a_question_that_is_withdrawn_is_gone_but_its_number_is_not_free_again(store: Store) -> None:
    the.recorded(store, questions=(the.a_question(1), the.a_question(2)))
    the.recorded(store, withdrawn=frozenset({2}))
    assert asked(store) == (the.a_question(1),)
    assert store.question("marieke", 2) is None
    assert store.load("marieke", now=the.NOW).state.next_question == 3
    lease = the.a_lease(store)
    with pytest.raises(StoreError, match="number of an earlier one"):
        store.record(lease, the.found(questions=(the.a_question(2, "another"),)), now=the.NOW)


def test_what_was_withdrawn_may_be_asked_again_under_a_new_number(store: Store) -> None:
    the.recorded(store, questions=(the.a_question(1, "renamed"),))
    the.recorded(store, questions=(the.a_question(2, "renamed"),), withdrawn=frozenset({1}))
    assert asked(store) == (the.a_question(2, "renamed"),)


def test_each_calendar_counts_its_own_questions(store: Store) -> None:
    the.recorded(store, questions=(the.a_question(1),))
    the.recorded(store, "jan", questions=(the.a_question(1, calendar="jan"),))
    assert len(store.open_questions()) == 2
    assert store.question("jan", 1) != store.question("marieke", 1)


def test_what_people_say_waits_for_the_next_pass_in_the_order_in_which_they_said_it(store: Store) -> None:
    first = store.say("marieke", the.a_word("1", Said.ANSWER, "yes"))
    second = store.say("marieke", the.a_word("k" * 32, Said.APPROVE, ""))
    store.say("jan", the.a_word())
    assert first == replace(the.a_word(), id=first.id)
    assert store.load("marieke", now=the.NOW).words == (first, second)


def test_a_word_that_a_pass_took_in_is_not_heard_twice(store: Store) -> None:
    first, second = (store.say("marieke", the.a_word()) for _ in range(2))
    theirs = store.say("jan", the.a_word())
    the.recorded(store, heard=frozenset({first.id, theirs.id}))
    assert store.load("marieke", now=the.NOW).words == (second,)
    assert store.load("jan", now=the.NOW).words == (theirs,)


def test_a_word_that_was_said_during_a_pass_is_heard_by_the_next_one(store: Store) -> None:
    first = store.say("marieke", the.a_word())
    lease = the.a_lease(store)
    known = store.load("marieke", now=the.NOW)
    later = store.say("marieke", the.a_word(word=Said.AGAIN))
    store.record(lease, the.found(heard=frozenset(word.id for word in known.words)), now=the.NOW)
    assert known.words == (first,)
    assert store.load("marieke", now=the.NOW).words == (later,)


def test_the_number_of_a_word_is_never_given_to_another(store: Store) -> None:
    first = store.say("marieke", the.a_word())
    the.recorded(store, heard=frozenset({first.id}))
    assert store.say("marieke", the.a_word()).id > first.id


def test_a_word_is_taken_back_once_and_not_while_a_pass_may_hear_it(store: Store) -> None:
    store.say("marieke", Word(key="k" * 32, word=Said.APPROVE, at=the.NOW))
    lease = store.acquire("marieke", "a pass", now=the.NOW, seconds=60, fence=None)
    assert lease is not None
    assert not store.unsay("marieke", "k" * 32, now=the.NOW)
    store.release(lease)
    assert store.unsay("marieke", "k" * 32, now=the.NOW)
    assert not store.unsay("marieke", "k" * 32, now=the.NOW)
    assert store.load("marieke", now=the.NOW).words == ()


def test_a_pass_that_looked_before_a_word_was_taken_back_does_not_begin(store: Store) -> None:
    store.say("marieke", Word(key="k" * 32, word=Said.APPROVE, at=the.NOW))
    seen = store.load("marieke", now=the.NOW)
    assert store.unsay("marieke", "k" * 32, now=the.NOW)
    fence = seen.state.fence
    assert store.acquire("marieke", "a pass", now=the.NOW, seconds=60, fence=fence) is None
