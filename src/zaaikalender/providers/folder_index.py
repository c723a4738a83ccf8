"""Which files of a folder name a UID or a key of ours, without parsing them all.

You need this before you create an event (is it there already, under whatever file name?) and when you look
for one after a write whose outcome is unknown. What an unchanged file names is remembered, in this process.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from zaaikalender.providers.folder_listing import Loaded, load

_NAMING = re.compile(
    rb"""^(?:UID|X-ZAAIKALENDER-KEY)(?:;(?:"[^"\n]*"|[^":\n])*)?:(.*)$""", re.MULTILINE | re.IGNORECASE
)
_ESCAPED = re.compile(rb"\\(.)")


def names_in(data: bytes) -> tuple[str, ...]:
    """The UIDs and keys that stand in a file, each once."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    unfolded = lines.replace(b"\n ", b"").replace(b"\n\t", b"")
    found = (_ESCAPED.sub(rb"\1", match[1]).strip() for match in _NAMING.finditer(unfolded))
    return tuple(dict.fromkeys(name.decode("utf-8", "replace") for name in found))


class Index:
    """What the files of one folder name, by file name and version."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[str, tuple[str, tuple[str, ...]]] = {}

    def naming(self, wanted: frozenset[str], files: Mapping[str, str]) -> list[str]:
        """The files (of those listed, by version) that name one of these, in order of their names."""
        self._seen = {name: self._look(name, version) for name, version in files.items()}
        return sorted(name for name, (_, names) in self._seen.items() if not wanted.isdisjoint(names))

    def _look(self, name: str, version: str) -> tuple[str, tuple[str, ...]]:
        seen = self._seen.get(name)
        if seen and seen[0] == version:
            return seen
        loaded = load(self._folder / name)
        if isinstance(loaded, Loaded):
            return loaded.version, names_in(loaded.data)
        # What cannot be read now is looked at again next time; it names nothing that we could know of.
        return "", ()
