"""Putting somebody on a list, refusing somebody for good, and forgetting somebody, outside any file.

You need this for `contacts suggest` and `forget --person`, and where a follow-up's guest joins the list. What
somebody refused is kept as a keyed mark alone.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from zaaikalender.config import CalendarConfig
from zaaikalender.core.contact_identity import KnownPeople, address_key, name_key
from zaaikalender.core.contacts import Contact
from zaaikalender.core.identity import forgotten_mark
from zaaikalender.core.people import Person
from zaaikalender.lists.complaint import NoList
from zaaikalender.lists.kept import Kept, old_id, remembered
from zaaikalender.lists.means import Means, without
from zaaikalender.lists.people import new_id
from zaaikalender.lists.values import capped, tidy


def join(calendar: CalendarConfig, person: Person, means: Means, *, now: datetime) -> Contact:
    """Puts somebody on a calendar's list; whoever is on it already stays as he is. Raises `StoreError`.

    A list with a living file keeps him beside the file until he stands in it.
    """

    def changed(kept: Kept) -> tuple[Kept, Contact]:
        wanted = Contact(id="", name=name_of(person), address=person.address)
        for found in KnownPeople(kept.contacts).alike(wanted, address_key):
            return kept, found
        contact = replace(wanted, id=old_id(kept.former, wanted, means.office_key) or new_id())
        mark = forgotten_mark(person.address, means.office_key)
        after = replace(
            kept,
            contacts=(*kept.contacts, contact),
            joined=kept.joined | {contact.id},
            refused=kept.refused - {mark},
        )
        return after, contact

    return means.change(calendar.name, changed, now=now)[1]


def join_once(calendar: CalendarConfig, people: Iterable[Person], means: Means, *, now: datetime) -> None:
    """Puts people on a list who were never on it: who was taken off it again stays off. Raises `StoreError`.

    You need this where an answer that was given once is looked at in each pass.
    """
    kept, forgotten = means.kept(calendar.name), means.store.forgotten()
    for person in people:
        if forgotten_mark(person.address, means.office_key) in forgotten:
            continue
        wanted = Contact(id="", name=name_of(person), address=person.address)
        if not KnownPeople(kept.contacts).alike(wanted, address_key) and not old_id(
            kept.former, wanted, means.office_key
        ):
            join(calendar, person, means, now=now)


def remove(calendar: CalendarConfig, who: str, means: Means, *, now: datetime) -> None:
    """Takes somebody off a list, by his address, full name or id. Raises `NoList`, `StoreError`.

    Whoever stands in the living file is taken out there, or the next reading would bring him back.
    """
    wanted = " ".join(who.casefold().split())

    def changed(kept: Kept) -> tuple[Kept, None]:
        found = [each for each in kept.contacts if wanted in (each.address, name_key(each), each.id)]
        if len(found) != 1:
            raise NoList(
                f"{len(found)} people on the list of {calendar.name} are called so. "
                "Name one by his e-mail address, or by his id in an export."
            )
        if means.file_of(calendar.name) is not None and found[0].id not in kept.joined:
            raise NoList(
                f"that person stands in the list's own file of {calendar.name}. Take the row out there."
            )
        former = remembered(kept.former, tuple(found), means.office_key)
        return replace(without(kept, frozenset({found[0].id})), former=former), None

    means.change(calendar.name, changed, now=now)


def refuse(calendar: CalendarConfig, person: Person, means: Means, *, now: datetime) -> None:
    """Not this one: he is not proposed again for this calendar's list. Raises `StoreError`."""
    mark = forgotten_mark(person.address, means.office_key)
    means.change(calendar.name, lambda kept: (replace(kept, refused=kept.refused | {mark}), None), now=now)


def forget(address: str, means: Means, *, now: datetime) -> int:
    """Takes somebody off all lists; gives from how many. Raises `StoreError` where one cannot be opened.

    His name stays out of the lists' memory too; a living file is its owner's, and is told to take him out.
    """
    wanted = address.strip().lower()

    def changed(kept: Kept) -> tuple[Kept, bool]:
        ids = frozenset(each.id for each in kept.contacts if each.address == wanted)
        mark = forgotten_mark(wanted, means.office_key)
        gone = {old_id(kept.former, Contact(id="", name="", address=wanted), means.office_key)}
        after = replace(
            without(kept, ids),
            former={sign: each for sign, each in kept.former.items() if each not in gone | ids},
            refused=kept.refused - {mark},
        )
        return after, bool(ids)

    return sum(means.change(name, changed, now=now)[1] for name in means.store.list_owners())


def is_known(person: Person, kept: Kept, forgotten: frozenset[str], office_key: bytes) -> bool:
    """Whether nothing need be asked of somebody: on the list, refused before, or forgotten."""
    mark = forgotten_mark(person.address, office_key)
    if mark in kept.refused or mark in forgotten:
        return True
    wanted = Contact(id="", name=name_of(person), address=person.address)
    people = (each for each in kept.contacts if not each.address or each.address == wanted.address)
    return any(each.address == wanted.address or name_key(each) == name_key(wanted) for each in people)


def name_of(person: Person) -> str:
    """How somebody is called on a list: `Jansen, Eva` is Eva Jansen; without a name, by his address."""
    name = tidy(person.name)
    if name.count(",") == 1 and "@" not in name:
        family, first = (part.strip() for part in name.split(","))
        name = f"{first} {family}".strip()
    if not any(map(str.isalpha, name)) or "@" in name:
        local = person.address.partition("@")[0]
        name = " ".join(part.capitalize() for part in local.replace("_", ".").split(".") if part) or local
    return capped(name)[0]
