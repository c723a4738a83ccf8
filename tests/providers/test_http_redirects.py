"""Whoever sends us elsewhere gets no password there, nobody's calendar, and no way into the office."""

import base64
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from providers.scripted_server import Scripted, answer, scripted
from zaaikalender.errors import NotWritten, ReadFailed, Unreachable
from zaaikalender.providers.http import Door
from zaaikalender.providers.http_line import tls_context

LOGIN = ("marieke", "canary")
SECRETS = {"X-Remote-User": "marieke", "Cookie": "canary", "Depth": "1", "Content-Type": "application/xml"}


def door_for(*hosts: str) -> Door:
    return Door(allow=hosts, timeout=3, resolve=lambda _host, _port: ["127.0.0.1"])


def moved(url: str, status: int = 301) -> bytes:
    return answer(status=f"{status} Moved", Location=url)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("method", ["GET", "PROPFIND", "REPORT", "OPTIONS", "PUT", "DELETE"])
def test_within_an_origin_a_request_goes_on_as_it_was(method: str, status: int) -> None:
    with scripted(moved("/new/", status), answer()) as server, door_for("one.example") as door:
        told = door.request(method, server.url(host="one.example"), headers=SECRETS, body=b"<a/>", user=LOGIN)
    first, second = server.heard
    assert second.line == f"{method} /new/ HTTP/1.1"
    assert (second.body, second.head) == (first.body, first.head)
    assert told.url == server.url("/new/", host="one.example")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("other", ["two.example", "one.example"])
def test_no_secret_goes_to_another_origin(other: str, status: int) -> None:
    """Another host, or the same one on another port."""
    with (
        scripted(answer()) as target,
        scripted(moved(target.url("/new/", host=other), status)) as server,
        door_for("one.example", "two.example") as door,
    ):
        url = server.url(host="one.example")
        door.request("PROPFIND", url, headers=SECRETS, body=b"<a/>", user=LOGIN)
    (heard,) = target.heard
    assert heard.line == "PROPFIND /new/ HTTP/1.1"
    assert heard.head["depth"] == "1"
    assert not {"authorization", "cookie", "x-remote-user"} & set(heard.head)
    assert "canary" not in str(heard)
    assert base64.b64encode(b"marieke:canary").decode() in str(server.heard)


def test_a_secret_does_not_come_back_after_a_detour() -> None:
    with scripted(answer()) as home:
        says = moved(home.url("/at-home/", host="one.example"))
        with scripted(says) as away, door_for("one.example", "two.example") as door:
            home.says[:] = [moved(away.url("/away/", host="two.example")), answer()]
            door.request("GET", home.url(host="one.example"), user=LOGIN)
    assert "authorization" in home.heard[0].head
    assert "authorization" not in home.heard[1].head


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_write_does_not_follow_to_another_origin(method: str) -> None:
    with (
        scripted(answer()) as target,
        scripted(moved(target.url(host="two.example"), 308)) as server,
        door_for("one.example", "two.example") as door,
        pytest.raises(NotWritten, match="has moved"),
    ):
        door.request(method, server.url(host="one.example"), body=b"private", user=LOGIN)
    assert target.heard == []


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "https://two.example:22/",
        "https://user:pass@one.example/",
        "ftp://one.example/",
        "file:///etc/passwd",
        "//10.0.0.1/",
        "https://",
        "http://[bad/",
        "https://two.example/a\x7f",
    ],
)
def test_a_redirect_into_a_private_network_or_to_nonsense_is_not_followed(target: str) -> None:
    with scripted(moved(target)) as server:
        door = Door(allow=["one.example"], resolve=lambda host, _: [_leads_to(host)], timeout=3)
        with door, pytest.raises(Unreachable) as told:
            door.request("PROPFIND", server.url(host="one.example"), user=LOGIN)
        with door, pytest.raises(NotWritten):
            door.request("PUT", server.url(host="one.example"), body=b"x", user=LOGIN)
    assert len(server.heard) == 2
    assert "canary" not in str(told.value)


def _leads_to(host: str) -> str:
    return host.strip("[]") if host[0] in "0123456789[:" else "127.0.0.1"


def test_a_redirect_to_a_name_that_leads_home_is_not_followed() -> None:
    with scripted(moved("https://rebinding.example/")) as server, door_for("one.example") as door:
        with pytest.raises(Unreachable, match="private network"):
            door.request("GET", server.url(host="one.example"))
        assert len(server.heard) == 1


def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    says = [moved(f"/{number}") for number in range(3)]
    with scripted(*says, answer(b"here")) as server, door_for("one.example") as door:
        assert door.request("GET", server.url(host="one.example")).body == b"here"
    with scripted(moved("/again")) as server, door_for("one.example") as door:
        with pytest.raises(ReadFailed, match="round in circles"):
            door.request("GET", server.url(host="one.example"))
        assert len(server.heard) == 4
        with pytest.raises(NotWritten, match="round in circles"):
            door.request("PUT", server.url(host="one.example"), body=b"x")


@pytest.mark.parametrize(("method", "status"), [("POST", 302), ("PROPFIND", 303), ("PUT", 303), ("GET", 304)])
def test_what_is_no_redirect_for_this_method_is_an_answer(method: str, status: int) -> None:
    with scripted(moved("/new/", status)) as server, door_for("one.example") as door:
        assert door.request(method, server.url(host="one.example"), body=b"x").status == status
        assert len(server.heard) == 1


def certificate(folder: Path, *names: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's TLS for these names, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 1, now, now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    client = tls_context()
    client.load_verify_locations(path)
    return server, client


def secure(server: Scripted, host: str) -> str:
    return server.url("/dav/", host=host).replace("http:", "https:")


def test_the_certificate_must_be_the_names_though_the_address_is_pinned(tmp_path: Path) -> None:
    own, trusting = certificate(tmp_path, "calendar.example")
    asked: list[str | None] = []
    own.sni_callback = lambda _socket, name, _context: asked.append(name)
    hosts = ["calendar.example", "other.example", "127.0.0.1"]
    door = Door(allow=hosts, timeout=3, tls=lambda: trusting, resolve=lambda _host, _port: ["127.0.0.1"])
    with scripted(answer(b"safe"), tls=own) as server, door:
        assert door.request("GET", secure(server, "calendar.example")).body == b"safe"
        assert asked == ["calendar.example"]
        assert server.heard[0].head["host"] == f"calendar.example:{server.port}"
        for host in ("other.example", "127.0.0.1"):
            with pytest.raises(Unreachable, match=f"{host} shows a certificate that cannot be trusted"):
                door.request("GET", secure(server, host))
            with pytest.raises(NotWritten, match="certificate"):
                door.request("PUT", secure(server, host), body=b"x")
        assert len(server.heard) == 1


def test_a_certificate_of_nobody_we_trust_is_refused(tmp_path: Path) -> None:
    own, _ = certificate(tmp_path, "calendar.example")
    with scripted(answer(), tls=own) as server, door_for("calendar.example") as door:
        with pytest.raises(Unreachable, match="certificate"):
            door.request("GET", secure(server, "calendar.example"))
        assert server.heard == []


def test_a_server_that_speaks_no_tls_is_told_as_such() -> None:
    def plain(connection: socket.socket) -> None:
        connection.sendall(answer())

    with scripted(plain) as server, door_for("calendar.example") as door, pytest.raises(Unreachable):
        door.request("GET", secure(server, "calendar.example"))
