"""The wire under a request: connections to checked addresses alone, each read within what time is left.

You need this when a connection hangs, or goes where it should not. urllib3 keeps the connections; the way to
a new one leads through the guard, so that the address that was checked is the one that is used. The name
stays what the server's certificate must show.
"""

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from zaaikalender.providers.address_guard import Guard, Place

# At its lower levels urllib3 writes whole addresses into the log, with the names of people's calendars.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)


class Trace(threading.local):
    """What happened to the request that this thread is sending: decides whether a write may be repeated."""

    sent = False
    """Whether an octet of it may have reached the server."""
    reused = False
    """Whether it went over a connection that was there before, which the server may just have closed."""
    until = 0.0
    """When its time is over, on the monotonic clock."""

    def begin(self, until: float) -> None:
        """A new request."""
        self.sent, self.reused, self.until = False, False, until

    @property
    def was_kept(self) -> bool:
        """Whether it was sent over a connection that was there before."""
        return self.sent and self.reused

    def left(self) -> float:
        """The seconds that are left."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for this request is over")
        return left


_trace = Trace()


def trace() -> Trace:
    """This thread's trace."""
    return _trace


class _Timed:
    """A socket whose every read ends when the request's time is over, however the server drips."""

    def recv_into(self, *arguments: Any, **options: Any) -> int:
        self.settimeout(min(self.gettimeout() or _trace.left(), _trace.left()))  # type: ignore[attr-defined]
        return int(super().recv_into(*arguments, **options))  # type: ignore[misc]


class _PlainSocket(_Timed, socket.socket):
    pass


class _TlsSocket(_Timed, ssl.SSLSocket):
    pass


def tls_context() -> ssl.SSLContext:
    """TLS 1.2 or newer, with the authorities that this machine trusts (`SSL_CERT_FILE` adds to them)."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = _TlsSocket
    return context


class _Pinned(HTTPConnection):
    """A connection that asks the guard for its addresses."""

    def __init__(self, *arguments: Any, guard: Guard, **options: Any) -> None:
        self._guard = guard
        super().__init__(*arguments, **options)

    def _new_conn(self) -> socket.socket:
        return _dialled(self, self._guard)

    def request(self, *arguments: Any, **options: Any) -> None:
        _trace.reused = self.sock is not None
        super().request(*arguments, **options)

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        _trace.sent = True
        super().send(data)


class _PinnedTls(_Pinned, HTTPSConnection):
    """The same over TLS."""


def _dialled(connection: HTTPConnection, guard: Guard) -> socket.socket:
    """A socket to the first of the host's checked addresses that answers."""
    failure: OSError = OSError("the host has no address")
    try:
        for address in guard.addresses(connection.host, connection.port):
            try:
                return _connected(address, connection.port)
            except OSError as error:
                failure = error
    except OSError as error:
        failure = error
    raise NewConnectionError(connection, str(failure)) from failure


def _connected(address: str, port: int) -> socket.socket:
    """A connection to an address, which is looked up nowhere."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    own = _PlainSocket(family, socket.SOCK_STREAM)
    try:
        own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        own.settimeout(_trace.left())
        own.connect((address, port))
    except BaseException:
        own.close()
        raise
    return own


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Pinned


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _PinnedTls


def pool_for(
    place: Place, *, guard: Guard, size: int, context: Callable[[], ssl.SSLContext]
) -> HTTPConnectionPool:
    """The connections to one origin, shared by threads."""
    if place.scheme == "https":
        return _TlsPool(place.host, place.port, maxsize=size, ssl_context=context(), guard=guard)
    return _Pool(place.host, place.port, maxsize=size, guard=guard)
