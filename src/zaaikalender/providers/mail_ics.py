"""The calendar part of a mail: an invitation, another moment, a cancellation (RFC 5546, 3.2.2 and 3.2.5).

You need this when a guest's calendar does not show what we mailed. Our own mark stays out: it would make the
appointment ours in a colleague's calendar.
"""

from zoneinfo import ZoneInfo

from zaaikalender.core.letters import Letter, Method, Purpose
from zaaikalender.core.people import Person
from zaaikalender.providers.ics_lines import escaped, fold, one_line
from zaaikalender.providers.ics_values import utc_text
from zaaikalender.providers.ics_write import (
    PRODUCT,
    address_of,
    attendee_line,
    is_local,
    name_param,
    text_lines,
    when_lines,
)
from zaaikalender.providers.ics_zone_text import definition


def calendar_part(letter: Letter, organizer: Person, zone: ZoneInfo) -> bytes:
    """What a calendar program reads. `zone` is the owner's. Raises `NotWritten` for an address that is none.

    Whoever is uninvited gets no STATUS: for the others it goes on (RFC 5546, 3.2.5).
    """
    when = letter.draft.when
    status = {Purpose.CANCEL: ["STATUS:CANCELLED"], Purpose.UNINVITE: []}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        f"METHOD:{letter.purpose.method.value.upper()}",
        *(definition(zone) if is_local(when, zone) else ()),
        "BEGIN:VEVENT",
        f"UID:{escaped(letter.uid)}",
        f"DTSTAMP:{utc_text(letter.at)}",
        f"SEQUENCE:{letter.sequence}",
        *when_lines(when, zone),
        f"SUMMARY:{escaped(one_line(letter.draft.title))}",
        *(text_lines(letter.draft.text) if letter.purpose.method is Method.REQUEST else ()),
        *status.get(letter.purpose, ["STATUS:CONFIRMED"]),
        "TRANSP:OPAQUE",
        f"ORGANIZER{name_param(organizer)}:mailto:{address_of(organizer)}",
        *map(attendee_line, letter.guests),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(map(fold, lines))
