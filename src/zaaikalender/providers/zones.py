"""Which time zone a TZID means.

You need this to put an event's wall clock on the time line. Names come in many spellings: of the tz database
(with odd prefixes), of Windows, as Windows shows them to people, as mere offsets, or as whatever the calendar
defines in a VTIMEZONE of its own. A name that is not understood is never guessed at: the event is reported.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from zaaikalender.providers.budget import Budget
from zaaikalender.providers.ics_lines import NotReadable, one_line
from zaaikalender.providers.vtimezone import zone_from

_LONGEST = 255
_QUOTED = 60
_UTC = frozenset(
    {"UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "TZONE://MICROSOFT/UTC", "COORDINATED UNIVERSAL TIME"}
)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?", re.ASCII | re.IGNORECASE)
_SHOWN = re.compile(r"\((?:UTC|GMT)(?:([+-])(\d\d):(\d\d))?\)\s*(.+)", re.ASCII | re.IGNORECASE)
_COPY = re.compile(r"\s+\d{1,2}$", re.ASCII)

_SHOWN_WITHOUT_CITY = {
    "ATLANTIC TIME (CANADA)": "America/Halifax",
    "EASTERN TIME (US & CANADA)": "America/New_York",
    "CENTRAL TIME (US & CANADA)": "America/Chicago",
    "MOUNTAIN TIME (US & CANADA)": "America/Denver",
    "PACIFIC TIME (US & CANADA)": "America/Los_Angeles",
    "ALASKA": "America/Anchorage",
    "HAWAII": "Pacific/Honolulu",
    "NEWFOUNDLAND": "America/St_Johns",
    "ARIZONA": "America/Phoenix",
    "COORDINATED UNIVERSAL TIME": "Etc/UTC",
}
"""What Windows shows for zones that it does not call after a city."""


class Zones:
    """The zones of one calendar: its own definitions, and the names that everybody knows.

    `definitions` gives the lines of each VTIMEZONE by its TZID; it is asked once, where a name needs it.
    """

    def __init__(self, definitions: Callable[[], Mapping[str, tuple[str, ...]]], budget: Budget) -> None:
        self._definitions = cache(definitions)
        self._budget = budget
        self._found: dict[str, tzinfo] = {}

    def __call__(self, tzid: str) -> tzinfo:
        """The zone with this name; raises `NotReadable` where there is none.

        A name of the tz database or of Windows means that zone, whatever the calendar says of it: exported
        definitions often hold one year's rules only (RFC 7809, 3.1, leaves them out altogether). Any other
        name means what this calendar defines; only without a definition is it read as shown text or offset.
        """
        if tzid not in self._found:
            self._found[tzid] = self._find(tzid.strip())
        return self._found[tzid]

    def _find(self, tzid: str) -> tzinfo:
        if (known := known_zone(tzid)) is not None:
            return known
        if (lines := self._definitions().get(tzid)) is not None:
            self._budget.zone()
            return zone_from(tzid, lines)
        if (read := _read(tzid)) is not None:
            return read
        named = one_line(tzid)[:_QUOTED]
        raise NotReadable(
            f"the time zone '{named}' is unknown and not defined: choose a known zone for the event"
        )


@lru_cache(maxsize=512)
def known_zone(tzid: str) -> tzinfo | None:
    """The zone behind a name of the tz database or of Windows, or None."""
    if tzid.upper() in _UTC:
        return UTC
    if len(tzid) > _LONGEST:
        return None
    if "/" in tzid:
        return _of_database(tzid)
    windows = WINDOWS_TO_OLSON.get(tzid) or WINDOWS_TO_OLSON.get(_COPY.sub("", tzid))
    return ZoneInfo(windows) if windows else None


def _of_database(tzid: str) -> tzinfo | None:
    """The zone at the end of a name, whatever stands before it (`/citadel.org/20210210_1/Europe/Berlin`)."""
    parts = tzid.strip("/").split("/")
    for size in (3, 2):
        name = _spelled().get("/".join(parts[-size:]).casefold())
        if name is not None:
            return ZoneInfo(name)
    return None


@cache
def _spelled() -> dict[str, str]:
    """The names of the tz database in small letters, without those that mean whatever this machine means."""
    return {name.casefold(): name for name in available_timezones() - {"Factory", "localtime"}}


def _read(tzid: str) -> tzinfo | None:
    """The zone behind any other name: short ones of the database (CET), offsets, what Windows shows."""
    if len(tzid) > _LONGEST:
        return None
    if (name := _spelled().get(tzid.casefold())) is not None:
        return ZoneInfo(name)
    if found := _OFFSET.fullmatch(tzid):
        return _fixed(found[1], found[2], found[3])
    if found := _SHOWN.fullmatch(tzid):
        return _shown(_length(found[1] or "+", found[2] or "0", found[3]), found[4])
    return None


def _fixed(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    """`GMT+2` as people mean it: two hours east. Only `Etc/GMT+2` of the database is turned round."""
    length = _length(sign, hours, minutes)
    return timezone(length) if abs(length) <= timedelta(hours=14) else None


def _length(sign: str, hours: str, minutes: str | None) -> timedelta:
    length = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return -length if sign == "-" else length


def _shown(standard: timedelta, places: str) -> tzinfo | None:
    """`(UTC+01:00) Amsterdam, Berlin, …`: the zone of the first place that has that offset in winter."""
    if (name := _SHOWN_WITHOUT_CITY.get(places.strip().upper())) is not None:
        return ZoneInfo(name)
    for place in places.split(","):
        name = _cities().get(place.strip().casefold())
        if name is not None and _standard(zone := ZoneInfo(name)) == standard:
            return zone
    return None


@cache
def _cities() -> dict[str, str]:
    """The names of the tz database by the city that they are called after."""
    names = sorted(name for name in available_timezones() if "/" in name)
    return {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in names}


def _standard(zone: ZoneInfo) -> timedelta | None:
    """A zone's offset outside summer time."""
    offsets = [datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)]
    return min(found for found in offsets if found is not None)
