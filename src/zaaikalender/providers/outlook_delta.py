"""How far Outlook told us of a window of a calendar, page by page (calendarView/delta).

You need this when a change was missed or seen twice. Pages may be empty, entities may come several times and
in any order: only the last word on each counts, and only the last page carries the link for next time.
https://learn.microsoft.com/graph/api/event-delta
"""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from zaaikalender.core.events import Window
from zaaikalender.errors import ReadFailed
from zaaikalender.providers.outlook_events import bounds
from zaaikalender.providers.outlook_read import Raw
from zaaikalender.providers.outlook_wire import Overloaded, Wire

_PART = timedelta(days=90)
_PAGE = ("odata.maxpagesize=1000",)
_SMALL_PAGE = ("odata.maxpagesize=50",)


@dataclass(slots=True, kw_only=True)
class Told:
    """What a round told, by id: events as they stand, and what is not in the window (any more)."""

    raws: dict[str, Raw] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    links: tuple[str, ...] = ()

    def take(self, raw: object) -> None:
        """The latest word on one event."""
        if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"]:
            raise ReadFailed("Outlook gave an event without an id. The next pass tries again.")
        if "@removed" in raw:
            self.raws.pop(raw["id"], None)
            self.removed.add(raw["id"])
        else:
            self.removed.discard(raw["id"])
            self.raws[raw["id"]] = raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """Rounds over the calendar at `place`."""

    wire: Wire
    place: str

    def since(self, links: tuple[str, ...]) -> Told:
        """What changed since. Raises `TokenForgotten`."""
        return self._round(links, _PAGE)

    def whole(self, window: Window) -> Told:
        """All that stands in the window; in several parts where the mailbox cannot answer for it at once."""
        try:
            return self._round((self._first(window),), _PAGE)
        except Overloaded:
            return self._round(tuple(self._first(part) for part in parts_of(window)), _SMALL_PAGE)

    def _first(self, window: Window) -> str:
        return f"{self.place}/calendarView/delta?{urlencode(bounds(window), safe=':')}"

    def _round(self, starts: tuple[str, ...], prefer: tuple[str, ...]) -> Told:
        """One link for each of `starts`; what one part says of an event outside it says nothing of others."""
        told = Told()
        links = []
        for start in starts:
            part, link = Told(), None
            for page in self.wire.pages(start, prefer=prefer):
                for raw in page["value"]:
                    part.take(raw)
                link = page.get("@odata.deltaLink")
            if not isinstance(link, str):
                raise ReadFailed(
                    "Outlook tells changes without saying up to where. The next pass reads anew."
                )
            links.append(link)
            told.raws |= part.raws
            told.removed |= part.removed
        told.links, told.removed = tuple(links), told.removed - told.raws.keys()
        return told


def parts_of(window: Window) -> list[Window]:
    """The window in parts of ninety days."""
    parts, start = [], window.start
    while start < window.end:
        end = min(start + _PART, window.end)
        parts.append(Window(start=start, end=end))
        start = end
    return parts
