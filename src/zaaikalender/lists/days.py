"""Days as people type them in a list: 11-03-2026, 2026-03-11, 11 maart 2026, March 11, 2026.

You need this when a date is refused. Dutch writes the day first, with hyphens or dots between; with slashes
half the world puts the month first, so such a date is taken only where the two cannot be swapped.
"""

import re
from datetime import date

from zaaikalender.lists.complaint import NotTaken

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maart mrt mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov",
            "december dec",
        ),
        1,
    )
    for word in words.split()
}
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_MONTH_IN_WORDS = re.compile(r"(\d{1,2})(?:e|st|nd|rd|th)?[ -]([a-z]+)\.?[ -](\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_WEEKDAY = re.compile(r"^[a-z]+dag,? |^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00(?:[.,]0+)?)?$")


def day_in(text: str) -> date:
    """The day that a text means. Raises `NotTaken` where it means none, or may mean two."""
    # What other programs write for a day: that day, at midnight.
    text = _WEEKDAY.sub("", _MIDNIGHT.sub("", text).casefold())
    if text.startswith("="):
        raise NotTaken("cell.day_formula")
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], int(found[3]), found[4])
    if found := _YEAR_LAST.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        if found[2] == "/":
            return _with_slashes(first, second, found[4])
        return _day(found[4], second, found[1])
    if found := _MONTH_IN_WORDS.fullmatch(text):
        return _day(found[3], _MONTHS.get(found[2], 0), found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _day(found[3], _MONTHS.get(found[1], 0), found[2])
    raise NotTaken("cell.day")


def _with_slashes(first: int, second: int, year: str) -> date:
    months = range(1, 13)
    if first in months and second in months and first != second:
        raise NotTaken("cell.day_unclear")
    day, month = (first, second) if second in months else (second, first)
    return _day(year, month, str(day))


def _day(year: str, month: int, day: str) -> date:
    try:
        return date(int(year), month, int(day))
    except ValueError as error:
        raise NotTaken("cell.day") from error
