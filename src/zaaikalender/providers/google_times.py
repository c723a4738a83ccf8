"""Times as Google writes them: whole days, or moments with an offset and the zone that they were entered in.

You need this when an appointment in a Google calendar is an hour off. A moment's offset counts, whatever its
zone is called; a series repeats on the wall of its zone, so one that is unknown there is not guessed at.
Source: the reference of Calendar API v3, Events: `start`, `end`, `originalStartTime`.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from zaaikalender.core.events import AllDay, Timed, When
from zaaikalender.providers.ics_lines import NotReadable, one_line
from zaaikalender.providers.ics_times import Length, Timing
from zaaikalender.providers.zones import known_zone

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=3660)
_QUOTED = 60


def when_of(raw: dict[str, Any], zone: tzinfo) -> When:
    """When an event is; `zone` is its calendar's, for what names none. Raises `NotReadable`."""
    start, end = moment(raw.get("start"), zone), moment(raw.get("end"), zone)
    if not isinstance(start, datetime):
        if isinstance(end, datetime):
            raise NotReadable("the event starts on a day but ends at a time: correct it")
        _refuse(end - start)
        return AllDay(start=start, end=max(end, start + _DAY))
    if not isinstance(end, datetime):
        raise NotReadable("the event starts at a time but ends on a day: correct it")
    _refuse(end - start)
    return Timed(start=start, end=end)


def _refuse(lasts: timedelta) -> None:
    if lasts < timedelta(0):
        raise NotReadable("the event ends before it starts: correct its end")
    if lasts > _LONGEST:
        raise NotReadable("the event lasts longer than ten years: correct its end")


def moment(part: Any, zone: tzinfo) -> date | datetime:
    """A day, or an instant (UTC). Raises `NotReadable`."""
    try:
        if "dateTime" not in part or part["dateTime"] is None:
            return date.fromisoformat(part["date"])
        found = datetime.fromisoformat(part["dateTime"])
        if found.tzinfo is None:
            found = found.replace(tzinfo=zone_of(part, zone))
        return found.astimezone(UTC)
    except (TypeError, KeyError, AttributeError, ValueError, OverflowError):
        raise NotReadable("its time is not readable: correct it in Google Calendar") from None


def zone_of(part: dict[str, Any], zone: tzinfo) -> tzinfo:
    """The zone in which a time was entered; without one that of its calendar. Raises `NotReadable`."""
    name = part.get("timeZone")
    if not isinstance(name, str) or not name:
        return zone
    found = UTC if name == "UTC" else known_zone(name)
    if found is None:
        named = one_line(name)[:_QUOTED]
        raise NotReadable(f"the time zone '{named}' is unknown: choose a known zone for the event")
    return found


def timing_of(raw: dict[str, Any], zone: tzinfo, owner: tzinfo) -> Timing:
    """When the first of a series is, on the wall on which it repeats; whole days are those of its owner."""
    when = when_of(raw, zone)
    if isinstance(when, AllDay):
        return Timing(
            start=datetime.combine(when.start, time()),
            zone=owner,
            whole_days=True,
            length=Length((when.end - when.start).days),
        )
    own = zone_of(raw["start"], zone)
    wall = when.start.astimezone(own).replace(tzinfo=None, fold=0)
    return Timing(start=wall, zone=own, whole_days=False, length=Length(0, when.duration))
