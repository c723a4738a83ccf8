"""A stored password opens for its own calendar with its own key, and shows nowhere."""

import base64
import logging
import os
import stat
import subprocess
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import OFFICE_KEY
from store import examples as the
from zaaikalender import store as stores
from zaaikalender.core.identity import fingerprint_of
from zaaikalender.errors import AccessRevoked, StoreError
from zaaikalender.keyfile import office_key
from zaaikalender.sealing import add_sealing_key, drop_sealing_keys, sealing_keys
from zaaikalender.store import Store
from zaaikalender.store.credentials import Credential
from zaaikalender.vault import Vault, credential, key_of, opened_list, rotate, sealed_list

SECRET = "canary-Zw4luw§taart"  # noqa: S105 - no secret
PLACE = {"calendar": "marieke", "account": "marieke@bureau.example", "provider": "caldav"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A key file as earlier versions made it: the office key alone."""
    place = tmp_path / "zaaikalender.key"
    office_key(place, may_create=True)
    return place


@pytest.fixture
def vault(path: Path) -> Vault:
    return Vault(path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.open(
        "sqlite:///zaaikalender.db", office_fingerprint=fingerprint_of(OFFICE_KEY), base=tmp_path
    )
    yield opened
    opened.close()


def kept(store: Store, vault: Vault, calendar: str, secret: str = SECRET) -> Credential:
    made = credential(
        vault, secret, calendar=calendar, account=PLACE["account"], provider="caldav", at=the.NOW
    )
    store.keep_credential(made)
    return made


def secret_of(store: Store, vault: Vault, calendar: str) -> str:
    found = store.credential(calendar, PLACE["account"], "caldav")
    assert found is not None
    return vault.open(found.sealed, **(PLACE | {"calendar": calendar}))


def test_what_is_sealed_opens_again(vault: Vault) -> None:
    assert vault.open(vault.seal(SECRET, **PLACE), **PLACE) == SECRET


def test_the_same_secret_is_sealed_otherwise_each_time_and_never_shows(vault: Vault) -> None:
    sealed = {vault.seal(SECRET, **PLACE) for _ in range(50)}
    assert len(sealed) == 50
    assert not any(b"canary" in each for each in sealed)


@pytest.mark.parametrize("part", ["calendar", "account", "provider"])
def test_a_secret_that_was_put_in_anothers_place_does_not_open(vault: Vault, part: str) -> None:
    sealed = vault.seal(SECRET, **PLACE)
    with pytest.raises(AccessRevoked, match="zaai connect"):
        vault.open(sealed, **(PLACE | {part: "jan"}))


def test_names_that_run_into_each_other_are_told_apart(vault: Vault) -> None:
    sealed = vault.seal(SECRET, calendar="a", account="bc", provider="caldav")
    with pytest.raises(AccessRevoked):
        vault.open(sealed, calendar="ab", account="c", provider="caldav")


def test_no_changed_bit_goes_unnoticed(vault: Vault) -> None:
    sealed = vault.seal("abc", **PLACE)
    for index in range(len(sealed)):
        broken = bytearray(sealed)
        broken[index] ^= 1
        with pytest.raises((AccessRevoked, StoreError)):
            vault.open(bytes(broken), **PLACE)


@pytest.fixture(scope="session")
def any_vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    place = tmp_path_factory.mktemp("vault") / "zaaikalender.key"
    office_key(place, may_create=True)
    return Vault(place)


@given(st.binary(max_size=80) | st.binary(max_size=40).map(lambda tail: b"zaai1\x011" + tail))
def test_no_junk_opens(any_vault: Vault, junk: bytes) -> None:
    with pytest.raises((AccessRevoked, StoreError)):
        any_vault.open(junk, **PLACE)


def test_with_another_offices_key_file_it_does_not_open(vault: Vault, tmp_path: Path) -> None:
    sealed = vault.seal(SECRET, **PLACE)
    other = tmp_path / "other.key"
    office_key(other, may_create=True)
    with pytest.raises(AccessRevoked):
        Vault(other).open(sealed, **PLACE)


def test_without_its_key_the_person_is_told_which_backup_is_missing(vault: Vault, path: Path) -> None:
    sealed = vault.seal(SECRET, **PLACE)
    add_sealing_key(path)
    drop_sealing_keys(path, "2")
    with pytest.raises(AccessRevoked, match="put back a backup of it, or run  zaai connect marieke"):
        vault.open(sealed, **PLACE)


def test_no_failure_and_no_repr_shows_the_secret_or_a_key(
    vault: Vault, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sealed = vault.seal(SECRET, **PLACE)
    made = credential(vault, SECRET, **PLACE, at=the.NOW)
    keys = sealing_keys(path)
    told = [repr(vault), repr(made), repr(keys), str(made)]
    for wrong in (sealed[:-1], sealed[:3], sealed + b"x", b""):
        try:
            vault.open(wrong, **PLACE)
        except (AccessRevoked, StoreError) as error:
            told.append("".join(traceback.format_exception(error)))
    text = "\n".join([*told, caplog.text])
    assert "canary" not in text
    assert all(repr(key) not in text for key in keys.by_number.values())
    assert repr(sealed)[2:20] not in text.replace("\\\\", "\\")


def test_an_old_key_file_gets_a_key_for_passwords_and_keeps_its_own(path: Path) -> None:
    before = path.read_bytes()
    key = office_key(path, may_create=False)
    assert list(sealing_keys(path).by_number) == ["1"]
    assert office_key(path, may_create=False) == key
    assert path.read_bytes().startswith(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    assert sealing_keys(path) == sealing_keys(path)


def test_a_missing_key_file_is_not_made_for_a_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="put back a backup"):
        sealing_keys(tmp_path / "none.key")
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_that_others_may_read_seals_nothing(vault: Vault, path: Path) -> None:
    path.chmod(0o640)
    with pytest.raises(StoreError, match="chmod 600"):
        vault.seal(SECRET, **PLACE)


GOOD = base64.b64encode(bytes(32))


@pytest.mark.parametrize(
    "line",
    [
        b"seal 1\n",
        b"seal x " + GOOD,
        b"seal 1 " + GOOD[:-4],
        b"seal 1 !!!",
        b"seal 1 " + GOOD + b"\nseal 1 " + GOOD,
        b"seal 1 " + GOOD + b" more",
        "seal ٣ ".encode() + GOOD,
    ],
)
def test_a_damaged_key_for_passwords_is_refused_and_left_as_it_is(path: Path, line: bytes) -> None:
    path.write_bytes(path.read_bytes() + line)
    before = path.read_bytes()
    for attempt in (sealing_keys, add_sealing_key):
        with pytest.raises(StoreError, match="not as it was made"):
            attempt(path)
    assert path.read_bytes() == before


def test_threads_that_start_together_make_one_key(path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: sealing_keys(path), range(8)))
    assert all(each == found[0] for each in found)


ADD = (
    "import sys,pathlib; from zaaikalender.sealing import add_sealing_key as a; a(pathlib.Path(sys.argv[1]))"
)


def test_processes_that_add_keys_together_lose_none(path: Path) -> None:
    rivals = [subprocess.Popen([sys.executable, "-c", ADD, str(path)]) for _ in range(3)]  # noqa: S603
    assert [rival.wait(60) for rival in rivals] == [0, 0, 0]
    assert list(sealing_keys(path).by_number) == ["1", "2", "3"]


def test_a_key_is_not_put_in_place_before_it_is_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        add_sealing_key(path)
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_changing_the_key_seals_all_anew_and_drops_the_old_one(
    store: Store, vault: Vault, path: Path
) -> None:
    for number in range(1200):
        kept(store, vault, f"c{number}", f"secret {number}")
    old = sealing_keys(path).by_number["1"]
    assert rotate(path, store) == 1200
    assert list(sealing_keys(path).by_number) == ["2"]
    assert base64.b64encode(old) not in path.read_bytes()
    assert all(secret_of(store, vault, f"c{number}") == f"secret {number}" for number in range(0, 1200, 97))
    assert store.credentials_beside("2") == ()


def test_lists_are_under_the_new_key_too_and_a_list_opens_for_its_own_calendar_alone(
    store: Store, vault: Vault, path: Path
) -> None:
    made = sealed_list(vault, "Eva", calendar="marieke", at=the.NOW)
    store.keep_list(made, before=None)
    kept(store, vault, "jan")
    assert rotate(path, store) == 2
    assert list(sealing_keys(path).by_number) == ["2"]
    found = store.sealed_list("marieke")
    assert found is not None
    assert opened_list(vault, found) == "Eva"
    with pytest.raises(StoreError, match="list of jan cannot be opened"):
        opened_list(vault, replace(found, calendar="jan"))


def test_a_list_that_does_not_open_keeps_the_old_key(store: Store, vault: Vault, path: Path) -> None:
    made = sealed_list(vault, "Eva", calendar="marieke", at=the.NOW)
    store.keep_list(replace(made, sealed=made.sealed[:-1] + b"?"), before=None)
    with pytest.raises(StoreError, match="put back a backup"):
        rotate(path, store)
    assert list(sealing_keys(path).by_number) == ["1", "2"]


class Stopped(BaseException):
    """The power went."""


@pytest.mark.parametrize("step", range(6))
def test_changing_the_key_may_be_stopped_anywhere_and_goes_on_when_run_again(
    store: Store, vault: Vault, path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zaaikalender.vault._BATCH", 2)
    for number in range(6):
        kept(store, vault, f"c{number}", f"secret {number}")
    left = iter(range(step))

    def dying(real: object) -> object:
        def call(*arguments: object, **options: object) -> object:
            if next(left, None) is None:
                raise Stopped
            return real(*arguments, **options)  # type: ignore[operator]

        return call

    with monkeypatch.context() as patch:
        patch.setattr(store, "exchange_credentials", dying(store.exchange_credentials))
        patch.setattr("zaaikalender.vault.drop_sealing_keys", dying(drop_sealing_keys))
        try:
            rotate(path, store)
        except Stopped:
            assert len(sealing_keys(path).by_number) == 2
    assert [secret_of(store, vault, f"c{number}") for number in range(6)] == [
        f"secret {number}" for number in range(6)
    ]
    rotate(path, store)
    newest = sealing_keys(path)
    assert len(newest.by_number) == 1
    assert store.credentials_beside(newest.newest) == ()
    assert secret_of(store, vault, "c5") == "secret 5"


def test_a_secret_that_no_longer_opens_keeps_the_old_key_and_is_named(
    store: Store, vault: Vault, path: Path
) -> None:
    kept(store, vault, "marieke")
    broken = kept(store, vault, "jan")
    store.exchange_credentials([(broken, broken.sealed[:-1] + b"?")], broken.key)
    with pytest.raises(StoreError, match=r"passwords of jan cannot be read: run  zaai connect"):
        rotate(path, store)
    assert list(sealing_keys(path).by_number) == ["1", "2"]
    assert secret_of(store, vault, "marieke") == SECRET
    kept(store, vault, "jan", "again")
    rotate(path, store)
    assert list(sealing_keys(path).by_number) == ["2"]
    assert secret_of(store, vault, "jan") == "again"


def test_the_number_of_the_key_can_be_read_without_the_key(vault: Vault) -> None:
    assert key_of(vault.seal(SECRET, **PLACE)) == "1"
