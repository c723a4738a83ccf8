"""A calendar on a CalDAV server (RFC 4791): Nextcloud, Fastmail, iCloud, Radicale, and many more.

You need this for `provider = "caldav"`. An event of ours is a resource of its own, named after its key, and
its UID is looked for before it is written: servers were seen that overwrite, or take one UID twice. What was
written is read back, so that a pass knows what stands and not what it sent. Where the server invites guests
by itself (RFC 6638), nobody else does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Draft
from zaaikalender.core.events import Changes, Event, Window
from zaaikalender.core.people import Person
from zaaikalender.core.ports import Mails, Traits
from zaaikalender.errors import (
    AccessRevoked,
    NotOurs,
    NotWritten,
    OutcomeUnknown,
    ReadFailed,
    Stale,
    Unreachable,
)
from zaaikalender.providers import caldav_cursor, ics_write
from zaaikalender.providers.caldav_discovery import Place, discover
from zaaikalender.providers.caldav_reading import Reader
from zaaikalender.providers.caldav_sync import Collection
from zaaikalender.providers.caldav_wire import Stored, Wire
from zaaikalender.providers.door import Door
from zaaikalender.providers.ics_event import MARK
from zaaikalender.providers.ics_target import IcsTarget

_GONE = frozenset({404, 410})


class CalDavCalendar(IcsTarget[Stored]):
    """A `Source` and a `Target` over a calendar on a server.

    `url` is the calendar's address, or one that leads to it (the server, a principal). `zone` is its owner's,
    `clock` tells the time (UTC). `user` is a name and a password; `headers` go along with every request.
    `mails` says who mails guests where the server does not say so by itself.
    """

    def __init__(  # noqa: PLR0913 - a calendar, whose it is, and the way to it
        self,
        url: str,
        owner: Person,
        zone: ZoneInfo,
        *,
        door: Door,
        user: tuple[str, str] | None,
        clock: Callable[[], datetime],
        headers: Mapping[str, str] | None = None,
        mails: Mails | None = None,
    ) -> None:
        super().__init__(owner, zone, clock)
        self._url = url
        self._wire = Wire(door=door, user=user, headers=headers or {})
        self._mails = mails
        self._place: Place | None = None

    @property
    def traits(self) -> Traits:
        """How this calendar behaves. Raises the errors of reading where the server was not asked yet."""
        if (told := self._at().mails) is None:
            # It may mail: whoever mailed beside it would invite twice.
            mails = Mails.NOBODY
        else:
            mails = Mails.SERVER if told else self._mails or Mails.NOBODY
        return Traits(provider="caldav", remembers_deleted=False, mails=mails)

    def changes(self, window: Window, cursor: str | None, known: Mapping[str, str]) -> Changes:
        """See `Source.changes`. One request where nothing changed; once a day all versions are compared.

        Whoever asks for another window than last time must pass no cursor. Raises `Unreachable` where another
        calendar has come in the place of the one that was read.
        """
        reader = Reader(
            wire=self._wire,
            source=self._url,
            zone=self._zone,
            now=self._clock(),
            discover=lambda: discover(self._wire, self._url),
        )
        changes, new = reader.changes(window, caldav_cursor.read(cursor), known)
        self._place = new.place
        return changes

    def find(self, key: str, uid: str | None) -> tuple[Event, ...]:
        """See `Target.find`. Raises `ReadFailed` where what names the event cannot be read."""
        wanted = frozenset({key, uid or ics_write.uid_of(key)})
        return tuple(
            event
            for ref, stored in sorted(self._holding(key, uid or ics_write.uid_of(key)).items())
            for event in self._found(ref, stored, wanted)
        )

    def create(self, key: str, draft: Draft) -> Event:
        """See `Target.create`. Raises `Stale` also where the event's UID stands under another name."""
        with _nothing_sent():
            taken = self._holding(key, ics_write.uid_of(key), copies=False)
        if taken:
            raise Stale("The calendar already holds an event with this id. Read again and decide again.")
        data = ics_write.new(key, draft, zone=self._zone, at=self._clock())
        ref = _name_of(key)
        if self._wire.write("PUT", self._address(ref), ("If-None-Match", "*"), data) in _GONE:
            raise Unreachable("The calendar is not where it was. Check its `url` in the config.")
        return self._read_back(ref, key, ics_write.uid_of(key), ics_write.first_of(draft))

    def cancel(self, event: Event) -> None:
        """See `Target.cancel`. An event that stands under another name meanwhile raises `Stale`."""
        with _nothing_sent():
            gone = "#" not in event.ref and self._wire.get(self._address(event.ref)) is None
            moved = gone and any(each.uid == event.uid for each in self.find(event.key or "", event.uid))
        if moved:
            raise Stale("The event stands under another name now. Read again and decide again.")
        if gone:
            return
        ours = self._ours(event)
        self._wire.write("DELETE", self._address(event.ref), ("If-Match", ours.etag))

    def _at(self) -> Place:
        self._place = self._place or discover(self._wire, self._url)
        return self._place

    def _address(self, ref: str) -> str:
        return f"{self._at().url}{ref}"

    def _holding(self, key: str, uid: str, *, copies: bool = True) -> dict[str, Stored]:
        """What stands under our own name, what has the UID, and what has our mark."""
        collection = Collection(wire=self._wire, place=self._at())
        own = self._wire.get(self._address(_name_of(key))) if key else None
        found = {_name_of(key): own} if own else {}
        found |= {ref: each for ref, each in collection.holding("UID", uid).items() if self._names(each, uid)}
        if copies and key:
            found |= collection.holding(MARK, key)
        return found

    def _names(self, stored: Stored, uid: str) -> bool:
        """A server that searches coarsely, or not at all, gives what nobody looked for."""
        parsed = self._parse("", stored)
        uids = {item.uid for item in parsed.items} | {each.uid for each in parsed.unreadable}
        return uid in uids or None in uids

    def _found(self, ref: str, stored: Stored, wanted: frozenset[str]) -> tuple[Event, ...]:
        parsed = self._parse(ref, stored)
        events = (event for item in parsed.items for event in item.events)
        found = tuple(event for event in events if event.key in wanted or event.uid in wanted)
        if not found and any(each.uid is None or each.uid in wanted for each in parsed.unreadable):
            raise ReadFailed(
                "An event that may be ours cannot be read. Mend it in the calendar, or delete it."
            )
        return found

    def _ours(self, event: Event) -> Stored:
        """The resource of an event of ours, if it still is the version that was read."""
        if "#" in event.ref:
            raise NotOurs("The event stands in one place with others. It was left alone.")
        with _nothing_sent():
            stored = self._wire.get(self._address(event.ref))
        if stored is None or stored.version != event.version:
            raise Stale("The event was changed after it was read. Read again and decide again.")
        if not self._is_ours_alone(event, stored):
            raise NotOurs("The event is not ours alone. It was left alone.")
        return stored

    def _replace(self, event: Event, ours: Stored, data: bytes) -> Event:
        if self._wire.write("PUT", self._address(event.ref), ("If-Match", ours.etag), data) in _GONE:
            raise Stale("The event is no longer there. Read again and decide again.")
        return self._read_back(event.ref, event.key or "", event.uid, event.occurrence)

    def _read_back(self, ref: str, key: str, uid: str, occurrence: str | None = None) -> Event:
        """The event as the server keeps it: it may have rewritten it, or answered without a version."""
        try:
            stored = self._wire.get(self._address(ref))
            found = self._events(ref, stored) if stored else self.find(key, uid)
        except (Unreachable, AccessRevoked) as error:
            raise OutcomeUnknown("A write was sent, and cannot be read back. The next pass looks.") from error
        for event in found:
            if event.occurrence == occurrence and key == event.key:
                return event
        raise OutcomeUnknown("A write was sent, and what stands now is something else. The next pass looks.")

    def _events(self, ref: str, stored: Stored) -> Iterable[Event]:
        return (event for item in self._parse(ref, stored).items for event in item.events)


@contextmanager
def _nothing_sent() -> Iterator[None]:
    """Looking before a write may fail: then the write was not sent, and nobody need be asked about it."""
    try:
        yield
    except Unreachable as error:
        raise NotWritten(str(error)) from error


def _name_of(key: str) -> str:
    return f"{key}.ics"
