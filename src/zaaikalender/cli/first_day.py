"""The first day: where no project end is found at all, what to type, and what came nearest.

You need this when `connect`, `plan` and `doctor` stay empty for somebody. The titles of his own entries show
to whoever runs it for that calendar; nothing of them is kept.
"""

import re
from collections.abc import Iterable

from zaaikalender.app import App
from zaaikalender.cli.phrases import phrase
from zaaikalender.config import CalendarConfig
from zaaikalender.core.dates import Office
from zaaikalender.core.events import AllDay, Event, first_day
from zaaikalender.core.matching import Reader
from zaaikalender.core.people import Person
from zaaikalender.engine import Result
from zaaikalender.report.words import short
from zaaikalender.texts import clean

MOST = 5
"""So many entries are named."""

_WORDS = re.compile(
    r"\b(?:(?P<strong>eind(?:e|datum|oplevering)?|opleveren|oplevering|afronding|afronden|afsluiting|laatste|"
    r"deadline|closing|end|delivery|handover)|(?P<weak>opdracht|project|assignment|klus|fase))\b",
    re.IGNORECASE,
)


def has_no_end(result: Result) -> bool:
    """Whether nothing that was read means a project's end, and nothing of ours came of one before."""
    return not result.reading.ends and not result.reading.known.entries


def nearest(app: App, calendar: CalendarConfig, result: Result) -> tuple[Event, ...]:
    """The person's own entries that come nearest to a project's end, the best first, each title once."""
    changes = app.post(calendar).source.changes(result.reading.window, None, {})
    reader = Reader(owner=calendar.owner, office=app.config.office, rules=app.config.rules)
    events = (event for item in changes.changed for event in item.events)
    own = [
        event
        for event in events
        if event.key is None and not event.private and reader.listens_to(event) and not reader.leave(event)
    ]
    return ranked(own, calendar.owner, app.config.office)


def ranked(events: Iterable[Event], owner: Person, office: Office) -> tuple[Event, ...]:
    """Those that look like an end at all, by how much they do; the later of equal ones first."""
    scored = [(_likeness(event, owner, office), event) for event in events]
    found = sorted(
        (pair for pair in scored if pair[0]),
        key=lambda pair: (-pair[0], -first_day(pair[1].when, office.zone).toordinal(), pair[1].title),
    )
    by_title: dict[str, Event] = {}
    for _score, event in found:
        by_title.setdefault(" ".join(event.title.casefold().split()), event)
    return tuple(by_title.values())[:MOST]


def _likeness(event: Event, owner: Person, office: Office) -> int:
    """Points: for a word of an end, for one of a project, for a whole day with somebody from outside."""
    groups = {
        name for found in _WORDS.finditer(event.title) for name, text in found.groupdict().items() if text
    }
    outsiders = any(
        each.person != owner and each.person.domain not in office.domains for each in event.attendees
    )
    all_day = isinstance(event.when, AllDay)
    points = 4 * ("strong" in groups) + 2 * ("weak" in groups)
    if points:
        return points + all_day + outsiders
    return int(all_day and outsiders)


def hint(app: App, calendar: CalendarConfig, result: Result, *, titles: bool) -> str:
    """What to type, in the office's language; empty where there is a project's end."""
    if not has_no_end(result):
        return ""
    language = app.config.language
    lines = [
        phrase(language, "no_end", calendar=calendar.name),
        phrase(language, "no_end_line"),
    ]
    near = nearest(app, calendar, result) if titles else ()
    if near:
        lines.append(phrase(language, "no_end_nearest"))
        zone = app.config.office.zone
        lines += [
            f"    {clean(event.title)} ({short(first_day(event.when, zone), language)})" for event in near
        ]
    return "\n".join(lines)
