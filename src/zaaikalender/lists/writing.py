"""Writing a list to a file: as Excel, CSV or vCard, or an empty one to fill in.

You need this for `contacts export` and `contacts template`. What is written reads back as the same list, ids
included. The file is its owner's alone (mode 0600) and appears whole or not at all.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Literal

from zaaikalender.config.durations import span_in_words
from zaaikalender.core.contacts import Contact
from zaaikalender.errors import ConfigurationError
from zaaikalender.keyfile import draft_of, keep_name, write_private
from zaaikalender.lists.complaint import NoList
from zaaikalender.lists.headers import TITLES, Column
from zaaikalender.lists.vcard import vcards

Format = Literal["xlsx", "csv", "vcf"]
_FORMATS: Mapping[str, Format] = {".xlsx": "xlsx", ".csv": "csv", ".vcf": "vcf", ".vcard": "vcf"}
_COMMAND = re.compile(r"'*[=+\-@\t\r]")
_WIDTHS = (26, 26, 30, 18, 12, 12, 16, 40, 20)
_SHEETS = {"nl": "Contacten", "en": "Contacts"}
_EXPLAINED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "nl": (
        "Uitleg",
        (
            "Zeven mensen uit het vak die je kent en graag ziet, elk minstens een keer per jaar.",
            "Alleen Naam is nodig. Met een e-mailadres worden gesprekken in je agenda vanzelf herkend.",
            "Vorm: {forms}. Leeg: wat het bureau gewend is.",
            (
                "Interval: de tijd tussen twee gesprekken, zoals '1 jaar', '6 maanden' of '8 weken'. "
                "Leeg: zoals gebruikelijk."
            ),
            "Laatste gesprek: een datum, zoals 11-03-2026. Leeg als jullie elkaar nog niet spraken.",
            "Id: laat die kolom zoals hij is; daaraan blijft iemand dezelfde als er iets verandert.",
            "Alleen jij ziet deze lijst.",
        ),
    ),
    "en": (
        "Explanation",
        (
            "Seven people from the field whom you know and like to see, each at least once a year.",
            "Only Name is needed. With an e-mail address conversations in your calendar are recognised.",
            "Form: {forms}. Empty: what the office is used to.",
            "Interval: the time between two conversations, such as '1 year' or '6 months'. Empty: the usual.",
            "Last conversation: a date, such as 2026-03-11. Empty if you did not speak yet.",
            "Id: leave that column as it is; by it somebody stays the same when something changes.",
            "Nobody but you sees this list.",
        ),
    ),
}


def format_of(path: Path) -> Format:
    """The format that a file's name asks for. Raises `ConfigurationError` for another."""
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        raise ConfigurationError(
            f"{path.name}: a list is written as .xlsx, .csv or .vcf. Give the file a name that ends so."
        ) from None


def made(form: Format, contacts: Sequence[Contact], language: str, *, now: datetime) -> bytes:
    """The list in that format."""
    match form:
        case "xlsx":
            return _excel(contacts, language, now)
        case "csv":
            return _csv(map(_texts, _rows(contacts, language)), language)
        case "vcf":
            return vcards(contacts, language)


def write(path: Path, contacts: Sequence[Contact], language: str, *, now: datetime) -> None:
    """Writes the list in the format of the file's name. Raises `ConfigurationError`, `NoList`.

    What stands there is replaced: ask first.
    """
    _put(path, made(format_of(path), contacts, language, now=now))


def empty(forms: Sequence[str], language: str, *, now: datetime) -> bytes:
    """An empty list to fill in, as Excel."""
    return _excel((), language, now, forms=forms)


def template(path: Path, forms: Sequence[str], language: str, *, now: datetime) -> None:
    """Writes an empty list to fill in, as Excel or CSV. Raises `ConfigurationError`, `NoList`."""
    match format_of(path):
        case "xlsx":
            content = empty(forms, language, now=now)
        case "csv":
            content = _csv((), language)
        case "vcf":
            raise ConfigurationError(f"{path.name}: a template is written as .xlsx or .csv. Name it so.")
    _put(path, content)


def _rows(contacts: Iterable[Contact], language: str) -> Iterable[tuple[str | date | None, ...]]:
    for each in contacts:
        every = span_in_words(each.every, language) if each.every else ""
        yield (
            each.name,
            each.organisation,
            each.address,
            each.telephone,
            each.form,
            every,
            each.last,
            each.note,
            each.id,
        )


def _texts(cells: Iterable[str | date | None]) -> list[str]:
    """A row of a text file: days as ISO 8601 has them, and nothing that a spreadsheet takes for a formula."""
    texts = (cell.isoformat() if isinstance(cell, date) else cell or "" for cell in cells)
    return [f"'{text}" if _COMMAND.match(text) else text for text in texts]


def _csv(rows: Iterable[list[str]], language: str) -> bytes:
    """Text as the language's Excel opens it at a double click: UTF-8 with its mark."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";" if language == "nl" else ",")
    writer.writerow(TITLES[language].values())
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig", "replace")


def _excel(contacts: Iterable[Contact], language: str, now: datetime, *, forms: Sequence[str] = ()) -> bytes:
    from zaaikalender.lists.excel_writing import workbook  # noqa: PLC0415 - large, and not for every pass

    titles = TITLES[language]
    columns = list(titles)
    name, lines = _EXPLAINED[language]
    return workbook(
        _SHEETS[language],
        list(titles.values()),
        list(_rows(contacts, language)),
        widths=_WIDTHS,
        day_column=columns.index(Column.LAST) + 1,
        notes=(name, [line.format(forms=", ".join(forms)) for line in lines]) if forms else None,
        choices=(columns.index(Column.FORM) + 1, forms) if forms else None,
        made=now,
    )


def _put(path: Path, content: bytes) -> None:
    """The file, whole or not at all, for its owner's eyes."""
    draft = draft_of(path)
    try:
        write_private(draft, content)
        draft.replace(path)
        keep_name(path.parent)
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "its name is not possible").lower()
        raise NoList(
            f"{path} cannot be written ({why}). Choose another place, or close it in Excel."
        ) from error
    finally:
        with suppress(OSError, ValueError):
            draft.unlink()
