"""The text of an event in Outlook: plain or HTML, with or without what Teams writes below it.

You need this when a description looks odd, or when one of a Teams meeting must change. Outlook keeps HTML and
rewrites it as it likes, so texts are compared by their words and lines. What Teams adds (below a line of
underscores) is no part of our text, and must stay as it is: without it the online meeting is disabled.
"""

import re
from html import escape, unescape
from typing import Any

from zaaikalender.providers.ics_lines import MAX_TEXT, body

_NOT_SHOWN = re.compile(r"<!--.*?-->|<(head|style|script|title)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\b[^>]*>|</(?:p|div|tr|li|h[1-6]|blockquote)\s*>|<hr\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^>]*>", re.IGNORECASE)
_TEAMS = re.compile(r"_{20,}")
_BLOCK = re.compile(r"<(?:div|p|br|hr)\b", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def plain(text: str) -> str:
    """A text as it is compared: its lines without white space around them, one space between words."""
    whole = text.replace("\r\n", "\n")
    if whole.replace("\n", "").isprintable():
        whole = whole[:MAX_TEXT].strip()
        # White space that is not kept; most texts have none.
        if "  " not in whole and " \n" not in whole and "\n " not in whole:
            return whole
    return "\n".join([" ".join(line.split()) for line in body(whole).split("\n")])


def text_of(part: Any, *, online: bool) -> str:
    """The text of an `itemBody`; of an online meeting without what Teams added."""
    if not isinstance(part, dict) or not isinstance(part.get("content"), str):
        return ""
    content: str = part["content"]
    if str(part.get("contentType", "")).lower() == "html":
        content = from_html(content)
    if online and (found := _TEAMS.search(content)):
        content = content[: found.start()]
    return plain(content)


def is_mixed(part: Any) -> bool:
    """Whether an online meeting shows no line below which all is of Teams: our text cannot be told apart."""
    content = part.get("content") if isinstance(part, dict) else None
    return isinstance(content, str) and _TEAMS.search(content) is None


def from_html(html: str) -> str:
    """What somebody sees of it, in lines."""
    seen = " ".join(_NOT_SHOWN.sub(" ", html).split())
    return unescape(_TAG.sub("", _BREAK.sub("\n", seen)))


def as_html(text: str) -> str:
    """Our text as HTML, line by line."""
    return "<div>" + "<br>\n".join(escape(line, quote=False) for line in text.split("\n")) + "</div>\n"


def with_own_text(html: str, text: str) -> str | None:
    """A Teams meeting's body with `text` in the place of all above what Teams added; None without that."""
    found = _TEAMS.search(html)
    if found is None:
        return None
    blocks = [block.start() for block in _BLOCK.finditer(html, 0, found.start())]
    opened = _BODY.search(html, 0, found.start())
    first = opened.end() if opened else 0
    # The block in which the line stands belongs to Teams.
    cut = max([place for place in blocks if place >= first], default=found.start())
    return html[:first] + as_html(text) + html[cut:]
