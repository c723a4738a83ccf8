"""Real CalDAV servers on loopback ports of this machine: Radicale and Xandikos, from pip alone.

You need this in tests of the CalDAV provider. A server is a process that is ended by its id; its data lies in
a temporary folder. `a_collection` makes a calendar of its own for each test.
"""

import base64
import http.client
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PASSWORD = "a"  # noqa: S105 - of a server that lives for a test
_PATIENCE = 20


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


@dataclass
class SmallDoor:
    """Requests over a socket, with the standard library and nothing between; counts what it sends."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    _kept: dict[str, http.client.HTTPConnection] = field(default_factory=dict)

    def request(self, method, url, *, headers=None, body=None, user=None, most=0):  # noqa: PLR0913
        self.sent.append((method, url))
        parts = urlsplit(url)
        extra = dict(headers or {})
        if user:
            extra["Authorization"] = "Basic " + base64.b64encode(":".join(user).encode()).decode()
        with closing(http.client.HTTPConnection(parts.netloc, timeout=30)) as connection:
            connection.request(method, parts.path or "/", body=body, headers=extra)
            response = connection.getresponse()
            data = response.read()
            place = response.getheader("Location")
            if response.status in {301, 302, 307, 308} and place and method not in {"PUT", "DELETE"}:
                target = place if "://" in place else f"{parts.scheme}://{parts.netloc}{place}"
                return self.request(method, target, headers=headers, body=body, user=user, most=most)
            return Reply(response.status, dict(response.getheaders()), data, url)


@dataclass(frozen=True)
class Server:
    """A running server: where it is, the homes of its users, how one logs in, where its data lies."""

    url: str
    home: str
    user: tuple[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    place: Path = Path()


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def radicale(*options: str, users: tuple[str, ...] = ("alice", "bob")) -> Iterator[Server]:
    """Radicale with these users; the first is who its home belongs to."""
    with tempfile.TemporaryDirectory(prefix="zaai-radicale-") as place:
        logins = Path(place) / "users"
        logins.write_text("".join(f"{name}:{PASSWORD}\n" for name in users))
        port = a_free_port()
        command = [
            *("-m", "radicale", "-H", f"127.0.0.1:{port}", "--auth-type", "htpasswd"),
            *("--auth-htpasswd-filename", str(logins), "--auth-htpasswd-encryption", "plain"),
            *("--auth-delay", "0", "--rights-type", "owner_only"),
            *("--storage-filesystem-folder", f"{place}/data", *options),
        ]
        with _running(command, port):
            yield Server(
                f"http://127.0.0.1:{port}/", f"/{users[0]}/", (users[0], PASSWORD), place=Path(place)
            )


@contextmanager
def xandikos(*options: str) -> Iterator[Server]:
    """Xandikos for one user without a login; with options of `multi-user`, for many."""
    with tempfile.TemporaryDirectory(prefix="zaai-xandikos-") as place:
        port = a_free_port()
        many = bool(options)
        command = [
            *("-m", "xandikos", "multi-user" if many else "serve", "-d", f"{place}/data", "--defaults"),
            *("--no-detect-systemd", "-l", "127.0.0.1", "-p", str(port), "--state-dir", f"{place}/state"),
            *options,
        ]
        Path(place, "data").mkdir()
        Path(place, "state").mkdir()
        with _running(command, port):
            if many:
                login = {"X-Remote-User": "alice"}
                yield Server(f"http://127.0.0.1:{port}/", "/alice/calendars/", None, login, Path(place))
            else:
                yield Server(f"http://127.0.0.1:{port}/", "/user/calendars/")


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([sys.executable, *command], stdout=log, stderr=log)  # noqa: S603
        try:
            _wait(process, port, log)
            yield
        finally:
            # Nothing of it is kept, and asked kindly Xandikos waits long for connections that may be in use.
            process.kill()
            process.wait()


def _wait(process, port, log) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    log.seek(0)
    raise AssertionError(f"the server did not start: {log.read().decode(errors='replace')[-2000:]}")


_MKCALENDAR = (
    '<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set>'
    "<D:prop><D:displayname>{0}</D:displayname></D:prop></D:set></C:mkcalendar>"
)


def a_collection(server: Server, door, name: str = "") -> str:
    """A new calendar of alice's; gives its address."""
    name = name or uuid.uuid4().hex[:12]
    url = f"{server.url.rstrip('/')}{server.home}{name}/"
    headers = {**server.headers, "Content-Type": "application/xml"}
    body = _MKCALENDAR.format(name).encode()
    reply = door.request("MKCALENDAR", url, headers=headers, body=body, user=server.user)
    assert reply.status == 201, reply
    return url
