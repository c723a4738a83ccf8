"""The office's counts, kept at hand: beside the pages a thread goes round the calendars and counts each.

You need this where a page shows everybody's figures. To count a calendar takes milliseconds, and a page may
not wait for a thousand of them; so it shows what was counted last, and as of when. Nothing tells the counter
what changed: it counts everything anew in each round, so that it can miss nothing. Kept are numbers alone.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from zaaikalender.app import App
from zaaikalender.config import CalendarConfig
from zaaikalender.core.counts import Figures, Sown
from zaaikalender.counting import sown_by
from zaaikalender.engine import failure_of

ROUND = timedelta(minutes=5)
"""How long a round takes at most; where calendars are passed over more often, so long."""

REST = 0.01
"""Seconds between two calendars at the least, so that pages have the processor most of the time."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A year of the office as it was counted last; `figures` in the order of the config.

    `waiting` calendars were not counted yet, `failed` ones could not be; `at` (UTC) is when the first of the
    others was counted, None where none was.
    """

    figures: Mapping[str, Figures]
    at: datetime | None
    waiting: int
    failed: int


class Counter:
    """Counts the calendars of an app, round after round. Any thread may ask for a tally."""

    def __init__(self, app: App) -> None:
        self._app = app
        # One thread fills it and others copy it: each of both is one step that nothing comes between.
        self._counted: dict[str, tuple[datetime, Sown | None]] = {}

    def tally(self, year: int) -> Tally:
        """The counts of a year; to ask for another year costs as little."""
        counted, calendars = dict(self._counted), self._app.calendars()
        lines = [(each.name, *counted[each.name]) for each in calendars if each.name in counted]
        good = [(name, at, sown) for name, at, sown in lines if sown is not None]
        return Tally(
            figures={name: sown.of(year) for name, _, sown in good},
            at=min((at for _, at, _ in good), default=None),
            waiting=len(calendars) - len(lines),
            failed=len(lines) - len(good),
        )

    def count(self) -> None:
        """One round without a rest."""
        for calendar in self._app.calendars():
            self._count(calendar)

    @contextmanager
    def going_round(self) -> Iterator[None]:
        """Counts in a thread of its own within this block; the first round without delay."""
        stop = Event()
        thread = Thread(target=self._go_round, args=(stop,), name="counter")
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _go_round(self, stop: Event) -> None:
        calendars, rest = self._app.calendars(), REST
        while True:
            for calendar in calendars:
                if stop.wait(rest):
                    return
                self._count(calendar)
            together = min(ROUND, self._app.config.policy.every)
            rest = max(REST, together.total_seconds() / len(calendars))

    def _count(self, calendar: CalendarConfig) -> None:
        """One calendar; one that cannot be counted has no figures until it can, and holds up no other."""
        now, before = self._app.clock(), self._counted.get(calendar.name)
        sown: Sown | None = None
        try:
            sown = sown_by(self._app, calendar, now)
        except Exception as error:  # noqa: BLE001 - one calendar's defect must not stop the others
            if before is None or before[1] is not None:
                _LOG.warning("not counted", extra={"calendar": calendar.name, "why": failure_of(error)})
        self._counted[calendar.name] = now, sown
