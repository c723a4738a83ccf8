"""A whole pass over a folder of 10,000 files: the first, and an unchanged one, with store and all.

You need this when you change the engine, the store or what is kept. Each pass is a process of its own, as
`zaai run` does; the floor beside it is a bare listing with a stat of each file, in the same run.
"""

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from bench_folder import FILES, fill

from zaaikalender import config
from zaaikalender.app import App, open_app
from zaaikalender.core.records import Consent

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CONFIG = """
[office]
domains = ["bureau.example"]
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "folder"
path = "marieke/"
"""
END = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//a sync program//NL\r
BEGIN:VEVENT\r
UID:einde-alfa@client.example\r
DTSTAMP:20261101T090000Z\r
DTSTART;VALUE=DATE:20261218\r
DTEND;VALUE=DATE:20261219\r
SUMMARY:Einde opdracht: Alfa\r
ATTENDEE:mailto:eva@client.example\r
END:VEVENT\r
END:VCALENDAR\r
"""


def run() -> list[str]:
    """The rows: what, figure, aim."""
    with tempfile.TemporaryDirectory() as name:
        office = Path(name)
        (office / "zaaikalender.toml").write_text(CONFIG, encoding="utf-8")
        folder = office / "marieke"
        folder.mkdir()
        fill(folder)
        (folder / "einde.ics").write_text(END, encoding="utf-8", newline="")
        first = _in_a_process(office)
        settling = _in_a_process(office)
        quiet = _in_a_process(office)
        floor = _floor(folder)
    return [
        f"first pass over {FILES} files ({first['done']} written) | {first['seconds']:.2f} s |",
        f"  peak memory of the process | {first['peak']:.0f} MB | <= 120",
        f"second pass (takes in what it wrote itself) | {settling['seconds']:.3f} s |",
        f"unchanged pass ({quiet['done']} written) | {quiet['seconds']:.3f} s | <= 0.3",
        f"  peak memory of the process | {quiet['peak']:.0f} MB | <= 120",
        f"floor: listing the folder, a stat each | {floor:.3f} s |",
        f"  an unchanged pass, in floors | {quiet['seconds'] / floor:.1f} |",
    ]


def _floor(folder: Path) -> float:
    start = perf_counter()
    with os.scandir(folder) as entries:
        seen = [entry.stat(follow_symlinks=False).st_mtime_ns for entry in entries]
    assert len(seen) > FILES
    return perf_counter() - start


def _in_a_process(office: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, str(office)]
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    done = subprocess.run(  # noqa: S603 - ourselves
        command, check=True, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path}
    )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _app(office: Path) -> App:
    settings = config.load(office / "zaaikalender.toml", {}, today=NOW.date())
    return open_app(settings, lambda: NOW)


def _main(name: str) -> None:
    app = _app(Path(name))
    calendar = app.calendars()[0]
    fingerprint = app.config.fingerprint_of_rules(calendar.name)
    app.store.consent(calendar.name, Consent(at=NOW, rules=fingerprint))
    start = perf_counter()
    result = app.run(calendar, now=NOW)
    seconds = perf_counter() - start
    app.close()
    peak = int(Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "done": len(result.done), "peak": peak}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
