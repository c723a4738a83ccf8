"""What comes in where bells ring, and what a kind of server makes of it.

You need this to write `answered` for a kind of server (see `bells`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it came; names of headers in lower case. Anybody can send one."""

    method: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """What to answer, the calendars to look at, and what is to be kept anew of their bells."""

    status: int
    text: str = ""
    look: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict, repr=False)
