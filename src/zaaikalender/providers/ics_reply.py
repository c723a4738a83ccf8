"""Answers that came by mail and lie in a calendar as they came (METHOD:REPLY; RFC 5546, 3.2.3).

You need this when a guest's answer is taken for an appointment, or is not seen. A reply is no event: it says
what one guest answered to the event with its UID, as that was at its SEQUENCE.
"""

from collections.abc import Iterable

from zaaikalender.core.events import Reply
from zaaikalender.core.people import Answer
from zaaikalender.providers.ics_event import properties, sequence_of, uid_of
from zaaikalender.providers.ics_people import attendee
from zaaikalender.providers.ics_tree import Calendar

NO_EVENTS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
"""Methods whose components are messages about an event, and none themselves."""


def replies_in(calendar: Calendar, lines: list[str]) -> Iterable[Reply]:
    """The answers in one calendar object; one that is no answer, or about an occurrence, says nothing."""
    if calendar.method != "REPLY":
        return
    for block in calendar.events:
        uid, props = uid_of(block, lines), properties(block, lines)
        guests = props.get("ATTENDEE", ())
        if not block.whole or uid is None or len(guests) != 1 or "RECURRENCE-ID" in props:
            continue
        guest, stamp = attendee(guests[0]), props.get("DTSTAMP", ())
        if guest.answer is not Answer.NEEDS_ACTION:
            yield Reply(
                uid=uid,
                sequence=sequence_of(props),
                stamp=stamp[0].value.strip()[:32] if stamp else "",
                attendee=guest,
            )
