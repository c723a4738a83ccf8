"""When to run and when to stop: passes for ever, each calendar when it is due, in one process.

You need this for `zaai work`, and for any process that keeps calendars up to date beside other work:

    worker = Worker(app=app)
    with signals_ring(worker.bell):
        worker.work()

A pass runs in a thread; a calendar that fails comes back later and later, and holds no other up. Two workers
on one store share the work: the lease in the store lets one of them at a calendar at a time.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue

from zaaikalender.app import App
from zaaikalender.core.records import CalendarState
from zaaikalender.engine import Result, next_due
from zaaikalender.errors import Busyness, LeaseLost, StoreError
from zaaikalender.first_look import first_look
from zaaikalender.worker.bell import Bell, Call, Ended, Ring
from zaaikalender.worker.telling import LOG, tell_failure, tell_result, tell_state, tell_trail
from zaaikalender.worker.turns import BEGINNING, due, pause, turn

THREADS = 4
BUSY = timedelta(seconds=30)
"""When to look again at a calendar at which another process is."""

HOUR = timedelta(hours=1)
"""How often a line on each calendar is written."""

DAY = timedelta(days=1)
"""How often the log takes up how far the trail is."""

NAP = 60.0
"""The longest sleep, in seconds: so soon is noticed what another process did, or that a clock was set."""

FIRST_LOOKS = 20.0
"""How many seconds calendars that were never read get before the first pass goes on without them."""


@dataclass(slots=True, kw_only=True)
class Worker:
    """Passes for ever. `nap` is the longest sleep in seconds; the time is the app's."""

    app: App
    threads: int = THREADS
    nap: float = NAP
    bell: Bell = field(default_factory=SimpleQueue)
    _running: set[str] = field(default_factory=set)
    _again: set[str] = field(default_factory=set)
    _not_before: dict[str, datetime] = field(default_factory=dict)
    _set_by_us: dict[str, datetime | None] = field(default_factory=dict)
    _stopped: dict[str, str | None] = field(default_factory=dict)
    _told: datetime = BEGINNING
    _anchored: datetime = BEGINNING
    _goes_on: bool = True

    def work(self) -> None:
        """Runs until somebody calls `Call.STOP`; what runs then is finished first.

        Raises `StoreError` where the store cannot be used: no pass may write then.
        """
        with ThreadPoolExecutor(self.threads, thread_name_prefix="pass") as pool:
            try:
                self._first_looks(pool)
                while self._goes_on:
                    self._listen(self._start(pool))
            finally:
                # Those that wait for a thread have not begun and do not begin; leaving waits for the others.
                pool.shutdown(wait=False, cancel_futures=True)
                LOG.info("stopping: the passes that run are finished first")
        while not self.bell.empty():
            self._hear(self.bell.get())
        tell_trail(self.app.store.trail)
        LOG.info("stopped")

    def _names(self) -> tuple[str, ...]:
        return tuple(calendar.name for calendar in self.app.config.calendars)

    def _states(self) -> Mapping[str, CalendarState]:
        known = {state.name: state for state in self.app.store.calendars()}
        return {name: known.get(name, CalendarState(name=name)) for name in self._names()}

    def _first_looks(self, pool: ThreadPoolExecutor) -> None:
        """Lets each new calendar be read once before any is planned: a project may stand in several."""
        wait([pool.submit(self._first_look, name) for name in self._names()], timeout=FIRST_LOOKS)

    def _first_look(self, name: str) -> None:
        try:
            first_look(self.app, [self.app.config.calendar(name)], now=self.app.clock())
        except Exception as error:  # noqa: BLE001 - its own pass meets the same, and tells it
            LOG.debug("first look failed", exc_info=error, extra={"calendar": name})

    def _start(self, pool: ThreadPoolExecutor) -> float:
        """Starts the passes whose turn it is; gives how many seconds to sleep until the next turn."""
        states, now = self._states(), self.app.clock()
        if not self._told <= now < self._told + HOUR:
            self._tell(states, now)
        if not self._anchored <= now < self._anchored + DAY:
            self._anchored = now
            tell_trail(self.app.store.trail)
        turns = self._turns(states, now)
        for name in due(turns, now):
            del turns[name]
            self._running.add(name)
            self._again.discard(name)
            pool.submit(self._pass, name)
        return pause(turns.values(), now, longest=self.nap)

    def _turns(self, states: Mapping[str, CalendarState], now: datetime) -> dict[str, datetime]:
        """When the turn comes of each calendar that is not being passed right now."""
        farthest = max(timedelta(days=1), self.app.config.policy.every)
        return {
            name: BEGINNING
            if name in self._again
            else turn(
                state,
                now,
                farthest=farthest,
                not_before=self._not_before.get(name, BEGINNING),
                set_by_us=self._set_by_us.get(name),
            )
            for name, state in states.items()
            if name not in self._running
        }

    def _pass(self, name: str) -> None:
        """One pass, in a thread of the pool. Whatever comes of it comes back as a message."""
        now = self.app.clock()
        outcome: Result | Exception
        try:
            outcome = self.app.run(self.app.config.calendar(name), now=now, holder="work")
            self._tend(name)
        except Exception as error:  # noqa: BLE001 - one calendar's defect must not stop the others
            outcome = error
        self.bell.put(Ended(calendar=name, began=now, outcome=outcome))

    def _tend(self, name: str) -> None:
        """Sees to what tells of changes between passes; never a reason for a pass to fail."""
        if self.app.config.settings.http.notify_at is None:
            return
        try:
            self.app.servers.bells.tend(self.app.config.calendar(name))
        except Exception as error:  # noqa: BLE001 - an accelerator; without it all goes on, slower
            LOG.warning("no bell at a calendar", exc_info=error, extra={"calendar": name})

    def _listen(self, seconds: float) -> None:
        """Sleeps so long, or until something is to be heard, and hears it."""
        try:
            self._hear(self.bell.get(timeout=seconds))
        except Empty:
            return

    def _hear(self, ring: Ring) -> None:
        match ring:
            case Call.STOP:
                self._goes_on = False
            case Call.LOOK:
                # A pass that runs may have looked before the news came, and sets the next turn at its end.
                self._again |= self._running
            case Call.TELL:
                self._tell(self._states(), self.app.clock())
            case Ended():
                self._running.discard(ring.calendar)
                self._weigh(ring)

    def _weigh(self, ended: Ended) -> None:
        """What comes of a pass that ended: a line in the log, and when to look again at the earliest."""
        match ended.outcome:
            case Busyness() | LeaseLost():
                self._not_before[ended.calendar] = ended.began + BUSY
                LOG.debug("another process is at this calendar", extra={"calendar": ended.calendar})
            case StoreError():
                raise ended.outcome
            case Exception():
                # The store puts its turn off too; this holds also where that could not be recorded.
                self._not_before[ended.calendar] = next_due(ended.began, self.app.config.policy.every, 1)
                state = self._states()[ended.calendar]
                self._set_by_us[ended.calendar] = state.next_due
                tell_failure(state, ended.outcome)
            case Result():
                self._set_by_us[ended.calendar] = ended.began + self.app.config.policy.every
                stopped = ended.outcome.plan.stopped
                code = stopped.code if stopped else None
                tell_result(ended.outcome, news=code != self._stopped.get(ended.calendar))
                self._stopped[ended.calendar] = code

    def _tell(self, states: Mapping[str, CalendarState], now: datetime) -> None:
        """A line on each calendar: when it was last good, and when its turn comes."""
        self._told = now
        for state in states.values():
            tell_state(state)
