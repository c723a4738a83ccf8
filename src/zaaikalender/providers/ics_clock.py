"""Whose clock a time follows: its own zone's, its calendar's, or its owner's.

You need this to read any moment of a calendar. Floating times are in their owner's zone (RFC 5545, 3.3.5),
unless their calendar names its zone: X-WR-TIMEZONE is no standard, but feeds without TZID rely on it.
"""

from dataclasses import dataclass
from datetime import tzinfo

from zaaikalender.providers.budget import Budget
from zaaikalender.providers.ics_lines import one_line, split, unescaped
from zaaikalender.providers.ics_tree import Calendar
from zaaikalender.providers.ics_values import ZoneOf
from zaaikalender.providers.zones import Zones, known_zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The zones of one calendar: `floating` for times without a zone, `owner` for what whole days are."""

    zone_of: ZoneOf
    floating: tzinfo
    owner: tzinfo


def clock_of(calendar: Calendar, lines: list[str], owner: tzinfo, budget: Budget) -> Clock:
    """The clock of a calendar in a file with these lines, which belongs to somebody in zone `owner`."""
    floating = known_zone(calendar.zone) if calendar.zone else None
    zones = Zones(lambda: _definitions(calendar, lines), budget)
    return Clock(zone_of=zones, floating=floating or owner, owner=owner)


def _definitions(calendar: Calendar, lines: list[str]) -> dict[str, tuple[str, ...]]:
    """The lines of each VTIMEZONE of a calendar, by its TZID."""
    found: dict[str, tuple[str, ...]] = {}
    for block in calendar.zones:
        own = tuple(lines[at].strip() for at in block.lines)
        names = (split(line) for line in own if line[:4].upper() == "TZID")
        found.update({one_line(unescaped(value)): own for name, _, value in names if name == "TZID"})
    return found
