"""The way to a conversation and back: private entries "Reistijd" once it is agreed.

You need this to see when they appear: as soon as its owner took the prefix away from a contact slot. Travel
of less than a quarter of an hour is none.
"""

from datetime import timedelta

from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.companions import create, current, follow
from zaaikalender.core.contact_drafts import travel
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event, Timed
from zaaikalender.core.identity import Identity

_SHORTEST = timedelta(minutes=15)
_WAYS = ("there", "back")


def plan_travel(desk: Desk) -> None:
    """Lays down the travel of what is agreed, moves it along, and takes away that of what is gone."""
    for entry in tuple(desk.entries.values()):
        if entry.kind is Kind.CONTACT:
            for way in _WAYS:
                _beside(desk, entry, way)


def _beside(desk: Desk, parent: Entry, way: str) -> None:
    event = desk.stands(parent)
    agreed = parent.state in (State.APPROVED, State.INVITED) and event is not None
    first = Identity(kind=Kind.TRAVEL, rule=way, subject=parent.key)
    identity, existing = current(desk, first, wanted=agreed)
    lasts = _travel_time(desk, parent)
    when = _when(event, way, existing.written.when if existing and existing.written else None, lasts)
    if existing:
        follow(desk, existing, parent, when, gone=not agreed and not _is_over(desk, parent))
    elif agreed and event and when:
        create(desk, identity, parent, travel(desk, desk.eyes.bare(event.title), when))


def _is_over(desk: Desk, parent: Entry) -> bool:
    return parent.state is State.HELD or (parent.key in desk.events and desk.stands(parent) is None)


def _when(event: Event | None, way: str, before: object, lasts: timedelta) -> Timed | None:
    """The stretch before or after it; how long travel takes was decided when it was entered."""
    if event is None or not isinstance(event.when, Timed):
        return None
    if isinstance(before, Timed):
        lasts = before.duration
    if lasts < _SHORTEST:
        return None
    if way == "there":
        return Timed(start=event.when.start - lasts, end=event.when.start)
    return Timed(start=event.when.end, end=event.when.end + lasts)


def _travel_time(desk: Desk, parent: Entry) -> timedelta:
    """By the form in which its owner meets this contact; nothing for who is not on the list."""
    network = desk.situation.network
    for contact in network.contacts if network else ():
        if contact.id == parent.identity.subject and network:
            return network.form_of(contact).travel
    return timedelta(0)
