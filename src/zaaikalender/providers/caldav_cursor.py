"""What a CalDAV calendar's cursor remembers between two passes: a line of JSON that is nobody else's affair.

You need this when a fresh process must know what the last one found out: where the calendar stands, what its
server can, the token, when all was last compared, and what could not be read.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from zaaikalender.core.events import Unreadable
from zaaikalender.providers.caldav_discovery import Place

_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A resource of which something cannot be read, in the version in which it could not."""

    version: str
    told: tuple[Unreadable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where the next read starts. `source` is the address in the config.

    `token` is a sync token or a ctag. `audited` is when all versions were last compared (UTC).
    """

    source: str
    place: Place
    token: str
    audited: datetime
    troubled: Mapping[str, Trouble] = field(default_factory=dict)

    def written(self) -> str:
        """The cursor as text; equal cursors are equal texts."""
        troubled = {
            name: [trouble.version, [asdict(each) for each in trouble.told]]
            for name, trouble in sorted(self.troubled.items())
        }
        line = {
            "format": _FORMAT,
            "source": self.source,
            "place": asdict(self.place),
            "token": self.token,
            "audited": self.audited.isoformat(),
            "troubled": troubled,
        }
        return json.dumps(line, ensure_ascii=False)


def read(text: str | None) -> Cursor | None:
    """The cursor that was written, if it is one of ours; else all is read anew."""
    try:
        line: dict[str, Any] = json.loads(text or "null")
        if line["format"] != _FORMAT:
            return None
        return Cursor(
            source=line["source"],
            place=Place(**line["place"]),
            token=line["token"],
            audited=datetime.fromisoformat(line["audited"]),
            troubled={
                name: Trouble(version=version, told=tuple(Unreadable(**each) for each in told))
                for name, (version, told) in line["troubled"].items()
            },
        )
    except (ValueError, KeyError, TypeError):
        return None
