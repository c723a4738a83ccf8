"""The office's Just-Do-It afternoons: chosen once, by whoever comes first, and then left alone.

You need this when two colleagues have their afternoon on different days. Two calendars' passes may choose at
the same time; the first one's choice of a year is everybody's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select

from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.events import Timed
from zaaikalender.core.sessions import Session, Shortfall, Turnout
from zaaikalender.store.models import absences, calendars, entries, sessions
from zaaikalender.store.statements import upsert
from zaaikalender.store.subjects import lock_office

_ALL = select(sessions).order_by(sessions.c.rule, sessions.c.year, sessions.c.number)
_AWAY = (State.SKIPPED.value, State.CANCELLED.value)


def sessions_of(connection: Connection) -> tuple[Session, ...]:
    """All sessions of the office, past ones too, by rule, year and number."""
    rows = connection.execute(_ALL).all()
    absent: defaultdict[tuple[str, int, int], set[str]] = defaultdict(set)
    for row in connection.execute(select(absences)) if rows else ():
        absent[row.rule, row.year, row.number].add(row.calendar)
    return tuple(_session(row, frozenset(absent[row.rule, row.year, row.number])) for row in rows)


def turnout_of(connection: Connection, *, since: date) -> Turnout:
    """Which calendars are read and may be written, and who does not come to which session from a day on."""
    columns = (calendars.c.name, calendars.c.fingerprint.is_not(None), calendars.c.consent_at.is_not(None))
    states = connection.execute(select(*columns).where(calendars.c.paused_at.is_(None))).all()
    return Turnout(
        read=frozenset(name for name, read, _allowed in states if read),
        allowed=frozenset(name for name, _read, allowed in states if allowed),
        away=_away(connection, since),
    )


def _away(connection: Connection, since: date) -> frozenset[tuple[str, str, str]]:
    """Calendar, rule and day of what was skipped; who wanted it again after all has another line that day."""
    mine = (entries.c.calendar, entries.c.rule, entries.c.subject)
    every = select(*mine).where(entries.c.kind == Kind.SESSION.value)
    later = every.where(entries.c.state.in_(_AWAY), entries.c.subject >= since.isoformat())
    away = _places(connection, later)
    if not away:
        return away
    names = {calendar for calendar, _rule, _day in away}
    comes = every.where(entries.c.calendar.in_(names), entries.c.state.not_in(_AWAY))
    return away - _places(connection, comes)


def _places(connection: Connection, query: Select[Any]) -> frozenset[tuple[str, str, str]]:
    return frozenset((row.calendar, row.rule, row.subject) for row in connection.execute(query))


def claim(connection: Connection, wanted: Sequence[Session]) -> tuple[Session, ...]:
    """All sessions, after these were taken in.

    Of a year of which something is known only what has no day yet is filled in; nothing is added to it.
    """
    if wanted:
        lock_office(connection)
        known = {session.place: session for session in sessions_of(connection)}
        begun = {place[:2] for place in known}
        fresh = [each for each in wanted if _may_come(each, known.get(each.place), begun)]
        upsert(connection, sessions, [_row(session) for session in fresh])
        _keep_away(connection, fresh)
    return sessions_of(connection)


def _may_come(session: Session, known: Session | None, begun: Iterable[tuple[str, int]]) -> bool:
    return known.when is None if known else session.place[:2] not in begun


def _keep_away(connection: Connection, fresh: Iterable[Session]) -> None:
    """Who was not free; a calendar that was forgotten meanwhile is nobody's."""
    here = set(connection.execute(select(calendars.c.name)).scalars())
    for session in fresh:
        rule, year, number = session.place
        place = (absences.c.rule == rule, absences.c.year == year, absences.c.number == number)
        connection.execute(delete(absences).where(*place))
        rows = [
            {"calendar": name, "rule": rule, "year": year, "number": number}
            for name in sorted(session.absent & here)
        ]
        upsert(connection, absences, rows, change=False)


def _row(session: Session) -> dict[str, Any]:
    """A session as columns."""
    when, why = session.when, session.shortfall
    return {
        "rule": session.rule,
        "year": session.year,
        "number": session.number,
        "first": session.first.isoformat(),
        "last": session.last.isoformat(),
        "start": when.start if when else None,
        "end": when.end if when else None,
        "looked": why.looked.isoformat() if why else None,
        "best": why.best if why else None,
        "needed": why.needed if why else None,
        "calendars": why.calendars if why else None,
    }


def _session(row: Row[Any], absent: frozenset[str]) -> Session:
    """A row of `sessions`."""
    shortfall = row.looked and Shortfall(
        looked=date.fromisoformat(row.looked), best=row.best, needed=row.needed, calendars=row.calendars
    )
    return Session(
        rule=row.rule,
        year=row.year,
        number=row.number,
        first=date.fromisoformat(row.first),
        last=date.fromisoformat(row.last),
        when=Timed(start=row.start, end=row.end) if row.start else None,
        absent=absent,
        shortfall=shortfall or None,
    )
