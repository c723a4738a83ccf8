"""The owner of a calendar in memory, played by a test: he moves, renames, deletes, copies, answers.

You need this when you write a test in which a person does something in his calendar. All acts name an event
by its UID; of a series, `occurrence` tells which. Nothing here asks whether an act is wise.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from zaaikalender.core.events import Event, When
from zaaikalender.core.people import Answer, Attendee, Person
from zaaikalender.core.ports import Mails
from zaaikalender.providers.memory_shelf import Mail, Shelf, occasions


class Hand:
    """What a person can do in his own calendar. `mails` are all that the server sent so far."""

    def __init__(self, owner: Person, mails: Mails, clock: Callable[[], datetime]) -> None:
        self.owner = owner
        self.mails: list[Mail] = []
        self._server_mails = mails is Mails.SERVER
        self._clock = clock
        self._shelf = Shelf()

    def events(self) -> tuple[Event, ...]:
        """All that stands in the calendar now."""
        return tuple(event for events in self._shelf.objects.values() for event in events)

    def event(self, uid: str, occurrence: str | None = None) -> Event:
        """The event (or the occurrence, else the first) with this UID; StopIteration where there is none."""
        events = self._shelf.objects[self._shelf.ref_of(uid)]
        return next(event for event in events if occurrence in {None, event.occurrence})

    def put(self, *events: Event) -> Event:
        """Enters an event, or a series as its occurrences; replaces what has the same UID."""
        known = {standing.uid: standing.ref for standing in self.events()}
        ref = known.get(events[0].uid) or self._shelf.next_ref()
        old = self._shelf.objects.get(ref, (None,))[0]
        return self._enter(old, self._shelf.put(ref, events)[0])

    def move(self, uid: str, when: When, occurrence: str | None = None) -> Event:
        """Drags it to another moment."""
        return self._alter(uid, occurrence, when=when)

    def retitle(self, uid: str, title: str, occurrence: str | None = None) -> Event:
        """Types another title."""
        return self._alter(uid, occurrence, title=title)

    def retext(self, uid: str, text: str, occurrence: str | None = None) -> Event:
        """Types another text."""
        return self._alter(uid, occurrence, text=text)

    def delete(self, uid: str) -> None:
        """Deletes the event, a series with all its occurrences."""
        old = self.event(uid)
        self._shelf.drop(old.ref)
        self._post(old, None, "person")

    def delete_occurrence(self, uid: str, day: str) -> None:
        """Deletes the one of a series that begins on that day (2027-03-08, UTC); the others stay."""
        old = self._on(uid, day)
        self._shelf.put(old.ref, tuple(each for each in self._shelf.objects[old.ref] if each != old))
        self._post(old, None, "person")

    def move_occurrence(self, uid: str, day: str, when: When) -> Event:
        """Drags the one of a series that begins on that day to another moment."""
        return self.move(uid, when, self._on(uid, day).occurrence)

    def _on(self, uid: str, day: str) -> Event:
        events = self._shelf.objects[self._shelf.ref_of(uid)]
        return next(event for event in events if event.when.start.isoformat().startswith(day))

    def undelete(self, uid: str) -> Event:
        """Takes it back out of the bin: the same event, in a new version."""
        latest_first = reversed(self._shelf.bin.items())
        ref = next(ref for ref, events in latest_first if events[0].uid == uid)
        return self._enter(None, self._shelf.put(ref, self._shelf.bin[ref])[0])

    def copy(self, uid: str, when: When | None = None) -> Event:
        """Copies it, our mark included, as calendar programs do; the copy gets a UID of its own."""
        old, ref = self.event(uid), self._shelf.next_ref()
        copied = replace(old, uid=f"{uid}-{ref}", when=when or old.when)
        return self._enter(None, self._shelf.put(ref, (copied,))[0])

    def add_guest(self, uid: str, guest: Person) -> Event:
        """Invites somebody himself."""
        return self._alter(uid, None, attendees=(*self.event(uid).attendees, Attendee(person=guest)))

    def answer(self, uid: str, guest: Person, answer: Answer) -> Event:
        """A guest's answer comes in."""
        attendees = (
            replace(attendee, answer=answer) if attendee.person == guest else attendee
            for attendee in self.event(uid).attendees
        )
        return self._alter(uid, None, attendees=tuple(attendees))

    def decline(self, uid: str) -> Event:
        """Says no himself."""
        others = tuple(one for one in self.event(uid).attendees if one.person != self.owner)
        refusal = Attendee(person=self.owner, answer=Answer.DECLINED)
        return self._alter(uid, None, attendees=(*others, refusal))

    def categorise(self, uid: str, *categories: str) -> Event:
        """Gives it categories."""
        return self._alter(uid, None, categories=frozenset(categories))

    def spoil(self, uid: str) -> None:
        """Something makes it unreadable; it stands all the same."""
        self._shelf.spoiled.add(self._shelf.ref_of(uid))

    def mend(self, uid: str) -> None:
        """It can be read again."""
        ref = self._shelf.ref_of(uid)
        self._shelf.spoiled.discard(ref)
        self._shelf.put(ref, self._shelf.objects[ref])

    def forget_cursors(self) -> None:
        """The server no longer knows the cursors that it gave: the next read looks at everything."""
        self._shelf.forget_log()

    def _alter(self, uid: str, occurrence: str | None, **changes: Any) -> Event:
        old = self.event(uid, occurrence)
        return self._enter(old, self._swap(old, replace(old, **changes)))

    def _swap(self, old: Event, new: Event) -> Event:
        """Puts `new` where `old` stands; of a series the others stay."""
        standing = self._shelf.objects[old.ref]
        place = standing.index(old)
        return self._shelf.put(old.ref, (*standing[:place], new, *standing[place + 1 :]))[place]

    def _enter(self, old: Event | None, new: Event, by: str = "person") -> Event:
        """What the server does when an event was entered or changed."""
        self._post(old, new, by)
        return new

    def _post(self, old: Event | None, new: Event | None, by: str) -> None:
        """Mails the guests where it is the server that does so and the event is its owner's."""
        event = new or old
        if self._server_mails and event and event.organizer in {None, self.owner}:
            at = self._clock()
            self.mails.extend(
                Mail(to=to, what=what, title=event.title, text=event.text, at=at, by=by)
                for to, what in occasions(old, new, self.owner)
            )
