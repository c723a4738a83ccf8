"""A yearly series with somebody on the list: written once, and then each of it is a contact slot of its own.

You need this with `recurring = "series"`. Of the series itself the ledger has one line (kind `series`); each
of its occurrences that is read gets one of its own, of kind `contact`, by which it is agreed, held, skipped
and counted as any slot is. We never write in a series again: what its owner moves, renames or deletes, one or
all of it, is his decision and is not put back. When it goes all the same: `series_ends`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.contacts import Contact, Network
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event, Timed
from zaaikalender.core.identity import Identity
from zaaikalender.core.life import Absence, observe
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Said
from zaaikalender.core.unsure import is_unsure, wanted_again
from zaaikalender.core.wishes import Wish

RULE = "series"
"""The rule's name in the keys of a series and of its occurrences."""

_A_YEAR = (Span(1, Unit.YEARS), Span(12, Unit.MONTHS))
_GENERATIONS = 5


def is_occurrence(entry: Entry) -> bool:
    """Whether a line of the ledger is one of a series."""
    return entry.kind is Kind.CONTACT and entry.identity.rule == RULE


def each_once(entries: Iterable[Entry]) -> Iterator[Entry]:
    """What there is to show: a series only as long as none of its occurrences has a line of its own."""
    every = tuple(entries)
    seen = {entry.uid for entry in every if is_occurrence(entry)}
    return (entry for entry in every if entry.kind is not Kind.SERIES or entry.uid not in seen)


def is_of_series(entry: Entry) -> bool:
    """Whether it is a series, or one of it: we write there once."""
    return entry.kind is Kind.SERIES or is_occurrence(entry)


def only_in_calendar(entry: Entry, word: Said) -> bool:
    """Whether a word would have to write in a series: that its owner does himself."""
    return is_of_series(entry) and (word is Said.SKIP or (word is Said.AGAIN and is_occurrence(entry)))


def look_at_series(desk: Desk) -> None:
    """The series as their calendar shows them, and a line for each occurrence that is seen the first time."""
    _adopt(desk)
    for entry in tuple(desk.entries.values()):
        if entry.kind is Kind.SERIES:
            _look(desk, entry)


def _adopt(desk: Desk) -> None:
    """After a lost store: a series that stands with our mark is ours, and all of it its owner's."""
    network = desk.situation.network
    marks = {event.key: event for event in reversed(desk.own) if event.occurrence}
    for contact in network.contacts if network and marks else ():
        for identity in series_of(contact):
            event = marks.get(desk.key(identity))
            if event and event.key not in desk.entries:
                desk.put(_line(desk, contact, identity, event))


def series_of(contact: Contact) -> Iterator[Identity]:
    """Under which identities a series of this contact may stand, of which the store may know nothing."""
    identity = _identity(contact)
    for generation in range(_GENERATIONS):
        yield replace(identity, generation=generation)


def _line(desk: Desk, contact: Contact, identity: Identity, event: Event) -> Entry:
    return Entry(
        key=desk.key(identity),
        calendar=desk.situation.calendar,
        kind=Kind.SERIES,
        identity=identity,
        state=State.APPROVED,
        since=desk.situation.now,
        because=Reason("adopted"),
        ref=event.ref,
        uid=event.uid,
        version=event.version,
        seen_title=event.title,
        project=contact.name,
    )


def _identity(contact: Contact) -> Identity:
    return Identity(kind=Kind.SERIES, rule=RULE, subject=contact.id)


def _look(desk: Desk, entry: Entry) -> None:
    """Whether it stands, and its occurrences."""
    events = [event for event in desk.own if is_one_of(entry, event)]
    if not events:
        if entry.state is State.CANCELLED:
            _go_along(desk, entry)
        if entry.key in desk.situation.gone and entry.state in STANDING:
            because, now = Reason("deleted_by_owner"), desk.situation.now
            desk.put(entry, state=State.SKIPPED, because=because, since=now, ref=None, version=None)
        return
    if entry.state not in STANDING:
        because, now = Reason("adopted"), desk.situation.now
        entry = desk.put(entry, state=State.APPROVED, because=because, since=now)
    events.sort(key=lambda event: str(event.when.start))
    ahead = next((event for event in events if not desk.eyes.has_begun(event.when)), events[-1])
    desk.put(entry, ref=ahead.ref, version=ahead.version)
    desk.events = {**desk.events, entry.key: ahead}
    for event in events:
        _occurrence(desk, entry, event)


def _go_along(desk: Desk, series: Entry) -> None:
    """What went with a series that we took away was not deleted by its owner."""
    for entry in tuple(desk.entries.values()):
        went_now = entry.state is State.SKIPPED and entry.since == desk.situation.now
        if went_now and is_occurrence(entry) and entry.uid == series.uid:
            desk.put(entry, state=State.CANCELLED, because=series.because)


def is_one_of(series: Entry, event: Event) -> bool:
    """Whether an event is one of a series; "this and following" makes another of the rest, with our mark."""
    return event.occurrence is not None and (event.uid == series.uid or event.key == series.key)


def _occurrence(desk: Desk, series: Entry, event: Event) -> None:
    """Its line, if it has none yet, as its owner has left it."""
    identity = replace(series.identity, kind=Kind.CONTACT, cycle=event.occurrence or "")
    key = desk.key(identity)
    if known := desk.entries.get(key):
        if key not in desk.events:
            desk.events = {**desk.events, key: event}
            desk.put(observe(replace(known, uid=event.uid), event, desk.eyes))
        return
    written = series.written and replace(series.written, when=event.when, yearly=False)
    entry = Entry(
        key=key,
        calendar=series.calendar,
        kind=Kind.CONTACT,
        identity=identity,
        state=State.PROPOSED,
        since=desk.situation.now,
        because=Reason("contact_yearly", {"name": series.project}),
        ref=event.ref,
        uid=event.uid,
        version=event.version,
        written=written,
        seen_title=desk.situation.phrases.prefix + desk.eyes.bare(event.title),
        seen_when=event.when,
        project=series.project,
    )
    desk.events = {**desk.events, key: event}
    desk.put(observe(entry, event, desk.eyes))


def absence_of(entry: Entry, desk: Desk) -> Absence:
    """What a pass saw of one that it did not see: of an occurrence, gone where the rest was read."""
    situation, when = desk.situation, entry.seen_when
    if entry.key in situation.gone:
        return Absence.GONE
    if not is_occurrence(entry) or not isinstance(when, Timed):
        return Absence.UNSEEN
    is_read = any(event.uid == entry.uid and event.occurrence for event in desk.own)
    is_unreadable = any(each.uid in {None, entry.uid} for each in situation.unreadable)
    is_inside = situation.window.covers(when.start, when.end)
    return Absence.GONE if is_read and is_inside and not is_unreadable else Absence.UNSEEN


def has_series(desk: Desk, contact: Contact) -> bool:
    """Whether a series is, or was, his way: it stands, or its owner took it away for good."""
    found = [each for each in desk.entries.values() if _is_series_of(each, contact)]
    return any(each.state in STANDING for each in found) or any(
        each.state is State.SKIPPED and each.because.code != "again" for each in found
    )


def _is_series_of(entry: Entry, contact: Contact) -> bool:
    return entry.kind is Kind.SERIES and entry.identity.subject == contact.id


def as_series(desk: Desk, network: Network, wish: Wish) -> Wish | None:
    """The wish as the first of a series, where its contact is to have one; None where that must wait.

    Who is seen more or less often than yearly, or agreed on a next time already, gets a single slot.
    """
    contact = wish.contact
    if contact is None or not network.yearly or network.every_of(contact) not in _A_YEAR:
        return wish
    if has_series(desk, contact):
        return wish
    identity = _identity(contact)
    while entry := desk.entries.get(desk.key(identity)):
        if is_unsure(entry) and not wanted_again(desk, entry):
            return None
        identity = identity.next()
    because = Reason("contact_yearly", {"name": contact.name})
    return replace(wish, key=desk.key(identity), identity=identity, because=because, yearly=True)
