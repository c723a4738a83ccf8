"""The writing half of a calendar that keeps iCalendar objects: what a folder and a CalDAV server share.

You need this for a provider whose objects are `.ics` data of their own. It knows how an event of ours is
changed and when an object is ours alone; how an object is got and put back is the provider's.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Approval, Draft, Field
from zaaikalender.core.events import Event, Window
from zaaikalender.core.people import Person
from zaaikalender.errors import NotOurs
from zaaikalender.providers import ics, ics_write

_AROUND = timedelta(days=3660)
"""How far from now an event without our mark is looked for by its UID: ten years."""


class Held(Protocol):
    """An object as its provider got it: its octets, and what changes whenever they do."""

    @property
    def data(self) -> bytes:
        """The octets."""
        ...

    @property
    def version(self) -> str:
        """The version."""
        ...


HeldT = TypeVar("HeldT", bound=Held)


class IcsTarget(ABC, Generic[HeldT]):
    """Changes events of ours in objects of `HeldT`. `zone` is the owner's, `clock` tells the time (UTC)."""

    def __init__(self, owner: Person, zone: ZoneInfo, clock: Callable[[], datetime]) -> None:
        self._owner = owner
        self._zone = zone
        self._clock = clock

    @abstractmethod
    def _ours(self, event: Event) -> HeldT:
        """The object of an event of ours, if it still is the version that was read; else raises."""

    @abstractmethod
    def _replace(self, event: Event, ours: HeldT, data: bytes) -> Event:
        """Puts the object back changed, if it still is `ours`; gives the event as it now stands."""

    def update(self, event: Event, draft: Draft, fields: frozenset[Field]) -> Event:
        """See `Target.update`."""
        ours = self._ours(event)
        data = ics_write.change(ours.data, event.uid, draft, fields, zone=self._zone, at=self._clock())
        return self._replace(event, ours, data)

    def invite(self, event: Event, approval: Approval) -> Event:
        """See `Target.invite`. Another appointment's approval raises `NotOurs`, another moment's `Stale`."""
        if approval.key != event.key:
            raise NotOurs("The approval is for another appointment. Nobody was invited; approve this one.")
        ours = self._ours(event)
        data = ics_write.invite(
            ours.data, event.uid, approval, organizer=self._owner, zone=self._zone, at=self._clock()
        )
        return self._replace(event, ours, data)

    def dialect(self, draft: Draft) -> Draft:
        """See `Target.dialect`."""
        return ics_write.dialect(draft)

    def _is_ours_alone(self, event: Event, held: HeldT) -> bool:
        """Whether all that the object holds is this one event (or series), with our mark, and its owner's."""
        parsed = self._parse(event.ref, held)
        standing = parsed.items[0].events if len(parsed.items) == 1 and not parsed.unreadable else ()
        return bool(standing) and all(self._is_ours(one, event) for one in standing)

    def _is_ours(self, standing: Event, event: Event) -> bool:
        ours = standing.key is not None and standing.key == event.key and standing.uid == event.uid
        return ours and standing.organizer in {None, self._owner}

    def _parse(self, ref: str, held: HeldT) -> ics.Parsed:
        now = self._clock()
        around = Window(start=now - _AROUND, end=now + _AROUND)
        return ics.parse(held.data, ref=ref, version=held.version, window=around, zone=self._zone, where=ref)
