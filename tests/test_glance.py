"""What a pass may know before it has the right to write, and what it may not do."""

import pytest

from builders import an_event
from system.office import Office
from zaaikalender.engine import run_pass
from zaaikalender.errors import LeaseLost
from zaaikalender.glance import Glance, glance


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.close()


def a_glance(office: Office) -> Glance:
    return glance(office.post(), office.bureau(), office.store, now=office.now)


def taken(office: Office, seen: Glance, holder: str):
    fence = seen.known.state.fence
    return office.store.acquire("marieke", holder, now=office.now, seconds=60, fence=fence)


def test_a_look_at_a_calendar_in_which_nothing_is_to_be_done_is_the_whole_pass(office):
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04"))
    assert a_glance(office).quiet is None
    office.until_quiet()
    result = a_glance(office).quiet
    assert result is not None
    assert result.done == ()
    before = office.store.load("marieke", now=office.now)
    assert a_glance(office).known == before, "looking records nothing"


def test_what_is_new_in_the_calendar_or_was_said_beside_it_ends_the_quiet(office):
    office.until_quiet()
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04"))
    assert a_glance(office).quiet is None
    office.until_quiet()
    office.hand().delete(office.the("Alfa").uid)
    assert a_glance(office).quiet is None


def test_of_two_that_looked_at_once_only_one_may_write(office):
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04"))
    one, other = a_glance(office), a_glance(office)
    lease = taken(office, one, "one")
    assert lease is not None
    assert taken(office, other, "other") is None
    run_pass(
        one.post, office.bureau(), office.store, lease, now=office.now, known=one.known, reading=one.reading
    )
    office.store.release(lease)
    assert taken(office, other, "other") is None, "what it saw is old by now"
    assert len(office.ours()) == 1


def test_whoever_was_overtaken_after_he_took_the_right_writes_nothing(office):
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04"))
    seen = a_glance(office)
    lease = taken(office, seen, "one")
    office.later(seconds=61)
    assert taken(office, a_glance(office), "other") is not None
    with pytest.raises(LeaseLost):
        run_pass(
            seen.post, office.bureau(), office.store, lease, now=office.now, known=seen.known,
            reading=seen.reading,
        )  # fmt: skip
    assert office.ours() == ()


def test_where_another_is_writing_nobody_looks(office):
    office.until_quiet()
    assert office.store.acquire("marieke", "another", now=office.now, seconds=60)
    seen = a_glance(office)
    assert seen.known.state.is_held(office.now)
    assert (seen.reading, seen.quiet) == (None, None)
