"""A folder of 10,000 files: the first read, an unchanged one, a write, and the memory that they take.

You need this when you change how a folder is listed, read or parsed. Each read happens in a process of its
own, as an unattended pass does, so that the peak of memory is that of the whole process.
"""

import json
import random
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Draft, Field
from zaaikalender.core.events import Shown, Timed, Window
from zaaikalender.core.people import Person
from zaaikalender.providers.folder import FolderCalendar

FILES = 10_000
GARBAGE = 10
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WINDOW = Window(start=NOW - timedelta(days=365), end=NOW + timedelta(days=550))
KEY = "0123456789abcdefghijklmnopqrstuv"
DRAFT = Draft(
    title="Voorstel: Borging",
    when=Timed(start=NOW + timedelta(days=60), end=NOW + timedelta(days=60, minutes=45)),
    text="Hoe staat het ervoor?",
    shown=Shown.TENTATIVE,
)

_ZONE = """BEGIN:VTIMEZONE\r
TZID:Europe/Amsterdam\r
BEGIN:DAYLIGHT\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
DTSTART:19810329T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
TZNAME:CEST\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
DTSTART:19961027T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
TZNAME:CET\r
END:STANDARD\r
END:VTIMEZONE\r
"""


_TEXT = "Over de planning en wat er nog open staat.\\n" * 4
_GUEST = "ATTENDEE;CN=Gast {0};PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:gast{0}@client.example\r\n"


def an_event(number: int, chance: random.Random) -> str:
    """A file as sync programs write them: 1.3 KB; one in thirty is a weekly series of a year."""
    day, quarter = timedelta(days=chance.randrange(1800)), timedelta(minutes=15 * chance.randrange(32))
    start = datetime(2023, 1, 2, 9, tzinfo=UTC) + day + quarter
    guests = "".join(_GUEST.format(guest) for guest in range(chance.randrange(5)))
    rule = "RRULE:FREQ=WEEKLY;COUNT=52\r\n" if number % 30 == 0 else ""
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a sync program//NL\r\n{_ZONE}BEGIN:VEVENT\r\n"
        f"UID:{number:08}-0f1c-4b61-9c3e-7d7f@client.example\r\nDTSTAMP:20261101T090000Z\r\n"
        f"CREATED:20261101T090000Z\r\nLAST-MODIFIED:20261101T090000Z\r\nSEQUENCE:1\r\n"
        f"SUMMARY:Overleg {number}\r\nLOCATION:Kamer 3.14\r\n"
        f"DTSTART;TZID=Europe/Amsterdam:{start:%Y%m%dT%H%M%S}\r\nDURATION:PT1H\r\n{rule}"
        f"DESCRIPTION:{_TEXT}\r\nORGANIZER;CN=Marieke:mailto:marieke@bureau.example\r\n{guests}"
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Straks\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def fill(folder: Path) -> None:
    """The same ten thousand files in every run."""
    chance = random.Random(1)
    for number in range(FILES):
        (folder / f"{number:08}.ics").write_text(an_event(number, chance), encoding="utf-8", newline="")


def in_a_process(folder: Path, what: str) -> dict[str, Any]:
    """What a fresh process measured."""
    command = [sys.executable, __file__, what, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def run() -> list[str]:
    """The rows: what, figure, aim."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "agenda"
        folder.mkdir()
        fill(folder)
        first = in_a_process(folder, "first")
        again = in_a_process(folder, "again")
        write = in_a_process(folder, "write")
        for number in range(GARBAGE):
            (folder / f"rommel-{number}.ics").write_bytes(b"\x00rommel\n" * (1_300_000))
        garbage = in_a_process(folder, "again")
    return [
        f"first read of {FILES} files ({first['events']} events) | {first['seconds']:.2f} s |",
        f"  peak memory, {first['before']:.0f} MB of it before reading | {first['peak']:.0f} MB | <= 120",
        f"unchanged read | {again['seconds']:.3f} s | <= 0.15",
        f"  peak memory | {again['peak']:.0f} MB | <= 120",
        f"  the same beside {GARBAGE} files of 10 MB garbage | {garbage['seconds']:.3f} s | < 1",
        f"looking for a key, first time in a process | {write['find']:.3f} s |",
        f"  again | {write['again']:.3f} s |",
        f"creating an event | {write['create']:.3f} s |",
        f"changing an event | {write['update']:.4f} s |",
    ]


def _peak() -> float:
    """The most memory (MB) that this process ever held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _timed(act: Any) -> tuple[float, Any]:
    start = perf_counter()
    result = act()
    return perf_counter() - start, result


def _read(calendar: FolderCalendar, folder: Path, *, again: bool) -> dict[str, Any]:
    before, memory = _peak(), folder.with_name("known.json")
    known = json.loads(memory.read_text()) if again else {}
    seconds, changes = _timed(lambda: calendar.changes(WINDOW, None, known))
    peak, events = _peak(), sum(len(item.events) for item in changes.changed)
    if not again:
        memory.write_text(json.dumps({item.ref: item.version for item in changes.changed}))
    return {"seconds": seconds, "before": before, "peak": peak, "events": events}


def _write(calendar: FolderCalendar) -> dict[str, Any]:
    find, _ = _timed(lambda: calendar.find(KEY, None))
    again, _ = _timed(lambda: calendar.find(KEY, None))
    create, event = _timed(lambda: calendar.create(KEY, DRAFT))
    update, event = _timed(lambda: calendar.update(event, DRAFT, frozenset({Field.TEXT})))
    calendar.cancel(event)
    return {"find": find, "again": again, "create": create, "update": update}


def _main(what: str, name: str) -> None:
    owner = Person(address="marieke@bureau.example")
    calendar = FolderCalendar(Path(name), owner, ZoneInfo("Europe/Amsterdam"), clock=lambda: NOW)
    measured = _write(calendar) if what == "write" else _read(calendar, Path(name), again=what == "again")
    sys.stdout.write(json.dumps(measured))


if __name__ == "__main__":
    _main(*sys.argv[1:])
