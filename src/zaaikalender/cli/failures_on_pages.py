"""A failure as the page tells it: whoever reads it there has no command line.

You need this for a sentence that says to type `zaai connect`: the page itself is where one connects.
"""

import re

_BREAKS = re.compile(r"(?<=[.;])\s+")
_COMMAND = re.compile(r"\bzaai connect\b")
_CONNECT = {
    "nl": "Verbind de agenda opnieuw: haar eigenaar doet dat op de pagina Mijn agenda.",
    "en": "Connect the calendar again: its owner does that on the page My calendar.",
}


def on_a_page(language: str, sentence: str) -> str:
    """The sentence with a capital in front, and the page's own way to connect in the place of a command."""
    parts = _BREAKS.split(sentence.strip())
    kept = [part for part in parts if not _COMMAND.search(part)]
    if len(kept) < len(parts):
        # What stood before a semicolon is the end of a sentence now.
        kept = [re.sub(r";$", ".", part) for part in kept] + [_CONNECT[language]]
    told = " ".join(kept)
    return told[:1].upper() + told[1:]
