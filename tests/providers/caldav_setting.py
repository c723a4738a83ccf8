"""A calendar on a server under test, with its owner beside it and a way to it that breaks on demand."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from builders import AMSTERDAM, OWNER, at
from providers.caldav_person import DavHand
from providers.contract_setting import Setting
from zaaikalender.errors import NotWritten, OutcomeUnknown
from zaaikalender.providers.caldav import CalDavCalendar

NOW = at("2026-11-24 09:00")
_WRITES = frozenset({"PUT", "DELETE"})


@dataclass
class Breaking:
    """A door whose writes break off: before they are sent, or after, when the answer is on its way."""

    door: Any
    moment: str = ""

    def request(self, method, url, **rest):
        if method in _WRITES and self.moment == "before":
            raise NotWritten("The request was not sent. The next pass decides again.")
        answer = self.door.request(method, url, **rest)
        if method in _WRITES and self.moment == "after":
            raise OutcomeUnknown("The answer was lost. The next pass looks.")
        return answer

    @contextmanager
    def breaking(self, moment):
        self.moment = moment
        try:
            yield
        finally:
            self.moment = ""


def ticking():
    """A clock that is a second later each time somebody looks."""
    seconds = count()
    return lambda: NOW + timedelta(seconds=next(seconds))


def a_calendar(door, url: str, *, user=None, headers=None, clock=lambda: NOW, **more) -> CalDavCalendar:
    return CalDavCalendar(
        url, OWNER, AMSTERDAM, door=door, user=user, headers=headers or {}, clock=clock, **more
    )


def a_setting(door, url: str, *, user=None, headers=None) -> Setting:
    """The calendar at `url` as the contract wants it."""
    breaking = Breaking(door)
    # A server whose ETag is a hash gives the same one for the same octets: time goes on, as it does.
    calendar = a_calendar(breaking, url, user=user, headers=headers, clock=ticking())
    return Setting(
        source=calendar,
        target=calendar,
        person=DavHand(door, url, OWNER, user, headers),
        owner=OWNER,
        failing=breaking.breaking,
        reopened=lambda: a_calendar(door, url, user=user, headers=headers),
    )
