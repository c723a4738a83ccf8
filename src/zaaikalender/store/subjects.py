"""Projects as the office knows them: which events stand for one, and in whose calendar it is followed up.

You need this when one project gets two follow-ups. Two calendars' passes may find the same project at the
same time; whoever claims it first decides its id and its home, and the other one hears so.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from zaaikalender.core.records import Subject
from zaaikalender.store.models import office, subject_uids, subjects
from zaaikalender.store.statements import THIS, upsert

_ALL = select(subjects).order_by(subjects.c.id)
_UIDS = select(subject_uids.c.uid, subject_uids.c.subject)


def subjects_of(connection: Connection) -> tuple[Subject, ...]:
    """All projects of the office, in the order of their ids."""
    return _joined(connection.execute(_ALL), connection.execute(_UIDS))


def at_home(connection: Connection, calendar: str) -> tuple[Subject, ...]:
    """Those that are followed up in this calendar."""
    mine, here = {"calendar": calendar}, subjects.c.home == THIS
    uids = _UIDS.join(subjects, subject_uids.c.subject == subjects.c.id).where(here)
    return _joined(connection.execute(_ALL.where(here), mine), connection.execute(uids, mine))


def _joined(rows: Iterable[Row[Any]], pairs: Iterable[Row[Any]]) -> tuple[Subject, ...]:
    """Projects with their events."""
    uids: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        uids[pair.subject].add(pair.uid)
    return tuple(
        Subject(id=row.id, home=row.home, project=row.project, uids=frozenset(uids[row.id])) for row in rows
    )


def lock_office(connection: Connection) -> None:
    """Keeps other claims waiting until this transaction ends; SQLite has one writer at a time anyway."""
    connection.execute(select(office.c.id).with_for_update()).all()


def claim(connection: Connection, wanted: Sequence[Subject]) -> tuple[Subject, ...]:
    """Which project each of `wanted` is, in the same order, after all have been taken in.

    One that shares an event with a known project is that project: its id and home win, its events grow, its
    name becomes the new one. One that shares events with several keeps to the first of them by id, and the
    others keep their events.
    """
    if not wanted:
        return ()
    lock_office(connection)
    ids = [_take_in(connection, subject) for subject in wanted]
    known = {subject.id: subject for subject in subjects_of(connection)}
    return tuple(known[each] for each in ids)


def _take_in(connection: Connection, subject: Subject) -> str:
    """Stores one subject; gives the id under which it is known."""
    known = _known(connection, subject)
    if known is None:
        row = {"id": subject.id, "home": subject.home, "project": subject.project}
        connection.execute(insert(subjects).values(row))
    elif subject.project:
        connection.execute(update(subjects).where(subjects.c.id == known).values(project=subject.project))
    winner = known or subject.id
    upsert(
        connection,
        subject_uids,
        [{"uid": uid, "subject": winner} for uid in sorted(subject.uids)],
        change=False,
    )
    return winner


def _known(connection: Connection, subject: Subject) -> str | None:
    """The known project that this is, if any: by its own id, else by an event."""
    ids = frozenset(connection.execute(select(subjects.c.id).where(subjects.c.id == subject.id)).scalars())
    if ids:
        return subject.id
    return min(_owners(connection, subject.uids), default=None)


def _owners(connection: Connection, uids: Iterable[str]) -> Iterable[str]:
    """The projects to which these events belong."""
    query = select(subject_uids.c.subject).where(subject_uids.c.uid.in_(sorted(uids)))
    return connection.execute(query).scalars()
