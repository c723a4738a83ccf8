"""A calendar at Google: requests, an unchanged pass, a first read of 10,000 events, a thousand calendars.

You need this when you change how Google is read. The server is another process that only repeats what it was
told. Beside an unchanged pass stand a bare request over urllib3 and the plain official client.
"""

import asyncio
import json
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

import httplib2
import urllib3
from google.api_core.client_options import ClientOptions
from googleapiclient.discovery import build

from zaaikalender.core.appointments import Draft, Field
from zaaikalender.core.events import Shown, Timed, Window
from zaaikalender.core.people import Person
from zaaikalender.providers.google import GoogleCalendar
from zaaikalender.providers.google_events import FIELDS, Translator
from zaaikalender.providers.google_limits import Limits
from zaaikalender.providers.http import Door

EVENTS, PASSES, CALENDARS, IN_FLIGHT = 10_000, 400, 1_000, 64
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WINDOW = Window(start=NOW - timedelta(days=365), end=NOW + timedelta(days=550))
OWNER, ZONE = Person(address="m@b.example"), ZoneInfo("Europe/Amsterdam")
KEY = "0123456789abcdefghijklmnopqrstuv"
WIDE = Limits(user=10**9, project=10**9)
DRAFT = Draft(
    title="Voorstel", when=Timed(start=NOW, end=NOW + timedelta(hours=1)), text="", shown=Shown.TENTATIVE
)


def an_event(number: int, **more: Any) -> dict[str, Any]:
    """An event as Google gives it through our mask; of some years, most of them past."""
    start = NOW - timedelta(days=1500) + timedelta(hours=number * 5)
    guests = [
        {"email": f"gast{each}@client.example", "displayName": f"Gast {each}", "responseStatus": "accepted"}
        for each in range(5)
    ]
    return {
        "id": f"{number:026}",
        "etag": f'"{3_500_000_000_000 + number}"',
        "status": "confirmed",
        "summary": f"Projectoverleg {number}",
        "description": f"Agenda {number}: stand van zaken, planning, risico's, rondvraag. " * 6,
        "colorId": "5",
        "organizer": {"email": "m@b.example", "self": True},
        "start": {"dateTime": start.isoformat(), "timeZone": "Europe/Amsterdam"},
        "end": {"dateTime": (start + timedelta(hours=1)).isoformat(), "timeZone": "Europe/Amsterdam"},
        "iCalUID": f"{number:026}@google.com",
        "attendees": guests,
        "eventType": "default",
    } | more


def run() -> list[str]:
    """The rows: what, figure, aim."""
    return [*_decoding(), *_quiet(), *_memory(), *_many()]


def _decoding() -> list[str]:
    """What a page costs beside reading its JSON alone."""
    data = json.dumps({"items": [an_event(number) for number in range(1_000)]}).encode()
    bare = min(_cpu(lambda: json.loads(data)) for _ in range(7))
    ours = min(_cpu(lambda: _read(json.loads(data))) for _ in range(7))
    return [
        f"a page of 1000 events ({len(data) / 1e6:.1f} MB) | {ours * 1000:.1f} ms |",
        f"  beside json.loads alone | {ours / bare:.2f} x ({bare * 1000:.1f} ms) |",
    ]


def _read(page: dict[str, Any]) -> list[Any]:
    translator = Translator(owner=OWNER, zone=ZONE)
    return [translator.single(each) for each in page["items"]]


def _cpu(act: Any) -> float:
    start = process_time()
    act()
    return process_time() - start


class Counting(Door):
    """A door that counts."""

    count = 0

    def request(self, method: str, url: str, **rest: Any) -> Any:
        """Counts, and passes on."""
        self.count += 1
        return super().request(method, url, **rest)

    def counted(self, act: Any) -> int:
        """How many requests an act makes."""
        before = self.count
        act()
        return self.count - before


def _calendar(root: str, door: Door, account: str = "m@b.example", limits: Limits = WIDE) -> GoogleCalendar:
    return GoogleCalendar(
        account,
        OWNER,
        ZONE,
        door=door,
        token=lambda _: account,
        clock=lambda: NOW,
        endpoint=f"{root}/calendar/v3",
        limits=limits,
    )


def _official(root: str) -> Any:
    """The plain official client over its own transport."""
    options = ClientOptions(api_endpoint=f"{root}/calendar/v3/")
    return build("calendar", "v3", http=httplib2.Http(), client_options=options, static_discovery=True)


def _quiet() -> list[str]:
    """An unchanged pass beside a bare request and the official client; what else costs one request."""
    with _server(0, 50) as root, Counting(named=[root]) as door:
        calendar, service = _calendar(root, door), _official(root)
        first = calendar.changes(WINDOW, None, {})
        known = {item.ref: item.version for item in first.changed}
        url = f"{root}/calendar/v3/calendars/primary/events?syncToken=0&fields=items({FIELDS})"
        pool = urllib3.HTTPConnectionPool("127.0.0.1", int(root.rpartition(":")[2]), maxsize=1)
        question = {"calendarId": "primary", "syncToken": "0", "fields": f"items({FIELDS})"}
        passes = {
            "ours": lambda: calendar.changes(WINDOW, first.cursor, known),
            "bare": lambda: json.loads(pool.urlopen("GET", url).data),
            "official": lambda: service.events().list(**question).execute(),
        }
        requests = door.counted(passes["ours"])
        cost = {name: [] for name in passes}
        for _ in range(5):
            for name, one in passes.items():
                cost[name].append(_cpu(lambda one=one: [one() for _ in range(PASSES)]) / PASSES)
        quiet, bare, official = (min(cost[name]) for name in ("ours", "bare", "official"))
        told = (first.cursor or "").replace('"token": "0"', '"token": "25"')
        changed = door.counted(lambda: calendar.changes(WINDOW, told, known))
        made = []
        created = door.counted(lambda: made.append(calendar.create(KEY, DRAFT)))
        updated = door.counted(lambda: calendar.update(made[0], DRAFT, frozenset(Field)))
    return [
        f"requests: unchanged pass, 25 changes | {requests}, {changed} | 1, 1",
        f"requests: a creation, a change | {created}, {updated} | 1, 1",
        f"its CPU | {quiet * 1e6:.0f} us, {quiet / bare:.2f} x bare urllib3 ({bare * 1e6:.0f} us) | <= 2 x",
        f"  the plain official client | {official * 1e6:.0f} us, {official / bare:.1f} x |",
    ]


def _memory() -> list[str]:
    """What a first read of 10,000 events takes while it runs, and what is left of it."""
    with _server(0, EVENTS) as root, Counting(named=[root]) as door:
        calendar = _calendar(root, door)
        cpu = _cpu(lambda: calendar.changes(WINDOW, None, {}))
        requests = door.counted(lambda: calendar.changes(WINDOW, None, {}))
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        read = calendar.changes(WINDOW, None, {})
        after, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    inside = len(read.changed)
    return [
        f"a first read of {EVENTS} events ({inside} inside) | {requests} requests, CPU {cpu:.2f} s",
        f"  MB kept, at the peak | {(after - before) / 1e6:.1f}, {(peak - before) / 1e6:.1f} | <= 10, 40",
    ]


def _many() -> list[str]:
    """A thousand calendars, each a tenth of a second away, within the budgets of one project."""
    with _server(0.1, 0) as root, Door(named=[root]) as door, ThreadPoolExecutor(IN_FLIGHT) as threads:
        names = [f"m{number}@b.example" for number in range(CALENDARS)]
        limits = Limits()
        calendars = {name: _calendar(root, door, name, limits=limits) for name in names}
        cursors = dict(
            threads.map(lambda name: (name, calendars[name].changes(WINDOW, None, {}).cursor), names)
        )
        start, cpu = perf_counter(), process_time()
        list(threads.map(lambda name: calendars[name].changes(WINDOW, cursors[name], {}), names))
        wall, used = perf_counter() - start, process_time() - cpu
        told = json.loads(urllib3.request("GET", f"{root}/told").data)
    return [
        f"{CALENDARS} calendars at 100 ms, {IN_FLIGHT} at once | {wall:.2f} s, CPU {used:.2f} | <= 2.5 s",
        f"  at once, asked by one, by all | {told['most']}, {told['person']}, {told['all']} | 64, 600, 10000",
    ]


@contextmanager
def _server(delay: float, events: int) -> Any:
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, __file__, "serve", str(delay), str(events)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


async def _serve(delay: float, events: int) -> None:
    """Repeats pages, an increment of as many as the token says, or the event that was written."""
    busy = {"now": 0, "most": 0, "all": 0}
    asked: dict[str, int] = {}
    pages = [
        json.dumps(
            {
                "timeZone": "Europe/Amsterdam",
                "items": [an_event(number) for number in range(at, min(at + 1_000, events))],
                **({"nextPageToken": str(at + 1_000)} if at + 1_000 < events else {"nextSyncToken": "0"}),
            }
        ).encode()
        for at in range(0, max(events, 1), 1_000)
    ]
    ours = {"id": KEY, "extendedProperties": {"private": {"zaaikalenderKey": KEY}}}
    written = json.dumps(an_event(1, **ours)).encode()

    def answer(method: str, url: str) -> bytes:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        if parts.path == "/told":
            told = {"most": busy["most"], "all": busy["all"], "person": max(asked.values())}
            return json.dumps(told).encode()
        if method != "GET":
            return written
        if "syncToken" in query:
            changed = [an_event(number) for number in range(int(query["syncToken"][0]))]
            return json.dumps({"items": changed, "nextSyncToken": "0"}).encode()
        return pages[int(query.get("pageToken", ["0"])[0]) // 1_000]

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n"):
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
            await reader.readexactly(int(headers.get("content-length", 0)))
            who = headers.get("authorization", "")
            asked[who] = asked.get(who, 0) + 1
            busy["all"] += 1
            busy["now"] += 1
            busy["most"] = max(busy["most"], busy["now"])
            await asyncio.sleep(delay)
            busy["now"] -= 1
            body = answer(*head[0].split(" ")[:2])
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
            writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()

    async def quietly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(quietly, "127.0.0.1", 0, backlog=256)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(_serve(float(sys.argv[2]), int(sys.argv[3])))
    else:
        sys.stdout.write("\n".join(run()) + "\n")
