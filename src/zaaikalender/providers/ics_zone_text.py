"""The VTIMEZONE that goes with a local time which we write (RFC 5545, 3.6.5).

You need this to write a time as its owner's wall clock shows it. Libraries that make this text start summer
time an hour late; ours is one text for all zones that follow the European rule, used only for zones of which
the tz database says the same. Any other zone gets its times in UTC.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from zaaikalender.providers.ics_values import local_text

FIRST_YEAR = 1997
"""Since then all of Europe changes its clocks at 1:00 UTC on the last Sundays of March and October."""

_HOUR = timedelta(hours=1)
_SECOND = timedelta(seconds=1)
_CHECKED = range(FIRST_YEAR, 2041)
_SUMMER = datetime(1981, 3, 29, 1, tzinfo=UTC)
_WINTER = datetime(1996, 10, 27, 1, tzinfo=UTC)


@cache
def definition(zone: ZoneInfo) -> tuple[str, ...]:
    """The lines of the zone's VTIMEZONE; none where the European rule is not the zone's."""
    base = datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    if base is None or not zone.key or not _is_european(zone, base):
        return ()
    return (
        "BEGIN:VTIMEZONE",
        f"TZID:{zone.key}",
        *_part("DAYLIGHT", zone, _SUMMER, (base, base + _HOUR)),
        *_part("STANDARD", zone, _WINTER, (base + _HOUR, base)),
        "END:VTIMEZONE",
    )


def _part(name: str, zone: ZoneInfo, first: datetime, offsets: tuple[timedelta, timedelta]) -> list[str]:
    """One of both changes; it begins on the wall of the offset before it."""
    before, after = offsets
    return [
        f"BEGIN:{name}",
        f"DTSTART:{local_text(first + before)}",
        f"RRULE:FREQ=YEARLY;BYMONTH={first.month};BYDAY=-1SU",
        f"TZOFFSETFROM:{_offset(before)}",
        f"TZOFFSETTO:{_offset(after)}",
        f"TZNAME:{datetime(2026, first.month + 1, 15, tzinfo=zone).tzname()}",
        f"END:{name}",
    ]


def _offset(length: timedelta) -> str:
    minutes = abs(length) // timedelta(minutes=1)
    return f"{'-' if length < timedelta(0) else '+'}{minutes // 60:02}{minutes % 60:02}"


def _is_european(zone: ZoneInfo, base: timedelta) -> bool:
    """Whether the zone changes at those moments, and has those offsets around them."""
    return all(
        (change - _SECOND).astimezone(zone).utcoffset() == before
        and change.astimezone(zone).utcoffset() == after
        for year in _CHECKED
        for month, before, after in ((3, base, base + _HOUR), (10, base + _HOUR, base))
        for change in [_last_sunday(year, month)]
    )


def _last_sunday(year: int, month: int) -> datetime:
    """1:00 UTC on it; both months have 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=last.isoweekday() % 7)
