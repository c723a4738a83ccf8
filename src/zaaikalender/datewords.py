"""Days in people's words: "over 4 maanden", "12 maart koffie", "next Thursday". The only door to dateparser.

You need this when an agreement was read as another day than was meant. How long from now is reckoned here, as
everywhere in the product (a month later is the same day of the month); names of days and months are the
library's. What can be read in two ways gives both, and what cannot be read gives none: nobody guesses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from zaaikalender.core.agreements import Meant
from zaaikalender.core.dates import Office, Span, Unit, add

_LONGEST = 80
_MOST_WORDS = 8
_DAYS, _MONTHS = 31, 12
_COUNTS = {
    "een": 1, "één": 1, "a": 1, "an": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4,
    "four": 4, "vijf": 5, "five": 5, "zes": 6, "six": 6, "zeven": 7, "seven": 7, "acht": 8, "eight": 8,
    "negen": 9, "nine": 9, "tien": 10, "ten": 10, "elf": 11, "eleven": 11, "twaalf": 12, "twelve": 12,
}  # fmt: skip
_UNITS = {
    "dag": Unit.DAYS, "dagen": Unit.DAYS, "day": Unit.DAYS, "days": Unit.DAYS,
    "week": Unit.WEEKS, "weken": Unit.WEEKS, "weeks": Unit.WEEKS,
    "maand": Unit.MONTHS, "maanden": Unit.MONTHS, "month": Unit.MONTHS, "months": Unit.MONTHS,
    "jaar": Unit.YEARS, "jaren": Unit.YEARS, "year": Unit.YEARS, "years": Unit.YEARS,
}  # fmt: skip
_FROM_NOW = re.compile(
    r"(?:over|na|in|after)\s+(?:ongeveer\s+|about\s+|zo'n\s+)?(?:"
    r"(?P<half>(?:een\s+|a\s+)?half\s+(?:jaar|year)|half\s+a\s+year)|(?P<more>anderhalf\s+jaar)|"
    r"(?P<count>\d{1,3}|[^\W\d_]+)\s+(?P<unit>[^\W\d_]+))\b",
)
_NEXT_WEEK = re.compile(
    r"(?:volgende|next) week\s+(?:op\s+|on\s+)?(?P<day>[^\W\d_]+)|"
    r"(?P<before>[^\W\d_]+)\s+(?:volgende|next) week"
)
_WEEKDAYS = (
    ("maandag", "monday"), ("dinsdag", "tuesday"), ("woensdag", "wednesday"), ("donderdag", "thursday"),
    ("vrijdag", "friday"), ("zaterdag", "saturday"), ("zondag", "sunday"),
)  # fmt: skip
_NUMBERS = re.compile(r"(?<![\d.:/-])(?P<one>\d{1,2})[/.-](?P<other>\d{1,2})(?![\d:])")
_NAMES_A_DAY = re.compile(r"\d{1,2}[/.-]\d|\d{1,2}\s*[^\W\d_]{3,}|[^\W\d_]{3,}\s+\d{1,2}\b|\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s*(?:uur|u|am|pm)\b")


@dataclass(frozen=True, slots=True)
class Words:
    """Reads words as they are meant in an office; call it with the words and the day on which they fell."""

    office: Office

    def __call__(self, words: str, on: date) -> tuple[Meant, ...]:
        """Every way to read these words, the likeliest first; none where they cannot be read."""
        text = " ".join(words.casefold().split())[:_LONGEST]
        if _FROM_NOW.match(text):
            found = _from_now(text, on, self.office)
            return (found,) if found else ()
        found = _next_week(text, on)
        return (found,) if found else tuple(dict.fromkeys(_by_name(text, on)))


def _from_now(text: str, on: date, office: Office) -> Meant | None:
    """So long from now: about then."""
    match = _FROM_NOW.match(text)
    span = _span(match) if match else None
    if match is None or span is None:
        return None
    return Meant(day=add(on, span, office), exact=False, form=text[match.end() :].strip())


def _span(match: re.Match[str]) -> Span | None:
    if match["half"]:
        return Span(6, Unit.MONTHS)
    if match["more"]:
        return Span(18, Unit.MONTHS)
    count = int(match["count"]) if match["count"].isdecimal() else _COUNTS.get(match["count"], 0)
    unit = _UNITS.get(match["unit"])
    return Span(count, unit) if count and unit else None


def _next_week(text: str, on: date) -> Meant | None:
    """A day of next week, which begins on Monday."""
    match = _NEXT_WEEK.match(text)
    said = (match["day"] or match["before"]) if match else ""
    for number, names in enumerate(_WEEKDAYS):
        if match and said in names:
            day = on + timedelta(days=7 - on.weekday() + number)
            return Meant(day=day, exact=True, form=text[match.end() :].strip())
    return None


def _by_name(text: str, on: date) -> Iterator[Meant]:
    """A day by its name or number: read with the day before the month, and the other way round."""
    words = text.split()[:_MOST_WORDS]
    # The longest beginning that the library takes for a day; what follows may be a form.
    for many in range(len(words), 0, -1):
        said = " ".join(words[:many])
        ways = [way for order in _orders(said) if (way := _parsed(said, on, order))]
        if ways:
            form = " ".join(words[many:])
            for way in ways:
                yield _meant(said, way, form)
            return


def _orders(said: str) -> tuple[str, ...]:
    """Day before month; of two numbers that may both be a month, either; none where neither may."""
    numbers = _NUMBERS.search(said)
    if not numbers:
        return ("DMY",)
    one, other = int(numbers["one"]), int(numbers["other"])
    ways = (("DMY", one, other), ("MDY", other, one))
    return tuple(order for order, day, month in ways if 1 <= day <= _DAYS and 1 <= month <= _MONTHS)


def _meant(said: str, way: datetime, form: str) -> Meant:
    exact = bool(_NAMES_A_DAY.search(said)) or any(day in said for names in _WEEKDAYS for day in names)
    return Meant(day=way.date(), exact=exact, at=way.time() if _CLOCK.search(said) else None, form=form)


def _parsed(said: str, on: date, order: str) -> datetime | None:
    """What the library makes of it; a bare number is no day."""
    if not any(map(str.isalpha, said)) and not _NAMES_A_DAY.search(said):
        return None
    settings = {
        "RELATIVE_BASE": datetime.combine(on, time()),
        "PREFER_DATES_FROM": "future",
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": order,
        "PARSERS": ["relative-time", "absolute-time"],
    }
    found: datetime | None = _library().parse(said, languages=["nl", "en"], settings=settings)
    return found


@cache
def _library() -> Any:
    """The library, once it is needed: no other command should wait for it."""
    import dateparser  # type: ignore[import-untyped]  # noqa: PLC0415 - see above

    return dateparser
