"""One calendar is written by one pass at a time, whoever runs it; one that overslept is stopped."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from builders import an_entry
from store import examples as the
from store.rivals import outcomes
from zaaikalender.core.records import Lease
from zaaikalender.errors import LeaseLost
from zaaikalender.store import Store

OVER = the.NOW + timedelta(seconds=the.SECONDS)
THREADS = 8


def test_while_one_pass_has_a_calendar_no_other_gets_it(store: Store) -> None:
    the.a_lease(store)
    assert store.acquire("marieke", "pass 2", now=OVER - timedelta(seconds=1), seconds=60) is None


def test_a_second_pass_of_the_same_holder_is_a_second_pass(store: Store) -> None:
    the.a_lease(store)
    assert store.acquire("marieke", "pass 1", now=the.NOW, seconds=60) is None


def test_each_calendar_has_a_lease_of_its_own(store: Store) -> None:
    the.a_lease(store)
    assert store.acquire("jan", "pass 2", now=the.NOW, seconds=60) is not None


def test_a_lease_that_ran_out_can_be_taken_and_its_fence_rises(store: Store) -> None:
    first = the.a_lease(store)
    second = the.a_lease(store, holder="pass 2", now=OVER)
    assert second.fence > first.fence
    assert second.until == OVER + timedelta(seconds=the.SECONDS)


def test_who_looked_before_another_had_the_calendar_does_not_get_it(store: Store) -> None:
    never = store.load("marieke", now=the.NOW).state.fence
    first = store.acquire("marieke", "pass 1", now=the.NOW, seconds=60, fence=never)
    assert first is not None
    store.release(first)
    assert store.acquire("marieke", "pass 2", now=the.NOW, seconds=60, fence=never) is None
    seen = store.load("marieke", now=the.NOW).state.fence
    assert store.acquire("marieke", "pass 2", now=the.NOW, seconds=60, fence=seen) is not None


def test_who_looked_before_a_calendar_was_forgotten_does_not_bring_it_back(store: Store) -> None:
    store.release(the.a_lease(store))
    seen = store.load("marieke", now=the.NOW).state.fence
    store.forget("marieke", at=the.NOW)
    assert store.acquire("marieke", "pass 2", now=the.NOW, seconds=60, fence=seen) is None


def test_a_lease_that_was_given_back_can_be_taken_at_once(store: Store) -> None:
    first = the.a_lease(store)
    store.release(first)
    assert the.a_lease(store, holder="pass 2").fence > first.fence


def test_who_overslept_gives_back_nothing_of_his_successor(store: Store) -> None:
    overslept = the.a_lease(store)
    the.a_lease(store, holder="pass 2", now=OVER)
    store.release(overslept)
    assert store.acquire("marieke", "pass 3", now=OVER, seconds=60) is None


WRITES: dict[str, Callable[[Store, Lease], object]] = {
    "record": lambda store, lease: store.record(lease, the.found(entries=(an_entry(),)), now=OVER),
    "begin": lambda store, lease: store.begin(lease, the.an_intent(), now=OVER, seconds=60),
    "settle": lambda store, lease: store.settle(lease, the.an_intent(), an_entry(), now=OVER),
    "drop": lambda store, lease: store.drop(lease, the.an_intent()),
}


@pytest.mark.parametrize("what", WRITES)
def test_who_overslept_is_stopped_before_he_stores_anything(store: Store, what: str) -> None:
    overslept = the.a_lease(store)
    the.a_lease(store, holder="pass 2", now=OVER)
    with pytest.raises(LeaseLost, match="taken over"):
        WRITES[what](store, overslept)
    known = store.load("marieke", now=OVER)
    assert (known.entries, known.intents) == ((), ())


@pytest.mark.parametrize("what", WRITES)
def test_a_lease_on_a_calendar_that_was_forgotten_is_lost(store: Store, what: str) -> None:
    lease = the.a_lease(store)
    store.forget("marieke", at=the.NOW)
    with pytest.raises(LeaseLost):
        WRITES[what](store, lease)


def test_the_same_fence_in_another_hand_opens_nothing(store: Store) -> None:
    lease = the.a_lease(store)
    with pytest.raises(LeaseLost):
        store.record(replace(lease, holder="somebody"), the.found(), now=the.NOW)


def test_a_holder_who_takes_his_calendar_anew_has_lost_his_first_lease(store: Store) -> None:
    overslept = the.a_lease(store)
    anew = the.a_lease(store, now=OVER)
    with pytest.raises(LeaseLost):
        store.record(overslept, the.found(), now=OVER)
    store.record(anew, the.found(), now=OVER)


def test_a_pass_that_is_late_but_not_overtaken_may_go_on(store: Store) -> None:
    lease = the.a_lease(store)
    store.record(lease, the.found(entries=(an_entry(),)), now=OVER)
    assert store.load("marieke", now=OVER).entries == (an_entry(),)


def test_each_write_that_begins_keeps_the_calendar_for_another_while(store: Store) -> None:
    lease = the.a_lease(store)
    late = OVER - timedelta(seconds=1)
    renewed = store.begin(lease, the.an_intent(), now=late, seconds=the.SECONDS)
    assert renewed == replace(lease, until=late + timedelta(seconds=the.SECONDS))
    assert store.acquire("marieke", "pass 2", now=OVER, seconds=60) is None
    store.settle(renewed, the.an_intent(), an_entry(), now=OVER)


def test_of_many_threads_that_want_one_calendar_exactly_one_gets_it(store: Store) -> None:
    barrier = Barrier(THREADS)

    def race(number: int) -> Lease | None:
        barrier.wait()
        return store.acquire("marieke", f"thread {number}", now=the.NOW, seconds=60)

    with ThreadPoolExecutor(THREADS) as threads:
        won = [lease for lease in threads.map(race, range(THREADS)) if lease]
    assert [lease.fence for lease in won] == [1]


def test_of_two_processes_that_want_one_calendar_exactly_one_gets_it(url: str) -> None:
    assert sorted(outcomes(url, "acquire", 2)) == [(0, "lost"), (0, "won 1")]
