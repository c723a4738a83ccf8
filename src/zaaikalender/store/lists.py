"""Lists of contacts: one sealed text for each calendar, which only the key file opens.

You need this to keep or find a list; `zaaikalender.lists` seals and opens it. A list is exchanged
only for the very one that was read, so that of two processes neither overwrites what the other did.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from zaaikalender.store.models import calendars, lists
from zaaikalender.store.statements import THIS, upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedList:
    """A calendar's list: sealed at `at` (UTC) under the key numbered `key`."""

    calendar: str
    key: str
    sealed: bytes = field(repr=False)
    at: datetime


_COLUMNS = tuple(lists.columns)
_MINE = select(*_COLUMNS).where(lists.c.calendar == THIS)


def find(connection: Connection, calendar: str) -> SealedList | None:
    """The list of a calendar, or None where it never had one."""
    row = connection.execute(_MINE, {"calendar": calendar}).first()
    return None if row is None else SealedList(**row._mapping)  # noqa: SLF001 - its public name


def keep(connection: Connection, kept: SealedList, before: bytes | None) -> bool:
    """Stores a list in the place of `before` (None: of none); False where another stands there by now."""
    upsert(connection, calendars, [{"name": kept.calendar}], change=False)
    # Whoever keeps the first list waits for whoever does so at the same time.
    connection.execute(
        select(calendars.c.name).where(calendars.c.name == kept.calendar).with_for_update()
    ).all()
    found = find(connection, kept.calendar)
    if (found and found.sealed) != before:
        return False
    row = {column.name: getattr(kept, column.name) for column in _COLUMNS}
    if found is None:
        connection.execute(insert(lists).values(row))
    else:
        connection.execute(update(lists).where(lists.c.calendar == kept.calendar).values(row))
    return True


def owners(connection: Connection) -> tuple[str, ...]:
    """The calendars that have a list, by name."""
    return tuple(connection.execute(select(lists.c.calendar).order_by(lists.c.calendar)).scalars())


def beside(connection: Connection, key: str, after: str, most: int) -> tuple[SealedList, ...]:
    """Lists that are not under this key, at most so many, by calendar from behind `after` on."""
    query = select(*_COLUMNS).where(lists.c.key != key, lists.c.calendar > after)
    rows = connection.execute(query.order_by(lists.c.calendar).limit(most))
    return tuple(SealedList(**row._mapping) for row in rows)  # noqa: SLF001 - its public name


def exchange(connection: Connection, before: SealedList, sealed: bytes, key: str) -> None:
    """The same list sealed anew; one that changed meanwhile stays as it is."""
    is_this = (lists.c.calendar == before.calendar) & (lists.c.sealed == before.sealed)
    connection.execute(update(lists).where(is_this).values(sealed=sealed, key=key))
