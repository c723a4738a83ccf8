"""How an event repeats: RRULE, RDATE, EXDATE, and which occurrence an exception stands for (RFC 5545, 3.8.5).

You need this to read what a series says of itself, before `recurrence` expands it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from zaaikalender.providers.ics_clock import Clock
from zaaikalender.providers.ics_event import Properties
from zaaikalender.providers.ics_lines import NotReadable, Property, about, parameters
from zaaikalender.providers.ics_times import Length, Timing
from zaaikalender.providers.ics_values import listed, moment_of, moments_of, period
from zaaikalender.providers.rule import Frequency, Rule, parse

_MOST_RULES = 5
_MOST_DATES = 5_000
_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """A series, on the wall of its event: rules with the last moment of each, and dates added and removed.

    An added date may have a length of its own (a PERIOD).
    """

    rules: tuple[tuple[Rule, datetime | None], ...] = ()
    added: tuple[tuple[datetime, Length | None], ...] = ()
    removed: frozenset[datetime] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaces:
    """Which occurrence an exception stands for, as written; `onwards` also for all after it."""

    moment: date | datetime
    onwards: bool


def repeats(props: Properties, timing: Timing, clock: Clock) -> Repeats | None:
    """How the event repeats, or None for a single one. Raises `NotReadable` where we could not follow it."""
    rules, added = props.get("RRULE", []), props.get("RDATE", [])
    if "EXRULE" in props:
        why = "the series excludes dates by a rule, which nobody writes any more: enter it again"
        raise NotReadable(why, props["EXRULE"][0].at)
    if len(rules) > _MOST_RULES:
        raise NotReadable("the series has too many rules: enter it as several series", rules[0].at)
    if not rules and not added:
        return None
    return Repeats(
        rules=tuple(_rule(prop, timing) for prop in rules if prop.value.strip()),
        added=tuple(date for prop in added for date in _added(prop, timing, clock)),
        removed=frozenset(_removed(props.get("EXDATE", []), timing, clock)),
    )


def replaces(props: Properties, clock: Clock) -> Replaces | None:
    """Which occurrence the event stands for, or None where it is no exception (RFC 5545, 3.8.4.4)."""
    if "RECURRENCE-ID" not in props:
        return None
    prop = props["RECURRENCE-ID"][0]
    reach = parameters(prop.params).get("RANGE", "").upper()
    if reach not in {"", "THISANDFUTURE"}:
        raise NotReadable(
            "the exception holds for what lies before it, which nobody does: enter it again", prop.at
        )
    return Replaces(moment=moment_of(prop, clock.zone_of), onwards=bool(reach))


def _rule(prop: Property, timing: Timing) -> tuple[Rule, datetime | None]:
    with about(prop):
        rule = _of_days(parse(prop.value)) if timing.whole_days else parse(prop.value)
    return rule, None if rule.until is None else _until(rule.until, timing)


def _of_days(rule: Rule) -> Rule:
    """The rule of a series of whole days, which have no hours (RFC 5545, 3.3.10: BYHOUR is ignored there)."""
    if rule.frequency is Frequency.HOURLY:
        raise NotReadable("whole days cannot repeat by the hour: enter the series again")
    return replace(rule, by_hour=(), by_minute=(), by_second=())


def _until(until: date | datetime, timing: Timing) -> datetime:
    """The last moment of a rule. A day as the end of a timed series includes that day.

    RFC 5545 asks for the type of DTSTART; where it differs the reading with more occurrences is the safe one.
    """
    if timing.whole_days or isinstance(until, datetime):
        return timing.wall(until)
    return datetime.combine(until, _LAST_SECOND)


def _removed(props: list[Property], timing: Timing, clock: Clock) -> list[datetime]:
    return [
        timing.wall(moment) for prop in props for moment in moments_of(prop, clock.zone_of, most=_MOST_DATES)
    ]


def _added(prop: Property, timing: Timing, clock: Clock) -> list[tuple[datetime, Length | None]]:
    params = parameters(prop.params)
    if params.get("VALUE", "").upper() != "PERIOD" and "/" not in prop.value:
        return [(timing.wall(moment), None) for moment in moments_of(prop, clock.zone_of, most=_MOST_DATES)]
    tzid = params.get("TZID", "")
    with about(prop):
        texts = listed(prop.value, most=_MOST_DATES)
        return [_stretch(*period(text, tzid, clock.zone_of), timing) for text in texts]


def _stretch(
    start: date | datetime, end: date | datetime | timedelta, timing: Timing
) -> tuple[datetime, Length | None]:
    """An added date with its own end; whole days have none."""
    wall = timing.wall(start)
    if timing.whole_days:
        return wall, None
    lasts = end if isinstance(end, timedelta) else timing.lasts(start, end)
    if lasts < timedelta(0):
        raise NotReadable("an occurrence ends before it starts: correct its end")
    return wall, Length(0, lasts)
