"""A mail server on this machine that keeps what it gets, and what each mail says to a guest's calendar.

You need this wherever it matters who was mailed what: `with a_sink() as sink: ... sink.said()`. Letters are
read back by the standard library and by icalendar, not by anything of ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import icalendar
from aiosmtpd.controller import Controller

from builders import AMSTERDAM
from providers.caldav_servers import a_free_port
from zaaikalender.core.people import Person
from zaaikalender.providers.mail import MailServer, SmtpPostman

SENDER = Person(address="agenda@bureau.example", name="Zaaikalender")


@dataclass(frozen=True, slots=True)
class Said:
    """One mail: to whom, and what it asks of which event as it was at which number."""

    to: str
    method: str
    uid: str
    sequence: int
    start: Any


@dataclass
class Sink:
    """What arrived, in order, each to one guest.

    `moods` are what the server says next to a guest's address, in turn; "cut" takes his letter, and breaks
    off before it says so.
    """

    port: int = 0
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    moods: dict[str, list[str]] = field(default_factory=dict)

    async def handle_RCPT(self, _server, _connection, envelope, address, _options):  # noqa: N802 - aiosmtpd
        mood = (self.moods.get(address) or ["250 OK"])[0]
        if mood != "cut" and self.moods.get(address):
            self.moods[address].pop(0)
        if mood in {"250 OK", "cut"}:
            envelope.rcpt_tos.append(address)
            return "250 OK"
        return mood

    async def handle_DATA(self, server, _connection, envelope):  # noqa: N802 - aiosmtpd
        self.mails += [(to, envelope.content) for to in envelope.rcpt_tos]
        if any(self.moods.get(to, [""])[:1] == ["cut"] for to in envelope.rcpt_tos):
            for to in envelope.rcpt_tos:
                self.moods.pop(to, None)
            server.transport.abort()
        return "250 OK"

    @property
    def postman(self) -> SmtpPostman:
        """Hands letters over to this sink, as the office's own does to its mail server."""
        return SmtpPostman(
            MailServer(host="127.0.0.1", port=self.port, tls="none", sender=SENDER, zone=AMSTERDAM)
        )

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(data, policy=policy.default) for _to, data in self.mails]

    def said(self, before: int = 0) -> list[Said]:
        """What each mail says, but for so many that came before."""
        return [said_in(to, data) for to, data in self.mails[before:]]

    def steps(self) -> list[tuple[str, int]]:
        """Method and number of each mail."""
        return [(each.method, each.sequence) for each in self.said()]


def said_in(to: str, data: bytes) -> Said:
    """What the calendar part of a mail says."""
    message = message_from_bytes(data, policy=policy.default)
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    (event,) = calendar.walk("VEVENT")
    return Said(to, str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), event["DTSTART"].dt)


@contextmanager
def a_sink() -> Iterator[Sink]:
    """A mail server for as long as the block lasts."""
    sink = Sink(port=a_free_port())
    server = Controller(sink, hostname="127.0.0.1", port=sink.port)
    server.start()
    try:
        yield sink
    finally:
        server.stop()
