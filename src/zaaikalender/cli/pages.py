"""The page as the command line starts it: with its sentences, and with the worker beside it.

You need this for how page and worker end. Both end together: a signal stops the page, then the passes that
run are finished; a worker that cannot go on takes the page with it.
"""

import threading
from dataclasses import dataclass, replace
from datetime import timedelta

from zaaikalender.app import App
from zaaikalender.cli.failures import in_language
from zaaikalender.cli.failures_on_pages import on_a_page
from zaaikalender.cli.first_day import hint
from zaaikalender.cli.phrases import phrase
from zaaikalender.cli.session import Session
from zaaikalender.config import CalendarConfig
from zaaikalender.core.people import Person
from zaaikalender.engine import Result, failure_of
from zaaikalender.errors import ConfigurationError
from zaaikalender.store.trail import OFFICE
from zaaikalender.web import Office, Serving
from zaaikalender.web.counter import Counter
from zaaikalender.web.member import member_of
from zaaikalender.web.tickets import TicketKind, Tickets
from zaaikalender.worker import Call, Worker, signals_ring

LINK = timedelta(hours=24)
"""So long a link may be followed."""

EVEN = 2.0
"""Seconds; a calendar server that refuses a password usually does so sooner."""


@dataclass(frozen=True, slots=True)
class OfficeVoice:
    """The sentences that pages share with the command line."""

    language: str

    def phrase(self, code: str, **facts: object) -> str:
        """See `web.Voice`."""
        return phrase(self.language, code, **facts)

    def failure(self, error: Exception) -> str:
        """See `web.Voice`."""
        return self.stored_failure(failure_of(error))

    def stored_failure(self, sentence: str) -> str:
        """See `web.Voice`."""
        return on_a_page(self.language, in_language(self.language, sentence))

    def hint(self, app: App, calendar: CalendarConfig, result: Result) -> str:
        """See `web.Voice`."""
        return hint(app, calendar, result, titles=True)


def run(at: Session, *, work: bool) -> None:
    """Serves until a signal comes, with or without a worker in this process."""
    worker = Worker(app=at.app)
    office = _office(at, worker if work else None)
    with signals_ring(worker.bell):
        serving = Serving(office, ready=lambda: at.screen.say(at.say("serving", url=office.site.origin)))
        if work:
            _together(serving, worker)
        else:
            serving.run()


def link_for(at: Session, who: str) -> str:
    """A link that signs somebody in once: a calendar's owner, or who has that address.

    Raises `ConfigurationError` for somebody who has no place on the page.
    """
    address = who if "@" in who else at.app.config.calendar(who).owner.address
    member = member_of(at.app.config, address)
    if member is None:
        raise ConfigurationError(
            f"'{who}' owns no calendar and is no manager. Name somebody who does, or is."
        )
    office = _office(at, None)
    # Whoever prints it can sign in as that person.
    at.app.store.trail.linked([each.name for each in member.calendars] or [OFFICE], at.now)
    identifier = Tickets(office).give(TicketKind.LINK, {"address": address}, address=address, lasts=LINK)
    return f"{office.site.origin}/sign-in/link/{identifier}"


def sign_out(at: Session, person: Person) -> None:
    """Signs somebody out of the page everywhere; his links work no more, another account may be his."""
    Tickets(_office(at, None)).drop_all_of(person.address)


def _office(at: Session, worker: Worker | None) -> Office:
    office = Office(app=at.app, voice=OfficeVoice(at.language), counter=Counter(at.app), even=EVEN)
    return office if worker is None else replace(office, wake=lambda: worker.bell.put(Call.LOOK))


def _together(serving: Serving, worker: Worker) -> None:
    """Page and worker, until one of them ends; raises what ended the worker."""
    ended: list[BaseException] = []

    def pass_for_ever() -> None:
        try:
            worker.work()
        except BaseException as error:  # noqa: BLE001 - it is raised again below
            ended.append(error)
        finally:
            serving.stop()

    thread = threading.Thread(target=pass_for_ever, name="worker")
    thread.start()
    try:
        serving.run()
    finally:
        worker.bell.put(Call.STOP)
        thread.join()
    if ended:
        raise ended[0]
