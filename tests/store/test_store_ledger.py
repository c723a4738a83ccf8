"""What a pass finds and writes is there when the next one begins, also when it was killed."""

import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders import a_draft, an_entry, an_event, at
from store import examples as the
from store.conftest import opened
from store.rivals import outcomes
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.events import Window
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Act, Busy, CalendarState, Consent, Kept, Known
from zaaikalender.errors import StoreError
from zaaikalender.store import Store

BUSY = (Busy(start=at("2026-12-01 09:00"), end=at("2026-12-01 10:00")),)


def load(store: Store) -> Known:
    return store.load("marieke", now=the.LATER)


def kept(ref: str, version: str = "1", **fields: object) -> Kept:
    return Kept(**{"ref": ref, "version": version, "uid": f"{ref}@test", "busy": BUSY} | fields)  # type: ignore[arg-type]


def test_of_a_calendar_that_was_never_seen_nothing_is_known(store: Store) -> None:
    assert load(store) == Known(state=CalendarState(name="marieke"))


def test_how_far_was_read_is_known_to_the_next_pass(store: Store) -> None:
    state = CalendarState(
        name="marieke",
        cursor="up to here",
        fingerprint="rules",
        window=Window(start=at("2026-01-01 00:00"), end=at("2028-01-01 00:00")),
    )
    the.recorded(store, state=state)
    assert load(store).state == state


def test_a_word_that_was_said_while_a_pass_ran_is_not_taken_back_by_it(store: Store) -> None:
    lease = the.a_lease(store)
    state = load(store).state
    consent = Consent(at=the.NOW, rules="rules")
    store.consent("marieke", consent)
    store.pause("marieke", the.LATER)
    store.record(lease, the.found(state=state), now=the.LATER)
    assert (load(store).state.consent, load(store).state.paused_at) == (consent, the.LATER)
    store.resume("marieke", the.LATER)
    assert load(store).state.paused_at is None


def test_items_that_changed_are_replaced_and_those_that_are_gone_removed(store: Store) -> None:
    the.recorded(store, kept=(kept("a"), kept("b"), kept("c")))
    the.recorded(store, kept=(kept("b", "2"), kept("d", busy=())), gone=frozenset({"c", "never there"}))
    assert load(store).kept == (kept("a"), kept("b", "2"), kept("d", busy=()))


def test_after_a_read_under_other_rules_only_what_was_found_is_kept(store: Store) -> None:
    the.recorded(store, kept=(kept("a"), kept("b")))
    the.recorded(store, kept=(kept("b", "2"),), whole=True)
    assert load(store).kept == (kept("b", "2"),)


def test_a_pass_that_found_nothing_new_changes_nothing(store: Store) -> None:
    the.recorded(store, kept=(kept("a"),), entries=(an_entry(),), questions=(the.a_question(),))
    before = load(store)
    the.recorded(store, questions=before.questions)
    assert load(store) == before


def test_other_calendars_items_stay_theirs(store: Store) -> None:
    the.recorded(store, "jan", kept=(kept("a"),), entries=(an_entry(calendar="jan"),))
    the.recorded(store, whole=True)
    assert store.load("jan", now=the.NOW).kept == (kept("a"),)
    assert load(store).entries == ()


def test_project_ends_that_other_passes_found_are_known_save_our_own_events(store: Store) -> None:
    end, ours = an_event("Einde opdracht: Alfa"), an_event("Voorstel: Borging", key="k")
    the.recorded(store, "jan", kept=(kept("a", events=(end, ours)), kept("b", events=(ours,)), kept("c")))
    the.recorded(store, kept=(kept("mine", events=(end,)),))
    assert load(store).elsewhere == {"jan": (end,)}


def test_a_write_that_was_settled_is_what_stands(store: Store) -> None:
    lease = the.a_lease(store)
    intent = the.an_intent()
    store.begin(lease, intent, now=the.NOW, seconds=60)
    assert load(store).intents == (intent,)
    assert load(store).entries == ()
    stands = replace(an_entry(), ref="a.ics", uid="u@test", version="7", written=a_draft("Borging"))
    store.settle(lease, intent, stands, now=the.NOW)
    assert (load(store).intents, load(store).entries) == ((), (stands,))


def test_a_write_that_was_certainly_not_carried_out_leaves_the_line_as_it_was(store: Store) -> None:
    before = an_entry()
    the.recorded(store, entries=(before,))
    lease = the.a_lease(store)
    intent = the.an_intent(replace(before, state=State.CANCELLED), Act.CANCEL)
    store.begin(lease, intent, now=the.NOW, seconds=60)
    store.drop(lease, intent)
    assert (load(store).intents, load(store).entries) == ((), (before,))


def test_no_second_write_of_an_appointment_begins_while_the_first_is_open(store: Store) -> None:
    lease = the.a_lease(store)
    store.begin(lease, the.an_intent(), now=the.NOW, seconds=60)
    with pytest.raises(StoreError, match="still open"):
        store.begin(lease, the.an_intent(act=Act.UPDATE), now=the.NOW, seconds=60)
    assert [intent.act for intent in load(store).intents] == [Act.CREATE]


def test_writes_of_the_last_day_count_for_the_limits(store: Store) -> None:
    lease = the.a_lease(store)
    acts = [
        (Act.CREATE, Kind.FOLLOW_UP, the.NOW),
        (Act.CREATE, Kind.CONTACT, the.NOW - timedelta(hours=23, minutes=44)),
        (Act.CREATE, Kind.CONTACT, the.NOW - timedelta(hours=25)),
        (Act.CREATE, Kind.QUESTION, the.NOW),
        (Act.CREATE, Kind.NOTE, the.NOW),
        (Act.INVITE, Kind.FOLLOW_UP, the.NOW),
        (Act.UPDATE, Kind.FOLLOW_UP, the.NOW),
        (Act.CANCEL, Kind.QUESTION, the.NOW),
        (Act.CANCEL, Kind.FOLLOW_UP, the.NOW),
    ]
    for number, (act, kind, moment) in enumerate(acts):
        intent = the.an_intent(an_entry(f"{number}@test", kind=kind), act, moment)
        store.begin(lease, intent, now=the.NOW, seconds=60)
        store.settle(lease, intent, intent.entry, now=the.NOW)
    assert load(store).spent == {Act.CREATE: 2, Act.UPDATE: 1, Act.CANCEL: 1}
    assert store.load("jan", now=the.NOW).spent == {}


def test_what_its_owner_asked_for_himself_counts_towards_no_limit(store: Store) -> None:
    lease = the.a_lease(store)
    intent = replace(the.an_intent(act=Act.UPDATE), asked=True)
    store.begin(lease, intent, now=the.NOW, seconds=60)
    store.settle(lease, intent, intent.entry, now=the.NOW)
    assert load(store).spent == {}


def test_a_write_that_did_not_happen_does_not_count(store: Store) -> None:
    lease = the.a_lease(store)
    store.begin(lease, the.an_intent(), now=the.NOW, seconds=60)
    store.drop(lease, the.an_intent())
    assert load(store).spent == {}


def test_why_an_appointment_is_as_it_is_can_be_told_later(store: Store) -> None:
    entry = an_entry()
    moved = replace(entry, because=Reason("end_moved", {"project": "Alfa"}))
    lease = the.a_lease(store)
    store.begin(lease, the.an_intent(entry), now=the.NOW, seconds=60)
    store.settle(lease, the.an_intent(entry), entry, now=the.NOW)
    store.record(lease, the.found(entries=(entry,)), now=the.NOW)
    store.record(lease, the.found(entries=(moved,)), now=the.LATER)
    store.record(lease, the.found(entries=(replace(moved, state=State.APPROVED),)), now=the.LATER)
    told = [(decision.what, decision.because.code, decision.at) for decision in store.history(entry.key)]
    assert told == [
        ("create", "project_ended", the.NOW),
        ("proposed", "end_moved", the.LATER),
        ("approved", "end_moved", the.LATER),
    ]


def test_a_write_that_ended_otherwise_than_meant_is_told_as_it_ended(store: Store) -> None:
    lease = the.a_lease(store)
    intent = the.an_intent()
    store.begin(lease, intent, now=the.NOW, seconds=60)
    store.settle(lease, intent, replace(intent.entry, state=State.UNKNOWN), now=the.NOW)
    assert [decision.what for decision in store.history(intent.key)] == ["unknown"]


def test_a_pass_that_was_killed_in_a_write_leaves_the_intent_to_be_seen(url: str) -> None:
    assert outcomes(url, "die_in_write", 1) == [(-signal.SIGKILL, "")]
    with_intent = opened(url, Path("/"))
    assert with_intent.load("marieke", now=the.NOW).intents == (the.an_intent(),)
    assert with_intent.acquire("marieke", "pass 2", now=the.NOW, seconds=60) is None
    lease = with_intent.acquire("marieke", "pass 2", now=the.LATER, seconds=60)
    assert lease is not None
    with_intent.settle(lease, the.an_intent(), an_entry(), now=the.LATER)
    assert with_intent.load("marieke", now=the.NOW).intents == ()
    with_intent.close()


def test_a_pass_that_was_killed_while_it_recorded_recorded_nothing(url: str) -> None:
    assert outcomes(url, "die_in_record", 1) == [(-signal.SIGKILL, "")]
    afterwards = opened(url)
    state = afterwards.load("marieke", now=the.NOW).state
    assert (state.cursor, state.next_question) == (None, 1)
    afterwards.close()


def test_what_cannot_be_stored_whole_is_not_stored_at_all(store: Store) -> None:
    lease = the.a_lease(store)
    used = (the.a_question(1), the.a_question(2))
    store.record(lease, the.found(questions=used), now=the.NOW)
    with pytest.raises(StoreError):
        store.record(
            lease,
            the.found(kept=(kept("a"),), entries=(an_entry(),), questions=(the.a_question(1, "other"),)),
            now=the.NOW,
        )
    assert (load(store).kept, load(store).entries, load(store).questions) == ((), (), used)
