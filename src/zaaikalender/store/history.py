"""What was decided and done: the decisions on each appointment, the writes of a day, the passes.

You need this for `why`, for the limits, and to say when a calendar was last good.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.records import Act, CalendarState, Decision, Intent, Lease, Outcome, Run
from zaaikalender.store import codec, leases
from zaaikalender.store.models import calendars, decisions, runs, writes
from zaaikalender.store.statements import THIS

KEEP_RUNS = timedelta(days=90)
KEEP_WRITES = timedelta(days=2)
LIMIT = timedelta(hours=24)
"""The stretch of time over which writes count for the limits."""

_SPENT = (
    select(writes.c.act, writes.c.kind, func.count())
    .where(writes.c.calendar == THIS, writes.c.at > bindparam("since"))
    .group_by(writes.c.act, writes.c.kind)
)
_KNOWN = select(calendars.c.name).where(calendars.c.name == THIS)
_RAN = insert(runs)

_UNCOUNTED = frozenset({Kind.QUESTION, Kind.NOTE})
"""Kinds that are no appointments. Invitations never count either: a person approved each."""


def decided(connection: Connection, calendar: str, made: Iterable[Decision]) -> None:
    """Adds lines to the history of appointments."""
    rows = [
        {
            "calendar": calendar,
            "key": decision.key,
            "at": decision.at,
            "what": decision.what,
            "because": codec.reason_json(decision.because),
        }
        for decision in made
    ]
    if rows:
        connection.execute(insert(decisions), rows)


def differences(before: Mapping[str, Entry], after: Iterable[Entry], *, at: datetime) -> tuple[Decision, ...]:
    """A line for each entry that is new, or whose state or reason changed: the state it is in now."""
    return tuple(
        Decision(key=entry.key, at=at, what=entry.state.value, because=entry.because)
        for entry in after
        if not _same(before.get(entry.key), entry)
    )


def _same(before: Entry | None, after: Entry) -> bool:
    """Whether there is nothing new to tell."""
    return before is not None and (before.state, before.because) == (after.state, after.because)


def outcome(intent: Intent, entry: Entry, *, at: datetime) -> Decision:
    """The line for a write that ended: what it did, or the state it ended in where that was not meant."""
    what: Act | State = intent.act if entry.state is intent.entry.state else entry.state
    return Decision(key=entry.key, at=at, what=what.value, because=entry.because)


def history_of(connection: Connection, key: str) -> tuple[Decision, ...]:
    """All that was decided on an appointment, oldest first."""
    query = select(decisions).where(decisions.c.key == key).order_by(decisions.c.id)
    return tuple(
        Decision(key=row.key, at=row.at, what=row.what, because=codec.reason_of(row.because))
        for row in connection.execute(query)
    )


def written(connection: Connection, intent: Intent) -> None:
    """Counts a write for the limits, unless its owner asked for it himself."""
    if intent.asked:
        return
    row = {
        "calendar": intent.calendar,
        "act": intent.act.value,
        "kind": intent.entry.kind.value,
        "at": intent.at,
    }
    connection.execute(insert(writes).values(row))


def spent_of(connection: Connection, calendar: str, *, now: datetime) -> Mapping[Act, int]:
    """How many writes of each act count for the limits at `now`."""
    spent: defaultdict[Act, int] = defaultdict(int)
    for name, kind, count in connection.execute(_SPENT, {"calendar": calendar, "since": now - LIMIT}):
        act = Act(name)
        if act is not Act.INVITE and Kind(kind) not in _UNCOUNTED:
            spent[act] += count
    return dict(spent)


def finish(connection: Connection, lease: Lease, run: Run, *, next_due: datetime) -> None:
    """The end of a pass: a row for the run, how the calendar is now, and the right to write given back."""
    # Where another has taken over, only the run is told: how the calendar is now, is his to say.
    leases.let_go(connection, lease, next_due=next_due, **_condition(run, calendars.c.failures + 1))
    if _is_known(connection, run.calendar):
        _ran(connection, run)
    _sweep(connection, run)


def rest(connection: Connection, seen: CalendarState, run: Run, *, next_due: datetime) -> None:
    """The end of a pass that never needed the right to write: two statements, but for the first of a day.

    Where another took the right meanwhile, how the calendar is now is his to say: only the run is told, and
    not even that where the calendar was forgotten.
    """
    condition = _condition(run, seen.failures + 1)
    untouched = leases.leave(connection, seen, now=run.started, next_due=next_due, **condition)
    if untouched or _is_known(connection, run.calendar):
        _ran(connection, run)
    if seen.last_good is None or seen.last_good.date() != run.ended.date():
        _sweep(connection, run)


def _is_known(connection: Connection, calendar: str) -> bool:
    """Whether there is such a calendar; one may be forgotten while its pass runs."""
    return connection.execute(_KNOWN, {"calendar": calendar}).first() is not None


def _ran(connection: Connection, run: Run) -> None:
    """A row for the run."""
    row = {
        "calendar": run.calendar,
        "started": run.started,
        "ended": run.ended,
        "outcome": run.outcome.value,
        "sentence": run.sentence,
        "counts": dict(run.counts),
    }
    connection.execute(_RAN, row)


def _sweep(connection: Connection, run: Run) -> None:
    """What is too old goes."""
    for table, moment, keep in ((runs, runs.c.ended, KEEP_RUNS), (writes, writes.c.at, KEEP_WRITES)):
        old = (table.c.calendar == run.calendar, moment < run.ended - keep)
        connection.execute(delete(table).where(*old))


def _condition(run: Run, more: object) -> dict[str, object]:
    """What a run says of its calendar; `more` is one failure more than before.

    One that waits for a person can be reached, so it did not fail.
    """
    match run.outcome:
        case Outcome.DONE:
            return {"last_good": run.ended, "failures": 0, "failure": ""}
        case Outcome.REFUSED:
            return {"failures": 0, "failure": run.sentence}
        case Outcome.FAILED:
            return {"failures": more, "failure": run.sentence}


def runs_of(connection: Connection, calendar: str) -> tuple[Run, ...]:
    """The passes of a calendar in the last 90 days, newest first."""
    query = select(runs).where(runs.c.calendar == calendar).order_by(runs.c.ended.desc(), runs.c.id.desc())
    return tuple(
        Run(
            calendar=row.calendar,
            started=row.started,
            ended=row.ended,
            outcome=Outcome(row.outcome),
            sentence=row.sentence,
            counts=row.counts,
        )
        for row in connection.execute(query)
    )
