"""`plan`, `apply`, `run`: what would change, making it so after a yes, and one pass unattended.

You need this for what these commands show and how they end. A plan reads all calendars, since a project that
stands in several is followed up in one of them; it shows those that were asked for.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, NoReturn

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.failures import in_language
from zaaikalender.cli.session import WAITS, Session, session
from zaaikalender.cli.sheets import (
    allow,
    before_the_yes,
    complain,
    exit_code,
    overview,
    passed,
    previewed,
)
from zaaikalender.config import CalendarConfig
from zaaikalender.report.as_html import plan_html
from zaaikalender.report.as_json import plan_json
from zaaikalender.report.as_text import print_plan
from zaaikalender.report.overview import Overview


class Format(StrEnum):
    """For whom a plan is printed: people, programs, a browser."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Short(StrEnum):
    """For whom the outcome of a pass is printed."""

    TEXT = "text"
    JSON = "json"


Calendar = Annotated[
    str | None, typer.Option(help="This calendar only; its owner's private entries show.", metavar="NAME")
]
Yes = Annotated[bool, typer.Option("--yes", help="The owner's yes, without being asked.")]


@app.command()
def plan(context: typer.Context, format: Format = Format.TEXT, calendar: Calendar = None) -> None:  # noqa: A002
    """Show what would change, and why. Writes nothing in any calendar."""
    with session(context) as at:
        chosen = at.app.calendars(calendar)
        outcomes = previewed(at)
        shown = overview(at, chosen, outcomes, named=calendar is not None, hints=True)
        _print(at, shown, format)
        complain(at, shown)
        raise typer.Exit(exit_code(shown, outcomes, waits=False))


@app.command()
def apply(
    context: typer.Context,
    calendar: Calendar = None,
    format: Short = Short.TEXT,  # noqa: A002
    *,
    yes: Yes = False,
) -> None:
    """Show the plan, ask, and make it so. Your yes lets these calendars be written from now on."""
    with session(context) as at:
        chosen = at.app.calendars(calendar)
        named = calendar is not None
        outcomes = previewed(at)
        shown = overview(at, chosen, outcomes, named=named, hints=True)
        readable = tuple(each for each in chosen if each.name in outcomes.results)
        if format is Short.TEXT:
            print_plan(at.screen.out, before_the_yes(shown))
        if readable and not yes and not _agrees(at, format, [each.name for each in readable]):
            complain(at, shown)
            raise typer.Exit(WAITS)
        allow(at, readable)
        carry_out(at, chosen, format, holder="apply", named=named)


@app.command()
def run(context: typer.Context, calendar: Calendar = None, format: Short = Short.TEXT) -> None:  # noqa: A002
    """Make one pass, unattended, within policy and limits."""
    with session(context) as at:
        carry_out(at, at.app.calendars(calendar), format, holder="run", named=calendar is not None)


def carry_out(  # noqa: PLR0913 - what a pass is told, each by its name
    at: Session,
    chosen: Sequence[CalendarConfig],
    form: Short,
    *,
    holder: str,
    named: bool,
    about: frozenset[str] = frozenset(),
) -> NoReturn:
    """Passes over these calendars, and what came of them; ends the command with its exit code.

    `about` are keys of appointments of which it is also told why they were left alone.
    """
    outcomes = passed(at, chosen, holder=holder)
    shown = overview(at, chosen, outcomes, named=named)
    if form is Short.JSON:
        at.screen.data(plan_json(shown, done=True))
    else:
        print_plan(at.screen.out, shown, done=True, about=about)
    complain(at, shown)
    raise typer.Exit(exit_code(shown, outcomes, waits=True))


def _agrees(at: Session, form: Short, names: list[str]) -> bool:
    """Whether a person says yes. A program that wants JSON says so with `--yes`."""
    if form is Short.JSON:
        told = "apply --format json asks nobody: add --yes, the owner's yes for these calendars."
        at.screen.complain(in_language(at.language, told))
        return False
    return at.screen.agrees(at.say("ask_apply", calendars=", ".join(names)))


def _print(at: Session, shown: Overview, form: Format) -> None:
    match form:
        case Format.JSON:
            at.screen.data(plan_json(shown))
        case Format.HTML:
            at.screen.data(plan_html(shown))
        case Format.TEXT:
            print_plan(at.screen.out, shown)
