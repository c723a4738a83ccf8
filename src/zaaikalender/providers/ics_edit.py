"""Changes some lines of an iCalendar file and keeps all others as they are, octet for octet.

You need this to change an event of which a person, or another program, has made more than we wrote: guests,
alarms, properties that nobody knows. Only the line ends become what RFC 5545, 3.1, asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import tzinfo

from zaaikalender.core.events import When
from zaaikalender.errors import NotWritten, Stale
from zaaikalender.providers.budget import Budget
from zaaikalender.providers.ics_clock import clock_of
from zaaikalender.providers.ics_event import Properties, properties, uid_of
from zaaikalender.providers.ics_lines import NotReadable, Property, fold, rows, split, unfold
from zaaikalender.providers.ics_times import timing
from zaaikalender.providers.ics_tree import Block, Calendar, calendars
from zaaikalender.providers.ics_vevent import revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An event in a file, open for changes: `put` them, then `written` is the file."""

    raw: list[bytes]
    lines: list[str]
    calendar: Calendar
    block: Block
    props: Properties
    edits: dict[int, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> Property | None:
        """The event's property of that name, or the first of several."""
        return next(iter(self.props.get(name, ())), None)

    def value(self, name: str) -> str:
        """Its value as written, or nothing."""
        prop = self.first(name)
        return prop.value.strip() if prop else ""

    def put(self, names: Iterable[str], new: Iterable[str]) -> None:
        """Put these lines where the first property of these names stands, and take all of those names out."""
        old = sorted(prop.at for name in names for prop in self.props.get(name, ()))
        self.edits.update({at: [] for at in old})
        if old:
            self.edits[old[0]] = list(new)
        else:
            self.add(new)

    def add(self, new: Iterable[str]) -> None:
        """Put these lines at the beginning of the event."""
        self._begin().extend(new)

    def define(self, name: str, zone: Iterable[str]) -> None:
        """Put the definition of a time zone before the event, unless its calendar has one of that name."""
        if not any(self._names(block, name) for block in self.calendar.zones):
            self._begin()[:0] = zone

    def _begin(self) -> list[str]:
        return self.edits.setdefault(self.block.start, [self.lines[self.block.start].strip()])

    def _names(self, block: Block, name: str) -> bool:
        return any(split(self.lines[at])[::2] == ("TZID", name) for at in block.lines)

    def when(self, zone: tzinfo) -> When | None:
        """When the event stands there, for its owner in `zone`; None for a series, or where unclear."""
        if {"RRULE", "RDATE"} & self.props.keys():
            return None
        try:
            found = timing(self.props, clock_of(self.calendar, self.lines, zone, Budget()))
        except NotReadable:
            return None
        return found.at(found.start)

    def written(self) -> bytes:
        """The whole file with the changes."""
        kept = (
            b"".join(fold(line) for line in self.edits[at]) if at in self.edits else _kept(raw, line)
            for at, (raw, line) in enumerate(zip(self.raw, self.lines, strict=True))
        )
        return b"".join(kept).rstrip(b"\r\n") + b"\r\n"


def opened(data: bytes, uid: str) -> Opened:
    """The event with this UID, or the series without its exceptions. Raises `Stale` where there is none."""
    lines = unfold(data)
    found = [
        Opened(raw=_raw(data), lines=lines, calendar=calendar, block=block, props=props)
        for calendar in calendars(lines)
        for block in calendar.events
        if uid_of(block, lines) == uid and "RECURRENCE-ID" not in (props := properties(block, lines))
    ]
    if not found:
        raise Stale("the event is no longer in its file: it is read again")
    newest = max(reversed(found), key=lambda event: revision(event.props))
    if not newest.block.whole:
        raise NotWritten("the file is damaged: put back a whole one, or delete it")
    return newest


def _kept(raw: bytes, line: str) -> bytes:
    """A line as it is; one that is not UTF-8 becomes it, or the file would be in two charsets."""
    joined = raw.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    return raw + b"\r\n" if joined == line.encode() else fold(line)


def _raw(data: bytes) -> list[bytes]:
    """The content lines as they are, folds included."""
    found: list[bytes] = []
    for number, row in enumerate(rows(data).split(b"\n")):
        if number and row[:1] in {b" ", b"\t"}:
            found[-1] += b"\r\n" + row
        else:
            found.append(row)
    return found
