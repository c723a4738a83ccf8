"""Whom to propose for somebody's list: his calendar of the last three years, read once.

You need this for `contacts suggest` and for the page of the list. What is read is forgotten again; only the
answers are kept, elsewhere.
"""

from collections.abc import Iterable
from datetime import datetime

from zaaikalender.app import App
from zaaikalender.config import CalendarConfig
from zaaikalender.core.events import Event, Window
from zaaikalender.core.matching import Reader
from zaaikalender.core.suggestions import WITHIN, Suggestion, suggestions
from zaaikalender.lists import is_known

MOST = 40
"""So many people are proposed at a time: who is further down was hardly met."""


def proposals(app: App, calendar: CalendarConfig, now: datetime) -> tuple[Suggestion, ...]:
    """The people who may belong on a list, the likeliest first. Raises as reading does."""
    window = Window(start=now - WITHIN, end=now)
    changes = app.post(calendar).source.changes(window, None, {})
    return ranked(app, calendar, (event for item in changes.changed for event in item.events), now)


def ranked(
    app: App, calendar: CalendarConfig, events: Iterable[Event], now: datetime
) -> tuple[Suggestion, ...]:
    """The same, from events that were read."""
    kept, forgotten = app.rosters.means.kept(calendar.name), app.store.forgotten()
    key = app.bureau.office_key
    reader = Reader(owner=calendar.owner, office=app.config.office, rules=app.config.rules)
    found = suggestions(events, reader, now=now, known=lambda person: is_known(person, kept, forgotten, key))
    return found[:MOST]
