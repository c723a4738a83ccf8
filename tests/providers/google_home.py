"""A calendar in the fake Google for an office in a test, with the person whose it is; no sockets.

You need this for `Office(kind="google")`. Each has a Google of his own, with the habits of a usual day, and
mails that are sent whatever was asked. Google's budgets hold on the clock that the test turns.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from builders import AMSTERDAM
from providers.fakes.google import TOKEN, Google
from providers.fakes.google_agenda import Habits
from providers.fakes.google_mails import Mail
from providers.fakes.google_server import GoogleDoor
from providers.google_person import GooglePerson
from zaaikalender.core.people import Person
from zaaikalender.providers.google import GoogleCalendar
from zaaikalender.providers.google_limits import Limits


class GoogleAtHome(GoogleCalendar):
    """A calendar that can be had twice. `google` is the fake behind it."""

    def __init__(self, owner: Person, clock: Callable[[], datetime]) -> None:
        self._turned, self._waited = clock, timedelta()
        self.google = Google(self._lived)
        self.google.account(owner.address).habits = Habits(
            mails_anyway=True, moves_by_itself=True, empty_pages=True, duplicates=True
        )
        super().__init__(
            owner.address,
            owner,
            AMSTERDAM,
            door=GoogleDoor(self.google),
            token=lambda _fresh: TOKEN,
            clock=clock,
            endpoint=self.google.endpoint,
            limits=Limits(
                clock=lambda: self._lived().timestamp(), sleep=self._wait, chance=lambda: 0.5
            ),
        )  # fmt: skip

    def _lived(self) -> datetime:
        return self._turned() + self._waited

    def _wait(self, seconds: float) -> None:
        self._waited += timedelta(seconds=seconds)

    @property
    def mails(self) -> list[Mail]:
        """All that the server sent so far."""
        return self.google.world.mails

    def take_over(self, other: "GoogleAtHome") -> None:
        """Becomes just like another one."""
        self.google.world.take_over(other.google.world)


def a_google_home(owner: Person, clock: Callable[[], datetime]) -> tuple[GoogleAtHome, GooglePerson]:
    """The calendar and the hand of its owner."""
    calendar = GoogleAtHome(owner, clock)
    return calendar, GooglePerson(calendar.google.world, owner)
