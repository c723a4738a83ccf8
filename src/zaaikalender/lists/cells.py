"""From a row to what it says of somebody, cell by cell; a cell that cannot be taken spoils no other.

You need this between a sheet and the people on it (`people`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from zaaikalender.core.contacts import Contact
from zaaikalender.lists import values
from zaaikalender.lists.complaint import Complaint, NotTaken
from zaaikalender.lists.headers import Column
from zaaikalender.lists.sheet import Row, Sheet

_T = TypeVar("_T")
ID_LENGTH = 16
"""Hexadecimal digits of a contact's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one row says: a contact (with the id of the id column, or none), and which cells were not taken.

    `unclear` are names of the contact's fields whose cells were refused: what was known before holds there.
    """

    row: int
    contact: Contact
    unclear: frozenset[str] = frozenset()
    complaints: tuple[Complaint, ...] = field(default=())

    def beside(self, known: Contact) -> Contact:
        """The contact under the id of him who is known, with what is known where a cell was unclear."""
        kept = {name: getattr(known, name) for name in self.unclear}
        return replace(self.contact, id=known.id, **kept)


def said_in(row: Row, sheet: Sheet, forms: Mapping[str, str], today: date) -> Said:
    """What a row says."""
    reader = _Cells(row, sheet)
    name = reader.name()
    contact = Contact(
        id=reader.read(Column.ID, "id", _id_in, ""),
        name=name,
        organisation=reader.capped(Column.ORGANISATION, "organisation", values.LONGEST),
        address=reader.read(Column.ADDRESS, "address", values.address_in, ""),
        telephone=reader.read(Column.TELEPHONE, "telephone", values.telephone_in, ""),
        form=reader.read(Column.FORM, "form", lambda raw: values.form_in(raw, forms), ""),
        every=reader.read(Column.EVERY, "every", values.every_in, None),
        last=reader.read(Column.LAST, "last", lambda raw: values.last_in(raw, today=today), None),
        note=reader.capped(Column.NOTE, "note", values.LONGEST_NOTE),
    )
    reader.merged_aside()
    # An id is never known in the place of another.
    unclear = frozenset(reader.unclear) - {"id"}
    return Said(row=row.number, contact=contact, unclear=unclear, complaints=tuple(reader.complaints))


def merged_below(row: Row, sheet: Sheet) -> Complaint | None:
    """What to say of a row that shares a cell of ours with the row above it."""
    for merge in sheet.merges:
        if row.number in merge.rows and row.number != merge.rows.start:
            for column, place in sheet.header.places.items():
                if place in merge.columns:
                    title = sheet.header.titles[column]
                    return sheet.complaint("row.merged", row=row.number, at=place, title=title)
    return None


def _id_in(raw: object) -> str:
    text = values.tidy(values.text_in(raw)).lower()
    if text and not (len(text) == ID_LENGTH and set(text) <= set("0123456789abcdef")):
        raise NotTaken("cell.id")
    return text


class _Cells:
    """The cells of one row, by column; gathers what is wrong with them."""

    def __init__(self, row: Row, sheet: Sheet) -> None:
        self._row, self._sheet = row, sheet
        self.complaints: list[Complaint] = []
        self.unclear: set[str] = set()

    def raw(self, column: Column) -> object:
        place = self._sheet.header.places.get(column)
        return None if place is None or place >= len(self._row.cells) else self._row.cells[place]

    def read(self, column: Column, field_name: str, read: Callable[[object], _T], nothing: _T) -> _T:
        try:
            return read(self.raw(column))
        except NotTaken as why:
            self.unclear.add(field_name)
            self._complain(column, why)
            return nothing

    def capped(self, column: Column, field_name: str, most: int) -> str:
        lines = field_name == "note"
        text, why = values.capped(values.tidy(values.text_in(self.raw(column)), lines=lines), most)
        if why:
            self._complain(column, why)
        return text

    def name(self) -> str:
        parts = [
            self.read(column, "name", values.name_in, "")
            for column in (Column.NAME, Column.FIRST, Column.MIDDLE, Column.FAMILY)
            if column is Column.NAME or Column.NAME not in self._sheet.header.places
        ]
        name, why = values.capped(" ".join(part for part in parts if part))
        if why:
            self._complain(Column.NAME, why)
        if not name:
            self.unclear.add("name")
        return name

    def merged_aside(self) -> None:
        """Says of each cell of ours that was swallowed by the one to its left."""
        for merge in self._sheet.merges:
            if self._row.number == merge.rows.start:
                for column, place in self._sheet.header.places.items():
                    if place in merge.columns and place != merge.columns.start:
                        self._complain(column, NotTaken("cell.merged"))

    def _complain(self, column: Column, why: NotTaken) -> None:
        header = self._sheet.header
        at, title = header.places.get(column), header.titles.get(column, "")
        self.complaints.append(
            self._sheet.complaint(why.code, row=self._row.number, at=at, title=title, **why.facts)
        )
