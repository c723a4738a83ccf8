"""The owner of a Google calendar, who acts on Google's own pages: no request of ours is involved.

You need this in tests of the Google provider and of the system. Events are named by their UID; whom an act
tells by mail is his to choose (`updates`), as Google's pages ask him.
"""

from typing import Any

from builders import AMSTERDAM
from providers.fakes.google_agenda import Agenda, Entry
from providers.fakes.google_mails import Deed
from providers.fakes.google_series import instances
from providers.fakes.google_show import shown
from providers.fakes.google_world import World
from zaaikalender.core.events import AllDay, Event, Shown, Status, When
from zaaikalender.core.people import Answer, Attendee, Person
from zaaikalender.providers.google_body import MARK
from zaaikalender.providers.google_events import Translator

COLOURS = {"Lavender": "1", "Sage": "2", "Grape": "3", "Flamingo": "4", "Banana": "5", "Tangerine": "6"}
_ANSWERS = {
    Answer.ACCEPTED: "accepted",
    Answer.DECLINED: "declined",
    Answer.TENTATIVE: "tentative",
    Answer.NEEDS_ACTION: "needsAction",
}
_KEPT = (
    "summary",
    "description",
    "location",
    "start",
    "end",
    "visibility",
    "transparency",
    "colorId",
    "status",
)
Body = dict[str, Any]


def times(when: When) -> Body:
    """`start` and `end` as somebody in Amsterdam enters them, fit for a patch."""
    if isinstance(when, AllDay):
        days = (when.start.isoformat(), when.end.isoformat())
        start, end = ({"date": day, "dateTime": None, "timeZone": None} for day in days)
    else:
        texts = (at.astimezone(AMSTERDAM).isoformat() for at in (when.start, when.end))
        start, end = ({"dateTime": at, "timeZone": AMSTERDAM.key, "date": None} for at in texts)
    return {"start": start, "end": end}


def guest(one: Attendee) -> Body:
    named = {"displayName": one.person.name} if one.person.name else {}
    return {"email": one.person.address, "responseStatus": _ANSWERS[one.answer], **named}


def shown_as(shown: Shown) -> Body:
    """How an event takes time; being out of office is a type of its own, being elsewhere says nothing."""
    return {
        "status": "tentative" if shown is Shown.TENTATIVE else "confirmed",
        "transparency": "transparent" if shown is Shown.FREE else "opaque",
        "eventType": "outOfOffice" if shown is Shown.OUT_OF_OFFICE else "default",
    }


class GooglePerson:
    """What a person does in his calendar."""

    def __init__(self, world: World, owner: Person) -> None:
        self.world, self.owner = world, owner

    @property
    def agenda(self) -> Agenda:
        return self.world.agendas[self.owner.address]

    def events(self) -> tuple[Event, ...]:
        """All that stands there, series left out; the person knows what he entered, readable or not."""
        read = Translator(owner=self.owner, zone=AMSTERDAM)
        return tuple(
            read.single(shown(self.agenda, {**one, "_spoiled": {}}, self.owner.address, {}))
            for one in self.agenda.entries.values()
            if one["status"] != "cancelled" and not {"recurrence", "recurringEventId"} & set(one)
        )

    def event(self, uid: str) -> Event:
        return next(event for event in self.events() if event.uid == uid)

    def ref(self, uid: str, *, dead: bool = False) -> str:
        """The id of what stands (`dead`: of what was deleted) with this UID."""
        return next(
            ref
            for ref, one in reversed(self.agenda.entries.items())
            if one["iCalUID"] == uid
            and "recurringEventId" not in one
            and (one["status"] == "cancelled") == dead
        )

    def entry(self, uid: str) -> Entry:
        return self.agenda.entries[self.ref(uid)]

    def put(self, event: Event) -> None:
        """Enters an event, or all of it anew. A cancelled one was somebody else's, or is deleted."""
        organizer = event.organizer or self.owner
        body = {
            "summary": event.title,
            "description": event.text,
            **times(event.when),
            **shown_as(event.shown),
            "visibility": "private" if event.private else "default",
            "attendees": [guest(one) for one in event.attendees],
            **({"extendedProperties": {"private": {MARK: event.key}}} if event.key else {}),
        }
        if body["eventType"] != "default":
            del body["attendees"]
        live = [one for one in self.agenda.entries.values() if one["iCalUID"] == event.uid]
        if live and live[0]["status"] != "cancelled":
            self.change(event.uid, **body)
        else:
            self._enter(event.uid, body, organizer)
        if event.status is Status.CANCELLED:
            self.delete(event.uid)

    def _enter(self, uid: str, body: Body, organizer: Person) -> None:
        """Something new; what comes from elsewhere has its organizer there, who did the mailing."""
        entry = self.world.insert(self.agenda, {"iCalUID": uid, **body}, Deed(by="person"))
        if organizer != self.owner:
            entry["organizer"] = {"email": organizer.address, "displayName": organizer.name}

    def put_weekly(self, event: Event, count: int) -> None:
        self.put(event)
        self.change(event.uid, recurrence=[f"RRULE:FREQ=WEEKLY;COUNT={count}"])

    def delete_occurrence(self, uid: str, day: str) -> None:
        """Deletes one of a series (`day` as 2027-03-08)."""
        self.world.remove(self.agenda, self._part(uid, day), Deed(by="person"))

    def move_occurrence(self, uid: str, day: str, when: When) -> None:
        self.world.change(self.agenda, self._part(uid, day), times(when), Deed(by="person"))

    def _part(self, uid: str, day: str) -> str:
        known = instances(self.agenda, self.entry(uid))
        return next(
            one["id"] for one in known if next(iter(one["originalStartTime"].values())).startswith(day)
        )

    def move(self, uid: str, when: When, *, updates: str = "none") -> None:
        self.change(uid, updates=updates, **times(when))

    def retitle(self, uid: str, title: str) -> None:
        self.change(uid, summary=title)

    def retext(self, uid: str, text: str) -> None:
        """Google's own pages write HTML."""
        self.change(uid, description=text.replace("\n", "<br>"))

    def delete(self, uid: str, *, updates: str = "none") -> None:
        self.world.remove(self.agenda, self.ref(uid), Deed(by="person", updates=updates))

    def undelete(self, uid: str) -> None:
        """Out of the bin, as it was."""
        body = {"status": "confirmed"}
        self.world.change(self.agenda, self.ref(uid, dead=True), body, Deed(by="person"))

    def copy(self, uid: str) -> None:
        """A duplicate: another id and UID, the private properties of the first."""
        old = self.entry(uid)
        body = {name: old[name] for name in (*_KEPT, "extendedProperties") if name in old}
        self.world.insert(self.agenda, body, Deed(by="person"))

    def add_guest(self, uid: str, person: Person, *, updates: str = "none") -> None:
        """Google's own pages put the organizer on the list as well."""
        standing = self.entry(uid).get("attendees", [])
        own = [] if standing else [{"email": self.owner.address, "responseStatus": "accepted"}]
        fresh = [*own, guest(Attendee(person=person))]
        known = {one["email"] for one in standing}
        added = [one for one in fresh if one["email"] not in known]
        self.change(uid, updates=updates, attendees=[*standing, *added])

    def answer(self, uid: str, person: Person, answer: Answer) -> None:
        """A guest's answer arrives: by mail, or from his own calendar here."""
        ref = self.ref(uid)
        home = self.world.agendas.get(person.address)
        agenda = home if home and ref in home.entries else self.agenda
        guests = [
            {**one, "responseStatus": _ANSWERS[answer]} if one["email"] == person.address else one
            for one in agenda.entries[ref]["attendees"]
        ]
        self.world.arrives(agenda, ref, {"attendees": guests})

    def decline(self, uid: str) -> None:
        """The owner himself stays away."""
        self.add_guest(uid, self.owner)
        self.answer(uid, self.owner, Answer.DECLINED)

    def categorise(self, uid: str, *names: str) -> None:
        """Gives it a colour, or a label of that name."""
        colour = COLOURS.get(names[0])
        if colour:
            self.change(uid, colorId=colour)
        else:
            self.change(uid, eventLabelId=self.agenda.label(names[0]))

    def spoil(self, uid: str) -> None:
        """A zone that nobody knows: nobody can say when it is."""
        one = self.entry(uid)
        nowhere = {"dateTime": "2027-06-07T10:00:00", "timeZone": "Mars/Olympus"}
        one["_spoiled"] = {"start": nowhere, "end": nowhere}
        self.agenda.touch(one)

    def mend(self, uid: str) -> None:
        one = self.entry(uid)
        del one["_spoiled"]
        self.agenda.touch(one)

    def forget_cursors(self) -> None:
        """Google no longer knows any sync token."""
        self.agenda.forget_tokens()

    def change(self, uid: str, *, updates: str = "none", **body: Any) -> None:
        """Changes it, telling the guests as `updates` says; an outsider's event changes by its organizer."""
        entry = self.entry(uid)
        if entry["organizer"]["email"] in self.world.agendas:
            self.world.change(self.agenda, entry["id"], body, Deed(by="person", updates=updates))
        else:
            self.world.arrives(self.agenda, entry["id"], body)
