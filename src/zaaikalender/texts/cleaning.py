"""Foreign words on their way into our texts.

You need this for everything that others wrote (titles, names) before it stands in something of ours. Anybody
can mail an invitation whose title holds a link, a line of commands or a character that turns the rest of the
line round; none of that may look as if we said it.
"""

import re
import unicodedata

LONGEST = 120
"""Characters of a foreign text that are kept."""

_MORE = "…"
_READ = 1_000
_LINK = re.compile(r"[a-z][a-z0-9+.-]{0,31}://\S*|\b(?:mailto|tel):\S*|\bwww\.\S*", re.IGNORECASE)
# Some calendars read descriptions as HTML; a tag left open might be closed by a word of ours.
_TAG = re.compile(r"<[/!?a-z][^<>]*>|<", re.IGNORECASE)
_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})


class Ours(str):
    """A text that goes in as it is: made by us of cleaned parts, or typed by the calendar's owner."""

    __slots__ = ()


def clean(text: str) -> str:
    """One line without control and direction characters, links and tags, of 120 characters at most.

    Cleaning what is clean changes nothing. An e-mail address stays; so does a bare domain, since a client may
    be called so.
    """
    read = text[:_READ]
    # Most texts are plain letters: of those each would be kept.
    plain = read if read.isascii() and read.isprintable() else "".join(map(_character, read))
    # A space for what is taken out: nothing that it kept apart comes together.
    line = " ".join(_TAG.sub(" ", _LINK.sub(" ", plain)).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}{_MORE}"


def _character(character: str) -> str:
    """A space for a control character, nothing for what does not show; line breaks are white space anyway."""
    category = unicodedata.category(character)
    return " " if category == "Cc" else "" if category in _UNSEEN else character
