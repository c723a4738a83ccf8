"""A folder whose office has a mail server: invitations go out once, and what their owner changes too."""

from email import message_from_bytes, policy

import icalendar
import pytest
from aiosmtpd.controller import Controller

from builders import AMSTERDAM, an_event, when
from providers.caldav_servers import a_free_port
from system.office import Office
from zaaikalender.core.people import Person
from zaaikalender.providers.mail import MailServer, SmtpPostman

EVA = "eva@client.example"
SENDER = Person(address="agenda@bureau.example", name="Zaaikalender")


class Sink:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.mails = []

    async def handle_DATA(self, _server, _connection, envelope):  # noqa: N802 - aiosmtpd's name
        self.mails.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"

    def said(self):
        found = []
        for to, data in self.mails:
            (part,) = [
                part
                for part in message_from_bytes(data, policy=policy.default).walk()
                if part.get_content_type() == "text/calendar"
            ]
            calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
            event = calendar.walk("VEVENT")[0]
            found.append((to, str(calendar["METHOD"]), int(event["SEQUENCE"]), event["DTSTART"].dt))
        return found


@pytest.fixture
def sink():
    kept, port = Sink(), a_free_port()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    kept.port = port
    yield kept
    server.stop()


def test_an_invitation_a_move_and_a_cancellation_each_go_out_once(tmp_path, sink):
    server = MailServer(host="127.0.0.1", port=sink.port, tls="none", sender=SENDER, zone=AMSTERDAM)
    office = Office(tmp_path, kind="folder", postman=SmtpPostman(server))
    hand = office.hand()
    hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA]))
    office.until_quiet()
    proposal = office.the("Alfa")
    assert sink.mails == []
    hand.retitle(proposal.uid, proposal.title.removeprefix("Voorstel: "))
    for _ in range(4):
        office.later(minutes=15)
        office.a_pass()
    assert [said[:3] for said in sink.said()] == [([EVA], "REQUEST", 0)]
    hand.move(proposal.uid, when("2027-02-11 10:00", minutes=45))
    for _ in range(4):
        office.later(minutes=15)
        office.a_pass()
    assert [said[1:3] for said in sink.said()] == [("REQUEST", 0), ("REQUEST", 1)]
    hand.delete(proposal.uid)
    for _ in range(3):
        office.later(minutes=15)
        office.a_pass()
    assert len(sink.mails) == 2
    (question,) = [each for each in office.questions() if each.ask.code == "cancel_guests"]
    office.answer(question.number, "cancel")
    for _ in range(3):
        office.later(minutes=15)
        office.a_pass()
    assert [said[1:3] for said in sink.said()] == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    office.close()
