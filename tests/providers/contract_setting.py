"""The scene of a contract test: a calendar under test, and the person whose calendar it is.

You need this when you bring a provider under the contract: make a `Setting`, with a `Hand` that plays the
person by the provider's own means (files, requests), never through the provider.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from builders import at
from zaaikalender.core.appointments import Approval, Draft, approve
from zaaikalender.core.events import Changes, Event, When, Window
from zaaikalender.core.people import Answer, Person
from zaaikalender.core.ports import Source, Target

KEY = "0123456789abcdefghijklmnopqrstuv"
OTHER_KEY = "vutsrqponmlkjihgfedcba9876543210"
EVA = Person(address="eva@client-a.example", name="Eva Jansen")
TOM = Person(address="tom@client-b.example", name="Tom de Boer")
YEAR = Window(start=at("2027-01-01 00:00"), end=at("2028-01-01 00:00"))


class Hand(Protocol):
    """What a person can do in his calendar; events are named by their UID."""

    def put(self, event: Event, /) -> object:
        """Enters an event; `ref` and `version` mean nothing."""
        ...

    def put_weekly(self, event: Event, times: int) -> object:
        """Enters a series: the event, and again every week, so many times in all."""
        ...

    def delete_occurrence(self, uid: str, day: str, /) -> object:
        """Deletes the one of a series that begins on that day (2027-03-08)."""
        ...

    def move_occurrence(self, uid: str, day: str, when: When, /) -> object:
        """Moves that one alone."""
        ...

    def move(self, uid: str, when: When, /) -> object: ...

    def retitle(self, uid: str, title: str, /) -> object: ...

    def retext(self, uid: str, text: str, /) -> object: ...

    def delete(self, uid: str, /) -> object: ...

    def undelete(self, uid: str, /) -> object:
        """Takes it back as it was, our mark included."""
        ...

    def copy(self, uid: str, /) -> object:
        """Copies it, our mark included; the copy has another UID."""
        ...

    def add_guest(self, uid: str, guest: Person, /) -> object: ...

    def answer(self, uid: str, guest: Person, answer: Answer, /) -> object:
        """A guest's answer arrives."""
        ...

    def categorise(self, uid: str, category: str, /) -> object: ...

    def spoil(self, uid: str, /) -> object:
        """Makes it unreadable, as far as the provider allows (see `UnreadableContract`)."""
        ...

    def mend(self, uid: str, /) -> object:
        """Makes it readable again, as it was."""
        ...


@dataclass(kw_only=True)
class Setting:
    """A calendar under test: the provider, its owner, and the hand that plays him.

    `failing("before")` lets the writes inside it break off before anything was done, `failing("after")` after
    all was done but before the reply. `reopened` gives the same calendar as a fresh process sees it.
    """

    source: Source
    target: Target
    person: Hand
    owner: Person
    failing: Callable[[str], AbstractContextManager[object]]
    reopened: Callable[[], Source]
    known: dict[str, str] = field(default_factory=dict)

    def changes(
        self, window: Window = YEAR, cursor: str | None = None, known: Mapping[str, str] | None = None
    ) -> Changes:
        """Reads; without `known`, all of it."""
        return self.source.changes(window, cursor, known or {})

    def events(self, window: Window = YEAR) -> tuple[Event, ...]:
        """All events that a full read gives."""
        return tuple(event for item in self.changes(window).changed for event in item.events)

    def event(self, uid: str, window: Window = YEAR) -> Event:
        """The one event with this UID."""
        (event,) = [event for event in self.events(window) if event.uid == uid]
        return event

    def titles(self, window: Window = YEAR) -> list[str]:
        """The titles that a full read gives, in order of the alphabet."""
        return sorted(event.title for event in self.events(window))


def versions(*reads: Changes) -> dict[str, str]:
    """What an engine knows after these reads."""
    known: dict[str, str] = {}
    for changes in reads:
        known = {ref: version for ref, version in known.items() if ref not in changes.gone}
        known |= {item.ref: item.version for item in changes.changed}
    return known


def an_approval(draft: Draft, *guests: Person, key: str = KEY) -> Approval:
    """The owner approves this draft for these guests."""
    return approve(key, guests or (EVA,), draft, at=at("2026-11-24 09:00"))


def as_draft(event: Event) -> Draft:
    """What stands of an event, as the draft that would give it."""
    return Draft(
        title=event.title, when=event.when, text=event.text, shown=event.shown, private=event.private
    )
