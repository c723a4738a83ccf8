"""What is kept of a calendar's list, and how it is written down before it is sealed.

You need this when something more must be remembered of a list: give it a default, so that lists that were
kept before can still be read. Nobody but the key file's holder reads what is in here.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from zaaikalender.core.contact_identity import TRAITS
from zaaikalender.core.contacts import Contact
from zaaikalender.core.dates import Span, Unit
from zaaikalender.lists.complaint import Complaint
from zaaikalender.lists.reading import Stamp

_MOST_FORMER = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingFile:
    """How the living file was when it was last taken in.

    `stamp` and `digest` say what stood in it; `context` under which settings, and `day` when, it was read.
    """

    path: str
    stamp: Stamp
    digest: str
    context: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A list as it is kept.

    `joined` are the ids of those who were put on it elsewhere than in its file. `refused` are marks
    (`core.identity.forgotten_mark`) of those who were proposed and are "not this one". `former` gives the
    id of who was on it once, by keyed marks. `complaints` are those of the file's last reading.
    """

    contacts: tuple[Contact, ...] = ()
    joined: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    former: Mapping[str, str] = field(default_factory=dict)
    file: LivingFile | None = None
    complaints: tuple[Complaint, ...] = ()


def text_of(kept: Kept) -> str:
    """A list as text; equal lists give equal texts."""
    value = {
        "contacts": [_contact_json(each) for each in kept.contacts],
        "joined": sorted(kept.joined),
        "refused": sorted(kept.refused),
        "former": dict(kept.former),
        "file": kept.file and {**asdict(kept.file), "day": kept.file.day.isoformat()},
        "complaints": [{**asdict(each), "facts": dict(each.facts)} for each in kept.complaints],
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def kept_in(text: str) -> Kept:
    """What `text_of` wrote."""
    value = json.loads(text)
    file = value["file"]
    return Kept(
        contacts=tuple(map(_contact_of, value["contacts"])),
        joined=frozenset(value["joined"]),
        refused=frozenset(value["refused"]),
        former=value["former"],
        file=file
        and LivingFile(**{**file, "stamp": Stamp(**file["stamp"]), "day": date.fromisoformat(file["day"])}),
        complaints=tuple(Complaint(**each) for each in value["complaints"]),
    )


def _contact_json(contact: Contact) -> dict[str, Any]:
    every, last = contact.every, contact.last
    value = {name: getattr(contact, name) for name in _TEXTS}
    return value | {
        "every": every and [every.count, every.unit.value],
        "last": last and last.isoformat(),
    }


def _contact_of(value: Mapping[str, Any]) -> Contact:
    every, last = value["every"], value["last"]
    return Contact(
        **{name: value[name] for name in _TEXTS},
        every=Span(every[0], Unit(every[1])) if every else None,
        last=date.fromisoformat(last) if last else None,
    )


_TEXTS = ("id", "name", "organisation", "address", "telephone", "form", "note")


def fingerprint_of(contacts: tuple[Contact, ...], office_key: bytes) -> str:
    """What changes when the list does; without the office key it tells nothing of who is on it."""
    message = json.dumps([_contact_json(each) for each in contacts], sort_keys=True).encode()
    return hmac.new(office_key, b"a list of contacts: " + message, hashlib.sha256).hexdigest()[:32]


def remembered(former: Mapping[str, str], left: tuple[Contact, ...], office_key: bytes) -> dict[str, str]:
    """The ids of those who left the list too, so that who comes back finds his own again."""
    grown = {**former}
    for contact in left:
        for mark in _marks(contact, office_key):
            grown.pop(mark, None)
            grown[mark] = contact.id
    return dict(list(grown.items())[-_MOST_FORMER:])


def old_id(former: Mapping[str, str], contact: Contact, office_key: bytes) -> str:
    """The id under which somebody was on the list before; empty where he never was."""
    return next((former[mark] for mark in _marks(contact, office_key) if mark in former), "")


def _marks(contact: Contact, office_key: bytes) -> tuple[str, ...]:
    """Keyed hashes of that by which a person is known, the surest first."""
    organisation = " ".join(contact.organisation.casefold().split())
    signs = [
        f"{index} {trait(contact)} {organisation if index == len(TRAITS) - 1 else ''}"
        for index, trait in enumerate(TRAITS)
        if trait(contact)
    ]
    return tuple(
        hmac.new(office_key, b"who was on a list: " + sign.encode(), hashlib.sha256).hexdigest()[:32]
        for sign in signs
    )
