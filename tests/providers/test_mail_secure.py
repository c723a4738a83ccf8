"""Encryption, logins and slow servers: a clear sentence, the letter waits, and no password goes astray."""

import asyncio
import re
import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from ssl import CERT_REQUIRED, PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER, SSLContext

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from builders import AMSTERDAM
from providers.caldav_servers import a_free_port
from store import examples as the
from zaaikalender.core.people import Person
from zaaikalender.errors import AccessRevoked, NotNow, NotWritten, OutcomeUnknown, Unreachable, ZaaiError
from zaaikalender.providers.mail import MailServer, SmtpPostman, try_mail

OWNER = Person(address="marieke@bureau.example", name="Marieke de Wit")
SENDER = Person(address="agenda@bureau.example", name="Zaaikalender")
USER, PASSWORD = "agenda", "canary é of the mail server"
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
CA = trustme.CA()


def issued(*names: str) -> SSLContext:
    """A server's context with a certificate for these names."""
    context = SSLContext(PROTOCOL_TLS_SERVER)
    CA.issue_cert(*names).configure_cert(context)
    return context


def trusting() -> SSLContext:
    """A client's context that trusts the test's authority alone."""
    context = SSLContext(PROTOCOL_TLS_CLIENT)
    context.verify_mode = CERT_REQUIRED
    CA.configure_trust(context)
    return context


@dataclass
class Strict:
    """A mail server that lets one login in; `slow` is where it falls asleep, `no` what it says at RCPT."""

    slow: str = ""
    no: dict[str, str] = field(default_factory=dict)
    mails: list[bytes] = field(default_factory=list)
    tried: list[bytes] = field(default_factory=list)

    async def _stage(self, name: str) -> str:
        if self.slow == name:
            await asyncio.sleep(60)
        return self.no.get(name, "250 OK")

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        envelope.mail_from = address
        return await self._stage("MAIL")

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        envelope.rcpt_tos.append(address)
        return await self._stage("RCPT")

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        said = await self._stage("DATA")
        if said == "250 OK":
            self.mails.append(envelope.content)
        return said

    def let_in(self, _server, _session, _envelope, _mechanism, data):
        self.tried.append(data.password)
        if busy := self.no.get("AUTH"):
            return AuthResult(success=False, handled=False, message=busy)
        known = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)


@contextmanager
def running(handler: Strict, **options):
    port = a_free_port()
    server = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=20, **options)
    server.start()
    yield port
    server.stop()


def to(port: int, tls: str = "none", **options) -> MailServer:
    usual = {"host": "127.0.0.1", "sender": SENDER, "zone": AMSTERDAM, "seconds": 10}
    return MailServer(port=port, tls=tls, **(usual | {"context": trusting()} | options))


def post(server: MailServer) -> list[str]:
    """Posts a letter; gives what was marked, whatever came of it."""
    marks: list[str] = []
    SmtpPostman(server).post(the.a_letter(), OWNER, handing=lambda: marks.append("handing"))
    return marks


def refused(server: MailServer, kind: type[ZaaiError]) -> str:
    """The sentence with which posting, and looking whether one could, are refused; nothing was marked."""
    marks: list[str] = []
    with pytest.raises(kind) as posting:
        SmtpPostman(server).post(the.a_letter(), OWNER, handing=lambda: marks.append("handing"))
    with pytest.raises(kind, match=re.escape(str(posting.value))):
        try_mail(server)
    assert marks == []
    assert PASSWORD not in repr(posting.value) + repr(posting.value.__cause__) + repr(server)
    return str(posting.value)


def logins(handler: Strict, **more):
    return {"authenticator": handler.let_in, "auth_required": True, **more}


def test_a_letter_goes_over_tls_from_the_first_octet_with_a_login():
    handler = Strict()
    options = logins(handler, ssl_context=issued("127.0.0.1"), auth_require_tls=False)
    with running(handler, **options) as port:
        assert post(to(port, "implicit", username=USER, password=PASSWORD)) == ["handing"]
    assert len(handler.mails) == 1


def test_a_letter_goes_over_starttls_with_a_login():
    handler = Strict()
    options = logins(handler, tls_context=issued("127.0.0.1"), require_starttls=True)
    with running(handler, **options, auth_exclude_mechanism=["PLAIN"]) as port:
        assert post(to(port, "starttls", username=USER, password=PASSWORD)) == ["handing"]
    assert len(handler.mails) == 1


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
@pytest.mark.parametrize("wrong", ["name", "authority"])
def test_a_certificate_that_is_not_right_ends_it_before_the_login(tls, wrong):
    handler, key = Strict(), {"implicit": "ssl_context", "starttls": "tls_context"}[tls]
    context = issued("mail.elsewhere.example" if wrong == "name" else "127.0.0.1")
    strange = None if wrong == "name" else SSLContext(PROTOCOL_TLS_CLIENT)
    with running(handler, **logins(handler, **{key: context}, auth_require_tls=False)) as port:
        login = {"username": USER, "password": PASSWORD}
        said = refused(to(port, tls, context=strange or trusting(), **login), Unreachable)
    assert "certificate" in said
    assert (handler.mails, handler.tried) == ([], [])


def test_without_the_encryption_that_was_asked_for_no_password_is_sent():
    handler = Strict()
    with running(handler, **logins(handler, auth_require_tls=False)) as port:
        said = refused(to(port, "starttls", username=USER, password=PASSWORD), Unreachable)
    assert "no encryption" in said
    assert (handler.mails, handler.tried) == ([], [])


def test_a_port_without_tls_is_told_as_such():
    with running(Strict()) as port:
        assert "encryption" in refused(to(port, "implicit"), Unreachable)


@pytest.mark.parametrize(
    ("no", "kind", "words"),
    [
        ({}, AccessRevoked, "refuses the login"),
        ({"AUTH": "454 4.7.0 Temporary authentication failure"}, Unreachable, "cannot check the login now"),
        ({"AUTH": "421 4.3.2 closing"}, Unreachable, "login"),
    ],
)
def test_a_login_that_is_refused_is_known_for_what_it_is(no, kind, words):
    handler = Strict(no=no)
    with running(handler, **logins(handler, auth_require_tls=False)) as port:
        assert words in refused(to(port, username=USER, password=PASSWORD + "!"), kind)
    assert handler.mails == []
    assert len(handler.tried) == 2, "once for the letter, once for the look; some servers count"


def test_a_server_that_takes_no_logins_is_told_as_such():
    with running(Strict()) as port:
        said = refused(to(port, username=USER, password=PASSWORD), Unreachable)
    assert "takes no login with" in said


@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
def test_a_server_that_falls_asleep_before_the_letter_has_nothing(stage):
    handler, marks = Strict(slow=stage), []
    with running(handler) as port, pytest.raises(Unreachable):
        SmtpPostman(to(port, seconds=0.3)).post(
            the.a_letter(), OWNER, handing=lambda: marks.append("handing")
        )
    assert (handler.mails, marks) == ([], [])


def test_of_a_server_that_falls_asleep_after_the_last_line_nobody_knows():
    with running(Strict(slow="DATA")) as port, pytest.raises(OutcomeUnknown):
        post(to(port, seconds=0.3))


def test_a_server_that_does_not_greet_is_away():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "does not answer" in refused(to(silent.getsockname()[1], seconds=0.3), Unreachable)


@pytest.mark.parametrize(
    ("no", "kind"),
    [
        ({"RCPT": "450 4.2.0 greylisted, come back in five minutes"}, NotNow),
        ({"RCPT": "421 4.3.2 closing"}, NotNow),
        ({"RCPT": "552 5.2.2 mailbox full"}, NotWritten),
        ({"MAIL": "550 5.7.1 not from you"}, Unreachable),
        ({"MAIL": "451 4.3.0 later"}, Unreachable),
        ({"DATA": "451 4.7.1 greylisted"}, NotNow),
        ({"DATA": "554 5.7.1 spam"}, NotWritten),
    ],
)
def test_what_is_put_off_waits_and_what_is_refused_is_asked_about(no, kind):
    handler = Strict(no=no)
    with running(handler) as port, pytest.raises(kind) as problem:
        post(to(port))
    assert handler.mails == []
    assert "client-a" not in str(problem.value), "no address in an error"
