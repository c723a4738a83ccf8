"""What could not be taken from a list's file: where it stands and what was expected, as data.

You need this wherever a list is read. `words` turns it into a sentence. It names file, sheet, row and column
and never quotes what stands there: a complaint may show where a name may not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zaaikalender.errors import ZaaiError


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A sentence to be: `Complaint(code="cell.day", file="contacten.xlsx", row=7, column="G (Laatste)")`.

    `sheet` is empty for a text file; `row` is 0 where it is about the file as a whole. `facts` fill the
    sentence.
    """

    code: str
    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Complaints may stand in sets."""
        return hash((self.code, self.file, self.sheet, self.row, self.column))


class NotTaken(ValueError):
    """A cell that cannot be taken: the code of what was expected, and what fills in its sentence."""

    def __init__(self, code: str, **facts: str | int) -> None:
        """Why not."""
        super().__init__(code)
        self.code, self.facts = code, facts


class FileRefused(Exception):
    """A file that holds no list that can be read: the code of why, and what to do."""

    def __init__(self, code: str, **facts: str | int) -> None:
        """Why not."""
        super().__init__(code)
        self.code, self.facts = code, facts


class NoList(ZaaiError):
    """A person must give another file, or mend this one; what is kept stays as it was."""
