"""The owner of a calendar in Outlook, who acts in the mailbox itself: no request of ours is involved.

You need this in tests of the Outlook provider and of the system. `events` shows what he sees.
"""

import copy

from builders import AMSTERDAM
from providers.fakes.outlook_mailbox import Mailbox, utc
from providers.fakes.outlook_show import Preferences, shown
from zaaikalender.core.events import AllDay, Event, Shown, Status, When
from zaaikalender.core.people import Answer, Person
from zaaikalender.providers.outlook_read import MARK, Translator

_SHOWN = {
    Shown.BUSY: "busy",
    Shown.TENTATIVE: "tentative",
    Shown.FREE: "free",
    Shown.OUT_OF_OFFICE: "oof",
    Shown.ELSEWHERE: "workingElsewhere",
}
_ANSWERS = {
    Answer.ACCEPTED: "accepted",
    Answer.DECLINED: "declined",
    Answer.TENTATIVE: "tentativelyAccepted",
    Answer.NEEDS_ACTION: "none",
}
_LIKE_US = Preferences('IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text"')


def times(when: When) -> dict:
    """`start` and `end` as somebody in Amsterdam enters them."""
    if isinstance(when, AllDay):
        days = [f"{day.isoformat()}T00:00:00" for day in (when.start, when.end)]
        start, end = ({"dateTime": day, "timeZone": "W. Europe Standard Time"} for day in days)
        return {"start": start, "end": end, "isAllDay": True}
    return {"start": utc(when.start), "end": utc(when.end), "isAllDay": False}


def attendee(person: Person, answer: Answer = Answer.NEEDS_ACTION) -> dict:
    return {
        "emailAddress": {"address": person.address, "name": person.name},
        "type": "required",
        "status": {"response": _ANSWERS[answer], "time": "0001-01-01T00:00:00Z"},
    }


class OutlookPerson:
    """What a person does in Outlook; events are named by their UID."""

    def __init__(self, box: Mailbox, owner: Person) -> None:
        self.box, self.owner = box, owner
        self._whole: dict[str, dict] = {}

    def events(self) -> tuple[Event, ...]:
        """All that stands there, series left out."""
        read = Translator(owner=self.owner)
        return tuple(
            read.single(shown(self.box, one, _LIKE_US), one["marks"].get(MARK))
            for one in self.box.events.values()
            if one["type"] == "singleInstance"
        )

    def event(self, uid: str) -> Event:
        return next(event for event in self.events() if event.uid == uid)

    def ref(self, uid: str) -> str:
        return next(ref for ref, one in self.box.events.items() if one["iCalUId"] == uid)

    def put(self, event: Event) -> None:
        organizer = event.organizer or self.owner
        mine = organizer == self.owner
        body = {
            "subject": event.title,
            "body": {"contentType": "text", "content": event.text},
            **times(event.when),
            "showAs": _SHOWN[event.shown],
            "sensitivity": "private" if event.private else "normal",
            "categories": sorted(event.categories),
            "attendees": [attendee(one.person, one.answer) for one in event.attendees],
            "isOrganizer": mine,
            "organizer": {"emailAddress": {"address": organizer.address, "name": organizer.name}},
            "isCancelled": event.status is Status.CANCELLED,
        }
        if event.key:
            body["singleValueExtendedProperties"] = [{"id": MARK, "value": event.key}]
        standing = [ref for ref, one in self.box.events.items() if one["iCalUId"] == event.uid]
        if standing:
            self.box.change(standing[0], body, "person")
        else:
            self.box.create(body, "person", iCalUId=event.uid)

    def put_weekly(self, event: Event, count: int) -> None:
        self.put(event)
        first = event.when.start.astimezone(AMSTERDAM)
        pattern = {
            "type": "weekly",
            "interval": 1,
            "month": 0,
            "dayOfMonth": 0,
            "daysOfWeek": [f"{first:%A}".lower()],
            "firstDayOfWeek": "monday",
            "index": "first",
        }
        span = {
            "type": "numbered",
            "startDate": first.date().isoformat(),
            "endDate": "0001-01-01",
            "recurrenceTimeZone": "W. Europe Standard Time",
            "numberOfOccurrences": count,
        }
        start, end = (
            {"dateTime": at.astimezone(AMSTERDAM).strftime("%Y-%m-%dT%H:%M:%S"),
             "timeZone": "W. Europe Standard Time"}
            for at in (event.when.start, event.when.end)
        )  # fmt: skip
        self._change(
            event.uid,
            type="seriesMaster",
            start=start,
            end=end,
            recurrence={"pattern": pattern, "range": span},
        )

    def delete_occurrence(self, uid: str, day: str) -> None:
        """Deletes one of a series: no event of its own goes away."""
        one = self.box.events[self.ref(uid)]
        self._change(uid, deleted=[*one["deleted"], day])

    def move_occurrence(self, uid: str, day: str, when: When) -> None:
        one = self.box.events[self.ref(uid)]
        moved = {"start": utc(when.start), "end": utc(when.end), "changeKey": f"X{len(self.box.log)}"}
        self._change(uid, exceptions={**one["exceptions"], day: moved})

    def move(self, uid: str, when: When) -> None:
        self._change(uid, **times(when))

    def retitle(self, uid: str, title: str) -> None:
        self._change(uid, subject=title)

    def retext(self, uid: str, text: str) -> None:
        self._change(uid, body={"contentType": "text", "content": text})

    def delete(self, uid: str) -> None:
        self.box.remove(self.ref(uid), "person")

    def undelete(self, uid: str) -> None:
        self.box.restore(next(ref for ref, one in self.box.bin.items() if one["iCalUId"] == uid))

    def copy(self, uid: str) -> None:
        old = copy.deepcopy(self.box.events[self.ref(uid)])
        kept = ("subject", "body", "start", "end", "isAllDay", "showAs", "sensitivity", "categories", "marks")
        self.box.create({name: old[name] for name in kept if name in old}, "person")

    def add_guest(self, uid: str, guest: Person) -> None:
        old = self.box.events[self.ref(uid)]["attendees"]
        self._change(uid, attendees=[*old, attendee(guest)])

    def answer(self, uid: str, guest: Person, answer: Answer) -> None:
        one = self.box.events[self.ref(uid)]
        for each in one["attendees"]:
            if each["emailAddress"]["address"] == guest.address:
                each["status"] = {"response": _ANSWERS[answer], "time": "2026-11-24T09:00:00Z"}
        self._change(uid)

    def decline(self, uid: str) -> None:
        self.add_guest(uid, self.owner)
        self.answer(uid, self.owner, Answer.DECLINED)

    def categorise(self, uid: str, *categories: str) -> None:
        self._change(uid, categories=list(categories))

    def spoil(self, uid: str) -> None:
        """A zone without rules: nobody can say when it is."""
        one = self.box.events[self.ref(uid)]
        self._whole[uid] = {name: dict(one[name]) for name in ("start", "end")}
        for name in ("start", "end"):
            one[name] = {**one[name], "timeZone": "Customized Time Zone"}
        self.box.log.append(one["id"])

    def mend(self, uid: str) -> None:
        self._change(uid, **self._whole.pop(uid))

    def meets_online(self, uid: str, *, line: bool = True) -> None:
        """Makes a Teams meeting of it: Teams writes below what stands there, under a line or without one."""
        one = self.box.events[self.ref(uid)]
        own = one["body"]["content"].replace("\n", "<br>")
        blob = (
            f"<div>{'_' * 40 if line else ''}</div><div><a href='https://teams.example/1'>Deelnemen</a></div>"
        )
        html = f"<html><body><div>{own}</div><br><div>{blob}</div></body></html>"
        self._change(uid, isOnlineMeeting=True, body={"contentType": "html", "content": html})

    def meets_nowhere(self, uid: str) -> None:
        """Takes the online meeting off it; what Teams wrote stays as text."""
        self._change(uid, isOnlineMeeting=False)

    def _change(self, uid: str, **body) -> None:
        self.box.change(self.ref(uid), body, "person")
