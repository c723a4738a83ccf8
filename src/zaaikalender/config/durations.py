"""Durations in words: "6 weken", "5 working days", "45 min", "anderhalf uur", "60%".

You need this for every setting that says how long or how much. Two sorts: a `Span` is reckoned by the
calendar (days, weeks, months: where it ends depends on where it starts), a timedelta by the clock (minutes,
hours). All functions raise ValueError with a sentence that says what was expected.
"""

import math
import re
from collections.abc import Mapping
from datetime import timedelta

from zaaikalender.config import words
from zaaikalender.config.suggest import did_you_mean
from zaaikalender.core.dates import Span, Unit

_NUMBER = r"\d+(?:[.,]\d+)?"
_PART = re.compile(rf"(?:(?P<number>{_NUMBER})|(?P<word>[^\W\d_]+))\.?")
_COMPACT = re.compile(r"(\d+)\s*[uh]\s*([0-5]\d)")
_PERCENT = re.compile(rf"({_NUMBER})\s*%")
_BETWEEN = frozenset({"en", "and"})

_LONGEST = timedelta(days=3660)
_UNITS = (
    (words.DAYS, Unit.DAYS),
    (words.WORKING_DAYS, Unit.WORKING_DAYS),
    (words.WEEKS, Unit.WEEKS),
    (words.MONTHS, Unit.MONTHS),
    (words.YEARS, Unit.YEARS),
)
_SPAN_WORDS = {word: (factor, unit) for table, unit in _UNITS for word, factor in table.items()}
_DAYS_IN = {
    Unit.DAYS: 1.0,
    Unit.WORKING_DAYS: 7 / 5,
    Unit.WEEKS: 7.0,
    Unit.MONTHS: 365.25 / 12,
    Unit.YEARS: 365.25,
}


def read_span(text: object) -> Span:
    """`"6 weken"`, `"6 weeks"`, `"5 werkdagen"`, `"1 jaar"`, `"een half jaar"` (six months)."""
    expected = "a span of days such as '6 weken', '5 werkdagen' or '1 jaar'"
    parts = _parts(text, _SPAN_WORDS, expected)
    if len(parts) != 1:
        raise ValueError(f"must be one number and one unit: {expected}.")
    amount, word = parts[0]
    factor, unit = _SPAN_WORDS[word]
    amount *= factor
    if unit is Unit.YEARS and not amount.is_integer():
        amount, unit = amount * 12, Unit.MONTHS
    if not amount.is_integer():
        raise ValueError(f"must be a whole number of {unit.value.replace('_', ' ')}.")
    if amount * _DAYS_IN[unit] > _LONGEST.days:
        raise ValueError("is longer than ten years.")
    return Span(int(amount), unit)


def read_duration(text: object) -> timedelta:
    """`"45 min"`, `"1,5 uur"`, `"1 uur 30 min"`, `"1u30"`, `"een kwartier"`, `"2 hours"`."""
    expected = "a duration such as '45 min', '1 uur' or '1,5 uur'"
    if isinstance(text, str) and (compact := _COMPACT.fullmatch(text.strip().casefold())):
        return timedelta(hours=int(compact[1]), minutes=int(compact[2]))
    seconds = sum(amount * words.SECONDS[word] for amount, word in _parts(text, words.SECONDS, expected))
    if seconds > _LONGEST.total_seconds():
        raise ValueError("is longer than ten years.")
    return timedelta(seconds=round(seconds))


def read_share(text: object) -> float:
    """`"30%"` is 0.3; from 0 to 100 %."""
    match = _PERCENT.fullmatch(text.strip()) if isinstance(text, str) else None
    share = float(match[1].replace(",", ".")) / 100 if match else math.inf
    if share > 1:
        raise ValueError("must be a percentage from '0%' to '100%'.")
    return share


def days_of(span: Span) -> float:
    """How many days that is on the average; to compare two spans, never to reckon a date."""
    return span.count * _DAYS_IN[span.unit]


def span_in_words(span: Span, language: str) -> str:
    """`6 weken` or `6 weeks`: what `read_span` reads back as the same span."""
    one, many = _NAMES[language][span.unit]
    return f"{span.count} {one if span.count == 1 else many}"


def duration_in_words(duration: timedelta, language: str) -> str:
    """`1 uur 30 min` or `1 hour 30 min`: what `read_duration` reads back as the same duration."""
    hour, hours = ("uur", "uur") if language == "nl" else ("hour", "hours")
    if duration and not duration % timedelta(days=1):
        return span_in_words(Span(duration.days, Unit.DAYS), language)
    minutes, seconds = divmod(round(duration.total_seconds()), 60)
    whole, minutes = divmod(minutes, 60)
    parts = [f"{whole} {hour if whole == 1 else hours}"] if whole else []
    parts += [f"{minutes} min"] if minutes or not (whole or seconds) else []
    return " ".join([*parts, *([f"{seconds} sec"] if seconds else [])])


_NAMES = {
    "nl": {
        Unit.DAYS: ("dag", "dagen"),
        Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
        Unit.WEEKS: ("week", "weken"),
        Unit.MONTHS: ("maand", "maanden"),
        Unit.YEARS: ("jaar", "jaar"),
    },
    "en": {
        Unit.DAYS: ("day", "days"),
        Unit.WORKING_DAYS: ("working day", "working days"),
        Unit.WEEKS: ("week", "weeks"),
        Unit.MONTHS: ("month", "months"),
        Unit.YEARS: ("year", "years"),
    },
}


def _parts(text: object, units: Mapping[str, object], expected: str) -> list[tuple[float, str]]:
    """Splits `"1 uur 30 min"` into `[(1.0, "uur"), (30.0, "min")]`; a unit without a number is one of it."""
    if not isinstance(text, str):
        raise ValueError(f"must be {expected}, in quotes.")  # noqa: TRY004 - pydantic collects ValueErrors
    if text.strip().startswith(("-", "–")):  # noqa: RUF001 - a dash, as word processors write a minus
        raise ValueError("cannot be negative.")
    parts: list[tuple[float, str]] = []
    numbers: list[float] = []
    for token in _tokens(text, expected):
        if isinstance(token, float):
            numbers.append(token)
        elif token in words.NUMBERS:
            numbers.append(words.NUMBERS[token])
        elif token in units:
            parts.append((_amount(numbers, expected), token))
            numbers = []
        else:
            raise ValueError(f"must be {expected}.{did_you_mean(token, units)}")
    if numbers or not parts:
        raise ValueError(f"must be {expected}: a number needs a unit.")
    return parts


def _tokens(text: str, expected: str) -> list[float | str]:
    """Numbers as floats, words in lower case; "working days" is one word."""
    rest = text.strip().casefold()
    tokens: list[float | str] = []
    while rest:
        match = _PART.match(rest)
        if not match:
            raise ValueError(f"must be {expected}.")
        number, word = match["number"], match["word"]
        tokens.append(float(number.replace(",", ".")) if number else word)
        rest = rest[match.end() :].lstrip(" ,")
        if tokens[-1] == "working" and (day := _PART.match(rest)) and day["word"]:
            tokens[-1] = f"working {day['word']}"
            rest = rest[day.end() :].lstrip(" ,")
    return [token for token in tokens if token not in _BETWEEN]


def _amount(numbers: list[float], expected: str) -> float:
    """One number, or words that belong together: "een half", "half a"; none at all means one."""
    if len(numbers) > 1 and not (len(numbers) == 2 and sorted(numbers) in ([0.5, 1.0], [1.0, 1.5])):  # noqa: PLR2004
        raise ValueError(f"must be {expected}: there is a number too many.")
    return math.prod(numbers, start=1.0)
