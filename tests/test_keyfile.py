"""The office key is made once, kept private, and never made anew beside a database that has one."""

import base64
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from zaaikalender.errors import StoreError
from zaaikalender.keyfile import office_key

THREADS = 8
MAKE = (
    "import sys, pathlib; from zaaikalender.keyfile import office_key; sys.stdin.readline(); "
    "print(office_key(pathlib.Path(sys.argv[1]), may_create=True).hex())"
)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """Where the key belongs, under an account that shares all it makes."""
    before = os.umask(0)
    yield tmp_path / "zaaikalender.key"
    os.umask(before)


def refusal(path: Path, *, may_create: bool = True) -> str:
    with pytest.raises(StoreError) as told:
        office_key(path, may_create=may_create)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_the_key_is_made_at_first_use_and_stays_the_same(path: Path) -> None:
    key = office_key(path, may_create=True)
    assert len(key) == 32
    assert office_key(path, may_create=True) == key
    assert office_key(path, may_create=False) == key


def test_each_office_has_another_key(path: Path) -> None:
    assert office_key(path, may_create=True) != office_key(path.with_name("other"), may_create=True)


def test_nobody_else_may_read_the_key(path: Path) -> None:
    office_key(path, may_create=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_the_file_says_what_it_is_and_what_losing_it_means(path: Path) -> None:
    office_key(path, may_create=True)
    text = path.read_text(encoding="ascii")
    assert text.startswith("# Zaaikalender: the office key.")
    assert "planned a second time" in text


def test_beside_a_database_that_has_a_key_no_other_is_made(path: Path) -> None:
    assert "put back a backup" in refusal(path, may_create=False)
    assert not path.exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_key_that_others_may_open_is_refused(path: Path, mode: int) -> None:
    office_key(path, may_create=True)
    path.chmod(mode)
    assert "chmod 600" in refusal(path)


GOOD = base64.b64encode(bytes(range(32)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# only a comment\n",
        b"not base64!\n",
        GOOD[:-4] + b"\n",
        GOOD + b"\n" + GOOD + b"\n",
        base64.b64encode(bytes(33)),
        b"\x00" * 64,
        "clé".encode() + b"\n" + GOOD,
        b"# " + b"x" * 10_000 + b"\n" + GOOD,
    ],
)
def test_a_key_file_that_is_not_as_it_was_made_is_refused_and_left_as_it_is(
    path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    path.chmod(0o600)
    assert "not as it was made" in refusal(path)
    assert path.read_bytes() == content


def test_a_key_that_was_edited_on_another_system_is_still_the_key(path: Path) -> None:
    path.write_bytes(b"\r\n# a comment\r\n  " + GOOD + b"  \r\n\r\n")
    path.chmod(0o600)
    assert office_key(path, may_create=False) == bytes(range(32))


def test_a_folder_that_does_not_exist_is_named(path: Path) -> None:
    assert "make that folder" in refusal(path / "deeper" / "zaaikalender.key")


def test_a_folder_is_no_key_file(path: Path) -> None:
    path.mkdir()
    assert "cannot be read" in refusal(path)


def test_a_place_where_no_file_can_be_made_is_told(path: Path) -> None:
    path.touch()
    assert "cannot be read" in refusal(path / "zaaikalender.key")
    assert "cannot be read" in refusal(path.with_name("x" * 300))
    assert "cannot be made" in refusal(path.with_name("x" * 250))


@pytest.mark.parametrize("attempt", range(5))
def test_threads_that_start_together_use_one_key(path: Path, attempt: int) -> None:
    barrier = Barrier(THREADS)
    place = path.with_name(f"{attempt}.key")

    def race(_: int) -> bytes:
        barrier.wait()
        return office_key(place, may_create=True)

    with ThreadPoolExecutor(THREADS) as threads:
        assert set(threads.map(race, range(THREADS))) == {office_key(place, may_create=False)}


def test_processes_that_start_together_use_one_key(path: Path) -> None:
    rivals = [
        subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-c", MAKE, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    keys = {rival.communicate("\n", timeout=60)[0] for rival in rivals}
    assert keys == {f"{office_key(path, may_create=False).hex()}\n"}
    assert [found.name for found in path.parent.iterdir()] == [path.name]
