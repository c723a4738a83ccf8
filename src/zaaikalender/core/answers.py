"""What guests answered, where their answers do not come into the calendar by a server.

You need this when a guest said yes or no and the plan does not know. An answer stands in the calendar
(PARTSTAT, by the owner's mail program) or lies in it as it came by mail (METHOD:REPLY, by hand or by a sync
program). A reply counts only from a guest who was invited, to the very letter that he last got.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zaaikalender.core.appointments import Entry
from zaaikalender.core.events import Event, Reply
from zaaikalender.core.letters import TOLD, Letter, Method, Purpose, latest
from zaaikalender.core.people import Answer, Attendee


def with_answers(event: Event, entry: Entry, letters: Iterable[Letter], replies: Sequence[Reply]) -> Event:
    """The event with the answers that count now: a reply is newer than what stands, a move makes all void."""
    if not entry.guests:
        return event
    asked = [each for each in letters if each.purpose.method is Method.REQUEST and each.stage in TOLD]
    last = latest(asked, entry.key)
    return replace(
        event,
        attendees=tuple(
            _answered(each, event, last.get(each.person), replies) if each.person in entry.guests else each
            for each in event.attendees
        ),
    )


def _answered(attendee: Attendee, event: Event, letter: Letter | None, replies: Sequence[Reply]) -> Attendee:
    sequence = letter.sequence if letter else event.sequence
    given = [
        each
        for each in replies
        if (each.uid, each.attendee.person, each.sequence) == (event.uid, attendee.person, sequence)
    ]
    if given:
        newest = max(given, key=lambda each: each.stamp)
        return replace(attendee, answer=newest.attendee.answer)
    if letter and letter.purpose is Purpose.MOVE and attendee.answer is letter.stood:
        # It was given to another moment (RFC 5546, 3.2.2.1); few calendar programs take it away.
        return replace(attendee, answer=Answer.NEEDS_ACTION)
    return attendee
