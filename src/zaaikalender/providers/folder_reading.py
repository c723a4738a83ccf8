"""What changed in a folder since it was last read: only files that changed are opened again.

You need this to understand how a folder is read. A file's version is its time of change, size and inode. What
cannot be read must be told in every pass, also in a fresh process that knows but refs and versions; so items
of a file of which a part cannot be read have a version of their own, which no listing ever shows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from zaaikalender.core.events import Changes, Item, Unreadable, Window
from zaaikalender.errors import Unreachable
from zaaikalender.providers import ics
from zaaikalender.providers.folder_listing import (
    Listing,
    Loaded,
    Refused,
    identity_of,
    is_calendar,
    is_gone,
    load,
    look,
)

_PARTLY = "-partly"


def file_of(ref: str) -> str:
    """The name of the file in which an item stands; a file with several UIDs has refs `name#hash`."""
    return ref if is_calendar(ref) else ref.rpartition("#")[0]


def file_version(version: str) -> str:
    """The version of the file, given that of an item in it."""
    return version.removesuffix(_PARTLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What a file that was opened gave.

    `whole` where it is certain which events are in it, though not each of them could be read.
    """

    name: str
    version: str
    items: tuple[Item, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    whole: bool = True

    @property
    def stand(self) -> frozenset[str]:
        """The refs of all that is in it; what cannot be read may have been its only event until now."""
        alone = (self.name,) if self.unreadable else ()
        refs = (*(item.ref for item in self.items), *(each.ref for each in self.unreadable))
        return frozenset((*alone, *(ref for ref in refs if ref)))


class Reading:
    """Reads one folder, again and again. Remembers (in this process) what it could not read, and no more."""

    def __init__(self, folder: Path, zone: ZoneInfo) -> None:
        self._folder = folder
        self._zone = zone
        self._troubled: dict[str, _File] = {}
        self.identity = ""

    def changes(self, window: Window, cursor: str | None, known: Mapping[str, str]) -> Changes:
        """See `Source.changes`. `identity` is then that of the folder that was read."""
        listing = look(self._folder)
        self._distrust_emptiness(listing, cursor)
        held = _by_file(known)
        opened = dict(self._opened(listing, held, window))
        gone = frozenset(self._gone(listing, held, opened))
        # A disk that went away while we looked would make all of it gone.
        if gone and identity_of(self._folder) != listing.identity:
            raise Unreachable(f"The folder {self._folder} was exchanged during a read. The next pass looks.")
        self.identity = listing.identity
        return Changes(
            changed=tuple(item for name in sorted(opened) for item in opened[name].items),
            gone=gone,
            unreadable=tuple(self._unreadable(listing)),
            cursor=f"{listing.identity}-{len(listing.files)}",
        )

    def _distrust_emptiness(self, listing: Listing, cursor: str | None) -> None:
        """An empty folder in the place of another, full one is most likely a disk that is not mounted."""
        identity, _, count = (cursor or "").rpartition("-")
        if count not in {"", "0"} and identity != listing.identity and not listing.files:
            raise Unreachable(
                f"The folder {self._folder} is another one than before, and empty. Mount its disk; "
                "if it is meant to be empty, put any event in it."
            )

    def _opened(
        self, listing: Listing, held: Mapping[str, Mapping[str, str]], window: Window
    ) -> Iterator[tuple[str, _File]]:
        """The files that are new, changed or not remembered, with what they hold."""
        before, self._troubled = self._troubled, {}
        for name, version in listing.files.items():
            if _is_known(version, held.get(name)):
                continue
            troubled = before.get(name)
            if troubled and _says_all(troubled, version, held.get(name)):
                self._troubled[name] = troubled
            elif file := self._open(name, version, window):
                yield name, file

    def _open(self, name: str, version: str, window: Window) -> _File | None:
        loaded = load(self._folder / name)
        if loaded is None:
            return None
        file = self._read(name, version, loaded, window)
        if file.unreadable or not file.items:
            self._troubled[name] = replace(file, items=tuple(replace(item, events=()) for item in file.items))
        return file

    def _read(self, name: str, version: str, loaded: Loaded | Refused, window: Window) -> _File:
        if isinstance(loaded, Refused):
            return _File(name=name, version=version, unreadable=(_odd(name, loaded.why),), whole=False)
        parsed = ics.parse(
            loaded.data, ref=name, version=loaded.version, window=window, zone=self._zone, where=name
        )
        if not parsed.unreadable:
            return _File(name=name, version=loaded.version, items=parsed.items)
        return _File(
            name=name,
            version=loaded.version,
            items=tuple(map(_mark_partly, parsed.items)),
            unreadable=parsed.unreadable,
            whole=_is_whole(parsed, loaded.data),
        )

    def _gone(
        self, listing: Listing, held: Mapping[str, Mapping[str, str]], opened: Mapping[str, _File]
    ) -> Iterator[str]:
        """Refs that are certainly no longer there."""
        for name, refs in held.items():
            file = opened.get(name)
            if file and file.whole:
                yield from refs.keys() - file.stand
            elif name not in listing.files and is_gone(self._folder / name):
                yield from refs

    def _unreadable(self, listing: Listing) -> Iterator[Unreadable]:
        for name in sorted(self._troubled):
            yield from self._troubled[name].unreadable
        for name in sorted(listing.odd):
            yield _odd(name, listing.odd[name])


def _odd(name: str, why: str) -> Unreadable:
    return Unreadable(where=name, uid=None, why=why, ref=name)


def _by_file(known: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What we know, by file."""
    held: dict[str, dict[str, str]] = {}
    for ref, version in known.items():
        held.setdefault(file_of(ref), {})[ref] = version
    return held


def _is_known(version: str, refs: Mapping[str, str] | None) -> bool:
    """Whether we hold all of a file in this version."""
    return bool(refs) and all(known == version for known in (refs or {}).values())


def _says_all(troubled: _File, version: str, refs: Mapping[str, str] | None) -> bool:
    """Whether a file that gave trouble is unchanged, and what it holds beside that is known."""
    told, known = {item.ref: item.version for item in troubled.items}, refs or {}
    nothing_gone = not troubled.whole or known.keys() <= troubled.stand
    return troubled.version == version and told.items() <= known.items() and nothing_gone


def _is_whole(parsed: ics.Parsed, data: bytes) -> bool:
    """Whether what cannot be read is known by name, and the file is not cut off: then no event is missing."""
    named = all(one.uid is not None for one in parsed.unreadable)
    return named and bool(parsed.items) and data.rstrip().upper().endswith(b"END:VCALENDAR")


def _mark_partly(item: Item) -> Item:
    version = f"{item.version}{_PARTLY}"
    events = tuple(replace(event, version=version) for event in item.events)
    return replace(item, version=version, events=events)
