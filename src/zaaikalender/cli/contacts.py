"""`contacts`: a person's own list, read from a file, shown, and written out again.

You need this for the list of seven. It is its owner's alone: with more than one calendar each of these
commands wants `--calendar NAME`, and nothing that another command shows has a name from it.
"""

from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from zaaikalender.cli.entry import app
from zaaikalender.cli.passes import Yes
from zaaikalender.cli.session import DONE, WAITS, Session, session
from zaaikalender.config import CalendarConfig
from zaaikalender.config.durations import span_in_words
from zaaikalender.core.contacts import Contact
from zaaikalender.errors import ConfigurationError
from zaaikalender.lists import (
    Listed,
    Means,
    NoList,
    format_of,
    import_file,
    list_of,
    means_of,
    remove,
    template,
    write,
)
from zaaikalender.lists.headers import TITLES, Column
from zaaikalender.report.words import short

contacts = typer.Typer(
    help="A person's own list: import, export, suggest, remove.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(contacts, name="contacts")

Owner = Annotated[
    str | None,
    typer.Option("--calendar", metavar="NAME", help="Whose list; needed where there are several calendars."),
]
_WIDE = 200
_SHOWN = (
    Column.NAME,
    Column.ORGANISATION,
    Column.ADDRESS,
    Column.TELEPHONE,
    Column.FORM,
    Column.EVERY,
    Column.LAST,
)


@contacts.command(name="import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An Excel (.xlsx) or CSV file.")],
    calendar: Owner = None,
) -> None:
    """Make a person's list what stands in a file. Of each row that cannot be taken it says why."""
    with session(context) as at:
        chosen = whose(at, calendar)
        done = import_file(chosen, file, means(at), now=at.now)
        for sentence in done.complaints:
            at.screen.complain(sentence)
        facts = {"count": done.taken, "new": done.new, "calendar": chosen.name, "goal": chosen.goal}
        at.screen.say(at.say("imported", **facts))
        if done.gone:
            at.screen.say(at.say("imported_gone", count=done.gone))


@contacts.command()
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to: .xlsx, .csv or .vcf (vCard 4).")],
    calendar: Owner = None,
    *,
    yes: Yes = False,
) -> None:
    """Write a person's list to a file, for himself or for a CRM."""
    with session(context) as at:
        chosen = whose(at, calendar)
        format_of(file)
        listed = _listed(at, chosen)
        if not listed.contacts:
            raise NoList(at.say("list_empty", calendar=chosen.name))
        if not _may_write(at, file, yes=yes):
            raise typer.Exit(WAITS)
        at.app.store.trail.exported(chosen.name, at.now)
        write(file, listed.contacts, at.language, now=at.now)
        at.screen.say(at.say("exported", count=len(listed.contacts), file=file))


@contacts.command(name="template")
def template_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to: .xlsx or .csv.")],
    *,
    yes: Yes = False,
) -> None:
    """Write an empty list to fill in."""
    with session(context) as at:
        format_of(file)
        if not _may_write(at, file, yes=yes):
            raise typer.Exit(WAITS)
        template(file, [form.name for form in at.app.config.forms.values()], at.language, now=at.now)
        living = at.app.config.settings.contacts.file is not None
        at.screen.say(at.say("template_living" if living else "template_written", file=file))


@contacts.command(name="remove")
def remove_(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO", help="An e-mail address, a full name, or an id.")],
    calendar: Owner = None,
) -> None:
    """Take somebody off a person's list."""
    with session(context) as at:
        chosen = whose(at, calendar)
        # What the file says now counts: who came to stand in it since is taken out there.
        _listed(at, chosen)
        remove(chosen, who, means(at), now=at.now)
        at.screen.say(at.say("off_the_list", calendar=chosen.name))


@contacts.command(name="list")
def list_(context: typer.Context, calendar: Owner = None) -> None:
    """Show a person's list."""
    with session(context) as at:
        chosen = whose(at, calendar)
        listed = _listed(at, chosen)
        if listed.contacts:
            show_list(at, listed.contacts)
        at.screen.say(at.say("on_the_list", count=len(listed.contacts), goal=chosen.goal))
        raise typer.Exit(DONE)


def whose(at: Session, name: str | None) -> CalendarConfig:
    """The calendar whose list is meant. Raises `ConfigurationError` where several could be."""
    calendars = at.app.calendars(name)
    if len(calendars) > 1:
        raise ConfigurationError(
            "there are several calendars, and a list is one person's: add --calendar NAME."
        )
    return calendars[0]


def means(at: Session) -> Means:
    """What lists are kept with, in this office."""
    return means_of(at.app.config, at.app.store, at.app.bureau.office_key)


def _listed(at: Session, calendar: CalendarConfig) -> Listed:
    listed = list_of(calendar, means(at), now=at.now)
    for sentence in listed.complaints:
        at.screen.complain(sentence)
    return listed


def _may_write(at: Session, file: Path, *, yes: bool) -> bool:
    """Whether a file may be written there; what is there is replaced only after a yes, and it is said."""
    if not file.exists():
        return True
    if not yes and not at.screen.agrees(at.say("ask_replace", file=file)):
        at.screen.say(at.say("nothing_done"))
        return False
    at.screen.say(at.say("replaced", file=file))
    return True


def show_list(at: Session, people: tuple[Contact, ...]) -> None:
    """Shows a list as a table; where no terminal says how wide it is, no cell need be broken."""
    out, table = at.screen.out, _table(people, at.language)
    page = out if out.is_terminal else Console(file=out.file, width=_WIDE, highlight=False, markup=False)
    page.print(table)


def _table(people: tuple[Contact, ...], language: str) -> Table:
    table = Table(box=SIMPLE, pad_edge=False)
    for column in _SHOWN:
        table.add_column(TITLES[language][column], overflow="fold")
    for each in people:
        every = span_in_words(each.every, language) if each.every else ""
        last = short(each.last, language) if each.last else ""
        cells = (each.name, each.organisation, each.address, each.telephone, each.form, every, last)
        table.add_row(*map(Text, cells))
    return table
