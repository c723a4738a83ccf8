"""A calendar in memory: the strict double by which the engine and its simulation are tested.

You need this wherever a test wants a calendar and does not care which. It refuses what a real server
refuses, counts each mail to each guest, and breaks off wherever a test wants. It passes the same contract as
every other provider (tests/providers/contract.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Approval, Draft, Field
from zaaikalender.core.events import Changes, Event, Shown, Status, Window
from zaaikalender.core.people import Attendee, Person
from zaaikalender.core.ports import Mails, Traits
from zaaikalender.errors import NotOurs, Stale
from zaaikalender.providers.memory_person import Hand
from zaaikalender.providers.memory_shelf import yearly_of

_ALL = frozenset(Field)
_T = TypeVar("_T")


def uid_of(key: str) -> str:
    """The UID that a calendar in memory makes of a key."""
    return f"{key}@memory.invalid"


def _no_fault(_moment: str) -> None:
    """Nothing goes wrong."""


def _as_written(draft: Draft) -> Draft:
    """This calendar gives back what it got."""
    return draft


class MemoryCalendar(Hand):
    """A `Source` and a `Target` in memory, and (see `Hand`) the person whose calendar it is.

    `faults` is called before and after each act with its name ("before create", "after create", also
    changes, find, update, invite, cancel): what it raises at "before" leaves nothing done, at "after" all.
    `accent` is how this calendar rewrites what it gets (its dialect). `zone` says when a whole day begins.
    """

    def __init__(  # noqa: PLR0913 - a double has a dial for each way in which calendars differ
        self,
        owner: Person,
        *,
        remembers_deleted: bool = False,
        mails: Mails = Mails.NOBODY,
        clock: Callable[[], datetime],
        zone: ZoneInfo | None = None,
        faults: Callable[[str], None] = _no_fault,
        accent: Callable[[Draft], Draft] = _as_written,
    ) -> None:
        super().__init__(owner, mails, clock)
        self.faults = faults
        self._accent = accent
        self._zone = zone or ZoneInfo("Europe/Amsterdam")
        self._traits = Traits(provider="memory", remembers_deleted=remembers_deleted, mails=mails)

    @property
    def traits(self) -> Traits:
        """How this calendar behaves."""
        return self._traits

    def changes(self, window: Window, cursor: str | None, known: Mapping[str, str]) -> Changes:
        """See `Source.changes`. The cursor is a place in the log; one that was forgotten reads everything."""
        return self._act("changes", lambda: self._shelf.changes(window, cursor, known, self._zone))

    def find(self, key: str, uid: str | None) -> tuple[Event, ...]:
        """See `Target.find`. What lies in the bin is not found."""
        wanted = uid or uid_of(key)
        return self._act(
            "find", lambda: tuple(one for one in self.events() if one.key == key or one.uid == wanted)
        )

    def create(self, key: str, draft: Draft) -> Event:
        """See `Target.create`. The id is the key; a deleted one is refused where those are remembered."""
        return self._act("create", lambda: self._create(key, draft))

    def update(self, event: Event, draft: Draft, fields: frozenset[Field]) -> Event:
        """See `Target.update`."""
        return self._act("update", lambda: self._write(event, _parts(self._accent(draft), fields)))

    def invite(self, event: Event, approval: Approval) -> Event:
        """See `Target.invite`. Another appointment's approval raises `NotOurs`, another moment's `Stale`."""
        return self._act("invite", lambda: self._invite(event, approval))

    def cancel(self, event: Event) -> None:
        """See `Target.cancel`."""
        self._act("cancel", lambda: self._cancel(event))

    def dialect(self, draft: Draft) -> Draft:
        """See `Target.dialect`."""
        return self._accent(draft)

    def _act(self, name: str, act: Callable[[], _T]) -> _T:
        """Carries out an act, with a chance to break off before and after it."""
        self.faults(f"before {name}")
        result = act()
        self.faults(f"after {name}")
        return result

    def _create(self, key: str, draft: Draft) -> Event:
        binned = self._shelf.bin if self._traits.remembers_deleted else {}
        if key in self._shelf.objects or key in binned or self._has(uid_of(key)):
            raise Stale("The calendar already has an event with this id. Read again and decide again.")
        parts = {**_parts(self._accent(draft), _ALL), "private": draft.private, "key": key}
        event = Event(ref=key, version="", uid=uid_of(key), organizer=self.owner, **parts)
        events = yearly_of(event, self._zone) if draft.yearly else (event,)
        return self._enter(None, self._shelf.put(key, events)[0], "us")

    def _has(self, uid: str) -> bool:
        return any(event.uid == uid for event in self.events())

    def _invite(self, event: Event, approval: Approval) -> Event:
        standing = self._ours(event)
        if approval.key != standing.key:
            raise NotOurs("The approval is for another appointment. Nobody was invited; approve this one.")
        if approval.draft.when != standing.when:
            raise Stale("The appointment no longer stands at the approved moment. Ask its owner again.")
        there = {attendee.person for attendee in standing.attendees}
        new = (Attendee(person=guest) for guest in approval.guests if guest not in there)
        parts = _parts(self._accent(approval.draft), _ALL)
        return self._write(event, {**parts, "attendees": (*standing.attendees, *new)})

    def _write(self, event: Event, parts: Mapping[str, Any]) -> Event:
        standing = self._ours(event)
        return self._enter(standing, self._swap(standing, replace(standing, **parts)), "us")

    def _cancel(self, event: Event) -> None:
        if event.ref in self._shelf.objects:
            standing = self._ours(event)
            self._shelf.drop(standing.ref)
            self._post(standing, None, "us")

    def _ours(self, event: Event) -> Event:
        """The event as it stands, if it is ours and the version that was read."""
        standing = self._standing(event)
        if standing.key is None or standing.organizer not in {None, self.owner}:
            raise NotOurs("This event is not ours. It was left alone.")
        if standing.version != event.version:
            raise Stale("The event was changed after it was read. Read again and decide again.")
        return standing

    def _standing(self, event: Event) -> Event:
        for one in self._shelf.objects.get(event.ref, ()):
            if one.occurrence == event.occurrence:
                return one
        raise Stale("The event is no longer there. Read again and decide again.")


def _parts(draft: Draft, fields: frozenset[Field]) -> dict[str, Any]:
    """What an event gets of a draft, for these fields."""
    status = Status.TENTATIVE if draft.shown is Shown.TENTATIVE else Status.CONFIRMED
    every: dict[Field, dict[str, Any]] = {
        Field.TITLE: {"title": draft.title},
        Field.WHEN: {"when": draft.when},
        Field.TEXT: {"text": draft.text},
        Field.SHOWN: {"shown": draft.shown, "status": status},
    }
    return {name: value for field in fields for name, value in every[field].items()}
