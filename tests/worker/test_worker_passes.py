import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from worker.worker_setting import MONDAY, an_office_of, eventually, hours_later, the_app, written
from zaaikalender.app import App
from zaaikalender.config import CalendarConfig
from zaaikalender.core.records import CalendarState
from zaaikalender.engine import Post, Result
from zaaikalender.errors import StoreError
from zaaikalender.first_look import first_look
from zaaikalender.worker import Call, Worker


class Time:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.moment = MONDAY

    def __call__(self) -> datetime:
        return self.moment


class Faulty(App):
    """An office with a defect of ours in it, for one colleague."""

    def post(self, calendar: CalendarConfig) -> Post:
        if calendar.name == "jan":
            raise TypeError("Eva Jansen <eva@client-a.example>")
        return super().post(calendar)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def office(tmp_path: Path, clock: Time) -> Iterator[App]:
    app = the_app(an_office_of(tmp_path, "marieke", "jan"), clock)
    yield app
    app.close()


@contextmanager
def at_work(app: App, nap: float = 0.02) -> Iterator[Worker]:
    """A worker that works as long as this block lasts, and then stops cleanly."""
    worker = Worker(app=app, nap=nap)
    thread = threading.Thread(target=worker.work)
    thread.start()
    try:
        yield worker
    finally:
        worker.bell.put(Call.STOP)
        thread.join(timeout=30)
    assert not thread.is_alive()


def the_same(app: App, kind: type[App]) -> App:
    """The same office in another class."""
    return kind(**{each.name: getattr(app, each.name) for each in fields(App)})


def look_at_all(app: App) -> None:
    first_look(app, app.calendars(), now=MONDAY)


def state(app: App, name: str) -> CalendarState:
    return next((each for each in app.store.calendars() if each.name == name), CalendarState(name=name))


def passes(app: App, name: str) -> int:
    return len(app.store.runs(name))


def lines(caplog: pytest.LogCaptureFixture, sentence: str, *facts: str) -> list[tuple[object, ...]]:
    """The facts of the lines with that sentence."""
    return [
        tuple(getattr(record, fact, None) for fact in facts)
        for record in caplog.records
        if record.getMessage() == sentence
    ]


def test_every_calendar_is_passed_when_it_is_due_and_not_before(
    office: App, clock: Time, tmp_path: Path
) -> None:
    with at_work(office):
        eventually(lambda: [passes(office, name) for name in ("marieke", "jan")] == [1, 1])
        assert [len(written(tmp_path / name)) for name in ("marieke", "jan")] == [1, 1]
        clock.moment = hours_later(0.2)
        threading.Event().wait(0.2)
        assert passes(office, "jan") == 1
        clock.moment = hours_later(0.25)
        eventually(lambda: [passes(office, name) for name in ("marieke", "jan")] == [2, 2])
    assert [run.started for run in office.store.runs("jan")] == [hours_later(0.25), MONDAY]


def test_who_hears_of_news_wakes_the_worker_that_sleeps_long(office: App) -> None:
    with at_work(office, nap=600) as worker:
        eventually(lambda: [passes(office, name) for name in ("marieke", "jan")] == [1, 1])
        office.store.make_due("jan")
        worker.bell.put(Call.LOOK)
        eventually(lambda: passes(office, "jan") == 2)
    assert passes(office, "marieke") == 1


def test_news_that_comes_while_a_pass_runs_is_looked_at_right_after_it(office: App) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    class Slow(App):
        def run(self, calendar: CalendarConfig, **how: Any) -> Result:
            result = super().run(calendar, **how)
            if calendar.name == "jan":
                begun.set()
                may_go_on.wait(30)
            return result

    with at_work(the_same(office, Slow), nap=600) as worker:
        assert begun.wait(30)
        worker.bell.put(Call.LOOK)
        eventually(worker.bell.empty)
        may_go_on.set()
        eventually(lambda: passes(office, "jan") == 2)


def test_a_failing_calendar_comes_back_later_and_later_and_holds_no_other_up(
    office: App, clock: Time, tmp_path: Path
) -> None:
    (tmp_path / "jan").rename(tmp_path / "elsewhere")
    with at_work(office):
        eventually(lambda: passes(office, "jan") == 1)
        assert state(office, "jan").next_due == hours_later(0.5)
        clock.moment = hours_later(0.5)
        eventually(lambda: state(office, "jan").failures == 2)
        assert state(office, "jan").next_due == hours_later(1.5)
        eventually(lambda: passes(office, "marieke") == 2)
        (tmp_path / "elsewhere").rename(tmp_path / "jan")
        clock.moment = hours_later(1.5)
        eventually(lambda: state(office, "jan").last_good == hours_later(1.5))
    assert state(office, "jan").failures == 0
    assert len(written(tmp_path / "jan")) == 1


def test_a_defect_of_ours_in_one_pass_is_one_calendars_failure(
    office: App, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with at_work(the_same(office, Faulty)):
        eventually(lambda: bool(lines(caplog, "pass failed")) and passes(office, "marieke") == 1)
        # Nobody has to wait for the lease to run out.
        assert office.store.acquire("jan", "another", now=MONDAY, seconds=1)
    assert state(office, "jan").failures == 1
    assert state(office, "jan").next_due == hours_later(0.5)
    ((why,),) = lines(caplog, "pass failed", "why")
    assert why == "This pass met a defect of ours (TypeError). It is tried again; please report it."
    loud = [record for record in caplog.records if record.levelno > logging.DEBUG]
    assert all(record.exc_info is None for record in loud)
    assert all("Eva" not in str(vars(record)) for record in loud)


def test_where_another_process_is_at_a_calendar_we_look_again_soon(
    office: App, clock: Time, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    lease = office.store.acquire("jan", "another", now=MONDAY, seconds=300)
    assert lease
    with at_work(office):
        eventually(lambda: passes(office, "marieke") == 1)
        eventually(lambda: bool(lines(caplog, "another process is at this calendar")))
        office.store.release(lease)
        clock.moment = hours_later(31 / 3600)
        eventually(lambda: passes(office, "jan") == 1)
    assert state(office, "jan").failures == 0


def test_it_says_when_each_calendar_was_last_good_at_the_start_on_failure_and_when_asked(
    office: App, clock: Time, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    told = ("calendar", "last_good")
    with at_work(office) as worker:
        eventually(lambda: passes(office, "jan") == passes(office, "marieke") == 1)
        assert lines(caplog, "state of a calendar", *told) == [("marieke", "never"), ("jan", "never")]
        (tmp_path / "jan").rename(tmp_path / "elsewhere")
        clock.moment = hours_later(0.25)
        eventually(lambda: lines(caplog, "pass failed", *told) == [("jan", "2026-11-23T08:00:00Z")])
        eventually(lambda: passes(office, "marieke") == 2)
        caplog.clear()
        worker.bell.put(Call.TELL)
        good = [("marieke", "2026-11-23T08:15:00Z"), ("jan", "2026-11-23T08:00:00Z")]
        eventually(lambda: lines(caplog, "state of a calendar", *told) == good)


def test_each_hour_it_says_so_by_itself(office: App, clock: Time, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with at_work(office):
        eventually(lambda: len(lines(caplog, "state of a calendar")) == 2)
        clock.moment = hours_later(1)
        eventually(lambda: len(lines(caplog, "state of a calendar")) == 4)


def test_a_quiet_pass_whispers_and_one_that_does_something_speaks(
    office: App, clock: Time, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with at_work(office):
        eventually(lambda: len(lines(caplog, "pass ended")) == 2)
        clock.moment = hours_later(0.25)
        eventually(lambda: len(lines(caplog, "pass ended")) == 4)
    assert lines(caplog, "pass ended", "levelname", "done")[2:] == [("DEBUG", 0)] * 2
    assert lines(caplog, "pass ended", "levelname", "done")[:2] == [("INFO", 1)] * 2


def test_the_log_holds_no_title_no_address_and_no_project(
    office: App, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="zaaikalender")
    with at_work(office):
        eventually(lambda: len(lines(caplog, "pass ended")) == 2)
    text = " ".join(str(vars(record)) for record in caplog.records if record.name.startswith("zaaikalender"))
    assert "opdracht" not in text
    assert "bureau.example" not in text
    assert "Project van" not in text


def test_a_store_that_breaks_stops_the_worker_with_its_sentence(office: App, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "zaaikalender.db") as database:
        database.execute("drop table runs")
    with pytest.raises(StoreError, match="the database refused"):
        Worker(app=office, nap=0.02).work()


def test_a_pass_that_runs_is_finished_after_stop_and_no_other_begins(office: App) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    class Slow(App):
        def post(self, calendar: CalendarConfig) -> Post:
            begun.set()
            may_go_on.wait(30)
            return super().post(calendar)

    look_at_all(office)
    worker = Worker(app=the_same(office, Slow), nap=0.02, threads=1)
    thread = threading.Thread(target=worker.work)
    thread.start()
    assert begun.wait(30)
    worker.bell.put(Call.STOP)
    may_go_on.set()
    thread.join(30)
    assert [passes(office, name) for name in ("marieke", "jan")] == [0, 1]
    assert state(office, "jan").last_good == MONDAY
