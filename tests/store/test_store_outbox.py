"""A mail is recorded before it is sent, sent once, and whoever is killed on the way leaves word of it."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from hypothesis import given

from builders import OFFICE_KEY, an_entry
from store import examples as the
from store import strategies as core
from zaaikalender.core.letters import Letter, Stage
from zaaikalender.core.people import Person
from zaaikalender.core.records import Act
from zaaikalender.errors import LeaseLost, Stale
from zaaikalender.store import Store, event_codec, outbox

EVA = "eva@client-a.example"
PIET = Person(address="piet@client-b.example", name="Piet Bakker")


def letters(store: Store) -> tuple[Letter, ...]:
    return store.load("marieke", now=the.NOW).letters


def stages(store: Store) -> list[str]:
    return [each.stage.value for each in letters(store)]


def an_invitation(store: Store):
    lease = the.a_lease(store)
    intent = replace(the.an_intent(act=Act.INVITE), letters=(the.a_letter(),))
    return store.begin(lease, intent, now=the.NOW, seconds=60), intent


def test_a_letter_waits_until_the_write_that_it_tells_of_is_certain(store: Store) -> None:
    lease, intent = an_invitation(store)
    assert stages(store) == ["drafted"]
    with pytest.raises(Stale):
        store.hand_over(lease, the.a_letter(), now=the.NOW, seconds=60)
    # Who settles it later knows the intent as the store gives it back.
    (known,) = store.load("marieke", now=the.NOW).intents
    store.settle(lease, known, an_entry(), now=the.NOW)
    assert stages(store) == ["waiting"]
    assert intent.key == known.key


def test_a_write_that_did_not_happen_leaves_no_letter(store: Store) -> None:
    lease, intent = an_invitation(store)
    store.drop(lease, intent)
    assert letters(store) == ()


def test_a_letter_is_handed_over_once_whatever_is_recorded_again(store: Store) -> None:
    lease = the.a_lease(store)
    store.record(lease, the.found(letters=(the.a_letter(),)), now=the.NOW)
    store.hand_over(lease, the.a_letter(), now=the.NOW, seconds=60)
    assert stages(store) == ["handing"]
    with pytest.raises(Stale):
        store.hand_over(lease, the.a_letter(), now=the.NOW, seconds=60)
    store.posted(the.a_letter(), Stage.SENT)
    assert stages(store) == ["sent"]
    store.posted(the.a_letter(), Stage.WAITING)
    assert stages(store) == ["sent"], "what was sent stays sent"


def test_who_lost_the_right_to_write_hands_no_letter_over(store: Store) -> None:
    lease = the.a_lease(store)
    store.record(lease, the.found(letters=(the.a_letter(),)), now=the.NOW)
    store.acquire("marieke", "another", now=the.LATER, seconds=60)
    with pytest.raises(LeaseLost):
        store.hand_over(lease, the.a_letter(), now=the.LATER, seconds=60)
    assert stages(store) == ["waiting"]


def test_another_guest_another_number_and_a_cancellation_are_other_letters(store: Store) -> None:
    several = (
        the.a_letter(),
        the.a_letter(PIET.address),
        the.a_letter(sequence=1),
        replace(the.a_letter(sequence=1), purpose=the.Purpose.CANCEL),
    )
    the.recorded(store, letters=several)
    assert len(letters(store)) == len(several)


def test_a_letter_about_what_is_long_over_is_forgotten_with_the_next(store: Store) -> None:
    the.recorded(store, letters=(the.a_letter(over=the.NOW - timedelta(days=91)),))
    assert letters(store) == ()


def test_a_person_who_is_forgotten_is_in_no_letter_any_more(store: Store) -> None:
    both = (the.a_letter().to, PIET)
    mine, his = the.a_letter(guests=both), the.a_letter(PIET.address, guests=both, body=f"ook {EVA}")
    the.recorded(store, letters=(mine, his))
    store.forget_person(EVA, office_key=OFFICE_KEY, at=the.NOW)
    (left,) = letters(store)
    assert (left.to, left.guests, left.body) == (PIET, (PIET,), "ook …")


@given(core.letters)
def test_a_letter_comes_back_with_all_that_it_says(letter: Letter) -> None:
    class Row:
        """A row as the database gives it."""

    row = Row()
    row.__dict__.update(outbox._row(letter))  # noqa: SLF001 - the opposite of what is read back
    assert asdict(outbox.letter_of(row)) == asdict(letter)  # type: ignore[arg-type]


@given(core.replies)
def test_an_answer_that_came_by_mail_comes_back(reply) -> None:
    assert asdict(event_codec.reply_of(event_codec.reply_json(reply))) == asdict(reply)
