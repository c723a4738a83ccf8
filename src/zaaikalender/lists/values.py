"""From a cell to what it means: a name, an address, a day, a span. What is unclear is refused, never guessed.

You need this when a cell is refused that should not be, or the other way round. Each function takes what the
reader gave (text, a number, a day, None) and raises `NotTaken` with what was expected.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

from zaaikalender.config.durations import days_of, read_span
from zaaikalender.core.dates import Span, Unit
from zaaikalender.lists.complaint import NotTaken
from zaaikalender.lists.days import day_in

LONGEST = 120
LONGEST_NOTE = 1_000
_READ = 10_000
_LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, with its angle brackets taken off
_ADDRESS = re.compile(
    r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\/?#%]+\.[^\s@<>()\[\],;:\"\\/?#%.]{2,}"
)
_BEHIND_NAME = re.compile(r"[^<>]*<([^<>]+)>")
_TELEPHONE = re.compile(
    r"[+(]?[\d\s()./+\u2010-\u2015-]*\d(?:\s*(?:ext|toestel|tst|x)\.?\s*\d{1,6})?", re.IGNORECASE
)
_DIGITS = range(5, 21)
_WITHOUT_ITS_ZERO = 9
_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})
_REGULARLY = {
    **dict.fromkeys(
        ("jaarlijks", "elk jaar", "ieder jaar", "yearly", "annually", "every year"), Span(1, Unit.YEARS)
    ),
    **dict.fromkeys(
        ("halfjaarlijks", "elk half jaar", "half-yearly", "every half year"), Span(6, Unit.MONTHS)
    ),
    **dict.fromkeys(("elk kwartaal", "ieder kwartaal", "quarterly", "every quarter"), Span(3, Unit.MONTHS)),
    **dict.fromkeys(("maandelijks", "elke maand", "monthly", "every month"), Span(1, Unit.MONTHS)),
}
_FORMS: Mapping[str, str] = {
    "coffee": "koffie",
    "walk": "wandeling",
    "wandelen": "wandeling",
    "lunchen": "lunch",
    "padellen": "padel",
    "call": "bellen",
    "phone": "bellen",
    "telefoon": "bellen",
}


def tidy(text: str, *, lines: bool = False) -> str:
    """Without control characters and what does not show; one line, unless `lines` may stay."""
    kept = text[:_READ].replace("\r\n", "\n").replace("\r", "\n")
    rows = kept.split("\n") if lines else [kept]
    return "\n".join(" ".join("".join(map(_character, row)).split()) for row in rows).strip()


def _character(character: str) -> str:
    category = unicodedata.category(character)
    return " " if category == "Cc" else "" if category in _UNSEEN else character


def text_in(raw: object) -> str:
    """A cell as text; a whole number has no `.0`."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def capped(text: str, most: int = LONGEST) -> tuple[str, NotTaken | None]:
    """So much of a text as is kept, and what to say where that is not all of it."""
    if len(text) <= most:
        return text, None
    return text[:most].rstrip(), NotTaken("cell.long", most=most)


def name_in(raw: object) -> str:
    """A full name."""
    name = tidy(text_in(raw))
    if name and not any(map(str.isalpha, name)):
        raise NotTaken("cell.name")
    return name


def address_in(raw: object) -> str:
    """One e-mail address, in lower case; `Eva Jansen <eva@klant.example>` is one too."""
    text = tidy(text_in(raw))
    if found := _BEHIND_NAME.fullmatch(text):
        text = found[1].strip()
    text = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE).lower()
    if not text:
        return ""
    if text.count("@") > 1:
        raise NotTaken("cell.addresses")
    if not _ADDRESS.fullmatch(text) or len(text) > _LONGEST_ADDRESS:
        raise NotTaken("cell.address")
    return text


def telephone_in(raw: object) -> str:
    """A telephone number as it was written. Numbers have no zero in front: nine digits lost theirs."""
    text = tidy(text_in(raw))
    if isinstance(raw, int | float) and not isinstance(raw, bool) and len(text) == _WITHOUT_ITS_ZERO:
        text = f"0{text}"
    text = re.sub(r"^tel:", "", text, flags=re.IGNORECASE).strip()
    if not text:
        return ""
    if not _TELEPHONE.fullmatch(text) or sum(map(str.isdigit, text)) not in _DIGITS:
        raise NotTaken("cell.telephone")
    return text


def form_in(raw: object, forms: Mapping[str, str]) -> str:
    """The name of a form of meeting; `forms` are those of the office, by their name in lower case."""
    text = tidy(text_in(raw)).casefold()
    if not text:
        return ""
    found = forms.get(text) or forms.get(_FORMS.get(text, ""))
    if found is None:
        raise NotTaken("cell.form", forms=", ".join(forms.values()))
    return found


def every_in(raw: object) -> Span | None:
    """The time between two conversations."""
    text = tidy(text_in(raw)).casefold()
    if not text:
        return None
    try:
        span = _REGULARLY.get(text) or read_span(text)
    except ValueError as error:
        raise NotTaken("cell.every") from error
    if days_of(span) < 1:
        raise NotTaken("cell.every")
    return span


def last_in(raw: object, *, today: date) -> date | None:
    """The day of the last conversation."""
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, bool | int | float):
        raise NotTaken("cell.day_number")
    if raw is None or not tidy(str(raw)):
        return None
    day = raw if isinstance(raw, date) else day_in(tidy(str(raw)))
    if day > today:
        raise NotTaken("cell.day_future")
    if day.year < 1970:  # noqa: PLR2004 - what a wrong epoch makes of a day lies before it
        raise NotTaken("cell.day_old")
    return day
