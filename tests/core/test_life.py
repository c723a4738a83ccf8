"""The life of an appointment: what a person says by what he does in his own calendar."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import AMSTERDAM, OWNER, a_draft, a_guest, an_entry, an_event, at, when
from zaaikalender.core.appointments import Entry, Field, State
from zaaikalender.core.events import Event, Status
from zaaikalender.core.life import Absence, Eyes, hear, observe, theirs
from zaaikalender.core.people import Answer
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Said, Word

EYES = Eyes(owner=OWNER, now=at("2027-03-01 09:00"), zone=AMSTERDAM, prefixes=("Voorstel: ", "Proposal: "))
AFTERWARDS = replace(EYES, now=at("2027-05-01 09:00"))
WRITTEN = a_draft()
NO = a_guest("eva@client-a.example", Answer.DECLINED)
YES = a_guest("tom@client-a.example")


def entry(state: State = State.PROPOSED, **fields) -> Entry:
    known = {
        "uid": "ours@zaaikalender",
        "ref": "ours.ics",
        "seen_title": WRITTEN.title,
        "seen_when": WRITTEN.when,
    }
    return an_entry(state=state, **(known | fields))


def stands(**changes) -> Event:
    event = an_event(
        WRITTEN.title,
        WRITTEN.when,
        text=WRITTEN.text,
        uid="ours@zaaikalender",
        ref="ours.ics",
        key=an_entry().key,
    )
    return replace(event, **changes)


BARE = "Borging Alfa"
MOVED = when("2027-05-04 11:00", minutes=45)


@pytest.mark.parametrize(
    ("what", "before", "event", "state"),
    [
        ("untouched", entry(), stands(), State.PROPOSED),
        ("without its prefix", entry(), stands(title=BARE), State.APPROVED),
        ("without its prefix, spelt otherwise", entry(), stands(title=" borging  ALFA "), State.APPROVED),
        ("with the prefix spelt otherwise", entry(), stands(title="voorstel:Borging Alfa"), State.PROPOSED),
        ("renamed behind its prefix", entry(), stands(title="Voorstel: Taart"), State.PROPOSED),
        ("with another title", entry(), stands(title="Taart bij Eva"), State.APPROVED),
        ("moved", entry(), stands(when=MOVED), State.PROPOSED),
        ("cancelled", entry(), stands(status=Status.CANCELLED), State.SKIPPED),
        (
            "declined by its owner",
            entry(),
            stands(attendees=(a_guest(OWNER.address, Answer.DECLINED),)),
            State.SKIPPED,
        ),
        (
            "with the prefix put back",
            entry(State.APPROVED, seen_title=BARE, noticed_at=at("2027-02-28 09:00")),
            stands(),
            State.PROPOSED,
        ),
        (
            "approved by a word, its prefix still there",
            entry(State.APPROVED, noticed_at=at("2027-02-28 09:00")),
            stands(),
            State.APPROVED,
        ),
        ("back after a deletion", entry(State.SKIPPED, ref=None), stands(), State.PROPOSED),
        (
            "back after a deletion, approved",
            entry(State.SKIPPED, ref=None),
            stands(title=BARE),
            State.APPROVED,
        ),
        ("back after our own cancellation", entry(State.CANCELLED, ref=None), stands(), State.PROPOSED),
        (
            "skipped by a word and not yet taken away",
            entry(State.SKIPPED, because=Reason("skipped_by_word")),
            stands(),
            State.SKIPPED,
        ),
        ("held", entry(State.HELD), stands(), State.HELD),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_its_owner_did_decides_what_an_appointment_is(what, before, event, state):
    assert observe(before, event, EYES).state is state, what


@pytest.mark.parametrize(
    ("what", "before", "event", "state"),
    [
        ("a proposal that nobody touched", entry(), stands(), State.LAPSED),
        ("a proposal that was moved", entry(), stands(when=when("2027-04-28 11:00")), State.LAPSED),
        ("what was approved", entry(State.APPROVED, seen_title=BARE), stands(title=BARE), State.HELD),
        (
            "what one of two guests declined",
            entry(State.INVITED),
            stands(title=BARE, attendees=(NO, YES)),
            State.HELD,
        ),
        (
            "what every guest declined",
            entry(State.INVITED),
            stands(title=BARE, attendees=(NO,)),
            State.INVITED,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_lies_behind_us_was_held_or_not(what, before, event, state):
    assert observe(before, event, AFTERWARDS).state is state, what


@pytest.mark.parametrize("state", [State.PROPOSED, State.APPROVED, State.INVITED])
def test_what_is_certainly_gone_was_deleted_by_its_owner(state):
    assert observe(entry(state), Absence.GONE, EYES).state is State.SKIPPED


@pytest.mark.parametrize("state", list(State))
def test_what_was_not_looked_at_stays_what_it_was(state):
    assert observe(entry(state), Absence.UNSEEN, EYES) == entry(state)


def test_a_gesture_is_noticed_once_with_its_moment():
    first = observe(entry(), stands(title=BARE), EYES)
    later = observe(first, stands(title=BARE), replace(EYES, now=EYES.now + timedelta(minutes=15)))
    assert (first.noticed_at, first.noticed_when) == (EYES.now, WRITTEN.when)
    assert later.noticed_at == EYES.now


@pytest.mark.parametrize("change", [{"when": MOVED}, {"title": "Borging Alfa met Eva"}])
def test_who_still_changes_what_he_approved_gets_the_time_to_think_again(change):
    first = observe(entry(), stands(title=BARE), EYES)
    later = replace(EYES, now=EYES.now + timedelta(minutes=5))
    again = observe(first, replace(stands(title=BARE), **change), later)
    assert (again.state, again.noticed_at) == (State.APPROVED, later.now)


def test_a_rename_without_prefix_is_no_approval_of_an_invitation():
    renamed = observe(entry(), stands(title="Taart bij Eva"), EYES)
    assert (renamed.noticed_at, renamed.because.code) == (None, "renamed_by_owner")


def test_a_rename_behind_the_prefix_can_be_approved_afterwards():
    renamed = observe(entry(), stands(title="Voorstel: Taart"), EYES)
    approved = observe(renamed, stands(title="Taart"), EYES)
    assert (approved.state, approved.noticed_at) == (State.APPROVED, EYES.now)


def test_what_comes_back_after_our_cancellation_is_wholly_its_owners():
    back = observe(entry(State.CANCELLED, ref=None), stands(), EYES)
    assert theirs(back, stands(), EYES) == {Field.TITLE, Field.WHEN, Field.TEXT}


def test_a_move_onto_something_else_is_its_owners_own_choice():
    overlapping = replace(EYES, overlapping=frozenset({an_entry().key}))
    assert observe(entry(), stands(when=MOVED), overlapping).overlap_ok
    assert not observe(entry(), stands(), overlapping).overlap_ok


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "Voorstel: Taart"}, Field.TITLE),
        ({"when": MOVED}, Field.WHEN),
        ({"text": "Neem taart mee"}, Field.TEXT),
    ],
)
def test_a_field_that_a_person_changed_is_his_and_no_other(change, field):
    assert theirs(entry(), stands(**change), EYES) == {field}


@pytest.mark.parametrize("text", [f"{WRITTEN.text}\r\n\r\n", f"  {WRITTEN.text}", WRITTEN.text])
def test_white_space_that_a_program_adds_is_no_edit(text):
    assert not theirs(entry(), stands(text=text, title=BARE), EYES)


@pytest.mark.parametrize(
    ("state", "said", "after"),
    [
        (State.PROPOSED, Said.APPROVE, State.APPROVED),
        (State.INVITED, Said.APPROVE, State.INVITED),
        (State.PROPOSED, Said.SKIP, State.SKIPPED),
        (State.HELD, Said.SKIP, State.HELD),
        (State.LAPSED, Said.HELD, State.HELD),
        (State.SKIPPED, Said.AGAIN, State.SKIPPED),
    ],
)
def test_a_word_does_what_it_says_where_it_makes_sense(state, said, after):
    word = Word(key=an_entry().key, word=said, at=at("2027-03-01 08:50"))
    assert hear(entry(state), word, EYES).state is after


def test_again_is_remembered_until_the_next_generation_is_planned():
    word = Word(key=an_entry().key, word=Said.AGAIN, at=at("2027-03-01 08:50"))
    assert hear(entry(State.SKIPPED), word, EYES).because.code == "again"
    assert hear(entry(State.PROPOSED), word, EYES) == entry(State.PROPOSED)


def test_an_approval_by_a_word_counts_from_when_it_was_said():
    word = Word(key=an_entry().key, word=Said.APPROVE, at=at("2027-03-01 08:50"))
    assert hear(entry(), word, EYES).noticed_at == at("2027-03-01 08:50")


def test_a_text_in_which_another_program_wrote_too_is_no_longer_ours_to_write() -> None:
    assert theirs(entry(), stands(mixed_text=True), EYES) == {Field.TEXT}
