"""On which line of the file a key stands.

You need this to point at a mistake. Python's TOML reader gives no lines for what it has read, so this looks
for headers and keys itself. It looks at the outside of lines only: of a key inside an inline table it knows
the line of the table. A file that reads as TOML is all it has to understand.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from zaaikalender.config.keys import Key

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_KEY = re.compile(rf"\s*({_DOTTED})[ \t]*=")
_FENCE = re.compile(r"'''|\"\"\"")


def lines_of(text: str) -> Mapping[Key, int]:
    """Line numbers (from 1) by key; the first time that a key stands there counts."""
    found: dict[Key, int] = {}
    table: Key = ()
    counts: Counter[Key] = Counter()
    for number, line in _outside_of_texts(text):
        if header := _HEADER.match(line):
            table = _located(_parts(header[2]), counts)
            if header[1] == "[[":
                counts[table] += 1
                table = (*table, counts[table] - 1)
        elif not (key := _KEY.match(line)):
            continue
        else:
            found.setdefault((*table, *_parts(key[1])), number)
            continue
        found.setdefault(table, number)
    return found


def line_of(key: Key, lines: Mapping[Key, int]) -> int | None:
    """The line of a key, else of the nearest table around it, else of the first thing below it."""
    for size in range(len(key), 0, -1):
        if key[:size] in lines:
            return lines[key[:size]]
    return min((line for known, line in lines.items() if known[: len(key)] == key), default=None)


def _outside_of_texts(text: str) -> Iterator[tuple[int, str]]:
    """The lines that do not begin inside a text of several lines."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not fence:
            yield number, line
        for mark in _FENCE.findall(line):
            if not fence:
                fence = mark
            elif fence == mark:
                fence = ""


def _parts(dotted: str) -> Key:
    """The parts of a dotted key, without quotes."""
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))


def _located(parts: Key, counts: Counter[Key]) -> Key:
    """`calendar.hours` below the second `[[calendar]]` is `("calendar", 1, "hours")`."""
    key: Key = ()
    for part in parts[:-1]:
        key = (*key, part)
        if counts[key]:
            key = (*key, counts[key] - 1)
    return (*key, *parts[-1:])
