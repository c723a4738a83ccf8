"""From conversations, which know with whom, to counts, which do not.

You need this where a year is counted: past this point nobody can tell any more who was met.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zaaikalender.core.appointments import Entry
from zaaikalender.core.contacts import Network
from zaaikalender.core.conversations import Conversation
from zaaikalender.core.counts import Talk, length_of
from zaaikalender.core.events import Event, Timed

_NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighted:
    """What is known of a calendar's conversations, and no more: what its counts are made of.

    `entries` are its ledger, `own` the events in it that carry our mark, `met` those with people on the list.
    """

    entries: tuple[Entry, ...] = ()
    own: tuple[Event, ...] = ()
    met: tuple[Event, ...] = ()


def talks_in(
    conversations: Mapping[str, Sequence[Conversation]],
    network: Network,
    entries: Mapping[str, Entry],
    *,
    today: date,
) -> tuple[Talk, ...]:
    """The conversations that were held or are agreed, each meeting once.

    Several contacts at one table are so many conversations. To its length comes the way there and back, as
    the form says in which its people are met. One of ours that is over and was not held is none. Who left
    the list since was spoken all the same.
    """
    forms = {contact.id: network.form_of(contact) for contact in network.contacts}
    meetings: dict[tuple[date, str], list[Conversation]] = {}
    for each in (talk for talks in conversations.values() for talk in talks):
        if each.held or each.day >= today:
            meetings.setdefault((each.day, _meeting(each)), []).append(each)
    found = []
    for (day, _name), talks in sorted(meetings.items()):
        ways = [forms[talk.contact] for talk in talks if talk.contact in forms]
        length = _length(talks[0], entries) or max((way.duration for way in ways), default=_NO_TIME)
        travel = max((way.travel for way in ways), default=_NO_TIME)
        held = any(talk.held for talk in talks)
        found.append(Talk(day=day, length=length + 2 * travel, contacts=len(talks), held=held))
    return tuple(found)


def keys_in(conversations: Iterable[Sequence[Conversation]]) -> frozenset[str]:
    """The keys of our own appointments among the conversations."""
    return frozenset(talk.key for talks in conversations for talk in talks if talk.key)


def _meeting(talk: Conversation) -> str:
    """What tells one meeting from another on the same day."""
    if talk.event:
        return f"{talk.event.uid} {talk.event.occurrence or ''}"
    return talk.key or talk.contact


def _length(talk: Conversation, entries: Mapping[str, Entry]) -> timedelta:
    """How long it lasts; nothing for whole days, which say nothing of that."""
    if talk.event:
        when = talk.event.when
        return when.duration if isinstance(when, Timed) else timedelta(0)
    entry = entries.get(talk.key or "")
    return length_of(entry) if entry else timedelta(0)
