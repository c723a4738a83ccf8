"""How Google shows an event: for whose eyes, in which zone, never more than he may see.

You need this to see an event as a client gets it. What stands at its default is left out, times come in the
calendar's zone, and who may only look sees of something private no more than when it is.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from providers.fakes.google_agenda import Agenda, Entry

_DEFAULTS = {
    "transparency": "opaque",
    "visibility": "default",
    "guestsCanModify": False,
    "guestsCanInviteOthers": True,
    "guestsCanSeeOtherGuests": True,
    "anyoneCanAddSelf": False,
    "summary": "",
    "description": "",
    "location": "",
    "attendees": [],
    "recurrence": [],
    "extendedProperties": {},
}
LOOKS_ONLY = frozenset({"reader", "writerWithoutPrivateAccess"})
"""Who sees of something private no more than when it is."""

_BUSY = ("id", "status", "start", "end", "updated", "created", "iCalUID", "recurringEventId", "recurrence")
_BUSY_TOO = ("originalStartTime", "visibility", "transparency", "eventType")


def shown(agenda: Agenda, entry: Entry, who: str, asked: dict[str, Any]) -> dict[str, Any]:
    """An event as `who` (an address) gets it; `asked` are the parameters of the question."""
    raw = {
        name: value
        for name, value in entry.items()
        if not name.startswith("_") and _DEFAULTS.get(name, ...) != value
    }
    for name in ("start", "end", "originalStartTime"):
        if "dateTime" in raw.get(name, {}):
            raw[name] = _in_zone(raw[name], asked.get("timeZone") or agenda.zone)
    if entry.get("visibility") in {"private", "confidential"} and role(agenda, who) in LOOKS_ONLY:
        raw = {name: raw[name] for name in (*_BUSY, *_BUSY_TOO) if name in raw}
    raw |= entry.get("_spoiled", {})
    for name in ("creator", "organizer"):
        if name in raw:
            raw[name] = _self(raw[name], agenda)
    if "attendees" in raw:
        _guests(agenda, entry, raw, asked.get("maxAttendees"))
    link = f"https://www.google.com/calendar/event?eid={entry['id']}"
    return {"kind": "calendar#event", "etag": agenda.etag(entry), **raw, "htmlLink": link}


def tombstone(agenda: Agenda, entry: Entry) -> dict[str, Any]:
    """All that is promised of something deleted."""
    names = ("id", "status", "recurringEventId", "originalStartTime")
    raw = {name: entry[name] for name in names if name in entry}
    return {"kind": "calendar#event", "etag": agenda.etag(entry), **raw}


def role(agenda: Agenda, who: str) -> str:
    """What somebody is in this calendar; empty for a stranger."""
    return "owner" if who == agenda.owner else agenda.roles.get(who, "")


def _in_zone(part: dict[str, Any], name: str) -> dict[str, Any]:
    at = datetime.fromisoformat(part["dateTime"])
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(part["timeZone"]))
    at = at.astimezone(ZoneInfo(name)).replace(microsecond=0)
    text = at.isoformat().replace("+00:00", "Z")
    return {"dateTime": text, "timeZone": part.get("timeZone", name)}


def _self(person: dict[str, Any], agenda: Agenda) -> dict[str, Any]:
    return {**person, "self": True} if person.get("email") == agenda.id else person


def _guests(agenda: Agenda, entry: Entry, raw: dict[str, Any], most: int | None) -> None:
    mine = entry["organizer"].get("email") == agenda.id
    sees = mine or entry.get("guestsCanSeeOtherGuests", True)
    guests = [
        {**_self(one, agenda), **({"organizer": True} if one["email"] == entry["organizer"]["email"] else {})}
        for one in entry["attendees"]
        if sees or one["email"] == agenda.id
    ]
    if most and len(guests) > most:
        own = [one for one in guests if one.get("self")]
        guests = own or guests[:1]
    raw["attendees"] = guests
    if len(guests) < len(entry["attendees"]):
        raw["attendeesOmitted"] = True
