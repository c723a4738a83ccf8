"""How fast we ask Google: never faster than it allows one person and the office's project.

You need this when Google says that too much is asked. Google counts in a
sliding minute: 600 requests of one user, 10,000 of a project (guide "Manage quotas"). A bucket that holds
half of that and gains the other half in a minute never exceeds it, whenever the minute begins. Whoever was
refused rests twice as long each time, with some chance in it, so that not all come back at once.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from zaaikalender.providers.http_failures import AskedToWait, TurnedAway

_HOST = "Google"
_INSTANT = 1e-6
_MOST_DOUBLED = 6
"""Refused so often, it is a minute; longer does not help, since the limits count by the minute."""


@dataclass(slots=True, kw_only=True)
class _Bucket:
    """What may be asked at once, and what comes in by the second."""

    holds: float
    gains: float
    left: float
    since: float

    def wait(self, now: float) -> float:
        """Seconds until one more may be asked; 0 where it may now."""
        self.left = min(self.holds, self.left + (now - self.since) * self.gains)
        self.since = now
        return 0.0 if self.left >= 1 else (1 - self.left) / self.gains


@dataclass(slots=True, kw_only=True)
class _Person:
    """How it stands with one account."""

    bucket: _Bucket
    refused: int = 0
    quiet_until: float = 0.0


@dataclass(slots=True, kw_only=True, eq=False)
class Limits:
    """The budgets of one project. Safe to share between threads; all calendars of a process share one.

    `user` and `project` are requests in a minute. `patience` is how long, in seconds, somebody waits here for
    his turn; who would wait longer is told so (`AskedToWait`, `TurnedAway`).
    """

    user: int = 600
    project: int = 10_000
    patience: float = 5.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _people: dict[str, _Person] = field(default_factory=dict)
    _all: _Bucket | None = None

    def enter(self, account: str, *, reads: bool) -> None:
        """Takes a turn for one request; raises `AskedToWait`, for a write `TurnedAway`."""
        waited = 0.0
        while seconds := self._wait(account):
            waited += seconds
            if waited > self.patience:
                raise AskedToWait(_HOST, seconds) if reads else TurnedAway(_HOST, seconds)
            self.sleep(seconds)

    def refused(self, account: str, seconds: float | None) -> None:
        """Google wants quiet for this account: so long, or else longer each time."""
        with self._lock:
            person, now = self._person(account), self.clock()
            rests = seconds or 2 ** min(person.refused, _MOST_DOUBLED) * (0.5 + self.chance())
            person.refused += 1
            person.quiet_until = max(person.quiet_until, now + rests)

    def answered(self, account: str) -> None:
        """Google answered this account as usual."""
        person = self._people.get(account)
        if person and person.refused:
            with self._lock:
                person.refused = 0

    def pause(self, tried: int) -> None:
        """Waits a moment before the same question is asked once more."""
        self.sleep(2**tried * (0.25 + self.chance() / 4))

    def _wait(self, account: str) -> float:
        """Seconds until this account's turn; takes it where it is now."""
        with self._lock:
            person, now = self._person(account), self.clock()
            every = self._all or _full(self.project, now)
            self._all = every
            wait = max(person.quiet_until - now, person.bucket.wait(now), every.wait(now))
            if wait > _INSTANT:
                return wait
            person.bucket.left -= 1
            every.left -= 1
            return 0.0

    def _person(self, account: str) -> _Person:
        found = self._people.get(account)
        if found is None:
            found = self._people[account] = _Person(bucket=_full(self.user, self.clock()))
        return found


SHARED = Limits()
"""The one that all calendars of this process share."""


def _full(a_minute: int, now: float) -> _Bucket:
    half = max(1.0, a_minute / 2)
    return _Bucket(holds=half, gains=half / 60, left=half, since=now)
