"""What the engine needs from the world, as seen from the engine.

You need this to write a provider or a store. A `Source` reads one calendar, a `Target` writes it, a `Ledger`
remembers. All of them raise the errors of `zaaikalender.errors` and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from zaaikalender.core.appointments import Approval, Draft, Entry, Field
from zaaikalender.core.events import Changes, Event, Window
from zaaikalender.core.letters import Letter, Stage
from zaaikalender.core.people import Person
from zaaikalender.core.records import (
    CalendarState,
    Consent,
    Findings,
    Intent,
    Kept,
    Known,
    Lease,
    Run,
    Subject,
)
from zaaikalender.core.sessions import Session


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


class Calendar(Source, Target, Protocol):
    """A calendar that is read and written: what each provider makes."""


class Postman(Protocol):
    """Hands letters to a mail server, where no calendar server mails."""

    def post(self, letter: Letter, sender: Person, *, handing: Callable[[], None]) -> None:
        """Has the mail server take one letter, in the name of `sender`.

        `handing` is called right before the server may take it; what it raises ends the conversation, and
        nothing was sent. Raises `Unreachable` or `AccessRevoked` where the letter certainly was not taken and
        may be later, `NotWritten` where it never will be, `OutcomeUnknown` where nobody knows.
        """
        ...


class Ledger(Protocol):
    """What must survive a restart. Every method is one transaction; all raise `StoreError`."""

    def acquire(
        self, calendar: str, holder: str, *, now: datetime, seconds: int, fence: int | None = None
    ) -> Lease | None:
        """The right to write this calendar, or None while another holder's has not run out.

        With `fence` (`CalendarState.fence` as it was loaded) also None where anybody had it since then.
        """
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

    def hand_over(self, lease: Lease, letter: Letter, *, now: datetime, seconds: int) -> Lease:
        """Marks that a mail server may have this letter, and renews the lease; raises `LeaseLost`.

        Raises `Stale` for a letter that does not wait any more.
        """
        ...

    def posted(self, letter: Letter, stage: Stage) -> None:
        """Records what became of a letter, handed over or refused before that; whoever has the lease."""
        ...

    def claim(self, wanted: Sequence[Subject]) -> tuple[Subject, ...]:
        """Which project each of `wanted` is, in the same order; whoever claims it first gives it its home."""
        ...

    def kept_by_all(self) -> Mapping[str, tuple[Window, tuple[Kept, ...]]]:
        """What is kept of each calendar that was ever read, and in which window; by its name."""
        ...

    def claim_sessions(self, wanted: Sequence[Session]) -> tuple[Session, ...]:
        """All sessions of the office, once these were claimed; what was chosen before stays as it was."""
        ...

    def rename_rule(self, new: str, old: str) -> None:
        """A rule has another name; what was planned under `old` stays its work."""
        ...

    def consent(self, calendar: str, consent: Consent) -> None:
        """The owner's yes, for the rules with that fingerprint."""
        ...

    def rest(self, seen: CalendarState, run: Run, *, next_due: datetime) -> None:
        """The end of a pass that had nothing to record or to write, in one commit, without a lease.

        Where anybody had the right to write since `seen` was loaded, the run alone is stored.
        """
        ...

    def finish(self, lease: Lease, run: Run, *, next_due: datetime) -> None:
        """The end of a pass in one commit: its run, how the calendar is now, and the lease given back."""
        ...
