"""An unchanged pass over a calendar on a server, store and all, beside a bare request and a bare commit.

You need this when you change anything that every pass goes through. The server is a process of its own that
answers at once; what counts is the processor time of ours, so the figures are passes per second and core.
"""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

import urllib3
from bench_scale import fill

from providers.fakes.dav import HOST, FakeDav
from zaaikalender import config
from zaaikalender.app import App, open_app
from zaaikalender.providers.caldav_xml import sync

ROUNDS, TOGETHER, OTHERS, OFFICE = 40, 10, 20, 100
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CONFIG = """
[office]
domains = ["bureau.example"]
[policy]
start = "write"
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "caldav"
url = "{url}"
username = "alice"
password_env = "PASSWORD"
"""
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:{0}@test\r\n"
    "DTSTAMP:20261101T090000Z\r\nDTSTART;VALUE=DATE:202612{0:02}\r\nSUMMARY:{1}\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def run() -> list[str]:
    """The rows: what, figure, aim."""
    with tempfile.TemporaryDirectory() as name, _a_server() as url:
        app = _an_app(Path(name), url)
        (calendar,), now = app.calendars(), [NOW]

        def a_pass() -> None:
            now[0] += timedelta(minutes=1)
            assert app.run(calendar, now=now[0]).done == ()

        for _ in range(4):
            now[0] += timedelta(minutes=30)
            app.run(calendar, now=now[0])
        passes, request, commit = _times_of(a_pass, _bare_request(url), _bare_commit(Path(name)))
        for number in range(OFFICE):
            fill(app.store, number, events=10)
        (among,) = _times_of(a_pass)
        app.close()
    floor = request + commit
    return [
        f"unchanged pass ({OTHERS + 2} events) | {passes * 1e6:.0f} µs CPU, {1 / passes:.0f} a second |",
        f"floor: a bare request and a commit | {request * 1e6:.0f} + {commit * 1e6:.0f} µs |",
        f"  passes in floors | {passes / floor:.1f} | 2",
        f"among {OFFICE} other calendars, 3 projects each | {among * 1e6:.0f} µs, {among / passes:.1f} x |",
    ]


def _times_of(*calls: Callable[[], object]) -> list[float]:
    """Seconds of processor time for one of each; the first ones, which warm caches up, do not count.

    They take turns, and of the rounds the quickest counts: whatever else the machine does only adds to it.
    """
    rounds = [[_time_of(call) for call in calls] for _ in range(ROUNDS + 1)]
    return [min(times) for times in zip(*rounds[1:], strict=True)]


def _time_of(call: Callable[[], object]) -> float:
    start = process_time()
    for _ in range(TOGETHER):
        call()
    return (process_time() - start) / TOGETHER


def _bare_request(url: str) -> Callable[[], object]:
    pool, body = urllib3.PoolManager(), sync("0", bodies=True)
    return lambda: pool.request("REPORT", url, body=body).data


def _bare_commit(folder: Path) -> Callable[[], object]:
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    for pragma in ("journal_mode=wal", "synchronous=full"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE runs (id INTEGER PRIMARY KEY, text)")
    return lambda: connection.execute("INSERT INTO runs (text) VALUES ('a run')")


def _an_app(folder: Path, url: str) -> App:
    file = folder / "zaaikalender.toml"
    file.write_text(CONFIG.format(url=url), encoding="utf-8")
    app = open_app(config.load(file, {}, today=NOW.date()), lambda: NOW)
    app.servers.environ = {"PASSWORD": "a"}
    return app


@contextmanager
def _a_server() -> Iterator[str]:
    with subprocess.Popen([sys.executable, __file__, "serve"], stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


def _serve() -> None:
    fake = FakeDav()
    for number in range(1, OTHERS + 2):
        title = "Einde opdracht: Alfa" if number == OTHERS else "Overleg"
        fake.put(f"{number}.ics", EVENT.format(number, title).encode())

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            reply = fake.request(self.command, HOST + self.path, headers=dict(self.headers), body=body)
            self.send_response_only(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Silence."""

    for method in ("GET", "PUT", "DELETE", "PROPFIND", "REPORT", "OPTIONS"):
        setattr(Handler, f"do_{method}", Handler.answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}{fake.url.removeprefix(HOST)}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _serve()
    else:
        sys.stdout.write("\n".join(run()) + "\n")
