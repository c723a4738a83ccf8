"""With an anchor kept elsewhere it shows that an older trail was put back, or that a whole chain went."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select

from builders import OFFICE_KEY
from store import examples as the
from store.conftest import FINGERPRINT, database_of
from zaaikalender import store as stores
from zaaikalender.core.identity import trail_key_of
from zaaikalender.store import Store, anchors
from zaaikalender.store.anchors import Anchor, Drift
from zaaikalender.store.models import trail, trail_heads
from zaaikalender.store.trail import OFFICE, What

KEY = trail_key_of(OFFICE_KEY)
CHAINS = (OFFICE, "jan", "marieke")
STEPS = st.lists(st.sampled_from(CHAINS), max_size=8)


@pytest.fixture
def kept(url: str) -> Store:
    found = stores.open(url, office_fingerprint=FINGERPRINT, base=Path("/"), trail_key=KEY)
    yield found
    found.close()


def happen(store: Store, chains: list[str], *, since: int = 0) -> None:
    """A line in each of these chains, of a moment of its own."""
    with database_of(store).write() as connection:
        for number, chain in enumerate(chains, since):
            moment = the.NOW + timedelta(minutes=number)
            store.trail.add(connection, chain, What.UPDATED, at=moment, about=[f"key{number}"])


def copy_of(store: Store) -> Callable[[], None]:
    """Copies all that the trail is now; what it gives puts that back."""
    with database_of(store).read() as connection:
        copied = {each: _rows(connection, each) for each in (trail, trail_heads)}

    def put_back() -> None:
        with database_of(store).write() as connection:
            for table, rows in copied.items():
                connection.execute(delete(table))
                if rows:
                    connection.execute(insert(table), rows)

    return put_back


def _rows(connection: Connection, table: object) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]  # type: ignore[call-overload]


def emptied(store: Store) -> None:
    with database_of(store).write() as connection:
        for table in (trail, trail_heads):
            connection.execute(delete(table))


def lost(store: Store, seen: tuple[Anchor, ...]) -> list[tuple[str | None, Drift]]:
    return [(each.chain, each.how) for each in anchors.lost(seen, store.trail.chains(), KEY)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=STEPS, between=STEPS, after=STEPS)
def test_an_older_copy_that_is_put_back_is_found_by_an_anchor_also_when_it_went_on_since(
    kept: Store, before: list[str], between: list[str], after: list[str]
) -> None:
    emptied(kept)
    happen(kept, before)
    put_back = copy_of(kept)
    happen(kept, between, since=100)
    seen = anchors.heads(kept.trail)
    assert lost(kept, seen) == []
    put_back()
    happen(kept, after, since=200)
    assert kept.trail.broken() == ()
    begun = {chain for chain in between if chain not in before}
    found = lost(kept, seen)
    assert len(found) == len(set(between))
    assert {chain for chain, _how in found if chain is not None} == set(between) - begun


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=STEPS, after=STEPS)
def test_a_trail_goes_on_from_each_anchor_that_it_ever_had(
    kept: Store, before: list[str], after: list[str]
) -> None:
    emptied(kept)
    happen(kept, before)
    early = anchors.heads(kept.trail)
    happen(kept, after, since=100)
    seen = anchors.read(" ".join(map(str, [*early, *anchors.heads(kept.trail)])))
    assert lost(kept, seen) == []
    assert {each.mark for each in seen} == {each.mark for each in anchors.heads(kept.trail)}


@pytest.mark.parametrize("name", CHAINS)
def test_a_whole_chain_that_was_removed_is_found_by_an_anchor_alone(kept: Store, name: str) -> None:
    happen(kept, [*CHAINS, *CHAINS])
    seen = anchors.heads(kept.trail)
    with database_of(kept).write() as connection:
        for table in (trail, trail_heads):
            connection.execute(delete(table).where(table.c.chain == name))
    assert kept.trail.broken() == ()
    assert lost(kept, seen) == [(None, Drift.GONE)]


def test_a_calendar_that_was_forgotten_is_no_loss_and_one_that_began_anew_is_another_chain(
    kept: Store,
) -> None:
    happen(kept, ["jan", "marieke"])
    early = anchors.heads(kept.trail)
    kept.forget("marieke", at=the.NOW)
    assert lost(kept, early) == []
    happen(kept, ["marieke"] * 3, since=50)
    seen = anchors.heads(kept.trail)
    assert lost(kept, (*early, *seen)) == []
    with database_of(kept).write() as connection:
        for table in (trail, trail_heads):
            connection.execute(delete(table).where(table.c.chain == "marieke"))
    assert lost(kept, (*early, *seen)) == [(None, Drift.GONE)]


def test_a_line_that_only_says_that_a_calendar_was_forgotten_excuses_nothing(kept: Store) -> None:
    happen(kept, [OFFICE, "marieke"])
    seen = anchors.heads(kept.trail)
    with database_of(kept).write() as connection:
        for table in (trail, trail_heads):
            connection.execute(delete(table).where(table.c.chain == "marieke"))
        made_up = {"chain": OFFICE, "number": 2, "at": the.NOW, "what": "forgotten", "seal": "0" * 64}
        connection.execute(insert(trail), [{**made_up, "about": each.mark} for each in seen[1:]])
    assert lost(kept, seen) == [(None, Drift.GONE)]


def test_anchors_are_read_out_of_any_text_and_hold_no_name(kept: Store) -> None:
    happen(kept, list(CHAINS))
    seen = anchors.heads(kept.trail)
    told = ",".join(map(str, seen))
    assert "marieke" not in told
    log = f"2027-03-11T09:00:00.000Z INFO trail anchor anchors={told}\n::1 aa:bb 2027 {told}\n"
    assert anchors.read(log) == seen


def test_half_an_anchor_is_none(kept: Store) -> None:
    happen(kept, ["marieke"])
    (anchor,) = anchors.heads(kept.trail)
    assert anchors.read(str(anchor)[:-1] + " " + str(anchor)[1:]) == ()
    assert anchors.read(str(replace(anchor, number=0))) == ()


@given(st.text())
def test_no_text_is_too_odd_to_look_for_anchors_in(text: str) -> None:
    assert all(str(each) in text for each in anchors.read(text))
