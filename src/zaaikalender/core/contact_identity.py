"""When two entries of a list are one person: one e-mail, else telephone, else full name with organisation.

You need this wherever a list is read again, or somebody is put on it: whoever was there before keeps his id,
and with it all that was ever planned with him.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from zaaikalender.core.contacts import Contact

_NATIONAL = 9
"""The last digits of a telephone number, whatever stands for the country before them."""

Traits: TypeAlias = Callable[[Contact], str]


def address_key(contact: Contact) -> str:
    """By what an e-mail address is compared; empty where there is none."""
    return contact.address.strip().lower()


def telephone_key(contact: Contact) -> str:
    """By what a number is compared: `+31 6 1234 5678` is `06-12345678`; empty where there is none."""
    return re.sub(r"\D", "", contact.telephone)[-_NATIONAL:]


def name_key(contact: Contact) -> str:
    """By what a full name is compared: case and spaces aside."""
    return " ".join(contact.name.casefold().split())


TRAITS: tuple[Traits, ...] = (address_key, telephone_key, name_key)
"""By what a person is known, the surest first."""


def organisations_agree(one: Contact, other: Contact) -> bool:
    """Whether both work in the same place, as far as both say where."""
    first, second = (" ".join(each.organisation.casefold().split()) for each in (one, other))
    return first == second or not first or not second


def same_on_one_list(one: Contact, other: Contact) -> bool:
    """Whether two entries of one list are one person entered twice.

    Two different addresses are two people, unless number and name are the same: a switchboard has one number.
    """
    apart = bool(one.address and other.address)
    if apart and address_key(one) == address_key(other):
        return True
    named = name_key(one) == name_key(other)
    if telephone_key(one) and telephone_key(one) == telephone_key(other):
        return named or not apart
    return named and not apart and organisations_agree(one, other)


def _fits(trait: Traits, one: Contact, known: Contact) -> bool:
    """Whether nothing contradicts that one who shares this trait is the one who is known."""
    if trait is name_key:
        return organisations_agree(one, known)
    if trait is telephone_key and one.address and known.address:
        return name_key(one) == name_key(known)
    return True


@dataclass(frozen=True)
class KnownPeople:
    """Those who are on the list already, to be found again by what is known of them."""

    people: tuple[Contact, ...] = field(default=())

    @cached_property
    def _by_trait(self) -> Mapping[Traits, Mapping[str, list[Contact]]]:
        found: dict[Traits, defaultdict[str, list[Contact]]] = {trait: defaultdict(list) for trait in TRAITS}
        for each in self.people:
            for trait in TRAITS:
                found[trait][trait(each)].append(each)
        return found

    def alike(self, contact: Contact, trait: Traits, *, but: Iterable[str] = ()) -> tuple[Contact, ...]:
        """Those who share this trait and may be the same person, save those with these ids.

        Where several share an address or a number, the name decides; two left over are a question.
        """
        key, taken = trait(contact), frozenset(but)
        if not key:
            return ()
        found = [
            each
            for each in self._by_trait[trait].get(key, ())
            if each.id not in taken and _fits(trait, contact, each)
        ]
        named = [each for each in found if name_key(each) == name_key(contact)]
        return tuple(named if len(found) > 1 and named else found)
