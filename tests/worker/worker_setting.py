"""An office in a folder, for a worker to run: as many colleagues as you like, each with a project's end.

You need this in every test of the worker: `an_office_of(tmp_path, "marieke", "jan")` gives its config.
"""

import os
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from zaaikalender import config
from zaaikalender.app import App, Clock, open_app

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
PATIENCE = 30.0
"""How many seconds a test waits for what should happen at once."""

_OFFICE = """
[office]
domains = ["bureau.example"]

[policy]
start = "write"
every = "15 min"
"""

_CALENDAR = """
[[calendar]]
name     = "{name}"
owner    = "{name}@bureau.example"
provider = "folder"
path     = "{name}/"
"""

_END = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//test//NL\r
BEGIN:VEVENT\r
UID:{name}@test\r
DTSTAMP:20261101T090000Z\r
DTSTART;VALUE=DATE:{ended}\r
SUMMARY:Einde opdracht: Project van {name}\r
END:VEVENT\r
END:VCALENDAR\r
"""


def an_office_of(folder: Path, *names: str) -> Path:
    """Writes an office; each of these has a project that ended last Friday, which asks for one follow-up."""
    text = _OFFICE + "".join(_CALENDAR.format(name=name) for name in names)
    (folder / "zaaikalender.toml").write_text(text, encoding="utf-8")
    for name in names:
        (folder / name).mkdir()
        (folder / name / "einde.ics").write_text(_END.format(name=name, ended="20261120"), encoding="utf-8")
    return folder / "zaaikalender.toml"


def the_app(file: Path, clock: Clock = lambda: MONDAY) -> App:
    """That office, open."""
    return open_app(config.load(file, {}, today=MONDAY.date()), clock)


def written(folder: Path) -> list[str]:
    """The files that are ours in a calendar."""
    return sorted(path.name for path in folder.glob("*.ics") if re.fullmatch(r"[0-9a-z]{20,}", path.stem))


def eventually(happened: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Waits until it happened; fails where it does not."""
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def hours_later(count: float) -> datetime:
    """So many hours after the Monday morning on which everything begins."""
    return MONDAY + timedelta(hours=count)


def slow(folder: Path, name: str) -> Path:
    """Makes somebody's passes wait: a second calendar of his is a pipe, read once somebody lets it go on."""
    pipe = folder / f"{name}-elsewhere.ics"
    os.mkfifo(pipe)
    file = folder / "zaaikalender.toml"
    own = f'path     = "{name}/"\n'
    file.write_text(file.read_text("utf-8").replace(own, f'{own}busy = ["{pipe.name}"]\n'), "utf-8")
    return pipe


def caught(pipe: Path) -> int:
    """Waits for a pass to come and read that pipe; it goes on once what is given here is let go."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            # A pipe that nobody reads cannot be opened so (ENXIO).
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    raise AssertionError("no pass came")


def let_go(held: int) -> None:
    """Lets the pass that was caught go on: his other calendar is empty."""
    os.write(held, b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//NL\r\nEND:VCALENDAR\r\n")
    os.close(held)
