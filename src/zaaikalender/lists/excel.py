"""Reading Excel: one sheet with a list, as rows. This and `excel_writing` are the only doors to openpyxl.

You need this when an Excel file is read wrongly. Formulas are text, macros and links are left alone, and a
sheet is read as a stream that ends where there is more than a list can be.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import IO, Any, Self
from xml.etree.ElementTree import ParseError  # only to know it when we see it

from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from zaaikalender.lists.complaint import Complaint, FileRefused
from zaaikalender.lists.package import BROKEN
from zaaikalender.lists.sheet import (
    LARGEST,
    MOST_COLUMNS,
    Merge,
    Row,
    Sheet,
    gathered,
    under_its_header,
)

_LAST_ROW = 1_048_576
"""Excel has no more rows; a file may say otherwise."""

_PER_ROW = 1_000_000
"""Bytes between two rows: a row that is longer is no row of a list."""

_CHUNK = 65_536
_ENTITY_OF_MERGE = re.compile(rb"mergeCell[^<>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_UNREADABLE = (*BROKEN, ParseError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)
"""What openpyxl raises for a workbook that is not as it should be."""


def read_excel(content: bytes, file: str) -> Sheet:
    """The first sheet that holds a list. Raises `FileRefused` where none does, or none can be read.

    `content` was judged by `package.is_package` before.
    """
    with warnings.catch_warnings():
        # What openpyxl leaves out (extensions, odd dates) is none of a list's.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        except _UNREADABLE as error:
            raise FileRefused("damaged") from error
        try:
            return _list_in(book, file)
        finally:
            book.close()


def _list_in(book: Any, file: str) -> Sheet:
    found: Sheet | None = None
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if found is None:
            found = _sheet(book, sheet, file)
        elif _sheet(book, sheet, file):
            also = Complaint(code="other_sheet", file=file, sheet=sheet.title)
            return replace(found, complaints=(*found.complaints, also))
    if found is None:
        raise FileRefused("no_header")
    return found


def _sheet(book: Any, sheet: Any, file: str) -> Sheet | None:
    """A sheet as a list; None where no row of it names the columns."""
    try:
        rows, wrong = gathered(_rows(book, sheet), file, sheet.title)
        merges = tuple(_merges(book, sheet))
    except _UNREADABLE as error:
        raise FileRefused("damaged") from error
    split = under_its_header(rows)
    if split is None:
        return None
    header, below = split
    return Sheet(
        file=file,
        name=sheet.title,
        header=header,
        rows=below,
        merges=merges,
        complaints=wrong,
    )


class _Metered:
    """A part of the archive that gives no more than a row's bytes until the next row came out."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.left = _PER_ROW

    def read(self, size: int = -1) -> bytes:
        """What openpyxl asks for."""
        chunk = self._stream.read(min(size, _CHUNK) if size > 0 else _CHUNK)
        self.left -= len(chunk)
        if self.left < 0:
            raise OverflowError
        return chunk

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


def _rows(book: Any, sheet: Any) -> Iterator[Row]:
    metered: list[_Metered] = []

    def source() -> _Metered:
        metered.append(_Metered(book._archive.open(sheet._worksheet_path)))  # noqa: SLF001 - see _Metered
        return metered[-1]

    sheet._get_source = source  # noqa: SLF001 - the one place where a sheet's bytes can be counted
    # A file's own word on how large its sheet is may be anything: ours holds.
    rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
    for number, cells in enumerate(rows, 1):
        for each in metered:
            each.left = _PER_ROW
        yield Row(number=number, cells=tuple(map(_plain, cells)))


def _plain(value: object) -> object:
    """A cell's value; a formula is its text."""
    if isinstance(value, ArrayFormula):
        return str(value.text)
    return value if value is None or type(value).__module__ in ("builtins", "datetime") else None


def _merges(book: Any, sheet: Any) -> Iterator[Merge]:
    """The merged cells of a sheet; openpyxl tells of none where it reads as a stream."""
    before, looked = b"", 0
    with book._archive.open(sheet._worksheet_path) as stream:  # noqa: SLF001 - as above
        while looked < LARGEST * 10 and (chunk := stream.read(_CHUNK)):
            looked += len(chunk)
            text = before + chunk
            end = 0
            for found in _ENTITY_OF_MERGE.finditer(text):
                end = found.end()
                left, top, right, bottom = (part.decode() for part in found.groups())
                yield Merge(
                    rows=range(int(top), int(bottom) + 1), columns=range(_index(left), _index(right) + 1)
                )
            before = text[max(end, len(text) - 200) :]


def _index(letters: str) -> int:
    """A column's place, from 0."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
