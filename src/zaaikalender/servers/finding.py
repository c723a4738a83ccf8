"""What `doctor` finds out about a calendar: fine, worth knowing, or wrong, as the code of a sentence.

You need this to write `findings` for a kind of server. A sentence says what was found and what to do; it is
looked up among the command line's phrases, in the office's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How serious a finding is."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at. `facts` are the placeholders of the sentence of `code`."""

    level: Level
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def fine(code: str, **facts: object) -> Finding:
    """As it should be."""
    return Finding(level=Level.FINE, code=code, facts=facts)


def note(code: str, **facts: object) -> Finding:
    """Worth knowing."""
    return Finding(level=Level.NOTE, code=code, facts=facts)


def wrong(code: str, **facts: object) -> Finding:
    """Needs somebody to do something."""
    return Finding(level=Level.WRONG, code=code, facts=facts)


CLOCK = "doctor.server_clock"
"""Codes that begin so compare a server's clock with ours: nothing to tell as of another moment (`--now`)."""
