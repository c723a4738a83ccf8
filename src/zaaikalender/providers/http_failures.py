"""What a failure on the network means, in one sentence that names the host and the cure.

You need this when a message about a server is to be clearer. For a write the question is only whether it may
have been carried out.
"""

import socket
import ssl
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from urllib3.exceptions import DecodeError, NewConnectionError, ReadTimeoutError, SSLError

from zaaikalender.errors import NotWritten, OutcomeUnknown, ReadFailed, Unreachable, ZaaiError


class AskedToWait(Unreachable):
    """The server wants no more requests for a while; `seconds` where it said how long.

    `status` is what it answered (429, 503); None where it had asked before.
    """

    def __init__(self, host: str, seconds: float | None, status: int | None = None) -> None:
        super().__init__(_wait(host, seconds))
        self.seconds = seconds
        self.status = status


class TurnedAway(NotWritten):
    """The same, in answer to a write: it was not carried out."""

    def __init__(self, host: str, seconds: float | None) -> None:
        super().__init__(_wait(host, seconds))
        self.seconds = seconds


def _wait(host: str, seconds: float | None) -> str:
    for_long = f" for {seconds:.0f} seconds" if seconds else ""
    return f"{host} asks us to wait{for_long}: the next pass tries again"


def failure_of(error: Exception, host: str, *, reads: bool, sent: bool) -> ZaaiError:
    """The failure as the product knows it."""
    if not reads and sent:
        return OutcomeUnknown(f"{host} did not say whether it carried out a change: the next pass looks")
    sentence = _sentence(error, host)
    if not reads:
        return NotWritten(sentence)
    return ReadFailed(sentence) if sent else Unreachable(sentence)


def _sentence(error: Exception, host: str) -> str:
    cause = error.__cause__ or error
    if isinstance(error, SSLError | ssl.SSLError):
        return (
            f"{host} shows a certificate that cannot be trusted: have it renewed, add its maker to those "
            "that this machine trusts (or name its file in SSL_CERT_FILE), or look at the clock"
        )
    if isinstance(cause, socket.gaierror):
        return f"{host} is not known to the name server: look at the address, or at the network"
    if isinstance(cause, TimeoutError) or isinstance(error, ReadTimeoutError):
        return f"{host} takes too long to answer: the next pass tries again"
    if isinstance(error, NewConnectionError):
        return f"{host} cannot be reached: look at the address, or whether the server runs"
    if isinstance(error, DecodeError):
        return f"{host} sent an answer that cannot be unpacked: the next pass tries again"
    return f"{host} broke off its answer: the next pass tries again"


def seconds_asked(headers: Mapping[str, str]) -> float | None:
    """The Retry-After header in seconds (RFC 9110, 10.2.3); a date counts from the server's own Date."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        until, now = parsedate_to_datetime(asked), parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None
