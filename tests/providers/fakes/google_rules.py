"""Google's rules for an event that its discovery document does not tell: ids, times, zones, guests, limits.

You need this when the fake refuses (400), or silently drops, what was well-formed. Some limits answer
nothing at all: what is too long of an extended property is simply not there.
"""

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from providers.fakes.google_schema import bad, moment

_ID = re.compile(r"[a-v0-9]{5,1024}")
_MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+|[^@\s<>,;]+@[a-z0-9-]+")
_LINE = re.compile(r"(RRULE|EXRULE|RDATE|EXDATE)[:;].+")
_KEY, _VALUE, _PROPERTIES, _OCTETS = 44, 1024, 300, 32_768
READ_ONLY = frozenset(
    {"kind", "etag", "htmlLink", "created", "updated", "creator", "organizer", "locked", "hangoutLink"}
    | {"recurringEventId", "originalStartTime", "endTimeUnspecified", "privateCopy", "attendeesOmitted"}
)
STATUS_TYPES = frozenset({"outOfOffice", "focusTime", "workingLocation"})


def zone(name: str) -> ZoneInfo:
    """The IANA zone; Google knows no others."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise bad("Invalid time zone definition.") from None


def instant(part: dict[str, Any], calendar: str) -> datetime:
    """The moment (UTC) of a start or an end; a day begins at midnight in the calendar's zone."""
    if part.get("date"):
        return datetime.combine(date.fromisoformat(part["date"]), time(), ZoneInfo(calendar)).astimezone(UTC)
    at = datetime.fromisoformat(part["dateTime"])
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(part["timeZone"]))
    return at.astimezone(UTC)


def check_new(body: dict[str, Any]) -> None:
    """What only a new event may say."""
    if "id" in body and not _ID.fullmatch(body["id"]):
        raise bad("Invalid resource id value.")
    if "id" in body and "iCalUID" in body:
        raise bad("Only one of id and iCalUID may be given.")
    if body.get("eventType") == "fromGmail":
        raise bad("Event type cannot be created.", "eventTypeRestriction")


def check_event(event: dict[str, Any], calendar: str) -> None:
    """An event as it would stand; `calendar` is the calendar's zone."""
    for name in ("start", "end"):
        _check_time(name, event[name])
    if ("date" in event["start"]) != ("date" in event["end"]):
        raise bad("Start and end times must either both be date or both be dateTime.")
    if instant(event["end"], calendar) < instant(event["start"], calendar) or (
        event["start"].get("date") and event["start"] == event["end"]
    ):
        raise bad("The specified time range is empty.", "timeRangeEmpty")
    _check_recurrence(event)
    _check_guests(event)
    _check_reminders(event)
    if event.get("eventType") in STATUS_TYPES and "attendees" in event:
        raise bad("This type of event has no attendees.", "eventTypeRestriction")
    if event.get("eventType") == "birthday" and "private" in event.get("extendedProperties", {}):
        raise bad("This type of event has no private properties.", "eventTypeRestriction")


def _check_time(name: str, part: dict[str, Any]) -> None:
    if ("date" in part) == ("dateTime" in part):
        raise bad(f"Invalid {name} time: either date or dateTime.")
    if "timeZone" in part:
        zone(part["timeZone"])
    if "dateTime" in part and datetime.fromisoformat(part["dateTime"]).tzinfo is None:
        if "timeZone" not in part:
            raise bad(f"Missing time zone definition for {name} time.", "required")
    elif "dateTime" in part:
        try:
            moment(part["dateTime"])
        except ValueError:
            raise bad(f"Invalid {name} time.") from None


def _check_recurrence(event: dict[str, Any]) -> None:
    lines = event.get("recurrence")
    if not lines:
        return
    if "dateTime" in event["start"] and not ("timeZone" in event["start"] and "timeZone" in event["end"]):
        raise bad("Missing time zone definition for start time.", "required")
    try:
        for line in lines:
            if not _LINE.fullmatch(line):
                raise bad("Invalid recurrence rule.")
            if line.startswith("RRULE:"):
                rrulestr(line, dtstart=datetime(2026, 1, 1, tzinfo=UTC if "Z" in line else None))
    except (ValueError, TypeError, KeyError):
        raise bad("Invalid recurrence rule.") from None


def _check_guests(event: dict[str, Any]) -> None:
    for one in event.get("attendees", ()):
        if not _MAIL.fullmatch(one.get("email", "")):
            raise bad("Invalid attendee email.")
    if len(event.get("attendees", ())) > 200:
        raise bad("Too many attendees.", "tooManyAttendees")


def _check_reminders(event: dict[str, Any]) -> None:
    reminders = event.get("reminders", {})
    overrides = reminders.get("overrides", ())
    if len(overrides) > 5 or any(not 0 <= one.get("minutes", -1) <= 40320 for one in overrides):
        raise bad("Invalid reminder overrides.")
    if overrides and reminders.get("useDefault"):
        raise bad(
            "Cannot specify both default reminders and overrides at the same time.",
            "cannotUseDefaultRemindersAndSpecifyOverride",
        )


def kept(properties: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What Google keeps of extended properties; it says nothing about the rest."""
    left, size, found = _PROPERTIES, 0, {}
    for kind in ("private", "shared"):
        for key, value in properties.get(kind, {}).items():
            size += len(key.encode()) + len(value[:_VALUE].encode())
            if value is None or len(key) > _KEY or left == 0 or size > _OCTETS:
                continue
            left -= 1
            found.setdefault(kind, {})[key] = value[:_VALUE]
    return found
