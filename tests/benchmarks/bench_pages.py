"""The time of a page in an office of a thousand calendars, and of a ring beside a bare handler.

You need this when you change what every page goes through, or what a ring does. All is asked in this process,
without a socket: the figures are the server's own time, from the first line of a request to its last answer.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, connect
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from web.house import House, a_house
from zaaikalender.core.records import Consent
from zaaikalender.web.serving import settled

CALENDARS, PAGES, RINGS = 1000, 30, 1000
NOTIFY = '[http]\nnotify_at = "https://ring.bureau.example"\n[microsoft]\nclient_id = "c"\ntenant = "t"\n'
CALENDAR = '[[calendar]]\nname = "p{0}"\nowner = "p{0}@bureau.example"\nprovider = "folder"\npath = "p{0}/"\n'
LOOKED_AT = {
    "proposals": ("/c/marieke/", "marieke"),
    "an appointment": ("/c/marieke/appointments/{key}", "marieke"),
    "the list": ("/c/marieke/people", "marieke"),
    "the year": ("/c/marieke/year", "marieke"),
    "the calendar": ("/c/marieke/care", "marieke"),
    "health of all": ("/health", "jan"),
    "metrics": ("/metrics", "jan"),
    "counts of all": ("/office", "jan"),
}
RING = b'{"value": [{"subscriptionId": "x", "clientState": "a guess", "resource": "y"}]}'


def run() -> list[str]:
    """The rows: what, figure, aim."""
    with tempfile.TemporaryDirectory() as name:
        house = an_office(Path(name))
        key = house.follow_up().key
        with settled():
            rows = [_first_view(house)]
            rows += [_page(house, what, path.format(key=key), who) for what, (path, who) in LOOKED_AT.items()]
            rows += _while_counting(house)
            rows += _rings(house)
        house.app.close()
    return rows


def an_office(folder: Path) -> House:
    """Marieke with a plan that stands, and a thousand colleagues."""
    more = NOTIFY + "".join(CALENDAR.format(number) for number in range(CALENDARS - 3))
    house = a_house(folder, more=more)
    for number in range(5):
        house.put("marieke", name=f"Contact {number}", address=f"c{number}@client.example")
    house.yes("marieke")
    for number in range(CALENDARS - 3):
        house.app.store.consent(f"p{number}", Consent(at=house.moment[0], rules="x"))
    with closing(connect(folder / "zaaikalender.db")) as store:
        for number in range(CALENDARS - 3):
            _as_marieke(store, f"p{number}")
        store.commit()
    return house


def _as_marieke(store: Connection, name: str) -> None:
    """A colleague's calendar knows what Marieke's knows."""
    for table in ("entries", "items", "questions"):
        columns = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
        others = ", ".join(column for column in columns if column != "calendar")
        store.execute(
            f"INSERT INTO {table} (calendar, {others}) SELECT ?, {others} FROM {table} "  # noqa: S608 - ours
            "WHERE calendar = 'marieke'",
            (name,),
        )
    state = "fingerprint, window_start, window_end, last_good, next_due, next_question"
    store.execute(
        f"UPDATE calendars SET ({state}) = (SELECT {state} FROM calendars WHERE name = 'marieke') "  # noqa: S608
        "WHERE name = ?",
        (name,),
    )


def _page(house: House, what: str, path: str, who: str) -> str:
    headers = _headers(house, who)
    first = _asked(house.pages, "GET", path, headers, b"")
    times = [_asked(house.pages, "GET", path, headers, b"") for _ in range(PAGES)]
    times.sort()
    middle, worst = times[PAGES // 2] * 1e3, times[-1] * 1e3
    return f"{what} | {middle:.1f} ms (worst {worst:.1f}, first {first * 1e3:.0f}) | 50 ms"


def _first_view(house: House) -> str:
    """The very first page of all after a start, when nobody was counted yet."""
    took = _asked(house.pages, "GET", "/office", _headers(house, "jan"), b"") * 1e3
    begun = perf_counter()
    house.counter.count()
    whole = perf_counter() - begun
    return f"counts of all, first page after a start (a round {whole:.1f} s) | {took:.1f} ms | 50 ms"


def _while_counting(house: House) -> list[str]:
    """Pages while the counter goes its first round, without the long rests of later ones."""
    found = []
    for what, path in (
        ("counts of all", "/office"),
        ("  another year", "/office?year=2027"),
        ("health", "/health"),
    ):
        with house.counter.going_round():
            headers = _headers(house, "jan")
            times = sorted(_asked(house.pages, "GET", path, headers, b"") for _ in range(PAGES))
        middle, worst = times[PAGES // 2] * 1e3, times[-1] * 1e3
        found.append(f"{what}, during a round | {middle:.1f} ms (worst {worst:.1f}) | 50 ms")
    return found


def _headers(house: House, who: str) -> list:
    return [(b"host", b"localhost:8437"), (b"cookie", f"zaai={house.ticket(who)}".encode())]


def _rings(house: House) -> list[str]:
    async def bare(request):
        await request.body()
        return PlainTextResponse("", status_code=202)

    floor = Starlette(routes=[Route("/notify/outlook", bare, methods=["POST"])])
    headers = [(b"host", b"ring.bureau.example"), (b"content-length", str(len(RING)).encode())]
    found = []
    for what, pages in (("a ring", house.pages), ("  floor: a bare handler", floor)):
        times = sorted(_asked(pages, "POST", "/notify/outlook", headers, RING) for _ in range(RINGS))
        rate, worst = RINGS / sum(times), times[RINGS * 99 // 100] * 1e3
        found.append(f"{what} | {rate:.0f} a second, p99 {worst:.2f} ms | 500 a second, 100 ms")
    return found


_LOOP = asyncio.new_event_loop()


def _asked(pages: Callable, method: str, path: str, headers: list, body: bytes) -> float:
    """Seconds that one request takes."""
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "scheme": "http",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8437),
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    begun = perf_counter()
    _LOOP.run_until_complete(pages(scope, receive, send))
    took = perf_counter() - begun
    assert sent[0]["status"] in {200, 202}, (path, sent[0]["status"])
    return took
