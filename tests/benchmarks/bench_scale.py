"""One SQLite file with a whole office in it: 1,000 calendars, a million events; and a program at rest.

You need this when you change what a pass loads of other calendars, or what the program imports. A pass of
one calendar costs more in a big office only for what is looked at together: projects, and their ends.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from builders import OFFICE_KEY, an_event, at
from zaaikalender import store as stores
from zaaikalender.core.events import Timed
from zaaikalender.core.freetime import BusyTime
from zaaikalender.core.identity import fingerprint_of
from zaaikalender.core.records import Busy, CalendarState, Findings, Kept, Outcome, Run, Subject
from zaaikalender.store import Store

CALENDARS, EACH, ENDS, TIMES = 1_000, 1_000, 3, 9
NOW = at("2026-11-24 09:00")
_BASE = """
import zaaikalender.cli.entry, zaaikalender.cli.serve, zaaikalender.cli.work, zaaikalender.app
status = open("/proc/self/status", encoding="ascii").read()
print(int(status.partition("VmRSS:")[2].split()[0]) / 1024)
"""


def run() -> list[str]:
    """The rows: what, figure, aim."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = stores.open("sqlite:///z.db", office_fingerprint=fingerprint_of(OFFICE_KEY), base=folder)
        fill(store, 0)
        alone = _milliseconds(lambda: _a_pass(store))
        start = perf_counter()
        for number in range(1, CALENDARS):
            fill(store, number)
        filled = perf_counter() - start
        together = _milliseconds(lambda: _a_pass(store))
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        store.close()
    return [
        f"{CALENDARS * EACH:,} events in one file, recorded | {size:.0f} MB, {filled:.0f} s |",
        f"what one pass asks of the store, alone | {alone:.1f} ms CPU |",
        f"  among all these | {together:.1f} ms CPU, {together / alone:.2f} x | 2 x",
        *_looks(),
        f"the program, everything imported | {_base():.0f} MB | <= 60",
    ]


def fill(store: Store, number: int, events: int = EACH) -> None:
    """A calendar with so many events, some of which are ends of projects."""
    name = f"c{number}"
    lease = store.acquire(name, "benchmark", now=NOW, seconds=60)
    assert lease is not None
    uids = [f"{end}@{name}" for end in range(ENDS)]
    known = tuple(Subject(id=uid, home=name, project=name, uids=frozenset({uid})) for uid in uids)
    found = Findings(state=CalendarState(name=name), kept=tuple(_kept(name, events)), subjects=known)
    store.record(lease, found, now=NOW)
    store.release(lease)


def _kept(name: str, events: int) -> Iterator[Kept]:
    for number, busy in enumerate(_busy(events)):
        ref = f"{number}.ics"
        uid = f"{number}@{name}"
        end = an_event(f"Einde opdracht: {name} {number}", ref=ref, uid=uid)
        yield Kept(ref=ref, version="1", uid=uid, busy=(busy,), events=(end,) if number < ENDS else ())


def _busy(many: int) -> Iterator[Busy]:
    for number in range(many):
        start = NOW + timedelta(hours=8 * number)
        yield Busy(start=start, end=start + timedelta(hours=1))


def _a_pass(store: Store) -> None:
    """What an unchanged pass asks of the store: one look, one commit."""
    known = store.load("c0", now=NOW)
    run = Run(calendar="c0", started=NOW, ended=NOW, outcome=Outcome.DONE)
    store.rest(known.state, run, next_due=NOW + timedelta(minutes=15))


def _milliseconds(call: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES + 1):
        start = process_time()
        call()
        taken.append((process_time() - start) * 1000)
    return median(taken[1:])


def _looks() -> list[str]:
    """Asking whether a moment is free, and all free time of four weeks, beside 2,000 stretches."""
    free = BusyTime.of(tuple(_busy(2_000)))
    when = Timed(start=NOW + timedelta(days=200, hours=2), end=NOW + timedelta(days=200, hours=3))
    weeks = when.start, when.start + timedelta(days=28)
    one = _milliseconds(lambda: [free.is_clear(when) for _ in range(1_000)])
    four = _milliseconds(lambda: [list(free.gaps(*weeks, timedelta(0))) for _ in range(1_000)])
    return [
        f"is a moment free | {one:.2f} µs | <= 5",
        f"all free stretches of 28 days | {four:.1f} µs, {four / 84:.2f} each |",
    ]


def _base() -> float:
    """Resident memory (MB) of a process that could serve pages and work, and did nothing yet."""
    done = subprocess.run([sys.executable, "-c", _BASE], capture_output=True, text=True, check=True)  # noqa: S603
    return float(done.stdout)


if __name__ == "__main__":
    sys.stdout.write("\n".join(run()) + "\n")
