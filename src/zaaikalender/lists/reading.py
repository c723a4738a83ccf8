"""From a file to the sheet with the list in it: looked at once, as a whole, and only if it is safe.

You need this to read a list. What a file calls itself doesn't count; what it is does.
"""

import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from zaaikalender.lists.complaint import FileRefused
from zaaikalender.lists.package import is_package
from zaaikalender.lists.sheet import LARGEST, Sheet
from zaaikalender.lists.text_file import read_text

MEGABYTES = LARGEST // 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """By what is seen that a file may have changed, without reading it."""

    modified: int
    changed: int
    size: int
    file: int


def stamp_of(path: Path) -> Stamp:
    """How the file is now. Raises `FileRefused` where it is not there, or no file."""
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise FileRefused("missing") from error
    except (OSError, ValueError) as error:
        raise FileRefused("locked") from error
    if not stat.S_ISREG(found.st_mode):
        raise FileRefused("no_file")
    return Stamp(modified=found.st_mtime_ns, changed=found.st_ctime_ns, size=found.st_size, file=found.st_ino)


def content_of(path: Path) -> tuple[bytes, Stamp]:
    """All of a file, and how it was when it was read. Raises `FileRefused`; also while another writes it."""
    before = stamp_of(path)
    if before.size > LARGEST:
        raise FileRefused("too_big", most=MEGABYTES)
    if before.size == 0:
        raise FileRefused("empty")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
            if os.fstat(file.fileno()).st_mtime_ns != before.modified or len(content) != before.size:
                raise FileRefused("changing")
    except OSError as error:
        raise FileRefused("locked") from error
    return content, before


def digest_of(content: bytes) -> str:
    """By what two contents are compared."""
    return sha256(content).hexdigest()


def sheet_of(content: bytes, file: str) -> Sheet:
    """The sheet with the list; `file` is the file's name, for complaints. Raises `FileRefused`."""
    if not is_package(content):
        return read_text(content, file)
    # Excel's reader is large: only who has such a list needs it in memory.
    from zaaikalender.lists.excel import read_excel  # noqa: PLC0415

    return read_excel(content, file)
