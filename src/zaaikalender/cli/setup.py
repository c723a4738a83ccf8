"""`init` and `connect`: a config to start from, and the first look at a calendar.

You need this on the first day. Connecting lets a person log in where his calendar stands on a server, checks
it, shows its plan and asks for its owner's yes; until then nothing is written there.
"""

from pathlib import Path
from typing import Annotated

import typer

from zaaikalender import config
from zaaikalender.cli.contacts import means
from zaaikalender.cli.entry import app
from zaaikalender.cli.folders import try_folder
from zaaikalender.cli.passes import Yes
from zaaikalender.cli.session import WAITS, Session, session
from zaaikalender.cli.sheets import allow, before_the_yes, complain, exit_code, overview, previewed
from zaaikalender.cli.suggesting import propose
from zaaikalender.cli.talk import TerminalTalk
from zaaikalender.config import CalendarConfig, FolderConfig
from zaaikalender.core.ports import Mails
from zaaikalender.errors import ZaaiError
from zaaikalender.lists import list_of
from zaaikalender.report.as_text import print_plan


@app.command()
def init(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where to; this folder if you name none.")
    ] = Path(),
) -> None:
    """Write an annotated config to start from. Overwrites nothing."""
    for path in config.write_initial(directory):
        typer.echo(f"wrote {path}")
    file = directory / "zaaikalender.toml"
    option = "" if directory == Path() else f" --config {file}"
    typer.echo(
        f"Next: put your office's domains and one [[calendar]] per person in {file}; make the folders that "
        f"they name; then `zaai{option} connect NAME` for each, and `zaai{option} doctor` whenever in doubt. "
        "`zaai guide` prints how to do that for each kind of calendar, and how to run it as a service."
    )


@app.command()
def connect(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The calendar's name in the config.")],
    *,
    yes: Yes = False,
) -> None:
    """Log in to a calendar, show its first plan, ask for a yes."""
    with session(context) as at:
        calendar = at.app.config.calendar(name)
        if isinstance(calendar.provider, FolderConfig):
            try_folder(calendar.provider.path)
            at.screen.say(at.say("reachable", calendar=name))
        else:
            at.app.servers.connect(calendar, TerminalTalk(screen=at.screen, language=at.language))
            # What failed before is mended: its turn does not wait until the pause after a failure is over.
            at.app.store.make_due(name)
        _tell_what_it_means(at, calendar)
        outcomes = previewed(at)
        shown = overview(at, (calendar,), outcomes, named=True, hints=True)
        print_plan(at.screen.out, before_the_yes(shown))
        complain(at, shown)
        if name in outcomes.failures:
            raise typer.Exit(exit_code(shown, outcomes, waits=False))
        if not yes and not at.screen.agrees(at.say("ask_apply", calendars=name)):
            at.screen.say(at.say("only_watched", calendar=name))
            raise typer.Exit(WAITS)
        allow(at, (calendar,))
        at.screen.say(at.say("connected", calendar=name))
        _offer_a_list(at, calendar, asks=not yes)


def _tell_what_it_means(at: Session, calendar: CalendarConfig) -> None:
    """Who mails guests, and which figures of him the office sees."""
    mails = at.app.post(calendar).target.traits.mails
    folder = isinstance(calendar.provider, FolderConfig) and mails is Mails.NOBODY
    at.screen.say(at.say("folder_mails_nobody" if folder else f"mails.{mails.value}", calendar=calendar.name))
    if at.app.config.settings.report.per_person:
        at.screen.say(at.say("connect.per_person", calendar=calendar.name))


def _offer_a_list(at: Session, calendar: CalendarConfig, *, asks: bool) -> None:
    """The list made on the spot, from the people he met. What goes wrong there undoes no connecting."""
    try:
        on = len(list_of(calendar, means(at), now=at.now).contacts)
        if on >= calendar.goal:
            return
        facts = {"calendar": calendar.name, "on": on, "goal": calendar.goal}
        if not asks:
            at.screen.say(at.say("connect.list_later", **facts))
        elif at.screen.agrees(at.say("connect.list_now", **facts)):
            propose(at, calendar)
    except ZaaiError as error:
        at.screen.complain(at.failure(error))
