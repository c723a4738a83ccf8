"""Commands as a user types them, on a small office of folders.

You need this in every test of the command line: `zaai("plan", "--calendar", "jan")` gives the exit code and
both streams, and fails by itself on a traceback.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from canaries import shown_in, stored_in
from zaaikalender.cli import app

MORNING = "2026-11-24T09:00+01:00"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Zaai:
    """The command line of one office, as of one moment."""

    config: Path
    now: str = MORNING

    def __call__(self, *words: str, said: str | None = None, now: str | None = None) -> Ended:
        arguments = ["--config", str(self.config), "--now", now or self.now, *words]
        result = CliRunner().invoke(app, arguments, input=said, catch_exceptions=False)
        assert "Traceback" not in result.output
        assert shown_in(result.output) == stored_in(self.config.parent) == []
        return Ended(result.exit_code, result.stdout, result.stderr)

    def folder(self, name: str) -> Path:
        return self.config.parent / name

    def files(self) -> dict[str, bytes]:
        """All that stands in the calendars."""
        found = sorted(self.config.parent.rglob("*.ics"))
        return {str(path.relative_to(self.config.parent)): path.read_bytes() for path in found}

    def key(self, title: str, *words: str) -> str:
        """The key of the appointment with that in its title."""
        lines = self("list", "--format", "json", "--all", *words).json()["operations"]
        (key,) = (line["key"] for line in lines if title in line["title"])
        return str(key)

    def ours(self, name: str, title: str) -> Path:
        """The file of the appointment of ours with that in its title."""
        (path,) = (
            path
            for path in self.folder(name).glob("*.ics")
            if "X-ZAAIKALENDER-KEY" in path.read_text() and title in unfolded(path)
        )
        return path


def unfolded(path: Path) -> str:
    return path.read_bytes().decode().replace("\r\n ", "").replace("\\,", ",")


def an_ics(title: str, day: str, *, uid: str = "", guests: tuple[str, ...] = (), clock: str = "") -> str:
    """A file with one event: a whole day, or an hour at that time in Amsterdam."""
    compact = day.replace("-", "")
    if clock:
        start = f"DTSTART;TZID=Europe/Amsterdam:{compact}T{clock.replace(':', '')}00"
        lines = [start, "DURATION:PT1H"]
    else:
        lines = [f"DTSTART;VALUE=DATE:{compact}", "TRANSP:TRANSPARENT"]
    lines += [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{guest}" for guest in guests]
    lines += ["ORGANIZER:mailto:marieke@bureau.example"] if guests else []
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", "BEGIN:VEVENT"]
    about = [
        f"UID:{uid or f'{abs(hash(title)) % 10**8}@test'}",
        "DTSTAMP:20261101T090000Z",
        f"SUMMARY:{title}",
    ]
    return "\r\n".join([*head, *about, *lines, "END:VEVENT", "END:VCALENDAR", ""])


def an_office(
    directory: Path, *names: str, language: str = "nl", start: str = "watch", more: str = ""
) -> Path:
    """A config with a folder for each name; the follow-ups are those that hold without a word in it."""
    calendars = "\n".join(
        f'[[calendar]]\nname = "{name}"\nowner = "{name.title()} <{name}@bureau.example>"\n'
        f'provider = "folder"\npath = "{name}/"\n'
        for name in names
    )
    for name in names:
        (directory / name).mkdir()
    config = directory / "zaaikalender.toml"
    config.write_text(
        f'language = "{language}"\n[office]\ndomains = ["bureau.example"]\n[policy]\nstart = "{start}"\n'
        f"{more}\n{calendars}"
    )
    return config
