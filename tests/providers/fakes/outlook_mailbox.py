"""A mailbox as Exchange keeps it: events, a log of changes, and each mail that it sent.

You need this to see what was mailed and why (`mails`), or to give the fake one more unpleasant habit (the
fields of `Habits`). Nothing in here knows HTTP.
"""

import copy
import hashlib
from calendar import monthcalendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from providers.fakes.outlook_schema import Refused

DEFAULTS = {
    "subject": "",
    "isAllDay": False,
    "showAs": "busy",
    "sensitivity": "normal",
    "importance": "normal",
    "attendees": [],
    "categories": [],
    "isCancelled": False,
    "isOnlineMeeting": False,
    "responseRequested": True,
    "hideAttendees": False,
    "type": "singleInstance",
    "recurrence": None,
}
_NOTICED = ("subject", "body", "start", "end", "isAllDay", "location")


@dataclass(kw_only=True)
class Habits:
    """What Graph was seen to do, or does not promise not to do; all off is a day on which all goes well."""

    moves_by_itself: bool = False
    empty_pages: bool = False
    duplicates: bool = False
    masters_missing: bool = False
    plain_text_in_delta: bool = True
    repeated_transaction: int = 201
    lag: int = 0
    read_only: bool = False
    overloaded_above_days: int | None = None
    forgets_as: tuple[int, str] = (410, "SyncStateNotFound")


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to one attendee: an invitation, an update or a cancellation. `by` is "us" or "person"."""

    to: str
    what: str
    ref: str
    by: str


def zone_named(name: str) -> ZoneInfo:
    """The zone; one without rules of its own is kept like UTC."""
    known = {"UTC": "UTC", "Customized Time Zone": "UTC", **WINDOWS_TO_OLSON}
    return ZoneInfo(known.get(name, name))


def instant(part: dict[str, str]) -> datetime:
    """The moment (UTC) of a dateTimeTimeZone."""
    at = datetime.fromisoformat(part["dateTime"]).replace(tzinfo=zone_named(part["timeZone"]))
    return at.astimezone(UTC)


@dataclass
class Mailbox:
    """One person's calendar. `events` are kept as bodies of Graph, `start` and `end` as they were written."""

    address: str
    clock: Callable[[], datetime]
    habits: Habits = field(default_factory=Habits)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    bin: dict[str, dict[str, Any]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    generation: int = 1
    forbidden: tuple[int, str] | None = None
    _count: int = 0

    def take_over(self, other: "Mailbox") -> None:
        """Becomes just like another one."""
        for name in ("events", "bin", "log", "mails", "generation", "_count"):
            setattr(self, name, copy.deepcopy(getattr(other, name)))

    def _global_id(self) -> str:
        """As Exchange makes them: no other mailbox in the world has the same ([MS-OXOCAL] 2.2.1.27)."""
        place = hashlib.sha256(self.address.encode()).hexdigest()[:16].upper()
        return f"040000008200E00074C5B7101A82E008{place}{self._count:08}"

    def create(self, body: dict[str, Any], by: str, **own: Any) -> dict[str, Any]:
        """A new event; a repeated `transactionId` gives the one that is there (or a 409)."""
        known = body.get("transactionId")
        for event in self.events.values():
            if known and event.get("transactionId") == known:
                if self.habits.repeated_transaction == 409:
                    raise Refused("ErrorDuplicateTransactionId", "409")
                return event
        self._count += 1
        ref = f"AAkA{self._count:06}="
        event = {
            **copy.deepcopy(DEFAULTS),
            "id": ref,
            "iCalUId": self._global_id(),
            "organizer": {"emailAddress": {"address": self.address, "name": self.address}},
            "isOrganizer": True,
            "responseStatus": {"response": "organizer", "time": "0001-01-01T00:00:00Z"},
            "marks": {},
            "exceptions": {},
            "deleted": [],
            "born": len(self.log),
        }
        self.events[ref] = event
        self._set(event, {**body, **own})
        self._mail(event, [], event["attendees"], by, noticed=False)
        if self.habits.moves_by_itself and by == "us":
            self._touch(event)
        return event

    def change(self, ref: str, body: dict[str, Any], by: str) -> dict[str, Any]:
        """Replaces these properties. Attendees are replaced as a whole; who is left out is cancelled."""
        event = self.events[ref]
        before = list(event["attendees"])
        self._set(event, body)
        alone = set(body) == {"attendees"}
        noticed = not alone and any(name in body for name in (*_NOTICED, "attendees"))
        self._mail(event, before, event["attendees"], by, noticed=noticed)
        return event

    def remove(self, ref: str, by: str) -> None:
        """To the bin; an organizer's meeting mails cancellations however it is deleted."""
        event = self.events.pop(ref)
        self.bin[ref] = event
        self.log.append(ref)
        if event["isOrganizer"]:
            self._mail(event, event["attendees"], [], by, noticed=False)

    def restore(self, ref: str) -> None:
        """Back out of the bin."""
        self.events[ref] = self.bin.pop(ref)
        self._touch(self.events[ref])

    def _set(self, event: dict[str, Any], body: dict[str, Any]) -> None:
        body = copy.deepcopy(body)
        for each in body.pop("singleValueExtendedProperties", ()):
            event["marks"][each["id"]] = each["value"]
        answers = {_address(one): one.get("status") for one in event["attendees"]}
        for one in body.get("attendees", ()):
            none = {"response": "none", "time": "0001-01-01T00:00:00Z"}
            one["status"] = answers.get(_address(one)) or one.get("status") or none
            one.setdefault("type", "required")
        event.update(body)
        if event["recurrence"]:
            event["type"] = "seriesMaster"
        if instant(event["end"]) < instant(event["start"]):
            raise Refused("ErrorPropertyValidationFailure", "the end lies before the start")
        self._touch(event)

    def _touch(self, event: dict[str, Any]) -> None:
        self.log.append(event["id"])
        event["changeKey"] = f"CK{len(self.log):08}=="

    def _mail(self, event, before, after, by, *, noticed: bool) -> None:
        was, now = {_address(one) for one in before}, {_address(one) for one in after}
        for to in sorted((was | now) - {self.address}):
            if to not in was:
                self.mails.append(Mail(to=to, what="invitation", ref=event["id"], by=by))
            elif to not in now:
                self.mails.append(Mail(to=to, what="cancellation", ref=event["id"], by=by))
            elif noticed:
                self.mails.append(Mail(to=to, what="update", ref=event["id"], by=by))

    def occurrences(self, event: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The occurrences of a series by its pattern, exceptions in the place of theirs."""
        pattern, span = event["recurrence"]["pattern"], event["recurrence"]["range"]
        zone = zone_named(event["start"]["timeZone"])
        first = instant(event["start"]).astimezone(zone).replace(tzinfo=None)
        lasts = instant(event["end"]) - instant(event["start"])
        for number in range(min(span.get("numberOfOccurrences") or 200, 200)):
            wall = _walled(first, number * pattern["interval"], pattern)
            name = wall.date().isoformat()
            if name in event["deleted"]:
                continue
            start = wall.replace(tzinfo=zone).astimezone(UTC)
            moved = event["exceptions"].get(name, {})
            yield {
                "id": f"{event['id']}.{name}",
                "type": "exception" if moved else "occurrence",
                "seriesMasterId": event["id"],
                "start": utc(start),
                "end": utc(start + lasts),
                "originalStart": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
                **moved,
            }

    def touches(self, part: dict[str, Any], start: datetime, end: datetime) -> bool:
        """Whether an event (or occurrence) lies in a window; whole days by the owner's midnight."""
        since, till = instant(part["start"]), instant(part["end"])
        if part.get("isAllDay"):
            zone = ZoneInfo("Europe/Amsterdam")
            days = (date.fromisoformat(part[name]["dateTime"][:10]) for name in ("start", "end"))
            since, till = (datetime.combine(day, time(), zone) for day in days)
        return since < end and till > start

    def in_window(self, event: dict[str, Any], start: datetime, end: datetime) -> list[dict[str, Any]] | None:
        """The occurrences in a window, [] for a single event in it, None where nothing of it is."""
        if event["type"] != "seriesMaster":
            return [] if self.touches(event, start, end) else None
        found = [one for one in self.occurrences(event) if self.touches(one, start, end)]
        return found or None


_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def _walled(first: datetime, number: int, pattern: dict[str, Any]) -> datetime:
    """So many steps of a pattern further: weeks, or years by a weekday's place in its month."""
    if pattern["type"] == "weekly":
        return first + timedelta(weeks=number)
    weekday = _DAYS.index(pattern["daysOfWeek"][0])
    days = monthcalendar(first.year + number, pattern["month"])
    those = [week[weekday] for week in days if week[weekday]]
    place = _PLACES[pattern["index"]]
    return datetime.combine(
        date(first.year + number, pattern["month"], those[place - (place > 0)]), first.time()
    )


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def utc(at: datetime) -> dict[str, str]:
    return {"dateTime": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.0000000"), "timeZone": "UTC"}


def _address(attendee: dict[str, Any]) -> str:
    return attendee["emailAddress"]["address"].lower()
