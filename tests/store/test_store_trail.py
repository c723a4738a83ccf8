"""The trail tells what happened, in lines that nobody changes unseen without the key."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, update

from builders import OFFICE_KEY, an_entry
from store import examples as the
from store.conftest import FINGERPRINT, database_of
from zaaikalender import store as stores
from zaaikalender.core.appointments import State
from zaaikalender.core.identity import trail_key_of
from zaaikalender.core.records import Act, Consent
from zaaikalender.store import Store
from zaaikalender.store.anchors import heads
from zaaikalender.store.models import trail, trail_heads
from zaaikalender.store.trail import OFFICE, Break, What

KEY = trail_key_of(OFFICE_KEY)
LENGTH = 6


@pytest.fixture
def kept(url: str) -> Store:
    found = with_trail(url)
    yield found
    found.close()


def with_trail(url: str, key: bytes = KEY) -> Store:
    return stores.open(url, office_fingerprint=FINGERPRINT, base=Path("/"), trail_key=key)


def told(store: Store, chain: str = "marieke") -> list[tuple[str, str]]:
    return [(line.what.value, line.about) for line in store.trail.lines(chain)]


def filled(store: Store, calendar: str) -> None:
    """A chain of some lines."""
    with database_of(store).write() as connection:
        for number in range(LENGTH):
            moment = the.NOW + timedelta(minutes=number)
            store.trail.add(connection, calendar, What.UPDATED, at=moment, about=[f"key{number}"])


def a_write(store: Store, act: Act, state: State = State.PROPOSED, ended: State | None = None) -> str:
    entry = an_entry(state=state)
    lease = the.a_lease(store)
    intent = the.an_intent(entry, act)
    lease = store.begin(lease, intent, now=the.NOW, seconds=60)
    store.settle(lease, intent, an_entry(state=ended or state), now=the.NOW)
    store.release(lease)
    return entry.key


def test_connecting_and_disconnecting_are_told_once_and_a_fresh_token_is_not(kept: Store) -> None:
    kept.keep_credential(the.a_credential(sealed=b"one"))
    kept.keep_credential(the.a_credential(sealed=b"fresh"), renewed=True)
    kept.drop_credentials("marieke", at=the.LATER)
    kept.drop_credentials("marieke", at=the.LATER)
    assert told(kept) == [("connected", ""), ("disconnected", "")]
    assert [line.at for line in kept.trail.lines("marieke")] == [the.a_credential().at, the.LATER]


def test_a_new_login_over_an_old_one_is_told(kept: Store) -> None:
    kept.keep_credential(the.a_credential(sealed=b"one"))
    kept.keep_credential(the.a_credential(sealed=b"another"))
    assert told(kept) == [("connected", "")] * 2


def test_standing_still_and_going_on_are_told_when_they_change(kept: Store) -> None:
    kept.resume("marieke", the.NOW)
    kept.pause("marieke", the.NOW)
    kept.pause("marieke", the.LATER)
    kept.resume("marieke", the.LATER)
    kept.resume("marieke", the.LATER)
    assert told(kept) == [("paused", ""), ("resumed", "")]


def test_what_only_lies_beside_a_login_connects_nothing(kept: Store) -> None:
    kept.keep_credential(the.a_credential(provider="google.bell"))
    assert told(kept) == []


@pytest.mark.parametrize(
    ("act", "word"),
    [(Act.CREATE, "created"), (Act.UPDATE, "updated"), (Act.INVITE, "invited"), (Act.CANCEL, "cancelled")],
)
def test_every_write_is_told_by_the_key_of_its_appointment(kept: Store, act: Act, word: str) -> None:
    key = a_write(kept, act)
    assert told(kept) == [(word, key)]


def test_a_write_of_which_nobody_knows_is_told_as_such(kept: Store) -> None:
    key = a_write(kept, Act.CREATE, ended=State.UNKNOWN)
    assert told(kept) == [("unknown", key)]


def test_a_yes_is_told_and_what_only_changed_is_not(kept: Store) -> None:
    kept.consent("marieke", Consent(at=the.NOW, rules="rules"))
    the.recorded(kept, entries=(an_entry(state=State.PROPOSED),))
    the.recorded(kept, entries=(an_entry(state=State.APPROVED),))
    the.recorded(kept, entries=(an_entry(state=State.APPROVED),))
    assert told(kept) == [("approved", ""), ("approved", an_entry().key)]


def test_what_was_taken_along_is_told(kept: Store) -> None:
    kept.trail.exported("marieke", the.NOW)
    assert told(kept) == [("exported", "")]
    assert kept.trail.broken() == ()


def test_a_forgotten_calendar_takes_its_chain_along_and_leaves_the_office_a_line_without_a_name(
    kept: Store,
) -> None:
    filled(kept, "marieke")
    (anchor,) = heads(kept.trail)
    kept.forget("marieke", at=the.NOW)
    kept.forget_person("eva@client-a.example", office_key=OFFICE_KEY, at=the.NOW)
    assert (told(kept), told(kept, OFFICE)) == ([], [("forgotten", anchor.mark), ("forgotten", "")])
    filled(kept, "marieke")
    assert kept.trail.broken() == ()


def test_another_key_fits_no_line(kept: Store, url: str) -> None:
    filled(kept, "marieke")
    other = with_trail(url, trail_key_of(b"another"))
    assert other.trail.broken() == (Break("marieke", 1),)
    other.close()


@pytest.mark.parametrize("left", [0, 3, LENGTH])
@pytest.mark.parametrize("head", ["set back", "removed", "as it was"])
def test_no_later_line_hides_that_the_end_was_cut_off(kept: Store, left: int, head: str) -> None:
    filled(kept, "marieke")
    mine = trail_heads.c.chain == "marieke"
    with database_of(kept).write() as connection:
        _head(connection, left, head == "set back")
        if head == "removed":
            connection.execute(delete(trail_heads).where(mine))
    cut = bool(kept.trail.broken())
    for _ in range(2):
        kept.trail.exported("marieke", the.LATER)
    nothing_left = left == 0 and head == "removed"
    assert bool(kept.trail.broken()) is (cut and not nothing_left)


def test_a_line_that_was_put_at_the_end_is_found_and_keeps_nothing_from_being_written(kept: Store) -> None:
    filled(kept, "marieke")
    with database_of(kept).write() as connection:
        _insert(connection, LENGTH + 1, 0)
    kept.trail.exported("marieke", the.LATER)
    assert told(kept)[-1] == ("exported", "")
    assert kept.trail.broken() == (Break("marieke", LENGTH + 1),)


def test_a_line_of_before_the_calendar_was_forgotten_is_found(kept: Store) -> None:
    kept.trail.exported("marieke", the.NOW)
    filled(kept, "marieke")
    with database_of(kept).read() as connection:
        old = _values(connection, 3)
    kept.forget("marieke", at=the.NOW)
    filled(kept, "marieke")
    with database_of(kept).write() as connection:
        connection.execute(update(trail).where(_line(3)).values(old))
    assert kept.trail.broken() == (Break("marieke", 3),)


def test_a_head_that_was_changed_is_found(kept: Store) -> None:
    filled(kept, "marieke")
    with database_of(kept).write() as connection:
        connection.execute(update(trail_heads).where(trail_heads.c.chain == "marieke").values(last="another"))
    assert kept.trail.broken() == (Break("marieke", LENGTH + 1),)


FORGERIES = st.one_of(
    st.tuples(
        st.just("change"), st.integers(1, LENGTH), st.sampled_from(["at", "what", "about", "seal", "number"])
    ),
    st.tuples(st.just("remove"), st.integers(1, LENGTH), st.integers(1, LENGTH)),
    st.tuples(st.just("swap"), st.integers(1, LENGTH), st.integers(1, LENGTH)),
    st.tuples(st.just("insert"), st.integers(1, LENGTH + 1), st.just(0)),
    st.tuples(st.just("other"), st.integers(1, LENGTH), st.just(0)),
    st.tuples(st.just("head"), st.integers(0, LENGTH - 1), st.booleans()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(forgery=FORGERIES)
def test_the_first_line_that_does_not_fit_is_found_whatever_is_changed(kept: Store, forgery) -> None:
    kind, number, more = forgery
    for calendar in ("marieke", "jan"):
        kept.forget(calendar, at=the.NOW)
        filled(kept, calendar)
    assert kept.trail.broken() == ()
    with database_of(kept).write() as connection:
        expected = _FORGE[kind](connection, number, more)
    assert kept.trail.broken() == (() if expected is None else (Break("marieke", expected),))


def _line(number: int):
    return (trail.c.chain == "marieke") & (trail.c.number == number)


def _values(connection: Connection, number: int) -> dict:
    return dict(connection.execute(select(trail).where(_line(number))).mappings().one())


def _change(connection: Connection, number: int, field: str) -> int:
    new = {
        "at": the.NOW - timedelta(microseconds=1),
        "what": "created",
        "about": "key",
        "seal": "é" * 64,
        "number": LENGTH + 7,
    }
    connection.execute(update(trail).where(_line(number)).values({field: new[field]}))
    return number


def _remove(connection: Connection, first: int, count: int) -> int:
    connection.execute(
        delete(trail).where(trail.c.chain == "marieke", trail.c.number.between(first, first + count - 1))
    )
    return first


def _swap(connection: Connection, one: int, other: int) -> int | None:
    first, second = _values(connection, one), _values(connection, other)
    for number, row in ((one, second), (other, first)):
        connection.execute(update(trail).where(_line(number)).values({**row, "number": number}))
    return None if one == other else min(one, other)


def _insert(connection: Connection, number: int, _more: int) -> int:
    row = _values(connection, min(number, LENGTH))
    for each in range(LENGTH, number - 1, -1):
        connection.execute(update(trail).where(_line(each)).values(number=each + 1))
    connection.execute(insert(trail).values({**row, "number": number}))
    # A line that stands twice fits the first time.
    return number + 1 if number <= LENGTH else number


def _other(connection: Connection, number: int, _more: int) -> int:
    theirs = select(trail).where(trail.c.chain == "jan", trail.c.number == number)
    row = dict(connection.execute(theirs).mappings().one())
    connection.execute(update(trail).where(_line(number)).values({**row, "chain": "marieke"}))
    return number


def _head(connection: Connection, left: int, also: object) -> int:
    """Cuts off the end, and lets the head say so too where `also`, as one can who has no key."""
    last = _values(connection, left)["seal"] if left else ""
    connection.execute(delete(trail).where(trail.c.chain == "marieke", trail.c.number > left))
    if also:
        mine = trail_heads.c.chain == "marieke"
        connection.execute(update(trail_heads).where(mine).values(number=left, last=last))
    return left + 1


_FORGE = {
    "change": _change,
    "remove": _remove,
    "swap": _swap,
    "insert": _insert,
    "other": _other,
    "head": _head,
}
