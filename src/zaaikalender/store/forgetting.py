"""Forgetting: a calendar with all that belongs to it, or a person from outside wherever he is named.

You need this for `forget`. Whoever asks to be forgotten must not be proposed again: a keyed hash of his
address stays. Titles stay as they stand in the calendar, where they are the owner's words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from zaaikalender.core.appointments import Entry, Kind
from zaaikalender.core.events import Event
from zaaikalender.core.forgetting import FORGOTTEN
from zaaikalender.core.letters import Letter
from zaaikalender.core.people import Person
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.store import codec, trail
from zaaikalender.store.entries import entry_of, entry_row
from zaaikalender.store.event_codec import event_json, event_of, reply_of
from zaaikalender.store.models import (
    calendars,
    decisions,
    entries,
    forgotten,
    intents,
    items,
    outbox,
    questions,
    subjects,
)
from zaaikalender.store.outbox import letter_json, letter_of
from zaaikalender.store.statements import upsert
from zaaikalender.store.subjects import lock_office

_MARKS = select(forgotten.c.mark)


def forget_calendar(connection: Connection, calendar: str) -> None:
    """Removes all that is stored for a calendar, and the projects that are at home there."""
    connection.execute(select(calendars.c.name).where(calendars.c.name == calendar).with_for_update()).all()
    lock_office(connection)
    connection.execute(delete(subjects).where(subjects.c.home == calendar))
    # The rest hangs from this row, but for the trail.
    connection.execute(delete(calendars).where(calendars.c.name == calendar))
    trail.forget(connection, calendar)


def marks_of(connection: Connection) -> frozenset[str]:
    """The marks of all who are forgotten."""
    return frozenset(connection.execute(_MARKS).scalars())


def forget_person(
    connection: Connection, address: str, *, mark: str, at: datetime, also: Iterable[str] = ()
) -> int:
    """Removes a person from all that is stored; gives the number of rows that named him.

    `also` are more words that are his alone: how lists call him, his telephone number.
    """
    # All calendars first, as everybody who works for the office does: no two wait for each other.
    connection.execute(select(calendars.c.name).order_by(calendars.c.name).with_for_update()).all()
    lock_office(connection)
    upsert(connection, forgotten, [{"mark": mark, "at": at}], change=False)
    eraser = _eraser(connection, Person(address=address), also)
    return (
        _rewrite_entries(connection, entries, eraser)
        + _rewrite_entries(connection, intents, eraser)
        + _rewrite_items(connection, eraser)
        + _rewrite_letters(connection, eraser)
        + _rewrite_reasons(connection, questions, eraser)
        + _rewrite_reasons(connection, decisions, eraser)
    )


_DIGITS = 6
"""A telephone number has so many digits at least."""


@dataclass(frozen=True, slots=True)
class _Eraser:
    """Takes one person out of values: his address and full name out of texts, himself out of lists."""

    person: Person
    traces: re.Pattern[str]

    def text(self, text: str) -> str:
        return self.traces.sub("…", text)

    def fact(self, fact: Fact) -> Fact:
        return self.text(fact) if isinstance(fact, str) else fact

    def reason(self, reason: Reason) -> Reason:
        return Reason(reason.code, {name: self.fact(fact) for name, fact in reason.facts.items()})

    def event(self, event: Event) -> Event:
        # An event without an organiser would be its owner's, and could command.
        organizer = FORGOTTEN if event.organizer == self.person else event.organizer
        attendees = tuple(guest for guest in event.attendees if guest.person != self.person)
        return replace(event, organizer=organizer, attendees=attendees, text=self.text(event.text))

    def letter(self, letter: Letter) -> Letter:
        written = replace(letter.draft, text=self.text(letter.draft.text))
        guests = tuple(person for person in letter.guests if person != self.person)
        return replace(letter, guests=guests, draft=written, body=self.text(letter.body))

    def entry(self, entry: Entry) -> Entry:
        written = entry.written and replace(entry.written, text=self.text(entry.written.text))
        return replace(
            entry,
            because=self.reason(entry.because),
            written=written,
            project=self.text(entry.project) if entry.kind in (Kind.CONTACT, Kind.SERIES) else entry.project,
            candidates=tuple(person for person in entry.candidates if person != self.person),
            seen_guests=tuple(person for person in entry.seen_guests if person != self.person),
            # That somebody from outside is invited must stay known: such an event is never moved by us.
            guests=tuple(FORGOTTEN if person == self.person else person for person in entry.guests),
            carried=self.text(entry.carried),
        )


_SHOWS_PEOPLE = items.c.events.is_not(None) | items.c.met.is_not(None)


def _eraser(connection: Connection, person: Person, also: Iterable[str]) -> _Eraser:
    """What to look for: the address, each full name under which he is stored, and what else is his."""
    names = {found.name.strip() for found in _people(connection) if found == person}
    # A first name alone may be anybody's, and so may a short number.
    whole = {name for name in names if " " in name} | {each.strip() for each in also if _is_his(each)}
    traces = [person.address, *sorted(whole, key=len, reverse=True)]
    return _Eraser(person, re.compile("|".join(re.escape(trace) for trace in traces), re.IGNORECASE))


def _is_his(words: str) -> bool:
    """Whether these words tell of nobody else: a full name, a whole telephone number."""
    return " " in words.strip() or sum(map(str.isdigit, words)) >= _DIGITS


def _people(connection: Connection) -> Iterable[Person]:
    """Everybody who is stored as a person."""
    for table in (entries, intents):
        for row in connection.execute(select(table)):
            entry = entry_of(row)
            yield from (*entry.candidates, *entry.seen_guests, *entry.guests)
    for events, met in connection.execute(select(items.c.events, items.c.met).where(_SHOWS_PEOPLE)):
        for event in map(event_of, [*(events or ()), *(met or ())]):
            yield from (guest.person for guest in event.attendees)
            yield from (event.organizer,) if event.organizer else ()


def _key(table: Table, row: Any) -> tuple[Any, ...]:
    """The condition that is true for this row alone."""
    return tuple(column == getattr(row, column.name) for column in table.primary_key)


def _rewrite_entries(connection: Connection, table: Table, eraser: _Eraser) -> int:
    """Entries, also those of open intents."""
    changed = 0
    for row in connection.execute(select(table)).all():
        before = entry_of(row)
        after = eraser.entry(before)
        if entry_row(after) != entry_row(before):
            connection.execute(update(table).where(*_key(table, row)).values(entry_row(after)))
            changed += 1
    return changed


def _rewrite_items(connection: Connection, eraser: _Eraser) -> int:
    """Events that are kept."""
    changed = 0
    for row in connection.execute(select(items).where(_SHOWS_PEOPLE)).all():
        before = {"events": row.events, "met": row.met}
        after = {
            name: events and [event_json(eraser.event(event_of(event))) for event in events]
            for name, events in before.items()
        }
        if after != before:
            connection.execute(update(items).where(*_key(items, row)).values(after))
            changed += 1
    return changed + _drop_replies(connection, eraser)


def _drop_replies(connection: Connection, eraser: _Eraser) -> int:
    """His answers that came by mail."""
    changed = 0
    for row in connection.execute(select(items).where(items.c.replies.is_not(None))).all():
        after = [each for each in row.replies if reply_of(each).attendee.person != eraser.person]
        if after != row.replies:
            connection.execute(update(items).where(*_key(items, row)).values(replies=after or None))
            changed += 1
    return changed


def _rewrite_letters(connection: Connection, eraser: _Eraser) -> int:
    """Mails: his own go, sent or not; in others' he is named no more."""
    own = delete(outbox).where(outbox.c.recipient == eraser.person.address)
    changed = connection.execute(own).rowcount
    for row in connection.execute(select(outbox)).all():
        before = letter_of(row)
        after = letter_json(eraser.letter(before))
        if after != letter_json(before):
            connection.execute(update(outbox).where(*_key(outbox, row)).values(letter=after))
            changed += 1
    return changed


def _rewrite_reasons(connection: Connection, table: Table, eraser: _Eraser) -> int:
    """Questions and decisions: what they say in their reasons."""
    changed = 0
    for row in connection.execute(select(table)).all():
        after = codec.reason_json(eraser.reason(codec.reason_of(row.because)))
        if after != row.because:
            connection.execute(update(table).where(*_key(table, row)).values(because=after))
            changed += 1
    return changed
