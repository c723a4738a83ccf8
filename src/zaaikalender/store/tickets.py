"""Tickets: what a browser's random id stands for, until it runs out; and the owner's identity at a provider.

You need this for sessions, for a sign-in that is under way, and for links that sign in once. The id itself
is nowhere in here: its hash is, so that a copy of the database signs nobody in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from zaaikalender.store.database import Database
from zaaikalender.store.models import calendars, logins, tickets
from zaaikalender.store.statements import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What an id stands for until `until` (UTC): its `kind`, whose it is (a keyed hash), a sealed text."""

    mark: str
    kind: str
    person: str
    until: datetime
    sealed: bytes = field(repr=False)


_COLUMNS = tuple(tickets.columns)


@dataclass(frozen=True, slots=True)
class Tickets:
    """The tickets of an office. All methods raise `StoreError`."""

    _database: Database

    def keep(self, ticket: Ticket, *, now: datetime) -> None:
        """Stores a ticket; those that have run out go."""
        with self._database.erase() as connection:
            connection.execute(delete(tickets).where(tickets.c.until <= now))
            connection.execute(insert(tickets).values(_row(ticket)))

    def first(self, ticket: Ticket, *, now: datetime) -> Ticket:
        """Stores a ticket where there is none of that mark; gives the one that is there then."""
        with self._database.write() as connection:
            upsert(connection, tickets, [_row(ticket)], change=False)
            return _find(connection, ticket.mark, ticket.kind, now) or ticket

    def find(self, mark: str, kind: str, *, now: datetime) -> Ticket | None:
        """The ticket, or None where there is none of that kind, or where it has run out."""
        with self._database.read() as connection:
            return _find(connection, mark, kind, now)

    def take(self, mark: str, kind: str, *, now: datetime) -> Ticket | None:
        """The same, once: of two who come with the same id at the same moment, one gets it."""
        with self._database.erase() as connection:
            found = _find(connection, mark, kind, now)
            gone = connection.execute(delete(tickets).where(tickets.c.mark == mark, tickets.c.kind == kind))
            return found if gone.rowcount == 1 else None

    def drop(self, mark: str) -> None:
        """Removes a ticket."""
        with self._database.erase() as connection:
            connection.execute(delete(tickets).where(tickets.c.mark == mark))

    def drop_all_of(self, person: str) -> None:
        """Removes all tickets of a person: he is signed out everywhere."""
        with self._database.erase() as connection:
            connection.execute(delete(tickets).where(tickets.c.person == person))

    def pinned(self, names: Sequence[str], issuer: str, subject: str) -> bool:
        """Whether this is who signed in for these calendars at that issuer before; the first one is.

        Whoever is another for one of them becomes the first for none.
        """
        query = select(logins.c.subject).where(logins.c.calendar.in_(names), logins.c.issuer == issuer)
        with self._database.write() as connection:
            if set(connection.execute(query).scalars()) - {subject}:
                return False
            upsert(connection, calendars, [{"name": name} for name in names], change=False)
            rows = [{"calendar": name, "issuer": issuer, "subject": subject} for name in names]
            upsert(connection, logins, rows, change=False)
            # Of two who come first at the same moment, one is.
            return set(connection.execute(query).scalars()) <= {subject}


def _find(connection: Connection, mark: str, kind: str, now: datetime) -> Ticket | None:
    query = select(*_COLUMNS).where(tickets.c.mark == mark, tickets.c.kind == kind, tickets.c.until > now)
    row = connection.execute(query).first()
    return None if row is None else Ticket(**row._mapping)  # noqa: SLF001 - its public name


def _row(ticket: Ticket) -> dict[str, object]:
    return {column.name: getattr(ticket, column.name) for column in _COLUMNS}
