"""Weekdays and working hours in words: "donderdag", "10:00-16:30", "ma-do 9-17; vr 9:00-13:00".

You need this for every setting that says when in the day or the week. Times are wall-clock times; no zone is
involved. All functions raise ValueError with a sentence that says what was expected.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import time
from itertools import pairwise

from zaaikalender.config.suggest import did_you_mean
from zaaikalender.config.words import WEEK, WEEKDAYS
from zaaikalender.core.dates import Hours, WeekHours

_TIME = r"(\d{1,2})(?:\s*[:.uh]\s*(\d{2})|\s*[uh])?(?:\s*(?:uur|hrs?))?\s*([ap]m)?"
_TO = r"\s*(?:-|–|—|tot|to|until|t/m)\s*"  # noqa: RUF001 - dashes as word processors write them
_STRETCH = re.compile(rf"{_TIME}{_TO}{_TIME}", re.IGNORECASE)
_DAYS = re.compile(r"[^\W\d_]+(?:[\s,;./&–—-]+[^\W\d_]+)*\.?\s*:?", re.IGNORECASE)  # noqa: RUF001
_DAY = re.compile(r"(?P<to>-|–|—|\bt/m\b|\btot\b|\bto\b)|(?P<word>[^\W\d_]+)", re.IGNORECASE)  # noqa: RUF001
_NOON = 12
_LAST_HOUR = 24

EXPECTED_WEEK = "hours such as 'ma-vr 09:00-17:30' or 'ma-do 9-17; vr 9-13'"


def read_weekday(text: object) -> int:
    """`"donderdag"`, `"do"`, `"Thursday"`: 3. Monday is 0."""
    if not isinstance(text, str):
        raise ValueError("must be a weekday such as 'donderdag', in quotes.")  # noqa: TRY004 - for pydantic
    word = text.strip().casefold().removesuffix(".")
    if word not in WEEKDAYS:
        raise ValueError(f"must be a weekday such as 'donderdag' or 'do'.{did_you_mean(word, WEEKDAYS)}")
    return WEEKDAYS[word]


def read_hours(text: object) -> Hours:
    """`"10:00-16:30"`, `"9-17"`, `"9u30 tot 17u"`, `"9am-5pm"`: one stretch of a day."""
    match = _STRETCH.fullmatch(text.strip()) if isinstance(text, str) else None
    if not match:
        raise ValueError("must be hours of the day such as '10:00-16:30'.")
    start, end = _time(*match.groups()[:3]), _time(*match.groups()[3:])
    if end <= start:
        raise ValueError("must end after it starts, on the same day: write '10:00-16:30'.")
    return Hours(start, end)


def read_week(value: object) -> WeekHours:
    """`"ma-vr 09:00-17:30"`, `"ma-do 9-17; vr 9-13"`, or a table `{ ma = "9-12, 13-17", wo = "" }`.

    A day that is not named is not worked. A person who works no hour at all cannot be planned: an error.
    """
    week: list[list[Hours]] = [[] for _ in range(WEEK)]
    if not isinstance(value, (str, Mapping)):
        raise ValueError(f"must be {EXPECTED_WEEK}, in quotes, or a table with a line per day.")  # noqa: TRY004
    pairs = _of_text(value) if isinstance(value, str) else _of_table(value)
    for days, stretches in pairs:
        for day in days:
            week[day] += stretches
    if not any(week):
        raise ValueError("has no hour in it: write every day that is worked.")
    return WeekHours(tuple(_in_order(day) for day in week))


def _of_table(table: Mapping[object, object]) -> Iterable[tuple[list[int], list[Hours]]]:
    """A table with weekdays as its keys; an empty text is a day off. No day may be named twice."""
    seen: set[int] = set()
    for key, text in table.items():
        days = _weekdays(str(key))
        if seen & set(days):
            raise ValueError("names the same day twice.")
        seen |= set(days)
        if not isinstance(text, str):
            raise ValueError("must have hours in quotes for each day: { ma = '9-17', wo = '' }.")  # noqa: TRY004
        yield days, [read_hours(part) for part in re.split(r"[,;]", text) if part.strip()]


def _of_text(text: str) -> Iterable[tuple[list[int], list[Hours]]]:
    """Groups of days, each with one or more stretches: `ma-do 9-12, 13-17; vr 9-13`."""
    rest = text.strip(" ,;")
    while rest:
        match = _DAYS.match(rest)
        if not match:
            raise ValueError(f"must be {EXPECTED_WEEK}.")
        days, rest = _weekdays(match[0].rstrip(" :,;")), rest[match.end() :].lstrip()
        stretches = []
        while stretch := _STRETCH.match(rest):
            stretches.append(read_hours(stretch[0]))
            rest = rest[stretch.end() :].lstrip(" ,;&").removeprefix("en ").removeprefix("and ")
        if not stretches:
            raise ValueError(f"must be {EXPECTED_WEEK}.")
        yield days, stretches


def _weekdays(text: str) -> list[int]:
    """`"ma-do"`, `"ma, wo en vr"`, `"za-di"` (round the weekend); in order, Monday is 0."""
    days: list[int] = []
    through = False
    for match in _DAY.finditer(text):
        if match["to"]:
            through = True
        elif match["word"].casefold() not in ("en", "and"):
            day = read_weekday(match["word"])
            days += range_of_days(days.pop(), day) if through and days else [day]
            through = False
    if through or not days:
        raise ValueError(f"must be {EXPECTED_WEEK}.")
    return days


def range_of_days(first: int, last: int) -> list[int]:
    """The weekdays from `first` up to and including `last`, round the weekend where need be."""
    return [(first + step) % WEEK for step in range((last - first) % WEEK + 1)]


def _in_order(stretches: Iterable[Hours]) -> tuple[Hours, ...]:
    """The stretches of one day by their start; two that overlap are a mistake."""
    ordered = sorted(stretches, key=lambda hours: hours.start)
    if any(later.start < earlier.end for earlier, later in pairwise(ordered)):
        raise ValueError("has hours that overlap on one day.")
    return tuple(ordered)


def _time(hour: str, minute: str | None, half: str | None) -> time:
    """A time of the day from its parts; twelve in the night is 12am."""
    number = int(hour)
    if half:
        if not 1 <= number <= _NOON:
            raise ValueError("must be hours of the day such as '10:00-16:30'.")
        number = number % _NOON + (_NOON if half.casefold() == "pm" else 0)
    if number == _LAST_HOUR:
        raise ValueError("must end on the same day: write 23:59 for midnight.")
    try:
        return time(number, int(minute or 0))
    except ValueError:
        raise ValueError("must be hours of the day such as '10:00-16:30'.") from None
