"""Brings a database to the form that this version of the code knows.

You need this when a table changes. Write the migration with

    python -c "from zaaikalender.store import schema; schema.draft('why it changes', 'sqlite:////tmp/old.db')"

(an up-to-date database of before the change), look it over, and let `HEAD` name it. Alembic is imported only
when there is something to bring up to date: it takes longer than a whole pass.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from zaaikalender.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0008"
"""The newest migration."""

_ADVISORY = 0x7A616169  # "zaai": any number that nobody else uses


def version_of(connection: Connection) -> str | None:
    """The migration that the database is at; None for a new one. Raises `StoreError` for another's."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return connection.execute(text("select version_num from alembic_version")).scalar()
    # In PostgreSQL other programs' tables may well stand beside ours.
    if tables and connection.dialect.name == "sqlite":
        raise StoreError("the database is another program's: let [store] url name a file of its own")
    return None


def bring_up(connection: Connection) -> None:
    """All migrations that are missing, in this one transaction. Raises `StoreError` for a newer database."""
    from alembic import command  # noqa: PLC0415  see the module's docstring
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    _one_at_a_time(connection)
    config = settings(connection)
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    version = version_of(connection)
    if version is not None and version not in known:
        raise StoreError(
            "the database was made by a newer zaaikalender: install that version, or put back an older backup"
        )
    command.upgrade(config, "head")


def draft(why: str, url: str) -> None:
    """Writes a migration for the difference between the tables and the database at `url`."""
    from alembic import command  # noqa: PLC0415
    from sqlalchemy import create_engine  # noqa: PLC0415

    engine: Engine = create_engine(url)
    with engine.connect() as connection:
        number = f"{int(HEAD) + 1:04}"
        command.revision(settings(connection), why, autogenerate=True, rev_id=number)


def _one_at_a_time(connection: Connection) -> None:
    """Two processes that start together must not both migrate; SQLite has one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:number)"), {"number": _ADVISORY})


def settings(connection: Connection) -> "Config":
    """Alembic's settings, with the connection to use: what its own commands (`check`, `history`) ask for."""
    from alembic.config import Config  # noqa: PLC0415

    # Its own default is what standard output was when it was first imported.
    config = Config(stdout=sys.stdout)
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
