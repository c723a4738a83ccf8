"""From a draft to the bytes of an iCalendar file, and changes to a file that leave all else as it is.

You need this when a provider keeps iCalendar data and an appointment of ours is created, changed, or gets its
guests. Guests are written by `invite` alone, which takes an `Approval`.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Approval, Draft, Field
from zaaikalender.core.events import Person

_SUFFIX = "@zaaikalender"


def uid_of(key: str) -> str:
    """The UID of the event that is made for this key."""
    return f"{key}{_SUFFIX}"


def key_of_uid(uid: str) -> str | None:
    """The key of which this UID was made; None for a foreign UID."""
    return uid.removesuffix(_SUFFIX) if uid.endswith(_SUFFIX) else None


def new(key: str, draft: Draft, *, zone: ZoneInfo, at: datetime) -> bytes:
    """A whole file with one event: our mark, no guests and therefore no organiser (RFC 5545, 3.8.4.3).

    `zone` is the owner's wall clock; `at` (UTC) goes into the stamps.
    """
    raise NotImplementedError


def change(
    data: bytes, uid: str, draft: Draft, fields: frozenset[Field], *, zone: ZoneInfo, at: datetime
) -> bytes:
    """The file with these fields of this event changed, and all else kept line for line.

    Raises `Stale` where the file no longer holds an event with this UID.
    """
    raise NotImplementedError


def invite(
    data: bytes, uid: str, approval: Approval, *, organizer: Person, zone: ZoneInfo, at: datetime
) -> bytes:
    """The file with the approved guests on the event, and the approved title, text and shown.

    Who stands there already stays, with his answer. Raises `Stale` where the event is gone or no longer
    stands at the approved moment, `NotOurs` where somebody else is its organiser.
    """
    raise NotImplementedError


def dialect(draft: Draft) -> Draft:
    """The draft as `ics.parse` gives it back after `new`; doing it twice changes nothing."""
    raise NotImplementedError
