"""What a calendar in memory holds: objects with versions, a log of changes, a bin, and the mails it sent.

You need this only to understand or extend `memory`. Nothing in here decides who may write.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from zaaikalender.core.events import Changes, Event, Item, Series, Timed, Unreadable, Window, span
from zaaikalender.core.people import Person
from zaaikalender.providers import yearly


class Occasion(StrEnum):
    """Why a calendar server mails a guest."""

    INVITATION = "invitation"
    UPDATE = "update"
    CANCELLATION = "cancellation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail that the server sent to one guest. `by` is "us" or "person": whose act made it go out."""

    to: Person
    what: Occasion
    title: str
    text: str
    at: datetime
    by: str


def occasions(old: Event | None, new: Event | None, owner: Person) -> Iterator[tuple[Person, Occasion]]:
    """Whom a server mails, and why, when `owner`'s event changes from `old` to `new` (None: not there)."""
    before = {attendee.person for attendee in old.attendees} if old else set()
    after = {attendee.person for attendee in new.attendees} if new else set()
    noticed = _notice(old) != _notice(new)
    for person in sorted((before | after) - {owner}, key=lambda guest: guest.address):
        if person not in after:
            yield person, Occasion.CANCELLATION
        elif person not in before:
            yield person, Occasion.INVITATION
        elif noticed:
            yield person, Occasion.UPDATE


def _notice(event: Event | None) -> tuple[object, ...]:
    """What a guest would notice."""
    return (event.title, event.when, event.text) if event else ()


def shows_in(event: Event, window: Window, zone: ZoneInfo) -> bool:
    """Whether an event is given for this window: it touches it, or is single and carries our mark."""
    start, end = span(event.when, zone)
    ours = event.key is not None and event.occurrence is None
    return ours or (start < window.end and end > window.start) or start == window.start


_YEARS = 30
"""So many times a yearly series without an end stands here."""


def yearly_of(event: Event, zone: ZoneInfo) -> tuple[Event, ...]:
    """The occurrences of a series that repeats each year, from this one on."""
    start, end = span(event.when, zone)
    first = start.astimezone(zone)
    days = (yearly.in_year(first.date(), first.year + number) for number in range(_YEARS))
    starts = [datetime.combine(day, first.time(), zone).astimezone(UTC) for day in days]
    return tuple(
        replace(
            event,
            when=Timed(start=each, end=each + (end - start)),
            occurrence=each.strftime("%Y%m%dT%H%M%SZ"),
            series=Series(last=None, count=0, step=timedelta(days=365)),
        )
        for each in starts
    )


class Shelf:
    """The objects of one calendar by ref: each a tuple of events, more than one for a series."""

    def __init__(self) -> None:
        self.objects: dict[str, tuple[Event, ...]] = {}
        self.bin: dict[str, tuple[Event, ...]] = {}
        self.spoiled: set[str] = set()
        self._log: list[str] = []
        self._oldest = 0

    def put(self, ref: str, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Stores an object under a new version."""
        self._log.append(ref)
        version = str(len(self._log))
        self.objects[ref] = tuple(replace(event, ref=ref, version=version) for event in events)
        self.bin.pop(ref, None)
        return self.objects[ref]

    def drop(self, ref: str) -> None:
        """Throws an object into the bin."""
        self._log.append(ref)
        self.spoiled.discard(ref)
        self.bin[ref] = self.objects.pop(ref)

    def forget_log(self) -> None:
        """Makes all cursors given so far worthless, as a server does after some weeks."""
        self._oldest = len(self._log) + 1
        self._log.append("")

    def ref_of(self, uid: str) -> str:
        """The ref of the object with this UID; KeyError where there is none."""
        return next(ref for ref, events in self.objects.items() if events[0].uid == uid)

    def next_ref(self) -> str:
        """A ref that was never used."""
        return f"event-{len(self._log) + 1}"

    def changes(
        self, window: Window, cursor: str | None, known: Mapping[str, str], zone: ZoneInfo
    ) -> Changes:
        """What changed since the cursor, or in comparison with what is known."""
        touched = self._since(cursor)
        present = self.objects.keys() if touched is None else self.objects.keys() & touched
        lost = known.keys() if touched is None else known.keys() & touched
        return Changes(
            changed=tuple(
                self._item(ref, window, zone)
                for ref in sorted(present - self.spoiled)
                if known.get(ref) != self.objects[ref][0].version
            ),
            gone=frozenset(lost - self.objects.keys()),
            unreadable=tuple(self._unreadable(ref) for ref in sorted(self.spoiled)),
            cursor=str(len(self._log)),
        )

    def _since(self, cursor: str | None) -> set[str] | None:
        """The refs touched since the cursor; None where everything must be looked at."""
        if cursor is None or not self._oldest <= int(cursor) <= len(self._log):
            return None
        return set(self._log[int(cursor) :])

    def _item(self, ref: str, window: Window, zone: ZoneInfo) -> Item:
        events = self.objects[ref]
        shown = tuple(event for event in events if shows_in(event, window, zone))
        return Item(ref=ref, version=events[0].version, uid=events[0].uid, events=shown)

    def _unreadable(self, ref: str) -> Unreadable:
        why = "this event cannot be read; open it and save it again"
        return Unreadable(where=ref, uid=self.objects[ref][0].uid, why=why, ref=ref)
