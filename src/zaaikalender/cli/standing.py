"""`list` and `why`: what stands, how each calendar is, and where an appointment comes from.

You need this to look without reading a calendar: both tell what the last pass saw. Keys are shown short;
so much of one is enough for every command.
"""

from typing import Annotated

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.passes import Calendar, Short
from zaaikalender.cli.session import Session, session
from zaaikalender.cli.sheets import conditions_of, showing
from zaaikalender.cli.words import require_open
from zaaikalender.config import CalendarConfig
from zaaikalender.report.as_json import list_json
from zaaikalender.report.as_text import print_list
from zaaikalender.report.origin import origin_of, print_origin
from zaaikalender.report.overview import Condition, Overview, Sheet


@app.command(name="list")
def list_(
    context: typer.Context,
    calendar: Calendar = None,
    format: Short = Short.TEXT,  # noqa: A002
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is over, skipped or taken away.")
    ] = False,
) -> None:
    """Show what stands, with state and date, and open questions."""
    with session(context) as at:
        conditions = conditions_of(at)
        sheets = tuple(
            _sheet(at, each, conditions.get(each.name), named=calendar is not None, everything=everything)
            for each in at.app.calendars(calendar)
        )
        shown = Overview(as_of=at.now, zone=at.app.config.office.zone, language=at.language, sheets=sheets)
        if format is Short.JSON:
            at.screen.data(list_json(shown))
        else:
            print_list(at.screen.out, shown)


@app.command()
def why(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="A key, or how it begins (`zaai list`).")],
    calendar: Calendar = None,
) -> None:
    """Show where an appointment comes from. Its rule, project and dates, and each decision since."""
    with session(context) as at:
        if calendar is not None:
            at.app.config.calendar(calendar)
        entry = at.app.store.find_entry(key, calendar)
        known = at.app.store.load(entry.calendar, now=at.now)
        shown = showing(
            at, at.app.config.calendar(entry.calendar), named=calendar is not None, renames=known.renames
        )
        require_open(entry, shown, key)
        origin = origin_of(entry, shown.entry(entry), known, at.texts.zone)
        print_origin(at.screen.out, origin, at.app.store.history(entry.key), at.texts)


def _sheet(
    at: Session, calendar: CalendarConfig, condition: Condition | None, *, named: bool, everything: bool
) -> Sheet:
    known = at.app.store.load(calendar.name, now=at.now)
    shown = showing(at, calendar, named=named, renames=known.renames)
    waiting = tuple(question for question in known.questions if question.answer is None)
    return Sheet(
        calendar=calendar.name,
        provider=calendar.provider.provider,
        complete=known.state.fingerprint is not None,
        events=len(known.kept),
        standing=shown.listing(known.entries, everything=everything),
        questions=tuple(shown.asked(question) for question in waiting),
        condition=condition or Condition(allowed=False),
    )
