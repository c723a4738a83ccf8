"""The first look: calendars that were never read are all read before the first of them is written in.

You need this before the first pass over several calendars: a project that stands in more than one of them has
one home, and that can be told only when all were seen.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from zaaikalender.app import App
from zaaikalender.config import CalendarConfig
from zaaikalender.engine import LEASE_SECONDS, failure_of, take_in
from zaaikalender.errors import ZaaiError
from zaaikalender.runs import holder_of

_LOG = logging.getLogger(__name__)


def first_look(app: App, calendars: Iterable[CalendarConfig], *, now: datetime) -> None:
    """Reads those that were never read, and keeps what was read. `now` is in UTC."""
    seen = {state.name for state in app.store.calendars() if state.fingerprint is not None}
    for calendar in calendars:
        if calendar.name not in seen:
            _look(app, calendar, now)


def _look(app: App, calendar: CalendarConfig, now: datetime) -> None:
    """One of them, unless somebody is at it: he looks himself."""
    lease = app.store.acquire(calendar.name, holder_of("look", now), now=now, seconds=LEASE_SECONDS)
    if lease is None:
        return
    try:
        known = app.store.load(calendar.name, now=now)
        take_in(app.post(calendar), app.bureau, app.store, lease, known, now=now)
    except ZaaiError as error:
        # Its own pass says so; the others go on without it.
        _LOG.info("first look failed", extra={"calendar": calendar.name, "why": failure_of(error)})
    finally:
        app.store.release(lease)
