"""The fake CalDAV server on a port of this machine, with one login.

You need this to try whole commands on a server that behaves in a certain way.
"""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from providers.fakes.dav import HOME, FakeDav

USER = ("alice", "canary-Geheim-9")
_LOGIN = "Basic " + base64.b64encode(":".join(USER).encode()).decode()


@contextmanager
def served(fake: FakeDav, login: str = _LOGIN) -> Iterator[str]:
    """The calendar's address while the server runs; whoever logs in otherwise gets 401."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Authorization") != login:
                return self._say(401, {}, b"")
            if not self.path.startswith(HOME):
                return self._say(404, {}, b"")
            reply = fake.request(self.command, self.path, headers=dict(self.headers), body=body)
            return self._say(reply.status, reply.headers, reply.body)

        def _say(self, status, headers, data) -> None:
            self.send_response_only(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Silence."""

    for method in ("GET", "PUT", "DELETE", "PROPFIND", "REPORT", "OPTIONS"):
        setattr(Handler, f"do_{method}", Handler.answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{HOME}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
