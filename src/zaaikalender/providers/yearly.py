"""How a yearly appointment of ours repeats: on the same weekday of the same week of its month.

You need this where a provider writes one. A Thursday stays a Thursday: the same date would be a Sunday in
some years, and 29 February in most no day at all. The fifth of a month is its last.
"""

from datetime import date

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LAST, _DAYS_A_WEEK = 5, 7


def place_in_month(day: date) -> int:
    """Which Thursday of its month a Thursday is: 1 to 4, or -1 for the last."""
    number = (day.day - 1) // _DAYS_A_WEEK + 1
    return -1 if number == _LAST else number


def rule(day: date) -> str:
    """The RRULE of a series that begins on that day (RFC 5545, 3.3.10)."""
    weekday = WEEKDAYS[day.weekday()][:2].upper()
    return f"FREQ=YEARLY;BYMONTH={day.month};BYDAY={place_in_month(day)}{weekday}"


def in_year(day: date, year: int) -> date:
    """The day in another year that has the same place in its month."""
    place, weekday = place_in_month(day), day.weekday()
    if place > 0:
        first = date(year, day.month, 1)
        return first.replace(day=1 + (weekday - first.weekday()) % _DAYS_A_WEEK + (place - 1) * _DAYS_A_WEEK)
    after = date(year + day.month // 12, day.month % 12 + 1, 1)
    last = date.fromordinal(after.toordinal() - 1)
    return date.fromordinal(last.toordinal() - (last.weekday() - weekday) % _DAYS_A_WEEK)
