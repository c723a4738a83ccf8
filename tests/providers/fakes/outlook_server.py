"""The fake Graph on a socket of this machine, and as a door without one.

You need the socket to test the way over the network, the door where there are thousands of requests.
"""

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from providers.fakes.outlook import Cut, FakeGraph
from zaaikalender.errors import OutcomeUnknown, ReadFailed
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway


@dataclass(frozen=True)
class Answered:
    status: int
    body: bytes
    headers: dict


class GraphDoor:
    """A door that leads to a fake in this process."""

    def __init__(self, graph: FakeGraph) -> None:
        self.graph = graph

    def request(self, method, url, *, headers, body=None, **_rest):
        reads = method == "GET"
        try:
            reply = self.graph.handle(method, url, headers, body)
        except Cut:
            raise (ReadFailed if reads else OutcomeUnknown)("the connection was cut") from None
        wait = float(reply.headers.get("Retry-After", 0)) or None
        if reads and reply.status in {429, 503}:
            raise AskedToWait("graph.test", wait, status=reply.status)
        if reply.status == 429:
            raise TurnedAway("graph.test", wait)
        return Answered(reply.status, reply.octets, reply.headers)


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        """Connections that were cut on purpose are no news."""


@contextmanager
def outlook_server(graph: FakeGraph, tls=None):
    """Serves `graph`; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _serve(self):
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length) if length else None
            try:
                reply = graph.handle(self.command, f"{graph.root}{self.path}", dict(self.headers), body)
            except Cut:
                self.close_connection = True
                self.connection.close()
                return
            octets = reply.octets
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(octets)))
            self.end_headers()
            self.wfile.write(octets)

        do_GET = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815

        def log_message(self, *_):
            """Silent."""

    server = QuietServer(("127.0.0.1", 0), Handler)
    scheme = "http"
    if tls:
        server.socket, scheme = tls.wrap_socket(server.socket, server_side=True), "https"
    graph.root = f"{scheme}://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield graph.root
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
