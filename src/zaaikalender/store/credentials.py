"""Sealed passwords and tokens: what logs in to a calendar, as bytes that only the key file opens.

You need this to keep or find a credential; `zaaikalender.vault` seals and opens it. The key's number stands
beside it, so that changing the key finds what is still under an old one.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, select, tuple_, update

from zaaikalender.store.models import calendars, credentials
from zaaikalender.store.statements import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What logs in to a calendar: sealed at `at` (UTC) under the key numbered `key`."""

    calendar: str
    account: str
    provider: str
    key: str
    sealed: bytes = field(repr=False)
    at: datetime

    @property
    def place(self) -> tuple[str, str, str]:
        """What it is for; there is one for each."""
        return self.calendar, self.account, self.provider

    @property
    def is_login(self) -> bool:
        """Whether it opens the calendar; `google.bell` and the like only lie beside what does."""
        return "." not in self.provider


_place = tuple_(credentials.c.calendar, credentials.c.account, credentials.c.provider)
_COLUMNS = tuple(credentials.columns)


def keep(connection: Connection, credential: Credential) -> None:
    """Stores a credential in the place of the one before it. The calendar may never have been seen."""
    upsert(connection, calendars, [{"name": credential.calendar}], change=False)
    row = {column.name: getattr(credential, column.name) for column in _COLUMNS}
    upsert(connection, credentials, [row])


def find(connection: Connection, place: tuple[str, str, str]) -> Credential | None:
    """The credential for a place, or None where it was never connected."""
    row = connection.execute(select(*_COLUMNS).where(_place == place)).first()
    return None if row is None else Credential(**row._mapping)  # noqa: SLF001 - its public name


def drop(connection: Connection, calendar: str) -> bool:
    """Removes what logs in to a calendar; False where there was nothing."""
    gone = connection.execute(delete(credentials).where(credentials.c.calendar == calendar))
    return gone.rowcount > 0


def beside(
    connection: Connection, key: str, after: tuple[str, str, str], most: int
) -> tuple[Credential, ...]:
    """Credentials that are not under this key, at most so many, in the order of their places."""
    query = select(*_COLUMNS).where(credentials.c.key != key, _place > after)
    rows = connection.execute(query.order_by(*credentials.primary_key.columns).limit(most))
    return tuple(Credential(**row._mapping) for row in rows)  # noqa: SLF001 - its public name


def exchange(connection: Connection, before: Credential, sealed: bytes, key: str) -> None:
    """The same secret sealed anew; one that was connected again meanwhile stays as it is."""
    is_this = (_place == before.place) & (credentials.c.sealed == before.sealed)
    connection.execute(update(credentials).where(is_this).values(sealed=sealed, key=key))
