"""A calendar that is a folder of `.ics` files, as vdirsyncer and khal keep one, or of exported calendars.

You need this for `provider = "folder"`. Every file is read, whether it holds one event or a whole calendar;
our own events are written as files of their own (`<key>.ics`), other people's files never. Nobody is mailed.
Two files with the same UID are two items: a copy that a sync program made is the person's affair.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Draft
from zaaikalender.core.events import Changes, Event, Window
from zaaikalender.core.people import Person
from zaaikalender.core.ports import Mails, Traits
from zaaikalender.errors import NotOurs, NotWritten, ReadFailed, Stale, Unreachable
from zaaikalender.providers import folder_files, ics, ics_write
from zaaikalender.providers.folder_index import Index
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
from zaaikalender.providers.folder_reading import Reading, file_of, file_version
from zaaikalender.providers.ics_target import IcsTarget


class FolderCalendar(IcsTarget[Loaded]):
    """A `Source` and a `Target` over a folder. `zone` is its owner's, `clock` tells the time (UTC).

    `mails` says who mails guests: the folder itself never does.
    """

    def __init__(
        self,
        path: Path,
        owner: Person,
        zone: ZoneInfo,
        *,
        clock: Callable[[], datetime],
        mails: Mails = Mails.NOBODY,
    ) -> None:
        super().__init__(owner, zone, clock)
        self._traits = Traits(provider="folder", remembers_deleted=False, mails=mails)
        self._path = path
        self._reading = Reading(path, zone)
        self._index = Index(path)

    @property
    def traits(self) -> Traits:
        """How this calendar behaves."""
        return self._traits

    def changes(self, window: Window, cursor: str | None, known: Mapping[str, str]) -> Changes:
        """See `Source.changes`. Every read lists the whole folder, so what is gone is certain.

        Whoever asks for another window than last time must pass no `known`: files that did not change are
        not read again. Raises `Unreachable` where the folder is not there, or where an empty one has come in
        its place (a disk that is not mounted).
        """
        return self._reading.changes(window, cursor, known)

    def find(self, key: str, uid: str | None) -> tuple[Event, ...]:
        """See `Target.find`. Raises `ReadFailed` where a file that names the event cannot be read."""
        wanted = frozenset({key, uid or ics_write.uid_of(key)})
        listing = look(self._path)
        self._require_same(listing.identity)
        named = self._index.naming(wanted, listing.files)
        own = {f"{key}.ics"} & (listing.files.keys() | listing.odd.keys())
        return tuple(event for name in sorted({*named, *own}) for event in self._found(name, wanted))

    def create(self, key: str, draft: Draft) -> Event:
        """See `Target.create`. Raises `Stale` also where a file of another name holds the event's UID."""
        name = f"{key}.ics"
        uid = ics_write.uid_of(key)
        if self._index.naming(frozenset({uid}), self._standing().files):
            raise Stale("The folder already holds an event with this id. Read again and decide again.")
        data = ics_write.new(key, draft, zone=self._zone, at=self._clock())
        version = folder_files.add(self._path / name, data)
        return self._event(name, Loaded(version=version, data=data), ics_write.first_of(draft))

    def cancel(self, event: Event) -> None:
        """See `Target.cancel`. A file that was given another name meanwhile raises `Stale`."""
        if not self._is_done(event):
            folder_files.remove(self._path / event.ref, expected=self._ours(event).version)

    def _standing(self) -> Listing:
        """What the folder holds right before a write."""
        self._require_folder()
        try:
            return look(self._path)
        except Unreachable as error:
            raise NotWritten(str(error)) from error

    def _require_folder(self) -> None:
        try:
            self._require_same(identity_of(self._path))
        except Unreachable as error:
            raise NotWritten(str(error)) from error

    def _require_same(self, identity: str) -> None:
        """A folder that came in the place of the one that was read says nothing about it."""
        if self._reading.identity not in {"", identity}:
            raise Unreachable(f"Another folder has come in the place of {self._path}. Check `path`.")

    def _is_done(self, event: Event) -> bool:
        """Whether the event is no longer there, under whatever file name."""
        self._require_folder()
        if not is_gone(self._path / file_of(event.ref)):
            return False
        # A guest's answer that lies there as it came names the event too, and is none.
        if self._index.naming(frozenset({event.uid}), self._standing().files) and self.find(
            event.key or "", event.uid
        ):
            raise Stale("The event stands in another file now. Read again and decide again.")
        return True

    def _found(self, name: str, wanted: frozenset[str]) -> tuple[Event, ...]:
        loaded = load(self._path / name)
        if loaded is None:
            return ()
        parsed = ics.Parsed() if isinstance(loaded, Refused) else self._parse(name, loaded)
        events = (event for item in parsed.items for event in item.events)
        found = tuple(event for event in events if event.key in wanted or event.uid in wanted)
        if not found and (isinstance(loaded, Refused) or _may_hide(parsed, wanted)):
            raise ReadFailed(f"{name} in {self._path} cannot be read. Mend the file, or take it away.")
        return found

    def _ours(self, event: Event) -> Loaded:
        """The file of an event of ours, if it still is the version that was read."""
        if not _is_a_file_of_its_own(event.ref):
            raise NotOurs("The event stands in a file with others. It was left alone.")
        self._require_folder()
        loaded = load(self._path / event.ref)
        if isinstance(loaded, Refused):
            raise NotWritten(f"Nothing was written into the folder {self._path}: {loaded.why}.")
        if loaded is None or loaded.version != file_version(event.version):
            raise Stale("The file was changed after it was read. Read again and decide again.")
        if not self._is_ours_alone(event, loaded):
            raise NotOurs("The file holds something that is not ours. It was left alone.")
        return loaded

    def _replace(self, event: Event, ours: Loaded, data: bytes) -> Event:
        version = folder_files.replace(self._path / event.ref, data, expected=ours.version)
        return self._event(event.ref, Loaded(version=version, data=data), event.occurrence)

    def _event(self, name: str, written: Loaded, occurrence: str | None = None) -> Event:
        """The event as it stands in what we wrote."""
        (item,) = self._parse(name, written).items
        return next(one for one in item.events if one.occurrence == occurrence)


def _is_a_file_of_its_own(ref: str) -> bool:
    return is_calendar(ref) and "/" not in ref


def _may_hide(parsed: ics.Parsed, wanted: frozenset[str]) -> bool:
    return any(one.uid is None or one.uid in wanted for one in parsed.unreadable)
