"""What was agreed in a conversation: the day, or the time, of the next one.

You need this to see how "volgende: over 4 maanden" becomes a due day. Words are read by a `DateWords` (a
library behind it); what can be read in two ways, or in none, comes back as a question and never as a guess.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """One way to read somebody's words: a day, perhaps a time on the office's clock, perhaps a form.

    `exact`: he named that very day ("12 maart"), rather than about how long from now ("over 4 maanden").
    """

    day: date
    exact: bool
    at: time | None = None
    form: str = ""


DateWords: TypeAlias = Callable[[str, date], tuple[Meant, ...]]
"""Reads words said on a day: every way in which they can be meant, none where they cannot be read."""


def no_dates(_words: str, _on: date) -> tuple[Meant, ...]:
    """Reads nothing; for who asks for no dates."""
    return ()
