"""Letters as they are written: to whom, under which number, with which words.

You need this to see what a guest reads. Nothing comes into a letter but the guests' own text.
"""

from collections.abc import Iterable

from zaaikalender.core.appointments import Draft, Entry
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event, span
from zaaikalender.core.letters import Letter, Purpose
from zaaikalender.core.people import Answer, Person
from zaaikalender.core.reasons import Fact


def letters_to(  # noqa: PLR0913 - what a letter says, each by its name
    desk: Desk,
    entry: Entry,
    guests: Iterable[Person],
    draft: Draft,
    *,
    purpose: Purpose,
    sequence: int,
    uid: str,
    all_guests: tuple[Person, ...],
) -> tuple[Letter, ...]:
    """One letter for each of `guests`; `all_guests` are who stands in it."""
    situation = desk.situation
    facts: dict[str, Fact] = {
        "title": draft.title,
        "start": draft.when.start,
        "owner": situation.owner.name or situation.owner.address,
        "carried": situation.phrases.verbatim(draft.text),
    }
    return tuple(
        Letter(
            calendar=situation.calendar,
            key=entry.key,
            purpose=purpose,
            sequence=sequence,
            to=guest,
            uid=uid,
            guests=all_guests,
            draft=draft,
            subject=situation.phrases.render(f"title.mail_{purpose}", facts),
            body=situation.phrases.render(f"text.mail_{purpose}", facts),
            at=situation.now,
            over=span(draft.when, situation.office.zone)[1],
            stood=_stood(desk, entry, guest),
        )
        for guest in guests
    )


def invitations(
    desk: Desk, entry: Entry, event: Event, guests: tuple[Person, ...], draft: Draft
) -> tuple[Letter, ...]:
    """The letters that go with an approval: these guests, at this moment."""
    before = [each.sequence + 1 for each in desk.situation.known.letters if each.key == entry.key]
    # Guests whom its owner put there himself make the calendar count on, too.
    sequence = max(before, default=0)
    return letters_to(
        desk,
        entry,
        guests,
        draft,
        purpose=Purpose.INVITE,
        sequence=max(sequence, event.sequence + bool(event.attendees)),
        uid=event.uid,
        all_guests=guests,
    )


def _stood(desk: Desk, entry: Entry, guest: Person) -> Answer:
    """What stands in the calendar itself as his answer, whatever came by mail."""
    seen = desk.events.get(entry.key)
    for event in desk.situation.own_events():
        if seen and (event.ref, event.uid) == (seen.ref, seen.uid):
            return event.answer_of(guest) or Answer.NEEDS_ACTION
    return Answer.NEEDS_ACTION
