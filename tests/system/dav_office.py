"""An office whose calendars stand on a real CalDAV server, behind a proxy that can cut connections.

You need this to tell on a server what is told in memory: `DavOffice(town, tmp_path)` is an `Office`. Its
people go straight to the server with a program of their own; the product goes through the proxy.
"""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from builders import AMSTERDAM
from providers.caldav_person import DavHand
from providers.caldav_servers import PASSWORD
from system.dav_town import Mail, Town
from system.office import DOMAIN, EVER, Home, Office, Tap
from zaaikalender.core.events import Changes, Event
from zaaikalender.core.people import Answer, Person
from zaaikalender.engine import Result
from zaaikalender.errors import OutcomeUnknown, Unreachable
from zaaikalender.providers import ics
from zaaikalender.providers.caldav import CalDavCalendar
from zaaikalender.providers.caldav_wire import version_of
from zaaikalender.providers.http import Door


class DavPerson(DavHand):
    """The owner of a calendar on a server, with the same gestures as the owner of one in memory."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._read: dict[tuple[str, str], tuple[Event, ...]] = {}

    def events(self) -> tuple[Event, ...]:
        """All that stands in the calendar, whatever the product read of it."""
        held = self.pull()
        return tuple(event for name in sorted(held) for event in self._events(name, held[name]))

    def event(self, uid: str) -> Event:
        return next(event for event in self.events() if event.uid == uid)

    def decline(self, uid: str) -> None:
        self.add_guest(uid, self.owner)
        self.answer(uid, self.owner, Answer.DECLINED)

    def _events(self, name: str, data: bytes) -> tuple[Event, ...]:
        version = version_of(self.etags[name])
        if (name, version) not in self._read:
            parsed = ics.parse(data, ref=name, version=version, window=EVER, zone=AMSTERDAM, where=name)
            assert not parsed.unreadable, parsed.unreadable
            self._read[name, version] = tuple(event for item in parsed.items for event in item.events)
        return self._read[name, version]


class DavOffice(Office):
    """An office on a server. `sent` are the mails that the server sent while a pass ran.

    A pass that broke off is tried again as often as there is `patience` for it.
    """

    def __init__(self, town: Town, path: Path, *, patience: int = 0, **dials: Any) -> None:
        self.town = town
        self.door = Door(named=[town.proxy.url])
        self.sent: list[Mail] = []
        self._saved_at: datetime | None = None
        self._patience = patience
        super().__init__(path, kind=town.kind, **dials)

    def close(self) -> None:
        super().close()
        self.door.close()

    def _home(self, name: str) -> Home:
        owner = Person(address=f"{name}@{DOMAIN}", name=name.title())
        calendar = self.town.calendar(name, owner.address)
        url = self.town.server.url + calendar
        hand = DavPerson(self.town.door, url, owner, **self.town.login(name))
        return Home(name=name, owner=owner, calendar=calendar, hand=hand)

    def _target(self, home: Home) -> CalDavCalendar:
        return CalDavCalendar(
            self.town.proxy.url + home.calendar,
            home.owner,
            AMSTERDAM,
            door=self.door,
            user=(home.name, PASSWORD),
            clock=lambda: self.now,
            mails=self._ours,
        )

    def a_pass(self, name: str | None = None) -> tuple[Result, Tap]:
        before = len(self.town.mails)
        try:
            return self._patiently(name)
        finally:
            self.sent += self.town.mails[before:]

    def _patiently(self, name: str | None) -> tuple[Result, Tap]:
        for _ in range(self._patience):
            with suppress(OutcomeUnknown, Unreachable):
                result, tap = super().a_pass(name)
                if not result.failed:
                    return result, tap
        return super().a_pass(name)

    def reading(self, home: Home) -> Changes:
        """All that the product reads in a calendar that it never saw."""
        return self._target(home).changes(EVER, None, {})

    def save(self) -> None:
        """Keeps everything as it is now: calendars on the server's disk, the store, the clock."""
        self.store.close()
        shutil.copy(self.path / "zaai.db", self.path / "saved.db")
        for name, home in self.homes.items():
            self.town.save(home.calendar, self.path / f"saved-{name}")
        self._saved_at = self.now
        self.store = self.opened()

    def bring_back(self) -> None:
        """Makes everything what it was when it was saved, as often as you like."""
        self.store.close()
        for old in self.path.glob("zaai.db*"):
            old.unlink()
        shutil.copy(self.path / "saved.db", self.path / "zaai.db")
        for name, home in self.homes.items():
            self.town.bring_back(home.calendar, self.path / f"saved-{name}")
        self.now, self.sent = self._saved_at, []
        self.store = self.opened()
