"""Dates, times and durations as iCalendar writes them (RFC 5545, 3.3.4 - 3.3.6).

You need this to read or write a single value. A floating time comes out without a zone: only who knows the
event can say whose clock it follows.
"""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol

from zaaikalender.providers.ics_lines import NotReadable, Property, about, parameters

FIRST_YEAR = 1900
LAST_YEAR = 2200
"""Years in which appointments lie; others are placeholders, mistakes, or made to break something."""

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})S)?)?", re.ASCII
)
LONGEST = timedelta(days=366 * 10)
"""What lasts longer is no appointment."""

_DAY = timedelta(days=1)
_LEAP_SECOND = 60
_MIDNIGHT_AFTER = 24


class ZoneOf(Protocol):
    """Finds the time zone behind a TZID; raises `NotReadable` where there is none."""

    def __call__(self, tzid: str) -> tzinfo:
        """The zone that is called so in this calendar."""
        ...


def moment(text: str, *, first_year: int = FIRST_YEAR) -> date | datetime:
    """A DATE or a DATE-TIME by its own form, whatever VALUE says: a date, a time in UTC, or one without zone.

    Raises `NotReadable` for anything else, and for years in which no appointment lies.
    """
    found = _MOMENT.fullmatch(text.strip().upper())
    if found is None:
        raise NotReadable("a date or time is not written as one: correct it in the calendar it came from")
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if not first_year <= year <= LAST_YEAR:
        raise NotReadable(f"the year is not between {FIRST_YEAR} and {LAST_YEAR}: correct the date")
    try:
        if found[4] is None:
            return date(year, month, day)
        return _at(date(year, month, day), int(found[4]), int(found[5]), int(found[6]), utc=bool(found[7]))
    except ValueError:
        raise NotReadable("a date or time does not exist: correct it") from None


def _at(day: date, hour: int, minute: int, second: int, *, utc: bool) -> datetime:
    """The time on that day. 24:00:00 is midnight after it; a leap second is the second before it."""
    if (hour, minute, second) == (_MIDNIGHT_AFTER, 0, 0):
        day, hour = day + _DAY, 0
    second = min(second, _LEAP_SECOND - 1) if second == _LEAP_SECOND else second
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC if utc else None)


def moment_of(prop: Property, zone_of: ZoneOf) -> date | datetime:
    """The moment that a property holds, in the zone that it names; UTC wins from a TZID."""
    value, tzid = _value_and_tzid(prop)
    with about(prop):
        return _placed(value, tzid, zone_of)


def moments_of(prop: Property, zone_of: ZoneOf, *, most: int) -> list[date | datetime]:
    """The moments in a list (EXDATE); an empty list has none. Raises `NotReadable` beyond `most`."""
    value, tzid = _value_and_tzid(prop)
    with about(prop):
        return [_placed(text, tzid, zone_of) for text in listed(value, most=most)]


def listed(value: str, *, most: int) -> list[str]:
    """The parts of a comma-separated value; raises `NotReadable` where there are more than `most`."""
    if value.count(",") >= most:
        raise NotReadable(f"a list of dates has more than {most} entries: shorten the series")
    return [part for part in value.split(",") if part.strip()]


def _value_and_tzid(prop: Property) -> tuple[str, str]:
    """Value and TZID of a property that holds moments.

    Some programs write names of zones with a colon in them and no quotes around it
    (`TZID=(UTC+01:00) Amsterdam:2026…`, `TZID=tzone://Microsoft/Utc:2026…`). No moment holds a colon, so that
    the last one is where the value begins.
    """
    if not prop.params:
        return prop.value, ""
    head, colon, value = prop.value.rpartition(":")
    params = f"{prop.params}{colon}{head}"
    return value, parameters(params).get("TZID", "")


def _placed(text: str, tzid: str, zone_of: ZoneOf) -> date | datetime:
    read = moment(text)
    if tzid and isinstance(read, datetime) and read.tzinfo is None:
        return read.replace(tzinfo=zone_of(tzid))
    return read


def period(text: str, tzid: str, zone_of: ZoneOf) -> tuple[date | datetime, date | datetime | timedelta]:
    """A PERIOD: where it begins, and where it ends or how long it lasts (RFC 5545, 3.3.9)."""
    start, _, end = text.partition("/")
    ends = duration(end) if end.strip()[:1].upper() in {"P", "+", "-"} else _placed(end, tzid, zone_of)
    return _placed(start, tzid, zone_of), ends


def duration(text: str) -> timedelta:
    """A DURATION; raises `NotReadable` for a negative one (RFC 5545, 3.8.2.5) and beyond ten years."""
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()[1:]):
        raise NotReadable("a duration is not written as one: correct it in the calendar it came from")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    if seconds > LONGEST.total_seconds() or minutes * 60 > LONGEST.total_seconds():
        raise NotReadable("the event lasts longer than ten years: correct its end")
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found[1] == "-" and length:
        raise NotReadable("the event ends before it starts: correct its end")
    if length > LONGEST:
        raise NotReadable("the event lasts longer than ten years: correct its end")
    return length


def date_text(day: date) -> str:
    """A DATE: 20261124."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def local_text(moment: datetime) -> str:
    """A DATE-TIME by the clock that it carries: 20261124T090000."""
    # Numbers of six and eight digits cost half of what fields of two do, and this is done per occurrence.
    time = moment.hour * 10_000 + moment.minute * 100 + moment.second
    return f"{moment.year * 10_000 + moment.month * 100 + moment.day}T{time:06}"


def utc_text(moment: datetime) -> str:
    """A DATE-TIME in UTC: 20261124T080000Z."""
    return f"{local_text(moment if moment.tzinfo is UTC else moment.astimezone(UTC))}Z"
