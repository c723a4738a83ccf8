"""What each method of the API does in the fake, by its name in the discovery document.

You need this to add a method: a function of a `Call` that gives the answer as a dict (None for 204), listed
in `METHODS`. What it was asked is checked already.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from providers.fakes import google_busy
from providers.fakes.google_agenda import Agenda, Entry
from providers.fakes.google_list import listed
from providers.fakes.google_schema import Refused, bad
from providers.fakes.google_series import instances, overlaps
from providers.fakes.google_show import role, shown
from providers.fakes.google_world import Deed, World

Answer = dict[str, Any]
_WRITERS = frozenset({"owner", "writer", "writerWithoutPrivateAccess"})
_UPDATES = {True: "all", False: "none", None: "none"}


@dataclass(frozen=True, kw_only=True)
class Call:
    """A question of somebody who may ask it. `match` is the If-Match, `names` what stood in the path."""

    google: Any
    grant: Any
    asked: dict[str, Any]
    names: dict[str, str]
    sent: dict[str, Any]
    match: str | None
    agenda: Any
    writes: bool

    @property
    def world(self) -> World:
        return self.google.world

    @property
    def deed(self) -> Deed:
        old = _UPDATES[self.asked.get("sendNotifications")]
        return Deed(by="us", updates=self.asked.get("sendUpdates", old))

    def here(self) -> Agenda:
        """The calendar; of a writer more is asked than of a reader."""
        if self.writes and role(self.agenda, self.grant.who) not in _WRITERS:
            raise Refused(403, "requiredAccessLevel", "You need to have writer access to this calendar.")
        return self.agenda

    def event(self) -> Entry:
        """The event in question, if it is still the one that `If-Match` names."""
        entry = self.world.entry(self.here(), self.names["eventId"])
        if self.match not in {None, "*", self.agenda.etag(entry)}:
            where = {"locationType": "header", "location": "If-Match"}
            raise Refused(412, "conditionNotMet", "Precondition Failed", **where)
        return entry

    def show(self, entry: Entry) -> Answer:
        return shown(self.agenda, entry, self.grant.who, self.asked)

    def body(self) -> dict[str, Any]:
        """The event that was sent, without what its own parameter has to allow."""
        if self.grant.service and self.sent.get("attendees"):
            message = "Service accounts cannot invite attendees without Domain-Wide Delegation of Authority."
            raise Refused(403, "forbiddenForServiceAccounts", message, domain="calendar")
        left = {"conferenceData"} if not self.asked.get("conferenceDataVersion") else set()
        left |= {"attachments"} if not self.asked.get("supportsAttachments") else set()
        left |= {"eventLabelId"} if self.asked.get("eventLabelVersion") != 1 else set()
        return {name: value for name, value in self.sent.items() if name not in left}


def _listed(call: Call) -> Answer:
    return listed(call.here(), call.grant.who, call.asked)


def _got(call: Call) -> Answer:
    return call.show(call.event())


def _inserted(call: Call) -> Answer:
    return call.show(call.world.insert(call.here(), call.body(), call.deed))


def _patched(call: Call) -> Answer:
    entry = call.event()
    return call.show(call.world.change(call.agenda, entry["id"], call.body(), call.deed))


def _updated(call: Call) -> Answer:
    entry = call.event()
    return call.show(call.world.change(call.agenda, entry["id"], call.body(), call.deed, whole=True))


def _deleted(call: Call) -> None:
    call.world.remove(call.agenda, call.event()["id"], call.deed)


def _instances(call: Call) -> Answer:
    master = call.event()
    if "recurrence" not in master:
        raise bad("The event is not a recurring one.")
    window = call.asked.get("timeMin"), call.asked.get("timeMax")
    found = [
        one
        for one in instances(call.agenda, master)
        if (call.asked.get("showDeleted") or one["status"] != "cancelled")
        and overlaps(call.agenda, one, *window)
    ]
    size, since = min(call.asked.get("maxResults", 250), 2500), int(call.asked.get("pageToken", 0))
    page = {
        "kind": "calendar#events",
        "etag": call.agenda.etag(master),
        "summary": call.agenda.title or call.agenda.id,
        "timeZone": call.agenda.zone,
        "accessRole": role(call.agenda, call.grant.who),
        "items": [call.show(one) for one in found[since : since + size]],
    }
    return page | ({"nextPageToken": str(since + size)} if since + size < len(found) else {})


def _calendar(call: Call) -> Answer:
    agenda = call.here()
    named = {"id": agenda.id, "summary": agenda.title or agenda.id, "timeZone": agenda.zone}
    labels = [{"id": ref, "name": name, "backgroundColor": "#039be5"} for ref, name in agenda.labels.items()]
    return {
        "kind": "calendar#calendar",
        "etag": f'"c{agenda.generation}"',
        **named,
        "dataOwner": agenda.owner,
        **({"labelProperties": {"eventLabels": labels}} if labels else {}),
    }


def _entry(call: Call) -> Answer:
    known = _calendar(call)
    known.pop("labelProperties", None)
    answer = {
        **known,
        "kind": "calendar#calendarListEntry",
        "accessRole": role(call.agenda, call.grant.who),
    }
    return (
        answer
        | {"selected": True, "defaultReminders": []}
        | ({"primary": True} if call.agenda.primary else {})
    )


def _entries(call: Call) -> Answer:
    seen = [each for each in call.world.agendas.values() if role(each, call.grant.who)]
    items = [_entry(replace(call, agenda=agenda)) for agenda in seen]
    return {"kind": "calendar#calendarList", "etag": '"l1"', "items": items, "nextSyncToken": "list"}


def _busy(call: Call) -> Answer:
    return google_busy.answered(call.world, call.grant.who, call.sent)


def _watched(call: Call) -> Answer:
    """Watching is reading: who may only look may watch, too."""
    return call.google.bells.hang(call.agenda, call.sent)


def _stopped(call: Call) -> None:
    call.google.bells.stop(call.sent)


METHODS: dict[str, Callable[[Call], Answer | None]] = {
    "events.list": _listed,
    "events.get": _got,
    "events.insert": _inserted,
    "events.patch": _patched,
    "events.update": _updated,
    "events.delete": _deleted,
    "events.instances": _instances,
    "calendars.get": _calendar,
    "calendarList.get": _entry,
    "calendarList.list": _entries,
    "freebusy.query": _busy,
    "events.watch": _watched,
    "channels.stop": _stopped,
}
