"""Opening the database that the config names, and refusing the wrong one.

You need this when the product does not start. All that can be wrong with a database is found here, before
anything is read or written elsewhere.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from zaaikalender.errors import ConfigurationError, StoreError
from zaaikalender.store import schema, sqlite_file
from zaaikalender.store.database import Database, postgresql_engine, sqlite_engine
from zaaikalender.store.models import office
from zaaikalender.store.statements import upsert
from zaaikalender.store.store import Store

_HOW = "write sqlite:///FILE or postgresql+psycopg://USER@HOST/DATABASE"


def open_store(url: str, *, office_fingerprint: str, base: Path, trail_key: bytes | None = None) -> Store:
    """Opens the database at `url`; makes it, or brings it up to date, where need be.

    `base` is the folder to which a relative SQLite file belongs (the config's). `office_fingerprint` is
    `core.identity.fingerprint_of` the office key: the first one is kept, another one refused. With
    `core.identity.trail_key_of` the office key a trail is kept. Raises `StoreError`; `ConfigurationError` for
    a url that names no database that we know.
    """
    parsed = _parsed(url)
    if path := _file(parsed, base):
        sqlite_file.make(path)
    database = Database(_engine(parsed, path))
    try:
        _prepare(database, office_fingerprint)
    except BaseException:
        database.close()
        raise
    return Store(database, trail_key=trail_key)


def has_office(url: str, *, base: Path) -> bool:
    """Whether the database at `url` belongs to an office key already: then that key's file must be there.

    Makes nothing. Raises as `open_store`.
    """
    parsed = _parsed(url)
    path = _file(parsed, base)
    if path:
        sqlite_file.check(path)
        if not path.exists():
            return False
    database = Database(_engine(parsed, path))
    try:
        with database.read() as connection:
            return inspect(connection).has_table(office.name) and _fingerprint(connection) is not None
    finally:
        database.close()


def _parsed(url: str) -> URL:
    """The url in parts; SQLite and PostgreSQL are all we know."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # The url itself may hold a password.
        raise ConfigurationError(f"[store] url cannot be read: {_HOW}") from error
    if parsed.drivername not in ("sqlite", "postgresql", "postgresql+psycopg"):
        raise ConfigurationError(f"[store] url names a database that is not supported: {_HOW}")
    return parsed.set(drivername=parsed.drivername.replace("+psycopg", ""))


def _file(parsed: URL, base: Path) -> Path | None:
    """SQLite's file; None for PostgreSQL."""
    if parsed.drivername != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise ConfigurationError(
            "[store] url names a database in memory, which forgets everything: name a file"
        )
    return base / Path(parsed.database).expanduser()


def _engine(parsed: URL, path: Path | None) -> Engine:
    """The way to the database; no connection is made yet."""
    if path:
        return sqlite_engine(path)
    try:
        return postgresql_engine(parsed.set(drivername="postgresql+psycopg"))
    except ImportError as error:
        raise ConfigurationError(
            "PostgreSQL needs a driver that is not installed: run  pip install 'zaaikalender[postgresql]'"
        ) from error


def _prepare(database: Database, fingerprint: str) -> None:
    """Brings the tables up to date and checks whose database it is."""
    with database.read() as connection:
        version = schema.version_of(connection)
        known = _fingerprint(connection) if version == schema.HEAD else None
    if version != schema.HEAD:
        with database.write() as connection:
            schema.bring_up(connection)
    if known is None:
        with database.write() as connection:
            upsert(connection, office, [{"id": 1, "fingerprint": fingerprint}], change=False)
            known = _fingerprint(connection)
    if known != fingerprint:
        raise StoreError(
            "the key file is not the one this database was made with: put the right key file back"
        )


def _fingerprint(connection: Connection) -> str | None:
    """The office key's fingerprint, as it was at first use."""
    return connection.execute(select(office.c.fingerprint)).scalar()
