"""`forget`: a calendar with all that is stored of it, or a person from outside wherever he is named.

You need this when a colleague leaves or somebody asks to be forgotten. Appointments stay in the calendar
unless `--remove`; then those go that nobody changed and nobody was invited to.
"""

from typing import Annotated

import typer

from zaaikalender import lists
from zaaikalender.cli.entry import app
from zaaikalender.cli.pages import sign_out
from zaaikalender.cli.passes import Yes
from zaaikalender.cli.session import DONE, FAILED, WAITS, Session, session
from zaaikalender.cli.talk import TerminalTalk
from zaaikalender.cli.upkeep import sheet_of, show
from zaaikalender.config import CalendarConfig, FolderConfig
from zaaikalender.core.people import Person
from zaaikalender.errors import ConfigurationError, ZaaiError
from zaaikalender.removal import taken_away, would_go
from zaaikalender.undo import Scope
from zaaikalender.web.member import member_of


@app.command()
def forget(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The calendar's name.")] = None,
    person: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="An outsider's e-mail address, instead of NAME.")
    ] = None,
    *,
    remove: Annotated[
        bool, typer.Option("--remove", help="Also take away what was written and nobody changed.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Delete all that is stored of a calendar, or of an outsider."""
    with session(context) as at:
        if (name is None) == (person is None):
            raise ConfigurationError(
                "forget takes a calendar's NAME or --person ADDRESS: type one of the two."
            )
        if person is not None and remove:
            raise ConfigurationError("--remove goes with a calendar's NAME: leave it out beside --person.")
        code = _calendar(at, name, remove=remove, yes=yes) if name else _person(at, person or "", yes=yes)
        raise typer.Exit(code)


def _calendar(at: Session, name: str, *, remove: bool, yes: bool) -> int:
    stored = {state.name for state in at.app.store.calendars()}
    # One that left the config already can still be forgotten.
    calendar = (
        None if name in stored and not remove and not _is_configured(at, name) else at.app.calendars(name)[0]
    )
    if calendar and remove:
        show(at, [sheet_of(at, calendar, would_go(at.app, calendar, Scope(), at.now), named=True)])
    question = "ask_forget_remove" if remove else "ask_forget"
    if not yes and not at.screen.agrees(at.say(question, calendar=name)):
        at.screen.say(at.say("nothing_done"))
        return WAITS
    if calendar and remove:
        _count, refused = taken_away(at.app, calendar, Scope(), at.now)
        if refused:
            for sentence in refused:
                at.screen.complain(f"{name}: {sentence}")
            # What could not be taken away must stay known, or nobody could find it again.
            return FAILED
    if calendar:
        _withdraw(at, calendar)
    at.app.store.forget(name, at=at.now)
    if calendar:
        sign_out(at, calendar.owner)
    at.screen.say(at.say("forgotten", calendar=name))
    return DONE


def _withdraw(at: Session, calendar: CalendarConfig) -> None:
    """Withdraws what logs in; where its server does not answer, the person hears that it still is valid."""
    if isinstance(calendar.provider, FolderConfig):
        return
    try:
        at.app.servers.revoke(calendar, TerminalTalk(screen=at.screen, language=at.language))
    except ZaaiError as error:
        at.screen.complain(f"{calendar.name}: {at.failure(error)}")
        at.screen.say(at.say("forget.not_withdrawn", calendar=calendar.name))


def _is_configured(at: Session, name: str) -> bool:
    return any(calendar.name == name for calendar in at.app.config.calendars)


def _person(at: Session, address: str, *, yes: bool) -> int:
    person = Person(address=address)
    if "@" not in address.strip("@") or not person.domain or " " in person.address:
        raise ConfigurationError(f"'{address}' is no e-mail address: write it as name@client.example.")
    if person.domain in at.app.config.office.domains and not _is_only_manager(at, person):
        raise ConfigurationError("that is a colleague's address: forget his calendar by its NAME instead.")
    if not yes and not at.screen.agrees(at.say("ask_person")):
        at.screen.say(at.say("nothing_done"))
        return WAITS
    if person.domain in at.app.config.office.domains:
        sign_out(at, person)
        at.screen.say(at.say("manager_forgotten"))
        return DONE
    key = at.app.bureau.office_key
    # First the mark: from then on no list takes him in again, whoever reads its file meanwhile.
    also = _words_of(at, person)
    count = at.app.store.forget_person(person.address, office_key=key, at=at.now, also=also)
    count += lists.forget(person.address, lists.means_of(at.app.config, at.app.store, key), now=at.now)
    at.screen.say(at.say("person_forgotten", count=count))
    return DONE


def _is_only_manager(at: Session, person: Person) -> bool:
    """Whether all that is kept of a colleague is with which account he looks at the office's counts."""
    member = member_of(at.app.config, person.address)
    return member is not None and not member.calendars


def _words_of(at: Session, person: Person) -> tuple[str, ...]:
    """How lists call somebody, and his numbers there: call lists hold them."""
    found: list[str] = []
    means = lists.means_of(at.app.config, at.app.store, at.app.bureau.office_key)
    for calendar in at.app.calendars():
        try:
            listed = lists.list_of(calendar, means, now=at.now).contacts
        except ZaaiError:
            # A list that cannot be read cannot say either; `doctor` tells of it.
            continue
        for each in listed:
            if each.address == person.address:
                found += [each.name, each.telephone]
    return tuple(found)
