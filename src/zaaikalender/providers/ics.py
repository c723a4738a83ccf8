"""From the bytes of an iCalendar file to events: the door through which every `.ics` comes in.

You need this when a provider holds iCalendar data (a folder's file, a CalDAV object). Nothing in here raises
on bad input: what cannot be read is reported beside what can.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from zaaikalender.core.events import Item, Unreadable, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a file holds: an item per UID, and what of it could not be read."""

    items: tuple[Item, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


def parse(data: bytes, *, ref: str, version: str, window: Window, zone: ZoneInfo, where: str) -> Parsed:
    """Read a file: one `Item` per UID, its occurrences inside `window` (those with our mark always).

    `ref` and `version` are the file's; where it holds exactly one UID the item's ref is `ref`, otherwise each
    item has `ref#` and a hash of its UID. `zone` is the owner's: floating times and whole days are in it
    (RFC 5545, 3.3.5). `where` names the file in sentences for people. Never raises on bad data.
    """
    raise NotImplementedError
