"""What the database complains of, as a sentence for the person who must mend it.

You need this when a failure of the database reads badly. It is the one place where a failure of SQLAlchemy
or of a driver becomes a `StoreError`; parameters (other people's words) are never shown.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, StatementError

from zaaikalender.errors import StoreError

_BUSY = "the database was in use by another program for too long: try again; end that program if it hangs"
_FULL = "the disk under the database is full: make room and try again; nothing that was stored is lost"
_READ_ONLY = "the database may only be read: give the account that runs zaai the right to write it"
_DAMAGED = "the database is damaged: keep it aside and put back a backup"
_NO_DATABASE = "what [store] url names is no database: name another file, or put back a backup"
_CANNOT_OPEN = "the database cannot be opened: check that its folder exists and may be read and written"
_DISK = "the disk under the database gives errors: check that it is not full, then the disk itself"
_UNREACHABLE = (
    "the database server cannot be reached or refuses the login: check that it runs, and the host, name and "
    "password in [store] url"
)
_NO_RIGHT = (
    "the database refuses us the right to do this: grant the role in [store] url what the RUNBOOK says"
)

_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NO_DATABASE,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_IOERR: _DISK,
}

_POSTGRESQL = {
    "53100": _FULL,  # disk_full
    "25006": _READ_ONLY,  # read_only_sql_transaction
    "42501": _NO_RIGHT,  # insufficient_privilege
    "40001": _BUSY,  # serialization_failure
    "40P01": _BUSY,  # deadlock_detected
    "55P03": _BUSY,  # lock_not_available
    "XX001": _DAMAGED,  # data_corrupted
    "XX002": _DAMAGED,  # index_corrupted
}
"""PostgreSQL, appendix A: error codes."""


@contextmanager
def told() -> Iterator[None]:
    """Turns whatever the database complains of in this block into a `StoreError`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        if isinstance(error, StatementError) and not isinstance(error, DBAPIError) and error.orig:
            # A value that the database never saw: a defect of ours, to be seen as it is.
            raise error.orig from None
        raise StoreError(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    """What happened and what to do; unknown complaints are named by their type alone."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    # SQLite's extended codes carry the plain one in their lowest byte (sqlite.org/rescode.html).
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    state = getattr(cause, "sqlstate", None) or ""
    known = _SQLITE.get(code) or _POSTGRESQL.get(state)
    if known:
        return known
    if isinstance(error, OperationalError) and not code:
        return _UNREACHABLE
    name = f"{type(cause).__name__} {state or code or ''}".strip()
    return f"the database refused ({name}): nothing was changed; report this as a defect (--debug shows more)"
