"""One project has one id and one home, whoever finds it and whenever."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from store import examples as the
from store.rivals import outcomes
from zaaikalender.core.records import Subject
from zaaikalender.store import Store

THREADS = 6


def known(store: Store) -> tuple[Subject, ...]:
    return store.load("marieke", now=the.NOW).subjects


def test_who_claims_a_project_first_gives_it_its_id_and_its_home(store: Store) -> None:
    first = the.a_subject("alfa", "one@test", "two@test", home="marieke")
    second = the.a_subject("alfa-bis", "two@test", "three@test", home="jan")
    assert store.claim([first]) == (first,)
    held = replace(first, project="alfa-bis", uids=frozenset({"one@test", "two@test", "three@test"}))
    assert store.claim([second]) == (held,)
    assert known(store) == (held,)


def test_each_claim_is_answered_in_its_place_with_what_holds_after_all(store: Store) -> None:
    alfa, beta = the.a_subject("alfa"), the.a_subject("beta")
    again = the.a_subject("other", "alfa@test", "more@test")
    first, second, third = store.claim([alfa, beta, again])
    assert (first.id, second, third.id) == ("alfa@test", beta, "alfa@test")
    assert first == third
    assert first.uids == frozenset({"alfa@test", "more@test"})


def test_an_event_that_could_be_two_projects_moves_from_neither(store: Store) -> None:
    alfa, beta = store.claim([the.a_subject("alfa"), the.a_subject("beta")])
    (held,) = store.claim([the.a_subject("both", "beta@test", "alfa@test", "new@test")])
    assert (held.id, held.uids) == (alfa.id, frozenset({"alfa@test", "new@test"}))
    assert beta in known(store)


def test_the_same_claim_once_more_changes_nothing(store: Store) -> None:
    subject = the.a_subject("alfa")
    store.claim([subject])
    assert store.claim([subject]) == (subject,)
    assert store.claim([]) == ()


def test_a_pass_adds_events_and_a_new_name_but_moves_no_project(store: Store) -> None:
    (alfa,) = store.claim([the.a_subject("alfa", home="jan")])
    seen = replace(alfa, home="marieke", project="Alfa II", uids=frozenset({"split@test"}))
    the.recorded(store, subjects=(seen,))
    assert known(store) == (replace(alfa, project="Alfa II", uids=alfa.uids | {"split@test"}),)


def test_threads_that_find_the_same_project_at_once_agree_on_its_home(store: Store) -> None:
    barrier = Barrier(THREADS)

    def race(number: int) -> Subject:
        barrier.wait()
        (held,) = store.claim([the.a_subject(f"n{number}", "shared@test", home=f"n{number}")])
        return held

    with ThreadPoolExecutor(THREADS) as threads:
        homes = {(held.id, held.home) for held in threads.map(race, range(THREADS))}
    assert len(homes) == 1
    assert len(known(store)) == 1


def test_processes_that_find_the_same_project_at_once_agree_on_its_home(url: str) -> None:
    ended = outcomes(url, "claim", 2)
    assert {code for code, _ in ended} == {0}
    assert len({told for _, told in ended}) == 1
