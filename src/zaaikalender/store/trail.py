"""The trail: who was connected, what was approved, written and taken along, in lines that show tampering.

You need this to show afterwards what the product did, to somebody who need not trust the database. Each
calendar has a chain of its own, so that no two passes wait for each other. A line's seal is an HMAC-SHA256
(RFC 2104) over the seal before it and all that the line says, under a key that is made from the office key
and never stands in the database. How long a chain is, is sealed too: cutting off its end shows.

Whoever puts back an older copy of the whole database, or removes a whole chain with its head, is found out by
an anchor that was kept elsewhere (`store.anchors`) alone; he who has the key file is never found out. That
somebody signed in himself or looked is in no line: only what was done.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from zaaikalender.core.appointments import State
from zaaikalender.core.records import Act, Decision
from zaaikalender.store.database import Database
from zaaikalender.store.models import trail, trail_heads
from zaaikalender.store.seals import head_seal, line_seal, mark_of, same
from zaaikalender.store.statements import upsert

OFFICE = ""
"""The chain of what belongs to no calendar."""


class What(StrEnum):
    """What a line says that happened. `UNKNOWN` is a write of which nobody knows whether it happened.

    `APPROVED` without a key is the owner's yes to all; for a folder that is the connecting too. `CONNECTED`
    again is a new login over an old one. `LINKED` is a link that signs in as its owner, by an administrator.
    `FORGOTTEN` of a calendar is about the mark of its chain.
    """

    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    APPROVED = "approved"
    PAUSED = "paused"
    RESUMED = "resumed"
    CREATED = "created"
    UPDATED = "updated"
    CANCELLED = "cancelled"
    INVITED = "invited"
    UNKNOWN = "unknown"
    EXPORTED = "exported"
    LINKED = "linked"
    FORGOTTEN = "forgotten"


_WRITES: Mapping[str, What] = {
    Act.CREATE.value: What.CREATED,
    Act.UPDATE.value: What.UPDATED,
    Act.CANCEL.value: What.CANCELLED,
    Act.INVITE.value: What.INVITED,
    State.UNKNOWN.value: What.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: the `number`-th of its chain, at `at` (UTC), about an appointment's key or empty."""

    number: int
    at: datetime
    what: What
    about: str
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A chain, oldest line first; `broken` is the number of the first line that does not fit, if any.

    Lines behind that one are there as far as they can be read: they prove nothing.
    """

    name: str
    lines: tuple[Line, ...]
    broken: int | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not fit: the first line that was changed, removed or put in between."""

    chain: str
    number: int


@dataclass(frozen=True, slots=True)
class Trail:
    """Adds lines to chains and tells whether they are whole. Without a key (None) no trail is kept."""

    database: Database
    key: bytes | None

    def add(
        self, connection: Connection, chain: str, what: What, *, at: datetime, about: Iterable[str] = ("",)
    ) -> None:
        """A line for each of `about`, in the transaction of what happened."""
        self._append(connection, chain, [(at, what, each) for each in about])

    def approved(self, connection: Connection, chain: str, made: Iterable[Decision]) -> None:
        """Which appointments a person said yes to, among what a pass decided."""
        found = [(each.at, What.APPROVED, each.key) for each in made if each.what == State.APPROVED.value]
        self._append(connection, chain, found)

    def written(self, connection: Connection, chain: str, made: Decision) -> None:
        """What became of a write."""
        if made.what in _WRITES:
            self._append(connection, chain, [(made.at, _WRITES[made.what], made.key)])

    def mark(self, connection: Connection, chain: str) -> str:
        """What names this chain also when it is gone; empty where there is none."""
        first = select(trail.c.seal).where(trail.c.chain == chain, trail.c.number == 1)
        seal = connection.execute(first).scalar()
        return mark_of(self.key, chain, seal) if self.key is not None and seal else ""

    def exported(self, calendar: str, at: datetime) -> None:
        """Somebody took along what is stored of a calendar, or its list of contacts."""
        with self.database.write() as connection:
            self.add(connection, calendar, What.EXPORTED, at=at)

    def linked(self, chains: Iterable[str], at: datetime) -> None:
        """An administrator made a link that signs in as whose these are."""
        with self.database.write() as connection:
            for chain in sorted(chains):
                self.add(connection, chain, What.LINKED, at=at)

    def lines(self, chain: str) -> tuple[Line, ...]:
        """A chain, oldest first."""
        with self.database.read() as connection:
            return _walked(connection, self.key, chain, _heads(connection).get(chain)).lines

    def chains(self) -> tuple[Chain, ...]:
        """All chains by name, the office's first; where no trail is kept there are none."""
        with self.database.read() as connection:
            return tuple(self._each(connection))

    def broken(self) -> tuple[Break, ...]:
        """The first line that does not fit of each chain that is not whole."""
        with self.database.read() as connection:
            return tuple(Break(chain.name, chain.broken) for chain in self._each(connection) if chain.broken)

    def _each(self, connection: Connection) -> Iterator[Chain]:
        heads = _heads(connection)
        names = heads.keys() | set(connection.execute(select(trail.c.chain).distinct()).scalars())
        return (_walked(connection, self.key, name, heads.get(name)) for name in sorted(names))

    def _append(self, connection: Connection, chain: str, happened: list[tuple[datetime, What, str]]) -> None:
        if self.key is None or not happened:
            return
        number, last, fits = _head(connection, self.key, chain)
        rows = []
        for at, what, about in happened:
            number += 1
            row = {"chain": chain, "number": number, "at": at, "what": what.value, "about": about}
            last = line_seal(self.key, last, row)
            rows.append({**row, "seal": last})
        connection.execute(insert(trail), rows)
        head = {
            "number": number,
            "last": last,
            "seal": head_seal(self.key, chain, number, last) if fits else "",
        }
        connection.execute(update(trail_heads).where(trail_heads.c.chain == chain).values(head))


def forget(connection: Connection, chain: str) -> None:
    """Removes a chain: its calendar is forgotten."""
    connection.execute(delete(trail).where(trail.c.chain == chain))
    connection.execute(delete(trail_heads).where(trail_heads.c.chain == chain))


def _head(connection: Connection, key: bytes, chain: str) -> tuple[int, str, bool]:
    """How long a chain is, its last seal, and whether its head fits; nobody else adds to it meanwhile.

    A head that does not fit is never sealed again: the next line would hide that the end was cut off.
    """
    upsert(connection, trail_heads, [{"chain": chain, "number": 0, "last": "", "seal": ""}], change=False)
    head = connection.execute(select(trail_heads).where(trail_heads.c.chain == chain).with_for_update()).one()
    newest = select(func.max(trail.c.number)).where(trail.c.chain == chain)
    top = connection.execute(newest).scalar() or 0
    is_new = (head.number, head.last, head.seal, top) == (0, "", "", 0)
    fits = head.number == top and same(head.seal, head_seal(key, chain, head.number, head.last))
    return max(head.number, top), head.last, is_new or fits


def _heads(connection: Connection) -> Mapping[str, Row[Any]]:
    return {row.chain: row for row in connection.execute(select(trail_heads))}


def _walked(connection: Connection, key: bytes | None, chain: str, head: Row[Any] | None) -> Chain:
    """The lines of a chain, each held against the one before it, and its end against its head."""
    lines: list[Line] = []
    query = select(trail).where(trail.c.chain == chain).order_by(trail.c.number)
    try:
        lines.extend(map(_line, connection.execute(query)))
    except (ValueError, TypeError, AttributeError):
        # SQLite keeps whatever it is given, also in a column of moments.
        return Chain(name=chain, lines=tuple(lines), broken=_misfit(key, chain, lines, None))
    return Chain(name=chain, lines=tuple(lines), broken=_misfit(key, chain, lines, head))


def _line(row: Row[Any]) -> Line:
    """Raises `ValueError`, `TypeError` or `AttributeError` for what is none of ours."""
    at, about, seal = row.at.astimezone(UTC), str(row.about), str(row.seal)
    return Line(number=row.number, at=at, what=What(row.what), about=about, seal=seal)


def _misfit(key: bytes | None, chain: str, lines: Iterable[Line], head: Row[Any] | None) -> int | None:
    """The number of the first line that does not fit; None where the chain is whole."""
    if key is None:
        return None
    number, last = 0, ""
    for line in lines:
        row = {"number": line.number, "at": line.at, "what": line.what.value, "about": line.about}
        last = line_seal(key, last, {"chain": chain, **row})
        if line.number != number + 1 or not same(line.seal, last):
            return number + 1
        number += 1
    if head is not None and (head.number, head.last) == (number, last):
        return None if same(head.seal, head_seal(key, chain, number, last)) else number + 1
    return number + 1
