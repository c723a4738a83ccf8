"""What is remembered between passes, as values: what a pass loads, what it records, what people said.

You need this on both sides of the store: it keeps these, the engine and the core read them. All moments
are instants in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from zaaikalender.core.appointments import Entry
from zaaikalender.core.events import Event, Reply, Window
from zaaikalender.core.helping import Help
from zaaikalender.core.letters import Letter
from zaaikalender.core.questions import Question
from zaaikalender.core.reasons import Reason
from zaaikalender.core.sessions import Session, Turnout


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
    owner `asked` for, or colleagues who joined, counts towards no limit. `letters` go out after it.
    """

    calendar: str
    key: str
    act: Act
    entry: Entry
    at: datetime
    asked: bool = False
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """A stretch in which its owner is not free (instants in UTC); `leave` says that he does not work then."""

    start: datetime
    end: datetime
    leave: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of an item: when it makes its owner busy, and in full only those events that matter.

    `met` are its meetings with somebody on its owner's list, with no more of them than is needed.
    """

    ref: str
    version: str
    uid: str
    busy: tuple[Busy, ...] = ()
    events: tuple[Event, ...] = ()
    replies: tuple[Reply, ...] = ()
    met: tuple[Event, ...] = ()


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

    `next_question` is the lowest number that no question of this calendar ever had. `fence` rises with each
    new holder of the right to write, who has it until `held_until`.
    """

    name: str
    consent: Consent | None = None
    paused_at: datetime | None = None
    cursor: str | None = None
    fingerprint: str | None = None
    window: Window | None = None
    last_good: datetime | None = None
    failures: int = 0
    failure: str = ""
    next_due: datetime | None = None
    next_question: int = 1
    fence: int = field(default=0, compare=False)
    held_until: datetime | None = field(default=None, compare=False)

    def is_held(self, now: datetime) -> bool:
        """Whether somebody has the right to write at `now`."""
        return self.held_until is not None and self.held_until > now


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

    `elsewhere` holds the project ends that other calendars' passes found, by calendar, and `foreign` the
    calendar of each key in their ledgers. `spent` counts the writes of the last 24 hours by act. `renames`
    maps a rule's new name to the one under which its keys were made. `words` are what people said since the
    last pass, oldest first. `forgotten` are the marks of people who must not be proposed. `letters` are the
    mails of ours about appointments here, oldest first. `sessions` are the office's afternoons as they were
    chosen, `turnout` who comes. `helps` are the quarters of an hour in other calendars for which a colleague
    is asked, `helper_busy` is when he is not free, where that matters now.
    """

    state: CalendarState
    entries: tuple[Entry, ...] = ()
    intents: tuple[Intent, ...] = ()
    kept: tuple[Kept, ...] = ()
    questions: tuple[Question, ...] = ()
    subjects: tuple[Subject, ...] = ()
    elsewhere: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    foreign: Mapping[str, str] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()
    spent: Mapping[Act, int] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)
    words: tuple[Word, ...] = ()
    letters: tuple[Letter, ...] = ()
    sessions: tuple[Session, ...] = ()
    turnout: Turnout = field(default_factory=Turnout)
    helps: tuple[Help, ...] = ()
    helper_busy: tuple[Busy, ...] = ()


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
    are the ids of the words that were taken in. `letters` are new mails, and those that change their stage.
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
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line of an appointment's history, for `why`: what was decided, when (UTC), and the reason."""

    key: str
    at: datetime
    what: str
    because: Reason
