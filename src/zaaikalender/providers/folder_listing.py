"""Looking into a folder of `.ics` files: which there are, in which version, and what each holds.

You need this when you read a folder. A folder that cannot be listed raises; it never looks empty. Links are
not followed (they may lead anywhere), pipes and devices are never waited for; both are named as odd.
"""

import errno
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zaaikalender.errors import Unreachable

LIMIT = 10 * 1024 * 1024
"""Bytes that a file may hold; ten thousand ordinary events fit in."""

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_ATTEMPTS = 3
# Control characters would break a log's line in two, lone surrogates (a name in no UTF-8) a database.
_NO_NAME = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_SUFFIX = ".ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What stands in a folder: versions by file name, and for odd entries why they are not read.

    `identity` is the folder's own device and inode: another one means that another folder stands there.
    """

    identity: str
    files: Mapping[str, str]
    odd: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The bytes of a file, and the version that they are of."""

    version: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that stands there and cannot be read: a sentence of why and what to do."""

    why: str


_LINK = "this is a link, and links are not followed; put the file itself in the folder"
_NO_FILE = "this is no ordinary file; take it out of the folder"
_BAD_NAME = "the file's name holds characters that cannot be shown; give it another name"
_TOO_BIG = f"the file is bigger than {LIMIT // 1024 // 1024} MB; split the calendar"


def version_of(status: os.stat_result) -> str:
    """What changes whenever a file does: its time of change, size and inode."""
    return f"{status.st_mtime_ns}-{status.st_size}-{status.st_ino}"


def identity_of(folder: Path) -> str:
    """The folder's device and inode. Raises `Unreachable` where it is not there."""
    try:
        status = folder.stat()
    except OSError as error:
        raise Unreachable(_sentence(folder, error)) from error
    return f"{status.st_dev}-{status.st_ino}"


def is_calendar(name: str) -> bool:
    """Whether a name is a calendar file's; hidden and temporary ones are not (`.x`, `.#x`, `~x`, `x~`)."""
    return name[-len(_SUFFIX) :].lower() == _SUFFIX and not name.startswith((".", "~"))


def look(folder: Path) -> Listing:
    """Lists a folder. Raises `Unreachable` where it is not there, no folder, or may not be read."""
    identity = identity_of(folder)
    files: dict[str, str] = {}
    odd: dict[str, str] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_calendar(entry.name):
                    _sort_in(entry, files, odd)
    except OSError as error:
        raise Unreachable(_sentence(folder, error)) from error
    return Listing(identity=identity, files=files, odd=odd)


def _sort_in(entry: os.DirEntry[str], files: dict[str, str], odd: dict[str, str]) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return
    if stat.S_ISDIR(status.st_mode):
        return
    if _NO_NAME.search(entry.name):
        odd[_NO_NAME.sub("?", entry.name)] = _BAD_NAME
    elif stat.S_ISREG(status.st_mode):
        files[entry.name] = version_of(status)
    else:
        odd[entry.name] = _LINK if stat.S_ISLNK(status.st_mode) else _NO_FILE


def load(path: Path) -> Loaded | Refused | None:
    """Reads a file whole, in one version; None where it vanished or never stops changing: look later."""
    try:
        with open(path, "rb", buffering=0, opener=lambda name, _: os.open(name, _READ)) as file:
            return _settled(file.fileno())
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            return Refused(why=_LINK)
        return Refused(why=f"the file cannot be read ({os.strerror(error.errno or 0)}); check its rights")


def _settled(descriptor: int) -> Loaded | Refused | None:
    for _ in range(_ATTEMPTS):
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            return Refused(why=_NO_FILE)
        if before.st_size > LIMIT:
            return Refused(why=_TOO_BIG)
        data = os.pread(descriptor, before.st_size + 1, 0)
        version = version_of(before)
        if version == version_of(os.fstat(descriptor)) and len(data) == before.st_size:
            return Loaded(version=version, data=data)
    return None


def is_gone(path: Path) -> bool:
    """Whether certainly no calendar file stands there (any more)."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _sentence(folder: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return f"The folder {folder} is not there. Check `path`, and that its disk is mounted."
        case NotADirectoryError():
            return f"{folder} is no folder. Set `path` to the folder that holds the .ics files."
        case PermissionError():
            return f"The folder {folder} may not be read. Give the user that runs this the right to."
        case _:
            return f"The folder {folder} cannot be read ({error.strerror}). Check the disk that it is on."
