"""One simulated stretch of an office's life from a seed: people act, time passes, things break, passes run.

You need this to reproduce a failure: `Story(path, kind, seed).run(days)`. The same seed gives the same trace.
"""

import hashlib
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from builders import AMSTERDAM
from system.acts import Acts
from system.configs import Configs
from system.office import Home, Office, a_policy, a_rule, some_rules
from system.watch import Watch
from system.weather import Weather
from zaaikalender.core.dates import Span, Unit
from zaaikalender.errors import (
    AccessRevoked,
    LeaseLost,
    NotNow,
    NotWritten,
    OutcomeUnknown,
    Stale,
    StoreError,
    Unreachable,
    ZaaiError,
)

KINDS = ("remembers", "forgets", "folder", "outlook", "google")
_BEFORE_A_WRITE = (NotWritten, Stale, Unreachable, OutcomeUnknown)


class Killed(BaseException):
    """The process is gone from one moment to the next."""


class Story:
    """A seed's life. `faults` is the chance of one at each step of a pass; `postman` mails for us.

    `edits` is the chance that the office changes its config before a round.
    """

    def __init__(  # noqa: PLR0913 - a life has a dial for each thing that a test may want otherwise
        self,
        path: Path,
        kind: str,
        seed: int,
        *,
        faults: float = 0.01,
        postman: Any = None,
        edits: float = 0.0,
    ) -> None:
        self.random, self.postman = Random(seed), postman
        people = ("marieke",) if self.random.random() < 0.5 else ("marieke", "jan")
        rules = [a_rule()]
        if self.random.random() < 0.3:
            rules.append(a_rule("nazorg", after=Span(10, Unit.WEEKS)))
        policy = a_policy(max_changes=1.0)
        self.office = Office(
            path, kind=kind, people=people, rules=some_rules(*rules), policy=policy, postman=postman
        )
        self.watch = Watch(self.office)
        self.acts = Acts(self.office, self.watch, self.random)
        self.faults, self.edits = faults, edits
        self.configs = Configs(self.office, self.random)
        self.weather = Weather(self.office, seed)
        self.trace: list[str] = []
        self.office.hook = self._maybe

    def run(self, days: int) -> str:
        """Lives so many days; gives the trace's digest. Raises AssertionError with the trace so far."""
        end = self.office.now + timedelta(days=days)
        try:
            while self.office.now < end:
                self._step()
            self._settle()
        except AssertionError as error:
            raise AssertionError("\n".join([*self.trace[-40:], str(error)])) from error
        finally:
            self.office.close()
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()

    def _step(self) -> None:
        for _ in range(self.random.choice([1, 1, 1, 2])):
            self._say(self.acts.anything())
        if self.edits and self.random.random() < self.edits:
            self._say(self.configs.anything())
        for home in self.office.homes.values():
            self._a_pass(home)
        if self.random.random() < 0.35:
            self._settle()
        span = self.random.choice([5, 12, 45, 300, 1440, 2880, 4320, 5760, 7200])
        self.office.later(minutes=span)

    def _a_pass(self, home: Home) -> list[str] | None:
        """One pass, with all that may go wrong; gives what it wrote, None where it broke off."""
        before = self.watch.snapshot(home)
        wrote: list[str] | None = None
        if amiss := self.weather.before(home, self.faults):
            self._say(amiss)
        try:
            _result, tap = self.office.a_pass(home.name)
            wrote = tap.writes
            self._say(f"pass {home.name}: {' '.join(wrote)}")
        except ZaaiError as error:
            self._say(f"pass {home.name}: {type(error).__name__}")
        except Killed:
            self._say(f"pass {home.name}: killed")
            self.office.new_process()
        self.watch.check(home, before, self.watch.snapshot(home))
        if self.postman:
            self.postman.check(self.watch)
        return wrote

    def _settle(self) -> None:
        """Faults stop: within two rounds nothing is left to do, and nobody was forgotten."""
        faults, self.faults = self.faults, 0
        rounds = 0
        while self._a_round():
            rounds += 1
            assert rounds <= 3, "it does not come to rest"
        if self.configs.is_first:
            self._nobody_is_forgotten()
        self.faults = faults

    def _a_round(self) -> bool:
        """A pass over each calendar; whether any of them wrote."""
        wrote = [self._a_pass(home) for home in self.office.homes.values()]
        return any(wrote)

    def _nobody_is_forgotten(self) -> None:
        for home in self.office.homes.values():
            result, tap = self.office.a_pass(home.name)
            assert not tap.writes, "a quiet calendar was written"
            assert not result.failed, f"tried once more what cannot be done: {result.failed}"
            if result.plan.unplaced or result.plan.held or result.plan.waiting:
                continue
            known = {
                entry.identity.subject
                for name in self.office.homes
                for entry in self.office.store.entries(name)
            }
            today = self.office.now.astimezone(AMSTERDAM).date()
            for subject in self.office.store.load(home.name, now=self.office.now).subjects:
                ends = [event for event in home.hand.events() if event.uid in subject.uids]
                due = [event for event in ends if event.when.start + timedelta(days=43) > today]
                if due and subject.home == home.name:
                    assert subject.uids & known, f"forgotten: {due[0].title}"

    def _maybe(self, step: str) -> None:
        """What goes wrong at this step, if anything does."""
        if self.random.random() >= self.faults:
            return
        moment, name = step.split()
        self._say(f"! {step}")
        if name in ("create", "update", "invite", "cancel"):
            kinds = (
                (*_BEFORE_A_WRITE, Killed) if moment == "before" else (Unreachable, OutcomeUnknown, Killed)
            )
        elif name in ("post", "marking"):
            early = (Unreachable, AccessRevoked, NotNow, NotWritten, Killed)
            kinds = early if step == "before post" else (Unreachable, Killed)
            kinds = kinds if moment == "before" else (OutcomeUnknown, Killed)
        elif name in ("changes", "find"):
            kinds = (Unreachable, Killed)
        elif moment == "before" and name in ("begin", "settle", "record"):
            kinds = (LeaseLost, StoreError, Killed)
        else:
            kinds = (Killed,)
        raise self.random.choice(kinds)("a fault of the simulation")

    def _say(self, line: str) -> None:
        self.trace.append(f"{self.office.now:%Y-%m-%d %H:%M} {line}")
