"""The office's input counts, gathered from what the last passes saw.

You need this for `report`, for the page of the year, and for the sum that `doctor` does. Nothing is read in
any calendar. From here on only numbers go: with whom anybody spoke stays behind. `now` is an instant in UTC.
"""

from collections.abc import Mapping
from datetime import date, datetime

from zaaikalender.app import App
from zaaikalender.config import CalendarConfig
from zaaikalender.core.contacts import Network
from zaaikalender.core.conversations import Conversation, conversations
from zaaikalender.core.counts import Figures, Sown, follow_ups_between, sown_of
from zaaikalender.core.decide import standing_events
from zaaikalender.core.life import Eyes
from zaaikalender.core.tally import Sighted, keys_in, talks_in
from zaaikalender.core.weeffout import Budget, of_sessions, weeffout
from zaaikalender.report.year_rows import point


def figures(app: App, year: int, now: datetime) -> dict[str, Figures]:
    """The year of each calendar, in the order of the config."""
    return {calendar.name: figures_of_one(app, calendar, year, now) for calendar in app.calendars()}


def asked_between(app: App, first: date, last: date) -> float:
    """The half-days that follow-ups ask of the whole office between two days (both included)."""
    names = {calendar.name for calendar in app.calendars()}
    entries = (entry for entry in app.store.entries() if entry.calendar in names)
    return follow_ups_between(entries, first, last, app.config.office.zone)


def weeffout_sentences(app: App, asked: float, people: int) -> tuple[str, ...]:
    """What is to be said of a minimum or a bonus beside a wish to keep contact; nothing where none is set.

    The sum takes what follow-ups ask of so many people together (`asked`, half-days), of one on average.
    """
    settings = app.config.settings.budget
    budget = Budget(
        hours_a_year=settings.hours_a_year,
        minimum_hours=settings.minimum_hours,
        bonus_above=settings.bonus_above,
        network_counts=settings.network_counts,
        half_days=settings.half_days,
    )
    said = weeffout(
        budget,
        sessions=of_sessions(app.config.rules.sessions),
        follow_ups=asked / max(1, people),
        point=point(app.config.language),
    )
    return tuple(app.bureau.phrases.reason(reason) for reason in said)


def today(app: App, now: datetime) -> date:
    """The day that it is in the office."""
    return now.astimezone(app.config.office.zone).date()


def figures_of_one(app: App, calendar: CalendarConfig, year: int, now: datetime) -> Figures:
    """The year of one calendar."""
    return sown_by(app, calendar, now).of(year)


def sown_by(app: App, calendar: CalendarConfig, now: datetime) -> Sown:
    """All years of one calendar. Raises `StoreError`."""
    seen, network = app.store.sighted(calendar.name), _network(app, calendar, now)
    found = _conversations(app, calendar, seen, network, now)
    return sown_of(
        seen.entries,
        talks_in(found, network, {entry.key: entry for entry in seen.entries}, today=today(app, now)),
        size=len(network.contacts),
        goal=calendar.goal,
        zone=app.config.office.zone,
        counted=keys_in(found.values()),
    )


def _conversations(
    app: App, calendar: CalendarConfig, seen: Sighted, network: Network, now: datetime
) -> Mapping[str, tuple[Conversation, ...]]:
    eyes = Eyes(
        owner=calendar.owner, now=now, zone=app.config.office.zone, prefixes=app.bureau.phrases.prefixes
    )
    events = standing_events(seen.entries, seen.own)
    return conversations(network.contacts, seen.met, seen.entries, events, eyes)


def _network(app: App, calendar: CalendarConfig, now: datetime) -> Network:
    """A person's list; where it cannot be read now an empty one: what the ledger knows still counts."""
    return app.rosters.network(calendar, now)[0] or Network()
