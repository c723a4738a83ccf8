"""The keys under which passwords are stored: lines of the key file, beside the office key that never changes.

You need this when a key is to be added or dropped. Each has a number that is never used again. The newest
seals; older ones stay until nothing is under them any more. The file is exchanged as a whole, on the disk
before anything is sealed with what is new in it.
"""

import base64
import binascii
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from zaaikalender.errors import StoreError
from zaaikalender.keyfile import SEAL, SIZE, draft_of, keep_name, parsed, read_private, write_private

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where one process at a time may change the key
    fcntl = None  # type: ignore[assignment]

_NOTE = (
    b"# Below: keys for stored passwords, changed by  zaai key rotate.  Without them, connect every calendar"
    b" again.\n"
)


@dataclass(frozen=True, slots=True)
class SealingKeys:
    """The keys by number, oldest first."""

    by_number: Mapping[str, bytes] = field(repr=False)

    @property
    def newest(self) -> str:
        """The number of the key that seals."""
        return next(reversed(list(self.by_number)))


def sealing_keys(path: Path) -> SealingKeys:
    """The keys in the key file; the first one is made when it is needed. Raises `StoreError`."""
    with _told(path):
        found = _keys(read_private(path), path)
    return SealingKeys(found) if found else _changed(path, _with_a_first)


def add_sealing_key(path: Path) -> SealingKeys:
    """One key more, which seals from now on; it is on the disk when this returns."""
    return _changed(path, _with_another)


def drop_sealing_keys(path: Path, keep: str) -> SealingKeys:
    """Removes all keys but that number and newer ones."""
    return _changed(path, lambda content: _without_older(content, keep))


def _keys(content: bytes, path: Path) -> dict[str, bytes]:
    """The sealing keys that stand in the file, in its order."""
    parsed(content, path)
    lines = [line.strip() for line in content.splitlines() if line.strip().startswith(SEAL)]
    try:
        keys = {
            number.decode("ascii"): base64.b64decode(key, validate=True) for number, key in map(_two, lines)
        }
    except (ValueError, binascii.Error):
        keys = {"": b""}
    sound = all(number.isdigit() and len(key) == SIZE for number, key in keys.items())
    if not sound or len(keys) != len(lines):
        raise StoreError(f"the key file {path} is not as it was made: put it back from a backup")
    return dict(sorted(keys.items(), key=lambda pair: int(pair[0])))


def _two(line: bytes) -> tuple[bytes, bytes]:
    number, key = line.removeprefix(SEAL).split()
    return number, key


def _with_a_first(content: bytes) -> bytes:
    """The file with a sealing key; another process may have made one meanwhile."""
    return content if _numbers(content) else _with_another(content)


def _with_another(content: bytes) -> bytes:
    numbers = _numbers(content)
    note = b"" if numbers else _NOTE
    line = (
        SEAL + str(max(numbers, default=0) + 1).encode() + b" " + base64.b64encode(secrets.token_bytes(SIZE))
    )
    return content.rstrip(b"\r\n") + b"\n" + note + line + b"\n"


def _without_older(content: bytes, keep: str) -> bytes:
    lines = content.splitlines(keepends=True)
    old = [line for line in lines if line.strip().startswith(SEAL) and int(_two(line.strip())[0]) < int(keep)]
    return b"".join(line for line in lines if line not in old)


def _numbers(content: bytes) -> list[int]:
    lines = [line.strip() for line in content.splitlines()]
    return [int(_two(line)[0]) for line in lines if line.startswith(SEAL)]


def _changed(path: Path, change: Callable[[bytes], bytes]) -> SealingKeys:
    """Exchanges the file for its changed text, one process at a time. What is in it now is given back."""
    with _told(path), _alone(path.parent):
        content = read_private(path)
        _keys(content, path)
        changed = change(content)
        if changed != content:
            _exchange(path, changed)
        return SealingKeys(_keys(changed, path))


def _exchange(path: Path, content: bytes) -> None:
    draft = draft_of(path)
    try:
        write_private(draft, content)
        draft.replace(path)
        keep_name(path.parent)
    finally:
        with suppress(OSError):
            draft.unlink()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps other processes and threads from changing the key file meanwhile."""
    if fcntl is None:  # pragma: no cover - Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """A failure of the disk as a sentence."""
    try:
        yield
    except FileNotFoundError:
        raise StoreError(f"the key file {path} is missing: put back a backup") from None
    except OSError as error:
        raise StoreError(
            f"the key file {path} cannot be used ({error.strerror}): check disk and rights"
        ) from error
