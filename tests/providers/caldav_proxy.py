"""A proxy on this machine before a real server: it cuts connections, counts, and knows people by their login.

You need this to break a connection before a request arrives, or after it was carried out.
"""

import base64
import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_OWN = frozenset({"host", "connection", "authorization", "transfer-encoding", "content-length"})
_WRITES = frozenset({"PUT", "DELETE"})


@dataclass(frozen=True)
class Passing:
    """A request that comes by: its method, where to, under which condition if any, and what it carries."""

    method: str
    path: str
    condition: str
    body: bytes

    @property
    def writes(self) -> bool:
        return self.method in _WRITES


@dataclass
class Proxy:
    """`cut` is "before" or "after": which moment of the next write is its last. `sent` are all methods.

    `cutter`, where there is one, says the same of each request that comes by ("" to let it pass).
    """

    url: str
    cut: str = ""
    sent: list[str] = field(default_factory=list)
    cutter: Callable[[Passing], str] | None = None

    @property
    def writes(self) -> list[str]:
        return [method for method in self.sent if method in _WRITES]

    def last_moment(self, request: Passing) -> str:
        """When to cut this one, if at all."""
        if self.cutter:
            return self.cutter(request)
        moment, self.cut = (self.cut, "") if request.writes else ("", self.cut)
        return moment


@contextmanager
def a_proxy(upstream: str, *, logs_in: bool = False) -> Iterator[Proxy]:
    """A proxy before `upstream`; with `logs_in` it hands on the login's name as X-Remote-User."""
    proxy = Proxy("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body in one packet: two would wait for each other's acknowledgement.
        wbufsize = -1

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            proxy.sent.append(self.command)
            condition = self.headers.get("If-None-Match") or self.headers.get("If-Match") or ""
            cut = proxy.last_moment(Passing(self.command, self.path, condition, body))
            if cut == "before":
                return self._hang_up()
            reply, data = _sent_on(self, upstream, body, logs_in=logs_in)
            if cut == "after":
                return self._hang_up()
            self.send_response_only(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in _OWN:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            return None

        def _hang_up(self) -> None:
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Silence."""

    for method in ("GET", "PUT", "DELETE", "PROPFIND", "PROPPATCH", "REPORT", "OPTIONS", "MKCALENDAR"):
        setattr(Handler, f"do_{method}", Handler.pass_on)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    proxy.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def _sent_on(handler, upstream: str, body: bytes, *, logs_in: bool):
    headers = {name: value for name, value in handler.headers.items() if name.lower() not in _OWN}
    login = handler.headers.get("Authorization", "")
    if logs_in and login:
        headers["X-Remote-User"] = base64.b64decode(login.partition(" ")[2]).decode().partition(":")[0]
    elif login:
        headers["Authorization"] = login
    connection = http.client.HTTPConnection(urlsplit(upstream).netloc, timeout=20)
    try:
        connection.request(handler.command, handler.path, body=body or None, headers=headers)
        reply = connection.getresponse()
        return reply, reply.read()
    finally:
        connection.close()
