"""`zaai key rotate`: a new key for what is stored, also where the power goes half-way."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.office import Zaai
from cli.terminal import on_a_terminal
from zaaikalender.core.identity import fingerprint_of
from zaaikalender.keyfile import office_key
from zaaikalender.sealing import sealing_keys
from zaaikalender.store import Store
from zaaikalender.store.opening import open_store
from zaaikalender.vault import Vault, credential

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
MANY, AT_A_TIME = 13, 5
DYING = """
import os, signal
from zaaikalender import vault
from zaaikalender.cli import main
from zaaikalender.store import Store

vault._BATCH = {at_a_time}
real, left = Store.exchange_credentials, iter(range({batches}))

def exchange(*arguments):
    if next(left, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)
    real(*arguments)

Store.exchange_credentials = exchange
main()
"""


def opened(office: Zaai) -> tuple[Store, Vault]:
    base = office.config.parent
    key_file = base / "zaaikalender.key"
    key = office_key(key_file, may_create=False)
    store = open_store("sqlite:///zaaikalender.db", office_fingerprint=fingerprint_of(key), base=base)
    return store, Vault(key_file)


def secret(store: Store, vault: Vault, number: int) -> str:
    place = {"calendar": f"c{number}", "account": "a", "provider": "caldav"}
    found = store.credential(*place.values())
    assert found is not None
    return vault.open(found.sealed, **place)


def numbers_of_keys(office: Zaai) -> list[str]:
    return list(sealing_keys(office.config.parent / "zaaikalender.key").by_number)


@pytest.fixture
def filled(office: Zaai, monkeypatch: pytest.MonkeyPatch) -> Zaai:
    """An office with several passwords, sealed anew in several turns."""
    monkeypatch.setattr("zaaikalender.vault._BATCH", AT_A_TIME)
    assert office("list").code == 0
    store, vault = opened(office)
    for number in range(MANY):
        place = {"calendar": f"c{number}", "account": "a", "provider": "caldav"}
        store.keep_credential(credential(vault, f"secret {number}", **place, at=AT))
    store.close()
    return office


@pytest.mark.parametrize("batches", [0, 1, 2])
def test_killed_half_way_every_password_opens_and_the_next_run_ends_it(filled: Zaai, batches: int) -> None:
    words = ("--config", str(filled.config), "key", "rotate")
    killed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", DYING.format(batches=batches, at_a_time=AT_A_TIME), *words],
        capture_output=True,
        check=False,
        env={**os.environ},
        cwd=Path.cwd(),
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert numbers_of_keys(filled) == ["1", "2"]
    store, vault = opened(filled)
    assert [secret(store, vault, number) for number in range(MANY)] == [
        f"secret {number}" for number in range(MANY)
    ]
    store.close()
    ended = filled("key", "rotate")
    assert ended.code == 0
    assert f"opnieuw versleuteld: {MANY - batches * AT_A_TIME}." in ended.out
    assert "reservekopie" in ended.out
    assert numbers_of_keys(filled) == ["2"]
    store, vault = opened(filled)
    assert secret(store, vault, MANY - 1) == f"secret {MANY - 1}"
    assert store.credentials_beside("2") == ()
    store.close()


def test_without_a_terminal_progress_is_plain_lines(filled: Zaai) -> None:
    ended = filled("key", "rotate")
    assert ended.err.splitlines() == [f"opnieuw versleuteld: {count}" for count in (5, 10, 13)]
    assert "\x1b" not in ended.out + ended.err


def test_on_a_terminal_it_ends_with_what_was_done(filled: Zaai) -> None:
    with on_a_terminal("--config", str(filled.config), "key", "rotate") as terminal:
        assert terminal.ended() == 0
    assert f"opnieuw versleuteld: {MANY}." in terminal.shown


def test_an_office_without_a_password_gets_a_new_key_too(office: Zaai) -> None:
    office("list")
    office("key", "rotate")
    before = numbers_of_keys(office)
    assert office("key", "rotate").code == 0
    assert numbers_of_keys(office) != before
    assert office("list").code == 0


def test_key_alone_shows_what_there_is(office: Zaai) -> None:
    ended = office("key")
    assert ended.code == 2
    assert "rotate" in ended.out + ended.err


def test_a_password_that_cannot_be_read_is_named_and_no_key_goes(filled: Zaai) -> None:
    store, _ = opened(filled)
    found = store.credential("c7", "a", "caldav")
    assert found is not None
    store.exchange_credentials([(found, found.sealed[:-1] + b"?")], found.key)
    store.close()
    ended = filled("key", "rotate")
    assert ended.code == 1
    assert "c7" in ended.err
    assert "zaai connect" in ended.err
    assert numbers_of_keys(filled) == ["1", "2"]
