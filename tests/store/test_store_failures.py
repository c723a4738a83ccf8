"""Whatever the database complains of, a person reads a sentence, and nothing private in it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from builders import an_entry
from store import examples as the
from store.conftest import UP_TO_DATE, Server, database_of, opened
from zaaikalender.errors import StoreError
from zaaikalender.store import Store
from zaaikalender.store.database import Database, sqlite_engine
from zaaikalender.store.failures import told

CALLS: dict[str, Callable[[Store], object]] = {
    "acquire": lambda store: store.acquire("marieke", "pass 2", now=the.NOW, seconds=60),
    "say": lambda store: store.say("marieke", the.a_word()),
    "claim": lambda store: store.claim([the.a_subject("alfa")]),
    "pause": lambda store: store.pause("marieke", the.NOW),
    "forget": lambda store: store.forget("marieke", at=the.NOW),
}


def hindered(path: Path, pragma: str = "query_only=off", *, busy_ms: int = 50) -> Store:
    """The store in that file, on a system that hinders it."""
    opened(f"sqlite:///{path}").close()
    engine = sqlite_engine(path, busy_ms=busy_ms)
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    return Store(Database(engine))


def sentence(call: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as refused:
        call()
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("what", CALLS)
def test_a_database_that_another_program_holds_for_too_long_is_told(tmp_path: Path, what: str) -> None:
    store = hindered(tmp_path / "z.db")
    with sqlite3.connect(tmp_path / "z.db", isolation_level=None) as other:
        other.execute("begin immediate")
        assert "in use by another program" in sentence(lambda: CALLS[what](store))
        other.execute("rollback")
    other.close()
    CALLS[what](store)
    store.close()


def test_looking_waits_for_nobody_who_writes(tmp_path: Path) -> None:
    store = hindered(tmp_path / "z.db")
    with sqlite3.connect(tmp_path / "z.db", isolation_level=None) as other:
        other.execute("begin immediate")
        assert store.entries() == ()
        assert store.load("marieke", now=the.NOW).entries == ()
        other.execute("rollback")
    other.close()
    store.close()


@pytest.mark.parametrize("what", CALLS)
def test_a_database_that_may_only_be_read_is_told(tmp_path: Path, what: str) -> None:
    store = hindered(tmp_path / "z.db", "query_only=on")
    assert "may only be read" in sentence(lambda: CALLS[what](store))
    assert store.entries() == ()
    store.close()


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    store = hindered(tmp_path / "z.db")
    the.recorded(store, entries=(an_entry(),))
    store.close()
    full = hindered(tmp_path / "z.db", "max_page_count=1")
    lease = the.a_lease(full, holder="pass 2")
    many = tuple(an_entry(f"{number}@test") for number in range(200))
    assert "disk under the database is full" in sentence(
        lambda: full.record(lease, the.found(entries=many), now=the.NOW)
    )
    assert full.entries() == (an_entry(),)
    full.close()


def test_a_server_database_that_may_only_be_read_is_told(postgresql: Server) -> None:
    url = postgresql.new(UP_TO_DATE)
    opened(url).close()
    postgresql.run(f"alter database {make_url(url).database} set default_transaction_read_only = on")
    store = opened(url)
    assert "may only be read" in sentence(lambda: store.say("marieke", the.a_word()))
    assert store.entries() == ()
    store.close()


def test_a_server_that_goes_away_is_told_and_found_again(postgresql: Server) -> None:
    store = opened(postgresql.new(UP_TO_DATE))
    with database_of(store).read() as connection:
        number = connection.execute(text("select pg_backend_pid()")).scalar()

    def broken() -> None:
        with database_of(store).write() as connection:
            mine = connection.execute(text("select pg_backend_pid()")).scalar()
            assert mine == number
            postgresql.run(f"select pg_terminate_backend({number})")
            connection.execute(text("select 1"))

    assert "the database" in sentence(broken)
    assert store.entries() == ()
    store.close()


class Complaint(Exception):
    """What a driver raises, as far as we look at it."""


def failing(kind: type[DBAPIError], **orig: Any) -> DBAPIError:
    """A complaint that no test can provoke."""
    cause = Complaint("Einde opdracht: Alfa")
    for name, value in orig.items():
        setattr(cause, name, value)
    return kind("select ?", {"title": "Einde opdracht: Alfa"}, cause, hide_parameters=True)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_IOERR_WRITE, "gives errors: check that it is not full"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "in use by another program"),
        (sqlite3.SQLITE_MISUSE, "report this as a defect"),
    ],
)
def test_complaints_of_sqlite_are_told_by_what_to_do(code: int, expected: str) -> None:
    assert expected in in_words(OperationalError, sqlite_errorcode=code)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("53100", "disk under the database is full"),
        ("40P01", "in use by another program"),
        ("55P03", "in use by another program"),
        ("XX001", "damaged"),
        ("23502", "report this as a defect"),
    ],
)
def test_complaints_of_postgresql_are_told_by_what_to_do(state: str, expected: str) -> None:
    assert expected in in_words(InternalError, sqlstate=state)


def in_words(kind: type[DBAPIError], **orig: Any) -> str:
    def call() -> None:
        with told():
            raise failing(kind, **orig)

    words = sentence(call)
    assert "Alfa" not in words
    return words


def test_too_many_connections_at_once_are_told_too() -> None:
    def call() -> None:
        with told():
            raise PoolTimeoutError("QueuePool limit reached")

    assert "the database refused (TimeoutError)" in sentence(call)


def test_what_was_to_be_stored_is_in_no_failure_and_no_traceback(store: Store) -> None:
    with pytest.raises(StoreError) as refused, database_of(store).write() as connection:
        connection.execute(text("insert into nowhere values (:title)"), {"title": "Einde opdracht: Alfa"})
    causes = [refused.value, refused.value.__cause__]
    assert not any("Alfa" in str(cause) for cause in causes)
