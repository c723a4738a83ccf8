"""What somebody typed in a form that could not be taken: he was signed out meanwhile, or it was too old.

You need this so that a long text is not lost with its form. It is shown once, as text to copy, and kept
nowhere; what another site sent is never shown.
"""

from zaaikalender.lists.headers import Column
from zaaikalender.web.visit import Visit

_TYPED = (
    Column.NAME,
    Column.ORGANISATION,
    Column.ADDRESS,
    Column.TELEPHONE,
    Column.EVERY,
    Column.LAST,
    Column.NOTE,
)
_LONGEST = 2_000


def typed_by(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The names of the fields about a person on one's list, with what was typed in each."""
    if "/people/" not in visit.here:
        return ()
    fields = ((column.value, visit.field(column.value, _LONGEST)) for column in _TYPED)
    return tuple((name, text) for name, text in fields if text)
