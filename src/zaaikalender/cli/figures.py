"""The office's input counts, gathered from what the last passes saw.

You need this for `report` and for the sum that `doctor` does. Nothing is read in any calendar. From here on
only numbers go: with whom anybody spoke stays behind.
"""

from collections.abc import Mapping
from datetime import date

from zaaikalender.cli.session import Session
from zaaikalender.config import CalendarConfig
from zaaikalender.core.contacts import Network
from zaaikalender.core.conversations import Conversation, conversations
from zaaikalender.core.counts import Figures, figures_of, follow_ups_between
from zaaikalender.core.decide import standing_events
from zaaikalender.core.life import Eyes
from zaaikalender.core.records import Known
from zaaikalender.core.tally import keys_in, talks_in
from zaaikalender.core.weeffout import Budget, of_sessions, weeffout
from zaaikalender.report.year_rows import point


def figures(at: Session, year: int) -> dict[str, Figures]:
    """The year of each calendar, in the order of the config."""
    return {calendar.name: _of_calendar(at, calendar, year) for calendar in at.app.calendars()}


def weeffout_sentences(at: Session, first: date, last: date) -> tuple[str, ...]:
    """What is to be said of a minimum or a bonus beside a wish to keep contact; nothing where none is set.

    The sum takes the follow-ups between two days (both included), of one person on average.
    """
    settings = at.app.config.settings.budget
    budget = Budget(
        hours_a_year=settings.hours_a_year,
        minimum_hours=settings.minimum_hours,
        bonus_above=settings.bonus_above,
        network_counts=settings.network_counts,
        half_days=settings.half_days,
    )
    names = {calendar.name for calendar in at.app.calendars()}
    entries = (entry for entry in at.app.store.entries() if entry.calendar in names)
    asked = follow_ups_between(entries, first, last, at.app.config.office.zone)
    said = weeffout(
        budget,
        sessions=of_sessions(at.app.config.rules.sessions),
        follow_ups=asked / len(names),
        point=point(at.language),
    )
    return tuple(at.texts.reason(reason) for reason in said)


def today(at: Session) -> date:
    """The day that it is in the office."""
    return at.now.astimezone(at.app.config.office.zone).date()


def _of_calendar(at: Session, calendar: CalendarConfig, year: int) -> Figures:
    known = at.app.store.load(calendar.name, now=at.now)
    network = _network(at, calendar)
    found = _conversations(at, calendar, known, network)
    entries = {entry.key: entry for entry in known.entries}
    return figures_of(
        year,
        known.entries,
        talks_in(found, network, entries, today=today(at)),
        size=len(network.contacts),
        goal=calendar.goal,
        zone=at.app.config.office.zone,
        counted=keys_in(found.values()),
    )


def _conversations(
    at: Session, calendar: CalendarConfig, known: Known, network: Network
) -> Mapping[str, tuple[Conversation, ...]]:
    own = tuple(event for kept in known.kept for event in kept.events if event.key is not None)
    met = (event for kept in known.kept for event in kept.met)
    eyes = Eyes(owner=calendar.owner, now=at.now, zone=at.app.config.office.zone, prefix=at.texts.prefix)
    events = standing_events(known.entries, own)
    return conversations(network.contacts, met, known.entries, events, eyes)


def _network(at: Session, calendar: CalendarConfig) -> Network:
    """A person's list; where it cannot be read now an empty one: what the ledger knows still counts."""
    return at.app.rosters.network(calendar, at.now)[0] or Network()
