"""From a draft to what Microsoft Graph takes, and what of a text survives there.

You need this when something is written to Outlook otherwise than it was meant. Pure translation. Attendees
stand in one body only: that of an approval, since Microsoft mails everybody who is on an event and nothing
can suppress it (https://learn.microsoft.com/graph/api/user-post-events).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Approval, Draft, Field
from zaaikalender.core.events import Shown
from zaaikalender.providers import yearly
from zaaikalender.providers.ics_lines import one_line
from zaaikalender.providers.outlook_read import MARK, Raw
from zaaikalender.providers.outlook_text import plain
from zaaikalender.providers.outlook_zones import written

_LONGEST_TITLE = 255
"""Exchange takes no longer subject."""
_SPACE = UUID("5d0c1e5b-6f0e-4f0f-9b61-6d3a8d2f7a11")
_INDEXES = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_SHOWN = {
    Shown.BUSY: "busy",
    Shown.TENTATIVE: "tentative",
    Shown.FREE: "free",
    Shown.OUT_OF_OFFICE: "oof",
    Shown.ELSEWHERE: "workingElsewhere",
}


def dialect(draft: Draft) -> Draft:
    """The draft as Outlook gives it back."""
    title = " ".join(one_line(draft.title).split())[:_LONGEST_TITLE].rstrip()
    return replace(draft, title=title, text=plain(draft.text))


def transaction_of(key: str) -> str:
    """By this the server knows a creation that is sent twice. Immutable, and the same for ever for a key."""
    return str(uuid5(_SPACE, key))


def new(key: str, draft: Draft, zone: ZoneInfo) -> dict[str, Any]:
    """A new event with our mark and without guests."""
    return {
        **changed(draft, frozenset(Field), zone),
        **(_yearly(draft, zone) if draft.yearly else {}),
        "sensitivity": "private" if draft.private else "normal",
        "transactionId": transaction_of(key),
        "singleValueExtendedProperties": [{"id": MARK, "value": key}],
    }


def _yearly(draft: Draft, zone: ZoneInfo) -> dict[str, Any]:
    """The recurrence (https://learn.microsoft.com/graph/api/resources/patternedrecurrence); it has no end."""
    part = written(draft.when, zone)["start"]
    first = date.fromisoformat(part["dateTime"][:10])
    pattern = {
        "type": "relativeYearly",
        "interval": 1,
        "month": first.month,
        "daysOfWeek": [yearly.WEEKDAYS[first.weekday()]],
        "index": _INDEXES[yearly.place_in_month(first)],
    }
    span = {"type": "noEnd", "startDate": first.isoformat(), "recurrenceTimeZone": part["timeZone"]}
    return {"recurrence": {"pattern": pattern, "range": span}}


def changed(draft: Draft, fields: frozenset[Field], zone: ZoneInfo) -> dict[str, Any]:
    """The properties that these fields are, and no others."""
    said = dialect(draft)
    every: Mapping[Field, dict[str, Any]] = {
        Field.TITLE: {"subject": said.title},
        Field.WHEN: written(said.when, zone),
        Field.TEXT: {"body": {"contentType": "text", "content": said.text}},
        Field.SHOWN: {"showAs": _SHOWN[said.shown]},
    }
    return {name: value for field in Field if field in fields for name, value in every[field].items()}


def invited(standing: Raw, approval: Approval) -> list[dict[str, Any]]:
    """All attendees as they are to be: those who stand there with their answers, and the approved ones.

    The list replaces the one before: who is left out would be mailed a cancellation.
    """
    there = [each for each in standing.get("attendees") or () if isinstance(each, dict)]
    known = {_address(each) for each in there}
    added = [
        {"emailAddress": {"address": guest.address, "name": guest.name or guest.address}, "type": "required"}
        for guest in approval.guests
        if guest.address not in known
    ]
    return [*there, *added]


def _address(attendee: dict[str, Any]) -> str:
    found = attendee.get("emailAddress")
    return str(found.get("address", "")).strip().lower() if isinstance(found, dict) else ""
