"""The whole store: the ledger, and what people and the worker do beside the passes.

You need this when a command or the worker must look something up or leave a word. Get one from
`zaaikalender.store.open`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from zaaikalender.core.appointments import Entry
from zaaikalender.core.events import Window
from zaaikalender.core.identity import forgotten_mark
from zaaikalender.core.ports import Ledger
from zaaikalender.core.questions import Question
from zaaikalender.core.records import CalendarState, Consent, Decision, Kept, Lease, Run, Subject, Word
from zaaikalender.core.sessions import Session
from zaaikalender.store import (
    entries,
    forgetting,
    history,
    items,
    leases,
    questions,
    sessions,
    states,
    subjects,
)
from zaaikalender.store.sealed import SealedStore
from zaaikalender.store.tickets import Tickets
from zaaikalender.store.trail import OFFICE, What


class Store(SealedStore):
    """What survives a restart. Safe to share between threads; all methods raise `StoreError`. Close it."""

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    @property
    def tickets(self) -> Tickets:
        """Who is signed in on the page."""
        return Tickets(self._database)

    def claim(self, wanted: Sequence[Subject]) -> tuple[Subject, ...]:
        """Which project each of `wanted` is, in the same order; whoever claims it first gives it its home.

        Safe when several calendars' passes claim at once. Two of `wanted` may turn out to be the same.
        """
        with self._database.write() as connection:
            return subjects.claim(connection, wanted)

    def kept_by_all(self) -> Mapping[str, tuple[Window, tuple[Kept, ...]]]:
        """What is kept of each calendar that was ever read, and in which window; by its name."""
        with self._database.read() as connection:
            return {
                state.name: (state.window, items.kept_of(connection, state.name))
                for state in states.states(connection)
                if state.window is not None
            }

    def claim_sessions(self, wanted: Sequence[Session]) -> tuple[Session, ...]:
        """All sessions of the office, once these were claimed; what was chosen before stays as it was.

        Safe when several calendars' passes claim at once: whoever comes first chooses for a whole year.
        """
        with self._database.write() as connection:
            return sessions.claim(connection, wanted)

    def finish(self, lease: Lease, run: Run, *, next_due: datetime) -> None:
        """The end of a pass in one commit: its run, how the calendar is now, and the lease given back.

        Done: good at `run.ended`. Failed: one failure more in a row. Refused: waits for a person, which is no
        failure. Where another has taken over, the run alone is stored. Runs are kept for 90 days.
        """
        with self._database.write() as connection:
            history.finish(connection, lease, run, next_due=next_due)

    def rest(self, seen: CalendarState, run: Run, *, next_due: datetime) -> None:
        """The end of a pass that had nothing to record or to write, in one commit, without a lease.

        Where anybody had the right to write since `seen` was loaded, the run alone is stored.
        """
        with self._database.write() as connection:
            history.rest(connection, seen, run, next_due=next_due)

    def runs(self, calendar: str) -> tuple[Run, ...]:
        """The passes of a calendar in the last 90 days, newest first."""
        with self._database.read() as connection:
            return history.runs_of(connection, calendar)

    def calendars(self) -> tuple[CalendarState, ...]:
        """How all calendars are that were ever seen, by name."""
        with self._database.read() as connection:
            return states.states(connection)

    def consent(self, calendar: str, consent: Consent) -> None:
        """The owner said yes."""
        with self._database.write() as connection:
            states.allow(connection, calendar, consent)
            self.trail.add(connection, calendar, What.APPROVED, at=consent.at)

    def pause(self, calendar: str, at: datetime) -> None:
        """Nothing may be written from `at` on, until `resume`."""
        with self._database.write() as connection:
            if states.pause(connection, calendar, at):
                self.trail.add(connection, calendar, What.PAUSED, at=at)

    def resume(self, calendar: str, at: datetime) -> None:
        """The calendar may be written again."""
        with self._database.write() as connection:
            if states.pause(connection, calendar, None):
                self.trail.add(connection, calendar, What.RESUMED, at=at)

    def make_due(self, calendar: str, at: datetime | None = None) -> None:
        """The next pass of this calendar need not wait for its turn: it was connected, or told of news.

        With `at` (UTC) its turn comes then, unless it comes sooner.
        """
        with self._database.write() as connection:
            states.make_due(connection, calendar, at)

    def rename_rule(self, new: str, old: str) -> None:
        """A rule has another name; what was planned under `old` stays its work."""
        with self._database.write() as connection:
            states.rename_rule(connection, new, old)

    def entries(self, calendar: str | None = None) -> tuple[Entry, ...]:
        """The lines of the ledger, of one calendar or of all."""
        with self._database.read() as connection:
            return entries.entries_of(connection, calendar)

    def find_entry(self, prefix: str, calendar: str | None = None) -> Entry:
        """The entry whose key begins so; six characters are enough where they name only one.

        Raises `ConfigurationError` (wrong usage) where they name none or several.
        """
        with self._database.read() as connection:
            return entries.named(connection, prefix, calendar)

    def history(self, key: str) -> tuple[Decision, ...]:
        """All that was decided on an appointment, oldest first. The whole key, please."""
        with self._database.read() as connection:
            return history.history_of(connection, key)

    def question(self, calendar: str, number: int) -> Question | None:
        """The question of that number, or None where it was never asked or is withdrawn."""
        with self._database.read() as connection:
            return questions.numbered(connection, calendar, number)

    def open_questions(self, calendar: str | None = None) -> tuple[Question, ...]:
        """The questions that wait for an answer, of one calendar or of all."""
        with self._database.read() as connection:
            return questions.questions_of(connection, calendar, unanswered=True)

    def say(self, calendar: str, word: Word) -> Word:
        """Leaves a person's word for the next pass; gives it back with its number."""
        with self._database.write() as connection:
            return replace(word, id=questions.say(connection, calendar, word))

    def unsay(self, calendar: str, key: str, *, now: datetime) -> bool:
        """Takes back what a person said of an appointment; False where a pass took it in, or may do so now.

        A pass that looked already and does not write yet (`glance`) finds that somebody was there, and stops.
        """
        with self._database.write() as connection:
            lease = leases.acquire(connection, calendar, "unsay", now=now, seconds=1, fence=None)
            if lease is None:
                return False
            leases.let_go(connection, lease)
            return questions.unsay(connection, calendar, key)

    def forget(self, calendar: str, *, at: datetime) -> None:
        """Removes all that is stored for a calendar; a pass that runs meanwhile ends with `LeaseLost`."""
        with self._database.erase() as connection:
            mark = self.trail.mark(connection, calendar)
            forgetting.forget_calendar(connection, calendar)
            self.trail.add(connection, OFFICE, What.FORGOTTEN, at=at, about=[mark])

    def forget_person(
        self, address: str, *, office_key: bytes, at: datetime, also: Sequence[str] = ()
    ) -> int:
        """Removes a person from outside; a keyed hash stays. Gives the number of rows that named him.

        `also` are more words that are his alone: how lists call him, his telephone number.
        """
        mark = forgotten_mark(address, office_key)
        with self._database.erase() as connection:
            count = forgetting.forget_person(connection, address, mark=mark, at=at, also=also)
            self.trail.add(connection, OFFICE, What.FORGOTTEN, at=at)
        return count

    def forgotten(self) -> frozenset[str]:
        """The marks (`core.identity.forgotten_mark`) of those who must not be proposed again."""
        with self._database.read() as connection:
            return forgetting.marks_of(connection)


_CHECKED: type[Ledger] = Store
"""Here mypy sees that a store is a ledger."""
