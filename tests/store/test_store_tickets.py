"""Tickets: what a browser's random id stands for, and for how long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from zaaikalender.store import Store
from zaaikalender.store.tickets import Ticket

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TICKET = Ticket(mark="m", kind="session", person="p", until=NOW + timedelta(hours=1), sealed=b"sealed")


def test_a_ticket_is_found_until_it_runs_out(store: Store):
    store.tickets.keep(TICKET, now=NOW)
    assert store.tickets.find("m", "session", now=NOW + timedelta(minutes=59)) == TICKET
    assert store.tickets.find("m", "session", now=NOW + timedelta(minutes=60)) is None


def test_a_ticket_of_one_kind_is_none_of_another(store: Store):
    store.tickets.keep(TICKET, now=NOW)
    assert store.tickets.find("m", "link", now=NOW) is None
    assert store.tickets.take("m", "link", now=NOW) is None
    assert store.tickets.find("m", "session", now=NOW) == TICKET


def test_a_ticket_is_taken_once(store: Store):
    store.tickets.keep(TICKET, now=NOW)
    assert store.tickets.take("m", "session", now=NOW) == TICKET
    assert store.tickets.take("m", "session", now=NOW) is None


def test_tickets_that_ran_out_leave_the_database(store: Store):
    store.tickets.keep(TICKET, now=NOW)
    later = NOW + timedelta(hours=2)
    store.tickets.keep(replace(TICKET, mark="n", until=later + timedelta(hours=1)), now=later)
    assert store.tickets.find("m", "session", now=NOW) is None


def test_signing_out_everywhere_takes_a_persons_tickets_and_nobody_elses(store: Store):
    for mark, person in (("1", "p"), ("2", "p"), ("3", "q")):
        store.tickets.keep(replace(TICKET, mark=mark, person=person), now=NOW)
    store.tickets.drop_all_of("p")
    assert [store.tickets.find(mark, "session", now=NOW) is None for mark in "123"] == [True, True, False]


def test_who_signed_in_first_for_a_calendar_is_its_owner_at_that_issuer(store: Store):
    assert store.tickets.pinned(["marieke"], "https://issuer.example", "subject-1")
    assert store.tickets.pinned(["marieke"], "https://issuer.example", "subject-1")
    assert not store.tickets.pinned(["marieke"], "https://issuer.example", "subject-2")
    assert store.tickets.pinned(["marieke"], "https://another.example", "subject-2")


def test_another_person_becomes_the_owner_of_no_calendar_beside_the_one_that_is_not_his(store: Store):
    store.tickets.pinned(["marieke"], "https://issuer.example", "subject-1")
    for names in (["new", "marieke"], ["marieke", "new"]):
        assert not store.tickets.pinned(names, "https://issuer.example", "subject-2")
    assert store.tickets.pinned(["new", "marieke"], "https://issuer.example", "subject-1")


def test_who_has_no_calendar_takes_nobodys(store: Store):
    assert store.tickets.pinned([], "https://issuer.example", "subject-1")


def test_forgetting_a_calendar_forgets_who_its_owner_is_elsewhere(store: Store):
    store.tickets.pinned(["marieke"], "https://issuer.example", "subject-1")
    store.forget("marieke", at=NOW)
    assert store.tickets.pinned(["marieke"], "https://issuer.example", "subject-2")
