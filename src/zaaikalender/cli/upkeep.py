"""`undo` and `resume`: taking away again what we wrote, and going on.

You need this when somebody wants his calendar as it was. What would go is shown first; what a person changed
stays, and so does what guests were invited to unless that was asked for. After that the calendar stands
still, or the next pass would plan everything anew.
"""

from collections.abc import Iterable
from typing import Annotated

import typer

from zaaikalender.cli.entry import app, code_of
from zaaikalender.cli.passes import Calendar, Yes
from zaaikalender.cli.session import DONE, FAILED, WAITS, Session, moment_of, session
from zaaikalender.cli.sheets import showing
from zaaikalender.config import CalendarConfig
from zaaikalender.errors import ZaaiError
from zaaikalender.removal import taken_away, would_go
from zaaikalender.report.as_text import print_plan
from zaaikalender.report.overview import Overview, Sheet
from zaaikalender.undo import Scope, Undoing


@app.command(name="undo")
def undo_command(
    context: typer.Context,
    calendar: Calendar = None,
    since: Annotated[
        str | None, typer.Option(help="Only what was first written from this moment on (ISO 8601).")
    ] = None,
    *,
    invited: Annotated[
        bool, typer.Option("--invited", help="Also what was approved, and what guests were invited to.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Take away what was written and nobody changed. Then the calendar stands still until `resume`."""
    with session(context) as at:
        moment = moment_of(since, at.app.config.office.zone, "--since") if since else None
        scope = Scope(since=moment, invited=invited)
        chosen = at.app.calendars(calendar)
        found, code = _looked_up(at, chosen, scope, named=calendar is not None)
        going = [each for each in chosen if each.name in found and found[each.name].cancels]
        for each in chosen:
            if each.name in found and each not in going:
                at.screen.say(at.say("nothing_to_undo", calendar=each.name))
        if not going:
            raise typer.Exit(code)
        names = ", ".join(each.name for each in going)
        if not yes and not at.screen.agrees(at.say("ask_undo", calendars=names)):
            at.screen.say(at.say("nothing_done"))
            raise typer.Exit(WAITS)
        raise typer.Exit(max(code, *(_undo(at, each, scope) for each in going)))


@app.command()
def resume(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME", help="The calendar's name.")]
) -> None:
    """Let a calendar go on that stands still."""
    with session(context) as at:
        calendar = at.app.config.calendar(name)
        paused = {state.name for state in at.app.store.calendars() if state.paused_at is not None}
        at.app.store.resume(calendar.name, at.now)
        at.screen.say(at.say("resumed" if calendar.name in paused else "not_paused", calendar=name))


def _looked_up(
    at: Session, chosen: Iterable[CalendarConfig], scope: Scope, *, named: bool
) -> tuple[dict[str, Undoing], int]:
    """What would go in each calendar, shown; one that cannot be read stops no other."""
    found: dict[str, Undoing] = {}
    sheets, code = [], DONE
    for calendar in chosen:
        try:
            found[calendar.name] = would_go(at.app, calendar, scope, at.now)
        except ZaaiError as error:
            at.screen.complain(f"{calendar.name}: {at.failure(error)}")
            code = max(code, FAILED if code_of(error) != DONE else DONE)
        else:
            sheets.append(sheet_of(at, calendar, found[calendar.name], named=named))
    show(at, sheets)
    return found, code


def sheet_of(at: Session, calendar: CalendarConfig, found: Undoing, *, named: bool) -> Sheet:
    """What would go, to be shown."""
    return showing(at, calendar, named=named).removals(found.cancels, found.left_alone, found.unreadable)


def show(at: Session, sheets: Iterable[Sheet]) -> None:
    """Shows what would go."""
    zone = at.app.config.office.zone
    print_plan(at.screen.out, Overview(as_of=at.now, zone=zone, language=at.language, sheets=tuple(sheets)))


def _undo(at: Session, calendar: CalendarConfig, scope: Scope) -> int:
    """Takes it away in one calendar; gives the exit code."""
    try:
        with at.screen.busy(at.say("busy_with", calendar=calendar.name)):
            count, refused = taken_away(at.app, calendar, scope, at.now)
    except ZaaiError as error:
        at.screen.complain(f"{calendar.name}: {at.failure(error)}")
        return FAILED
    at.screen.say(at.say("undone", calendar=calendar.name, count=count))
    for sentence in refused:
        at.screen.complain(f"{calendar.name}: {sentence}")
    return FAILED if refused else DONE
