"""What becomes of an event in Google when somebody writes it: a new one, a patch of it, or all of it anew.

You need this to see which event a body makes. What only Google writes is passed over in silence, a patch
merges objects and strikes out what is null, and lists (guests!) are replaced as a whole.
"""

import copy
from typing import Any

from providers.fakes.google_agenda import Agenda, Entry
from providers.fakes.google_rules import READ_ONLY, check_event, check_new, kept
from providers.fakes.google_schema import bad

Body = dict[str, Any]
_GUESTS = {"self", "organizer", "id", "resource", "asyncOperation"}
_FIXED = (
    "id",
    "iCalUID",
    "eventType",
    "recurringEventId",
    "originalStartTime",
    "created",
    "creator",
    "organizer",
)


def made(agenda: Agenda, body: Body, ref: str) -> Entry:
    """A new event out of this body; `ref` is its id where it names none."""
    body = _clean(body)
    check_new(body)
    if body.get("status") == "cancelled":
        raise bad("Invalid value for: status")
    organizer = {"email": agenda.id} | ({} if agenda.primary else {"displayName": agenda.title})
    ref = body.get("id", ref)
    entry = {
        "status": "confirmed",
        "eventType": "default",
        "reminders": {"useDefault": True},
        "sequence": 0,
        "iCalUID": f"{ref}@google.com",
        **body,
        "id": ref,
        "creator": {"email": agenda.owner},
        "organizer": organizer,
    }
    return _settled(agenda, entry)


def patched(agenda: Agenda, entry: Entry, body: Body) -> Entry:
    """The event with this patch."""
    body = {name: value for name, value in body.items() if name not in READ_ONLY} | _own_answer(
        agenda, entry, body
    )
    _check_fixed(entry, body)
    return _settled(agenda, _merged(entry, body))


def replaced(agenda: Agenda, entry: Entry, body: Body) -> Entry:
    """The event as this body has it; what the body lacks is gone."""
    clean = _clean(body)
    _check_fixed(entry, clean)
    stays = {name: entry[name] for name in (*_FIXED, "sequence") if name in entry}
    hidden = {name: value for name, value in entry.items() if name.startswith("_")}
    return _settled(
        agenda, {"status": "confirmed", "reminders": {"useDefault": True}, **clean, **stays, **hidden}
    )


def changes(before: Entry, after: Entry) -> set[str]:
    """The names of what is otherwise now."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name) and name[0] != "_"}


def _clean(body: Body) -> Body:
    body = {name: value for name, value in body.items() if name not in READ_ONLY}
    return _merged({}, body)


def _merged(entry: Body, patch: Body) -> Body:
    result = copy.deepcopy(entry)
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, dict):
            below = result.get(name)
            result[name] = _merged(below if isinstance(below, dict) else {}, value)
        else:
            result[name] = copy.deepcopy(value)
    return result


def _own_answer(agenda: Agenda, entry: Entry, body: Body) -> Body:
    """With `attendeesOmitted` a guest list is only somebody's own entry."""
    if not body.get("attendeesOmitted") or "attendees" not in body:
        return {}
    own = {one["email"].lower(): one for one in body["attendees"] if one["email"].lower() == agenda.id}
    return {"attendees": [{**one, **own.get(one["email"], {})} for one in entry.get("attendees", ())]}


def _check_fixed(entry: Entry, body: Body) -> None:
    if "eventType" in body and body["eventType"] != entry["eventType"]:
        raise bad("Event type cannot be changed.", "eventTypeRestriction")
    if "id" in body and body["id"] != entry["id"]:
        raise bad("Invalid resource id value.")
    if body.get("iCalUID", entry["iCalUID"]) != entry["iCalUID"]:
        raise bad("The UID of an event cannot be changed.")
    if body.get("sequence", entry["sequence"]) < entry["sequence"]:
        raise bad("Invalid sequence value. The specified sequence number is below the current one.")


def _settled(agenda: Agenda, entry: Entry) -> Entry:
    """The event as it is stored, if it may stand."""
    if "attendees" in entry:
        entry["attendees"] = _guests(entry["attendees"])
    check_event(entry, agenda.zone)
    if "extendedProperties" in entry:
        entry["extendedProperties"] = kept(entry["extendedProperties"])
    for name in ("attendees", "recurrence"):
        if not entry.get(name, True):
            del entry[name]
    return entry


def _guests(sent: list[Body]) -> list[Body]:
    """Each address once; who says nothing has not answered."""
    guests: dict[str, Body] = {}
    for one in sent:
        kept_parts = {name: value for name, value in one.items() if name not in _GUESTS and value is not None}
        address = kept_parts.get("email", "").lower()
        guests[address] = {"responseStatus": "needsAction", **kept_parts, "email": address}
    return list(guests.values())
