"""The office key: the secret from which every appointment's identity is made.

You need this at start-up, and when the key file is missing or refused. The file is made once and never
changes: another key would make every appointment a new one, so that each would be planned a second time. It
is kept apart from the database, so that whoever finds the one cannot read from it whom the keys are about.
"""

import base64
import binascii
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from zaaikalender.errors import StoreError

SIZE = 32
SEAL = b"seal "
"""What the lines begin with that hold keys for what is stored encrypted: `seal NUMBER KEY` (`sealing.py`)."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST = 4096

_TEXT = """\
# Zaaikalender: the office key. Keep it private, keep a backup of it, and never change it.
# Without this very key every appointment that stands would be planned a second time.
{key}
"""


def office_key(path: Path, *, may_create: bool) -> bytes:
    """The 32 bytes of the office key.

    A missing file is made when `may_create`; say False where the database already belongs to a key. Raises
    `StoreError` for a file that is missing, empty, malformed or readable by others.
    """
    try:
        return parsed(read_private(path), path)
    except FileNotFoundError:
        if not may_create:
            raise StoreError(
                f"the key file {path} is missing and the database was made with it: put back a backup"
            ) from None
    except OSError as error:
        raise StoreError(
            f"the key file {path} cannot be read ({error.strerror}): check its rights"
        ) from error
    _make(path)
    # Another process may have been first: then its key is the office's.
    return office_key(path, may_create=False)


def read_private(path: Path) -> bytes:
    """What stands in the key file. Raises `StoreError` where others may read it, OSError where it is not."""
    with path.open("rb") as file:
        # The file that is open is judged, not one that took its place meanwhile. Windows has no modes.
        if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
            raise StoreError(
                f"others may read the key file {path}, which is private: run  chmod 600 {path}  and try again"
            )
        return file.read(_LONGEST)


def parsed(content: bytes, path: Path) -> bytes:
    """The office key: the one line that is neither empty nor a comment nor a sealing key, decoded."""
    lines = [line.strip() for line in content.splitlines()]
    keys = [line for line in lines if line and not line.startswith((b"#", SEAL))]
    try:
        (only,) = keys
        key = base64.b64decode(only, validate=True)
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != SIZE:
        raise StoreError(f"the key file {path} is not as it was made: put it back from a backup")
    return key


def _make(path: Path) -> None:
    """Makes the file with a new key, whole or not at all; one that is there stays."""
    text = _TEXT.format(key=base64.b64encode(secrets.token_bytes(SIZE)).decode())
    draft = draft_of(path)
    try:
        write_private(draft, text.encode())
        # Unlike a rename, a link never takes the place of what is there.
        os.link(draft, path)
        keep_name(path.parent)
    except FileExistsError:
        return
    except FileNotFoundError as error:
        raise StoreError(f"{path.parent} does not exist: make that folder for the key file") from error
    except OSError as error:
        raise StoreError(
            f"the key file {path} cannot be made ({error.strerror}): check disk and rights"
        ) from error
    finally:
        # Where it could not be made it cannot be removed either; that failure would hide the first.
        with suppress(OSError):
            draft.unlink()


def draft_of(path: Path) -> Path:
    """Where a new text for this file is written first."""
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}")


def write_private(path: Path, content: bytes) -> None:
    """A new private file, on the disk when this returns."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def keep_name(folder: Path) -> None:
    """Puts the folder on the disk too, so that the file's name survives a power cut."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
