"""The occurrences of a series within a window, with its exceptions, and what the series is as a whole.

You need this to know when a recurring event really is. Whatever the rule, this ends: steps and occurrences
come out of a `Budget`. A series without an end is entered near the window, however old it is; one with an end
is walked as a whole, since its last day and its number of occurrences matter to the rules of project ends.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice, pairwise
from typing import NamedTuple

from zaaikalender.core.events import Series, Timed, When, Window, last_day, span
from zaaikalender.providers.budget import Budget, TooManySteps
from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.ics_repeats import Repeats
from zaaikalender.providers.ics_times import Timing
from zaaikalender.providers.ics_values import FIRST_YEAR, LAST_YEAR
from zaaikalender.providers.rule import Frequency, Rule
from zaaikalender.providers.stepper import walk

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_LONGEST_SHIFT = timedelta(days=400)
_SAMPLE = 50
_BEGIN = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
_END = datetime(LAST_YEAR, 12, 31, tzinfo=UTC)
_NOMINAL = {
    Frequency.HOURLY: timedelta(hours=1),
    Frequency.DAILY: _DAY,
    Frequency.WEEKLY: 7 * _DAY,
    Frequency.MONTHLY: 30 * _DAY,
    Frequency.YEARLY: 365 * _DAY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An exception: which occurrence (on the wall of the series) is otherwise, and how it is.

    `onwards` makes all later ones alike. A cancelled one is no more.
    """

    wall: datetime
    timing: Timing
    onwards: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A series as its calendar describes it."""

    timing: Timing
    repeats: Repeats
    changes: Sequence[Change] = ()


class Occurrence(NamedTuple):
    """One occurrence: its original place on the wall, when it is, and which exception says so (by number)."""

    wall: datetime
    when: When
    change: int | None


class Expansion(NamedTuple):
    """What a series gives for a window, and the series as a whole."""

    occurrences: list[Occurrence]
    series: Series


def touches(when: When, window: Window, zone: tzinfo) -> bool:
    """Whether any of it lies inside the window; what takes no time is there where it starts."""
    start, end = (when.start, when.end) if isinstance(when, Timed) else span(when, zone)
    return start < window.end and (end > window.start or start == end == window.start)


def expand(
    pattern: Pattern, *, window: Window, zone: tzinfo, budget: Budget, always: bool = False
) -> Expansion:
    """The occurrences that touch `window`, exceptions included; cancelled ones are left out.

    `zone` is the owner's, for whole days and for the series' last day. `always`: where none touches the
    window the first one is given. Raises `NotReadable` where the series cannot be reckoned within `budget`.
    """
    budget.next_series()
    return _Expander(pattern, window, zone, budget).expansion(always=always)


class _Expander:
    """One series, while it is expanded."""

    def __init__(self, pattern: Pattern, window: Window, zone: tzinfo, budget: Budget) -> None:
        self.timing, self.changes = pattern.timing, pattern.changes
        self.window, self.zone, self.budget = window, zone, budget
        changes = pattern.changes
        cut = min((change.wall for change in changes if change.onwards and change.cancelled), default=None)
        self.repeats = _cut(pattern.repeats, cut)
        self.lengths = dict(self.repeats.added)
        self.hidden = self.repeats.removed | {change.wall for change in changes}
        self.onwards = sorted((c.wall, at) for at, c in enumerate(changes) if c.onwards and not c.cancelled)
        self.shifts = {at: self._shift(changes[at]) for _, at in self.onwards}
        self.since, self.until = self._reach()

    def expansion(self, *, always: bool) -> Expansion:
        """All of it."""
        moments, whole = self._moments()
        standing = [wall for wall in moments if wall not in self.hidden] if self.hidden else moments
        found = [*self._in_window(standing), *self._changed()]
        if not found and always:
            found = self._first(standing if whole else self._from_the_start())
        return Expansion(found, self._series(standing, moments, whole=whole))

    def _reach(self) -> tuple[datetime, datetime]:
        """Between which places on the wall an occurrence may begin that touches the window."""
        lengths = [self.timing.length, *(self.changes[at].timing.length for _, at in self.onwards)]
        lengths += [length for length in self.lengths.values() if length]
        before = max((length.days + 2) * _DAY + length.time for length in lengths)
        shift = max((abs(shift) for shift in self.shifts.values()), default=0 * _DAY)
        start, end = (min(max(at, _BEGIN), _END) for at in (self.window.start, self.window.end))
        return self.timing.wall(start) - before - shift, self.timing.wall(end) + 2 * _DAY + shift

    def _shift(self, change: Change) -> timedelta:
        """How far a change moves the occurrences after it, on the wall of the series."""
        if change.timing.whole_days != self.timing.whole_days:
            raise NotReadable(
                "the series goes on with whole days instead of times: enter the rest as a new one"
            )
        shift = self.timing.wall(change.timing.start.replace(tzinfo=change.timing.zone)) - change.wall
        if self.timing.whole_days:
            shift = change.timing.start - change.wall
        if abs(shift) > _LONGEST_SHIFT:
            raise NotReadable(
                "an exception moves the rest of the series too far: enter the rest as a new one"
            )
        return shift

    def _moments(self) -> tuple[list[datetime], bool]:
        """The places on the wall, in order, and whether they are all of the series."""
        found = [self._of_rule(rule, until) for rule, until in self.repeats.rules]
        if not self.repeats.rules:
            found.append(([self.timing.start], True))
        if len(found) == 1 and not self.repeats.added:
            return found[0]
        walls = {wall for walls, _ in found for wall in walls} | set(self.lengths)
        self.budget.step(len(walls))
        return sorted(walls), all(whole for _, whole in found)

    def _of_rule(self, rule: Rule, until: datetime | None) -> tuple[list[datetime], bool]:
        start = self.timing.start
        if rule.count is None and until is None:
            return list(walk(rule, start, budget=self.budget, since=self.since, until=self.until)), False
        found: list[datetime] = []
        try:
            for wall in walk(rule, start, budget=self.budget, until=until):
                found.append(wall)  # noqa: PERF402 - what was found before the budget ran out is used
        except TooManySteps:
            # An end so far away is none: what lies in the window is known.
            if not found or found[-1] <= self.until:
                raise
            return found, False
        return found, True

    def _from_the_start(self) -> Iterator[datetime]:
        """A series without an end, from its beginning."""
        if not self.repeats.rules:
            return
        rule, until = self.repeats.rules[0]
        for wall in walk(rule, self.timing.start, budget=self.budget, until=until):
            if wall not in self.hidden:
                yield wall

    def _first(self, standing: Iterable[datetime]) -> list[Occurrence]:
        alive = (at for at, change in enumerate(self.changes) if not change.cancelled)
        if (at := next(alive, None)) is not None:
            return [self._exception(at)]
        return [self._occurrence(wall) for wall in islice(standing, 1)]

    def _in_window(self, standing: list[datetime]) -> Iterator[Occurrence]:
        near = standing[bisect_left(standing, self.since) : bisect_right(standing, self.until)]
        self.budget.event(len(near))
        at, plain = self.timing.at, not self.onwards and not self.lengths
        for wall in near:
            occurrence = Occurrence(wall, at(wall), None) if plain else self._occurrence(wall)
            if touches(occurrence.when, self.window, self.zone):
                yield occurrence

    def _occurrence(self, wall: datetime) -> Occurrence:
        """An occurrence that no exception of its own changes; the last one before it that goes on may."""
        governed = bisect_right(self.onwards, (wall, len(self.changes)))
        if not governed:
            length = self.lengths.get(wall) if self.lengths else None
            return Occurrence(wall, self.timing.at(wall, length), None)
        at = self.onwards[governed - 1][1]
        return Occurrence(wall, self.timing.at(wall + self.shifts[at], self.changes[at].timing.length), at)

    def _changed(self) -> Iterator[Occurrence]:
        """The exceptions themselves, also those that stand for nothing the rule gives."""
        self.budget.event(len(self.changes))
        for at, change in enumerate(self.changes):
            occurrence = self._exception(at)
            if not change.cancelled and touches(occurrence.when, self.window, self.zone):
                yield occurrence

    def _exception(self, at: int) -> Occurrence:
        change = self.changes[at]
        return Occurrence(change.wall, change.timing.at(change.timing.start), at)

    def _series(self, standing: list[datetime], moments: list[datetime], *, whole: bool) -> Series:
        step = self._step(moments)
        if not whole:
            return Series(last=None, count=0, step=step)
        alive = [self._exception(at).when for at, change in enumerate(self.changes) if not change.cancelled]
        ends = [*alive, *(self._occurrence(wall).when for wall in standing[-1:])]
        last = max((last_day(when, self.zone) for when in ends), default=None)
        return Series(last=last, count=len(standing) + len(alive), step=step)

    def _step(self, moments: list[datetime]) -> timedelta:
        """The usual time between two occurrences: the commonest, else what the rule is called."""
        gaps = Counter(later - earlier for earlier, later in pairwise(moments[:_SAMPLE]))
        if gaps:
            return gaps.most_common(1)[0][0]
        rules = [rule for rule, _ in self.repeats.rules]
        return _NOMINAL[rules[0].frequency] * min(rules[0].interval, LAST_YEAR) if rules else 0 * _DAY


def _cut(repeats: Repeats, cut: datetime | None) -> Repeats:
    """The series up to where the rest of it was cancelled."""
    if cut is None:
        return repeats
    last = cut - _SECOND
    rules = tuple((rule, last if until is None else min(until, last)) for rule, until in repeats.rules)
    return replace(repeats, rules=rules, added=tuple(date for date in repeats.added if date[0] < cut))
