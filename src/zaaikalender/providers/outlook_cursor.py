"""What the cursor of a calendar in Outlook remembers between two passes: a line of JSON.

You need this when a fresh process must know what the last one found out: how far each window was read, which
events are ours (delta does not say so), and what could not be read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from zaaikalender.core.events import Unreadable, Window
from zaaikalender.providers.cursor_line import heading, opened, troubled_of, troubles


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where the next read starts.

    `source` is the calendar's address. `links` are the server's own words for how far it told, one for each
    part of `window`. `audited` is when all was last read and compared (UTC), `moved` when the links were last
    exchanged. `ours` are the keys of our events by id; `troubled` what cannot be read, by id.
    """

    source: str
    window: Window
    links: tuple[str, ...]
    audited: datetime
    moved: datetime
    ours: Mapping[str, str] = field(default_factory=dict)
    troubled: Mapping[str, Unreadable] = field(default_factory=dict)

    def written(self) -> str:
        """The cursor as text; equal cursors are equal texts."""
        line = {
            **heading(self.source, self.window),
            "links": list(self.links),
            "audited": self.audited.isoformat(),
            "moved": self.moved.isoformat(),
            "ours": dict(sorted(self.ours.items())),
            "troubled": troubles(self.troubled),
        }
        return json.dumps(line, ensure_ascii=False)


def read(text: str | None, *, source: str, window: Window) -> Cursor | None:
    """The cursor that was written, if it is of this calendar and this window; else all is read anew."""
    try:
        line = opened(text, source=source, window=window)
        if line is None:
            return None
        return Cursor(
            source=source,
            window=window,
            links=tuple(line["links"]),
            audited=datetime.fromisoformat(line["audited"]),
            moved=datetime.fromisoformat(line["moved"]),
            ours=line["ours"],
            troubled=troubled_of(line),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
