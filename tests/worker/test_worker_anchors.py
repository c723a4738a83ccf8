"""The worker's log takes up how far the trail is, which no older copy of the database takes back."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from worker.worker_setting import MONDAY, an_office_of, eventually, the_app
from zaaikalender.app import App
from zaaikalender.store import anchors
from zaaikalender.worker import Call, Worker


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [str(each.__dict__["anchors"]) for each in caplog.records if each.msg == "trail anchor"]


@contextmanager
def at_work(app: App) -> Iterator[None]:
    worker = Worker(app=app, nap=0.01)
    thread = threading.Thread(target=worker.work)
    thread.start()
    try:
        yield
    finally:
        worker.bell.put(Call.STOP)
        thread.join()


def test_each_day_and_at_its_end_it_says_how_far_the_trail_is_and_names_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    now = [MONDAY]
    app = the_app(an_office_of(tmp_path, "marieke", "jan"), lambda: now[0])
    caplog.set_level(logging.INFO)
    with at_work(app):
        eventually(lambda: len(anchors.heads(app.store.trail)) == 2)
        now[0] += timedelta(hours=23)
        eventually(lambda: app.store.calendars()[0].last_good == now[0])
        assert told(caplog) == []
        now[0] += timedelta(hours=2)
        eventually(lambda: len(told(caplog)) == 1)
    assert len(told(caplog)) == 2
    seen = anchors.read(told(caplog)[0])
    assert len(seen) == 2
    assert anchors.lost(seen, app.store.trail.chains(), app.store.trail.key or b"") == ()
    assert not [name for name in ("marieke", "jan") if name in " ".join(told(caplog))]
    app.close()


def test_where_many_take_part_no_line_of_the_log_is_too_long(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = the_app(an_office_of(tmp_path, "marieke"))
    for number in range(120):
        app.store.trail.exported(f"colleague{number}", MONDAY)
    caplog.set_level(logging.INFO)
    with at_work(app):
        eventually(lambda: bool(told(caplog)))
    assert max(map(len, told(caplog))) < 2000
    assert set(anchors.read("\n".join(told(caplog)))) >= {
        each for each in anchors.heads(app.store.trail) if each.number == 1
    }
    app.close()
