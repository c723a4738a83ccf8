"""The fake Google on a socket of this machine, and as a door without one.

You need the socket to test the way over the network, the door where there are thousands of requests.
"""

import gzip
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol

import trustme

from providers.fakes.google import Cut, Reply
from providers.fakes.outlook_server import QuietServer
from zaaikalender.errors import OutcomeUnknown, ReadFailed
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway


@dataclass(frozen=True)
class Answered:
    status: int
    body: bytes
    headers: dict[str, str]


class Served(Protocol):
    """What can be put on a socket: the calendar or its login."""

    root: str

    def handle(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply: ...


class GoogleDoor:
    """A door that leads to a fake in this process."""

    def __init__(self, google: Served) -> None:
        self.google = google

    def request(self, method: str, url: str, *, headers: Any, body: Any = None, **_rest: Any) -> Answered:
        reads = method == "GET"
        try:
            reply = self.google.handle(method, url, headers, body)
        except Cut:
            raise (ReadFailed if reads else OutcomeUnknown)("the connection was cut") from None
        wait = float(reply.headers.get("Retry-After", 0)) or None
        if reads and reply.status in {429, 503}:
            raise AskedToWait("google.test", wait, status=reply.status)
        if reply.status == 429:
            raise TurnedAway("google.test", wait)
        return Answered(reply.status, reply.octets, reply.headers)


def tls_for_this_machine(pem: Any) -> ssl.SSLContext:
    """A server's side of https; the authority that vouches for it is written to `pem`."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


def _unpacks(headers: Any) -> bool:
    """Whether Google packs its answer: for whom asks, and whose name says that he means it."""
    return all("gzip" in headers.get(name, "") for name in ("Accept-Encoding", "User-Agent"))


@contextmanager
def google_server(google: Served, tls: Any = None) -> Iterator[str]:
    """Serves a fake; gives its address (of the calendar, a config wants `endpoint`)."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length) if length else None
            try:
                reply = google.handle(self.command, f"{google.root}{self.path}", dict(self.headers), body)
            except Cut:
                self.close_connection = True
                self.connection.close()
                return
            octets = b"" if reply.status == 304 else reply.octets
            headers = {"Content-Type": "application/json; charset=UTF-8", **reply.headers}
            if octets and _unpacks(self.headers):
                octets = gzip.compress(octets, 1)
                headers["Content-Encoding"] = "gzip"
            self.send_response(reply.status)
            for name, value in headers.items():
                self.send_header(name, value)
            if reply.status not in {204, 304}:
                self.send_header("Content-Length", str(len(octets)))
            self.end_headers()
            self.wfile.write(octets)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = QuietServer(("127.0.0.1", 0), Handler)
    scheme = "http"
    if tls:
        server.socket, scheme = tls.wrap_socket(server.socket, server_side=True), "https"
    google.root = f"{scheme}://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield google.root
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
