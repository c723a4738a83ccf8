"""Which project ends belong together: one meeting in four calendars is one project.

You need this when one project gets two follow-ups, or two projects share one. Ends belong together when they
are the same event (UID), when the office already knew them as one project, when several calendars hold the
same name within a month, or when a new series continues an old one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeAlias

from zaaikalender.core.events import Series
from zaaikalender.core.names import normalised
from zaaikalender.core.people import Person
from zaaikalender.core.projects import Project, ProjectEnd
from zaaikalender.core.records import Subject

NEAR = timedelta(days=31)
"""Ends of the same name in several calendars are one project when they lie no further apart."""

TWINS = "\n"
"""Between the two UIDs in a question about twins."""

_INTERVALS = 4
"""A series is continued by another one that begins within so many of its intervals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What people said about pairs of ends with one name, by their UIDs: one project, or two."""

    one: frozenset[frozenset[str]] = frozenset()
    two: frozenset[frozenset[str]] = frozenset()


_Clue: TypeAlias = tuple[str, str]
"""What two ends may have in common: which thing, and its value."""

NOTHING_SAID = Said()
NOTHING_ENDED: Mapping[str, date] = MappingProxyType({})


def group(
    ends: Iterable[ProjectEnd],
    known: Iterable[Subject],
    homes: Mapping[Person, str],
    *,
    said: Said = NOTHING_SAID,
    ended: Mapping[str, date] = NOTHING_ENDED,
) -> tuple[Project, ...]:
    """The projects behind these ends, in order of their ids.

    `homes` are the connected calendars by owner, `said` what people answered about twins, `ended` the day on
    which each known project (by id) ended when we last looked. Any order of the ends gives the same projects.
    """
    found = sorted(ends, key=lambda end: (end.day, end.event.uid, end.calendar))
    owners = _owners(found, tuple(known), ended)
    found.sort(key=lambda end: end.event.uid not in owners)
    projects = (_project(pile, owners, homes) for pile in _piles(found, owners, said))
    return tuple(sorted(projects, key=lambda project: project.subject.id))


def _piles(ends: Iterable[ProjectEnd], owners: Mapping[str, Subject], said: Said) -> list[list[ProjectEnd]]:
    """The ends in piles, a project each; an end goes on the first pile to which it belongs.

    A big office has thousands of ends: only piles with which an end shares a clue are looked at.
    """
    piles: list[list[ProjectEnd]] = []
    shared: defaultdict[_Clue, set[int]] = defaultdict(set)
    joined = _joined(said)
    for end in ends:
        clues = _clues(end, owners)
        near = sorted({at for clue in (*clues, *joined[end.event.uid]) for at in shared.get(clue, ())})
        at = next((at for at in near if _belongs(end, piles[at], owners, said)), len(piles))
        if at == len(piles):
            piles.append([])
        piles[at].append(end)
        for clue in clues:
            shared[clue].add(at)
    return piles


def _clues(end: ProjectEnd, owners: Mapping[str, Subject]) -> list[_Clue]:
    """What an end shares with every other end of its project, one of these at least (`_belongs`)."""
    uid = end.event.uid
    clues = [("uid", uid), ("name", normalised(end.project))]
    return [*clues, ("subject", owners[uid].id)] if uid in owners else clues


def _joined(said: Said) -> Mapping[str, set[_Clue]]:
    """By an end's UID: those of which a person said that they are one project with it."""
    joined: defaultdict[str, set[_Clue]] = defaultdict(set)
    for pair in said.one:
        for uid in pair:
            joined[uid].update(("uid", other) for other in pair)
    return joined


def _owners(
    ends: Iterable[ProjectEnd], known: tuple[Subject, ...], ended: Mapping[str, date]
) -> dict[str, Subject]:
    """The known project of each event. One deleted and entered anew, with its name, is still the same."""
    owners = {uid: subject for subject in known for uid in subject.uids}
    here = {end.event.uid for end in ends}
    orphans = [subject for subject in known if not subject.uids & here and subject.id in ended]
    for end in ends:
        if end.event.uid not in owners:
            for subject in orphans:
                same = normalised(subject.project) == normalised(end.project)
                if same and abs(ended[subject.id] - end.day) <= NEAR:
                    owners[end.event.uid] = subject
                    break
    return owners


def _belongs(end: ProjectEnd, pile: list[ProjectEnd], owners: Mapping[str, Subject], said: Said) -> bool:
    """Whether an end is one more of the project in this pile."""
    if any(end.event.uid == other.event.uid for other in pile):
        return True
    mine = owners.get(end.event.uid)
    theirs = next((owners[other.event.uid] for other in pile if other.event.uid in owners), None)
    if mine is not None and theirs is not None:
        return mine.id == theirs.id
    pairs = {frozenset({end.event.uid, other.event.uid}) for other in pile}
    if pairs & said.one:
        return True
    if pairs & said.two:
        return False
    return any(_same_name(end, other) or _continues(end, other) for other in pile)


def _same_name(one: ProjectEnd, other: ProjectEnd) -> bool:
    """The same name within a month, in two calendars; in one calendar that is a doubt, not a certainty."""
    return (
        one.calendar != other.calendar
        and normalised(one.project) == normalised(other.project)
        and abs(one.day - other.day) <= NEAR
    )


def _continues(one: ProjectEnd, other: ProjectEnd) -> bool:
    """Whether one series goes on with the other: "this and following" makes a new UID of the rest."""
    series, before = one.event.series, other.event.series
    if series is None or before is None:
        return False
    if normalised(one.project) != normalised(other.project) or one.organizer != other.organizer:
        return False
    guests = {attendee.person for attendee in one.event.attendees}
    common = guests & {attendee.person for attendee in other.event.attendees}
    return bool(common - {one.owner, other.owner}) and _gap(one, other, series, before) <= _INTERVALS * max(
        series.step, before.step
    )


def _gap(one: ProjectEnd, other: ProjectEnd, series: Series, before: Series) -> timedelta:
    """The time between the end of the earlier series and the start of the later one, about."""
    early, late, run = (one, other, before) if one.day <= other.day else (other, one, series)
    # In whole numbers: a hostile rule may count back to before the calendar began.
    began = late.day.toordinal() - run.step.days * max(run.count - 1, 0)
    return timedelta(days=max(began - early.day.toordinal(), 0))


def _project(pile: list[ProjectEnd], owners: Mapping[str, Subject], homes: Mapping[Person, str]) -> Project:
    uids = frozenset(end.event.uid for end in pile)
    known = next((owners[end.event.uid] for end in pile if end.event.uid in owners), None)
    name = max(pile, key=lambda end: (end.day, end.event.uid)).project
    if known is None:
        first = min(pile, key=lambda end: (end.day, end.event.uid))
        subject = Subject(id=first.event.uid, home=_home(pile, homes), project=name, uids=uids)
        return Project(subject=subject, ends=tuple(pile), is_new=True)
    subject = Subject(id=known.id, home=known.home, project=name, uids=known.uids | uids)
    return Project(subject=subject, ends=tuple(pile), is_new=not uids <= known.uids)


def _home(pile: list[ProjectEnd], homes: Mapping[Person, str]) -> str:
    """Whose calendar follows a project up: its organiser's if connected, else the first by address."""
    organizers = {end.organizer for end in pile} & homes.keys()
    guests = {attendee.person for end in pile for attendee in end.event.attendees} & homes.keys()
    people = organizers or guests or {end.owner for end in pile}
    return homes.get(min(people, key=lambda person: person.address), pile[0].calendar)


def doubts(ends: Iterable[ProjectEnd], settled: Iterable[str]) -> tuple[tuple[ProjectEnd, ProjectEnd], ...]:
    """Pairs of ends in one calendar with one name within a month, of which a person says what they are.

    `settled` are UIDs of which it is known to which project they belong. The first of a pair is planned
    meanwhile; the second waits for the answer.
    """
    sure = frozenset(settled)
    ordered = sorted(ends, key=lambda end: (end.event.uid not in sure, end.day, end.event.uid))
    found = []
    named: defaultdict[str, list[ProjectEnd]] = defaultdict(list)
    for later in ordered:
        before = named[normalised(later.project)]
        earlier = next((end for end in before if _twins(end, later)), None)
        if earlier and later.event.uid not in sure:
            found.append((earlier, later))
        before.append(later)
    return tuple(found)


def _twins(one: ProjectEnd, other: ProjectEnd) -> bool:
    """Whether two ends of the same name may be one project."""
    return (
        one.event.uid != other.event.uid
        and one.calendar == other.calendar
        and abs(one.day - other.day) <= NEAR
    )
