"""A calendar in the fake Outlook under test, with its owner and a way to it that breaks on demand."""

from contextlib import contextmanager

from builders import AMSTERDAM, OWNER, at
from providers.contract_setting import Setting
from providers.fakes.outlook import FakeGraph, Fault
from providers.fakes.outlook_mailbox import Habits
from providers.outlook_person import OutlookPerson
from zaaikalender.providers.outlook import OutlookCalendar

NOW = at("2026-11-24 09:00")


def a_graph(habits: Habits | None = None) -> FakeGraph:
    """A tenant with the owner's mailbox."""
    graph = FakeGraph(lambda: NOW)
    graph.mailbox(OWNER.address).habits = habits or Habits()
    return graph


def a_calendar(graph: FakeGraph, door, *, clock=lambda: NOW, **more) -> OutlookCalendar:
    more = {"token": lambda _fresh: "a-token", "endpoint": f"{graph.root}/v1.0"} | more
    return OutlookCalendar(OWNER.address, OWNER, AMSTERDAM, door=door, clock=clock, **more)


def a_setting(graph: FakeGraph, door) -> Setting:
    """The calendar as the contract wants it."""
    calendar = a_calendar(graph, door)

    @contextmanager
    def failing(moment):
        # Cut at the write itself; looks before it go through.
        graph.faults.append(Fault(moment))
        yield
        graph.faults.clear()

    return Setting(
        source=calendar,
        target=calendar,
        person=OutlookPerson(graph.mailbox(OWNER.address), OWNER),
        owner=OWNER,
        failing=failing,
        reopened=lambda: a_calendar(graph, door),
    )
