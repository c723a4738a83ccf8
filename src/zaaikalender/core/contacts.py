"""The people on a consultant's list: who they are, how and how often he means to see them.

You need this wherever a list of seven is read, kept or planned from. A list is its owner's alone: a contact's
name never leaves his own calendar, his own commands and his own file.
"""

from dataclasses import dataclass
from datetime import date

from zaaikalender.core.dates import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody on a list. `id` is what he is called on this list for ever; it tells nothing of him.

    `address` is an e-mail address in lower case, or empty; `form` names a form of meeting and `every` the
    time between two conversations, both empty where the office's hold. `last` is the last conversation as
    the list says it; the calendar may know a later one.
    """

    id: str
    name: str
    organisation: str = ""
    address: str = ""
    telephone: str = ""
    form: str = ""
    every: Span | None = None
    last: date | None = None
    note: str = ""
