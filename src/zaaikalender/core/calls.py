"""Whom to ring: the people of a list in the order in which they should be rung.

You need this for a call list, and for nothing that anybody but its owner sees.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zaaikalender.core.contacts import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Somebody to ring: `last` is the last conversation, None for never.

    `waits` says that a slot stands with him that is not agreed yet.
    """

    contact: Contact
    last: date | None
    waits: bool = False


def calls_of(
    contacts: Iterable[Contact],
    spoken: Mapping[str, date | None],
    *,
    waiting: frozenset[str] = frozenset(),
    agreed: frozenset[str] = frozenset(),
) -> tuple[Call, ...]:
    """The call list of a person, in its order.

    `spoken` gives the day of the last conversation by a contact's id; `waiting` are those with a slot that is
    not agreed yet. With who is `agreed` a next conversation stands, so nobody need ring him.
    """
    calls = [
        Call(contact=each, last=spoken.get(each.id), waits=each.id in waiting)
        for each in contacts
        if each.id not in agreed
    ]
    return tuple(sorted(calls, key=lambda call: (not call.waits, call.last or date.min, call.contact.id)))
