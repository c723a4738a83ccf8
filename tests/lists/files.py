"""Files with lists in them, good and bad, and what comes of reading one.

You need this to write a test about a list's file: `an_excel` and `a_csv` make one, `read` tells who was taken
and what was said.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

from zaaikalender.core.contacts import Contact
from zaaikalender.lists.complaint import Complaint, FileRefused
from zaaikalender.lists.people import Context, Taken, people_of
from zaaikalender.lists.reading import sheet_of
from zaaikalender.lists.words import sentence

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TITLES = ("Naam", "Organisatie", "E-mail", "Telefoon", "Vorm", "Interval", "Laatste gesprek", "Notitie", "Id")
EVA = ("Eva Jansen", "Client A", "eva@client-a.example")
PIET = ("Piet Bakker", "Client B", "piet@client-b.example")
FORMS = {name: name for name in ("koffie", "wandeling", "padel", "lunch", "bellen")}


def a_contact(name: str = "Eva Jansen", **fields: Any) -> Contact:
    """Somebody on a list."""
    return Contact(**({"id": "0" * 16, "name": name, "address": "eva@client-a.example"} | fields))


def a_context(**fields: Any) -> Context:
    """An office in which everybody may be on a list but its own people."""
    usual: dict[str, Any] = {
        "forms": FORMS,
        "domains": frozenset({"bureau.example"}),
        "colleagues": frozenset({"jan bakker"}),
        "today": TODAY,
        "is_forgotten": lambda _address: False,
        "old_id": lambda _contact: "",
    }
    return Context(**(usual | fields))


def an_excel(
    *rows: Sequence[object],
    titles: Sequence[object] = TITLES,
    change: Callable[[Any], object] = lambda _book: None,
) -> bytes:
    """A workbook with one sheet; `change` may do to it what openpyxl can."""
    book = Workbook()
    page = book.active
    page.title = "Contacten"
    for row in (titles, *rows):
        page.append(list(row))
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def a_csv(*rows: Sequence[object], titles: Sequence[object] = TITLES, separator: str = ";") -> bytes:
    """A text file as a Dutch Excel saves it."""
    lines = [separator.join("" if cell is None else str(cell) for cell in row) for row in (titles, *rows)]
    return "\r\n".join([*lines, ""]).encode()


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The same package with its parts changed, left out (None) or added."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name, part)
    return file.getvalue()


def with_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The same package with its sheet changed by the letter."""
    return repacked(content, lambda name, part: change(part) if name.endswith("sheet1.xml") else part)


def read(
    content: bytes, name: str = "lijst.xlsx", known: Sequence[Contact] = (), **context: Any
) -> tuple[list[str], list[str]]:
    """The names of those who were taken, and what was said in English; a refused file takes nobody."""
    try:
        taken = taken_from(content, name, known, **context)
    except FileRefused as why:
        refused = Complaint(code=why.code, file=name, facts=why.facts)
        return [], [sentence(refused, "en", whole=True)]
    return [each.name for each in taken.contacts], said(taken.complaints)


def taken_from(
    content: bytes, name: str = "lijst.xlsx", known: Sequence[Contact] = (), **context: Any
) -> Taken:
    """Everything that came of reading a file."""
    return people_of(sheet_of(content, name), a_context(**context), known)


def said(complaints: Iterable[Complaint]) -> list[str]:
    """Complaints in English."""
    return [sentence(each, "en") for each in complaints]


def cells_of(content: bytes) -> list[list[Any]]:
    """The first sheet of a workbook, as another program sees it."""
    page = load_workbook(BytesIO(content)).worksheets[0]
    return [list(row) for row in page.iter_rows()]


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_INLINE = re.compile(rb'(<c [^>]*)t="inlineStr"([^>]*)><is><t[^>]*>(.*?)</t></is>', re.DOTALL)


def as_excel_saves(content: bytes, *, strings: bytes = b"", at: str = "xl/sharedStrings.xml") -> bytes:
    """The same workbook with its texts in a part of their own, as Excel itself writes them.

    `strings` is more of that part, `at` another place for it.
    """
    texts: list[bytes] = []

    def shared(found: re.Match[bytes]) -> bytes:
        texts.append(found[3])
        return found[1] + b't="s"' + found[2] + f"><v>{len(texts) - 1}</v>".encode()

    def change(name: str, part: bytes) -> bytes:
        if name.endswith("sheet1.xml"):
            return _INLINE.sub(shared, part)
        if name == "[Content_Types].xml":
            more = f'<Override PartName="/{at}" ContentType="{_STRINGS}" />'
            return part.replace(b"</Types>", more.encode() + b"</Types>")
        return part

    changed = repacked(content, change)
    items = b"".join(b'<si><t xml:space="preserve">' + text + b"</t></si>" for text in texts)
    table = f'<sst xmlns="{_MAIN}">'.encode() + items + strings + b"</sst>"
    return repacked(changed, lambda _name, part: part, **{at: table})
