"""A calendar in the fake Outlook for an office in a test, with the person whose it is; no sockets.

You need this for `Office(kind="outlook")`. Each has a tenant of his own, with the habits of a usual day.
"""

from collections.abc import Callable
from datetime import datetime

from builders import AMSTERDAM
from providers.fakes.outlook import FakeGraph
from providers.fakes.outlook_mailbox import Habits, Mail
from providers.fakes.outlook_server import GraphDoor
from providers.outlook_person import OutlookPerson
from zaaikalender.core.people import Person
from zaaikalender.providers.outlook import OutlookCalendar


class OutlookAtHome(OutlookCalendar):
    """A calendar that can be had twice. `graph` is the fake behind it."""

    def __init__(self, owner: Person, clock: Callable[[], datetime]) -> None:
        self.graph = FakeGraph(clock)
        self.box = self.graph.mailbox(owner.address)
        self.box.habits = Habits(moves_by_itself=True, empty_pages=True, duplicates=True)
        super().__init__(
            owner.address,
            owner,
            AMSTERDAM,
            door=GraphDoor(self.graph),
            token=lambda _fresh: "a-token",
            clock=clock,
            endpoint=f"{self.graph.root}/v1.0",
        )

    @property
    def mails(self) -> list[Mail]:
        """All that the server sent so far."""
        return self.box.mails

    def take_over(self, other: "OutlookAtHome") -> None:
        """Becomes just like another one."""
        self.box.take_over(other.box)


def an_outlook_home(owner: Person, clock: Callable[[], datetime]) -> tuple[OutlookAtHome, OutlookPerson]:
    """The calendar and the hand of its owner."""
    calendar = OutlookAtHome(owner, clock)
    return calendar, OutlookPerson(calendar.box, owner)
