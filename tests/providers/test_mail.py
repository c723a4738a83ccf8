"""What a mail server does to us, and what we make of it: certain where it is, unknown where it must be."""

import pytest
from aiosmtpd.controller import Controller

from builders import AMSTERDAM
from providers.caldav_servers import a_free_port
from store import examples as the
from zaaikalender.core.people import Person
from zaaikalender.errors import NotNow, NotWritten, OutcomeUnknown, Unreachable
from zaaikalender.providers.mail import MailServer, SmtpPostman, try_mail

OWNER = Person(address="marieke@bureau.example", name="Marieke de Wit")
SENDER = Person(address="agenda@bureau.example", name="Zaaikalender")


class Moody:
    """A mail server with moods."""

    def __init__(self, rcpt: str = "250 OK", end: str = "250 OK") -> None:
        self.rcpt, self.end, self.mails = rcpt, end, []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if self.rcpt == "250 OK":
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        if self.end == "cut":
            self.mails.append(envelope.content)
            server.transport.abort()
            return "250 OK"
        if self.end == "250 OK":
            self.mails.append(envelope.content)
        return self.end


def posted(handler, handing=lambda: None):
    port = a_free_port()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    try:
        address = MailServer(
            host="127.0.0.1", port=port, tls="none", sender=SENDER, zone=AMSTERDAM, seconds=5
        )
        try_mail(address)
        SmtpPostman(address).post(the.a_letter(), OWNER, handing=handing)
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("mood", "error"),
    [
        ({"rcpt": "550 no such user"}, NotWritten),
        ({"rcpt": "450 later"}, NotNow),
        ({"end": "554 no"}, NotWritten),
        ({"end": "451 later"}, NotNow),
        ({"end": "cut"}, OutcomeUnknown),
    ],
)
def test_each_refusal_is_known_for_what_it_is(mood, error):
    with pytest.raises(error):
        posted(Moody(**mood))


def test_who_is_killed_right_before_the_last_line_has_sent_nothing():
    sink = Moody()

    def killed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        posted(sink, killed)
    assert sink.mails == []


def test_a_mail_server_that_is_away_is_waited_for():
    away = MailServer(host="127.0.0.1", port=a_free_port(), tls="none", sender=SENDER, zone=AMSTERDAM)
    with pytest.raises(Unreachable):
        SmtpPostman(away).post(the.a_letter(), OWNER, handing=lambda: None)
