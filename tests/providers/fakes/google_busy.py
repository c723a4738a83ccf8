"""freebusy.query in the fake Google: when somebody is busy and nothing else, each calendar for itself.

You need this to see what counts as busy. A calendar that cannot be read is an error inside an answer of 200.
"""

from datetime import UTC, datetime
from typing import Any

from providers.fakes.google_agenda import Agenda, Entry
from providers.fakes.google_schema import Refused, bad, moment
from providers.fakes.google_series import instances
from providers.fakes.google_show import role
from providers.fakes.google_world import World

_FREE = {"workingLocation", "birthday"}


def answered(world: World, who: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Busy times of up to 50 calendars."""
    try:
        since, till = moment(sent["timeMin"]), moment(sent["timeMax"])
    except (KeyError, ValueError):
        raise Refused(400, "required", "Missing or invalid timeMin or timeMax.") from None
    if till <= since:
        raise bad("The specified time range is empty.", "timeRangeEmpty")
    if sent.get("calendarExpansionMax", 50) > 50:
        raise bad("Invalid value for: calendarExpansionMax")
    refs = [str(one.get("id", "")) for one in sent.get("items", ())]
    most = sent.get("calendarExpansionMax", 50)
    calendars = {
        ref: _trouble("tooManyCalendarsRequested") if len(refs) > most else _one(world, who, ref, since, till)
        for ref in refs
    }
    bounds = {"timeMin": sent["timeMin"], "timeMax": sent["timeMax"]}
    return {"kind": "calendar#freeBusy", **bounds, "calendars": calendars}


def _trouble(reason: str) -> dict[str, Any]:
    return {"errors": [{"domain": "global", "reason": reason}], "busy": []}


def _one(world: World, who: str, ref: str, since: datetime, till: datetime) -> dict[str, Any]:
    agenda = world.agendas.get(who if ref == "primary" else ref)
    if agenda is None or not role(agenda, who):
        return _trouble("notFound")
    spans = [agenda.span(one) for one in _parts(agenda) if _blocks(agenda, one)]
    merged: list[list[datetime]] = []
    for start, end in sorted((max(start, since), min(end, till)) for start, end in spans):
        if start < end and merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        elif start < end:
            merged.append([start, end])
    return {"busy": [{"start": _text(start), "end": _text(end)} for start, end in merged]}


def _parts(agenda: Agenda) -> list[Entry]:
    singles = [one for one in agenda.entries.values() if not {"recurrence", "recurringEventId"} & set(one)]
    masters = [one for one in agenda.entries.values() if "recurrence" in one and one["status"] != "cancelled"]
    return [*singles, *(part for master in masters for part in instances(agenda, master))]


def _blocks(agenda: Agenda, entry: Entry) -> bool:
    answers = {one["email"]: one["responseStatus"] for one in entry.get("attendees", ())}
    free = entry.get("transparency") == "transparent" or entry["eventType"] in _FREE
    return entry["status"] != "cancelled" and not free and answers.get(agenda.id) != "declined"


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
