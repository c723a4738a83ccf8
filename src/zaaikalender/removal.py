"""Taking away in one calendar what we wrote and nobody changed: looking first, then doing it under a lease.

You need this for `undo` and `forget --remove`, at a terminal and on the page. The calendar stands still
afterwards, or the next pass would plan everything anew.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from zaaikalender.app import App
from zaaikalender.config import CalendarConfig
from zaaikalender.core.records import Lease
from zaaikalender.engine import LEASE_SECONDS
from zaaikalender.errors import Busyness
from zaaikalender.undo import Scope, Undoing, undo, undoing


def would_go(app: App, calendar: CalendarConfig, scope: Scope, now: datetime) -> Undoing:
    """What would go in a calendar; writes nothing. Raises the errors of reading."""
    known = app.store.load(calendar.name, now=now)
    return undoing(app.post(calendar), app.bureau, known, app.store.history, scope, now=now)


def taken_away(
    app: App, calendar: CalendarConfig, scope: Scope, now: datetime
) -> tuple[int, tuple[str, ...]]:
    """Lets the calendar stand still and takes away what goes; gives how many went and what was refused.

    Raises `Busyness` where another process works on it, and the errors of reading and writing.
    """
    post, store = app.post(calendar), app.store
    # First, so that a worker cannot plan anew what we take away; also if we are killed half-way.
    store.pause(calendar.name, now)
    with _leased(app, calendar.name, now) as lease:
        done, refused = undo(post, app.bureau, store, lease, store.history, scope, now=now)
    return len(done), refused


@contextmanager
def _leased(app: App, name: str, now: datetime) -> Iterator[Lease]:
    """The right to write a calendar, while this lasts. Raises `Busyness` where another has it."""
    holder = f"undo-{secrets.token_hex(8)}"
    lease = app.store.acquire(name, holder, now=now, seconds=LEASE_SECONDS)
    if lease is None:
        raise Busyness(f"calendar {name}: another process works on it. Try again in some minutes.")
    try:
        yield lease
    finally:
        app.store.release(lease)
