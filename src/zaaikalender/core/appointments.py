"""What should stand in a calendar, and what we remember of what we put there.

You need this for anything that we write. A `Draft` is what is written; it has no guests. Guests are a
capability of their own: only an `Approval` carries them, and only the owner's word makes one (or the
rule, for colleagues alone). An `Entry` is a line of the ledger: what we last wrote and what became of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zaaikalender.core.events import Shown, When
from zaaikalender.core.identity import Identity
from zaaikalender.core.people import Person
from zaaikalender.core.reasons import Reason


class Kind(StrEnum):
    """What sort of appointment it is."""

    FOLLOW_UP = "follow_up"
    CONTACT = "contact"
    SERIES = "series"
    SESSION = "session"
    ACTION = "action"
    LIST = "list"
    NOTE = "note"
    TRAVEL = "travel"
    QUESTION = "question"


PRIVATE_KINDS = frozenset(
    {Kind.CONTACT, Kind.SERIES, Kind.ACTION, Kind.LIST, Kind.NOTE, Kind.TRAVEL, Kind.QUESTION}
)
"""Kinds that show to their owner alone, also in the office's plan."""


class State(StrEnum):
    """Where an appointment is in its life.

    proposed -> approved -> invited -> held; or skipped (its owner deleted or declined it), lapsed (passed
    untouched), cancelled (nothing asks for it any more), unknown (a write whose outcome nobody knows).
    """

    PROPOSED = "proposed"
    APPROVED = "approved"
    INVITED = "invited"
    HELD = "held"
    LAPSED = "lapsed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


STANDING = frozenset({State.PROPOSED, State.APPROVED, State.INVITED})
"""States in which the event is expected to stand in the calendar."""


class Field(StrEnum):
    """What we write of an event, and may change each by itself. A person who changes one makes it his."""

    TITLE = "title"
    WHEN = "when"
    TEXT = "text"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event as we want to write it: without guests, always.

    `shown` TENTATIVE makes the event itself tentative. `private` hides it from whoever may see the calendar.
    `yearly` makes a series of it, without an end: each year on the same weekday of that week of the month.
    """

    title: str
    when: When
    text: str
    shown: Shown
    private: bool = False
    yearly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """These guests, at this moment, with this text: the only thing that lets guests be written.

    Made by `approve` (the owner's word) or `colleagues_only` (a rule's, for addresses in the office's own
    domains). `draft` holds the guests' text alone. `at` is when it took effect (UTC).
    """

    key: str
    guests: tuple[Person, ...]
    draft: Draft
    at: datetime


def approve(key: str, guests: Iterable[Person], draft: Draft, *, at: datetime) -> Approval:
    """The owner approved this very invitation."""
    return Approval(key=key, guests=tuple(guests), draft=draft, at=at)


def colleagues_only(
    key: str, guests: Iterable[Person], draft: Draft, *, domains: frozenset[str], at: datetime
) -> Approval:
    """A rule invites directly: colleagues only. Raises ValueError when anybody is from outside."""
    invited = tuple(guests)
    if any(guest.domain not in domains for guest in invited):
        raise ValueError("a rule may invite colleagues only")
    return Approval(key=key, guests=invited, draft=draft, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger: one appointment of ours in one calendar.

    `written` is what we last wrote, as the provider gave it back; None where we adopted an event (then all
    that stands is its owner's). `due`, `first` and `last` are the wish's day and window, `ended` the day on
    which the project ended when we last looked. `project` is its name, `candidates` are who could be
    invited; with `pick` the owner must choose among them first.

    `noticed_at` (UTC) and `noticed_when` tell when the gesture of approval was first seen and for which
    moment. `seen_title` and `seen_when` are as last seen, which tells a rename from an approval and a move
    from a collision; `overlap_ok` says that its owner himself put it where it overlaps, `seen_guests` whom
    its text named when it was approved. `guests` were
    invited. `carried` is the private text that approval moved to the quarter of an hour after it. `since`
    (UTC) is when the state began.
    """

    key: str
    calendar: str
    kind: Kind
    identity: Identity
    state: State
    since: datetime
    because: Reason
    ref: str | None = None
    uid: str | None = None
    version: str | None = None
    written: Draft | None = None
    due: date | None = None
    first: date | None = None
    last: date | None = None
    ended: date | None = None
    project: str = ""
    candidates: tuple[Person, ...] = ()
    pick: bool = False
    noticed_at: datetime | None = None
    noticed_when: When | None = None
    seen_title: str | None = None
    seen_when: When | None = None
    overlap_ok: bool = False
    seen_guests: tuple[Person, ...] = ()
    guests: tuple[Person, ...] = ()
    carried: str = ""
