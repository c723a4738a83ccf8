"""`demo`: the main job on a small sample office, with no account and on no calendar of yours.

You need this to see what the product does, in ten seconds. It copies the office to a folder, shows the plan,
writes it, and shows that nothing is left to do. Then two people do what people do: one approves a proposal by
its title, one deletes one. The day is fixed, so that the story is always the same.
"""

import shlex
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from zaaikalender.cli.demo_network import LAST, network
from zaaikalender.cli.demo_story import Story, opened, prepared
from zaaikalender.cli.entry import app
from zaaikalender.cli.session import FAILED
from zaaikalender.cli.sheets import Outcomes, allow, complain, overview, previewed
from zaaikalender.core.appointments import Entry, State
from zaaikalender.core.events import Event
from zaaikalender.report.as_text import print_plan
from zaaikalender.texts import clean

APPROVED = ("marieke", "Warmtenet Rijnkade")
DELETED = ("jan", "Capaciteitsplanning Havenbedrijf")
"""In whose calendar which project's proposal is approved, and which is deleted."""


@app.command()
def demo(
    keep: Annotated[
        Path | None, typer.Option(help="Where to play it: a new or empty folder.", metavar="DIR")
    ] = None,
) -> None:
    """Show the main job on a sample office. A plan, the appointments, and what people do with them."""
    folder = prepared(keep)
    is_right = follow_ups(folder)
    is_right = network(folder) and is_right
    _where(folder)
    if not is_right:
        raise typer.Exit(FAILED)


def follow_ups(folder: Path) -> bool:
    """The first half, in a folder with the sample office; whether all went as it should."""
    with opened(folder) as story:
        story.say("intro", folder=folder)
        outcomes = _plan(story)
        is_right = _write(story) and _again(story)
        is_right = _approve(story) and is_right
        return _delete(story) and is_right and not outcomes.failures


def _plan(story: Story) -> Outcomes:
    story.say("plan", "bold")
    at = story.at
    outcomes = previewed(at)
    shown = overview(at, at.app.calendars(), outcomes, named=False, hints=True)
    print_plan(at.screen.out, shown)
    complain(at, shown)
    return outcomes


def _write(story: Story) -> bool:
    story.say("write", "bold")
    allow(story.at, story.at.app.calendars())
    count = _writes(story.everybody_passes())
    story.say("written", count=count)
    return count > 0


def _again(story: Story) -> bool:
    """Whether a second pass over the same calendars writes nothing."""
    story.say("again", "bold")
    count = _writes(story.later(timedelta(minutes=1)).everybody_passes())
    story.say("not_quiet" if count else "nothing_left", count=count)
    return count == 0


def _writes(outcomes: Outcomes) -> int:
    return sum(len(result.done) for result in outcomes.results.values())


def _approve(story: Story) -> bool:
    """Her yes: the prefix goes, and after ten minutes the guests come."""
    entry = story.entry(*APPROVED)
    story.say("approve", "bold", title=clean(entry.project))
    story.take_prefix_away(entry)
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


def _show(story: Story, entry: Entry) -> None:
    """The event as it stands in its file."""
    event = story.event(entry)
    story.say("file", file=story.file(entry).relative_to(story.folder))
    story.at.screen.say(f"      {clean(event.title)}")
    story.say("guests", guests=", ".join(_guests(event)))
    story.show_text(event)


def _guests(event: Event) -> list[str]:
    return [clean(each.person.address) for each in event.attendees if each.person != event.organizer]


def _delete(story: Story) -> bool:
    """His no: it goes, and stays away."""
    entry = story.entry(*DELETED)
    story.say("delete", "bold", title=clean(entry.project))
    story.file(entry).unlink()
    story.later(timedelta(minutes=45)).everybody_passes()
    story.later(timedelta(days=7)).everybody_passes()
    stays = not story.file(entry).exists()
    story.say("stays_deleted" if stays else "came_back", key=entry.key[:8])
    return stays


def _where(folder: Path) -> None:
    program = "zaai" if shutil.which("zaai") else sys.argv[0]
    with opened(folder) as story:
        story.say("where", "bold")
        story.say("open", folder=folder)
        start = f"{program} --config {shlex.quote(str(folder / 'zaaikalender.toml'))} --now {LAST}"
        for command in ("list", "list --calendar marieke", "report --year 2027", "plan --format html"):
            story.say("command", command=f"{start} {command}")
