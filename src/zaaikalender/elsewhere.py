"""A person's other calendars, read for busy time alone.

You need this when somebody is planned in the middle of his football practice: `busy = ["family.ics"]` in his
calendar's table names files and folders of which only start and end are ever looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zaaikalender.core.events import Item, Window
from zaaikalender.core.matching import Reader
from zaaikalender.core.people import Person
from zaaikalender.core.records import Busy
from zaaikalender.errors import Unreachable
from zaaikalender.posts import Bureau
from zaaikalender.providers import ics
from zaaikalender.providers.folder import FolderCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Reads these files and folders of one person; `clock` tells the time (UTC).

    Raises `Unreachable` where one cannot be read: who may be busy is not planned.
    """

    owner: Person
    paths: tuple[Path, ...]
    bureau: Bureau
    clock: Callable[[], datetime]

    def __call__(self, window: Window) -> tuple[Busy, ...]:
        """All busy stretches within the window (instants in UTC)."""
        reader = Reader(owner=self.owner, office=self.bureau.office, rules=self.bureau.rules)
        items = (item for path in self.paths for item in self._items(path, window))
        return tuple(busy for item in items for busy in reader.kept(item).busy)

    def _items(self, path: Path, window: Window) -> tuple[Item, ...]:
        zone = self.bureau.office.zone
        if path.is_dir():
            return FolderCalendar(path, self.owner, zone, clock=self.clock).changes(window, None, {}).changed
        data = _bytes(path)
        return ics.parse(data, ref="busy", version="", window=window, zone=zone, where=path.name).items


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreachable(
            f"the file {path} (busy) cannot be read ({(error.strerror or 'unreadable').lower()}). "
            "Put it back, or take it out of the config."
        ) from error
