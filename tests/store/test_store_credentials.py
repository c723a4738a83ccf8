"""What logs in to a calendar is kept once, found again, and goes without a trace."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import create_engine, select

from store import examples as the
from store.conftest import opened
from zaaikalender.store import Store, models

MARIEKE = ("marieke", "marieke@bureau.example", "caldav")


def test_a_credential_is_found_where_it_was_kept_and_nowhere_else(store: Store) -> None:
    kept = the.a_credential(sealed=bytes(range(256)))
    store.keep_credential(kept)
    assert store.credential(*MARIEKE) == kept
    assert store.credential("marieke", "marieke@bureau.example", "google") is None
    assert store.credential("jan", "marieke@bureau.example", "caldav") is None


def test_connecting_again_takes_the_place_of_the_old_password(store: Store) -> None:
    store.keep_credential(the.a_credential(sealed=b"old"))
    store.keep_credential(the.a_credential(sealed=b"new", at=the.LATER))
    found = store.credential(*MARIEKE)
    assert found is not None
    assert (found.sealed, found.at) == (b"new", the.LATER)


def test_a_calendar_may_be_connected_before_its_first_pass_and_after(store: Store) -> None:
    the.recorded(store, "jan")
    before = store.calendars()
    store.keep_credential(the.a_credential("jan"))
    assert store.calendars() == before
    store.keep_credential(the.a_credential("marieke"))
    assert {state.name for state in store.calendars()} == {"jan", "marieke"}


def test_disconnecting_takes_the_password_and_leaves_the_rest(store: Store) -> None:
    the.recorded(store)
    store.keep_credential(the.a_credential())
    store.keep_credential(the.a_credential("jan"))
    store.drop_credentials("marieke", at=the.NOW)
    assert store.credential(*MARIEKE) is None
    assert store.credential("jan", "marieke@bureau.example", "caldav") is not None
    assert {state.name for state in store.calendars()} == {"jan", "marieke"}


def test_forgetting_a_calendar_takes_its_password_too(store: Store, url: str) -> None:
    store.keep_credential(the.a_credential())
    store.forget("marieke", at=the.NOW)
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.execute(select(models.credentials)).all() == []
    engine.dispose()


def test_a_password_that_was_replaced_leaves_no_byte_in_the_file(tmp_path: Path) -> None:
    store = opened("sqlite:///zaaikalender.db", tmp_path)
    store.keep_credential(the.a_credential(sealed=b"first-canary"))
    store.keep_credential(the.a_credential(sealed=b"second-canary"))
    assert b"first-canary" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    store.drop_credentials("marieke", at=the.NOW)
    assert b"canary" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    store.close()


def test_what_is_not_yet_under_the_new_key_is_walked_in_order(store: Store) -> None:
    names = [f"c{number}" for number in range(7)]
    for name in names:
        store.keep_credential(the.a_credential(name, key="2" if name == "c3" else "1"))
    walked, after = [], ("", "", "")
    while batch := store.credentials_beside("2", after=after, most=2):
        walked += [each.calendar for each in batch]
        after = batch[-1].place
    assert walked == [name for name in names if name != "c3"]


def test_a_password_that_changed_meanwhile_is_not_overwritten_by_its_old_self(store: Store) -> None:
    before = the.a_credential(sealed=b"old")
    store.keep_credential(replace(before, sealed=b"new", key="2"))
    store.exchange_credentials([(before, b"old, sealed anew")], "3")
    found = store.credential(*MARIEKE)
    assert found is not None
    assert (found.sealed, found.key) == (b"new", "2")
