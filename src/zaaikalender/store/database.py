"""Transactions on the database, whichever of the two it is.

You need this to reach the database: each `read` and each `write` is one transaction, committed at the end
of the block or rolled back when anything goes wrong in it. A failure of the database is a `StoreError`.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from zaaikalender.store.failures import told

BUSY_MS = 10_000
"""How long to wait for another process's transaction."""

_LOOK_AGAIN = 0.02
"""Seconds between two tries of what SQLite does not wait for by itself."""

_compact = partial(json.dumps, separators=(",", ":"))


class Database:
    """Transactions on one database: `Database(sqlite_engine(path))`. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**_READING[engine.dialect.name])

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that may change things."""
        with told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that sees the database as it was at one moment, and keeps nobody from writing."""
        with told(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def erase(self) -> Iterator[Connection]:
        """One transaction whose removals leave no trace in SQLite's file, unless somebody still reads."""
        embedded = self._engine.dialect.name == "sqlite"
        with self.write() as connection:
            if embedded:
                connection.exec_driver_sql("PRAGMA secure_delete=on")
            yield connection
        if embedded:
            with told(), closing(self._engine.raw_connection()) as raw:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()


_READING: dict[str, dict[str, Any]] = {
    "sqlite": {"reading": True},
    "postgresql": {"isolation_level": "REPEATABLE READ"},
}


def sqlite_engine(path: Path, *, busy_ms: int = BUSY_MS) -> Engine:
    """SQLite in a file, as we use it: write-ahead log, every commit on the disk, foreign keys."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        json_serializer=_compact,
        # A connection is an open file: as many as there are threads.
        max_overflow=-1,
    )

    def prepare(connection: Any, _record: object) -> None:
        # The driver would open transactions by itself, too late and of the wrong kind.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={busy_ms}")
        _write_ahead(connection, patience=busy_ms / 1000)
        for pragma in ("synchronous=full", "foreign_keys=on"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        # What may write asks for the right at once: asking half-way can fail with all work done.
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _write_ahead(connection: sqlite3.Connection, *, patience: float) -> None:
    """Switches to the write-ahead log; waits so many seconds for others who make the database just now.

    SQLite's own busy time-out does not hold for this switch: of several processes that open a new file at
    once, it refuses some without waiting.
    """
    until = monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() >= until:
                raise
            sleep(_LOOK_AGAIN)
        else:
            return


def postgresql_engine(url: URL) -> Engine:
    """PostgreSQL, with the same patience as SQLite."""
    query = {"connect_timeout": "10", "options": f"-c lock_timeout={BUSY_MS}", **url.query}
    return create_engine(
        url.set(query=query), hide_parameters=True, json_serializer=_compact, pool_pre_ping=True
    )
