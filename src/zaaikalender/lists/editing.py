"""Putting one person on a list, or changing what it says of him, by what somebody typed in a form.

You need this for the page of the list. A form is read as a row of a sheet is, with the same expectations; but
it is taken whole or not at all, since whoever typed it is still there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime

from zaaikalender.config import CalendarConfig
from zaaikalender.core.contact_identity import same_on_one_list
from zaaikalender.core.contacts import Contact
from zaaikalender.errors import ConfigurationError
from zaaikalender.lists.complaint import Complaint, NoList
from zaaikalender.lists.headers import TITLES, Column, Header
from zaaikalender.lists.kept import Kept
from zaaikalender.lists.means import Means
from zaaikalender.lists.people import people_of
from zaaikalender.lists.sheet import Row, Sheet
from zaaikalender.lists.words import expected


def put(calendar: CalendarConfig, typed: Mapping[Column, str], means: Means, *, now: datetime) -> Contact:
    """Takes what was typed of somebody; with his id (`Column.ID`) it is about who is on the list already.

    Without an id he may be on it all the same: then what was left blank stays as it was.

    Raises `NoList` with a sentence for each field that cannot be taken, `ConfigurationError` where the list
    has a file of its own, and `StoreError`.
    """
    if means.file_of(calendar.name) is not None:
        raise ConfigurationError(
            f"calendar {calendar.name}: [contacts] file names its list already. Change that file, or take "
            "`file` out of the config."
        )
    return means.change(calendar.name, lambda kept: _changed(kept, typed, means, now), now=now)[1]


def _changed(kept: Kept, typed: Mapping[Column, str], means: Means, now: datetime) -> tuple[Kept, Contact]:
    context = means.context(kept, means.store.forgotten(), today=means.today(now))
    known = kept.contacts
    if wanted := typed.get(Column.ID, ""):
        known = tuple(each for each in known if each.id == wanted)
        if not known:
            raise NoList("that person is not on the list any more. Load the list again.")
    taken = people_of(_sheet(typed, means.config.language), context, known)
    if taken.complaints:
        raise NoList("\n".join(_sentences(taken.complaints, means.config.language)))
    (contact,) = taken.contacts
    others = [each for each in kept.contacts if each.id != contact.id]
    if any(same_on_one_list(contact, other) for other in others):
        raise NoList("somebody else on the list is the same person. Give each an e-mail address.")
    if not wanted:
        contact = _filled(contact, kept)
    return _with(kept, contact), contact


def _filled(contact: Contact, kept: Kept) -> Contact:
    """Somebody who is added once more: a form in which little was typed must not empty what is known."""
    for old in kept.contacts:
        if old.id == contact.id:
            blank = {
                each.name: getattr(old, each.name) for each in fields(old) if not getattr(contact, each.name)
            }
            return replace(contact, **blank)
    return contact


def _with(kept: Kept, contact: Contact) -> Kept:
    """The list with him, in his old place where he had one."""
    if all(each.id != contact.id for each in kept.contacts):
        joined = kept.joined | {contact.id}
        return replace(kept, contacts=(*kept.contacts, contact), joined=joined)
    return replace(kept, contacts=tuple(contact if each.id == contact.id else each for each in kept.contacts))


def _sheet(typed: Mapping[Column, str], language: str) -> Sheet:
    """A form as a sheet of one row."""
    titles = TITLES[language]
    header = Header(
        places={column: place for place, column in enumerate(typed)},
        titles={column: titles[column] for column in typed},
    )
    return Sheet(file="", name="", header=header, rows=(Row(number=1, cells=tuple(typed.values())),))


def _sentences(complaints: Iterable[Complaint], language: str) -> Iterable[str]:
    return (f"{each.column}: {expected(each, language)}" for each in complaints)
