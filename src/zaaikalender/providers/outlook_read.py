"""From an event as Microsoft Graph gives it to an `Event`.

You need this when something in Outlook is read wrongly. Pure translation: the vendor's words stop here. What
is not of the type that the reference gives counts as not there; only a time that cannot be read makes an
event unreadable (https://learn.microsoft.com/graph/api/resources/event).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeAlias

from zaaikalender.core.events import AllDay, Event, Shown, Status, When
from zaaikalender.core.people import Answer, Attendee, AttendeeKind, Person
from zaaikalender.providers.ics_event import Content, uid_from
from zaaikalender.providers.ics_lines import one_line
from zaaikalender.providers.ics_values import date_text, utc_text
from zaaikalender.providers.outlook_text import is_mixed, text_of
from zaaikalender.providers.outlook_zones import when_of

Raw: TypeAlias = dict[str, Any]
"""An event as it came: an object of JSON that has an id."""

MARK = "String {00020329-0000-0000-C000-000000000046} Name zaaikalenderKey"
"""The extended property by which an event says that it is ours."""

_KEY = re.compile(r"[\w.-]{1,64}", re.ASCII)
_SHOWN = {
    "free": Shown.FREE,
    "tentative": Shown.TENTATIVE,
    "oof": Shown.OUT_OF_OFFICE,
    "workingElsewhere": Shown.ELSEWHERE,
}
_ANSWERS = {
    "organizer": Answer.ACCEPTED,
    "accepted": Answer.ACCEPTED,
    "tentativelyAccepted": Answer.TENTATIVE,
    "declined": Answer.DECLINED,
}


def said(raw: Raw, name: str) -> str:
    """A property that is a text; empty where it is none."""
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def version_of(raw: Raw) -> str:
    """What changes whenever the event does (and at times by itself)."""
    return said(raw, "changeKey") or etag_of(raw).removeprefix("W/").strip('"')


def etag_of(raw: Raw) -> str:
    """The ETag, as `If-Match` wants it."""
    return said(raw, "@odata.etag") or f'W/"{said(raw, "changeKey")}"'


def uid_of(raw: Raw) -> str:
    """The UID that guests see too; Outlook chooses it."""
    return uid_from(said(raw, "iCalUId")) or f"{raw['id']}"


def key_of(raw: Raw) -> str | None:
    """Our own mark, where it was asked for; what cannot be a key of ours is none."""
    found = raw.get("singleValueExtendedProperties")
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict) and said(each, "id").lower() == MARK.lower():
            value = said(each, "value")
            return value if _KEY.fullmatch(value) else None
    return None


def is_series(raw: Raw) -> bool:
    """Whether it stands for a whole series."""
    return raw.get("type") == "seriesMaster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translator:
    """Reads the events of `owner`'s calendar."""

    owner: Person

    def content(self, raw: Raw, key: str | None, *, ref: str, version: str, uid: str) -> Content:
        """All that an event says besides when it is; `ref`, `version` and `uid` are those of its item."""
        return Content(ref=ref, version=version, uid=uid, **self._parts(raw, key))

    def single(self, raw: Raw, key: str | None) -> Event:
        """A single event, or the first of a series that is looked at alone. Raises `NotReadable`."""
        when = when_of(raw)
        name = occurrence_name(raw, when) if raw.get("recurrence") else None
        parts = self._parts(raw, key)
        return Event(
            ref=raw["id"], version=version_of(raw), uid=uid_of(raw), when=when, occurrence=name, **parts
        )

    def _parts(self, raw: Raw, key: str | None) -> dict[str, Any]:
        """What both are made of. Bodies of others' private events stay unread."""
        private = said(raw, "sensitivity") not in {"", "normal"}
        shown = _SHOWN.get(said(raw, "showAs"), Shown.BUSY)
        unread, online = private and key is None, raw.get("isOnlineMeeting") is True
        return {
            "title": one_line(said(raw, "subject")),
            "text": "" if unread else text_of(raw.get("body"), online=online),
            "mixed_text": online and key is not None and is_mixed(raw.get("body")),
            "organizer": self._organizer(raw),
            "attendees": self._attendees(raw),
            "status": _status(raw, shown),
            "shown": shown,
            "private": private,
            "categories": _categories(raw),
            "key": key,
        }

    def _organizer(self, raw: Raw) -> Person | None:
        """Outlook names an organiser also where nobody is invited; of his own events it is the owner."""
        if raw.get("isOrganizer") is True:
            return self.owner
        return _person(raw.get("organizer"))

    def _attendees(self, raw: Raw) -> tuple[Attendee, ...]:
        listed = raw.get("attendees")
        if not listed or not isinstance(listed, list):
            return ()
        found = tuple(each for each in map(_attendee, listed) if each)
        if raw.get("isOrganizer") is True:
            return found
        # What the owner answered stands beside the list, which is the organiser's.
        own = Attendee(person=self.owner, answer=_answer(raw.get("responseStatus")))
        return (*(each for each in found if each.person != self.owner), own)


def _categories(raw: Raw) -> frozenset[str]:
    listed = raw.get("categories")
    found = listed if isinstance(listed, list) else []
    return frozenset(name for each in found if isinstance(each, str) and (name := one_line(each)))


def _status(raw: Raw, shown: Shown) -> Status:
    if raw.get("isCancelled") is True:
        return Status.CANCELLED
    return Status.TENTATIVE if shown is Shown.TENTATIVE else Status.CONFIRMED


def _person(part: Any) -> Person | None:
    address = part.get("emailAddress") if isinstance(part, dict) else None
    if not isinstance(address, dict) or not said(address, "address"):
        return None
    return _known(said(address, "address"), said(address, "name"))


@lru_cache(maxsize=4096)
def _known(address: str, name: str) -> Person:
    return Person(address=one_line(address), name=one_line(name))


def _attendee(part: Any) -> Attendee | None:
    # Attendees are most of what is read, so this asks each thing once.
    try:
        address = part["emailAddress"]
        where, name = address["address"], address.get("name")
    except (KeyError, TypeError):
        return None
    if not isinstance(where, str) or not where:
        return None
    called = name if isinstance(name, str) else ""
    return _guest(where, called, _answer(part.get("status")), part.get("type") == "resource")


@lru_cache(maxsize=8192)
def _guest(address: str, name: str, answer: Answer, resource: bool) -> Attendee:  # noqa: FBT001 - of a cache
    """The same few people stand in most events."""
    kind = AttendeeKind.RESOURCE if resource else AttendeeKind.INDIVIDUAL
    return Attendee(person=_known(address, name), answer=answer, kind=kind)


def _answer(part: Any) -> Answer:
    response = part.get("response") if isinstance(part, dict) else None
    return _ANSWERS.get(response, Answer.NEEDS_ACTION) if isinstance(response, str) else Answer.NEEDS_ACTION


def occurrence_name(raw: Raw, when: When) -> str:
    """Which occurrence of its series it is: the day or the moment (UTC) at which that put it."""
    try:
        original = datetime.fromisoformat(said(raw, "originalStart"))
    except ValueError:
        original = None
    if isinstance(when, AllDay):
        return date_text(original.date() if original else when.start)
    if original is None:
        return utc_text(when.start)
    return utc_text(original if original.tzinfo else original.replace(tzinfo=UTC))
