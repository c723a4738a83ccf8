"""All components with one UID, as the events of one item (RFC 5545, 3.8.4.4 and 3.8.4.7).

You need this to turn a series with its exceptions, or a single event, into what the core sees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import TypeVar

from zaaikalender.core.events import Event, Status, Timed, Window
from zaaikalender.providers.budget import Budget
from zaaikalender.providers.ics_clock import Clock
from zaaikalender.providers.ics_repeats import Repeats
from zaaikalender.providers.ics_times import Timing
from zaaikalender.providers.ics_values import date_text, utc_text
from zaaikalender.providers.ics_vevent import Vevent, newest
from zaaikalender.providers.recurrence import Change, Occurrence, Pattern, expand, touches

_Name = TypeVar("_Name", str, datetime)


def events_of(found: Sequence[Vevent], *, window: Window, clock: Clock, budget: Budget) -> tuple[Event, ...]:
    """The events that these components give inside the window; those with our mark are given always.

    Raises `NotReadable` where a series cannot be reckoned. Exceptions without their series (an invitation to
    one occurrence only) stand by themselves.
    """
    master = newest(event for event in found if event.replaces is None)
    exceptions = [event for event in found if event.replaces is not None]
    if master is None:
        return _alone(exceptions, window, clock)
    if master.repeats is None and not exceptions:
        return _single(master, None, window, clock.owner)
    return _series(master, exceptions, window, clock.owner, budget)


def _single(event: Vevent, occurrence: str | None, window: Window, zone: tzinfo) -> tuple[Event, ...]:
    when = event.timing.at(event.timing.start)
    if event.content.key is None and not touches(when, window, zone):
        return ()
    return (event.content.at(when, occurrence, None),)


def _alone(exceptions: Sequence[Vevent], window: Window, clock: Clock) -> tuple[Event, ...]:
    """Each by its own RECURRENCE-ID; one that was cancelled does not exist."""
    named = [(_name_alone(event, clock), event) for event in exceptions]
    return tuple(
        single
        for name, event in _newest_of_each(named)
        if event.content.status is not Status.CANCELLED
        for single in _single(event, name, window, clock.owner)
    )


def _series(
    master: Vevent, exceptions: Sequence[Vevent], window: Window, zone: tzinfo, budget: Budget
) -> tuple[Event, ...]:
    """The occurrences, each with the contents of what governs it. Those of a cancelled series say so."""
    changes = _changes(master.timing, exceptions)
    pattern = Pattern(
        timing=master.timing,
        repeats=master.repeats or Repeats(),
        changes=[change for change, _ in changes],
    )
    ours = master.content.key is not None
    occurrences, series = expand(pattern, window=window, zone=zone, budget=budget, always=ours)
    # A program may leave our mark out of an exception; it is ours all the same.
    mark = master.content.key
    contents = [replace(each, key=mark) if mark else each for each in (event.content for _, event in changes)]
    named = {_occurrence_name(found, master.timing): found for found in occurrences}
    # By name, since two places on the wall are one instant where the clocks skip an hour.
    return tuple(
        (master.content if found.change is None else contents[found.change]).at(found.when, name, series)
        for name, found in named.items()
    )


def _changes(timing: Timing, exceptions: Sequence[Vevent]) -> list[tuple[Change, Vevent]]:
    """The exceptions on the wall of their series; of two for one occurrence the newest counts."""
    placed = [
        (timing.wall(event.replaces.moment), event) for event in exceptions if event.replaces is not None
    ]
    return [(_change(wall, event), event) for wall, event in _newest_of_each(placed)]


def _change(wall: datetime, event: Vevent) -> Change:
    return Change(
        wall=wall,
        timing=event.timing,
        onwards=event.replaces is not None and event.replaces.onwards,
        cancelled=event.content.status is Status.CANCELLED,
    )


def _newest_of_each(named: Iterable[tuple[_Name, Vevent]]) -> list[tuple[_Name, Vevent]]:
    groups: dict[_Name, list[Vevent]] = {}
    for name, event in named:
        groups.setdefault(name, []).append(event)
    return [(name, best) for name, events in groups.items() if (best := newest(events)) is not None]


def _occurrence_name(found: Occurrence, timing: Timing) -> str:
    """RECURRENCE-ID as text: a day, or the original start in UTC."""
    if timing.whole_days:
        return date_text(found.wall)
    if found.change is None and isinstance(found.when, Timed):
        return utc_text(found.when.start)
    return utc_text(found.wall.replace(tzinfo=timing.zone))


def _name_alone(event: Vevent, clock: Clock) -> str:
    """The same where no series is there to say what its wall is."""
    moment: date | datetime = event.replaces.moment if event.replaces else event.timing.start
    if not isinstance(moment, datetime):
        return date_text(moment)
    return utc_text(moment if moment.tzinfo else moment.replace(tzinfo=clock.floating))
