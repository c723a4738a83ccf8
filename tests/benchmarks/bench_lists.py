"""A list of 1,000 rows taken in, written and found unchanged; a proposal from three years of meetings.

You need this when you change how a list's file is read, or how people are ranked. The first import counts
Excel's reader, which is loaded only where it is needed.
"""

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from cli.office import an_office
from zaaikalender import config, store
from zaaikalender.core.contacts import Contact
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.events import Event, Window
from zaaikalender.core.identity import fingerprint_of
from zaaikalender.core.matching import Reader
from zaaikalender.core.suggestions import WITHIN, Suggestion, suggestions
from zaaikalender.keyfile import office_key
from zaaikalender.lists import Means, import_file, is_known, list_of, means_of, write
from zaaikalender.providers.folder import FolderCalendar

ROWS, EVENTS = 1_000, 6_000
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
_T = TypeVar("_T")


@dataclass(frozen=True)
class Office:
    """One consultant, with a folder for a calendar."""

    folder: Path
    means: Means

    def met(self) -> list[Event]:
        """The meetings of three years, as the folder gives them."""
        calendar = self.means.config.calendars[0]
        source = FolderCalendar(
            self.folder / "marieke", calendar.owner, self.means.config.office.zone, clock=lambda: NOW
        )
        changes = source.changes(Window(start=NOW - WITHIN, end=NOW), None, {})
        return [event for item in changes.changed for event in item.events]

    def proposed(self, events: list[Event]) -> tuple[Suggestion, ...]:
        """Whom to propose."""
        office, calendar = self.means.config, self.means.config.calendars[0]
        kept = self.means.kept("marieke")
        reader = Reader(owner=calendar.owner, office=office.office, rules=office.rules)
        key = self.means.office_key
        return suggestions(
            events, reader, now=NOW, known=lambda person: is_known(person, kept, frozenset(), key)
        )


def timed(act: Callable[[], _T]) -> tuple[float, _T]:
    """How long something took, and what it gave."""
    start = perf_counter()
    result = act()
    return perf_counter() - start, result


def people() -> list[Contact]:
    """A thousand people with something in every column."""
    return [
        Contact(
            id=f"{number:016x}",
            name=f"Persoon {number}",
            organisation=f"Organisatie {number % 90}",
            address=f"p{number}@client.example",
            telephone=f"06-{number:08}",
            form="koffie",
            every=Span(6, Unit.MONTHS),
            last=date(2026, 3, 11),
            note="Vraagt altijd naar de tuin.",
        )
        for number in range(ROWS)
    ]


def fill(folder: Path) -> None:
    """Six thousand meetings of three years with four hundred people."""
    chance = random.Random(1)
    for number in range(EVENTS):
        start = NOW - timedelta(days=chance.randrange(1, 1090), minutes=15 * chance.randrange(32))
        guests = "".join(
            f"ATTENDEE;CN=Gast {guest};PARTSTAT=ACCEPTED:mailto:gast{guest}@client{guest % 60}.example\r\n"
            for guest in chance.sample(range(400), chance.choice((1, 1, 2, 3, 8)))
        )
        text = (
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//NL\r\nBEGIN:VEVENT\r\nUID:{number}@x\r\n"
            f"DTSTAMP:20261101T090000Z\r\nSUMMARY:Overleg {number}\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\n"
            f"DURATION:PT1H\r\nORGANIZER:mailto:marieke@bureau.example\r\n{guests}END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        (folder / f"{number:05}.ics").write_text(text, encoding="utf-8", newline="")


def opened(folder: Path) -> Means:
    """The office's means, with an empty store."""
    settings = config.load(an_office(folder, "marieke"), {}, today=NOW.date())
    key = office_key(settings.key_file, may_create=True)
    kept = store.open(settings.store_url, office_fingerprint=fingerprint_of(key), base=folder)
    return means_of(settings, kept, key)


def run() -> list[str]:
    """The rows: what, figure, aim."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = Office(folder, opened(folder))
        means, calendar = office.means, office.means.config.calendars[0]
        wrote, _ = timed(lambda: write(folder / "l.xlsx", people(), "nl", now=NOW))
        first, _ = timed(lambda: import_file(calendar, folder / "l.xlsx", means, now=NOW))
        again, done = timed(lambda: import_file(calendar, folder / "l.xlsx", means, now=NOW))
        write(folder / "l.csv", people(), "nl", now=NOW)
        text, _ = timed(lambda: import_file(calendar, folder / "l.csv", means, now=NOW))
        unchanged, listed = timed(lambda: list_of(calendar, means, now=NOW))
        fill(folder / "marieke")
        read, _ = timed(office.met)
        reread, events = timed(office.met)
        ranked, found = timed(lambda: office.proposed(events))
        means.store.close()
    return [
        f"import of {done.taken} rows from Excel, first in a process | {first:.2f} s | <= 1",
        f"  again, everybody known | {again:.2f} s | <= 1",
        f"  from CSV | {text:.2f} s | <= 1",
        f"writing them as Excel | {wrote:.2f} s |",
        f"the list of {len(listed.contacts)} as it is kept | {unchanged:.4f} s |",
        f"reading a folder of {EVENTS} meetings, first | {read:.2f} s |",
        f"  again | {reread:.2f} s |",
        f"proposing from {len(events)} meetings ({len(found)} people) | {ranked:.3f} s | <= 1",
    ]
