"""Writing Excel: the list, or an empty one to fill in. This and `excel` are the only doors to openpyxl.

You need this when a written file looks wrong in Excel. All but dates is text, whatever it begins with, and
stays text when somebody edits it: a list holds no formulas.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_TEXT, _DAY = "@", "dd-mm-yyyy"
_BLANK_ROWS = 50
"""Rows of a template that have the right formats already."""

_LONGEST_CHOICES = 255  # so long may the list of a cell's choices be in Excel


def workbook(  # noqa: PLR0913 - what a sheet looks like
    sheet: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[str | date | None]],
    *,
    widths: Sequence[int],
    day_column: int,
    notes: tuple[str, Sequence[str]] | None = None,
    choices: tuple[int, Sequence[str]] | None = None,
    made: datetime,
) -> bytes:
    """A workbook with these rows; `notes` is a second sheet with lines, `choices` a column's words."""
    book = Workbook()
    # Not the moment of the machine: nobody need know when a list was written.
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    page = book.active
    page.title = sheet
    page.append([])
    for number, title in enumerate(titles, 1):
        _write(page, 1, number, title)
        page.cell(1, number).font = Font(bold=True)
        page.column_dimensions[get_column_letter(number)].width = widths[number - 1]
    for row, cells in enumerate(rows, 2):
        for column, value in enumerate(cells, 1):
            _write(page, row, column, value)
    blank = () if rows else range(2, _BLANK_ROWS + 2)
    for row in blank:
        for column in range(1, len(titles) + 1):
            page.cell(row, column).number_format = _DAY if column == day_column else _TEXT
    page.freeze_panes = "A2"
    if choices:
        _offer(page, *choices)
    if notes:
        _explain(book.create_sheet(notes[0]), notes[1])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(page: Worksheet, row: int, column: int, value: str | date | None) -> None:
    cell = page.cell(row, column)
    if isinstance(value, date):
        cell.value, cell.number_format = value, _DAY
    elif value:
        cell.value = value
        # Whatever it begins with, it is no formula; the mark keeps it so when somebody types in the cell.
        cell.data_type, cell.number_format = "s", _TEXT
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _offer(page: Worksheet, column: int, words: Sequence[str]) -> None:
    """The words that a column takes, to choose from; others may be typed."""
    joined = ",".join(words)
    if len(joined) < _LONGEST_CHOICES and not any("," in word or '"' in word for word in words):
        offered = DataValidation(
            type="list", formula1=f'"{joined}"', allow_blank=True, showErrorMessage=False
        )
        letter = get_column_letter(column)
        offered.add(f"{letter}2:{letter}1000")
        page.add_data_validation(offered)


def _explain(page: Worksheet, lines: Sequence[str]) -> None:
    page.column_dimensions["A"].width = 100
    for number, line in enumerate(lines, 1):
        _write(page, number, 1, line)
