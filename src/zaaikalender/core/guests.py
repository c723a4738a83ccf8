"""Who is invited: the line `gasten: …` in a proposal's text, as its owner left it.

You need this when somebody was invited, or was not. Who is struck out of that line is not invited; without
the line nobody is. The addresses that count are exactly those that stand there.
"""

import re

from zaaikalender.core.people import Person

_LINE = re.compile(r"^(?P<head>[ \t>*-]*(?:gasten|guests)[ \t]*:)(?P<rest>.*)$", re.IGNORECASE | re.MULTILINE)
_GUEST = re.compile(r"(?P<name>[^<>,;]*)<(?P<address>[^<>,;\s]+)>|(?P<bare>[^<>,;\s]+@[^<>,;\s]+)")
_ADDRESS = re.compile(r"[^@\s\"'()<>,;:\\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def guests_in(text: str) -> tuple[Person, ...]:
    """The guests that a proposal's text names, in order, each once. Only its first such line counts."""
    line = _LINE.search(text)
    if not line:
        return ()
    found: dict[str, Person] = {}
    for guest in _GUEST.finditer(line["rest"]):
        address = (guest["address"] or guest["bare"]).removeprefix("mailto:").strip(".").lower()
        if _ADDRESS.fullmatch(address):
            found.setdefault(address, Person(address=address, name=(guest["name"] or "").strip()))
    return tuple(found.values())


def with_guests(text: str, said: str) -> str:
    """The text with `said` in that line, in the place of what stood there; as it is where there is none."""
    line = _LINE.search(text)
    if not line:
        return text
    ending = "\r" if line["rest"].endswith("\r") else ""
    return f"{text[: line.end('head')]} {said}".rstrip(" ") + ending + text[line.end() :]
