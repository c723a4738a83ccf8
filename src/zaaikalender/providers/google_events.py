"""From an event as Google gives it to an `Event`.

You need this when something in a Google calendar is read wrongly. Pure translation: the vendor's words stop
here. What is not of the type that the reference gives counts as not there; only a time that cannot be read
makes an event unreadable. What Google enters by itself (birthdays, flights out of the mail) and the place
where somebody works are no appointments; kinds that nobody knows yet take time and are no meetings.
"""

import json
import re
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from hashlib import sha256
from typing import Any

from zaaikalender.core.events import Event, Shown, Status
from zaaikalender.core.people import Answer, Attendee, AttendeeKind, Person
from zaaikalender.providers import google_text
from zaaikalender.providers.google_body import MARK
from zaaikalender.providers.google_times import when_of
from zaaikalender.providers.ics_event import Content, uid_from
from zaaikalender.providers.ics_lines import one_line

Raw = dict[str, Any]
"""An event as it came: an object of JSON that has an id."""

_PEOPLE = "attendees(email,displayName,responseStatus,resource,self)"
_REST = (
    "id,etag,status,iCalUID,summary,description,start,end,recurrence,recurringEventId,originalStartTime,"
    "transparency,visibility,eventType,colorId,organizer(email,displayName,self),extendedProperties/private"
)
FIELDS = f"{_REST},{_PEOPLE}"
"""What we read of an event (a mask of partial responses, guide "Performance tips")."""

WHOLE = f"{_REST},attendees,attendeesOmitted"
"""The same with all that is known of its guests: what must be sent back where guests are added."""

_KEY = re.compile(r"[\w.-]{1,64}", re.ASCII)
_LONGEST = 1_000
"""Characters of an address or a name: they are remembered."""
_NO_APPOINTMENTS = frozenset({"workingLocation", "birthday", "fromGmail"})
_ANSWERS = {
    "accepted": Answer.ACCEPTED,
    "tentative": Answer.TENTATIVE,
    "declined": Answer.DECLINED,
}
_COLOURS = {
    "1": frozenset({"Lavender", "Lavendel"}),
    "2": frozenset({"Sage", "Salie"}),
    "3": frozenset({"Grape", "Druif"}),
    "4": frozenset({"Flamingo"}),
    "5": frozenset({"Banana", "Banaan"}),
    "6": frozenset({"Tangerine", "Mandarijn"}),
    "7": frozenset({"Peacock", "Pauw"}),
    "8": frozenset({"Graphite", "Grafiet"}),
    "9": frozenset({"Blueberry", "Bosbes"}),
    "10": frozenset({"Basil", "Basilicum"}),
    "11": frozenset({"Tomato", "Tomaat"}),
}
"""The names that Google's own pages give to the colours of events, in English and in Dutch."""


def said(raw: Raw, name: str) -> str:
    """A property that is a text; empty where it is none."""
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def version_of(raw: Raw) -> str:
    """The ETag: it changes whenever the event does, and a write may hold by it (`If-Match`)."""
    return said(raw, "etag") or sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:32]


def uid_of(raw: Raw) -> str:
    """The UID that guests see too; all of a series share it."""
    return uid_from(said(raw, "iCalUID")) or f"{raw['id']}"


def key_of(raw: Raw) -> str | None:
    """Our own mark; what cannot be a key of ours is none."""
    properties = raw.get("extendedProperties")
    private = properties.get("private") if isinstance(properties, dict) else None
    value = private.get(MARK) if isinstance(private, dict) else None
    return value if isinstance(value, str) and _KEY.fullmatch(value) else None


def is_cancelled(raw: Raw) -> bool:
    """Whether it was deleted: of such an event little more than its id is left."""
    return raw.get("status") == "cancelled"


def is_series(raw: Raw) -> bool:
    """Whether it stands for a whole series."""
    return bool(raw.get("recurrence"))


def master_of(raw: Raw) -> str | None:
    """The series of which it is an occurrence."""
    return said(raw, "recurringEventId") or None


def is_appointment(raw: Raw) -> bool:
    """Whether it is one at all."""
    return said(raw, "eventType") not in _NO_APPOINTMENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Translator:
    """Reads the events of `owner`'s calendar; `zone` is the calendar's, for times that name none."""

    owner: Person
    zone: tzinfo

    def content(self, raw: Raw, key: str | None, *, ref: str, version: str, uid: str) -> Content:
        """All that an event says besides when it is; `ref`, `version` and `uid` are those of its item."""
        return Content(ref=ref, version=version, uid=uid, **self._parts(raw, key))

    def single(self, raw: Raw) -> Event:
        """A single event. Raises `NotReadable`."""
        when, parts = when_of(raw, self.zone), self._parts(raw, key_of(raw))
        return Event(ref=raw["id"], version=version_of(raw), uid=uid_of(raw), when=when, **parts)

    def _parts(self, raw: Raw, key: str | None) -> dict[str, Any]:
        """What both are made of. Bodies of others' private events stay unread."""
        private = said(raw, "visibility") in {"private", "confidential"}
        unread = private and key is None
        return {
            "title": google_text.title(said(raw, "summary")),
            "text": "" if unread else google_text.text_of(said(raw, "description")),
            "organizer": self._organizer(raw.get("organizer")),
            "attendees": self._attendees(raw),
            "status": _status(raw),
            "shown": _shown(raw),
            "private": private,
            "categories": _COLOURS.get(said(raw, "colorId"), frozenset()),
            "key": key,
        }

    def _organizer(self, part: Any) -> Person | None:
        if not isinstance(part, dict):
            return None
        return self.owner if part.get("self") is True else _person(part)

    def _attendees(self, raw: Raw) -> tuple[Attendee, ...]:
        """Guests, each once; the owner is himself, whatever address of his was invited."""
        listed = raw.get("attendees")
        if not listed or not isinstance(listed, list) or said(raw, "eventType") not in {"", "default"}:
            return ()
        found: dict[str, Attendee] = {}
        for part in listed:
            if each := self._attendee(part):
                found.setdefault(each.person.address, each)
        return tuple(found.values())

    def _attendee(self, part: Any) -> Attendee | None:
        if not isinstance(part, dict):
            return None
        answer = said(part, "responseStatus")
        if part.get("self") is True:
            return Attendee(person=self.owner, answer=_ANSWERS.get(answer, Answer.NEEDS_ACTION))
        email = part.get("email")
        if not email or not isinstance(email, str):
            return None
        name = said(part, "displayName")
        return _guest(email[:_LONGEST], name[:_LONGEST], answer[:_LONGEST], part.get("resource") is True)


def _status(raw: Raw) -> Status:
    if is_cancelled(raw):
        return Status.CANCELLED
    return Status.TENTATIVE if raw.get("status") == "tentative" else Status.CONFIRMED


def _shown(raw: Raw) -> Shown:
    """Out of office blocks however it is marked; what is tentative is so where it takes time at all."""
    if raw.get("eventType") == "outOfOffice":
        return Shown.OUT_OF_OFFICE
    if raw.get("transparency") == "transparent" and raw.get("eventType") != "focusTime":
        return Shown.FREE
    return Shown.TENTATIVE if raw.get("status") == "tentative" else Shown.BUSY


def _person(part: Raw) -> Person | None:
    email = said(part, "email")
    return _known(email[:_LONGEST], said(part, "displayName")[:_LONGEST]) if email else None


@lru_cache(maxsize=4096)
def _known(address: str, name: str) -> Person:
    return Person(address=one_line(address), name=one_line(name))


@lru_cache(maxsize=8192)
def _guest(address: str, name: str, answer: str, resource: bool) -> Attendee:  # noqa: FBT001 - of a cache
    """The same few people stand in most events."""
    kind = AttendeeKind.RESOURCE if resource else AttendeeKind.INDIVIDUAL
    said_so = _ANSWERS.get(answer, Answer.NEEDS_ACTION)
    return Attendee(person=_known(address, name), answer=said_so, kind=kind)
