"""A calendar in the fake Google under test, with its owner and a way to it that breaks on demand."""

from contextlib import contextmanager

from builders import AMSTERDAM, OWNER, at
from providers.contract_setting import Setting
from providers.fakes.google import Fault, Google
from providers.fakes.google_agenda import Habits
from providers.google_person import GooglePerson
from zaaikalender.providers.google import GoogleCalendar
from zaaikalender.providers.google_limits import Limits

NOW = at("2026-11-24 09:00")


class Patience:
    """A clock of seconds that only waiting moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def limits(self, **budget) -> Limits:
        return Limits(clock=lambda: self.now, sleep=self._sleep, chance=lambda: 0.5, **budget)

    def _sleep(self, seconds: float) -> None:
        self.now += seconds


def a_google_of_ours(habits: Habits | None = None) -> Google:
    """Google with the owner's account."""
    google = Google(lambda: NOW)
    google.per_minute = 100_000
    google.account(OWNER.address).habits = habits or Habits()
    return google


def a_calendar(google: Google, door, *, clock=lambda: NOW, **more) -> GoogleCalendar:
    wide = Patience().limits(user=10**9, project=10**9)
    more = {"token": lambda _fresh: "a-token", "endpoint": google.endpoint, "limits": wide} | more
    return GoogleCalendar(OWNER.address, OWNER, AMSTERDAM, door=door, clock=clock, **more)


def a_setting(google: Google, door) -> Setting:
    """The calendar as the contract wants it."""
    calendar = a_calendar(google, door)

    @contextmanager
    def failing(moment):
        google.faults.append(Fault(moment))
        yield
        google.faults.clear()

    return Setting(
        source=calendar,
        target=calendar,
        person=GooglePerson(google.world, OWNER),
        owner=OWNER,
        failing=failing,
        reopened=lambda: a_calendar(google, door),
    )
