"""What was agreed in the last conversation with a contact, read from its appointment or the note after it.

You need this when "volgende: …" was not followed, or became a question. Only an appointment that its owner
organises is listened to.
"""

from collections.abc import Sequence
from dataclasses import replace

from zaaikalender.core.agreements import Meant
from zaaikalender.core.appointments import Kind
from zaaikalender.core.contacts import Contact
from zaaikalender.core.conversations import Conversation
from zaaikalender.core.desk import Desk
from zaaikalender.core.reasons import Fact
from zaaikalender.core.spoken import agreed_in


def meant_by(desk: Desk, contact: Contact, talks: Sequence[Conversation]) -> Meant | None:
    """What the last conversation that was held agreed; None where nothing, or nobody knows yet what."""
    held = [talk for talk in talks if talk.held]
    if not held or (contact.last and contact.last > held[-1].day):
        return None
    last = held[-1]
    words = _words(desk, last)
    if not words:
        return None
    ways = tuple(way for way in desk.situation.dates(words, last.day) if way.day > last.day)
    if len(ways) == 1:
        return _with_form(desk, ways[0])
    return _asked(desk, contact, last, words, ways)


def _words(desk: Desk, talk: Conversation) -> str:
    """The words behind `volgende:`; those of the note afterwards go first."""
    events = [desk.events.get(key) for key in _notes(desk, talk)] + [talk.event]
    owner = desk.situation.owner
    said = (agreed_in(each.title, each.text) for each in events if each and each.is_organised_by(owner))
    return next(filter(None, said), "")


def _notes(desk: Desk, talk: Conversation) -> list[str]:
    return [
        entry.key
        for entry in desk.entries.values()
        if talk.key and entry.kind is Kind.NOTE and entry.identity.subject == talk.key
    ]


def _asked(
    desk: Desk, contact: Contact, talk: Conversation, words: str, ways: tuple[Meant, ...]
) -> Meant | None:
    """Two readings: which one; none: the usual interval, or its owner writes it down in another way."""
    detail = f"{contact.id} {talk.day} {words}"
    facts: dict[str, Fact] = {"name": contact.name, "words": words}
    if not ways:
        desk.ask("next_unclear", ("interval",), about=talk.key, detail=detail, facts=facts)
        return None
    facts |= {"one": ways[0].day, "other": ways[1].day}
    answer = desk.ask("next_which", ("one", "other"), about=talk.key, detail=detail, facts=facts)
    return None if answer is None else _with_form(desk, ways[0] if answer == "one" else ways[1])


def _with_form(desk: Desk, meant: Meant) -> Meant:
    """The form only where the office knows it."""
    network = desk.situation.network
    words = meant.form.casefold().split()
    return replace(meant, form=next((word for word in words if network and word in network.forms), ""))
