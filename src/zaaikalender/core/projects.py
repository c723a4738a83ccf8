"""Project ends as they stand in calendars, and projects as all calendars together show them.

You need this between reading and wishing: `ends_in` finds the ends in one calendar; `grouping` tells which of
them are one project.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from zaaikalender.core.events import Event, last_day
from zaaikalender.core.matching import meaning_of
from zaaikalender.core.people import AttendeeKind, Person
from zaaikalender.core.records import Subject
from zaaikalender.core.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEnd:
    """One event that means a project's end: in whose calendar, on which day, by which rule."""

    calendar: str
    owner: Person
    event: Event
    project: str
    day: date
    by_series: bool

    @property
    def organizer(self) -> Person:
        """Who organises it; an event that names nobody is its owner's."""
        return self.event.organizer or self.owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project as all calendars together show it: its ends, and what the office calls it.

    `is_new`: the office does not know it yet, or not all of its events.
    """

    subject: Subject
    ends: tuple[ProjectEnd, ...]
    is_new: bool

    @property
    def chief(self) -> ProjectEnd:
        """The end that counts: the home calendar's own, else the latest."""
        at_home = [end for end in self.ends if end.calendar == self.subject.home]
        return max(at_home or self.ends, key=lambda end: (end.day, end.event.uid))

    @property
    def is_guess(self) -> bool:
        """Whether nothing but the end of a series of meetings says so: then its owner is asked first."""
        return all(end.by_series for end in self.ends)

    def people(self) -> tuple[Person, ...]:
        """Everybody who stands in one of its ends, the organisers included, each once, by address."""
        found = {
            attendee.person.address: attendee.person
            for end in self.ends
            for attendee in end.event.attendees
            if attendee.kind is AttendeeKind.INDIVIDUAL
        }
        for end in self.ends:
            found.setdefault(end.organizer.address, end.organizer)
        return tuple(found[address] for address in sorted(found))


def ends_in(
    calendar: str, owner: Person, events: Iterable[Event], rules: Rules, zone: tzinfo
) -> tuple[ProjectEnd, ...]:
    """The project ends among what is kept of a calendar (`Reader.kept` let in no others)."""
    found = []
    for event in events:
        meaning = meaning_of(event, rules) if event.key is None else None
        if meaning:
            rule, project = meaning
            end = ProjectEnd(
                calendar=calendar,
                owner=owner,
                event=event,
                project=project,
                day=_day(event, zone),
                by_series=rule.series,
            )
            found.append(end)
    return tuple(found)


def _day(event: Event, zone: tzinfo) -> date:
    """The day on which the project ends: the series' last day where the event is one of a bounded series."""
    shown = last_day(event.when, zone)
    if event.series is not None and event.series.last is not None:
        return max(shown, event.series.last)
    return shown
