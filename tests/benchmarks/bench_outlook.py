"""A calendar in Outlook: requests, an unchanged pass, a page of 1,000 events, a thousand mailboxes.

You need this when you change how Graph is read. The server is another process that only repeats what it was
told; the floors are a bare request over urllib3 and `json.loads` alone. O365, another client, decodes the
same page where it is installed.
"""

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

import urllib3

from zaaikalender.core.events import Window
from zaaikalender.core.people import Person
from zaaikalender.providers.http import Door
from zaaikalender.providers.outlook import OutlookCalendar

EVENTS, PASSES, MAILBOXES, IN_FLIGHT = 1_000, 400, 1_000, 64
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WINDOW = Window(start=NOW - timedelta(days=365), end=NOW + timedelta(days=550))
OWNER, ZONE = Person(address="m@b.example"), ZoneInfo("Europe/Amsterdam")


def an_event(number: int) -> dict[str, Any]:
    """An event of some 3.8 kB, as Graph sends them."""
    start = NOW + timedelta(hours=number % 8000)
    guests = [
        {
            "type": "required",
            "status": {"response": "accepted", "time": "2026-11-01T09:00:00Z"},
            "emailAddress": {"name": f"Gast {each}", "address": f"gast{each}@client.example"},
        }
        for each in range(5)
    ]
    return {
        "@odata.etag": f'W/"CK{number:040}"',
        "id": f"AAkALgAAAAAAHYQDEapmEc2byACqAC{number:090}",
        "changeKey": f"CK{number:040}",
        "createdDateTime": "2026-11-01T09:00:00.1234567Z",
        "lastModifiedDateTime": "2026-11-01T09:00:00.1234567Z",
        "categories": ["Project"],
        "transactionId": None,
        "originalStartTimeZone": "W. Europe Standard Time",
        "originalEndTimeZone": "W. Europe Standard Time",
        "iCalUId": f"040000008200E00074C5B7101A82E008{number:080}",
        "reminderMinutesBeforeStart": 15,
        "isReminderOn": True,
        "hasAttachments": False,
        "subject": f"Projectoverleg {number}",
        "bodyPreview": "Agenda: stand van zaken, planning, risico's, rondvraag. " * 4,
        "importance": "normal",
        "sensitivity": "normal",
        "isAllDay": False,
        "isCancelled": False,
        "isOrganizer": True,
        "responseRequested": True,
        "seriesMasterId": None,
        "showAs": "busy",
        "type": "singleInstance",
        "webLink": "https://outlook.office365.com/owa/?itemid=" + "A" * 120,
        "onlineMeetingUrl": None,
        "isOnlineMeeting": False,
        "onlineMeetingProvider": "unknown",
        "allowNewTimeProposals": True,
        "recurrence": None,
        "responseStatus": {"response": "organizer", "time": "0001-01-01T00:00:00Z"},
        "body": {"contentType": "text", "content": "Agenda: stand, planning, risico's, rondvraag.\r\n" * 25},
        "start": {"dateTime": start.strftime("%Y-%m-%dT%H:%M:%S.0000000"), "timeZone": "UTC"},
        "end": {
            "dateTime": (start + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S.0000000"),
            "timeZone": "UTC",
        },
        "location": {"displayName": "Zaal 3", "locationType": "default", "uniqueIdType": "private"},
        "locations": [],
        "attendees": guests,
        "organizer": {"emailAddress": {"name": "M", "address": "m@b.example"}},
    }


def page() -> bytes:
    """A page of events."""
    return json.dumps({"value": [an_event(number) for number in range(EVENTS)]}).encode()


def run() -> list[str]:
    """The rows: what, figure, aim."""
    return [*_decoding(), *_quiet(), *_many()]


def _decoding() -> list[str]:
    """What a page costs beside reading its JSON alone."""
    data = page()
    rounds = 7
    bare = min(_cpu(lambda: json.loads(data)) for _ in range(rounds))
    ours = min(_cpu(lambda: _read(json.loads(data))) for _ in range(rounds))
    rows = [
        f"a page of {EVENTS} events ({len(data) / 1e6:.1f} MB) | {ours * 1000:.1f} ms |",
        f"  beside json.loads alone | {ours / bare:.2f} x ({bare * 1000:.1f} ms) | <= 3 x",
    ]
    if (other := _o365(data)) is not None:
        rows.append(f"  O365 | {other * 1000:.0f} ms ({other / bare:.1f} x) |")
    return rows


def _read(raw: dict[str, Any]) -> list[Any]:
    from zaaikalender.providers.outlook_read import Translator  # noqa: PLC0415

    translator = Translator(owner=OWNER)
    return [translator.single(each, None) for each in raw["value"]]


def _o365(data: bytes) -> float | None:
    """The same page by O365, from its JSON on; None where it is not installed."""
    try:
        from O365.calendar import Event  # noqa: PLC0415
        from O365.connection import MSGraphProtocol  # noqa: PLC0415
    except ImportError:
        return None
    protocol = MSGraphProtocol()

    class Parent:
        con = None
        main_resource = ""

    Parent.protocol = protocol
    return min(
        _cpu(lambda: [Event(parent=Parent(), __cloud_data__=each) for each in json.loads(data)["value"]])
        for _ in range(2)
    )


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


def _calendar(root: str, door: Door, account: str = "m@b.example") -> OutlookCalendar:
    return OutlookCalendar(
        account, OWNER, ZONE, door=door, token=lambda _: "t", clock=lambda: NOW, endpoint=f"{root}/v1.0"
    )


def _quiet() -> list[str]:
    """An unchanged pass beside a bare request."""
    with _server(0) as root, Counting(named=[root]) as door:
        calendar = _calendar(root, door)
        first = calendar.changes(WINDOW, None, {})
        known = {item.ref: item.version for item in first.changed}
        assert len(known) == EVENTS, len(known)
        door.count = 0
        url = f"{root}/v1.0/users/m@b.example/calendarView/delta?$deltatoken=1"
        pool = urllib3.HTTPConnectionPool("127.0.0.1", int(root.rpartition(":")[2]), maxsize=1)
        ours, bare = [], []
        for _ in range(5):
            ours.append(_cpu(lambda: [calendar.changes(WINDOW, first.cursor, known) for _ in range(PASSES)]))
            bare.append(_cpu(lambda: [pool.urlopen("GET", url) for _ in range(PASSES)]))
        quiet, floor = min(ours) / PASSES, min(bare) / PASSES
    return [
        f"unchanged pass, requests | {door.count / (5 * PASSES):.2f} | 1",
        f"  CPU | {quiet * 1e6:.0f} us, {quiet / floor:.2f} x bare urllib3 ({floor * 1e6:.0f} us) | <= 2 x",
    ]


def _many() -> list[str]:
    """A thousand mailboxes, each a tenth of a second away."""
    with _server(0.1) as root, Door(named=[root]) as door, ThreadPoolExecutor(IN_FLIGHT) as threads:
        names = [f"m{number}@b.example" for number in range(MAILBOXES)]
        calendars = {name: _calendar(root, door, name) for name in names}
        first = dict(threads.map(lambda name: (name, calendars[name].changes(WINDOW, None, {})), names[:200]))
        cursor = first[names[0]].cursor or ""
        cursors = {name: cursor.replace(names[0], name) for name in names}
        start, cpu = perf_counter(), process_time()
        list(threads.map(lambda name: calendars[name].changes(WINDOW, cursors[name], {}), names))
        wall, used = perf_counter() - start, process_time() - cpu
        told = json.loads(urllib3.request("GET", f"{root}/told").data)
        assert told["throttled"] == 0, told
        return [
            f"{MAILBOXES} mailboxes at 100 ms, {IN_FLIGHT} at once | {wall:.2f} s, CPU {used:.2f} | <= 2.5 s",
            f"  most at once for one mailbox, 429 earned | {told['most']}, {told['throttled']} | <= 3, 0",
        ]


@contextmanager
def _server(delay: float) -> Any:
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, __file__, "serve", str(delay)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


async def _serve(delay: float) -> None:
    """Repeats a page or a quiet answer; counts how many are asked at once for a mailbox."""
    busy: dict[str, int] = {}
    told = {"most": 0, "throttled": 0}
    events = [] if delay else json.loads(page())["value"]

    def answer(path: str, root: str) -> bytes:
        if path == "/told":
            return json.dumps(told).encode()
        base = path.partition("?")[0]
        link = f"{root}{base}?$deltatoken=1"
        if "/calendarView/delta" not in path or "deltatoken" in path:
            return json.dumps({"value": [], "@odata.deltaLink": link}).encode()
        return json.dumps({"value": events, "@odata.deltaLink": link}).encode()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            path = head.split(b" ", 2)[1].decode()
            who = path.split("/")[3] if path.count("/") > 3 else ""
            busy[who] = busy.get(who, 0) + 1
            told["most"] = max(told["most"], busy[who] if who else 0)
            told["throttled"] += busy[who] > 4 and bool(who)
            await asyncio.sleep(delay)
            busy[who] -= 1
            body = answer(path, f"http://127.0.0.1:{port}")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()

    async def quietly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(quietly, "127.0.0.1", 0, backlog=256)
    port = server.sockets[0].getsockname()[1]
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(_serve(float(sys.argv[2])))
    else:
        sys.stdout.write("\n".join(run()) + "\n")
