"""When a yearly series is taken away: only one that nobody touched, and of which nothing has begun.

You need this where somebody left a list, or where all that we wrote is undone. Whoever moved, renamed or
agreed to any of it made the series his own; he ends it himself.
"""

from collections.abc import Iterable
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import STANDING, Draft, Entry, Kind
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event, Timed, When, outsiders
from zaaikalender.core.life import Eyes, same_text
from zaaikalender.core.reasons import Reason
from zaaikalender.core.series import is_one_of

_LAST, _WEEK = 28, 7
_STAMP = "%Y%m%dT%H%M%SZ"


def plan_series_that_go(desk: Desk, listed: frozenset[str]) -> None:
    """Who left the list needs no series; one that was touched, or has begun, is its owner's to end."""
    for entry in tuple(desk.entries.values()):
        event = desk.events.get(entry.key)
        if entry.kind is not Kind.SERIES or entry.state not in STANDING or event is None:
            continue
        if entry.identity.subject in listed:
            continue
        if may_go(entry, desk.own, desk.eyes, desk.situation.office.domains):
            desk.cancel(entry, event, Reason("contact_gone", {"name": entry.project}))
        else:
            desk.leave(entry, Reason("series_by_hand"))


def may_go(entry: Entry, own: Iterable[Event], eyes: Eyes, domains: frozenset[str]) -> bool:
    """Whether nothing of it has begun, nobody touched it, and nobody from outside would be told."""
    events = [event for event in own if is_one_of(entry, event)]
    alone = not any(outsiders(event, domains) for event in events)
    return bool(events) and alone and all(_is_untouched(entry.written, event, eyes) for event in events)


def _is_untouched(written: Draft | None, event: Event, eyes: Eyes) -> bool:
    """Whether one of it stands where its series put it, as we wrote it, and is still to come."""
    if written is None or eyes.has_begun(event.when) or not _is_in_place(written.when, event, eyes.zone):
        return False
    as_written = eyes.same_title(event.title, written.title) and same_text(event.text, written.text)
    return as_written and eyes.is_proposal(event.title)


def _is_in_place(first: When, event: Event, zone: ZoneInfo) -> bool:
    """Whether one of it stands where its series has it, and its series where we wrote it."""
    if not isinstance(event.when, Timed) or not isinstance(first, Timed):
        return False
    if event.when.start.astimezone(UTC).strftime(_STAMP) != event.occurrence:
        return False
    # Who moves all of them moves the names too: only what we wrote tells that.
    was, now = first.start.astimezone(zone), event.when.start.astimezone(zone)
    same_clock = (was.time(), first.duration) == (now.time(), event.when.duration)
    return same_clock and was.month == now.month and _is_same_weekday(was, now)


def _is_same_weekday(was: date, now: date) -> bool:
    """Whether it is the same weekday of the same week of its month; the fifth is the last."""
    if was.day > _LAST:
        same_week = (now + timedelta(days=_WEEK)).month != now.month
    else:
        same_week = (was.day - 1) // _WEEK == (now.day - 1) // _WEEK
    return same_week and was.weekday() == now.weekday()
