"""All calendars of a fake Google, what one write does to other people's copies, and each mail that is sent.

You need this to see what was mailed and why (`mails`). A guest with a calendar here has a copy under the same
id: the organizer's changes come to it, his answer goes back, his private properties stay his own.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from providers.fakes.google_agenda import Agenda, Entry, stamp
from providers.fakes.google_mails import TIMES, Deed, Mail, answers_of, sent
from providers.fakes.google_merge import changes, made, patched, replaced
from providers.fakes.google_schema import Refused
from providers.fakes.google_series import instance, instances

OWN = {"reminders", "colorId", "transparency", "visibility", "eventLabelId"}
_ALPHABET = "0123456789abcdefghijklmnopqrstuv"


@dataclass
class World:
    """All calendars by their id."""

    clock: Callable[[], datetime]
    agendas: dict[str, Agenda] = field(default_factory=dict)
    mails: list[Mail] = field(default_factory=list)
    count: int = 0

    def agenda(self, address: str, **more: Any) -> Agenda:
        """Somebody's calendar (of more than one: `id`), made where there is none."""
        ref = more.pop("id", address)
        return self.agendas.setdefault(ref, Agenda(ref, address, self.clock, **more))

    def take_over(self, other: "World") -> None:
        """Becomes just like another one."""
        self.mails, self.count = list(other.mails), other.count
        for ref, agenda in other.agendas.items():
            self.agenda(agenda.owner, id=ref).take_over(agenda)

    def insert(self, agenda: Agenda, body: dict[str, Any], deed: Deed) -> Entry:
        """A new event. An id that was ever used is refused, be it of something deleted."""
        self.count += 1
        entry = made(agenda, body, _id(self.count))
        taken = entry["id"] in agenda.entries or any(
            "iCalUID" in body and one["iCalUID"] == body["iCalUID"] and one["status"] != "cancelled"
            for one in agenda.entries.values()
        )
        if taken:
            raise Refused(409, "duplicate", "The requested identifier already exists.")
        entry["created"] = stamp(agenda.now())
        agenda.entries[entry["id"]] = entry
        self._stored(agenda, {**entry, "attendees": []}, entry, deed)
        if agenda.habits.moves_by_itself and deed.by == "us":
            agenda.touch(entry)
        return entry

    def entry(self, agenda: Agenda, ref: str) -> Entry:
        """The event or instance with this id; Google finds what was deleted, too."""
        found = agenda.entries.get(ref) or instance(agenda, ref)
        if found is None:
            raise Refused(404, "notFound", "Not Found")
        return found

    def change(
        self, agenda: Agenda, ref: str, body: dict[str, Any], deed: Deed, *, whole: bool = False
    ) -> Entry:
        """Patches an event (`whole`: replaces it)."""
        before = self.entry(agenda, ref)
        if before["status"] == "cancelled":
            _check_undelete(agenda, body, deed)
        elif body.get("status") == "cancelled":
            self.remove(agenda, ref, deed)
            return agenda.entries[ref]
        after = (replaced if whole else patched)(agenda, before, body)
        changed = changes(before, after)
        self._check_rights(agenda, before, after, changed)
        if "recurringEventId" in after:
            after["_own"] = sorted({*after.get("_own", ()), *changed})
        if changed & TIMES and _organized(agenda, after):
            after["sequence"] = max(after["sequence"], before["sequence"] + 1)
        agenda.entries[ref] = after
        self._stored(agenda, before, after, deed)
        return after

    def arrives(self, agenda: Agenda, ref: str, body: dict[str, Any]) -> None:
        """What came by mail: a guest's answer, or what an organizer elsewhere changed. Nobody is mailed."""
        before = agenda.entries[ref]
        agenda.entries[ref] = patched(agenda, before, body)
        self._stored(agenda, before, agenda.entries[ref], Deed(by="person"))

    def remove(self, agenda: Agenda, ref: str, deed: Deed) -> None:
        """Cancels an event of one's own, and with it its copies; a guest who deletes his copy declines."""
        before = self.entry(agenda, ref)
        if before["status"] == "cancelled":
            raise Refused(410, "deleted", "Resource has been deleted")
        after = {**copy.deepcopy(before), "status": "cancelled"}
        if not _organized(agenda, after):
            for one in after.get("attendees", ()):
                if one["email"] == agenda.id:
                    one["responseStatus"] = "declined"
        agenda.entries[ref] = after
        for part in agenda.parts(ref):
            part["status"] = "cancelled"
        self._stored(agenda, before, after, deed)

    def _stored(self, agenda: Agenda, before: Entry, after: Entry, deed: Deed) -> None:
        """It stands; now series, mails and copies."""
        changed = changes(before, after)
        agenda.touch(after, updated=changed != {"reminders"})
        if changed and "recurrence" in after and after["status"] != "cancelled":
            self._parts_follow(agenda, after, changed)
        if _organized(agenda, after):
            self.mails += sent(self.agendas, agenda, before, after, deed)
            self._copy(agenda, after)
        elif "attendees" in changed:
            self._answered(after, deed)

    def _parts_follow(self, agenda: Agenda, master: Entry, changed: set[str]) -> None:
        known = {one["id"] for one in instances(agenda, master)} if changed & TIMES else set()
        for part in (one for one in agenda.parts(master["id"]) if one["status"] != "cancelled"):
            if changed & TIMES and part["id"] not in known:
                part["status"] = "cancelled"
                agenda.touch(part)
                self._copy(agenda, part)
            follows = changed - TIMES - OWN - set(part.get("_own", ()))
            for name in follows:
                part.pop(name, None)
                if name in master:
                    part[name] = copy.deepcopy(master[name])
            if follows:
                agenda.touch(part)
                self._copy(agenda, part)

    def _check_rights(self, agenda: Agenda, before: Entry, after: Entry, changed: set[str]) -> None:
        if _organized(agenda, before) or before.get("guestsCanModify"):
            return
        shared = changed - OWN - {"attendees", "extendedProperties"}
        others = [
            [one for one in each.get("attendees", ()) if one["email"] != agenda.id]
            for each in (before, after)
        ]
        may_add = before.get("guestsCanInviteOthers", True)
        known = others[1][: len(others[0])] if may_add else others[1]
        properties = [each.get("extendedProperties", {}).get("shared") for each in (before, after)]
        if shared or known != others[0] or properties[0] != properties[1]:
            message = "Shared properties can only be changed by the organizer of the event."
            raise Refused(403, "forbiddenForNonOrganizer", message, domain="calendar")

    def _copy(self, agenda: Agenda, entry: Entry) -> None:
        """The guests' copies become like the organizer's, but for what is each one's own."""
        answers = answers_of(entry)
        for ref in [*self.agendas]:
            other = self.agendas[ref]
            if other is agenda:
                continue
            held = other.entries.get(entry["id"])
            if held is not None and held["status"] == "cancelled" and answers.get(ref) == "declined":
                continue
            if entry["status"] == "cancelled":
                for part in other.parts(entry["id"]):
                    part["status"] = "cancelled"
            if ref in answers:
                fresh = _shared(entry, held)
                if held is None or changes(held, fresh):
                    other.entries[entry["id"]] = fresh
                    other.touch(fresh)
            elif held is not None and held["status"] != "cancelled":
                held["status"] = "cancelled"
                other.touch(held)

    def _answered(self, entry: Entry, deed: Deed) -> None:
        """A guest's answer arrives at the organizer's, and from there at the other copies."""
        organizer = entry["organizer"]["email"]
        if deed.updates != "none":
            self.mails.append(Mail(to=organizer, what="reply", ref=entry["id"], by=deed.by))
        home = self.agendas.get(organizer)
        event = home.entries.get(entry["id"]) if home else None
        if home is None or event is None or event["status"] == "cancelled":
            return
        event["attendees"] = copy.deepcopy(entry["attendees"])
        home.touch(event)
        self._copy(home, event)


def _id(number: int) -> str:
    """An id as Google makes them, 26 of its characters."""
    signs = ""
    while number:
        number, sign = divmod(number, 32)
        signs = _ALPHABET[sign] + signs
    return "g" + signs.rjust(25, "0")


def _organized(agenda: Agenda, entry: Entry) -> bool:
    return entry["organizer"].get("email") == agenda.id


def _check_undelete(agenda: Agenda, body: dict[str, Any], deed: Deed) -> None:
    if deed.by == "person":
        return
    if body.get("status") not in {"confirmed", "tentative"}:
        raise Refused(403, "forbidden", "A deleted event cannot be changed.")
    if agenda.habits.undelete != 200:
        raise Refused(agenda.habits.undelete, "forbidden", "A deleted event cannot be restored.")


def _shared(entry: Entry, held: Entry | None) -> Entry:
    """A guest's copy of this event; `held` is the one that he had."""
    fresh = {
        name: copy.deepcopy(value) for name, value in entry.items() if name not in OWN and name[0] != "_"
    }
    properties = {"shared": entry.get("extendedProperties", {}).get("shared")}
    properties["private"] = (held or {}).get("extendedProperties", {}).get("private")
    fresh["extendedProperties"] = {name: value for name, value in properties.items() if value}
    own = {name: held[name] for name in (*OWN, "_version", "created") if name in held} if held else {}
    return {"reminders": {"useDefault": True}, **fresh, **own}
