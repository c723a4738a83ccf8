"""Events and busy time as JSON and back.

You need this when an `Event` gets a new field, or when loading a big calendar takes too long: items are by
far the most that is stored.
"""

import json
from collections.abc import Iterable
from datetime import timedelta

from zaaikalender.core.events import Event, Reply, Series, Shown, Status
from zaaikalender.core.people import Answer, Attendee, AttendeeKind
from zaaikalender.core.records import Busy
from zaaikalender.store.codec import (
    Json,
    day,
    filled,
    moment,
    person_json,
    person_of,
    ticks,
    when_json,
    when_of,
)

_TICK = timedelta(microseconds=1)


def busy_json(busy: Iterable[Busy]) -> str:
    """A JSON list of numbers, three for each stretch: start, end, and 1 for leave or 0."""
    return json.dumps(
        [
            number
            for stretch in busy
            for number in (ticks(stretch.start), ticks(stretch.end), int(stretch.leave))
        ],
        separators=(",", ":"),
    )


def busy_of(texts: list[str]) -> list[tuple[Busy, ...]]:
    """The opposite of `busy_json`, for many at once: one call of the parser takes a quarter of the time."""
    return [_stretches(edges) for edges in json.loads(f"[{','.join(texts)}]")]


def _stretches(numbers: list[int]) -> tuple[Busy, ...]:
    """Start, end and whether it is leave, in turn, as stretches."""
    turn = iter(numbers)
    return tuple(
        Busy(start=moment(start), end=moment(end), leave=bool(leave))
        for start, end, leave in zip(turn, turn, turn, strict=True)
    )


def _attendee_json(attendee: Attendee) -> list[str]:
    """`[answer, kind, address, name]`."""
    return [attendee.answer.value, attendee.kind.value, *person_json(attendee.person)]


def _attendee_of(data: Json) -> Attendee:
    """The opposite of `_attendee_json`."""
    answer, kind, *person = data
    return Attendee(person=person_of(person), answer=Answer(answer), kind=AttendeeKind(kind))


def _series_json(series: Series | None) -> list[Json] | None:
    """`[last, count, step]`, the step in microseconds."""
    if series is None:
        return None
    return [series.last and series.last.isoformat(), series.count, series.step // _TICK]


def _series_of(data: Json) -> Series | None:
    """The opposite of `_series_json`."""
    if data is None:
        return None
    last, count, step = data
    return Series(last=day(last), count=count, step=step * _TICK)


def reply_json(reply: Reply) -> list[Json]:
    """`[uid, sequence, stamp, attendee]`."""
    return [reply.uid, reply.sequence, reply.stamp, _attendee_json(reply.attendee)]


def reply_of(data: Json) -> Reply:
    """The opposite of `reply_json`."""
    uid, sequence, stamp, attendee = data
    return Reply(uid=uid, sequence=sequence, stamp=stamp, attendee=_attendee_of(attendee))


def event_json(event: Event) -> dict[str, Json]:
    """An event; what is usual is left out."""
    return {
        "ref": event.ref,
        "version": event.version,
        "uid": event.uid,
        "title": event.title,
        "when": when_json(event.when),
        **filled(
            occurrence=event.occurrence,
            series=_series_json(event.series),
            text=event.text or None,
            organizer=event.organizer and person_json(event.organizer),
            attendees=[_attendee_json(attendee) for attendee in event.attendees] or None,
            status=None if event.status is Status.CONFIRMED else event.status.value,
            shown=None if event.shown is Shown.BUSY else event.shown.value,
            private=event.private or None,
            categories=sorted(event.categories) or None,
            key=event.key,
            mixed_text=event.mixed_text or None,
            sequence=event.sequence or None,
        ),
    }


def event_of(data: Json) -> Event:
    """The opposite of `event_json`."""
    return Event(
        ref=data["ref"],
        version=data["version"],
        uid=data["uid"],
        title=data["title"],
        when=when_of(data["when"]),
        occurrence=data.get("occurrence"),
        series=_series_of(data.get("series")),
        text=data.get("text", ""),
        organizer=person_of(data["organizer"]) if "organizer" in data else None,
        attendees=tuple(_attendee_of(attendee) for attendee in data.get("attendees", ())),
        status=Status(data.get("status", Status.CONFIRMED)),
        shown=Shown(data.get("shown", Shown.BUSY)),
        private=data.get("private", False),
        categories=frozenset(data.get("categories", ())),
        key=data.get("key"),
        mixed_text=data.get("mixed_text", False),
        sequence=data.get("sequence", 0),
    )
