"""A recurrence rule, read and judged before anything is expanded (RFC 5545, 3.3.10).

You need this to know what RRULE says. A rule of 32 octets can cost an hour: what can never match, repeats by
the second or lies outside the years of appointments is refused here, with a sentence.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.ics_values import LAST_YEAR, moment

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_TIMES = 24
_ALLOWED = {
    "BYMONTHDAY": frozenset(range(-31, 32)) - {0},
    "BYMONTH": frozenset(range(1, 13)),
    "BYHOUR": frozenset(range(24)),
    "BYMINUTE": frozenset(range(60)),
    "BYSECOND": frozenset(range(60)),
    "BYSETPOS": frozenset(range(-366, 367)) - {0},
}


class Frequency(StrEnum):
    """How often a rule's period comes round. SECONDLY and MINUTELY are refused: no appointment needs them."""

    HOURLY = "HOURLY"
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that can be expanded. Weekdays count from Monday = 0; an ordinal of 0 means every such day.

    `until` is as written (a day, a time in UTC, or one without zone) and belongs to the series; None also
    where it lies beyond the years of appointments.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: int = 0


def parse(text: str) -> Rule:
    """The rule in the value of an RRULE. Raises `NotReadable` with what is wrong."""
    parts = _parts(text)
    rule = Rule(
        frequency=_frequency(parts.pop("FREQ", "")),
        interval=_at_least_one(parts.pop("INTERVAL", "1"), "INTERVAL"),
        count=_at_least_one(parts.pop("COUNT"), "COUNT") if "COUNT" in parts else None,
        until=_until(parts.pop("UNTIL", "")),
        by_day=_days(parts.pop("BYDAY", "")),
        by_month_day=_numbers(parts, "BYMONTHDAY"),
        by_month=_numbers(parts, "BYMONTH"),
        by_hour=_numbers(parts, "BYHOUR"),
        by_minute=_numbers(parts, "BYMINUTE"),
        by_second=_numbers(parts, "BYSECOND"),
        by_set_pos=_numbers(parts, "BYSETPOS"),
        week_start=_week_start(parts.pop("WKST", "MO")),
    )
    _refuse_unknown(parts)
    _refuse_impossible(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.strip().strip(";").upper().split(";"):
        name, _, value = part.partition("=")
        if parts.setdefault(name.strip(), value.strip()) != value.strip():
            raise NotReadable("the recurrence rule says the same thing twice: enter the series again")
    return parts


def _frequency(text: str) -> Frequency:
    if text in {"SECONDLY", "MINUTELY"}:
        raise NotReadable("the series repeats within the hour: no calendar needs that; enter it otherwise")
    try:
        return Frequency(text)
    except ValueError:
        raise NotReadable("the recurrence rule has no known frequency: enter the series again") from None


def _at_least_one(text: str, name: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) < 1:
        raise NotReadable(f"{name} of the recurrence rule is no number above 0: enter the series again")
    return int(text)


def _until(text: str) -> date | datetime | None:
    """The end of a rule; a year beyond appointments (Exchange writes 9999) is a way to say "no end"."""
    if not text or (text[:4].isdecimal() and int(text[:4]) > LAST_YEAR):
        return None
    return moment(text)


def _days(text: str) -> tuple[tuple[int, int], ...]:
    found = [_DAY.fullmatch(part.strip()) for part in text.split(",")] if text else []
    days = {(int(day[1] or 0), _WEEKDAYS.index(day[2])) for day in found if day}
    if None in found or any(abs(ordinal) > 53 for ordinal, _ in days):  # noqa: PLR2004 - weeks in a year
        raise NotReadable("BYDAY of the recurrence rule is not readable: enter the series again")
    return tuple(sorted(days))


def _numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    text = parts.pop(name, "")
    texts = [part.strip() for part in text.split(",")] if text else []
    allowed = _ALLOWED[name]
    if not all(_NUMBER.fullmatch(part) and int(part) in allowed for part in texts):
        raise NotReadable(f"{name} of the recurrence rule does not exist: enter the series again")
    return tuple(sorted({int(part) for part in texts}))


def _week_start(text: str) -> int:
    if text not in _WEEKDAYS:
        raise NotReadable("WKST of the recurrence rule is no weekday: enter the series again")
    return _WEEKDAYS.index(text)


def _refuse_unknown(parts: dict[str, str]) -> None:
    """What we do not understand is not half followed. A Gregorian RSCALE that omits says nothing new."""
    if parts.get("RSCALE") == "GREGORIAN":
        parts.pop("RSCALE")
    if parts.get("SKIP") == "OMIT":
        parts.pop("SKIP")
    if parts:
        raise NotReadable("the recurrence rule uses a part that we do not follow: enter the series otherwise")


def _refuse_impossible(rule: Rule) -> None:
    """Rules that could be walked for ever without a hit, or that RFC 5545 forbids."""
    months = [_DAYS_IN[month - 1] for month in rule.by_month] or [31]
    if rule.by_month_day and all(abs(day) > days for day in rule.by_month_day for days in months):
        raise NotReadable("the recurrence rule asks for a day that no month has: enter the series again")
    if rule.frequency is Frequency.WEEKLY and rule.by_month_day:
        raise NotReadable("a weekly series cannot ask for a day of the month: enter the series again")
    times = max(1, len(rule.by_hour)) * max(1, len(rule.by_minute)) * max(1, len(rule.by_second))
    if times > _MOST_TIMES:
        raise NotReadable("the series repeats within the hour: no calendar needs that; enter it otherwise")
    if rule.frequency is Frequency.HOURLY and (rule.by_minute or rule.by_second or rule.by_set_pos):
        raise NotReadable("the recurrence rule uses a part that we do not follow: enter the series otherwise")
    _refuse_position(rule, times)


def _refuse_position(rule: Rule, times: int) -> None:
    """BYSETPOS picks from what a period holds; a day or a week never holds so much."""
    sizes = {Frequency.DAILY: times, Frequency.WEEKLY: times * max(1, len(rule.by_day))}
    size = sizes.get(rule.frequency)
    if size is not None and rule.by_set_pos and all(abs(position) > size for position in rule.by_set_pos):
        raise NotReadable("BYSETPOS of the recurrence rule can never be met: enter the series again")
