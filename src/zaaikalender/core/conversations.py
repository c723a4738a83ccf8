"""Conversations: which meetings are with somebody on the list, which were held, and which are planned.

You need this when a contact is due though you spoke to him, or the other way round. A meeting counts where
the contact's address is among its guests, or his full name stands in its title as whole words; declined and
cancelled ones don't. Several contacts at one lunch: it counts for each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.contacts import Contact
from zaaikalender.core.events import Event, When, last_day
from zaaikalender.core.life import Eyes
from zaaikalender.core.names import normalised
from zaaikalender.core.people import Answer, Attendee, Person
from zaaikalender.core.spoken import lines_of_owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A meeting with one contact: on which day, whether it is over, and where it stands.

    `key` is ours where we planned it. `event` is as it was last seen; None for one of ours that no longer
    stands.
    """

    contact: str
    day: date
    held: bool
    event: Event | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Acquaintances:
    """A list, made ready to look through many events. Nobody is known by a first name alone."""

    by_address: Mapping[str, Contact]
    by_name: tuple[tuple[str, Contact], ...]

    @classmethod
    def of(cls, contacts: Iterable[Contact]) -> "Acquaintances":
        """The people of a list."""
        known = tuple(contacts)
        names = [(normalised(each.name), each) for each in known]
        return cls(
            by_address={each.address: each for each in known if each.address},
            by_name=tuple((f" {name} ", each) for name, each in names if " " in name),
        )

    def met_in(self, event: Event) -> tuple[Contact, ...]:
        """Whom one meets in an event; who declined is not met."""
        answers = {each.person.address: each.answer for each in event.attendees}
        if event.organizer:
            answers.setdefault(event.organizer.address, Answer.ACCEPTED)
        found = {
            self.by_address[address].id: self.by_address[address]
            for address in answers
            if address in self.by_address
        }
        if self.by_name:
            title = f" {normalised(event.title)} "
            found |= {each.id: each for name, each in self.by_name if name in title}
        return tuple(each for each in found.values() if answers.get(each.address) is not Answer.DECLINED)

    def needed(self, event: Event, owner: Person) -> Event | None:
        """What is worth keeping of a meeting with somebody on the list; None where there is none.

        Of its text only its owner's own lines for us, and of its guests only the contacts and himself.
        """
        met = {each.address for each in self.met_in(event)} if self.by_address or self.by_name else set()
        if not met and not self.met_in(event):
            return None
        return replace(
            event,
            text=lines_of_owner(event.text) if event.is_organised_by(owner) else "",
            attendees=tuple(each for each in event.attendees if _stays(each, met, owner)),
            categories=frozenset(),
        )


NOBODY = Acquaintances(by_address={}, by_name=())
"""An empty list."""


def _stays(attendee: Attendee, met: set[str], owner: Person) -> bool:
    return attendee.person.address in met or attendee.person == owner


def conversations(
    contacts: Iterable[Contact],
    met: Iterable[Event],
    entries: Iterable[Entry],
    events: Mapping[str, Event],
    eyes: Eyes,
) -> dict[str, tuple[Conversation, ...]]:
    """All conversations by contact's id, the earliest first; one a day counts once.

    `met` are meetings of the owner's own making, `entries` and `events` are ours (by key).
    """
    people = Acquaintances.of(contacts)
    found: dict[str, dict[date, Conversation]] = {each.id: {} for each in contacts}
    for talk in (*_of_his_own(people, met, eyes), *_of_ours(people, entries, events, eyes)):
        before = found.setdefault(talk.contact, {}).get(talk.day)
        if before is None or (talk.key and not before.key):
            found[talk.contact][talk.day] = talk
    return {contact: tuple(days[day] for day in sorted(days)) for contact, days in found.items()}


def _of_his_own(people: Acquaintances, met: Iterable[Event], eyes: Eyes) -> Iterable[Conversation]:
    for event in met:
        for contact in people.met_in(event):
            yield Conversation(
                contact=contact.id,
                day=last_day(event.when, eyes.zone),
                held=eyes.is_over(event.when),
                event=event,
            )


def _of_ours(
    people: Acquaintances, entries: Iterable[Entry], events: Mapping[str, Event], eyes: Eyes
) -> Iterable[Conversation]:
    """Our own appointments that were held, or that are agreed or invited; a proposal is no conversation."""
    for entry in entries:
        event = events.get(entry.key)
        when = _when(entry, event)
        if when is None or entry.state not in (State.HELD, State.APPROVED, State.INVITED):
            continue
        for contact in _with_whom(people, entry, event):
            yield Conversation(
                contact=contact,
                day=last_day(when, eyes.zone),
                held=entry.state is State.HELD,
                event=event,
                key=entry.key,
            )


def _when(entry: Entry, event: Event | None) -> When | None:
    if event:
        return event.when
    return entry.seen_when or (entry.written.when if entry.written else None)


def _with_whom(people: Acquaintances, entry: Entry, event: Event | None) -> tuple[str, ...]:
    if entry.kind is Kind.CONTACT:
        return (entry.identity.subject,)
    if entry.kind is not Kind.FOLLOW_UP:
        return ()
    guests = {each.address for each in entry.guests}
    declined = set()
    if event:
        guests |= {each.person.address for each in event.attendees}
        declined = {each.person.address for each in event.attendees if each.answer is Answer.DECLINED}
    return tuple(
        people.by_address[each].id for each in sorted(guests - declined) if each in people.by_address
    )
