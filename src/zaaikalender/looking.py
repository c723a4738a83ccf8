"""The reading half of a pass: what changed, what is worth keeping, and what is certainly not there.

You need this when a pass missed something, or looked at everything again. A read covers a window that depends
on the rules; with other rules, or when the window rolls on, everything is looked at again, since increments
never bring old events back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from zaaikalender.core.appointments import STANDING, State
from zaaikalender.core.contacts import Network
from zaaikalender.core.conversations import NOBODY, Acquaintances
from zaaikalender.core.dates import Office, Span, Unit, add
from zaaikalender.core.decide import standing_events
from zaaikalender.core.events import Event, Unreadable, Window, midnight
from zaaikalender.core.forgetting import IsForgotten, nobody_is
from zaaikalender.core.grouping import TWINS, Said, doubts, group
from zaaikalender.core.identity import forgotten_mark
from zaaikalender.core.matching import Reader
from zaaikalender.core.people import Person
from zaaikalender.core.ports import Target
from zaaikalender.core.projects import Project, ProjectEnd, ends_in
from zaaikalender.core.records import Findings, Kept, Known
from zaaikalender.core.rules import Rules
from zaaikalender.core.sessions import years
from zaaikalender.errors import ReadFailed
from zaaikalender.posts import Bureau, Post
from zaaikalender.whereabouts import check_name, check_place

_BEFORE = timedelta(days=120)
_AHEAD = timedelta(days=366)
_SLACK = timedelta(days=60)
_NO_TIME = Span(0, Unit.DAYS)


Twins: TypeAlias = tuple[tuple[ProjectEnd, ProjectEnd], ...]
"""Pairs of ends in one calendar that may be one project; the first is planned meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known of a calendar after looking.

    `known` is what the store said before, with the state that the read set. `kept` is the whole of what is
    kept now. `ends` are the project ends among it, `elsewhere` those that other calendars hold. `changed`
    says whether there is anything to record (`findings`); `events` counts the objects.
    """

    known: Known
    window: Window
    kept: tuple[Kept, ...]
    unreadable: tuple[Unreadable, ...]
    findings: Findings
    changed: bool
    elsewhere: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)

    @property
    def ends(self) -> tuple[Event, ...]:
        """The events that mean a project's end, and are not ours."""
        return tuple(event for kept in self.kept for event in kept.events if event.key is None)

    def beside(self, others: Mapping[str, tuple[Event, ...]]) -> "Reading":
        """The same reading, next to what was just read in other calendars."""
        return replace(self, elsewhere={**self.elsewhere, **others})


def look(post: Post, bureau: Bureau, known: Known, *, now: datetime) -> Reading:
    """Reads a calendar as of `now` (UTC) and merges it with what is known. Raises the errors of reading."""
    needed = window_needed(bureau.rules, bureau.office, now, post.network)
    fingerprint = post.reads_by
    state = known.state
    whole = (
        state.fingerprint != fingerprint
        or state.window is None
        or not state.window.covers(needed.start, needed.end)
    )
    window = (
        Window(start=needed.start, end=needed.end + _SLACK) if whole or not state.window else state.window
    )
    versions = {} if whole else {kept.ref: kept.version for kept in known.kept}
    changes = post.source.changes(window, None if whole else state.cursor, versions)
    if whole and known.kept and not changes.changed:
        raise ReadFailed(
            f"calendar {state.name}: nothing at all stands in it, where {len(known.kept)} objects did. Look "
            "whether it is the right one; if it really was emptied, use `zaai forget` and connect it anew."
        )
    check_place(post, known, changes.changed)
    people = Acquaintances.of(post.network.contacts) if post.network else NOBODY
    reader = Reader(
        owner=post.owner,
        office=bureau.office,
        rules=bureau.rules,
        people=people,
        is_forgotten=known_as_forgotten(known.forgotten, bureau.office_key),
    )
    fresh = tuple(_ours_alone(reader.kept(item), known) for item in changes.changed)
    check_name(post, bureau, known, fresh)
    if whole:
        # What cannot be read now is not gone, for other calendars' passes neither: it stays as last read.
        unread = {each.ref for each in changes.unreadable} - {kept.ref for kept in fresh}
        fresh += tuple(kept for kept in known.kept if kept.ref in unread)
    state = replace(state, cursor=changes.cursor, fingerprint=fingerprint, window=window)
    before = {} if whole else {kept.ref: kept for kept in known.kept if kept.ref not in changes.gone}
    merged = {**before, **{kept.ref: kept for kept in fresh}}
    return Reading(
        known=replace(known, state=state),
        window=window,
        kept=tuple(merged[ref] for ref in sorted(merged)),
        unreadable=changes.unreadable,
        findings=Findings(state=state, kept=fresh, gone=changes.gone, whole=whole),
        changed=whole or bool(fresh or changes.gone) or changes.cursor != known.state.cursor,
        elsewhere=known.elsewhere,
    )


def _ours_alone(kept: Kept, known: Known) -> Kept:
    """Answers to other invitations of its owner are no business of ours."""
    if kept.replies and all(entry.uid != kept.uid for entry in known.entries):
        return replace(kept, replies=())
    return kept


def known_as_forgotten(marks: frozenset[str], office_key: bytes) -> IsForgotten:
    """Tells by these marks who was forgotten."""
    if not marks:
        return nobody_is
    return lambda person: forgotten_mark(person.address, office_key) in marks


def window_needed(rules: Rules, office: Office, now: datetime, network: Network | None = None) -> Window:
    """The stretch of time in which rules and list can find or place anything, in whole days.

    With a list it begins with last year, whose conversations are counted.
    """
    today = now.astimezone(office.zone).date()
    reaches = [_reach(today, rule.after, rule.within, office) for rule in rules.follow_ups]
    if network:
        reaches += [_reach(today, network.every_of(each), _NO_TIME, office) for each in network.contacts]
    reach = max(reaches, default=timedelta())
    start, end = today - reach - _BEFORE, today + reach + _AHEAD
    if network and network.contacts:
        start = min(start, date(today.year - 1, 1, 1))
    for rule in rules.sessions:
        # A year's afternoons are chosen over the whole of it.
        end = max(end, date(max(years(rule, office, today)) + 1, 1, 1))
    return Window(start=midnight(start, office.zone), end=midnight(end, office.zone))


def _reach(today: date, after: Span, within: Span, office: Office) -> timedelta:
    return add(add(today, after, office), within, office) - today


def projects_of(  # noqa: PLR0913 - what projects depend on, each by its name
    reading: Reading,
    rules: Rules,
    office: Office,
    homes: Mapping[Person, str],
    post: Post,
    *,
    twins: Twins,
) -> tuple[Project, ...]:
    """The office's projects as far as this calendar and what others' passes found show them.

    Of twins of which nobody said whether they are one project (`twins_in`), the second waits for the answer;
    those in a colleague's calendar wait for his.
    """
    owners = {name: person for person, name in homes.items()}
    ends = _without_waiting(ends_in(post.name, post.owner, reading.ends, rules, office.zone), twins)
    settled = _settled(reading)
    for name, events in reading.elsewhere.items():
        owner = owners.get(name, Person(address=f"{name}@nobody.invalid"))
        theirs = tuple(ends_in(name, owner, events, rules, office.zone))
        # His answer is not known here; once it was taken in, both ends belong to a known project.
        ends += _without_waiting(theirs, doubts(theirs, settled))
    ended = {
        entry.identity.subject: entry.ended
        for entry in reading.known.entries
        if entry.ended is not None and entry.state is not State.UNKNOWN
    }
    return group(ends, reading.known.subjects, homes, said=_said(reading.known), ended=ended)


def twins_in(reading: Reading, rules: Rules, office: Office, post: Post) -> Twins:
    """Pairs of ends in this calendar that may be one project, and of which nobody said so yet."""
    ends = ends_in(post.name, post.owner, reading.ends, rules, office.zone)
    settled = _settled(reading)
    said = _said(reading.known)
    return tuple(
        (one, other)
        for one, other in doubts(ends, settled)
        if frozenset({one.event.uid, other.event.uid}) not in said.one | said.two
    )


def _settled(reading: Reading) -> frozenset[str]:
    """The ends of which the office knows to which project they belong."""
    return frozenset(uid for subject in reading.known.subjects for uid in subject.uids)


def _without_waiting(ends: Iterable[ProjectEnd], twins: Twins) -> list[ProjectEnd]:
    """Those that need no answer first."""
    waiting = {later.event.uid for _first, later in twins}
    return [end for end in ends if end.event.uid not in waiting]


def _said(known: Known) -> Said:
    """What was answered about twins; a word that was left for this very pass counts too."""
    one: set[frozenset[str]] = set()
    two: set[frozenset[str]] = set()
    words = {word.key: word.choice for word in known.words if word.word == "answer"}
    for question in known.questions:
        answer = question.answer or words.get(str(question.number))
        if question.ask.code == "same_project" and answer in question.ask.choices:
            pair = frozenset(str(question.ask.because.facts.get("uids", "")).split(TWINS))
            (one if answer == "one" else two).add(pair)
    return Said(one=frozenset(one), two=frozenset(two))


def certainly_gone(reading: Reading, target: Target) -> frozenset[str]:
    """The keys of our appointments that should stand and do not: each is looked for before it is believed."""
    unsure = {unreadable.uid for unreadable in reading.unreadable}
    if None in unsure:
        return frozenset()
    own = tuple(event for kept in reading.kept for event in kept.events if event.key is not None)
    standing = standing_events(reading.known.entries, own)
    return frozenset(
        entry.key
        for entry in reading.known.entries
        if entry.key not in standing
        and entry.state in STANDING
        and entry.uid not in unsure
        and not any(event.uid == entry.uid for event in target.find(entry.key, entry.uid))
    )
