"""A calendar on a real server passes the contract: Radicale and Xandikos, over sockets of this machine."""

import pytest

from providers.caldav_servers import SmallDoor, a_collection, radicale, xandikos
from providers.caldav_setting import a_setting
from providers.contract import CalendarContract, UnreadableContract
from zaaikalender.providers.http import Door


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
        url = a_collection(radicale_server, SmallDoor())
        with Door(named=[url]) as door:
            yield a_setting(door, url, user=radicale_server.user)


class TestXandikos(CalendarContract, UnreadableContract):
    @pytest.fixture
    def calendar(self, xandikos_server):
        url = a_collection(xandikos_server, SmallDoor())
        with Door(named=[url]) as door:
            yield a_setting(door, url)
