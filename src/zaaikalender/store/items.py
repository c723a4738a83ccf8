"""What is kept of what stands in a calendar: when its owner is busy, and the few events that matter.

You need this when loading a calendar takes too long, or when other calendars' events must be looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, or_, select

from zaaikalender.core.events import Event
from zaaikalender.core.records import Kept
from zaaikalender.store.event_codec import (
    busy_json,
    busy_of,
    event_json,
    event_of,
    reply_json,
    reply_of,
)
from zaaikalender.store.models import items
from zaaikalender.store.statements import THIS, upsert

_KEPT = (
    select(
        items.c.ref, items.c.version, items.c.uid, items.c.events, items.c.busy, items.c.met, items.c.replies
    )
    .where(items.c.calendar == THIS)
    .order_by(items.c.ref)
)
_SIGHTED = (
    select(items.c.events, items.c.met)
    .where(items.c.calendar == THIS, or_(items.c.events.is_not(None), items.c.met.is_not(None)))
    .order_by(items.c.ref)
)
_ELSEWHERE = (items.c.events.is_not(None), items.c.calendar != THIS)
_EVENTS_ELSEWHERE = (
    select(items.c.calendar, items.c.events).where(*_ELSEWHERE).order_by(items.c.calendar, items.c.ref)
)
ANY_ELSEWHERE = exists().where(*_ELSEWHERE)
"""Whether there is anything for `elsewhere_of`."""


def _row(calendar: str, kept: Kept) -> dict[str, Any]:
    """What is kept, as the columns of `items`."""
    return {
        "calendar": calendar,
        "ref": kept.ref,
        "version": kept.version,
        "uid": kept.uid,
        "busy": busy_json(kept.busy),
        "events": [event_json(event) for event in kept.events] or None,
        "replies": [reply_json(reply) for reply in kept.replies] or None,
        "met": [event_json(event) for event in kept.met] or None,
    }


def _events(data: Iterable[Any] | None) -> tuple[Event, ...]:
    """The events of an item; most have none."""
    return tuple(event_of(event) for event in data) if data else ()


def kept_of(connection: Connection, calendar: str) -> tuple[Kept, ...]:
    """All that is kept of a calendar, in the order of refs."""
    rows = connection.execute(_KEPT, {"calendar": calendar}).all()
    stretches = busy_of([row[4] for row in rows])
    return tuple(
        Kept(
            ref=ref,
            version=version,
            uid=uid,
            busy=busy,
            events=_events(events),
            met=_events(met),
            replies=tuple(map(reply_of, replies or ())),
        )
        for (ref, version, uid, events, _, met, replies), busy in zip(rows, stretches, strict=True)
    )


def sighted_of(connection: Connection, calendar: str) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """A calendar's events that carry a mark of ours, and those with people on the list."""
    rows = connection.execute(_SIGHTED, {"calendar": calendar}).all()
    own = tuple(event for row in rows for event in _events(row.events) if event.key is not None)
    return own, tuple(event for row in rows for event in _events(row.met))


def elsewhere_of(connection: Connection, calendar: str) -> Mapping[str, tuple[Event, ...]]:
    """The events that other calendars' passes kept, without those that carry a mark of ours."""
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for name, events in connection.execute(_EVENTS_ELSEWHERE, {"calendar": calendar}):
        # Ours are most of them in a busy office, and are not even made into events.
        found[name].extend(event_of(each) for each in events if each.get("key") is None)
    return {name: tuple(events) for name, events in found.items() if events}


def replace(
    connection: Connection, calendar: str, kept: Iterable[Kept], gone: Iterable[str], *, whole: bool
) -> None:
    """Stores what changed and removes what is gone; with `whole` all that is not in `kept` is gone."""
    mine = delete(items).where(items.c.calendar == calendar)
    if whole:
        connection.execute(mine)
    elif refs := [{"gone": ref} for ref in gone]:
        connection.execute(mine.where(items.c.ref == bindparam("gone")), refs)
    upsert(connection, items, [_row(calendar, item) for item in kept])
