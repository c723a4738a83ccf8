"""After the store was lost, or an older one came back: own marks stand that no ledger knows.

You need this after a restore. What stands is taken over, and all of it is theirs. What does not, a person may
have deleted: one question comes before anything is planned again.
"""

from collections.abc import Iterator
from dataclasses import replace

from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.contact_wishes import RULE, contact_wish
from zaaikalender.core.contacts import Contact, Network
from zaaikalender.core.desk import Desk
from zaaikalender.core.due import Due
from zaaikalender.core.events import Event, first_day
from zaaikalender.core.identity import Identity
from zaaikalender.core.projects import Project
from zaaikalender.core.reasons import Reason
from zaaikalender.core.series import series_of
from zaaikalender.core.standing import with_facts
from zaaikalender.core.wishes import Wish

_NOTED = frozenset({Kind.FOLLOW_UP, Kind.CONTACT, Kind.ACTION})
_CYCLES = 20
_GENERATIONS = 5
"""After the store was lost, so many generations of a key are tried against the marks that stand."""


def store_was_lost(desk: Desk) -> bool:
    """Own marks of which no ledger knows: the store is empty, or older than the calendar."""
    # What was taken over in this very pass (a series) was not known before it.
    entries = {entry.key for entry in desk.situation.known.entries}
    strangers = {event.key for event in desk.own} - entries - desk.situation.known.foreign.keys()
    if not strangers:
        return False
    if not entries or any(key in strangers for _entry, _identity, key in _notes(desk)):
        # A note beside what we know is of an invitation that an older store has not seen.
        return True
    network = desk.situation.network
    contacts = network.contacts if network else ()
    if any(key in strangers for contact in contacts for key in _keys_of(desk, contact)):
        return True
    return any(
        key in strangers
        for project in desk.situation.projects
        for rule in desk.situation.rules.follow_ups
        for _identity, key in _possible_keys(desk, desk.name_in_keys(rule.name), project)
    )


def _possible_keys(desk: Desk, rule: str, project: Project) -> Iterator[tuple[Identity, str]]:
    for subject in sorted(project.subject.uids | {project.subject.id}):
        for generation in range(_GENERATIONS):
            identity = Identity(kind=Kind.FOLLOW_UP, rule=rule, subject=subject, generation=generation)
            yield identity, desk.key(identity)


def adopted(desk: Desk, wish: Wish, project: Project) -> Entry | None:
    """The latest generation that stands with our mark and of which the store knows nothing."""
    standing = {event.key: event for event in reversed(desk.own)}
    found = None
    for identity, key in _possible_keys(desk, wish.identity.rule, project):
        event = standing.get(key)
        if event and key not in desk.situation.known.foreign:
            found = taken_over(desk, replace(wish, identity=identity, key=key), event)
    return found


def taken_over(desk: Desk, wish: Wish, event: Event) -> Entry:
    """The entry of an event that stands and of which we do not know what we wrote: all of it is theirs."""
    outside = [
        each.person for each in event.attendees if each.person.domain not in desk.situation.office.domains
    ]
    if desk.eyes.is_proposal(event.title):
        state = State.PROPOSED
    else:
        state = State.INVITED if outside else State.APPROVED
    entry = _adopted(desk, wish.key, wish.kind, wish.identity, event)
    return desk.put(with_facts(replace(entry, state=state, guests=tuple(outside)), wish))


def adopt_notes(desk: Desk) -> None:
    """Takes over the private quarters of an hour that stand and of which the store knows nothing."""
    known = desk.entries.keys() | desk.situation.known.foreign.keys()
    strangers = {event.key: event for event in desk.own if event.key not in known}
    if not strangers:
        return
    for parent, identity, key in tuple(_notes(desk)):
        if event := strangers.get(key):
            note = _adopted(desk, key, Kind.NOTE, identity, event)
            desk.put(replace(note, project=parent.project))


def _adopted(desk: Desk, key: str, kind: Kind, identity: Identity, event: Event) -> Entry:
    """The line of what stands with this mark: of what we wrote we know nothing, so all of it is theirs."""
    desk.events = {**desk.events, key: event}
    return Entry(
        key=key,
        calendar=desk.situation.calendar,
        kind=kind,
        identity=identity,
        state=State.APPROVED,
        since=desk.situation.now,
        because=Reason("adopted"),
        ref=event.ref,
        uid=event.uid,
        version=event.version,
        seen_title=event.title,
        seen_when=event.when,
    )


def _notes(desk: Desk) -> Iterator[tuple[Entry, Identity, str]]:
    """Each appointment with the keys under which a note after it may stand."""
    for entry in desk.entries.values():
        if entry.kind in _NOTED:
            first = Identity(kind=Kind.NOTE, rule=entry.identity.rule, subject=entry.key)
            for generation in range(_GENERATIONS):
                identity = replace(first, generation=generation)
                yield entry, identity, desk.key(identity)


def held_back(desk: Desk, wish: Wish) -> Entry:
    """After the store was lost: what does not stand may have been deleted, so one question for all."""
    entry = Entry(
        key=wish.key,
        calendar=desk.situation.calendar,
        kind=wish.kind,
        identity=wish.identity,
        state=State.UNKNOWN,
        since=desk.situation.now,
        because=Reason("lost_store"),
    )
    return desk.put(with_facts(entry, wish))


def contact_adopted(desk: Desk, contact: Contact, network: Network) -> Entry | None:
    """The slot of a contact that stands with our mark and of which the store knows nothing."""
    known = desk.entries.keys() | desk.situation.known.foreign.keys()
    strangers = {event.key: event for event in desk.own if event.key not in known}
    if not strangers:
        return None
    for identity, key in _contact_keys(desk, contact):
        if event := strangers.get(key):
            day = first_day(event.when, desk.situation.office.zone)
            due = Due(day=day, slack=0, because=Reason("adopted"))
            return taken_over(desk, contact_wish(desk, network, contact, identity, due), event)
    return None


def _keys_of(desk: Desk, contact: Contact) -> Iterator[str]:
    """All keys under which something for a contact may stand."""
    yield from (key for _identity, key in _contact_keys(desk, contact))
    yield from (desk.key(identity) for identity in series_of(contact))


def _contact_keys(desk: Desk, contact: Contact) -> Iterator[tuple[Identity, str]]:
    for cycle in range(_CYCLES):
        for generation in range(_GENERATIONS):
            identity = Identity(
                kind=Kind.CONTACT, rule=RULE, subject=contact.id, cycle=str(cycle), generation=generation
            )
            yield identity, desk.key(identity)
