"""Changing files so that nobody ever sees half of one, and nobody's newer version is lost.

You need this when you write into a folder. What is new is written to a hidden file beside the old one,
brought to disk, and put in its place in one step. Between the last look at the version and that step lies a
moment of some microseconds in which another program may still write: POSIX knows no lock that it would heed.
"""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from zaaikalender.errors import NotWritten, OutcomeUnknown, Stale
from zaaikalender.providers.folder_listing import version_of

_PREFIX = ".zaai-"
_OLD = 3600
"""Seconds after which a temporary file is nobody's any more: its writer was killed."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
# Some file systems cannot bring a folder to disk by itself; that is no failure of the write.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """A finished file under a temporary name."""

    path: Path
    version: str


def add(path: Path, data: bytes) -> str:
    """Writes a new file; gives its version. Raises `Stale` where one stands there, whenever it came."""
    with _prepared(path, data) as prepared:
        try:
            _add(prepared.path, path)
        except FileExistsError as error:
            # A network disk that repeats a request whose reply it lost reports its own success so.
            if not _same(prepared.path, path):
                raise Stale("A file of that name is already there. Read again and decide again.") from error
    _sync(path.parent)
    return prepared.version


def replace(path: Path, data: bytes, *, expected: str) -> str:
    """Puts new contents in a file's place; gives the new version. Raises `Stale` at another version."""
    _require(path, expected)
    with _prepared(path, data, like=path) as prepared:
        _require(path, expected)
        with _carried_out(path.parent):
            prepared.path.replace(path)
    _sync(path.parent)
    return prepared.version


def remove(path: Path, *, expected: str) -> None:
    """Removes a file. Raises `Stale` at another version."""
    _require(path, expected)
    with _carried_out(path.parent):
        path.unlink(missing_ok=True)
    _sync(path.parent)


def _require(path: Path, expected: str) -> None:
    try:
        standing = version_of(path.lstat())
    except FileNotFoundError:
        standing = ""
    if standing != expected:
        raise Stale("The file was changed after it was read. Read again and decide again.")


def _add(prepared: Path, path: Path) -> None:
    """Gives a file its name, if nobody has it yet: a link fails where a name is taken, a rename does not."""
    try:
        with _carried_out(path.parent, passing=_NO_LINKS | {errno.EEXIST}):
            os.link(prepared, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError as error:
        # FAT and some network disks know no links; there a moment remains between the look and the rename.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "taken") from error
        with _carried_out(path.parent):
            prepared.rename(path)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


@contextmanager
def _prepared(path: Path, data: bytes, *, like: Path | None = None) -> Iterator[_Prepared]:
    """A finished file beside `path`, gone again afterwards; with `like`'s rights, else as the umask says."""
    temporary = path.with_name(f"{_PREFIX}{secrets.token_hex(8)}.tmp")
    try:
        status = _write(temporary, data, like)
        _sweep(path.parent, before=status.st_mtime - _OLD)
        yield _Prepared(path=temporary, version=version_of(status))
    except OSError as error:
        raise NotWritten(_sentence(path.parent, error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write(path: Path, data: bytes, like: Path | None) -> os.stat_result:
    with open(path, "xb", opener=lambda name, _: os.open(name, _NEW, 0o666)) as file:
        if like:
            _dress(file.fileno(), like.lstat())
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        return os.fstat(file.fileno())


def _dress(descriptor: int, like: os.stat_result) -> None:
    """Gives a file the rights of the one that it replaces, and its owner where we may."""
    with suppress(PermissionError):
        os.fchown(descriptor, like.st_uid, like.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))


def _sweep(folder: Path, *, before: float) -> None:
    """Removes what a killed process left behind, by the disk's own clock."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime < before:
                        Path(entry.path).unlink()


@contextmanager
def _carried_out(folder: Path, passing: frozenset[int] | set[int] = frozenset()) -> Iterator[None]:
    """The one step that makes a write so: refused (for certain), or of unknown outcome."""
    try:
        yield
    except OSError as error:
        if error.errno in passing:
            raise
        if error.errno in _FULL | _FORBIDDEN:
            raise NotWritten(_sentence(folder, error)) from error
        raise OutcomeUnknown(
            f"The folder {folder} failed during a write ({error.strerror}). The next pass looks."
        ) from error


def _sync(folder: Path) -> None:
    """Brings the folder itself to disk, so that a power cut does not undo the step."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise OutcomeUnknown(
                f"The folder {folder} failed after a write ({error.strerror}). The next pass looks."
            ) from error


def _sentence(folder: Path, error: OSError) -> str:
    nothing = f"Nothing was written into the folder {folder}"
    if error.errno in _FULL:
        return f"{nothing}: its disk is full. Make room there; the next pass tries again."
    if error.errno in _FORBIDDEN:
        return f"{nothing}: it may not be written. Give the user that runs this the right to."
    return f"{nothing} ({error.strerror}). Check `path` and the disk that it is on."
