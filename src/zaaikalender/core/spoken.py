"""What an owner says to us in an appointment: `volgende: over 4 maanden`, `actie: artikel sturen`.

You need this when such a line was not heard, or was heard twice. Lines that ask for nothing yet (our own
templates) say nothing. Whose events are listened to is decided elsewhere: only its organiser's own.
"""

import re
from collections.abc import Iterator

_NEXT = r"(?:volgende|next)(?:[ \t]+(?:keer|time))?"
_ACTION = r"(?:acties?|actions?)"
_LINE = re.compile(
    rf"^[ \t>*\u2022-]*(?:(?P<next>{_NEXT})|(?P<action>{_ACTION}))[ \t]*:[ \t]*(?P<words>\S.*?)[ \t\r]*$",
    re.IGNORECASE | re.MULTILINE,
)
_IN_TITLE = re.compile(rf"\b{_NEXT}[ \t]*:[ \t]*(?P<words>\S.*?)[ \t]*$", re.IGNORECASE)
_LONGEST = 200
_MOST = 20


def agreed_in(title: str, text: str) -> str:
    """The words after `volgende:`; the last such line counts, and a title only where no line is."""
    said = [match["words"] for match in _lines(text) if match["next"]]
    if not said:
        in_title = _IN_TITLE.search(title[:_LONGEST])
        said = [in_title["words"]] if in_title else []
    return said[-1] if said else ""


def actions_in(text: str) -> tuple[str, ...]:
    """The words after each `actie:`, in their order, each once."""
    return tuple(dict.fromkeys(match["words"] for match in _lines(text) if match["action"]))


def lines_of_owner(text: str) -> str:
    """The lines of a text that say something to us, and no others."""
    return "\n".join(match[0].strip() for match in _lines(text))


def _lines(text: str) -> Iterator[re.Match[str]]:
    """Lines that say something; at most so many, of at most so many characters."""
    found = 0
    for match in _LINE.finditer(text):
        if any(map(str.isalnum, match["words"])) and len(match["words"]) <= _LONGEST and found < _MOST:
            found += 1
            yield match
