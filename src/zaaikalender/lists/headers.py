"""The columns of a list, by the names that people give them, Dutch and English.

You need this to teach the product another name for a column. Case, spaces, dots and hyphens don't count; what
stands in brackets behind a name doesn't either ("Interval (bijv. 1 jaar)").
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """What a column holds."""

    NAME = "name"
    FIRST = "first"
    MIDDLE = "middle"
    FAMILY = "family"
    ORGANISATION = "organisation"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    FORM = "form"
    EVERY = "every"
    LAST = "last"
    NOTE = "note"
    ID = "id"


_NAMES: Mapping[Column, str] = {
    Column.NAME: "naam|name|volledige naam|full name|contact|contactpersoon|contact person|persoon|wie|who",
    Column.FIRST: "voornaam|first name|given name|roepnaam",
    Column.MIDDLE: "tussenvoegsel|tussenvoegsels|middle name",
    Column.FAMILY: "achternaam|last name|family name|surname|familienaam",
    Column.ORGANISATION: (
        "organisatie|organisation|organization|bedrijf|bedrijfsnaam|company|company name|klant|client|"
        "opdrachtgever|werkgever|employer|organisatie 1 naam|organization name"
    ),
    Column.ADDRESS: (
        "e mail|email|mail|e mailadres|emailadres|mailadres|e mail adres|e mail address|email address|"
        "mail address|e mail 1 value"
    ),
    Column.TELEPHONE: (
        "telefoon|telefoonnummer|tel|telnr|tel nr|telephone|telephone number|phone|phone number|mobiel|"
        "mobiel nummer|mobiele telefoon|mobile|mobile phone|gsm|nummer"
    ),
    Column.FORM: "vorm|form|hoe|how|soort|soort contact|activiteit|activity|kind of meeting|way of meeting",
    Column.EVERY: "interval|frequentie|frequency|hoe vaak|how often|elke|every|ritme|rhythm",
    Column.LAST: (
        "laatste gesprek|last conversation|laatst gesproken|laatste contact|last contact|last spoken|"
        "laatste afspraak|last meeting|laatst gezien|last seen|laatste"
    ),
    Column.NOTE: (
        "notitie|notities|note|notes|opmerking|opmerkingen|remark|remarks|toelichting|comment|comments"
    ),
    Column.ID: "id",
}
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names.split("|")}

TITLES: Mapping[str, Mapping[Column, str]] = {
    "nl": {
        Column.NAME: "Naam",
        Column.ORGANISATION: "Organisatie",
        Column.ADDRESS: "E-mail",
        Column.TELEPHONE: "Telefoon",
        Column.FORM: "Vorm",
        Column.EVERY: "Interval",
        Column.LAST: "Laatste gesprek",
        Column.NOTE: "Notitie",
        Column.ID: "Id",
    },
    "en": {
        Column.NAME: "Name",
        Column.ORGANISATION: "Organisation",
        Column.ADDRESS: "E-mail",
        Column.TELEPHONE: "Telephone",
        Column.FORM: "Form",
        Column.EVERY: "Interval",
        Column.LAST: "Last conversation",
        Column.NOTE: "Note",
        Column.ID: "Id",
    },
}
"""What the columns are called that we write, in their order."""

_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The row with the columns' names: where each column stands (from 0), and which stand there twice."""

    places: Mapping[Column, int]
    titles: Mapping[Column, str]
    twice: tuple[tuple[int, str], ...] = ()


def column_of(title: object) -> Column | None:
    """What a column of that name holds, or None for one that is not ours."""
    if not isinstance(title, str):
        return None
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", unicodedata.normalize("NFKC", title))
    return _BY_NAME.get(" ".join(re.split(r"[\W_]+", bare.casefold())).strip())


def recognised(cells: Iterable[object]) -> int:
    """How many of these cells name a column of ours."""
    return len({column for cell in cells if (column := column_of(cell))})


def header_of(cells: Sequence[object]) -> Header | None:
    """These cells as the row with the columns' names; None where they name no column with people's names."""
    places: dict[Column, int] = {}
    titles: dict[Column, str] = {}
    twice: list[tuple[int, str]] = []
    for index, cell in enumerate(cells):
        column, title = column_of(cell), " ".join(str(cell).split())[:_LONGEST_TITLE]
        if column in places:
            twice.append((index, title))
        elif column:
            places[column], titles[column] = index, title
    if not {Column.NAME, Column.FIRST, Column.FAMILY} & set(places):
        return None
    return Header(places=places, titles=titles, twice=tuple(twice))
