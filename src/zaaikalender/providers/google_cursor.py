"""What the cursor of a calendar at Google remembers between two passes: a line of JSON.

You need this when a fresh process must know what the last one found out: how far Google told, which series
have exceptions (an increment tells of those that changed alone), and what could not be read.
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

    `source` is the calendar. `token` is Google's word for how far it told. `audited` is when all was last
    read and compared (UTC), `moved` when the token was last exchanged. `excepted` are the series with
    exceptions, each with what was deleted of it: days, or moments (UTC) as text. `troubled` is what cannot be
    read, by id. `text` is the cursor as it was read.
    """

    source: str
    window: Window
    token: str
    audited: datetime
    moved: datetime
    excepted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    troubled: Mapping[str, Unreadable] = field(default_factory=dict)
    text: str = field(default="", compare=False)

    def written(self) -> str:
        """The cursor as text; equal cursors are equal texts."""
        line = {
            **heading(self.source, self.window),
            "token": self.token,
            "audited": self.audited.isoformat(),
            "moved": self.moved.isoformat(),
            "excepted": {ref: list(struck) for ref, struck in sorted(self.excepted.items())},
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
            token=line["token"],
            audited=datetime.fromisoformat(line["audited"]),
            moved=datetime.fromisoformat(line["moved"]),
            excepted={ref: tuple(struck) for ref, struck in line["excepted"].items()},
            troubled=troubled_of(line),
            text=text or "",
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
