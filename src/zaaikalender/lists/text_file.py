"""Reading CSV: what Excel and others save as text, in whichever encoding and with whichever separator.

You need this when a text file is read wrongly (RFC 4180 says how it ought to be; a Dutch Excel puts a
semicolon between cells). A formula that was made harmless on the way out is itself again on the way in.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from zaaikalender.lists.complaint import FileRefused
from zaaikalender.lists.headers import recognised
from zaaikalender.lists.sheet import MOST_COLUMNS, Row, Sheet, gathered, under_its_header

_SEPARATORS = (";", ",", "\t")
_HEAD = 20
_LONGEST_CELL = 131_072
_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_DISARMED = re.compile(r"'+[=+\-@\t\r]")


def read_text(content: bytes, file: str) -> Sheet:
    """The list in a text file. Raises `FileRefused` where there is none."""
    text = _decoded(content)
    if text.lstrip()[:11].upper() == "BEGIN:VCARD":
        raise FileRefused("a_vcard")
    skipped = 0
    if named := _NAMED.match(text):
        text, skipped, separator = text[named.end() :], 1, named[1]
    else:
        separator = _separator(text)
    try:
        rows, wrong = gathered(_rows(text, separator, skipped), file)
    except csv.Error as error:
        raise FileRefused("quotes") from error
    split = under_its_header(rows)
    if split is None:
        raise FileRefused("no_header")
    return Sheet(file=file, name="", header=split[0], rows=split[1], complaints=wrong)


def _decoded(content: bytes) -> str:
    """UTF-16 by its mark, else UTF-8, else what Windows wrote in Western Europe (cp1252)."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileRefused("no_text")


def _separator(text: str) -> str:
    """The one with which some row near the top names the most columns."""
    head = "".join(islice(StringIO(text, newline=""), _HEAD))
    return max(_SEPARATORS, key=lambda each: _best(head, each))


def _best(head: str, separator: str) -> int:
    try:
        return max(
            (recognised(row) for row in csv.reader(StringIO(head, newline=""), delimiter=separator)),
            default=0,
        )
    except csv.Error:
        return 0


def _rows(text: str, separator: str, skipped: int) -> Iterator[Row]:
    """Rows as a spreadsheet shows them: a cell may hold several lines. Raises csv.Error at a broken one."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        # Strict: a quotation mark that never closes would swallow all that follows.
        lines = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        for number, cells in enumerate(lines, 1 + skipped):
            yield Row(number=number, cells=tuple(map(_armed, cells[:MOST_COLUMNS])))
    finally:
        csv.field_size_limit(before)


def _armed(cell: str) -> str:
    """A cell as it was before writing put an apostrophe before it."""
    return cell[1:] if _DISARMED.match(cell) else cell
