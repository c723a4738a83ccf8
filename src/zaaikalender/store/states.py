"""How each calendar is: what its owner allowed, how far it was read, when it was last good.

You need this when a calendar has something new to remember. What the owner says (yes, pause) and what a
pass finds are written apart, so that a pass never takes back a word that was said while it ran.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from zaaikalender.core.condition import Condition
from zaaikalender.core.events import Window
from zaaikalender.core.records import CalendarState, Consent
from zaaikalender.store.models import calendars, questions, renames
from zaaikalender.store.statements import THIS, upsert

_STATE = select(calendars).where(calendars.c.name == THIS)
_RENAMES = select(renames)
_WAITING = (
    select(questions.c.calendar, func.count().label("count"))
    .where(questions.c.answer.is_(None))
    .group_by(questions.c.calendar)
    .subquery()
)
_CONDITIONS = (
    select(
        calendars.c.name,
        calendars.c.last_good,
        calendars.c.failures,
        calendars.c.failure,
        calendars.c.paused_at.is_not(None),
        calendars.c.fingerprint.is_not(None),
        calendars.c.consent_at.is_not(None),
        func.coalesce(_WAITING.c.count, 0),
    )
    .outerjoin(_WAITING, _WAITING.c.calendar == calendars.c.name)
    .order_by(calendars.c.name)
)


def _state(row: Row[Any]) -> CalendarState:
    """A row of `calendars`."""
    consent = row.consent_at and Consent(at=row.consent_at, rules=row.consent_rules)
    window = row.window_start and Window(start=row.window_start, end=row.window_end)
    return CalendarState(
        name=row.name,
        consent=consent,
        paused_at=row.paused_at,
        cursor=row.cursor,
        fingerprint=row.fingerprint,
        window=window,
        last_good=row.last_good,
        failures=row.failures,
        failure=row.failure,
        next_due=row.next_due,
        next_question=row.next_question,
        fence=row.fence,
        held_until=row.lease_until,
    )


def state_of(connection: Connection, calendar: str) -> CalendarState:
    """How a calendar is; one that was never seen is as new."""
    row = connection.execute(_STATE, {"calendar": calendar}).first()
    return CalendarState(name=calendar) if row is None else _state(row)


def states(connection: Connection) -> tuple[CalendarState, ...]:
    """How all calendars are, by name."""
    return tuple(_state(row) for row in connection.execute(select(calendars).order_by(calendars.c.name)))


def conditions(connection: Connection) -> tuple[Condition, ...]:
    """The same in short: some columns only, since a page waits for a thousand of them."""
    return tuple(
        Condition(
            name=name,
            last_good=last_good,
            failures=failures,
            failure=failure,
            paused=paused,
            read=read,
            allowed=allowed,
            questions=waiting,
        )
        for name, last_good, failures, failure, paused, read, allowed, waiting in connection.execute(
            _CONDITIONS
        ).all()
    )


def read_so_far(state: CalendarState) -> dict[str, Any]:
    """The columns that a pass sets for what it read: how far, under which rules, in which window."""
    return {
        "cursor": state.cursor,
        "fingerprint": state.fingerprint,
        "window_start": state.window and state.window.start,
        "window_end": state.window and state.window.end,
    }


def allow(connection: Connection, calendar: str, consent: Consent) -> None:
    """Its owner said yes."""
    _say(connection, calendar, consent_at=consent.at, consent_rules=consent.rules)


def pause(connection: Connection, calendar: str, at: datetime | None) -> bool:
    """Nothing is written from `at` on; with None it goes on. False where it did already."""
    query = select(calendars.c.paused_at).where(calendars.c.name == calendar).with_for_update()
    stood = connection.execute(query).scalar() is not None
    _say(connection, calendar, paused_at=at)
    return stood is (at is None)


def make_due(connection: Connection, calendar: str, at: datetime | None) -> None:
    """Its turn is now; with `at` then, unless it comes sooner."""
    if at is None:
        _say(connection, calendar, next_due=None)
    else:
        later = (calendars.c.name == calendar) & (calendars.c.next_due > at)
        connection.execute(update(calendars).where(later).values(next_due=at))


def _say(connection: Connection, calendar: str, **values: Any) -> None:
    """What an owner says holds for a calendar that was never seen, too."""
    upsert(connection, calendars, [{"name": calendar, **values}])


def renames_of(connection: Connection) -> Mapping[str, str]:
    """Rules' names now, with the names under which their keys were made."""
    return {row.new: row.old for row in connection.execute(_RENAMES)}


def rename_rule(connection: Connection, new: str, old: str) -> None:
    """A rule got another name: its keys stay those of the first name that it ever had."""
    first = renames_of(connection).get(old, old)
    # `old` is a free name again; a rule that gets its first name back needs no line either.
    connection.execute(delete(renames).where(renames.c.new.in_((old, new))))
    if first != new:
        upsert(connection, renames, [{"new": new, "old": first}])
