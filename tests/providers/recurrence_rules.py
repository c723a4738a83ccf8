"""Random recurrence rules, and what another library makes of them.

You need this to compare: `a_rule(chance)` is a rule as text, `theirs(...)` what dateutil says of it. Left out
are the few things in which dateutil is known to differ from RFC 5545: BYSETPOS in the first week of a weekly
rule (it looks at half a week), ordinals mixed with plain weekdays (it takes what is both), and ordinals
beyond the month (it fails).
"""

from datetime import datetime
from itertools import takewhile
from random import Random

from dateutil.rrule import rrulestr

from zaaikalender.providers.budget import Budget
from zaaikalender.providers.rule import parse
from zaaikalender.providers.stepper import walk

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
STOP = datetime(2032, 1, 1)  # noqa: DTZ001 - rules walk on a wall clock


def a_rule(chance: Random) -> str:
    """A rule: any frequency, up to five BY parts, with or without an end."""
    frequency = chance.choice(_FREQUENCIES)
    by = [part for part in (_by_day(chance, frequency), *_by_dates(chance, frequency)) if part]
    parts = [f"FREQ={frequency}", *by]
    if by and frequency != "WEEKLY" and chance.random() < 0.3:
        parts.append(f"BYSETPOS={_some(chance, [1, 2, 3, -1, -2], 2)}")
    if chance.random() < 0.5:
        parts.append(f"INTERVAL={chance.choice([1, 1, 2, 3, 5, 12])}")
    if chance.random() < 0.3:
        parts.append(f"WKST={chance.choice(_WEEKDAYS)}")
    ends = [
        f"COUNT={chance.randint(1, 40)}",
        f"UNTIL={chance.randint(2025, 2032)}0{chance.randint(1, 9)}15T120000",
    ]
    return ";".join([*parts, *chance.choice([ends[:1], ends[1:], []])])


def _by_day(chance: Random, frequency: str) -> str:
    if chance.random() < 0.4:
        return ""
    days = chance.sample(_WEEKDAYS, chance.randint(1, 3))
    if frequency in {"MONTHLY", "YEARLY"} and chance.random() < 0.5:
        days = [f"{chance.choice([1, 2, 3, 4, 5, -1, -2])}{day}" for day in days]
    return f"BYDAY={','.join(days)}"


def _by_dates(chance: Random, frequency: str) -> list[str]:
    parts = []
    if frequency != "WEEKLY" and chance.random() < 0.3:
        parts.append(f"BYMONTHDAY={_some(chance, [*range(1, 32), -1, -2, -5, -31], 4)}")
    if chance.random() < 0.3:
        parts.append(f"BYMONTH={_some(chance, [*range(1, 13)], 4)}")
    if chance.random() < 0.1:
        parts.append(f"BYHOUR={_some(chance, [*range(24)], 2)}")
    if chance.random() < 0.1:
        parts.append(f"BYMINUTE={_some(chance, [*range(60)], 2)}")
    return parts


def _some(chance: Random, numbers: list[int], most: int) -> str:
    return ",".join(map(str, chance.sample(numbers, chance.randint(1, most))))


def a_start(chance: Random) -> datetime:
    """Where a series might begin."""
    day = (chance.randint(2018, 2026), chance.randint(1, 12), chance.randint(1, 28))
    return datetime(*day, chance.randint(0, 23), chance.choice([0, 15, 30]))  # noqa: DTZ001


def ours(text: str, start: datetime, since: datetime | None = None) -> list[datetime]:
    """The moments up to 2032 as we walk them."""
    rule, budget = parse(text), Budget()
    budget.next_series()
    until = min(STOP, rule.until) if isinstance(rule.until, datetime) else STOP
    return list(walk(rule, start, budget=budget, since=since, until=until))


def theirs(text: str, start: datetime) -> list[datetime]:
    """The same as dateutil gives them."""
    return list(takewhile(lambda moment: moment <= STOP, rrulestr(text, dtstart=start)))
