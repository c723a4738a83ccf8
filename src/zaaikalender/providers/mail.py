"""Our door to a mail server: one letter, one conversation, and certainty about what became of it (RFC 5321).

You need this when a mail server refuses us, or when nobody knows whether it took a letter. All that may fail
comes before the last line of a letter: until that is sent the server has nothing. Only who is cut off between
that line and its answer leaves a letter of unknown fate.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from zaaikalender.core.letters import Letter
from zaaikalender.core.people import Person
from zaaikalender.errors import NotNow, NotWritten, OutcomeUnknown, Unreachable
from zaaikalender.providers.address_guard import Guard
from zaaikalender.providers.mail_login import log_in
from zaaikalender.providers.mail_message import message_of

SECONDS = 20.0
"""The longest wait for one answer; a conversation has nine, and a lease lasts five minutes."""

_PORTS = {"starttls": 587, "implicit": 465, "none": 25}
_DOTS = re.compile(rb"^\.", re.MULTILINE)
_READY, _OK, _FORWARDED, _GO_ON, _FOR_GOOD = 220, 250, 251, 354, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail goes out. `tls` is starttls, implicit or none; `sender` is who mails.

    The host may lie in the office's own network: it stands in its config. `context` checks its certificate.
    """

    host: str
    tls: str
    sender: Person
    zone: ZoneInfo
    port: int | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    context: ssl.SSLContext | None = field(default=None, repr=False)
    seconds: float = SECONDS

    @property
    def door(self) -> int:
        """The port, or the usual one for its encryption."""
        return self.port or _PORTS[self.tls]

    @property
    def trust(self) -> ssl.SSLContext:
        """What certificates are checked against: this machine's, unless `context` says otherwise."""
        return self.context or ssl.create_default_context()


class SmtpPostman:
    """Implements `core.ports.Postman` over SMTP."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    def post(self, letter: Letter, sender: Person, *, handing: Callable[[], None]) -> None:
        """See `Postman.post`."""
        server = self._server
        data = _DOTS.sub(b"..", message_of(letter, sender, server.sender, server.zone))
        with conversation(server) as smtp:
            try:
                _address(smtp, server.sender, letter.to)
                smtp.send(data)
            except (OSError, smtplib.SMTPException) as error:
                raise Unreachable(
                    "The mail server broke off. The letter waits for the next round."
                ) from error
            handing()
            _end(smtp)


def _address(smtp: smtplib.SMTP, sender: Person, to: Person) -> None:
    """Says from whom and to whom it is, until the server wants the text."""
    code, _ = smtp.mail(sender.address)
    if code != _OK:
        raise Unreachable(f"The mail server refuses the sender ({code}). Look at [mail] `from`.")
    code, _ = smtp.rcpt(to.address)
    if code not in {_OK, _FORWARDED}:
        raise _no_guest(code)
    code, _ = smtp.docmd("DATA")
    if code != _GO_ON:
        raise _no_letter(code)


def _end(smtp: smtplib.SMTP) -> None:
    """Sends the last line; from here on the server may have the letter."""
    try:
        smtp.send(b".\r\n")
        code, _ = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise OutcomeUnknown(
            "The mail server did not say whether it took a letter. The next pass asks about it."
        ) from error
    if code != _OK:
        raise _no_letter(code)


def _no_guest(code: int) -> NotWritten | NotNow:
    if code < _FOR_GOOD:
        return NotNow(f"The mail server refuses a guest's address for now ({code}). It is tried again.")
    return NotWritten(f"The mail server refuses a guest's address for good ({code}). Its owner is asked.")


def _no_letter(code: int) -> NotWritten | NotNow:
    if code < _FOR_GOOD:
        return NotNow(f"The mail server refuses a letter for now ({code}). It is tried again next round.")
    return NotWritten(f"The mail server refuses a letter for good ({code}). Its owner is asked.")


def try_mail(server: MailServer) -> None:
    """Whether the mail server answers, encrypts and lets us in. Raises `Unreachable` or `AccessRevoked`."""
    with conversation(server):
        pass


@contextmanager
def conversation(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection that is encrypted and logged in; whatever breaks off in it, it is closed."""
    smtp = _connected(server)
    try:
        if server.username is not None:
            log_in(smtp, server.username, server.password or "")
        yield smtp
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        # Never QUIT after a failure: in the middle of a letter that would be a line of it.
        smtp.close()


def _connected(server: MailServer) -> smtplib.SMTP:
    smtp = _Tls(server) if server.tls == "implicit" else _Plain(server)
    try:
        _greet(smtp, server)
        smtp.ehlo_or_helo_if_needed()
        if server.tls == "starttls":
            smtp.starttls(context=server.trust)
            smtp.ehlo_or_helo_if_needed()
    except ssl.SSLError as error:
        smtp.close()
        raise Unreachable(
            "The mail server's certificate or encryption is not right. Look at [mail] host, port and tls."
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        smtp.close()
        raise Unreachable("The mail server offers no encryption. Look at [mail] port and tls.") from error
    except (OSError, smtplib.SMTPException) as error:
        smtp.close()
        raise Unreachable(
            "The mail server does not answer. Look at [mail] host and port; letters wait meanwhile."
        ) from error
    except Unreachable:
        smtp.close()
        raise
    return smtp


def _greet(smtp: smtplib.SMTP, server: MailServer) -> None:
    code, _ = smtp.connect(server.host, server.door)
    if code != _READY:
        raise Unreachable(f"The mail server is not ready ({code}). It is tried again next round.")


class _Plain(smtplib.SMTP):
    """A connection to an address that was looked up once and may be reached."""

    def __init__(self, server: MailServer) -> None:
        super().__init__(local_hostname=server.sender.domain, timeout=server.seconds)
        self._server = server
        # What certificates are checked against; smtplib sets it only when it connects by itself.
        self._host = server.host

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        guard = Guard(named=[f"{host}:{port}"])
        error: OSError = OSError("no address")
        for address in guard.addresses(host, port):
            try:
                return _prompt(socket.create_connection((address, port), timeout))
            except OSError as failure:
                error = failure
        raise error


class _Tls(_Plain):
    """The same, encrypted from its first octet."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = super()._get_socket(host, port, timeout)
        return self._server.trust.wrap_socket(plain, server_hostname=host)


def _prompt(connected: socket.socket) -> socket.socket:
    """The last line of a letter is small: without this it waits 40 ms for the server to confirm the rest."""
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connected
