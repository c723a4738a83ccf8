"""The file in which SQLite keeps the database: where it is, who may read it.

You need this when the file cannot be made or is refused. It holds what clients' calendars say: it belongs
to one account alone.
"""

import os
import stat
from pathlib import Path

from zaaikalender.errors import StoreError

PRIVATE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check(path: Path) -> None:
    """Refuses what is there but is no file, or may be read by others. Raises `StoreError`."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(
            f"{path} cannot be looked at ({error.strerror}): check the rights of its folder"
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(f"{path} is no file: let [store] url name a file")
    refuse_readable(path, found.st_mode)


def refuse_readable(path: Path, mode: int) -> None:
    """Refuses a file that anybody but its owner may open. Windows has other means than a mode."""
    if os.name == "posix" and mode & _OTHERS:
        raise StoreError(f"others may read {path}, which is private: run  chmod 600 {path}  and try again")


def make(path: Path) -> None:
    """Makes an empty file that only its owner may read; one that is there is checked. Raises `StoreError`."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
    except FileExistsError:
        check(path)
    except FileNotFoundError as error:
        raise StoreError(f"{path.parent} does not exist: make that folder, or change [store] url") from error
    except OSError as error:
        raise StoreError(
            f"{path} cannot be made ({error.strerror}): check the disk and the folder's rights"
        ) from error
