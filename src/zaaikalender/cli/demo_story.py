"""The stage of `demo`: the sample office in a folder of its own, its clock, and what its people do by hand.

You need this to tell another part of the story. Time passes only where the story says so, and people change
their calendars as a calendar program does: in the file.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import zaaikalender
from zaaikalender import config
from zaaikalender.app import open_app
from zaaikalender.cli.demo_words import tell
from zaaikalender.cli.screen import Screen
from zaaikalender.cli.session import Session
from zaaikalender.cli.sheets import Outcomes, overview, passed
from zaaikalender.core.appointments import Entry, Kind
from zaaikalender.core.events import Event
from zaaikalender.errors import ConfigurationError, ZaaiError
from zaaikalender.report.as_text import print_plan

MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
"""The moment of the demo: a Tuesday, nine o'clock in Amsterdam."""


@dataclass(slots=True, kw_only=True)
class Clock:
    """A clock that stands still until the story goes on."""

    moment: datetime = MORNING

    def __call__(self) -> datetime:
        """What it says."""
        return self.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The demo at work: the office that it plays in, where its files are, what time it is there."""

    at: Session
    folder: Path
    clock: Clock

    def say(self, code: str, style: str = "", **facts: object) -> None:
        """A line of the story; one with a style begins a new part."""
        if style:
            self.at.screen.say("")
        self.at.screen.say(self.tell(code, **facts), style)

    def later(self, time: timedelta) -> "Story":
        """The same story, so long after its beginning."""
        self.clock.moment = MORNING + time
        return replace(self, at=replace(self.at, now=self.clock.moment))

    @property
    def time(self) -> str:
        """What the office's clock says now."""
        return f"{self.at.now.astimezone(self.at.app.config.office.zone):%H:%M}"

    def everybody_passes(self) -> Outcomes:
        """A pass over each calendar."""
        return passed(self.at, self.at.app.calendars(), holder="demo")

    def entry(self, calendar: str, project: str) -> Entry:
        """The follow-up of that project."""
        entries = self.at.app.store.entries(calendar)
        for entry in entries:
            if entry.kind is Kind.FOLLOW_UP and entry.project == project and entry.ref:
                return entry
        raise ZaaiError(
            f"the demo misses a proposal in {calendar}. Report this, with what was printed above."
        )

    def file(self, entry: Entry) -> Path:
        """Where an appointment stands."""
        return self.folder / entry.calendar / (entry.ref or "")

    def take_prefix_away(self, entry: Entry) -> None:
        """Yes, as a calendar program writes it."""
        self.edit(entry, f"SUMMARY:{self.at.texts.prefix}", "SUMMARY:")

    def edit(self, entry: Entry, before: str, after: str) -> None:
        """Other words in the file of an appointment, once; its lines become as long as they are."""
        file = self.file(entry)
        whole = file.read_bytes().decode().replace("\r\n ", "")
        file.write_bytes(whole.replace(before, after, 1).encode())

    def on(self, moment: datetime | str) -> "Story":
        """The same story at a moment: an instant, or what the office's clock says then."""
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment).replace(tzinfo=self.at.app.config.office.zone)
        return self.later(moment - MORNING)

    def tell(self, code: str, **facts: object) -> str:
        """The sentence of that code."""
        return tell(self.at.language, code, **facts)

    def event(self, entry: Entry) -> Event:
        """An appointment as it stands in its file."""
        target = self.at.app.post(self.at.app.config.calendar(entry.calendar)).target
        (event,) = target.find(entry.key, entry.uid)
        return event

    def show_text(self, event: Event) -> None:
        """The text of an event, without its empty lines."""
        for line in event.text.splitlines():
            if line.strip():
                self.at.screen.say(f"      {line}", "dim")

    def print_done(self, calendar: str, outcomes: Outcomes) -> None:
        """What a pass did in one calendar, as its owner sees it."""
        chosen = self.at.app.calendars(calendar)
        print_plan(self.at.screen.out, overview(self.at, chosen, outcomes, named=True), done=True)


def sample() -> Path:
    """The sample office: installed beside the program, or in a checkout's `config/`."""
    package = Path(zaaikalender.__file__).parent
    for place in (package / "sample", package.parents[1] / "config" / "sample"):
        if (place / "zaaikalender.toml").is_file():
            return place
    raise ConfigurationError("the sample office is missing here. Install zaaikalender again.")


def prepared(keep: Path | None) -> Path:
    """A folder with a copy of the sample office in it."""
    folder = Path(tempfile.mkdtemp(prefix="zaai-demo-")) if keep is None else keep.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ConfigurationError(f"{folder}: is not empty. Name a new folder, or an empty one.")
        for source in sorted(sample().rglob("*")):
            if source.suffix in {".toml", ".ics", ".csv"}:
                _copied(source, folder / source.relative_to(sample()))
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        raise ConfigurationError(f"{folder}: cannot be written ({why}). Name another folder.") from error
    return folder


def _copied(source: Path, target: Path) -> None:
    """A copy that may be written, wherever it came from."""
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, target)


@contextmanager
def opened(folder: Path) -> Iterator[Story]:
    """The copied office, open. Nothing of the environment may lead it to a store or a calendar of yours."""
    language = {name: value for name, value in os.environ.items() if name == "ZAAI_LANGUAGE"}
    settings = config.load(folder / "zaaikalender.toml", language, today=MORNING.date())
    clock = Clock()
    office = open_app(settings, clock, as_if=True)
    try:
        at = Session(app=office, now=MORNING, screen=Screen(), as_if=True)
        yield Story(at=at, folder=folder, clock=clock)
    finally:
        office.close()
