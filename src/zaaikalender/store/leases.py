"""The right to write one calendar: one holder at a time, whoever and wherever he is.

You need this wherever a pass writes to the database: `hold` first, in the same transaction. A lease runs
out by itself when its holder dies. A holder who slept through that and wakes up is stopped by the fence: it
rose when another took over (a zombie's pass, PROOF: "compare-and-set on the calendar row").
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, or_, update

from zaaikalender.core.records import CalendarState, Lease
from zaaikalender.errors import LeaseLost
from zaaikalender.store.models import calendars
from zaaikalender.store.statements import THIS, upsert

_LOST = "another process has taken over this calendar: this pass stops, the other one goes on"


def acquire(  # noqa: PLR0913 - whose, what, and since when it must have been free
    connection: Connection, calendar: str, holder: str, *, now: datetime, seconds: int, fence: int | None
) -> Lease | None:
    """The right to write, unless somebody's has not run out at `now`; also not when that is `holder` himself.

    A holder is one pass, not one process: two threads of a process are two holders. With `fence` nobody may
    have held it since the fence was so high: what was loaded then still holds.
    """
    upsert(connection, calendars, [{"name": calendar}], change=False)
    until = now + timedelta(seconds=seconds)
    free = [_is_free(now)]
    if fence is not None:
        free.append(calendars.c.fence == fence)
    fence = connection.execute(
        update(calendars)
        .where(calendars.c.name == calendar, *free)
        .values(holder=holder, fence=calendars.c.fence + 1, lease_until=until)
        .returning(calendars.c.fence)
    ).scalar()
    return None if fence is None else Lease(calendar=calendar, holder=holder, fence=fence, until=until)


def hold(connection: Connection, lease: Lease, **values: Any) -> None:
    """Checks that the lease still holds, keeps others from taking it during this transaction, sets `values`.

    A lease that ran out but that nobody took still holds. Raises `LeaseLost`.
    """
    if not _set(connection, lease, values or {"fence": lease.fence}):
        raise LeaseLost(_LOST)


def let_go(connection: Connection, lease: Lease, **values: Any) -> bool:
    """Gives the right back and sets `values`; False, and nothing is set, where another has taken over."""
    return _set(connection, lease, {"holder": None, "lease_until": None, **values})


def leave(connection: Connection, seen: CalendarState, *, now: datetime, **values: Any) -> bool:
    """Sets `values` where nobody had the right since `seen` was loaded, nor has it at `now`; else False."""
    when = {"calendar": seen.name, "seen": seen.fence, "now": now}
    return connection.execute(_UNTOUCHED, {**values, **when}).rowcount == 1


def _is_free(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return or_(calendars.c.lease_until.is_(None), calendars.c.lease_until <= now)


def _set(connection: Connection, lease: Lease, values: Mapping[str, Any]) -> bool:
    """Whether the row was still this lease's."""
    mine = (
        calendars.c.name == lease.calendar,
        calendars.c.holder == lease.holder,
        calendars.c.fence == lease.fence,
    )
    return connection.execute(update(calendars).where(*mine).values(**values)).rowcount == 1


_UNTOUCHED = update(calendars).where(
    calendars.c.name == THIS, calendars.c.fence == bindparam("seen"), _is_free(bindparam("now"))
)
