"""What Microsoft Graph takes in the body of an event, kept by hand from its public reference.

You need this when the fake refuses a body: an unknown property, a wrong type or an unknown word is a 400.
https://learn.microsoft.com/graph/api/resources/event
"""

from datetime import datetime

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

SHOWN = ("free", "tentative", "busy", "oof", "workingElsewhere", "unknown")
SENSITIVITY = ("normal", "personal", "private", "confidential")
ANSWERS = ("none", "organizer", "tentativelyAccepted", "accepted", "declined", "notResponded")
IANA = ("Europe/Amsterdam", "Europe/Berlin", "Europe/London", "America/New_York", "Etc/UTC")


class Refused(Exception):
    """The body is not one of Graph's: its code and sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _bad(message: str) -> Refused:
    return Refused("RequestBodyRead", message)


def _of(kind):
    def check(value, name):
        if type(value) is not kind:
            raise _bad(f"{name}: not of the type {kind.__name__}")

    return check


def _word(*words):
    def check(value, name):
        if value not in words:
            raise _bad(f"{name}: '{value}' is not one of {words}")

    return check


def _object(**parts):
    def check(value, name):
        if type(value) is not dict:
            raise _bad(f"{name}: not an object")
        for key, part in value.items():
            if key not in parts:
                raise _bad(f"The property '{key}' does not exist on type '{name}'")
            parts[key](part, f"{name}.{key}")

    return check


def _list(part):
    def check(value, name):
        if type(value) is not list:
            raise _bad(f"{name}: not a collection")
        for each in value:
            part(each, name)

    return check


def _subject(value, name):
    _of(str)(value, name)
    if len(value) > 255:
        raise Refused("ErrorPropertyValidationFailure", "a subject of more than 255 characters")


def _moment(value, name):
    _object(dateTime=_of(str), timeZone=_of(str))(value, name)
    if set(value) != {"dateTime", "timeZone"}:
        raise _bad(f"{name}: dateTime and timeZone go together")
    try:
        if datetime.fromisoformat(value["dateTime"]).tzinfo is not None:
            raise _bad(f"{name}: a dateTime has no offset")
    except ValueError:
        raise _bad(f"{name}: not a dateTime") from None
    if value["timeZone"] not in {"UTC", *IANA, *WINDOWS_TO_OLSON}:
        raise Refused("TimeZoneNotSupportedException", "A valid TimeZone value must be specified.")


_ADDRESS = _object(address=_of(str), name=_of(str))
_RESPONSE = _object(response=_word(*ANSWERS), time=_of(str))
_ATTENDEE = _object(emailAddress=_ADDRESS, type=_word("required", "optional", "resource"), status=_RESPONSE)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PATTERN = _object(
    type=_word("daily", "weekly", "absoluteMonthly", "relativeMonthly", "absoluteYearly", "relativeYearly"),
    interval=_of(int),
    month=_of(int),
    dayOfMonth=_of(int),
    daysOfWeek=_list(_word(*_DAYS)),
    firstDayOfWeek=_word(*_DAYS),
    index=_word("first", "second", "third", "fourth", "last"),
)
_RANGE = _object(
    type=_word("endDate", "noEnd", "numbered"),
    startDate=_of(str),
    endDate=_of(str),
    recurrenceTimeZone=_of(str),
    numberOfOccurrences=_of(int),
)
_EVENT = {
    "subject": _subject,
    "body": _object(contentType=_word("text", "html"), content=_of(str)),
    "start": _moment,
    "end": _moment,
    "isAllDay": _of(bool),
    "showAs": _word(*SHOWN),
    "sensitivity": _word(*SENSITIVITY),
    "importance": _word("low", "normal", "high"),
    "attendees": _list(_ATTENDEE),
    "categories": _list(_of(str)),
    "isReminderOn": _of(bool),
    "reminderMinutesBeforeStart": _of(int),
    "responseRequested": _of(bool),
    "allowNewTimeProposals": _of(bool),
    "hideAttendees": _of(bool),
    "transactionId": _of(str),
    "recurrence": _object(pattern=_PATTERN, range=_RANGE),
    "singleValueExtendedProperties": _list(_object(id=_of(str), value=_of(str))),
}


def _check_recurrence(body) -> None:
    """A series begins on the day of its start, in its own zone."""
    parts, start = body["recurrence"], body.get("start", {})
    if set(parts) != {"pattern", "range"} or not {"type", "interval"} <= set(parts["pattern"]):
        raise Refused("ErrorPropertyValidationFailure", "a recurrence is a pattern and a range")
    if parts["range"].get("startDate") != start.get("dateTime", "")[:10]:
        raise Refused("ErrorPropertyValidationFailure", "the range begins on another day than the event")
    if parts["range"].get("recurrenceTimeZone") != start.get("timeZone"):
        raise Refused("ErrorPropertyValidationFailure", "the recurrence is in another zone than the event")


def check_event(body, *, new: bool) -> None:
    """Raises `Refused` for what Graph would not take."""
    _object(**_EVENT)(body, "microsoft.graph.event")
    if not new and "transactionId" in body:
        raise Refused("ErrorInvalidRequest", "transactionId cannot be changed")
    if "recurrence" in body:
        _check_recurrence(body)
    if ("start" in body) != ("end" in body) or (new and "start" not in body):
        raise Refused("ErrorInvalidRequest", "start and end go together")
    if body.get("isAllDay") and any(
        not body[name]["dateTime"].partition("T")[2].startswith("00:00:00")
        for name in ("start", "end")
        if name in body
    ):
        raise Refused("ErrorInvalidRequest", "whole days begin and end at midnight")
