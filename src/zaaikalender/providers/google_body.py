"""What we send to Google for an event of ours: a whole one, some fields of it, or its invitation.

You need this when something stands otherwise in a Google calendar than was meant. A change holds the changed
fields alone, since a patch leaves all others as they are; of a guest list it replaces the whole, so that one
goes along only where guests are what changes, and then with everybody's answer. Source: the reference of
Calendar API v3, Events; its guide "Extended properties".
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Draft, Field
from zaaikalender.core.events import Shown, When
from zaaikalender.core.people import Person
from zaaikalender.providers import google_text, yearly

MARK = "zaaikalenderKey"
"""The private extended property that says an event is ours; at most 44 characters, or Google drops it."""

Body = dict[str, Any]
"""An event, or a part of one, as Google's JSON has it."""

_KNOWN = frozenset({Shown.BUSY, Shown.TENTATIVE, Shown.FREE})


def dialect(draft: Draft) -> Draft:
    """The draft as Google gives it back: busy, free, or not sure yet; all else is busy."""
    shown = draft.shown if draft.shown in _KNOWN else Shown.BUSY
    return replace(
        draft, title=google_text.title(draft.title), text=google_text.plain(draft.text), shown=shown
    )


def new(key: str, draft: Draft, zone: ZoneInfo) -> Body:
    """A new event without guests. Its id is the key: Google takes 0-9a-v, and refuses the same one twice."""
    return {
        "id": key,
        **changed(draft, frozenset(Field), zone),
        **{name: _set(moment) for name, moment in _when(draft.when, zone).items()},
        **({"recurrence": [f"RRULE:{yearly.rule(_day(draft.when, zone))}"]} if draft.yearly else {}),
        "visibility": "private" if draft.private else "default",
        "extendedProperties": {"private": {MARK: key}},
    }


def _day(when: When, zone: ZoneInfo) -> date:
    """The day on which it begins, on its owner's clock: by that Google repeats it."""
    start = when.start
    return start.astimezone(zone).date() if isinstance(start, datetime) else start


def changed(draft: Draft, fields: frozenset[Field], zone: ZoneInfo) -> Body:
    """These fields of the draft and no others."""
    said = dialect(draft)
    every: Mapping[Field, Body] = {
        Field.TITLE: {"summary": said.title},
        Field.WHEN: _when(said.when, zone),
        Field.TEXT: {"description": google_text.written(said.text)},
        Field.SHOWN: _shown(said.shown),
    }
    return {name: value for field in Field if field in fields for name, value in every[field].items()}


def invited(standing: Iterable[Mapping[str, Any]], guests: Iterable[Person]) -> list[Body]:
    """All guests as they are to be. Who stands there already stays as he is, his answer included."""
    there = [dict(each) for each in standing]
    known = {str(each.get("email", "")).strip().lower() for each in there}
    fresh = (guest for guest in guests if guest.address not in known)
    return [*there, *({"email": guest.address, "responseStatus": "needsAction"} for guest in fresh)]


def _when(when: When, zone: ZoneInfo) -> Body:
    return {"start": _moment(when.start, zone), "end": _moment(when.end, zone)}


def _moment(moment: date | datetime, zone: ZoneInfo) -> Body:
    """A day or a time; the other one is struck out, since a patch would leave it standing."""
    if isinstance(moment, datetime):
        return {"dateTime": moment.isoformat(), "timeZone": zone.key, "date": None}
    return {"date": moment.isoformat(), "dateTime": None, "timeZone": None}


def _set(moment: Body) -> Body:
    """Of a new event there is nothing to strike out."""
    return {name: value for name, value in moment.items() if value is not None}


def _shown(shown: Shown) -> Body:
    """Google knows free and busy; what is not sure yet is a tentative event."""
    return {
        "status": "tentative" if shown is Shown.TENTATIVE else "confirmed",
        "transparency": "transparent" if shown is Shown.FREE else "opaque",
    }
