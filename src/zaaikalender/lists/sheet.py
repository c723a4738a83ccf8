"""A sheet as it was read, whatever the kind of file: rows of cells, with what could not be read of it.

You need this between the readers of Excel and CSV and those who make people of rows. Limits stand here: a
list of seven has no need of them, and a hostile or strange file must cost no more than a sentence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from zaaikalender.lists.complaint import Complaint
from zaaikalender.lists.headers import Header, header_of, recognised

LARGEST = 10_000_000
"""Bytes of a file that is read at all."""

MOST_PEOPLE = 5_000
MOST_COLUMNS = 60
MOST_EMPTY = 2_000
"""So many empty rows one after another end a sheet."""

_HEADER_WITHIN = 20
"""Rows with something in them among which the columns' names are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as people count it, from 1, and its cells: text, numbers, days, or None."""

    number: int
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Cells that were made one: rows and columns (from 0), both ends included."""

    rows: range
    columns: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The list's own sheet: the columns' names, the rows below them, and what is wrong with it as a whole.

    `name` is empty for a text file; `lettered` says whether its columns have letters.
    """

    file: str
    name: str
    header: Header
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    complaints: tuple[Complaint, ...] = field(default=())

    def complaint(
        self, code: str, *, row: int = 0, at: int | None = None, title: str = "", **facts: str | int
    ) -> Complaint:
        """Something wrong in this sheet; `at` is the column from 0."""
        column = "" if at is None else column_words(at, title, lettered=bool(self.name))
        return Complaint(code=code, file=self.file, sheet=self.name, row=row, column=column, facts=facts)


def column_words(index: int, title: str, *, lettered: bool) -> str:
    """A column as people find it: `G (Laatste gesprek)` in Excel, `Laatste gesprek` in a text file."""
    if not lettered:
        return title or str(index + 1)
    letters, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters} ({title})" if title else letters


class TooMuch(Exception):
    """Reading ends here: the code of why."""

    def __init__(self, code: str, row: int, most: int = 0) -> None:
        """Where, and how many were too many."""
        super().__init__(code)
        self.code, self.row, self.most = code, row, most


def filled(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with something in them; ends with `TooMuch` where there is more than a list can be."""
    empty = taken = last = 0
    for row in rows:
        if not any(cell is not None and str(cell).strip() for cell in row.cells):
            empty += 1
            if empty > MOST_EMPTY:
                raise TooMuch("empty_rows", last, MOST_EMPTY)
            continue
        taken, empty, last = taken + 1, 0, row.number
        if taken > MOST_PEOPLE + _HEADER_WITHIN:
            raise TooMuch("too_many_rows", row.number - 1, MOST_PEOPLE)
        yield row


def gathered(rows: Iterable[Row], file: str, sheet: str = "") -> tuple[list[Row], tuple[Complaint, ...]]:
    """The rows with something in them, and a complaint where more follow than a list can have."""
    taken: list[Row] = []
    try:
        for row in filled(rows):
            taken.append(row)  # noqa: PERF402 - what was read before the end counts
    except TooMuch as end:
        facts = {"most": end.most}
        return taken, (Complaint(code=end.code, file=file, sheet=sheet, row=end.row, facts=facts),)
    return taken, ()


def under_its_header(rows: list[Row]) -> tuple[Header, tuple[Row, ...]] | None:
    """The columns' names and the rows below them; None where no row names the columns."""
    among = [(row, header) for row in rows[:_HEADER_WITHIN] if (header := header_of(row.cells))]
    if not among:
        return None
    row, header = max(among, key=lambda pair: (recognised(pair[0].cells), -pair[0].number))
    return header, tuple(each for each in rows if each.number > row.number)
