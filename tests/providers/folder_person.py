"""The owner of a folder, played with another program's means: icalendar, and files put in place by a rename.

You need this in tests of the folder provider: nothing in here goes through the provider, so that what it
reads is what khal or vdirsyncer would have written.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar

from zaaikalender.core.events import Event, Shown, When
from zaaikalender.core.people import Answer, Person

_PARTSTAT = {
    Answer.NEEDS_ACTION: "NEEDS-ACTION",
    Answer.ACCEPTED: "ACCEPTED",
    Answer.TENTATIVE: "TENTATIVE",
    Answer.DECLINED: "DECLINED",
}


class FolderHand:
    """What a person does in his folder; events are named by their UID."""

    def __init__(self, folder: Path, owner: Person) -> None:
        self.folder = folder
        self.owner = owner
        self._copies = 0
        self._bin: dict[str, tuple[Path, bytes]] = {}

    def put(self, event: Event) -> None:
        self._save(self._path_of(event), _calendar_of(self._vevent(event)))

    def put_weekly(self, event: Event, times: int) -> None:
        vevent = self._vevent(event)
        vevent.add("RRULE", {"FREQ": "WEEKLY", "COUNT": times})
        self._save(self._path_of(event), _calendar_of(vevent))

    def delete_occurrence(self, uid: str, day: str) -> None:
        def change(vevent: Any) -> None:
            vevent.add("EXDATE", _on(vevent, day))

        self._change(uid, change)

    def move_occurrence(self, uid: str, day: str, when: When) -> None:
        """As khal and Thunderbird do: a component of its own, without what they do not know."""
        path = self.path(uid)
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        master = calendar.walk("VEVENT")[0]
        moved = icalendar.Event()
        for name in ("UID", "DTSTAMP", "SUMMARY", "DESCRIPTION", "STATUS", "CLASS"):
            if name in master:
                moved[name] = master[name]
        moved.add("RECURRENCE-ID", _on(master, day))
        _set_when(moved, when)
        calendar.add_component(moved)
        self._save(path, calendar)

    def put_together(self, name: str, *events: Event) -> None:
        """One file with several events, as an exported calendar is."""
        self._save(self.folder / name, _calendar_of(*map(self._vevent, events)))

    def move(self, uid: str, when: When) -> None:
        self._change(uid, lambda vevent: _set_when(vevent, when))

    def retitle(self, uid: str, title: str) -> None:
        self._change(uid, lambda vevent: _set(vevent, "SUMMARY", title))

    def retext(self, uid: str, text: str) -> None:
        self._change(uid, lambda vevent: _set(vevent, "DESCRIPTION", text))

    def delete(self, uid: str) -> None:
        path = self.path(uid)
        self._bin[uid] = (path, path.read_bytes())
        path.unlink()

    def undelete(self, uid: str) -> None:
        write(*self._bin[uid])

    def copy(self, uid: str) -> None:
        calendar = icalendar.Calendar.from_ical(self.path(uid).read_bytes())
        self._copies += 1
        _set(calendar.walk("VEVENT")[0], "UID", f"copy-{self._copies}@test")
        self._save(self.folder / f"copy-{self._copies}.ics", calendar)

    def add_guest(self, uid: str, guest: Person) -> None:
        def change(vevent: Any) -> None:
            _set(vevent, "ORGANIZER", f"mailto:{self.owner.address}")
            _add_guest(vevent, guest, Answer.NEEDS_ACTION)

        self._change(uid, change)

    def remove_guest(self, uid: str, guest: Person) -> None:
        def change(vevent: Any) -> None:
            left = [each for each in _guests(vevent) if each.lower() != f"mailto:{guest.address}"]
            vevent.pop("ATTENDEE", None)
            vevent.update({"ATTENDEE": left} if left else {})

        self._change(uid, change)

    def answer(self, uid: str, guest: Person, answer: Answer) -> None:
        def change(vevent: Any) -> None:
            for attendee in _guests(vevent):
                if attendee.lower() == f"mailto:{guest.address}":
                    attendee.params["PARTSTAT"] = _PARTSTAT[answer]

        self._change(uid, change)

    def categorise(self, uid: str, category: str) -> None:
        self._change(uid, lambda vevent: vevent.add("CATEGORIES", [category]))

    def spoil(self, uid: str) -> None:
        path = self.path(uid)
        self._bin[uid] = (path, path.read_bytes())
        write(path, path.read_bytes().replace(b"DTSTART", b"DTSTART;VALUE=DATE-TIME:gisteren\r\nX-WAS"))

    def mend(self, uid: str) -> None:
        write(*self._bin[uid])

    def path(self, uid: str) -> Path:
        """The file that holds it; a guest's answer that lies there holds no event."""
        files = ((path, path.read_text()) for path in sorted(self.folder.glob("*.ics")))
        return next(path for path, text in files if f"UID:{uid}" in text and "METHOD:REPLY" not in text)

    def _path_of(self, event: Event) -> Path:
        return self.folder / f"{event.uid.partition('@')[0]}.ics"

    def _vevent(self, event: Event) -> Any:
        vevent = icalendar.Event()
        vevent.add("UID", event.uid)
        vevent.add("DTSTAMP", datetime(2026, 11, 24, tzinfo=UTC))
        vevent.add("SUMMARY", event.title)
        vevent.add("DESCRIPTION", event.text)
        _set_when(vevent, event.when)
        if event.organizer or event.attendees:
            vevent.add("ORGANIZER", f"mailto:{(event.organizer or self.owner).address}")
        for attendee in event.attendees:
            _add_guest(vevent, attendee.person, attendee.answer)
        if event.shown is Shown.FREE:
            vevent.add("TRANSP", "TRANSPARENT")
        if event.shown is Shown.TENTATIVE:
            vevent.add("STATUS", "TENTATIVE")
        if event.key:
            vevent.add("X-ZAAIKALENDER-KEY", event.key)
        if event.private:
            vevent.add("CLASS", "PRIVATE")
        return vevent

    def _change(self, uid: str, change: Callable[[Any], object]) -> None:
        path = self.path(uid)
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        change(next(vevent for vevent in calendar.walk("VEVENT") if vevent["UID"] == uid))
        self._save(path, calendar)

    def _save(self, path: Path, calendar: Any) -> None:
        write(path, calendar.to_ical())


def write(path: Path, data: bytes) -> None:
    """Puts a file in its place in one step, as sync programs do."""
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_bytes(data)
    temporary.replace(path)


@contextmanager
def forbidden(path: Path, mode: int) -> Iterator[None]:
    """Takes rights away, also from a test that runs as root."""
    before, user = path.stat().st_mode, os.geteuid()
    path.chmod(mode)
    try:
        with suppress(PermissionError):  # a root without that right is bound by the file's rights anyway
            os.seteuid(65534 if user == 0 else user)
        yield
    finally:
        os.seteuid(user)
        path.chmod(before)


def _calendar_of(*vevents: Any) -> Any:
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//another program//EN")
    for vevent in vevents:
        calendar.add_component(vevent)
    return calendar


def _on(vevent: Any, day: str) -> datetime:
    """Where the series puts that one: on its day, at the hour of the first."""
    return datetime.combine(date.fromisoformat(day), vevent.decoded("DTSTART").timetz())


def _set(vevent: Any, name: str, value: object) -> None:
    vevent.pop(name, None)
    vevent.add(name, value)


def _set_when(vevent: Any, when: When) -> None:
    vevent.pop("DURATION", None)
    _set(vevent, "DTSTART", when.start)
    _set(vevent, "DTEND", when.end)


def _guests(vevent: Any) -> list[Any]:
    guests = vevent.get("ATTENDEE", [])
    return guests if isinstance(guests, list) else [guests]


def _add_guest(vevent: Any, guest: Person, answer: Answer) -> None:
    address = icalendar.vCalAddress(f"mailto:{guest.address}")
    address.params["PARTSTAT"] = _PARTSTAT[answer]
    vevent.add("ATTENDEE", address)
