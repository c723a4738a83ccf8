"""Why something was decided, as data; `texts` turns it into a sentence in the reader's language.

You need this wherever the core decides: it returns a `Reason` with the decision and stays silent itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

Fact: TypeAlias = str | int | date | datetime
"""What may be filled in in a sentence. Moments are instants in UTC; texts show them in the office's zone."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence to be: `Reason("end_moved", {"project": "Alfa", "day": date(2027, 3, 1)})`.

    `code` names a template in `texts`; `facts` are its placeholders.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Reasons may stand in sets."""
        return hash((self.code, tuple(sorted((name, str(value)) for name, value in self.facts.items()))))
