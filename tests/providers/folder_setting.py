"""A folder under test, with its owner beside it.

You need this in tests of the folder provider: `a_folder()` gives the provider, the person and what breaks.
"""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from builders import AMSTERDAM, OWNER, at
from providers.contract_setting import Setting
from providers.folder_person import FolderHand, forbidden
from zaaikalender.providers.folder import FolderCalendar


@contextmanager
def a_place() -> Iterator[Path]:
    """An empty folder that every user of this machine can look into (pytest's own may not be entered)."""
    with tempfile.TemporaryDirectory(prefix="zaai-test-") as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "agenda"
        folder.mkdir()
        yield folder


def open_folder(folder: Path) -> FolderCalendar:
    """The provider, as a fresh process makes it."""
    return FolderCalendar(folder, OWNER, AMSTERDAM, clock=lambda: at("2026-11-24 09:00"))


def a_setting(folder: Path) -> Setting:
    """The folder as the contract wants it."""
    calendar = open_folder(folder)

    def failing(moment: str) -> AbstractContextManager[object]:
        return forbidden(folder, 0o555) if moment == "before" else folders_cannot_be_synced()

    return Setting(
        source=calendar,
        target=calendar,
        person=FolderHand(folder, OWNER),
        owner=OWNER,
        failing=failing,
        reopened=lambda: open_folder(folder),
    )


@contextmanager
def folders_cannot_be_synced(number: int = errno.EIO) -> Iterator[None]:
    """A disk that fails just after a file was put in its place."""
    own = os.fsync

    def fail_for_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        own(descriptor)

    with broken("fsync", fail_for_folders):
        yield


@contextmanager
def broken(call: str, instead: Any) -> Iterator[None]:
    """The operating system behaves otherwise for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, instead)
        yield
