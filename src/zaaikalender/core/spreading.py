"""Spreading a list over the year: on which days the people are due who were not spoken, or long ago.

You need this to see why a fresh list of seven does not land in one month. What stands keeps its place; who
is new takes the earliest gap that is wide enough, so that one more name moves nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

_T = TypeVar("_T")


def spread(wanted: int, taken: Iterable[date], *, size: int, start: date, days: int) -> tuple[date, ...]:
    """The due days of so many people, the earliest first.

    `size` is how many people the list holds, `days` the time over which they are spread from `start` on;
    `taken` are the days on which others of the list are due already.
    """
    gap = timedelta(days=days) / max(size, wanted, 1)
    standing = list(taken)
    free = []
    for turn in range(2 * max(size, wanted)):
        day = start + turn * gap
        if all(abs(day - other) * 2 >= gap for other in standing):
            free.append(day)
    # More wanted than there are gaps: the rest begins anew at the start, and each week takes few.
    rest = (start + turn * gap for turn in range(wanted))
    return tuple(sorted((*free, *rest)[:wanted]))


def hand_out(
    people: Iterable[_T],
    days: Sequence[date],
    *,
    fits: Callable[[_T, date], bool],
    until: Callable[[_T], date],
) -> Iterator[tuple[_T, date]]:
    """Who gets which of these days: they are as many as the people, and rise.

    Each day goes to the first of them whom it `fits`, such as his form of meeting in that season; where it
    fits nobody, to the first. Who must be seen before the next of the days (`until`) goes before the others.
    """
    waiting = list(people)
    for day, following in zip(days, (*days[1:], date.max), strict=False):
        urgent = [each for each in waiting if until(each) < following < date.max]
        pool = urgent or waiting
        chosen = next((each for each in pool if fits(each, day)), pool[0])
        waiting.remove(chosen)
        yield chosen, day
