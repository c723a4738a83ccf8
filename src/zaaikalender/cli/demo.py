"""`demo`: the main job on a small sample office, with no account and on no calendar of yours.

You need this to see what the product does, in ten seconds. It copies the office to a folder, shows the plan,
writes it, and shows that nothing is left to do. Then two people do what people do: one approves a proposal by
its title, one deletes one. The day is fixed, so that the story is always the same.
"""

import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

import zaaikalender
from zaaikalender import config
from zaaikalender.app import open_app
from zaaikalender.cli.demo_words import tell
from zaaikalender.cli.entry import app
from zaaikalender.cli.screen import Screen
from zaaikalender.cli.session import FAILED, Session
from zaaikalender.cli.sheets import Outcomes, allow, complain, overview, passed, previewed
from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.events import Event
from zaaikalender.errors import ConfigurationError, ZaaiError
from zaaikalender.report.as_text import print_plan
from zaaikalender.texts import clean

MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
"""The moment of the demo: a Tuesday, nine o'clock in Amsterdam."""

APPROVED = ("marieke", "Warmtenet Rijnkade")
DELETED = ("jan", "Capaciteitsplanning Havenbedrijf")
"""In whose calendar which project's proposal is approved, and which is deleted."""


@dataclass(slots=True, kw_only=True)
class _Clock:
    """A clock that stands still until the story goes on."""

    moment: datetime = MORNING

    def __call__(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """The demo at work: the office that it plays in, where its files are, what time it is there."""

    at: Session
    folder: Path
    clock: _Clock

    def say(self, code: str, style: str = "", **facts: object) -> None:
        if style:
            self.at.screen.say("")
        self.at.screen.say(tell(self.at.language, code, **facts), style)

    def later(self, time: timedelta) -> "_Story":
        """The same story, so long after its beginning."""
        self.clock.moment = MORNING + time
        return replace(self, at=replace(self.at, now=self.clock.moment))

    @property
    def time(self) -> str:
        return f"{self.at.now.astimezone(self.at.app.config.office.zone):%H:%M}"

    def everybody_passes(self) -> Outcomes:
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
        return self.folder / entry.calendar / (entry.ref or "")


@app.command()
def demo(
    keep: Annotated[
        Path | None, typer.Option(help="Where to play it: a new or empty folder.", metavar="DIR")
    ] = None,
) -> None:
    """Show the main job on a sample office: a plan, the appointments, and what people do with them."""
    folder = _prepared(keep)
    with _opened(folder) as story:
        story.say("intro", folder=folder)
        outcomes = _plan(story)
        is_right = _write(story) and _again(story)
        is_right = _approve(story) and is_right
        is_right = _delete(story) and is_right
        _where(story)
    if outcomes.failures or not is_right:
        raise typer.Exit(FAILED)


def sample() -> Path:
    """The sample office: installed beside the program, or in a checkout's `config/`."""
    package = Path(zaaikalender.__file__).parent
    for place in (package / "sample", package.parents[1] / "config" / "sample"):
        if (place / "zaaikalender.toml").is_file():
            return place
    raise ConfigurationError("the sample office is missing here. Install zaaikalender again.")


def _prepared(keep: Path | None) -> Path:
    """A folder with a copy of the sample office in it."""
    folder = Path(tempfile.mkdtemp(prefix="zaai-demo-")) if keep is None else keep.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ConfigurationError(f"{folder}: is not empty. Name a new folder, or an empty one.")
        for source in sorted(sample().rglob("*")):
            if source.suffix in {".toml", ".ics"}:
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
def _opened(folder: Path) -> Iterator[_Story]:
    """The copied office, open. Nothing of the environment may lead it to a store or a calendar of yours."""
    language = {name: value for name, value in os.environ.items() if name == "ZAAI_LANGUAGE"}
    settings = config.load(folder / "zaaikalender.toml", language, today=MORNING.date())
    clock = _Clock()
    office = open_app(settings, clock, as_if=True)
    try:
        at = Session(app=office, now=MORNING, screen=Screen(), as_if=True)
        yield _Story(at=at, folder=folder, clock=clock)
    finally:
        office.close()


def _plan(story: _Story) -> Outcomes:
    story.say("plan", "bold")
    at = story.at
    outcomes = previewed(at)
    shown = overview(at, at.app.calendars(), outcomes, named=False, hints=True)
    print_plan(at.screen.out, shown)
    complain(at, shown)
    return outcomes


def _write(story: _Story) -> bool:
    story.say("write", "bold")
    allow(story.at, story.at.app.calendars())
    count = _writes(story.everybody_passes())
    story.say("written", count=count)
    return count > 0


def _again(story: _Story) -> bool:
    """Whether a second pass over the same calendars writes nothing."""
    story.say("again", "bold")
    count = _writes(story.later(timedelta(minutes=1)).everybody_passes())
    story.say("not_quiet" if count else "nothing_left", count=count)
    return count == 0


def _writes(outcomes: Outcomes) -> int:
    return sum(len(result.done) for result in outcomes.results.values())


def _approve(story: _Story) -> bool:
    """Her yes: the prefix goes, and after ten minutes the guests come."""
    entry = story.entry(*APPROVED)
    story.say("approve", "bold", title=clean(entry.project))
    _take_prefix_away(story.file(entry), story.at.texts.prefix)
    noticed = story.later(timedelta(minutes=15))
    noticed.everybody_passes()
    noticed.say("waits", time=noticed.time)
    invited = story.later(timedelta(minutes=30))
    outcomes = invited.everybody_passes()
    at = invited.at
    invited.say("invited", time=invited.time)
    shown = overview(at, at.app.calendars(entry.calendar), outcomes, named=True)
    print_plan(at.screen.out, shown, done=True)
    after = invited.entry(*APPROVED)
    _show(invited, after)
    return after.state is State.INVITED


def _take_prefix_away(file: Path, prefix: str) -> None:
    """As her calendar program does it."""
    text = file.read_bytes()
    file.write_bytes(text.replace(b"SUMMARY:" + prefix.encode(), b"SUMMARY:", 1))


def _show(story: _Story, entry: Entry) -> None:
    """The event as it stands in its file."""
    target = story.at.app.post(story.at.app.config.calendar(entry.calendar)).target
    (event,) = target.find(entry.key, entry.uid)
    story.say("file", file=story.file(entry).relative_to(story.folder))
    story.at.screen.say(f"      {clean(event.title)}")
    story.say("guests", guests=", ".join(_guests(event)))
    for line in event.text.splitlines():
        if line.strip():
            story.at.screen.say(f"      {line}", "dim")


def _guests(event: Event) -> list[str]:
    return [clean(each.person.address) for each in event.attendees if each.person != event.organizer]


def _delete(story: _Story) -> bool:
    """His no: it goes, and stays away."""
    entry = story.entry(*DELETED)
    story.say("delete", "bold", title=clean(entry.project))
    story.file(entry).unlink()
    story.later(timedelta(minutes=45)).everybody_passes()
    story.later(timedelta(days=7)).everybody_passes()
    stays = not story.file(entry).exists()
    story.say("stays_deleted" if stays else "came_back", key=entry.key[:8])
    return stays


def _where(story: _Story) -> None:
    story.say("where", "bold")
    story.say("open", folder=story.folder)
    program = "zaai" if shutil.which("zaai") else sys.argv[0]
    file = shlex.quote(str(story.folder / "zaaikalender.toml"))
    for command in ("list", "plan --format html"):
        story.say("command", command=f"{program} --config {file} --now 2026-12-01T09:00+01:00 {command}")
