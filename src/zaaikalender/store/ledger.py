"""The ledger in the database: what a pass loads, what it records around each write, what others look at.

You need this to see what a pass leaves behind when it is killed: each method is one transaction.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from zaaikalender.core.appointments import Entry
from zaaikalender.core.condition import Condition
from zaaikalender.core.letters import Letter, Stage
from zaaikalender.core.records import Decision, Findings, Intent, Known, Lease
from zaaikalender.core.tally import Sighted
from zaaikalender.store import entries, history, items, leases, outbox, questions, states, subjects
from zaaikalender.store.database import Database
from zaaikalender.store.loading import known_of, own_of
from zaaikalender.store.trail import Trail


class DatabaseLedger:
    """Implements `core.ports.Ledger` on SQLite and PostgreSQL. Every method raises `StoreError`."""

    def __init__(self, database: Database, *, trail_key: bytes | None = None) -> None:
        self._database = database
        self.trail = Trail(database, trail_key)

    def acquire(
        self, calendar: str, holder: str, *, now: datetime, seconds: int, fence: int | None = None
    ) -> Lease | None:
        """The right to write this calendar for so many seconds; None while anybody else has it.

        `holder` names one pass: the same holder gets no second lease while his first has not run out. With
        `fence` also None where anybody had it since the calendar was loaded (`CalendarState.fence`).
        """
        with self._database.write() as connection:
            return leases.acquire(connection, calendar, holder, now=now, seconds=seconds, fence=fence)

    def release(self, lease: Lease) -> None:
        """Gives the right back; does nothing where another has taken over."""
        with self._database.write() as connection:
            leases.let_go(connection, lease)

    def load(self, calendar: str, *, now: datetime) -> Known:
        """All that is known of this calendar; of one that was never seen, nothing."""
        with self._database.read() as connection:
            return known_of(connection, calendar, now=now)

    def own(self, calendar: str) -> Known:
        """What is known of this calendar by itself, for who looks at it: a pass takes `load`.

        What other calendars hold and which afternoons there are is not in it, nor what was spent; so it costs
        no more in a larger office.
        """
        with self._database.read() as connection:
            return own_of(connection, calendar)

    def conditions(self) -> tuple[Condition, ...]:
        """How all calendars are that were ever seen, by name: in short, for who looks over all of them."""
        with self._database.read() as connection:
            return states.conditions(connection)

    def sighted(self, calendar: str) -> Sighted:
        """What the counts of a calendar are made of."""
        with self._database.read() as connection:
            own, met = items.sighted_of(connection, calendar)
            return Sighted(entries=entries.entries_of(connection, calendar), own=own, met=met)

    def record(self, lease: Lease, findings: Findings, *, now: datetime) -> None:
        """Takes in what a pass found. Raises `LeaseLost` where another has taken over.

        Of `findings.state` only what a read sets is stored (cursor, fingerprint, window): what the
        owner says and how a pass ends have methods of their own.
        """
        with self._database.write() as connection:
            leases.hold(connection, lease, **states.read_so_far(findings.state))
            made = _take_in(connection, lease.calendar, findings, now)
            self.trail.approved(connection, lease.calendar, made)

    def begin(self, lease: Lease, intent: Intent, *, now: datetime, seconds: int) -> Lease:
        """Records a write before it happens and renews the lease; raises `LeaseLost`.

        Raises `StoreError` where an earlier write of the same appointment is still open.
        """
        until = now + timedelta(seconds=seconds)
        with self._database.write() as connection:
            leases.hold(connection, lease, lease_until=until)
            entries.open_intent(connection, intent)
            outbox.draft(connection, intent)
        return replace(lease, until=until)

    def settle(self, lease: Lease, intent: Intent, entry: Entry, *, now: datetime) -> None:
        """Records how a write ended: the entry as it is now. The intent is closed; raises `LeaseLost`."""
        with self._database.write() as connection:
            leases.hold(connection, lease)
            entries.close_intent(connection, intent)
            outbox.release(connection, intent)
            entries.put(connection, [entry])
            history.written(connection, intent)
            made = history.outcome(intent, entry, at=now)
            history.decided(connection, lease.calendar, [made])
            self.trail.written(connection, lease.calendar, made)

    def drop(self, lease: Lease, intent: Intent) -> None:
        """Closes an intent that was certainly not carried out; the entry stays. Raises `LeaseLost`."""
        with self._database.write() as connection:
            leases.hold(connection, lease)
            entries.close_intent(connection, intent)
            outbox.discard(connection, intent)

    def hand_over(self, lease: Lease, letter: Letter, *, now: datetime, seconds: int) -> Lease:
        """Marks that a mail server may have this letter, and renews the lease; raises `LeaseLost`.

        Raises `Stale` for a letter that does not wait any more: it was sent, or withdrawn.
        """
        until = now + timedelta(seconds=seconds)
        with self._database.write() as connection:
            leases.hold(connection, lease, lease_until=until)
            outbox.hand_over(connection, letter)
        return replace(lease, until=until)

    def posted(self, letter: Letter, stage: Stage) -> None:
        """Records what became of a letter. Asks for no lease: whoever has it, this is what happened."""
        with self._database.write() as connection:
            outbox.posted(connection, letter, stage)


def _take_in(
    connection: Connection, calendar: str, findings: Findings, now: datetime
) -> tuple[Decision, ...]:
    """What a pass found, apart from how far it read; gives what was decided."""
    items.replace(connection, calendar, findings.kept, findings.gone, whole=findings.whole)
    before = entries.stored(connection, calendar, (entry.key for entry in findings.entries))
    entries.put(connection, findings.entries)
    made = history.differences(before, findings.entries, at=now)
    history.decided(connection, calendar, made)
    questions.ask(connection, calendar, findings.questions, findings.withdrawn)
    questions.hear(connection, calendar, findings.heard)
    subjects.claim(connection, findings.subjects)
    outbox.write(connection, findings.letters)
    if findings.letters:
        outbox.forget_old(connection, calendar, now=now)
    return made
