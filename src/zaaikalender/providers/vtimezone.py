"""A time zone as a calendar itself defines it (VTIMEZONE, RFC 5545, 3.6.5).

You need this where a TZID names no zone that the world knows: Outlook writes "Customized Time Zone" and
defines it in the same file. Such a definition holds for that file alone; another file's zone of that name
is another zone. What is kept for reuse is kept under the whole text of the definition, so that no calendar
and no thread can get another's.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from zaaikalender.providers.budget import Budget
from zaaikalender.providers.ics_lines import NotReadable, Property, split
from zaaikalender.providers.ics_values import listed, moment
from zaaikalender.providers.rule import parse
from zaaikalender.providers.stepper import walk

_USELESS = "the calendar's own definition of the time zone is not usable: choose a known zone for the event"
_LONGEST = 100_000
_MOST_DATES = 500
_MOST_STEPS = 2_000
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?(\d\d))?", re.ASCII)
# Wall clocks of the zone itself: from where its rules are followed, and up to where.
_EARLIEST = datetime(1900, 1, 1)  # noqa: DTZ001
_SINCE = datetime(1970, 1, 1)  # noqa: DTZ001
_UNTIL = datetime(2100, 12, 31)  # noqa: DTZ001


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of the clock: when it happens (UTC, without zone), and the offset before and after it."""

    at: datetime
    before: timedelta
    after: timedelta


class CalendarZone(tzinfo):
    """A zone made of changes of the clock, in order; a gap or a fold is read as RFC 5545, 3.3.5, asks.

    Before the first change the offset before it holds, after the last the one after it.
    """

    def __init__(self, name: str, changes: tuple[Change, ...]) -> None:
        self._name = name
        self._at = [change.at for change in changes]
        self._offsets = [changes[0].before, *(change.after for change in changes)]
        # On the wall a change lies where the larger (fold 0) or the smaller (fold 1) of both offsets puts it.
        pairs = list(zip(self._at, self._offsets, self._offsets[1:], strict=False))
        self._walls = (
            [at + max(before, after) for at, before, after in pairs],
            [at + min(before, after) for at, before, after in pairs],
        )

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """The offset at a time on the wall of this zone."""
        if moment is None:
            return None
        return self._offsets[bisect_right(self._walls[moment.fold], moment.replace(tzinfo=None))]

    def dst(self, _moment: datetime | None) -> timedelta | None:
        """Not known: nothing here asks which offset is called summer time."""
        return None

    def tzname(self, _moment: datetime | None) -> str:
        """What the calendar calls it."""
        return self._name

    def fromutc(self, moment: datetime) -> datetime:
        """The wall time of an instant."""
        plain = moment.replace(tzinfo=None)
        index = bisect_right(self._at, plain)
        local = plain + self._offsets[index]
        again = index > 0 and local < self._at[index - 1] + self._offsets[index - 1]
        return local.replace(tzinfo=self, fold=int(again))


def zone_from(name: str, lines: tuple[str, ...]) -> tzinfo:
    """The zone that these lines of a VTIMEZONE define. Raises `NotReadable` where they define none."""
    if sum(map(len, lines)) > _LONGEST:
        raise NotReadable(_USELESS)
    return _made(name, lines)


@lru_cache(maxsize=64)
def _made(name: str, lines: tuple[str, ...]) -> tzinfo:
    budget = Budget(steps=_MOST_STEPS)
    budget.next_series()
    try:
        changes = [change for part in _observances(lines) for change in _changes(part, budget)]
    except NotReadable as problem:
        raise NotReadable(_USELESS) from problem
    if not changes:
        raise NotReadable(_USELESS)
    return CalendarZone(name, tuple(sorted(changes, key=lambda change: change.at)))


def _observances(lines: tuple[str, ...]) -> Iterator[list[tuple[str, Property]]]:
    """The STANDARD and DAYLIGHT parts, as names and properties."""
    part: list[tuple[str, Property]] | None = None
    for line in lines:
        name, params, value = split(line)
        if name == "BEGIN":
            part = []
        elif name == "END" and part is not None:
            yield part
            part = None
        elif part is not None:
            part.append((name, Property(0, params, value.strip())))


def _changes(part: list[tuple[str, Property]], budget: Budget) -> Iterator[Change]:
    before, after = (offset(_first(part, name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    start = _wall(_first(part, "DTSTART"))
    onsets = {max(start, _EARLIEST)}
    for name, prop in part:
        if name == "RRULE":
            onsets.update(_onsets(prop.value, start, before, budget))
        elif name == "RDATE":
            onsets.update(_wall(text) for text in listed(prop.value, most=_MOST_DATES))
    budget.step(len(onsets))
    for onset in onsets:
        yield Change(at=max(onset, _EARLIEST) - before, before=before, after=after)


def _onsets(text: str, start: datetime, before: timedelta, budget: Budget) -> list[datetime]:
    """The changes that a rule asks for, since 1970; UNTIL of a zone's rule is in UTC (RFC 5545, 3.6.5)."""
    rule = parse(text)
    until = _UNTIL
    if isinstance(rule.until, datetime):
        until = min(
            until, rule.until.replace(tzinfo=None) + (before if rule.until.tzinfo is UTC else 0 * before)
        )
    elif rule.until is not None:
        until = min(until, datetime.combine(rule.until, datetime.max.time()))
    return [
        onset for onset in walk(rule, start, budget=budget, since=_SINCE, until=until) if onset >= _EARLIEST
    ]


def _first(part: list[tuple[str, Property]], name: str) -> str:
    for found, prop in part:
        if found == name:
            return prop.value
    raise NotReadable("the definition lacks something")


def _wall(text: str) -> datetime:
    """A time on the zone's own wall; programs that know no beginning write the year 1 or 1601."""
    read = moment(text.partition("/")[0], first_year=1)
    if not isinstance(read, datetime):
        return datetime.combine(read, datetime.min.time())
    return read.replace(tzinfo=None)


def offset(text: str) -> timedelta:
    """A UTC-OFFSET: +0100, -033000 (RFC 5545, 3.3.14). Raises `NotReadable` beyond a day."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None or int(found[2]) > 23 or int(found[3]) > 59:  # noqa: PLR2004 - hours, minutes
        raise NotReadable("an offset is not readable")
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length
