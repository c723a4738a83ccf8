"""How long placement takes: 700 wishes of 100 people, each with 2,000 busy stretches that are merged already.

You need this when you change anything between free time and the chosen moment. The look-ups in free time
are part of the figures; reading calendars and merging are not, save where a row says so.
"""

import gc
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from typing import Any

from builders import a_wish, an_office, week
from zaaikalender.core.dates import Hours
from zaaikalender.core.freetime import BusyTime, collides, merge
from zaaikalender.core.moments import Diary, Moments, Need
from zaaikalender.core.records import Busy
from zaaikalender.core.slots import Placement, place
from zaaikalender.core.wishes import Wish

PEOPLE, EACH, STRETCHES, ROUNDS = 100, 7, 2000, 7
FIRST = date(2027, 1, 4)
OFFICE, HOURS = an_office(holidays=["2027-03-29", "2027-04-27", "2027-05-06", "2027-05-17"]), week()


def a_calendar(seed: int, gaps: float) -> tuple[Busy, ...]:
    """2,000 stretches of 20 to 60 minutes over a year, eight on a weekday, close to each other.

    `gaps` is the chance of two to four free hours between two of them.
    """
    chance = random.Random(seed)
    busy: list[Busy] = []
    day = FIRST
    while len(busy) < STRETCHES:
        end = datetime.combine(day, time(7), UTC)
        for _ in range(8 if day.weekday() < 5 else 0):
            start = end + timedelta(minutes=a_gap(chance, gaps))
            end = start + timedelta(minutes=5 * chance.randint(4, 12))
            busy.append(Busy(start=start, end=end))
        day += timedelta(days=1)
    return tuple(busy[:STRETCHES])


def a_gap(chance: random.Random, gaps: float) -> int:
    """Minutes between two stretches."""
    return chance.choice((120, 180, 240)) if chance.random() < gaps else 5 * chance.randint(1, 6)


def share_free(calendars: list[tuple[Busy, ...]]) -> float:
    """The part of all half-days, of weekdays, in which such an appointment fits."""
    wish = a_wish()
    need = Need(duration=wish.duration, between=wish.between, travel=wish.travel, not_before=wish.not_before)
    days = [FIRST + timedelta(days=number) for number in range(340)]
    nobody = BusyTime.of(())
    found = [
        len(list(moments.on(day.toordinal())))
        for busy in calendars[:10]
        for moments in [
            Moments(need, Diary(busy=BusyTime.of(busy), leave=nobody, hours=HOURS, office=OFFICE))
        ]
        for day in days
        if day.weekday() < 5
    ]
    return sum(found) / (2 * len(found))


def some_wishes(person: int, *, days: int, spread: int, **fields: Any) -> list[Wish]:
    """Seven wishes with a window of so many days, due within `spread` days from the first."""
    chance = random.Random(person)
    start = FIRST + timedelta(days=14)
    wishes = []
    for number in range(EACH):
        due = start + timedelta(days=chance.randrange(spread))
        first = max(start, due - timedelta(days=days // 2))
        window = {"first": first, "last": first + timedelta(days=days - 1)}
        wishes.append(a_wish(f"{person}-{number}", due=due.isoformat(), **(window | fields)))
    return wishes


def best_of(rounds: int, work: Callable[[], Any]) -> float:
    """The least milliseconds of processor time that the work takes: what else runs here matters less."""
    taken = []
    for _ in range(rounds):
        gc.collect()
        start = process_time()
        work()
        taken.append((process_time() - start) * 1000)
    return min(taken)


def everybody(
    wishes: list[list[Wish]], calendars: list[tuple[Busy, ...]], per_week: int | None
) -> list[Placement]:
    """One placement for each person."""
    return [
        place(own, busy=busy, hours=HOURS, office=OFFICE, per_week=per_week)
        for own, busy in zip(wishes, calendars, strict=True)
    ]


def a_row(
    name: str,
    wishes: list[list[Wish]],
    calendars: list[tuple[Busy, ...]],
    per_week: int | None,
    *,
    aim: str = "aim 100",
) -> str:
    """Milliseconds, and what became of the wishes."""
    taken = best_of(ROUNDS, lambda: everybody(wishes, calendars, per_week))
    results = everybody(wishes, calendars, per_week)
    unplaced = sum(len(result.unplaced) for result in results)
    conflicts = sum(
        collides(when, busy)
        for result, busy in zip(results, calendars, strict=True)
        for when in result.placed.values()
    )
    return f"{name} | {taken:.1f} ms | {aim} | {unplaced} unplaced, {conflicts} conflicts"


def run() -> list[str]:
    """All figures of placement."""
    year = [a_calendar(seed, 0.06) for seed in range(PEOPLE)]
    full = [a_calendar(seed, 0.01) for seed in range(PEOPLE)]
    people = range(PEOPLE)
    coffee = {
        "duration": timedelta(hours=1),
        "travel": timedelta(minutes=45),
        "between": Hours(time(9, 30), time(16)),
    }
    wide = [some_wishes(person, days=330, spread=330) for person in people]
    near = [some_wishes(person, days=28, spread=28) for person in people]
    contacts = [some_wishes(person, days=330, spread=330, **coffee) for person in people]
    dense = [some_wishes(person, days=330, spread=21, **coffee) for person in people]
    shuffled = [random.Random(1).sample(busy, len(busy)) for busy in year]

    def single() -> Placement:
        return place(near[0][:1], busy=year[1], hours=HOURS, office=OFFICE)

    return [
        f"half-days with room | {share_free(year):.0%}; fuller calendars {share_free(full):.0%}",
        a_row("windows of a year", wide, year, None),
        a_row("windows of a year, 1 a week", wide, year, 1),
        a_row("windows of 28 days", near, year, None),
        a_row("windows of 28 days, 1 a week", near, year, 1),
        a_row("windows of 28 days, 1 a week, fuller calendars", near, full, 1),
        a_row("coffee with travel, a year, 1 a week", contacts, year, 1, aim=""),
        a_row("all due within three weeks, a year, 1 a week", dense, year, 1, aim=""),
        f"merging 2,000 stretches in disorder | {best_of(ROUNDS, lambda: merge(shuffled[0])):.2f} ms",
        f"one wish beside 2,000 stretches | {best_of(20, single):.2f} ms",
    ]
