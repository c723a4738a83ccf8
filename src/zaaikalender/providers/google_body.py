"""What we send to Google for an event of ours: a whole one, some fields of it, or its invitation.

You need this when something stands otherwise in a Google calendar than was meant. A change holds the changed
fields alone, since a patch leaves all others as they are; of a guest list it replaces the whole, so that one
goes along only where guests are what changes, and then with everybody's answer. Source: the reference of
Calendar API v3, Events; its guide "Extended properties".
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Draft, Field
from zaaikalender.core.events import Shown, When
from zaaikalender.core.people import Person

MARK = "zaaikalenderKey"
"""The private extended property that says an event is ours; at most 44 characters, or Google drops it."""

Body = dict[str, Any]
"""An event, or a part of one, as Google's JSON has it."""


def new(key: str, draft: Draft, zone: ZoneInfo) -> Body:
    """A new event without guests. Its id is the key: Google takes 0-9a-v, and refuses the same one twice."""
    return {
        "id": key,
        **changed(draft, frozenset(Field), zone),
        "visibility": "private" if draft.private else "default",
        "extendedProperties": {"private": {MARK: key}},
    }


def changed(draft: Draft, fields: frozenset[Field], zone: ZoneInfo) -> Body:
    """These fields of the draft and no others."""
    every: Mapping[Field, Body] = {
        Field.TITLE: {"summary": draft.title},
        Field.WHEN: _when(draft.when, zone),
        Field.TEXT: {"description": draft.text},
        Field.SHOWN: _shown(draft.shown),
    }
    return {name: value for field in fields for name, value in every[field].items()}


def invited(
    draft: Draft, zone: ZoneInfo, standing: Iterable[Mapping[str, Any]], guests: Iterable[Person]
) -> Body:
    """The approved draft with its guests. Who stands there already stays as he is, his answer included."""
    there = [dict(each) for each in standing]
    known = {str(each.get("email", "")).strip().lower() for each in there}
    fresh = (guest for guest in guests if guest.address not in known)
    attendees = [*there, *({"email": guest.address, "responseStatus": "needsAction"} for guest in fresh)]
    return {**changed(draft, frozenset(Field), zone), "attendees": attendees}


def _when(when: When, zone: ZoneInfo) -> Body:
    return {"start": _moment(when.start, zone), "end": _moment(when.end, zone)}


def _moment(moment: date | datetime, zone: ZoneInfo) -> Body:
    """A day or a time; the other one is struck out, since a patch would leave it standing."""
    if isinstance(moment, datetime):
        return {"dateTime": moment.isoformat(), "timeZone": zone.key, "date": None}
    return {"date": moment.isoformat(), "dateTime": None, "timeZone": None}


def _shown(shown: Shown) -> Body:
    """Google knows free and busy; what is not sure yet is a tentative event. Busy is all else."""
    return {
        "status": "tentative" if shown is Shown.TENTATIVE else "confirmed",
        "transparency": "transparent" if shown is Shown.FREE else "opaque",
    }
