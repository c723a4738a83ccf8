"""From lines to components: which lines belong to which event, and which are whole (RFC 5545, 3.4, 3.6).

You need this between `ics_lines` and the meaning of an event. A file may hold several calendars, a component
without its end, or end in the middle: what is whole is given, what is not is marked.
"""

from dataclasses import dataclass, field

from zaaikalender.providers.ics_lines import split

_ALONE = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"})
"""Components that never stand in one another: one that begins shows that the one before lacks its end."""


@dataclass(slots=True, kw_only=True)
class Block:
    """A component: its name, where it begins, and the indices of its own lines (of a time zone: all lines).

    `whole` is False where its end is missing.
    """

    name: str
    start: int
    lines: list[int] = field(default_factory=list)
    whole: bool = False


@dataclass(slots=True, kw_only=True)
class Calendar:
    """A VCALENDAR: its events and time zones, its METHOD, and the zone that it names (X-WR-TIMEZONE)."""

    start: int
    events: list[Block] = field(default_factory=list)
    zones: list[Block] = field(default_factory=list)
    zone: str = ""
    method: str = ""
    whole: bool = False


class _Builder:
    """Takes the lines one by one and keeps what is open."""

    def __init__(self) -> None:
        self.calendars: list[Calendar] = []
        self.open: Calendar | None = None
        self.block: Block | None = None
        self.inner: list[str] = []

    def begin(self, name: str, index: int) -> None:
        """A component begins."""
        if name == "VCALENDAR":
            self.leave()
            self.open = Calendar(start=index)
            self.calendars.append(self.open)
        elif self.block is None or name in _ALONE:
            self.leave()
            self.block = Block(name=name, start=index)
            self.keep(self.block, index)
        else:
            self.inner.append(name)
            self.add(index)

    def keep(self, block: Block, index: int) -> None:
        """An event or a time zone is put in its calendar; an event outside any calendar gets one."""
        if self.open is None and block.name == "VEVENT":
            self.open = Calendar(start=index, whole=True)
            self.calendars.append(self.open)
        if self.open is not None and block.name in {"VEVENT", "VTIMEZONE"}:
            (self.open.events if block.name == "VEVENT" else self.open.zones).append(block)

    def end(self, name: str, index: int) -> None:
        """A component ends; an end that fits nothing says nothing."""
        if name == "VCALENDAR":
            self.leave()
            if self.open is not None:
                self.open.whole = True
            self.open = None
        elif self.inner and self.inner[-1] == name:
            self.add(index)
            self.inner.pop()
        elif self.block is not None and self.block.name == name:
            self.block.whole = True
            self.leave()

    def leave(self) -> None:
        """Whatever component was open is left as it is."""
        self.block = None
        self.inner = []

    def add(self, index: int) -> None:
        """A line belongs to the open component, unless it is of another one inside it (an alarm)."""
        if self.block is not None and (not self.inner or self.block.name == "VTIMEZONE"):
            self.block.lines.append(index)

    def line(self, line: str, index: int) -> None:
        """Any other line."""
        if self.block is not None:
            self.add(index)
        elif self.open is not None and line[:13].upper() == "X-WR-TIMEZONE":
            self.open.zone = split(line)[2].strip()
        elif self.open is not None and line[:6].upper() == "METHOD":
            self.open.method = split(line)[2].strip().upper()


def calendars(lines: list[str]) -> list[Calendar]:
    """The calendars in a file, in order; none where there is neither a calendar nor an event."""
    builder = _Builder()
    for index, line in enumerate(lines):
        match line[:4].upper():
            case "BEGI" if line[:6].upper() == "BEGIN:":
                builder.begin(line[6:].strip().upper(), index)
            case "END:":
                builder.end(line[4:].strip().upper(), index)
            case "" | "\r":
                continue
            case _:
                builder.line(line, index)
    return builder.calendars
