"""From the address that somebody has at hand to his calendar: on Radicale, Xandikos, and by redirects."""

import pytest

from builders import an_event
from providers.caldav_servers import PASSWORD, Reply, SmallDoor, a_collection, radicale, xandikos
from providers.caldav_setting import a_calendar, a_setting
from providers.contract_setting import YEAR
from zaaikalender.core.ports import Mails
from zaaikalender.errors import AccessRevoked, ConfigurationError, Unreachable
from zaaikalender.providers.caldav_discovery import OnAnotherServer, Several

MANY = ("--trust-x-remote-user-from", "127.0.0.1")


@pytest.fixture
def door():
    return SmallDoor()


def test_radicale_is_found_from_its_root_and_from_a_principal(door):
    with radicale() as server:
        url = a_collection(server, door, "werk")
        a_setting(door, url, user=server.user).person.put(an_event("Overleg"))
        for address in (url, url.rstrip("/"), server.url, f"{server.url}alice/"):
            calendar = a_calendar(door, address, user=server.user)
            assert len(calendar.changes(YEAR, None, {}).changed) == 1
            assert calendar.traits.mails is Mails.NOBODY


def test_of_several_calendars_a_person_chooses_one(door):
    with radicale() as server:
        urls = [a_collection(server, door, name) for name in ("werk", "thuis")]
        with pytest.raises(Several, match="There are 2 calendars") as error:
            a_calendar(door, server.url, user=server.user).changes(YEAR, None, {})
        assert sorted(error.value.calendars) == sorted(zip(("werk", "thuis"), urls, strict=True))
        assert not any(word in str(error.value) for word in ("werk", "thuis", "alice"))


def test_a_login_without_a_calendar_is_told_so(door):
    with radicale() as server, pytest.raises(ConfigurationError):
        a_calendar(door, server.url, user=server.user).changes(YEAR, None, {})


def test_a_wrong_password_and_another_persons_calendar_let_nobody_in(door):
    with radicale() as server:
        url = a_collection(server, door)
        for user in (("alice", "wrong"), ("bob", PASSWORD)):
            with pytest.raises((AccessRevoked, Unreachable)):
                a_calendar(door, url, user=user).changes(YEAR, None, {})


def test_xandikos_says_that_it_mails_by_itself(door):
    with xandikos(*MANY) as server:
        for address in (server.url, f"{server.url}alice/"):
            calendar = a_calendar(door, address, headers=server.headers)
            assert calendar.changes(YEAR, None, {}).changed == ()
            assert calendar.traits.mails is Mails.SERVER


def test_a_token_that_radicale_forgot_means_that_all_is_compared(door):
    with radicale("--storage-max-sync-token-age", "1") as server:
        url = a_collection(server, door)
        setting = a_setting(door, url, user=server.user)
        setting.person.put(an_event("Overleg"))
        first = setting.changes()
        cursor = first.cursor.replace("sync/", "sync/0")
        again = setting.changes(cursor=cursor, known={item.ref: item.version for item in first.changed})
        assert (again.changed, again.gone) == ((), frozenset())
        assert again.cursor == first.cursor


def test_no_other_calendar_takes_the_place_of_one_that_is_not_there(door):
    with radicale() as server:
        a_collection(server, door)
        with pytest.raises(Unreachable):
            a_calendar(door, f"{server.url}alice/gone/", user=server.user).changes(YEAR, None, {})


def test_an_address_that_leads_to_another_calendar_than_before_takes_nothing_with_it(door):
    with radicale() as server:
        old, new = (a_collection(server, door, name) for name in ("oud", "nieuw"))
        a_setting(door, old, user=server.user).person.put(an_event("Overleg"))
        first = a_calendar(door, old, user=server.user).changes(YEAR, None, {})
        known = {item.ref: item.version for item in first.changed}
        with pytest.raises(Unreachable):
            a_calendar(door, new, user=server.user).changes(YEAR, first.cursor, known)
        a_setting(door, new, user=server.user).person.put(an_event("Overleg"))
        assert a_calendar(door, new, user=server.user).changes(YEAR, first.cursor, known).gone == frozenset()


class Elsewhere:
    """A server whose homes lie on another host."""

    def __init__(self, home="http://evil.example/home/"):
        self.asked = []
        self.home = home

    def request(self, _method, url, **_):
        self.asked.append(url)
        home = f"<c:calendar-home-set><d:href>{self.home}</d:href></c:calendar-home-set>"
        body = (
            '<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response>'
            f"<d:href>/</d:href><d:propstat><d:prop>{home}</d:prop><d:status>HTTP/1.1 200 OK</d:status>"
            "</d:propstat></d:response></d:multistatus>"
        ).encode()
        return Reply(207, {}, body, url)


def test_a_login_is_never_carried_to_another_host():
    server = Elsewhere()
    with pytest.raises(OnAnotherServer) as error:
        a_calendar(server, "http://dav.example/", user=("alice", PASSWORD)).changes(YEAR, None, {})
    assert server.asked == ["http://dav.example/"]
    assert error.value.address == "http://evil.example/home/"
    assert "evil" not in str(error.value)


@pytest.mark.parametrize(
    ("home", "goes"), [("http://dav.example:80/h/", True), ("https://dav.example/h/", False)]
)
def test_a_host_is_the_same_with_its_usual_port_written_out_and_another_with_another(
    home: str, *, goes: bool
):
    server = Elsewhere(home)
    with pytest.raises(ConfigurationError):
        a_calendar(server, "http://dav.example/", user=("alice", PASSWORD)).changes(YEAR, None, {})
    assert (home in server.asked) is goes


def test_an_address_where_no_calendar_server_answers_is_named_as_such():
    class Nothing:
        def request(self, _method, url, **_):
            return Reply(404, {}, b"", url)

    with pytest.raises(Unreachable):
        a_calendar(Nothing(), "http://dav.example/").changes(YEAR, None, {})
