"""Who was forgotten stays forgotten: what is read again of others' events is kept without him.

You need this when somebody who asked to be forgotten shows up again in what is stored. Of him there is a
keyed hash alone, so that he is known by his address only: as a guest, an organiser, or in a text; where an
event gives his full name beside it, that goes too. Our own events are kept as they stand: whom we invited
must stay known, or we would move what he was invited to.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from zaaikalender.core.events import Event
from zaaikalender.core.people import Person

FORGOTTEN = Person(address="forgotten@forgotten.invalid")
"""Who stands where somebody stood whose being there matters: an organiser, an invited guest (RFC 2606, 2)."""

IsForgotten = Callable[[Person], bool]
"""Whether somebody was forgotten."""

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'=]+@[A-Za-z0-9.-]+")
_GONE = "…"


def nobody_is(_person: Person) -> bool:
    """Nobody was ever forgotten."""
    return False


def without(event: Event, is_forgotten: IsForgotten) -> Event:
    """The event without them. Its title stays: it is its owner's."""
    people = [each.person for each in event.attendees]
    gone = [each for each in (*people, *([event.organizer] if event.organizer else [])) if is_forgotten(each)]
    names = [each.name.strip() for each in gone if " " in each.name.strip()]
    text = _ADDRESS.sub(lambda found: _kept(found[0], is_forgotten), event.text)
    for name in names:
        text = re.sub(re.escape(name), _GONE, text, flags=re.IGNORECASE)
    return replace(
        event,
        # An event without an organiser would be its owner's, and could command.
        organizer=FORGOTTEN if event.organizer in gone else event.organizer,
        attendees=tuple(each for each in event.attendees if each.person not in gone),
        text=text,
    )


def _kept(address: str, is_forgotten: IsForgotten) -> str:
    """An address as it stands in a text; a full stop behind it is the sentence's."""
    bare = address.rstrip(".").removeprefix("mailto:")
    return address.replace(bare, _GONE) if is_forgotten(Person(address=bare)) else address
