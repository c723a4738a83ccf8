"""What the store costs a pass: loading a big calendar, recording, committing.

You need this when a pass over an unchanged calendar gets slow: what it loads and commits is most of its work.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from builders import OFFICE_KEY, an_entry, an_event, at
from zaaikalender import store as stores
from zaaikalender.core.identity import fingerprint_of
from zaaikalender.core.records import (
    Act,
    Busy,
    CalendarState,
    Findings,
    Intent,
    Kept,
    Known,
    Lease,
    Outcome,
    Run,
)
from zaaikalender.store import Store

ITEMS = 10_000
NOW = at("2026-11-24 09:00")
MANY, FEW = 200, 9


def time_of(call: Callable[[], object], times: int = FEW, *, digits: int = 2) -> str:
    """The median time of a call and the best one; the first, which warms caches up, does not count."""
    call()
    taken = []
    for _ in range(times):
        start = perf_counter()
        call()
        taken.append(perf_counter() - start)
    median, best = (each * 1_000 for each in (statistics.median(taken), min(taken)))
    return f"{median:.{digits}f} ms (best {best:.{digits}f})"


def a_calendar() -> tuple[Kept, ...]:
    """As many items as the biggest calendar has: an hour each, every twentieth matters in full."""
    items = []
    for number in range(ITEMS):
        start = NOW + timedelta(hours=number)
        ref = f"event-{number:05}.ics"
        items.append(
            Kept(
                ref=ref,
                version=f"{number:x}-1764000000000000000",
                uid=f"{number}@client.example",
                busy=(Busy(start=start, end=start + timedelta(hours=1)),),
                events=(an_event(f"Einde opdracht: {number}", ref=ref),) if number % 20 == 0 else (),
            )
        )
    return tuple(items)


def lease_of(store: Store) -> Lease:
    lease = store.acquire("marieke", "benchmark", now=NOW, seconds=60)
    assert lease is not None
    return lease


def measured(store: Store, folder: Path) -> list[str]:
    """The rows, for a store in that folder."""
    items = a_calendar()
    lease = lease_of(store)
    state = CalendarState(name="marieke")
    entries = tuple(an_entry(f"{number}@test") for number in range(100))
    start = perf_counter()
    store.record(lease, Findings(state=state, kept=items, entries=entries), now=NOW)
    first = (perf_counter() - start) * 1_000
    assert len(store.load("marieke", now=NOW).kept) == ITEMS
    intent = Intent(calendar="marieke", key=entries[0].key, act=Act.UPDATE, entry=entries[0], at=NOW)

    def write() -> None:
        store.begin(lease, intent, now=NOW, seconds=60)
        store.settle(lease, intent, intent.entry, now=NOW)

    def load() -> Known:
        return store.load("marieke", now=NOW)

    def record() -> None:
        store.record(lease, Findings(state=state), now=NOW)

    size = sum(path.stat().st_size for path in folder.iterdir()) / 1_000_000
    rows = [
        f"record {ITEMS:,} new items | {first:.0f} ms |",
        f"load {ITEMS:,} items, {ITEMS // 20} of them in full | {time_of(load, digits=0)} | <= 100 ms",
        f"record an unchanged pass | {time_of(record, MANY)} |",
        f"a write: begin and settle, two commits | {time_of(write, MANY)} |",
        f"its file and log | {size:.1f} MB |",
    ]
    store.release(lease)
    return rows


def a_pass(store: Store, calendar: str) -> None:
    """All that a pass over an unchanged, small calendar asks of the store."""
    lease = store.acquire(calendar, "benchmark", now=NOW, seconds=60)
    assert lease is not None
    known = store.load(calendar, now=NOW)
    store.record(lease, Findings(state=known.state), now=NOW)
    run = Run(calendar=calendar, started=NOW, ended=NOW, outcome=Outcome.DONE)
    store.finish(lease, run, next_due=NOW + timedelta(minutes=15))


def run() -> list[str]:
    """The figures of SQLite in a temporary folder of this machine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = perf_counter()
        store = stores.open("sqlite:///z.db", office_fingerprint=fingerprint_of(OFFICE_KEY), base=folder)
        made = (perf_counter() - start) * 1_000
        passes = time_of(lambda: a_pass(store, "jan"), MANY)
        rows = measured(store, folder)
        store.close()
        start = perf_counter()
        store = stores.open("sqlite:///z.db", office_fingerprint=fingerprint_of(OFFICE_KEY), base=folder)
        opened = (perf_counter() - start) * 1_000
        store.close()
    return [
        f"make a new database | {made:.0f} ms |",
        f"open one that is up to date | {opened:.1f} ms |",
        f"an unchanged pass over a small calendar: acquire, load, record, finish | {passes} |",
        *rows,
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(run()) + "\n")
