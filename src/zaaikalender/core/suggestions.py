"""Whom to put on a list: people from outside whom somebody met, the likeliest first.

You need this for `contacts suggest`. Meetings go in, people come out; nothing is adopted by it, and nothing
of the meetings is kept. Often counts, lately counts more, and a talk between two more than a room full.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zaaikalender.core.events import Event, Timed, last_day
from zaaikalender.core.matching import Reader
from zaaikalender.core.people import Answer, AttendeeKind, Person

WITHIN = timedelta(days=3 * 365 + 1)
"""Meetings of the last three years count."""

_HALF_LIFE = timedelta(days=365)
"""A meeting of a year ago counts half."""

_NOBODY = re.compile(
    r"(?:.*[._+-])?(?:no-?reply|do-?not-?reply|geen-?antwoord|niet-?beantwoorden|mailer-daemon|bounces?)(?:[._+-].*)?"
    r"|(?:nieuwsbrief|newsletter|news|info|contact|hello|hallo|office|kantoor|receptie|reception|secretariaat|"
    r"admin|administratie|support|helpdesk|service|sales|verkoop|marketing|hr|events?|webinars?|planning|"
    r"agenda|calendar|notifications?|invitations?|uitnodiging(?:en)?|team|postmaster|webmaster)"
)
"""What stands before the @ of an address behind which nobody in particular sits (RFC 2142, and customs)."""

_NO_PEOPLE = re.compile(r"(?:.*\.)?(?:group|resource|import)\.(?:v\.)?calendar\.google\.com|.*\.invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Somebody who may belong on the list: how often he was met, how often alone, and when last."""

    person: Person
    meetings: int
    alone: int
    last: date
    weight: float


@dataclass(frozen=True, slots=True)
class _Met:
    person: Person
    others: int
    at: datetime
    day: date


def suggestions(
    events: Iterable[Event], reader: Reader, *, now: datetime, known: Callable[[Person], bool]
) -> tuple[Suggestion, ...]:
    """People met in these events, the likeliest first; the same ones whatever the events' order.

    `now` is an instant in UTC; only meetings that are over count, of the three years before it. `known` tells
    of whom nothing more need be asked: on the list, refused before, forgotten.
    """
    met: defaultdict[Person, list[_Met]] = defaultdict(list)
    names: dict[Person, tuple[datetime, str]] = {}
    for event in events:
        for each in _people_of(event, reader, now):
            met[each.person].append(each)
            if each.person.name.strip():
                found = (each.at, each.person.name)
                names[each.person] = max(names.get(each.person, found), found)
    made = (
        _suggestion(Person(address=person.address, name=names.get(person, (now, ""))[1]), times, now)
        for person, times in met.items()
    )
    # The name is part of who is known: people on a list need no address.
    unknown = [each for each in made if not known(each.person)]
    return tuple(sorted(unknown, key=lambda each: (-each.weight, each.person.address)))


def is_somebody(person: Person) -> bool:
    """Whether a person can sit behind this address: no newsletter, no counter, no list."""
    local, _, domain = person.address.rpartition("@")
    return bool(local and domain) and not (_NOBODY.fullmatch(local) or _NO_PEOPLE.fullmatch(domain))


def _suggestion(person: Person, times: Iterable[_Met], now: datetime) -> Suggestion:
    met = sorted(times, key=lambda each: (each.at, each.others))
    return Suggestion(
        person=person,
        meetings=len(met),
        alone=sum(each.others == 1 for each in met),
        last=met[-1].day,
        weight=sum(_weight(each, now) for each in met),
    )


def _weight(met: _Met, now: datetime) -> float:
    """How much one meeting counts: half of it a year later, and shared by all who were there."""
    return float(0.5 ** ((now - met.at) / _HALF_LIFE)) / met.others


def _people_of(event: Event, reader: Reader, now: datetime) -> Iterator[_Met]:
    """The people from outside who were in a meeting that took place."""
    when = event.when
    if not isinstance(when, Timed) or not now - WITHIN <= when.start <= when.end <= now:
        return
    if event.private or not reader.listens_to(event):
        return
    others = _others(event, reader)
    day = last_day(when, reader.office.zone)
    for person in others:
        if person.domain not in reader.office.domains and is_somebody(person):
            yield _Met(person, len(others), when.start, day)


def _others(event: Event, reader: Reader) -> tuple[Person, ...]:
    """All others who were there: individuals who did not decline, and whoever called the meeting."""
    there = [
        each.person
        for each in event.attendees
        if each.kind is AttendeeKind.INDIVIDUAL and each.answer is not Answer.DECLINED
    ]
    declined = {each.person for each in event.attendees if each.answer is Answer.DECLINED}
    if event.organizer is not None and event.organizer not in declined:
        there.append(event.organizer)
    return tuple(dict.fromkeys(person for person in there if person != reader.owner))
