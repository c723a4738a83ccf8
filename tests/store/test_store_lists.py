"""A list of contacts is exchanged for the very one that was read, and goes with its calendar."""

from dataclasses import replace

from store import examples as the
from store.conftest import opened
from zaaikalender.store import Store


def test_a_list_is_found_where_it_was_kept_and_nowhere_else(store: Store) -> None:
    kept = the.a_list(sealed=bytes(range(256)))
    assert store.keep_list(kept, before=None)
    assert store.sealed_list("marieke") == kept
    assert store.sealed_list("jan") is None
    assert store.list_owners() == ("marieke",)


def test_a_list_that_another_changed_meanwhile_is_not_overwritten(store: Store, url: str) -> None:
    first = the.a_list(sealed=b"first")
    assert store.keep_list(first, before=None)
    other = opened(url)
    assert other.keep_list(replace(first, sealed=b"theirs"), before=b"first")
    other.close()
    assert not store.keep_list(replace(first, sealed=b"ours"), before=b"first")
    assert not store.keep_list(replace(first, sealed=b"ours"), before=None)
    found = store.sealed_list("marieke")
    assert found is not None
    assert found.sealed == b"theirs"


def test_lists_that_are_not_under_the_new_key_are_walked_by_name(store: Store) -> None:
    for name in ("a", "b", "c", "d"):
        store.keep_list(the.a_list(name, key="2" if name == "c" else "1"), before=None)
    assert [each.calendar for each in store.lists_beside("2", most=2)] == ["a", "b"]
    assert [each.calendar for each in store.lists_beside("2", after="b")] == ["d"]


def test_a_list_that_changed_while_the_key_did_stays_as_it_is(store: Store) -> None:
    before = the.a_list(sealed=b"old")
    store.keep_list(replace(before, sealed=b"new", key="2"), before=None)
    store.exchange_lists([(before, b"old, sealed anew")], "3")
    found = store.sealed_list("marieke")
    assert found is not None
    assert (found.sealed, found.key) == (b"new", "2")


def test_a_calendar_that_is_forgotten_takes_its_list_along(store: Store) -> None:
    store.keep_list(the.a_list(), before=None)
    store.forget("marieke", at=the.NOW)
    assert store.sealed_list("marieke") is None
