"""Who is invited: the line `gasten: …` in a proposal's text, as its owner left it.

You need this when somebody was invited, or was not. Who is struck out of that line is not invited; without
the line nobody is. The addresses that count are exactly those that stand there; a word there that is no
address is somebody whom its owner meant.
"""

import re

from zaaikalender.core.people import Person

_LINE = re.compile(r"^(?P<head>[ \t>*-]*(?:gasten|guests)[ \t]*:)(?P<rest>.*)$", re.IGNORECASE | re.MULTILINE)
_GUEST = re.compile(r"(?P<name>[^<>,;]*)<(?P<address>[^<>,;\s]+)>|(?P<bare>[^<>,;\s]+@[^<>,;\s]+)")
_QUOTED = re.compile(r'"[^"]*"')
_NOBODY = frozenset({"geen", "niemand", "none", "nobody", "no one"})
_ADDRESS = re.compile(r"[^@\s\"()<>,;:\\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def guests_in(text: str) -> tuple[Person, ...]:
    """The guests that a proposal's text names, in order, each once. Only its first such line counts."""
    line = _LINE.search(text)
    if not line:
        return ()
    found: dict[str, Person] = {}
    for guest in _GUEST.finditer(line["rest"]):
        if address := _address(guest):
            found.setdefault(address, Person(address=address, name=(guest["name"] or "").strip()))
    return tuple(found.values())


def unread_in(text: str) -> tuple[str, ...]:
    """What stands on that line and is no address: a name alone, an address that is not finished."""
    line = _LINE.search(text)
    if not line:
        return ()
    rest = _GUEST.sub(lambda guest: "," if _address(guest) else guest[0], _QUOTED.sub("", line["rest"]))
    parts = (part.strip(" \t\r.()<>-") for part in re.split(r"[,;]", rest))
    return tuple(part for part in parts if part.casefold() not in _NOBODY and any(map(str.isalnum, part)))


def _address(guest: re.Match[str]) -> str | None:
    """The address in what may be a guest, in small letters."""
    address = (guest["address"] or guest["bare"]).removeprefix("mailto:").strip(".'").lower()
    return address if _ADDRESS.fullmatch(address) else None


def with_guests(text: str, said: str) -> str:
    """The text with `said` in that line, in the place of what stood there; as it is where there is none."""
    line = _LINE.search(text)
    if not line:
        return text
    ending = "\r" if line["rest"].endswith("\r") else ""
    return f"{text[: line.end('head')]} {said}".rstrip(" ") + ending + text[line.end() :]
