"""A series in Outlook: its master, its exceptions and its occurrences, as one item.

You need this when a series shows too much or too little. Of an occurrence the server gives little more than
when it is, so it gets its contents from the master. The server itself says which occurrences there are; the
pattern (https://learn.microsoft.com/graph/api/resources/patternedrecurrence) is only read for its end.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from zaaikalender.core.events import AllDay, Event, Item, Series, Window, last_day, midnight
from zaaikalender.providers.budget import Budget
from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.ics_repeats import Repeats
from zaaikalender.providers.ics_times import Length, Timing
from zaaikalender.providers.outlook_read import Raw, Translator, occurrence_name, said, uid_of, version_of
from zaaikalender.providers.outlook_zones import when_of
from zaaikalender.providers.recurrence import Pattern, expand, touches
from zaaikalender.providers.rule import parse
from zaaikalender.providers.zones import known_zone

_FREQUENCIES = {
    "daily": "DAILY",
    "weekly": "WEEKLY",
    "absoluteMonthly": "MONTHLY",
    "relativeMonthly": "MONTHLY",
    "absoluteYearly": "YEARLY",
    "relativeYearly": "YEARLY",
}
_POSITIONS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_UNKNOWN = Series(last=None, count=0, step=timedelta(days=7))


def series_item(  # noqa: PLR0913 - a series, and what it is read for
    translator: Translator,
    master: Raw,
    occurrences: Iterable[Raw],
    key: str | None,
    *,
    window: Window,
    zone: ZoneInfo,
) -> Item:
    """The series as an item. Raises `NotReadable` where one of its times cannot be read."""
    ref, uid = master["id"], uid_of(master)
    standing = sorted(
        ((occurrence_name(raw, when), when, raw) for raw in occurrences for when in (when_of(raw),)),
        key=lambda each: each[0],
    )
    version = _version(master, standing)
    own = translator.content(master, key, ref=ref, version=version, uid=uid)
    events: list[Event] = []
    for name, when, raw in standing:
        if raw.get("isCancelled") is not True and touches(when, window, zone):
            exception = raw.get("type") == "exception"
            content = translator.content(raw, key, ref=ref, version=version, uid=uid) if exception else own
            events.append(content.at(when, name, None))
    told = _told(master, events, window, zone)
    return Item(
        ref=ref, version=version, uid=uid, events=tuple(replace(each, series=told) for each in events)
    )


def _version(master: Raw, standing: Iterable[tuple[str, Any, Raw]]) -> str:
    """Changes with the master, with an exception, and with which occurrences there are."""
    digest = sha256(version_of(master).encode())
    for name, when, raw in standing:
        own = version_of(raw) if raw.get("type") == "exception" else ""
        digest.update(f"|{name}|{when}|{own}".encode())
    return digest.hexdigest()[:32]


def _told(master: Raw, events: list[Event], window: Window, zone: ZoneInfo) -> Series:
    """What the pattern says of the series; its last day is that of the last occurrence that stands."""
    try:
        found = _reckoned(master, zone)
    except (NotReadable, ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return _UNKNOWN
    ends_inside = found.last is not None and midnight(found.last, zone) + timedelta(days=1) < window.end
    if ends_inside and events:
        return replace(found, last=max(last_day(event.when, zone) for event in events))
    return found


def _reckoned(master: Raw, zone: ZoneInfo) -> Series:
    recurrence = master["recurrence"]
    rule = parse(rule_text(recurrence["pattern"], recurrence["range"]))
    timing = _timing(master, recurrence["range"], zone)
    until = None if rule.until is None else timing.wall(rule.until)
    repeats = Repeats(rules=((rule, until),))
    start = timing.start.replace(tzinfo=UTC)
    nowhere = Window(start=start - timedelta(days=2), end=start - timedelta(days=1))
    return expand(Pattern(timing=timing, repeats=repeats), window=nowhere, zone=zone, budget=Budget()).series


def _timing(master: Raw, span: dict[str, Any], zone: ZoneInfo) -> Timing:
    """The first occurrence on the wall of the series' own zone; Outlook gives it in UTC."""
    when = when_of(master)
    if isinstance(when, AllDay):
        length = Length((when.end - when.start).days)
        start = midnight(when.start, ZoneInfo("UTC")).replace(tzinfo=None)
        return Timing(start=start, zone=zone, whole_days=True, length=length)
    own = known_zone(said(span, "recurrenceTimeZone")) or known_zone(said(master, "originalStartTimeZone"))
    wall = when.start.astimezone(own or zone).replace(tzinfo=None, fold=0)
    return Timing(start=wall, zone=own or zone, whole_days=False, length=Length(0, when.duration))


def rule_text(pattern: dict[str, Any], span: dict[str, Any]) -> str:
    """The recurrence as an RRULE (RFC 5545, 3.3.10). Raises KeyError for a pattern that is not known."""
    kind = pattern["type"]
    parts = [f"FREQ={_FREQUENCIES[kind]}", f"INTERVAL={int(pattern['interval'])}"]
    days = [str(day)[:2].upper() for day in pattern.get("daysOfWeek") or ()]
    if kind == "weekly":
        parts += [
            f"BYDAY={','.join(days)}",
            f"WKST={str(pattern.get('firstDayOfWeek', 'sunday'))[:2].upper()}",
        ]
    elif kind.startswith("relative"):
        parts += [f"BYDAY={','.join(days)}", f"BYSETPOS={_POSITIONS[pattern.get('index', 'first')]}"]
    elif kind.startswith("absolute"):
        parts.append(f"BYMONTHDAY={int(pattern['dayOfMonth'])}")
    if kind.endswith("Yearly"):
        parts.append(f"BYMONTH={int(pattern['month'])}")
    return ";".join([*parts, *_until(span)])


def _until(span: dict[str, Any]) -> list[str]:
    """Where it stops: the server writes the year 1 for "no end"."""
    if span["type"] == "numbered":
        return [f"COUNT={int(span['numberOfOccurrences'])}"]
    if span["type"] == "endDate":
        return [f"UNTIL={date.fromisoformat(span['endDate']).strftime('%Y%m%d')}"]
    return []
