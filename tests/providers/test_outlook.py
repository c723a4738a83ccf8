"""A calendar in Outlook passes the contract: over sockets, and with each unpleasant habit of the server."""

import pytest

from providers.contract import CalendarContract, UnreadableContract
from providers.fakes.outlook_mailbox import Habits
from providers.fakes.outlook_server import GraphDoor, outlook_server
from providers.outlook_setting import a_graph, a_setting
from zaaikalender.providers.http import Door


class TestOutlook(CalendarContract, UnreadableContract):
    @pytest.fixture
    def calendar(self):
        graph = a_graph()
        with outlook_server(graph) as root, Door(named=[root]) as door:
            yield a_setting(graph, door)


class TestOutlookOnABadDay(CalendarContract, UnreadableContract):
    @pytest.fixture
    def calendar(self):
        habits = Habits(
            empty_pages=True, duplicates=True, masters_missing=True, plain_text_in_delta=False, lag=0
        )
        graph = a_graph(habits)
        return a_setting(graph, GraphDoor(graph))
