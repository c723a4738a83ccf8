"""Days and times in words: "donderdag 11 maart 2027 om 10:00".

You need this wherever a date stands in a sentence. Instants are shown on the wall clock of the office.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    days: tuple[str, ...]
    months: tuple[str, ...]
    at: str


_WORDS: Mapping[str, _Words] = {
    "nl": _Words(
        days=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        months=(
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ),
        at="om",
    ),
    "en": _Words(
        days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        at="at",
    ),
}


def in_words(when: date | datetime, *, language: str, zone: tzinfo) -> str:
    """A day, or a day and the time that clocks in `zone` show. ValueError for a moment without zone."""
    words = _WORDS[language]
    if not isinstance(when, datetime):
        return f"{words.days[when.weekday()]} {when.day} {words.months[when.month - 1]} {when.year}"
    if when.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    here = when.astimezone(zone)
    return f"{in_words(here.date(), language=language, zone=zone)} {words.at} {here:%H:%M}"
