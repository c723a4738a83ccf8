"""Letters read by programs of others: the standard library, icalendar, vobject and ical.

You need this to say what a guest's mail program sees in an invitation of ours.
"""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import icalendar
import vobject
from ical.calendar_stream import IcsCalendarStream

from builders import AMSTERDAM
from zaaikalender.core.letters import Letter
from zaaikalender.core.people import Person
from zaaikalender.providers.mail_message import message_of

OWNER = Person(address="marieke@bureau.example", name="Marieke de Wit")
SENDER = Person(address="agenda@bureau.example", name="Zaaikalender")
HEADERS = ("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Content-Type", "MIME-Version")


@dataclass(frozen=True)
class Read:
    """A message, and its calendar part as icalendar reads it."""

    octets: bytes
    message: EmailMessage

    @property
    def leaves(self) -> list[EmailMessage]:
        return [part for part in self.message.walk() if not part.is_multipart()]

    @property
    def tree(self) -> Any:
        """The types of all parts, as nested lists."""
        return _tree(self.message)

    @property
    def ics(self) -> bytes:
        (part,) = [each for each in self.leaves if each.get_content_type() == "text/calendar"]
        return part.get_payload(decode=True)

    @property
    def calendar(self) -> icalendar.Calendar:
        return icalendar.Calendar.from_ical(self.ics)

    @property
    def event(self) -> icalendar.Event:
        (event,) = self.calendar.walk("VEVENT")
        return event

    @property
    def guests(self) -> list[icalendar.vCalAddress]:
        found = self.event.get("ATTENDEE", [])
        return found if isinstance(found, list) else [found]

    def by_vobject(self) -> Any:
        return vobject.readOne(self.ics.decode())

    def by_ical(self) -> Any:
        (calendar,) = IcsCalendarStream.from_ics(self.ics.decode()).calendars
        return calendar


def _tree(part: EmailMessage) -> Any:
    if part.is_multipart():
        return [part.get_content_type(), *map(_tree, part.iter_parts())]
    return part.get_content_type()


def read(letter: Letter, owner: Person = OWNER, sender: Person = SENDER) -> Read:
    """The letter as it is sent, and read back."""
    octets = message_of(letter, owner, sender, AMSTERDAM)
    return Read(octets, message_from_bytes(octets, policy=policy.default))
