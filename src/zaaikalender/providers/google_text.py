"""The text of an event in Google Calendar: always HTML to Google, lines and words to us.

You need this when a description looks odd. Google's own pages turn a description into HTML as soon as
somebody edits it there ("Can contain HTML", reference of Events), so texts are compared by their words and
lines, and what could be taken for HTML is written so that it comes back as it was meant.
"""

import re
from html import escape, unescape

from zaaikalender.providers.ics_lines import MAX_TEXT, body, one_line

_READ = 4 * MAX_TEXT
"""Characters of a description that are looked at; HTML takes more room than its words."""

_BREAK = re.compile(r"<(?:br|hr|/?p|/?div|/tr|/li|/?ul|/?ol|/?h[1-6])\b[^<>]*>\n?", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)


def text_of(description: str) -> str:
    """What somebody sees of a description, in lines."""
    seen = description[:_READ]
    if "<" in seen:
        seen = _TAG.sub("", _BREAK.sub("\n", seen))
    return plain(unescape(seen) if "&" in seen else seen)


def plain(text: str) -> str:
    """A text as it is compared: its lines without white space around them, one space between words."""
    whole = body(text.replace("\r\n", "\n"))
    lines = whole.split("\n")
    return "\n".join([" ".join(line.split()) for line in lines]).strip()


def written(text: str) -> str:
    """Our text as a description: what looks like HTML is shown as it stands."""
    return escape(plain(text), quote=False)


def title(summary: str) -> str:
    """A title as it is compared: one line, one space between words. A title holds no HTML."""
    return " ".join(one_line(summary).split())
