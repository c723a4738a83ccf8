"""What the engine needs from the world, as seen from the engine.

You need this to write a provider or a store. A `Source` reads one calendar, a `Target` writes it, a `Ledger`
remembers. All of them raise the errors of `zaaikalender.errors` and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from zaaikalender.core.appointments import Approval, Draft, Entry, Field
from zaaikalender.core.events import Changes, Event, Window
from zaaikalender.core.questions import Question
from zaaikalender.core.reasons import Reason


class Mails(StrEnum):
    """Who tells the guests of an invitation that it exists."""

    SERVER = "server"
    US = "us"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """How a calendar behaves where calendars differ.

    `remembers_deleted`: whether an id that was deleted stays known, so that "never written" can be told
    from "written, then deleted by the person". `mails`: who tells guests.
    """

    provider: str
    remembers_deleted: bool
    mails: Mails


class Source(Protocol):
    """Reads one calendar."""

    def changes(self, window: Window, cursor: str | None, known: Mapping[str, str]) -> Changes:
        """What changed since `cursor`; with None, everything is looked at.

        `known` maps the refs that we hold to their versions; what has the same version may be left out.
        Events are expanded within `window` (instants in UTC), those with our mark are given always. Raises
        `ReadFailed` or `Unreachable` rather than returning less than there is; `AccessRevoked` where the
        calendar no longer lets us in.
        """
        ...


class Target(Protocol):
    """Writes one calendar. Each call is one write; each returns the event as it now stands there."""

    @property
    def traits(self) -> Traits:
        """How this calendar behaves."""
        ...

    def find(self, key: str, uid: str | None) -> tuple[Event, ...]:
        """Looks now for the events with this key's mark or UID (`uid`, else the one made of the key)."""
        ...

    def create(self, key: str, draft: Draft) -> Event:
        """Writes a new event with our mark. Raises `Stale` where an event with its id is already there."""
        ...

    def update(self, event: Event, draft: Draft, fields: frozenset[Field]) -> Event:
        """Changes these fields and no others; guests, and whatever else a person added, stay as they are.

        Raises `Stale` where the event is no longer the version that was read, `NotOurs` where it stands in
        a place where we may not write.
        """
        ...

    def invite(self, event: Event, approval: Approval) -> Event:
        """Puts the approved guests on the event and swaps in the approved draft, in one write.

        Guests that stand there already keep their answers and are not removed. Raises as `update`.
        """
        ...

    def cancel(self, event: Event) -> None:
        """Removes an event of ours. One that is already gone is done. Raises as `update`."""
        ...

    def dialect(self, draft: Draft) -> Draft:
        """The draft as this calendar would give it back: compared so, a second run is quiet."""
        ...


class Act(StrEnum):
    """What a write does."""

    CREATE = "create"
    UPDATE = "update"
    INVITE = "invite"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A write that is about to happen, recorded before it does.

    `entry` is the ledger's line as it will be if the write succeeds (`written` holds the draft). What its
    owner `asked` for himself counts towards no limit.
    """

    calendar: str
    key: str
    act: Act
    entry: Entry
    at: datetime
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """A stretch in which its owner is not free (instants in UTC); `leave` says that he does not work then."""

    start: datetime
    end: datetime
    leave: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of an item: when it makes its owner busy, and in full only those events that matter."""

    ref: str
    version: str
    uid: str
    busy: tuple[Busy, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A project as the office knows it.

    `uids` are the events that stand for it (several colleagues' entries, a split series); `home` is the
    calendar that was chosen for its follow-ups and stays it; `project` is its name as last seen.
    """

    id: str
    home: str
    project: str
    uids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The owner's yes: from then on we may write, under the rules with that fingerprint."""

    at: datetime
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarState:
    """What the store knows of a calendar besides its entries. All moments are UTC.

    `next_question` is the lowest number that no question of this calendar ever had.
    """

    name: str
    consent: Consent | None = None
    paused_at: datetime | None = None
    cursor: str | None = None
    fingerprint: str | None = None
    window: Window | None = None
    audited_at: datetime | None = None
    last_good: datetime | None = None
    failures: int = 0
    failure: str = ""
    next_due: datetime | None = None
    next_question: int = 1


class Said(StrEnum):
    """What a person can say of an appointment or a question outside his calendar."""

    APPROVE = "approve"
    SKIP = "skip"
    HELD = "held"
    AGAIN = "again"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A person's word, given on the command line or a page, which the next pass takes in.

    `key` is the appointment's, or a question's number as text; `choice` is the answer's code. `at` is when
    it was said (UTC). `id` is the store's number for it; 0 until it is stored.
    """

    key: str
    word: Said
    at: datetime
    choice: str = ""
    id: int = 0


class Outcome(StrEnum):
    """How a pass ended: all done, stopped until a person decides, or failed."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One pass as it is remembered: from `started` to `ended` (UTC), how it ended, and in a sentence why.

    `counts` are bare numbers (read, created, unplaced, ...); `sentence` holds no private word.
    """

    calendar: str
    started: datetime
    ended: datetime
    outcome: Outcome
    sentence: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a pass needs to know of one calendar before it reads it.

    `elsewhere` holds the project ends that other calendars' passes found, by calendar, and `foreign` the keys
    of the appointments in their ledgers. `spent` counts the writes of the last 24 hours by act. `renames`
    maps a rule's new name to the one under which its keys were made. `words` are what people said since the
    last pass, oldest first.
    """

    state: CalendarState
    entries: tuple[Entry, ...] = ()
    intents: tuple[Intent, ...] = ()
    kept: tuple[Kept, ...] = ()
    questions: tuple[Question, ...] = ()
    subjects: tuple[Subject, ...] = ()
    elsewhere: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()
    spent: Mapping[Act, int] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right to write one calendar, until `until` (UTC). `fence` rises with each new holder."""

    calendar: str
    holder: str
    fence: int
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a pass took in and decided before it writes anything; recorded in one transaction.

    `kept` replaces the items of the same ref, `gone` removes them (`whole`: all others too, after a read
    under another fingerprint). `entries` and `subjects` replace those of the same key or id. `questions`
    are all that are asked now, new and old; `withdrawn` are numbers nobody needs answered any more. `heard`
    are the ids of the words that were taken in.
    """

    state: CalendarState
    kept: tuple[Kept, ...] = ()
    gone: frozenset[str] = frozenset()
    whole: bool = False
    entries: tuple[Entry, ...] = ()
    subjects: tuple[Subject, ...] = ()
    questions: tuple[Question, ...] = ()
    withdrawn: frozenset[int] = frozenset()
    heard: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line of an appointment's history, for `why`: what was decided, when (UTC), and the reason."""

    key: str
    at: datetime
    what: str
    because: Reason


class Ledger(Protocol):
    """What must survive a restart. Every method is one transaction; all raise `StoreError`."""

    def acquire(self, calendar: str, holder: str, *, now: datetime, seconds: int) -> Lease | None:
        """The right to write this calendar, or None while another holder's has not run out."""
        ...

    def release(self, lease: Lease) -> None:
        """Gives the right back; does nothing where another has taken over."""
        ...

    def load(self, calendar: str, *, now: datetime) -> Known:
        """All that is known of this calendar."""
        ...

    def record(self, lease: Lease, findings: Findings, *, now: datetime) -> None:
        """Takes in what a pass found. Raises `LeaseLost` where another has taken over."""
        ...

    def begin(self, lease: Lease, intent: Intent, *, now: datetime, seconds: int) -> Lease:
        """Records a write before it happens, and renews the lease; raises `LeaseLost`."""
        ...

    def settle(self, lease: Lease, intent: Intent, entry: Entry, *, now: datetime) -> None:
        """Records how a write ended: the entry as it is now. The intent is closed; raises `LeaseLost`."""
        ...

    def drop(self, lease: Lease, intent: Intent) -> None:
        """Closes an intent that certainly was not carried out; the entry stays as it was before it."""
        ...

    def claim(self, wanted: Sequence[Subject]) -> tuple[Subject, ...]:
        """Which project each of `wanted` is, in the same order; whoever claims it first gives it its home."""
        ...

    def rename_rule(self, new: str, old: str) -> None:
        """A rule has another name; what was planned under `old` stays its work."""
        ...

    def consent(self, calendar: str, consent: Consent) -> None:
        """The owner's yes, for the rules with that fingerprint."""
        ...

    def finish(self, lease: Lease, run: Run, *, next_due: datetime) -> None:
        """The end of a pass in one commit: its run, how the calendar is now, and the lease given back."""
        ...
