"""Whom a project's owner met: guests for a follow-up whose project's end names none.

You need this when a proposal says "kies uit". People are looked for in the meetings of the last 90 days that
have the project's full name in their title; nothing of what is read here is kept.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from zaaikalender.core.dates import Office
from zaaikalender.core.events import Event, Window, span
from zaaikalender.core.matching import Reader
from zaaikalender.core.people import AttendeeKind, Person
from zaaikalender.core.projects import Project
from zaaikalender.core.rules import Guests, Rules
from zaaikalender.looking import Reading
from zaaikalender.posts import Post

_MET_WITHIN = timedelta(days=90)
"""Guests of a project are looked for in the meetings of so many days."""


def met_by_name(  # noqa: PLR0913 - what looking back depends on, each by its name
    reading: Reading,
    projects: Iterable[Project],
    office: Office,
    rules: Rules,
    post: Post,
    *,
    now: datetime,
) -> Mapping[str, tuple[Person, ...]]:
    """People met in the last 90 days in meetings with a project's full name in the title, by its id.

    Looked up only where a project's end appears that names no guest; nothing of it is kept.
    """
    known = {entry.identity.subject for entry in reading.known.entries}
    lonely = [
        project
        for project in projects
        if project.subject.home == post.name
        and not known & (project.subject.uids | {project.subject.id})
        and not _outsiders(project.people(), post.owner, office)
    ]
    if not lonely or all(rule.guests is Guests.NONE for rule in rules.follow_ups):
        return {}
    window = Window(start=now.astimezone(UTC) - _MET_WITHIN, end=now.astimezone(UTC))
    meetings = [
        event
        for item in post.source.changes(window, None, {}).changed
        for event in item.events
        if _was_met(event, window, post.owner, office)
    ]
    return {project.subject.id: _met(project, meetings, post.owner, office) for project in lonely}


def _was_met(event: Event, window: Window, owner: Person, office: Office) -> bool:
    start, end = span(event.when, office.zone)
    reader = Reader(owner=owner, office=office, rules=Rules())
    return window.start <= start and end <= window.end and not event.private and reader.listens_to(event)


def _met(project: Project, meetings: Iterable[Event], owner: Person, office: Office) -> tuple[Person, ...]:
    name = re.compile(rf"(?<!\w){re.escape(project.chief.project)}(?!\w)", re.IGNORECASE)
    people = {
        attendee.person
        for event in meetings
        if name.search(event.title)
        for attendee in event.attendees
        if attendee.kind is AttendeeKind.INDIVIDUAL
    }
    return _outsiders(people, owner, office)


def _outsiders(people: Iterable[Person], owner: Person, office: Office) -> tuple[Person, ...]:
    found = {
        person.address: person for person in people if person != owner and person.domain not in office.domains
    }
    return tuple(found[address] for address in sorted(found))
