"""From rows to people: who is who, who was on the list before, and who cannot be taken.

You need this when somebody gets another id, or is refused. A person keeps his id: by the id in the file, else
the same e-mail, else telephone, else full name with organisation; who left the list finds his old id again.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zaaikalender.core.contact_identity import TRAITS, KnownPeople, name_key, same_on_one_list
from zaaikalender.core.contacts import Contact
from zaaikalender.lists.cells import ID_LENGTH, Said, merged_below, said_in
from zaaikalender.lists.complaint import Complaint
from zaaikalender.lists.headers import Column
from zaaikalender.lists.sheet import MOST_PEOPLE, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What decides whether somebody can be on a list.

    `forms` are the office's forms of meeting, by their name in lower case. `colleagues` are the names of its
    people as `name_key` gives them. `is_forgotten` knows an address; `old_id` gives the id under which
    somebody who left the list was on it, or nothing.
    """

    forms: Mapping[str, str]
    domains: frozenset[str]
    colleagues: frozenset[str]
    today: date
    is_forgotten: Callable[[str], bool]
    old_id: Callable[[Contact], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The people on a sheet, in its order, and what could not be taken of it."""

    contacts: tuple[Contact, ...]
    complaints: tuple[Complaint, ...] = field(default=())


def people_of(sheet: Sheet, context: Context, known: Sequence[Contact]) -> Taken:
    """The people on a sheet. Those in `known` keep their ids; whoever is new gets one that tells nothing."""
    complaints = [*sheet.complaints, *_headers_twice(sheet)]
    said: list[Said] = []
    for row in sheet.rows[:MOST_PEOPLE]:
        if merged := merged_below(row, sheet):
            complaints.append(merged)
        else:
            said.append(said_in(row, sheet, context.forms, context.today))
    recognised, refused = _recognised(said, known)
    taken = _Taking(sheet, context, {person.id: row for row, person in recognised.items()})
    for each in said:
        if each.row in refused:
            taken.refuse(each, "row.two_matches", refused[each.row])
        else:
            taken.take(each, recognised.get(each.row))
    complaints += taken.complaints
    order = sorted(complaints, key=lambda each: each.row)
    return Taken(contacts=tuple(taken.contacts), complaints=tuple(order))


def new_id() -> str:
    """An id that tells nothing."""
    return secrets.token_hex(ID_LENGTH // 2)


def _headers_twice(sheet: Sheet) -> Iterable[Complaint]:
    for place, title in sheet.header.twice:
        yield sheet.complaint("header_twice", at=place, title=title)


def _recognised(
    said: Iterable[Said], known: Sequence[Contact]
) -> tuple[dict[int, Contact], dict[int, Column]]:
    """Who in `known` each row is, by its number; and which rows may be two people, by what they share.

    The surest sign goes first over all rows, so that nobody takes the place of who is named more clearly.
    """
    by_id = {each.id: each for each in known}
    people = KnownPeople(tuple(known))
    found: dict[int, Contact] = {}
    unsure: dict[int, Column] = {}
    claimed: set[str] = set()
    numbered = [(each, by_id[each.contact.id]) for each in said if each.contact.id in by_id]
    # Of a row that was copied with its id, the one with the name is the person.
    for each, person in sorted(numbered, key=lambda pair: name_key(pair[0].contact) != name_key(pair[1])):
        if person.id not in claimed:
            found[each.row] = person
            claimed.add(person.id)
    for trait, column in zip(TRAITS, (Column.ADDRESS, Column.TELEPHONE, Column.NAME), strict=True):
        for each in said:
            if each.row in found or each.row in unsure or each.contact.id in by_id:
                continue
            match people.alike(each.contact, trait, but=claimed):
                case (only,):
                    found[each.row] = only
                    claimed.add(only.id)
                case (_, _, *_):
                    unsure[each.row] = column
    return found, unsure


class _Taking:
    """Takes rows one by one; gathers the people and the complaints."""

    def __init__(self, sheet: Sheet, context: Context, reserved: Mapping[str, int]) -> None:
        self._sheet, self._context, self._reserved = sheet, context, reserved
        self.contacts: list[Contact] = []
        self.complaints: list[Complaint] = []
        self._rows: dict[str, int] = {}
        self._by_trait: dict[tuple[int, str], list[Contact]] = {}

    def take(self, said: Said, known: Contact | None) -> None:
        contact = said.beside(known) if known else self._with_an_id_of_his_own(said)
        if not contact.name:
            self.refuse(said, "row.no_name", Column.NAME)
        elif self._is_colleague(contact):
            self.refuse(said, "row.colleague", Column.ADDRESS if contact.address else Column.NAME)
        elif contact.address and self._context.is_forgotten(contact.address):
            self.refuse(said, "row.forgotten", Column.ADDRESS)
        elif twin := self._twin(contact):
            column = Column.ADDRESS if contact.address and contact.address == twin.address else Column.NAME
            self.refuse(said, "row.twice", column, other=self._rows[twin.id])
        else:
            self._add(replace(contact, id=contact.id or self._id_for(contact)), said)

    def refuse(self, said: Said, code: str, column: Column, **facts: int) -> None:
        header = self._sheet.header
        place = header.places.get(column)
        title = header.titles.get(column, "")
        self.complaints.append(self._sheet.complaint(code, row=said.row, at=place, title=title, **facts))

    def _add(self, contact: Contact, said: Said) -> None:
        self.contacts.append(contact)
        self.complaints += said.complaints
        self._rows[contact.id] = said.row
        for index, trait in enumerate(TRAITS):
            if key := trait(contact):
                self._by_trait.setdefault((index, key), []).append(contact)

    def _with_an_id_of_his_own(self, said: Said) -> Contact:
        """What a row says; an id that is another's, of a row that was copied with it, is left out."""
        contact = said.contact
        other = self._reserved.get(contact.id) or self._rows.get(contact.id)
        if not contact.id or other is None:
            return contact
        self.refuse(said, "cell.id_twice", Column.ID, other=other)
        return replace(contact, id="")

    def _is_colleague(self, contact: Contact) -> bool:
        domain = contact.address.rpartition("@")[2]
        named = not contact.address and name_key(contact) in self._context.colleagues
        return domain in self._context.domains or named

    def _twin(self, contact: Contact) -> Contact | None:
        """Who was taken before and is the same person."""
        for index, trait in enumerate(TRAITS):
            for other in self._by_trait.get((index, trait(contact)), ()):
                if same_on_one_list(contact, other):
                    return other
        return None

    def _id_for(self, contact: Contact) -> str:
        """The id that he had before he left the list, or a new one."""
        old = self._context.old_id(contact)
        return old if old and old not in self._rows and old not in self._reserved else new_id()
