"""Times as Microsoft Graph writes them, and the names of zones that it takes.

You need this when an appointment in Outlook is an hour off. We ask for every time in UTC; what comes in
another zone is mapped by its name, and a zone without rules ("Customized Time Zone") is not guessed at. What
we write carries the Windows name of its owner's zone, so that Outlook shows it as his own.
"""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from zaaikalender.core.events import AllDay, Timed, When
from zaaikalender.providers.ics_lines import NotReadable, one_line
from zaaikalender.providers.zones import known_zone

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=3660)
_QUOTED = 60
_CLDR = {"Europe/Amsterdam": "W. Europe Standard Time", "Europe/Brussels": "Romance Standard Time"}
"""Where several Windows names have the same rules: the one that Windows itself takes (CLDR, windowsZones)."""


def moment(part: Any) -> datetime:
    """The instant (UTC) of a `dateTimeTimeZone`. Raises `NotReadable`."""
    try:
        found = datetime.fromisoformat(part["dateTime"])
        if found.tzinfo is None:
            found = found.replace(tzinfo=_zone(part.get("timeZone") or "UTC"))
        return found.astimezone(UTC)
    except (TypeError, KeyError, AttributeError, ValueError, OverflowError):
        raise NotReadable("its time is not readable: correct it in Outlook") from None


def _zone(name: str) -> tzinfo:
    found = UTC if name == "UTC" else known_zone(name)
    if found is None:
        named = one_line(name)[:_QUOTED]
        raise NotReadable(f"the time zone '{named}' is unknown: choose a known zone for the event")
    return found


def when_of(raw: dict[str, Any]) -> When:
    """When an event is. Whole days are taken as they are written, in whatever zone. Raises `NotReadable`."""
    if raw.get("isAllDay") is True:
        first, after = _day(raw.get("start")), _day(raw.get("end"))
        return AllDay(start=first, end=max(after, first + _DAY))
    start, end = moment(raw.get("start")), moment(raw.get("end"))
    if end < start:
        raise NotReadable("the event ends before it starts: correct its end")
    if end - start > _LONGEST:
        raise NotReadable("the event lasts longer than ten years: correct its end")
    return Timed(start=start, end=end)


def _day(part: Any) -> date:
    try:
        return date.fromisoformat(part["dateTime"][:10])
    except (TypeError, KeyError, ValueError):
        raise NotReadable("its day is not readable: correct it in Outlook") from None


def written(when: When, zone: ZoneInfo) -> dict[str, Any]:
    """`start`, `end` and `isAllDay` as Graph takes them: always together, each with its zone."""
    if isinstance(when, AllDay):
        name = windows_name(zone) or "UTC"
        days = (f"{day.isoformat()}T00:00:00" for day in (when.start, when.end))
        start, end = ({"dateTime": day, "timeZone": name} for day in days)
        return {"start": start, "end": end, "isAllDay": True}
    return {"start": _local(when.start, zone), "end": _local(when.end, zone), "isAllDay": False}


def _local(at: datetime, zone: ZoneInfo) -> dict[str, str]:
    """On the owner's wall; in UTC where that says two things, as in the night that the clocks go back."""
    wall, name = at.astimezone(zone).replace(tzinfo=None, fold=0), windows_name(zone)
    twice = any(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) != at for fold in (0, 1))
    if name is None or twice:
        return {"dateTime": at.replace(tzinfo=None).isoformat(), "timeZone": "UTC"}
    return {"dateTime": wall.isoformat(), "timeZone": name}


@lru_cache(maxsize=64)
def windows_name(zone: ZoneInfo) -> str | None:
    """The Windows name of a zone: its own, else one with the same rules on the same continent, or None."""
    if zone.key in _CLDR:
        return _CLDR[zone.key]
    region, rules = zone.key.partition("/")[0], _rules(zone)
    same = [
        (olson != zone.key, not olson.startswith(region), windows)
        for windows, olson in WINDOWS_TO_OLSON.items()
        if olson == zone.key or _rules(ZoneInfo(olson)) == rules
    ]
    return min(same)[2] if same else None


@lru_cache(maxsize=512)
def _rules(zone: ZoneInfo) -> tuple[timedelta | None, ...]:
    """Its offsets in the years in which we plan, by the week."""
    weeks = (datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=day) for day in range(0, 3660, 7))
    return tuple(week.astimezone(zone).utcoffset() for week in weeks)
