"""Placement told once more, slowly and by other means, to check the real one against.

You need this in the tests of placement only. Free time is looked up quarter by quarter on the wall clock;
the best arrangement of a few wishes is found by trying all; for more wishes scipy's integer programs find
the least number unplaced and the least distance.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp

from zaaikalender.core.dates import Hours, Office, WeekHours
from zaaikalender.core.hours import Half, HalfDay, Week
from zaaikalender.core.records import Busy
from zaaikalender.core.wishes import Wish

NOON = 13 * 60
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One person's wishes and all that his time depends on."""

    wishes: tuple[Wish, ...]
    office: Office
    hours: WeekHours
    busy: tuple[Busy, ...] = ()
    leave: tuple[Busy, ...] = ()
    taken: frozenset[HalfDay] = frozenset()
    per_week: int | None = None
    used_weeks: dict[Week, int] = field(default_factory=dict)

    def arguments(self) -> dict[str, Any]:
        """What `place` asks besides the wishes."""
        names = ("office", "hours", "busy", "leave", "taken", "per_week", "used_weeks")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, order=True)
class Spot:
    """A start in a half-day."""

    half_day: HalfDay
    start: datetime
    odd: bool
    quarter: int

    @property
    def week(self) -> Week:
        return Week.of(self.half_day.day)


def minutes(wall: time) -> int:
    return 60 * wall.hour + wall.minute


@cache
def working_minutes(hours: tuple[Hours, ...], between: Hours) -> bytes:
    """For each minute of a day whether it lies within hours and between: 1 or 0."""
    return bytes(
        minutes(between.start) <= minute < minutes(between.end)
        and any(minutes(each.start) <= minute < minutes(each.end) for each in hours)
        for minute in range(24 * 60)
    )


def covered(start: int, end: int, hours: tuple[Hours, ...], between: Hours) -> bool:
    """Whether each minute from start to end lies within hours and between."""
    return end <= 24 * 60 and 0 not in working_minutes(hours, between)[start:end]


def half_of(start: int, duration: timedelta, travel: timedelta, margin: timedelta) -> Half | None:
    """The half-day in which an appointment that starts at that minute belongs."""
    if start + (duration + margin + travel) // timedelta(minutes=1) <= NOON:
        return Half.MORNING
    return Half.AFTERNOON if start - travel // timedelta(minutes=1) >= NOON else None


def takes_whole_days(wish: Wish, case: Case) -> bool:
    """Whether it fits in a day, but in no morning and no afternoon, were nothing busy."""
    return fits_whole_days_alone(wish.duration, wish.travel, wish.between, case.office.margin, case.hours)


@cache
def fits_whole_days_alone(
    duration: timedelta, travel: timedelta, between: Hours, margin: timedelta, hours: WeekHours
) -> bool:
    length = duration // timedelta(minutes=1)
    starts = [
        (start, half_of(start, duration, travel, margin))
        for day in set(hours.days)
        for start in range(24 * 60 - length + 1)
        if covered(start, start + length, day, between)
    ]
    return bool(starts) and not any(half is not None for _, half in starts)


def is_clear(start: datetime, end: datetime, clear: timedelta, busy: Iterable[Busy]) -> bool:
    return all(
        each.end + clear <= start or end + clear <= each.start for each in busy if each.start < each.end
    )


@cache
def quarters(
    hours: tuple[Hours, ...],
    between: Hours,
    duration: timedelta,
    clearance: tuple[timedelta, timedelta],
    *,
    whole: bool,
) -> list[tuple[int, Half]]:
    """The quarters of a day at which it may start, were nothing busy, and the half-day of each."""
    length = duration // timedelta(minutes=1)
    found = (
        (quarter, Half.MORNING if whole else half_of(15 * quarter, duration, *clearance))
        for quarter in range(96)
        if covered(15 * quarter, 15 * quarter + length, hours, between)
    )
    return [(quarter, half) for quarter, half in found if half is not None]


def spots_on(day: date, wish: Wish, case: Case, *, whole: bool) -> list[Spot]:
    """The best spot in each half of a day."""
    if not case.office.is_open(day):
        return []
    found: dict[Half, list[Spot]] = {}
    zone, margin = case.office.zone, case.office.margin
    midnight = datetime.combine(day, time())
    since, till = midnight.replace(tzinfo=UTC) - 2 * DAY, midnight.replace(tzinfo=UTC) + 3 * DAY
    near = [each for each in (*case.busy, *case.leave) if each.end > since and each.start < till]
    for quarter, half in quarters(
        case.hours.on(day), wish.between, wish.duration, (wish.travel, margin), whole=whole
    ):
        wall = midnight + quarter * timedelta(minutes=15)
        start = wall.replace(tzinfo=zone).astimezone(UTC)
        end = start + wish.duration
        shown = [each.astimezone(zone).replace(tzinfo=None) for each in (start, end)]
        if (
            shown == [wall, wall + wish.duration]
            and start >= wish.not_before
            and is_clear(start, end, margin + wish.travel, near)
        ):
            found.setdefault(half, []).append(Spot(HalfDay(day, half), start, quarter % 2 == 1, quarter))
    return [min(spots, key=lambda spot: (spot.odd, spot.start)) for spots in found.values()]


def works(day: date, case: Case) -> bool:
    """Whether any minute of work is left that day by the office and by leave."""
    if not case.leave:
        return case.office.works(day, case.hours)
    starts = (
        (datetime.combine(day, time()) + timedelta(minutes=minute)).replace(tzinfo=case.office.zone)
        for minute in range(24 * 60)
        if covered(minute, minute + 1, case.hours.on(day), Hours(time(0), time(23, 59)))
    )
    return case.office.is_open(day) and any(
        not any(each.start <= start < each.end for each in case.leave) for start in starts
    )


def days_of(wish: Wish, case: Case) -> list[date]:
    """The days on which the wish may stand."""
    today = wish.not_before.astimezone(case.office.zone).date()
    first = max(wish.first, today)
    days = [first + number * DAY for number in range((wish.last - first).days + 1)]
    if days and not any(works(day, case) for day in days):
        return [wish.last + number * DAY for number in range(1, wish.beyond + 1)] or days
    return days


def spots(case: Case) -> dict[str, list[Spot]]:
    """Where each wish could stand if it were alone."""
    found = {}
    for wish in case.wishes:
        whole = takes_whole_days(wish, case)
        found[wish.key] = [
            spot
            for day in days_of(wish, case)
            for spot in spots_on(day, wish, case, whole=whole)
            if spot.half_day not in case.taken
            and not (whole and {HalfDay(day, half) for half in Half} & case.taken)
        ]
    return found


def per_day(case: Case) -> int:
    return 1 if any(takes_whole_days(wish, case) for wish in case.wishes) else 2


def room_in(week: Week, case: Case) -> int:
    if case.per_week is None:
        return len(case.wishes)
    return max(0, case.per_week - case.used_weeks.get(week, 0))


def pairs(counts: Counter[Any], standing: dict[Any, int]) -> int:
    """How many pairs more, where so many come beside so many that stand."""
    return sum(count * standing.get(each, 0) + count * (count - 1) // 2 for each, count in counts.items())


def worth(chosen: Sequence[Spot | None], case: Case, a_day: int) -> tuple[Any, ...] | None:
    """How good an arrangement is (less is better), by the promise's own words; None where it may not be."""
    placed = [spot for spot in chosen if spot]
    weeks = Counter(spot.week for spot in placed)
    days = Counter(spot.half_day.day for spot in placed)
    halves = Counter(spot.half_day for spot in placed)
    if (
        any(count > room_in(week, case) for week, count in weeks.items())
        or any(count > a_day for count in days.values())
        or any(count > 1 for count in halves.values())
    ):
        return None
    due = {wish.key: wish.due for wish in case.wishes}
    keys = sorted(due)
    return (
        sum(spot is None for spot in chosen),
        sum(abs((spot.half_day.day - due[key]).days) for key, spot in zip(keys, chosen, strict=True) if spot),
        pairs(weeks, case.used_weeks),
        pairs(days, dict(Counter(each.day for each in case.taken))),
        sum(96 * spot.odd + spot.quarter for spot in placed),
        [spot.half_day if spot else HalfDay(date.max, Half.AFTERNOON) for spot in chosen],
    )


def best_by_trying_all(case: Case) -> dict[str, datetime]:
    """The one best arrangement."""
    options, a_day = spots(case), per_day(case)
    keys = sorted(options)
    ranked = [
        (value, chosen)
        for chosen in product(*([None, *options[key]] for key in keys))
        if (value := worth(chosen, case, a_day)) is not None
    ]
    best = min(ranked, key=lambda each: each[0])[1]
    return {key: spot.start for key, spot in zip(keys, best, strict=True) if spot}


def best_by_assignment(case: Case) -> tuple[int, int]:
    """Unplaced, and days from due, where weeks hold any number: scipy's Hungarian method."""
    options = spots(case)
    due = {wish.key: wish.due for wish in case.wishes}
    halves = sorted({spot.half_day for found in options.values() for spot in found})
    costs = np.full((len(options), len(halves) + len(options)), 10.0**6)
    forbidden = 10.0**9
    costs[:, : len(halves)] = forbidden
    for row, (key, found) in enumerate(options.items()):
        for spot in found:
            costs[row, halves.index(spot.half_day)] = abs((spot.half_day.day - due[key]).days)
    total = int(costs[linear_sum_assignment(costs)].sum())
    return total // 10**6, total % 10**6


def best_by_program(case: Case) -> tuple[int, int]:
    """Unplaced, and days from due: scipy's integer program; weeks, days, half-days hold so many."""
    options = spots(case)
    due = {wish.key: wish.due for wish in case.wishes}
    arcs = [(key, spot) for key, found in options.items() for spot in found]
    if not arcs:
        return len(options), 0
    limits = {
        **{("wish", key): 1 for key in options},
        **{("half", spot.half_day): 1 for _, spot in arcs},
        **{("day", spot.half_day.day): per_day(case) for _, spot in arcs},
        **{("week", spot.week): room_in(spot.week, case) for _, spot in arcs},
    }
    rows = {name: number for number, name in enumerate(limits)}
    matrix = np.zeros((len(rows), len(arcs)))
    for column, (key, spot) in enumerate(arcs):
        for name in (
            ("wish", key),
            ("half", spot.half_day),
            ("day", spot.half_day.day),
            ("week", spot.week),
        ):
            matrix[rows[name], column] = 1
    gain = np.array([10**6 - abs((spot.half_day.day - due[key]).days) for key, spot in arcs])
    result = milp(
        -gain,
        integrality=np.ones(len(arcs)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, ub=np.array(list(limits.values()))),
    )
    chosen = [arc for arc, value in zip(arcs, result.x, strict=True) if value > 0.5]
    return len(options) - len(chosen), sum(abs((spot.half_day.day - due[key]).days) for key, spot in chosen)
