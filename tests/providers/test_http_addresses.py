"""No address leads into the office's own network, unless the office itself named it."""

import socket
from collections.abc import Sequence

import pytest

from providers.scripted_server import answer, scripted
from zaaikalender.errors import NotWritten, Unreachable
from zaaikalender.providers.address_guard import Guard, Refused
from zaaikalender.providers.http import Door

PRIVATE = [
    "0.0.0.0",  # noqa: S104 - an example
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.7",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "5f00::1",
    "3fff::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:400e::200e",
]


def resolving(*addresses: str) -> Guard:
    return Guard(resolve=lambda _host, _port: addresses)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match=r"calendar\.example lies in a private network"):
        resolving(address).addresses("calendar.example", 443)


@pytest.mark.parametrize("address", PRIVATE)
def test_one_private_address_among_public_ones_is_enough_to_refuse(address: str) -> None:
    with pytest.raises(Refused):
        resolving("1.1.1.1", address, "8.8.8.8").addresses("calendar.example", 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_name_that_leads_to_a_public_address_may_be_reached(address: str) -> None:
    assert resolving(address).addresses("calendar.example", 443) == (address,)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://0/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://localhost/",
        "https://LOCALHOST./",
        "https://127.0.0.1./",
        "https://user@calendar.example/",
        "https://user:secret@calendar.example/",
        "https://calendar.example@127.0.0.1/",
        "https://calendar.example:22/",
        "https://calendar.example:8443/",
        "https://calendar.example:80/",
        "https://calendar.example:0/",
        "https://calendar.example:99999/",
        "http://calendar.example/",
        "http://calendar.example:443/",
        "ftp://calendar.example/",
        "file:///etc/passwd",
        "gopher://calendar.example/",
        "https://",
        "https:///path",
        "calendar.example",
        "",
        "https://calendar.example/a b",
        "https://calendar.example/a\r\nHost: evil.example",
        "https://calendar.example\\@evil.example/",
        "https://calendar.example/\x00",
        "https://calendar.éxample/",
        "https://[::1/",
        "https://calendar.example/" + "a" * 9000,
    ],
)
@pytest.mark.parametrize("method", ["PROPFIND", "PUT"])
def test_an_address_that_may_not_be_used_is_refused_before_anything_is_sent(url: str, method: str) -> None:
    with Door() as door, pytest.raises((Refused, NotWritten)) as told:
        door.request(method, url, body=b"x", user=("marieke", "canary"))
    assert "secret" not in str(told.value)
    assert "canary" not in str(told.value)
    assert "\n" not in str(told.value)


def connect(door: Door, url: str) -> int:
    with door:
        return door.request("GET", url).status


def test_an_end_that_the_config_names_may_be_private_and_no_other_end_of_that_host() -> None:
    with scripted(answer()) as named, scripted(answer()) as other:
        assert connect(Door(named=[named.url("/dav/")]), named.url("/elsewhere")) == 200
        assert connect(Door(named=[f"127.0.0.1:{named.port}"]), named.url()) == 200
        with pytest.raises(Refused):
            connect(Door(named=[named.url("/dav/")]), other.url())
        assert other.heard == []


@pytest.mark.parametrize("allow", ["127.0.0.1", "127.0.0.0/8", "127.0.0.0/30"])
def test_a_host_or_network_in_allow_may_be_reached_on_any_port_and_without_tls(allow: str) -> None:
    with scripted(answer()) as server:
        assert connect(Door(allow=[allow]), server.url()) == 200


@pytest.mark.parametrize("allow", ["127.0.0.2", "10.0.0.0/8", "nas.local", "::1", "0.0.0"])
def test_another_host_in_allow_opens_nothing_here(allow: str) -> None:
    with scripted(answer()) as server, pytest.raises(Refused):
        connect(Door(allow=[allow]), server.url())


def test_a_network_in_allow_also_holds_for_names_that_lead_into_it() -> None:
    guard = Guard(allow=["192.168.7.0/24"], resolve=lambda host, _: [f"192.168.{host[0]}.1"])
    assert guard.addresses("7.example", 443) == ("192.168.7.1",)
    with pytest.raises(Refused):
        guard.addresses("8.example", 443)


def test_a_named_server_in_the_lan_is_not_reached_without_tls_unless_allowed() -> None:
    url = "http://nas.local:5232/dav/"
    with pytest.raises(Refused, match="without encryption"):
        Guard(named=[url]).place(url)
    assert Guard(named=[url], allow=["nas.local"]).place(url).port == 5232


class Rebinding:
    """A name server that gives another address each time it is asked, as an attacker's does."""

    def __init__(self, *addresses: str) -> None:
        self.asked = 0
        self._addresses = addresses

    def __call__(self, host: str, port: int) -> Sequence[str]:
        del host, port
        self.asked += 1
        return (self._addresses[min(self.asked, len(self._addresses)) - 1],)


def test_the_address_that_was_checked_is_the_one_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[object] = []

    def connect_nowhere(_: socket.socket, address: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect_nowhere)
    resolve = Rebinding("1.1.1.1", "127.0.0.1")
    with Door(resolve=resolve) as door, pytest.raises(Unreachable):
        door.request("GET", "https://calendar.example/")
    assert resolve.asked == 1
    assert connected == [("1.1.1.1", 443)]


def test_a_name_that_turns_private_between_two_connections_is_refused() -> None:
    resolve = Rebinding("127.0.0.1", "10.0.0.1")
    # Loopback plays the public address, tests reach no other: the network is allowed, the name is not.
    with scripted(answer()) as server, Door(allow=["127.0.0.0/8"], resolve=resolve) as door:
        assert resolve("calendar.example", server.port) == ("127.0.0.1",)
        with pytest.raises(Refused, match="private network"):
            door.request("GET", "https://calendar.example/")
        with pytest.raises(NotWritten, match="private network"):
            door.request("PUT", "https://calendar.example/private", body=b"x")
    assert server.connections == 0


def test_a_name_that_nobody_knows_is_told_as_that() -> None:
    def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with Door(resolve=unknown) as door:
        with pytest.raises(Unreachable, match="not known to the name server"):
            door.request("PROPFIND", "https://calendar.example/private")
        with pytest.raises(NotWritten, match=r"calendar\.example is not known") as told:
            door.request("PUT", "https://calendar.example/private", body=b"x")
    assert "private" not in str(told.value)


def test_a_name_without_any_address_is_unreachable() -> None:
    with Door(resolve=lambda _host, _port: ()) as door, pytest.raises(Unreachable, match="cannot be reached"):
        door.request("GET", "https://calendar.example/")
