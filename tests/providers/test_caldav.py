"""A calendar on a real server passes the contract: Radicale and Xandikos, over sockets of this machine."""

import pytest

from providers.caldav_servers import SmallDoor, a_collection, radicale, xandikos
from providers.caldav_setting import a_setting
from providers.contract import CalendarContract, UnreadableContract


@pytest.fixture(scope="module")
def radicale_server():
    with radicale() as server:
        yield server


@pytest.fixture(scope="module")
def xandikos_server():
    with xandikos() as server:
        yield server


class TestRadicale(CalendarContract, UnreadableContract):
    @pytest.fixture
    def calendar(self, radicale_server):
        door = SmallDoor()
        url = a_collection(radicale_server, door)
        return a_setting(door, url, user=radicale_server.user)


class TestXandikos(CalendarContract, UnreadableContract):
    @pytest.fixture
    def calendar(self, xandikos_server):
        door = SmallDoor()
        return a_setting(door, a_collection(xandikos_server, door))
