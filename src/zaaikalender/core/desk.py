"""What lies on the desk while one calendar's plan is made: what is known, and what is decided so far.

You need this to follow a decision through `follow_ups`, `notes` and `notice`: each takes the desk, looks, and
lays down operations, questions and reasons. A desk lives for one plan and never leaves the core.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from zaaikalender.core.agreements import DateWords, no_dates
from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.contacts import Network
from zaaikalender.core.dates import Office, WeekHours
from zaaikalender.core.events import Event, Unreadable, Window, outsiders
from zaaikalender.core.identity import Identity, key_of
from zaaikalender.core.letters import Letter
from zaaikalender.core.life import Eyes
from zaaikalender.core.people import Person
from zaaikalender.core.plan import Cancel, Dialect, LeftAlone, Operation, Unplaced
from zaaikalender.core.policy import Policy
from zaaikalender.core.ports import Mails
from zaaikalender.core.projects import Project, ProjectEnd
from zaaikalender.core.questions import Ask, Question
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.core.records import Busy, Kept, Known
from zaaikalender.core.rules import Rules
from zaaikalender.core.sessions import Session, Turnout
from zaaikalender.core.wishes import Asker, Wish


class Phrases(Protocol):
    """What the core asks of `texts`: the words that appear in a calendar, in the office's language."""

    @property
    def prefix(self) -> str:
        """What a proposal's title begins with."""
        ...

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The same in every language that the office may have had: the one it has now first."""
        ...

    def render(self, code: str, facts: Mapping[str, Fact] | None = None) -> str:
        """The text of that code; foreign words among the facts are cleaned."""
        ...

    def reason(self, reason: Reason) -> str:
        """The sentence behind a reason."""
        ...

    def guests(self, people: tuple[Person, ...]) -> str:
        """Addresses as a person reads and strikes them."""
        ...

    def fill(self, template: str, facts: Mapping[str, Fact]) -> str:
        """A person's own template, such as a rule's title, with foreign words cleaned."""
        ...

    def verbatim(self, text: str) -> str:
        """A text that goes in as it is: words of its owner's own, not to be cleaned or cut."""
        ...

    def questions_title(self, count: int) -> str:
        """Title of the entry that asks."""
        ...

    def questions_text(self, questions: tuple[Question, ...], notices: tuple[Reason, ...] = ()) -> str:
        """Text of the entry that asks."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that one calendar's plan depends on. Equal situations give equal plans.

    `kept` is what the calendar holds, `elsewhere` the busy time in his other calendars. `projects` are the
    office's, `doubts` pairs of ends in this calendar that may be one. `gone` are keys of appointments that
    were looked for and are certainly not there. `by_name` are guests found by a project's name, by its id.
    `fingerprint` is that of the rules. `office_key` makes the keys. `network` is its owner's list; None where
    it could not be read, and nothing is concluded from that. `dates` reads what was agreed in words.
    `sessions` are the office's afternoons, `turnout` who comes to them.
    """

    calendar: str
    owner: Person
    office: Office
    hours: WeekHours
    policy: Policy
    rules: Rules
    office_key: bytes = field(repr=False)
    now: datetime
    window: Window
    known: Known
    kept: tuple[Kept, ...]
    phrases: Phrases
    dialect: Dialect
    mails: Mails
    fingerprint: str
    elsewhere: tuple[Busy, ...] = ()
    projects: tuple[Project, ...] = ()
    doubts: tuple[tuple[ProjectEnd, ProjectEnd], ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    gone: frozenset[str] = frozenset()
    by_name: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)
    network: Network | None = None
    dates: DateWords = no_dates
    sessions: tuple[Session, ...] = ()
    turnout: Turnout = field(default_factory=Turnout)

    @property
    def asker(self) -> Asker:
        """For whom wishes are made."""
        return Asker(
            owner=self.owner,
            office=self.office,
            hours=self.hours,
            office_key=self.office_key,
            notice=self.policy.notice,
            now=self.now,
            forgotten=self.known.forgotten,
        )

    @property
    def today(self) -> date:
        """The day that it is in the office."""
        return self.now.astimezone(self.office.zone).date()

    def own_events(self) -> tuple[Event, ...]:
        """The events in this calendar that carry our mark, in a fixed order."""
        found = (event for kept in self.kept for event in kept.events if event.key is not None)
        return tuple(sorted(found, key=lambda event: (event.ref, event.occurrence or "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An appointment of ours that needs another moment, and why."""

    wish: Wish
    entry: Entry
    event: Event
    because: Reason


@dataclass(slots=True, kw_only=True)
class Desk:
    """The situation, what stands (`own` are all that carry our mark), and what was decided so far.

    `letters` are mails to record, new or with another stage; `post` all mails that may go out now.
    """

    situation: Situation
    eyes: Eyes
    own: tuple[Event, ...]
    entries: dict[str, Entry]
    events: Mapping[str, Event]
    answers: Mapping[str, str]
    asks: dict[str, Ask] = field(default_factory=dict)
    operations: list[Operation] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    renames: dict[str, str] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)
    post: list[Letter] = field(default_factory=list)
    notices: list[Reason] = field(default_factory=list)

    def key(self, identity: Identity) -> str:
        """The key of an identity in this office."""
        return key_of(identity, self.situation.office_key)

    def name_in_keys(self, rule: str) -> str:
        """The name under which a rule's keys are made: the one that it had before it was renamed."""
        return self.renames.get(rule, rule)

    def put(self, entry: Entry, **changes: object) -> Entry:
        """Lays an entry down, changed."""
        changed = replace(entry, **changes) if changes else entry  # type: ignore[arg-type]
        self.entries[changed.key] = changed
        return changed

    def has_outsiders(self, event: Event) -> bool:
        """Whether anybody from outside stands on it: then each change of ours would mail him."""
        return bool(outsiders(event, self.situation.office.domains))

    def stands(self, entry: Entry) -> Event | None:
        """Its event, where one of ours stands that has not begun."""
        event = self.events.get(entry.key) if entry.state in STANDING else None
        return None if event is None or self.eyes.has_begun(event.when) else event

    def cancel(self, entry: Entry, event: Event, because: Reason, *, asked: bool = False) -> None:
        """Takes an appointment of ours away: from then on nothing of it stands anywhere."""
        gone = replace(
            entry,
            state=State.CANCELLED,
            since=self.situation.now,
            because=because,
            ref=None,
            version=None,
        )
        self.operations.append(Cancel(entry=gone, event=event, because=because, asked=asked))

    def leave(self, entry: Entry, because: Reason) -> None:
        """Says that something is left alone, and why."""
        self.left_alone.append(LeftAlone(key=entry.key, kind=entry.kind, because=because))

    def ask(
        self,
        code: str,
        choices: tuple[str, ...],
        *,
        about: str | None,
        detail: str,
        facts: Mapping[str, Fact],
    ) -> str | None:
        """The answer to a question; where nobody answered yet, asks it (once) and gives None.

        The question is the same one in each pass as long as `code`, `about` and `detail` are.
        """
        subject = about or self.situation.calendar
        key = self.key(Identity(kind=Kind.QUESTION, rule=code, subject=subject, cycle=detail))
        answer = self.answers.get(key)
        if answer is None:
            self.asks[key] = Ask(
                key=key, about=about, code=code, because=Reason(code, facts), choices=choices
            )
        return answer
