"""Walks through the moments of a recurrence rule, by the wall clock, within a budget of steps.

You need this when you expand a series. Periods that hold no moment cost steps too, so that no rule can walk
for ever; a series without COUNT is entered near the moment from which it is looked at, however old it is.
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from zaaikalender.providers.budget import Budget
from zaaikalender.providers.ics_values import LAST_YEAR
from zaaikalender.providers.rule import Frequency, Rule

_LAST_DAY = date(LAST_YEAR, 12, 31).toordinal()
_WEEK = 7
_MONTHS = 12
_HOUR = timedelta(hours=1)
_EVERY_DAY = tuple((0, weekday) for weekday in range(_WEEK))


def walk(
    rule: Rule,
    start: datetime,
    *,
    budget: Budget,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Iterator[datetime]:
    """The moments of a series, in order, from `start` (which always is the first) up to and with `until`.

    All moments are on the wall clock of the event's zone, without a zone; `rule.until` is not looked at.
    `since` may skip what lies before it (not where the rule has a COUNT). A `start` that does not fit the
    rule is an occurrence all the same and counts for COUNT, as in most calendars (RFC 5545, 3.8.5.3, leaves
    it undefined). Days that a month does not have are left out (3.3.10).
    """
    if rule.count is not None or since is None or since <= start:
        since = start
        yield start
    if rule.count == 1:
        return
    left = rule.count
    for moments in _sets(rule, start, since, until, budget):
        for moment in moments:
            if until is not None and moment > until:
                return
            if moment > start:
                yield moment
                left = left - 1 if left else None
                if left == 1:
                    return


def _sets(
    rule: Rule, start: datetime, since: datetime, until: datetime | None, budget: Budget
) -> Iterator[list[datetime]]:
    """What each period holds, in order."""
    last = _LAST_DAY if until is None else min(_LAST_DAY, until.toordinal())
    if rule.frequency is Frequency.HOURLY:
        yield from _hours(rule, start, since, last, budget)
        return
    if (week := _plain_week(rule)) is not None:
        yield from _weeks(week, start, since, last, budget)
        return
    times = _times(rule, start)
    for first, days in _periods(rule, start, since):
        if first > last:
            return
        budget.step(1 + len(days) * len(times))
        moments = [datetime.combine(day, at) for day in days for at in times]
        yield _picked(moments, rule.by_set_pos) if rule.by_set_pos else moments


def _times(rule: Rule, start: datetime) -> list[time]:
    """The times of day: those asked for, else that of the start."""
    return [
        time(hour, minute, second)
        for hour in rule.by_hour or (start.hour,)
        for minute in rule.by_minute or (start.minute,)
        for second in rule.by_second or (start.second,)
    ]


def _picked(moments: list[datetime], positions: Iterable[int]) -> list[datetime]:
    """BYSETPOS: the first is 1, the last is -1; a position that is not there picks nothing."""
    size = len(moments)
    indices = {at - 1 if at > 0 else size + at for at in positions if abs(at) <= size}
    return [moments[index] for index in sorted(indices)]


def _plain_week(rule: Rule) -> Rule | None:
    """The rule by the week, where all that it says is on which weekdays; as most rules do."""
    more = rule.by_month or rule.by_month_day or rule.by_set_pos
    if more or rule.by_hour or rule.by_minute or rule.by_second:
        return None
    if rule.frequency is Frequency.WEEKLY:
        return rule
    if rule.frequency is Frequency.DAILY and rule.interval == 1:
        return replace(rule, frequency=Frequency.WEEKLY, by_day=rule.by_day or _EVERY_DAY)
    return None


def _weeks(
    rule: Rule, start: datetime, since: datetime, last: int, budget: Budget
) -> Iterator[list[datetime]]:
    """Weeks with nothing but weekdays: additions alone, a third of the cost of looking at each day."""
    weeks, offsets = _week_frame(rule, start, since.toordinal())
    days = [timedelta(days=offset) for offset in offsets]
    at = start.time()
    for ordinal in weeks:
        if ordinal > last:
            return
        budget.step(1 + len(days))
        first = datetime.combine(date.fromordinal(ordinal), at)
        yield [first + day for day in days]


def _hours(
    rule: Rule, start: datetime, since: datetime, last: int, budget: Budget
) -> Iterator[list[datetime]]:
    step = rule.interval * _HOUR if rule.interval < _LAST_DAY else None
    moment = start if step is None else start + (since - start) // step * step
    while moment.toordinal() <= last:
        budget.step(1)
        if _fits(rule, moment.date()) and (not rule.by_hour or moment.hour in rule.by_hour):
            yield [moment]
        if step is None:
            return
        moment += step


def _periods(rule: Rule, start: datetime, since: datetime) -> Iterator[tuple[int, list[date]]]:
    """Per period the ordinal of its first day, and the days in it that fit; from the one with `since` on."""
    match rule.frequency:
        case Frequency.DAILY:
            return _daily(rule, start.toordinal(), since.toordinal())
        case Frequency.WEEKLY:
            return _weekly(rule, start, since.toordinal())
        case Frequency.MONTHLY:
            return _monthly(rule, start, since)
        case _:
            return _yearly(rule, start, since.year)


def _daily(rule: Rule, first: int, since: int) -> Iterator[tuple[int, list[date]]]:
    entry = first + (since - first) // rule.interval * rule.interval
    for ordinal in range(entry, _LAST_DAY + 1, rule.interval):
        day = date.fromordinal(ordinal)
        yield ordinal, [day] if _fits(rule, day) else []


def _weekly(rule: Rule, start: datetime, since: int) -> Iterator[tuple[int, list[date]]]:
    weeks, offsets = _week_frame(rule, start, since)
    for ordinal in weeks:
        days = [date.fromordinal(ordinal + offset) for offset in offsets]
        yield ordinal, [day for day in days if not rule.by_month or day.month in rule.by_month]


def _week_frame(rule: Rule, start: datetime, since: int) -> tuple[range, list[int]]:
    """The first days of the weeks that count, and the days in each; weeks begin on WKST."""
    first = start.toordinal() - (start.weekday() - rule.week_start) % _WEEK
    size = _WEEK * rule.interval
    weekdays = {weekday for _, weekday in rule.by_day} or {start.weekday()}
    offsets = sorted((weekday - rule.week_start) % _WEEK for weekday in weekdays)
    return range(first + (since - first) // size * size, _LAST_DAY + 1, size), offsets


def _monthly(rule: Rule, start: datetime, since: datetime) -> Iterator[tuple[int, list[date]]]:
    first = start.year * _MONTHS + start.month - 1
    now = since.year * _MONTHS + since.month - 1
    entry = first + (now - first) // rule.interval * rule.interval
    for index in range(entry, (LAST_YEAR + 1) * _MONTHS, rule.interval):
        year, month = divmod(index, _MONTHS)
        fits = not rule.by_month or month + 1 in rule.by_month
        yield date(year, month + 1, 1).toordinal(), _in_month(rule, start, year, month + 1) if fits else []


def _yearly(rule: Rule, start: datetime, since: int) -> Iterator[tuple[int, list[date]]]:
    entry = start.year + (since - start.year) // rule.interval * rule.interval
    for year in range(entry, LAST_YEAR + 1, rule.interval):
        yield date(year, 1, 1).toordinal(), _in_year(rule, start, year)


def _in_year(rule: Rule, start: datetime, year: int) -> list[date]:
    """Ordinals of weekdays count within the year, or within each month where months are named."""
    if not rule.by_month and rule.by_day:
        wanted = _weekdays(date(year, 1, 1), 365 + calendar.isleap(year), rule)
        return [day for day in wanted if not rule.by_month_day or _on_month_day(rule, day)]
    months = rule.by_month or (range(1, 13) if rule.by_month_day else (start.month,))
    return [day for month in months for day in _in_month(rule, start, year, month)]


def _in_month(rule: Rule, start: datetime, year: int, month: int) -> list[date]:
    first, length = date(year, month, 1), calendar.monthrange(year, month)[1]
    if rule.by_day:
        wanted = _weekdays(first, length, rule)
        return [day for day in wanted if not rule.by_month_day or _on_month_day(rule, day)]
    asked = rule.by_month_day or (start.day,)
    days = sorted({day if day > 0 else length + 1 + day for day in asked})
    return [first.replace(day=day) for day in days if 1 <= day <= length]


def _weekdays(first: date, length: int, rule: Rule) -> list[date]:
    """The days that BYDAY asks for in a stretch of so many days; an ordinal that is not there gives none."""
    base, begins = first.toordinal(), first.weekday()
    found: set[int] = set()
    for ordinal, weekday in rule.by_day:
        days = range((weekday - begins) % _WEEK, length, _WEEK)
        index = ordinal - 1 if ordinal > 0 else len(days) + ordinal
        if ordinal == 0:
            found.update(days)
        elif 0 <= index < len(days):
            found.add(days[index])
    return [date.fromordinal(base + day) for day in sorted(found)]


def _fits(rule: Rule, day: date) -> bool:
    """Whether a day is in the months, days of the month and weekdays asked for (without ordinals)."""
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_day and day.weekday() not in {weekday for _, weekday in rule.by_day}:
        return False
    return not rule.by_month_day or _on_month_day(rule, day)


def _on_month_day(rule: Rule, day: date) -> bool:
    length = calendar.monthrange(day.year, day.month)[1]
    return day.day in rule.by_month_day or day.day - length - 1 in rule.by_month_day
