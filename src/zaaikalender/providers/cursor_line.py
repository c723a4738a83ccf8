"""What the cursors of calendars that tell changes of a window share: whose they are, and what was unreadable.

You need this to write such a cursor as a line of JSON. A line of another calendar, window or format is worth
nothing: all is read anew.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zaaikalender.core.events import Unreadable, Window

_FORMAT = 1


def heading(source: str, window: Window) -> dict[str, Any]:
    """What a line begins with: `source` is the calendar."""
    return {
        "format": _FORMAT,
        "source": source,
        "window": [window.start.isoformat(), window.end.isoformat()],
    }


def opened(text: str | None, *, source: str, window: Window) -> dict[str, Any] | None:
    """The line, if it is of this calendar, window and format.

    Raises `ValueError`, `KeyError`, `TypeError` or `AttributeError` where it is no line of ours at all.
    """
    line: dict[str, Any] = json.loads(text or "null")
    start, end = map(datetime.fromisoformat, line["window"])
    if line["format"] != _FORMAT or line["source"] != source or Window(start=start, end=end) != window:
        return None
    return line


def troubles(troubled: Mapping[str, Unreadable]) -> dict[str, list[str | None]]:
    """What cannot be read, by id, as it goes into a line."""
    return {ref: [each.where, each.uid, each.why] for ref, each in sorted(troubled.items())}


def troubled_of(line: Mapping[str, Any]) -> dict[str, Unreadable]:
    """What could not be read, as it comes out of a line."""
    return {
        ref: Unreadable(where=where, uid=uid, why=why, ref=ref)
        for ref, (where, uid, why) in line["troubled"].items()
    }
