"""The office as `zaai demo` leaves it, and the command line to go on with it.

You need this to try what came after the demo: `zaai(folder, "run", now="2026-12-02T09:00")`.
"""

import os
import subprocess
import sys
from pathlib import Path

from zaaikalender.cli.demo import follow_ups
from zaaikalender.cli.demo_story import prepared

PROJECT = Path(__file__).parents[2]


def python_module(*command: str, home: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Runs a module of this environment, with nothing of its user's own about it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ZAAI_", "XDG_"))}
    return subprocess.run(  # noqa: S603 - ourselves and what [dev] installed
        [sys.executable, "-m", *command],
        env={**clean, "HOME": str(home), "COLUMNS": "200", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def demo(folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """`zaai demo --keep FOLDER`."""
    return python_module("zaaikalender", "demo", "--keep", str(folder), home=folder.parent, **environment)


def first_half(folder: Path) -> None:
    """The office as it is halfway through the demo: one follow-up approved, one deleted, no list read yet."""
    assert follow_ups(prepared(folder))


def zaai(folder: Path, *command: str, now: str) -> "subprocess.CompletedProcess[str]":
    """A command on the office in that folder, as of that moment on its clock."""
    config = str(folder / "zaaikalender.toml")
    return python_module("zaaikalender", "--config", config, "--now", now, *command, home=folder.parent)


def unfolded(file: Path) -> str:
    """An iCalendar file with its lines whole (RFC 5545, 3.1)."""
    return file.read_bytes().decode().replace("\r\n ", "").replace("\r\n", "\n")


def file_with(folder: Path, summary: str) -> Path:
    """The file in a calendar whose event has this title."""
    (found,) = [path for path in folder.glob("*.ics") if f"\nSUMMARY:{summary}\n" in unfolded(path)]
    return found
