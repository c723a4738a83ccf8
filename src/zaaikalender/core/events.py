"""What we read from a calendar, in the words of RFC 5545 and without a vendor's accent.

You need this whenever you look at somebody's calendar. Providers translate what they get into an `Event`;
from there on nobody knows where it came from. All moments are instants in UTC; all-day events are dates.
A floating time cannot be constructed: the provider decides its zone at the door (RFC 5545, 3.3.5).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import TypeAlias

from zaaikalender.core.people import Answer, Attendee, AttendeeKind, Person


class Status(StrEnum):
    """How sure the event itself is (RFC 5545, 3.8.1.11)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class Shown(StrEnum):
    """How its owner's time is shown to others while it lasts (TRANSP, X-MICROSOFT-CDO-BUSYSTATUS)."""

    BUSY = "busy"
    TENTATIVE = "tentative"
    FREE = "free"
    OUT_OF_OFFICE = "out_of_office"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllDay:
    """Whole days: from `start` up to, but not including, `end` (RFC 5545, 3.6.1)."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """An all-day event lasts a day at least."""
        if self.end <= self.start:
            raise ValueError(f"an all-day event ends after it starts: {self.start} - {self.end}")

    @property
    def last(self) -> date:
        """The last day that belongs to it."""
        return self.end - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A stretch of time between two instants, kept in UTC. Refuses a time without a zone."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse floating times; put both ends in UTC, so that equal instants are equal values."""
        # Nearly always both are in UTC already, and this is made tens of thousands of times.
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            self._put_in_utc()
        if self.end < self.start:
            raise ValueError(f"an event cannot end before it starts: {self.start} - {self.end}")

    def _put_in_utc(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a moment without a time zone is no moment")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))

    @property
    def duration(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start


When: TypeAlias = AllDay | Timed


"""When an event is: whole days, or a stretch of time."""


def midnight(day: date, zone: tzinfo) -> datetime:
    """The instant (UTC) at which `day` begins in `zone`."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def span(when: When, zone: tzinfo) -> tuple[datetime, datetime]:
    """Start and end as instants (UTC); whole days run from midnight to midnight in `zone`."""
    match when:
        case Timed(start=start, end=end):
            return start, end
        case AllDay(start=first, end=after):
            return midnight(first, zone), midnight(after, zone)


def first_day(when: When, zone: tzinfo) -> date:
    """The day on which it starts, as its owner in `zone` sees it."""
    return when.start if isinstance(when, AllDay) else when.start.astimezone(zone).date()


def last_day(when: When, zone: tzinfo) -> date:
    """The last day that it touches, as its owner in `zone` sees it; ending at midnight touches no new day."""
    if isinstance(when, AllDay):
        return when.last
    end = max(when.start, when.end - timedelta(microseconds=1))
    return end.astimezone(zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What is worth knowing of the series to which an occurrence belongs.

    `last` is the day of the series' last occurrence, None where it has no end. `count` counts its
    occurrences up to there (0 without an end). `step` is the usual time between two of them.
    """

    last: date | None
    count: int
    step: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One appointment as it stands in a calendar; of a series each occurrence is an event of its own.

    `ref` is the provider's handle of the object it came from (a file, an address, an id); `version` changes
    whenever that object does. `occurrence` names the occurrence of a series (RECURRENCE-ID) as text, None for
    single events. `key` is our own mark where the event carries one. `sequence` is how often its organiser
    changed what a guest must know (RFC 5545, 3.8.7.4). `organizer` is None where it names none:
    such an event is its owner's. Cancelled occurrences do not exist; a wholly cancelled event does. In one of
    ours with `mixed_text` another program wrote too, so that our own text cannot be exchanged.
    """

    ref: str
    version: str
    uid: str
    title: str
    when: When
    occurrence: str | None = None
    series: Series | None = None
    text: str = ""
    organizer: Person | None = None
    attendees: tuple[Attendee, ...] = ()
    status: Status = Status.CONFIRMED
    shown: Shown = Shown.BUSY
    private: bool = False
    categories: frozenset[str] = frozenset()
    key: str | None = None
    mixed_text: bool = False
    sequence: int = field(default=0, compare=False)

    def is_organised_by(self, owner: Person) -> bool:
        """Whether this is `owner`'s own, in whose calendar it stands: one that names nobody is."""
        return self.organizer is None or self.organizer == owner

    def answer_of(self, person: Person) -> Answer | None:
        """What `person` answered; None where he is no guest."""
        for attendee in self.attendees:
            if attendee.person == person:
                return attendee.answer
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The stretch of time that was asked for: from `start` up to `end` (instants in UTC)."""

    start: datetime
    end: datetime

    def covers(self, start: datetime, end: datetime) -> bool:
        """Whether the whole of a stretch was asked for; what lies outside was not read, never absent."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A guest's answer that came by mail and was put in the calendar as it came (METHOD:REPLY, RFC 5546).

    It answers the event with that UID as it was at `sequence`. `stamp` orders two answers to the same.
    """

    uid: str
    sequence: int
    stamp: str
    attendee: Attendee


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One object of a calendar as its provider keeps it: an event, or a series with its exceptions.

    `events` are its occurrences inside the window that was asked for; those with our mark are given whatever
    the window. `replies` are answers to an event with this UID, which are no events.
    """

    ref: str
    version: str
    uid: str
    events: tuple[Event, ...]
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Something in a calendar that could not be read: where it stands, its UID if that is known, and why.

    It holds back cancelling for its own UID; without a UID for the whole calendar. `where` may name a file
    and a line; `why` is a sentence for a person and quotes nothing private.
    """

    where: str
    uid: str | None
    why: str
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a provider found since the last read.

    `changed` are new and changed items. `gone` are refs of items that we knew and that are certainly no
    longer there: a complete listing lacks them, or the provider itself said so. A provider that cannot be
    certain leaves them out, or raises; absence is never deduced elsewhere. `unreadable` is everything that
    cannot be read now (also what could not be read last time and has not changed). `cursor` is where the
    next read may start; None where the provider keeps none.
    """

    changed: tuple[Item, ...] = ()
    gone: frozenset[str] = frozenset()
    unreadable: tuple[Unreadable, ...] = ()
    cursor: str | None = None


def outsiders(event: Event, domains: Iterable[str]) -> tuple[Person, ...]:
    """The people in an event who are not of the office: individuals only, in order, each once."""
    inside = frozenset(domains)
    found = dict.fromkeys(
        attendee.person
        for attendee in event.attendees
        if attendee.kind is AttendeeKind.INDIVIDUAL and attendee.person.domain not in inside
    )
    return tuple(found)
