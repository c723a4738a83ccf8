"""A worker whose hours fly, and that writes down when it has a calendar to itself.

You need this where two processes must be seen to share the work: `worker_rival.py CONFIG DIARY BEGAN SPEED`.
Its clock began at BEGAN (seconds of the machine's clock) and runs SPEED times as fast. DIARY gets a line when
a lease was acquired, one before it is given back, and one for a look that needed none.
"""

import os
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from worker.worker_setting import MONDAY, the_app
from zaaikalender.core.records import CalendarState, Lease, Run
from zaaikalender.store import Store
from zaaikalender.worker import Worker, signals_ring


class Diary(Store):
    """The store, with a diary of who has which calendar."""

    path: Path

    def acquire(
        self, calendar: str, holder: str, *, now: datetime, seconds: int, fence: int | None = None
    ) -> Lease | None:
        lease = super().acquire(calendar, holder, now=now, seconds=seconds, fence=fence)
        if lease:
            self.note("begins", calendar)
            # Long enough for the other process to come by.
            time.sleep(0.01)
        return lease

    def release(self, lease: Lease) -> None:
        self.note("ends", lease.calendar)
        super().release(lease)

    def finish(self, lease: Lease, run: Run, *, next_due: datetime) -> None:
        self.note("ends", lease.calendar)
        super().finish(lease, run, next_due=next_due)

    def rest(self, seen: CalendarState, run: Run, *, next_due: datetime) -> None:
        self.note("looked", seen.name)
        super().rest(seen, run, next_due=next_due)

    def note(self, what: str, calendar: str) -> None:
        # One write at the end of a file: whole lines, in the order in which they were written.
        with self.path.open("a", encoding="utf-8") as diary:
            diary.write(f"{calendar} {what} {os.getpid()}\n")


def main(file: str, diary: str, began: str, speed: str) -> None:
    """Works until it is told to stop."""
    app = the_app(Path(file), lambda: MONDAY + timedelta(seconds=(time.time() - float(began)) * float(speed)))
    store = Diary(app.store._database)  # noqa: SLF001 - the same store, with a diary
    store.path = Path(diary)
    worker = Worker(app=replace(app, store=store), nap=0.01)
    with signals_ring(worker.bell):
        worker.work()
    app.close()


main(*sys.argv[1:])
