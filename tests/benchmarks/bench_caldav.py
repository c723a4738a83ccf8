"""A CalDAV calendar: requests, time and memory of a first read of 2,000 events and of an unchanged one.

You need this when you change how a server is read. Radicale runs beside it; `caldav` and vdirsyncer, other
clients, read the same collection in the same run, through a proxy that counts their requests; the floor is a
bare request over urllib3.
"""

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench_folder import an_event

from zaaikalender.core.events import Person, Window
from zaaikalender.providers.caldav import CalDavCalendar
from zaaikalender.providers.http import Door

EVENTS = 2_000
PASSES = 200
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WINDOW = Window(start=NOW - timedelta(days=365), end=NOW + timedelta(days=550))
VDIRSYNCER = """
[general]
status_path = "{place}/status/"
[pair both]
a = "server"
b = "copy"
collections = null
[storage server]
type = "caldav"
url = "{url}"
username = "alice"
password = "a"
[storage copy]
type = "filesystem"
path = "{place}/copy/"
fileext = ".ics"
"""


_ACTS = ("discover", "sync")


class Counting(Door):
    """A door that counts."""

    count = 0

    def request(self, method: str, url: str, **rest: Any) -> Any:
        """Counts, and passes on."""
        self.count += 1
        return super().request(method, url, **rest)


def run() -> list[str]:
    """The rows: what, figure, aim."""
    import random  # noqa: PLC0415

    from providers.caldav_proxy import a_proxy  # noqa: PLC0415
    from providers.caldav_servers import SmallDoor, a_collection, radicale  # noqa: PLC0415

    with radicale() as server, a_proxy(server.url) as proxy:
        url, chance = a_collection(server, SmallDoor()), random.Random(7)
        # Put where Radicale keeps them: asked to write them, it syncs its disk for each.
        (folder,) = (server.place / "data" / "collection-root" / "alice").iterdir()
        for number in range(EVENTS):
            (folder / f"{number}.ics").write_text(an_event(number, chance), encoding="utf-8", newline="")
        with Door(named=[url], timeout=300) as door:
            first = _opened(url, door).changes(WINDOW, None, {})
            assert len(first.changed) == EVENTS, len(first.changed)
        ours, counted = _in_a_process(__file__, url), proxy.url + url.removeprefix(server.url).lstrip("/")
        other = _the_others(counted)
        asked = len(proxy.sent)
        third = _vdirsyncer(counted)
        others = (asked, len(proxy.sent) - asked)
    return [
        f"first read of {EVENTS} events, requests | {_beside(ours['requests'], *others)} | 3, with discovery",
        f"  CPU | {_beside(ours['first'], other['first'], third['first'], form='.2f', unit=' s')} |",
        f"  peak memory | {_beside(ours['peak'], other['peak'], third['peak'], unit=' MB')} |",
        f"unchanged read, requests | {ours['quiet_requests']} | 1",
        f"  CPU | {ours['quiet'] * 1000:.1f} ms (a bare request: {ours['bare'] * 1000:.1f} ms) |",
    ]


def _beside(ours: float, other: float, third: float, *, form: str = ".0f", unit: str = "") -> str:
    return f"{ours:{form}}{unit} (caldav: {other:{form}}{unit}, vdirsyncer: {third:{form}}{unit})"


def _opened(url: str, door: Door) -> CalDavCalendar:
    owner, zone = Person(address="m@b.example"), ZoneInfo("Europe/Amsterdam")
    return CalDavCalendar(url, owner, zone, door=door, user=("alice", "a"), clock=lambda: NOW)


def _in_a_process(*command: str, python: str = sys.executable) -> dict[str, Any]:
    done = subprocess.run([python, *command], check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _the_others(url: str) -> dict[str, Any]:
    """`caldav` needs an environment of its own: it replaces parts of urllib3 where it is installed."""
    with tempfile.TemporaryDirectory() as place:
        python = f"{place}/bin/python"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)  # noqa: S603
        pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "caldav==3.6.0"]
        subprocess.run(pip, check=True, capture_output=True)  # noqa: S603
        return _in_a_process(str(Path(__file__).with_name("caldav_reading.py")), url, python=python)


def _vdirsyncer(url: str) -> dict[str, float]:
    """What it costs vdirsyncer to bring the same collection to a folder: processor time and memory."""
    with tempfile.TemporaryDirectory() as place:
        config = Path(place, "config")
        config.write_text(VDIRSYNCER.format(place=place, url=url), encoding="utf-8")
        runs = [_used_by(sys.executable, "-m", "vdirsyncer", "-c", str(config), act) for act in _ACTS]
        found = len(list(Path(place, "copy").glob("*/*.ics")) + list(Path(place, "copy").glob("*.ics")))
        assert found == EVENTS, found
    return {"first": sum(cpu for cpu, _ in runs), "peak": max(peak for _, peak in runs)}


def _used_by(*command: str) -> tuple[float, float]:
    """Seconds of processor time and MB at the most, of a program that is told yes to all it asks."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, **quiet)  # type: ignore[call-overload]  # noqa: S603
    process.stdin.write("y\n" * 4)
    process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _peak() -> float:
    import resource  # noqa: PLC0415

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ours(url: str) -> dict[str, Any]:
    user = ("alice", "a")
    with Counting(named=[url]) as door:
        calendar = _opened(url, door)
        start = process_time()
        first = calendar.changes(WINDOW, None, {})
        used, requests = process_time() - start, door.count
        assert len(first.changed) == EVENTS, len(first.changed)
        known = {item.ref: item.version for item in first.changed}
        start = process_time()
        for _ in range(PASSES // 20):
            assert calendar.changes(WINDOW, first.cursor, known).changed == ()
        quiet, quiet_requests = (process_time() - start) / (PASSES // 20), door.count - requests
        start = process_time()
        for _ in range(PASSES):
            door.request("OPTIONS", url, user=user)
        bare = (process_time() - start) / PASSES
    return {
        "first": used,
        "requests": requests,
        "quiet": quiet,
        "quiet_requests": quiet_requests / (PASSES // 20),
        "bare": bare,
        "peak": _peak(),
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(_ours(sys.argv[1])))
    else:
        sys.stdout.write("\n".join(run()) + "\n")
