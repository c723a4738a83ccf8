"""The only way over the network to a calendar: guarded, bounded in time and size, never guessing.

You need this to make a request, and when a failure of one is to be understood. A `Door` is shared by all
threads. It tells apart what other clients blur: a write that certainly did not leave this machine
(`NotWritten`), and one whose answer was lost (`OutcomeUnknown`). Nothing here repeats a write by itself. No
sentence holds a path, a query, a user's name or a body.
"""

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Self
from urllib.parse import urldefrag

from urllib3 import BaseHTTPResponse, HTTPConnectionPool
from urllib3.exceptions import HTTPError

from zaaikalender.errors import NotWritten, ReadFailed
from zaaikalender.providers.address_guard import Guard, Place, Refused, Resolve, system_resolve
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway, failure_of, seconds_asked
from zaaikalender.providers.http_line import pool_for, tls_context, trace
from zaaikalender.providers.http_request import SAFE, Answer, Request, followed, headers_with

_MOST_REDIRECTS = 3
_TOO_MANY, _UNAVAILABLE = 429, 503
_LONGEST_WAIT = 3600.0
_CHUNK = 65536
_KEPT = 64
"""Connections to one origin that are kept: as many as calendars are read at a time."""


class Door:
    """Sends requests. Safe to share between threads; close it at the end.

    `allow` and `named`: see `Guard`. `timeout` is in seconds and holds for a whole request, redirects
    included. `together` is how many requests one host (one lane of it) gets at a time. Raises `Refused` for
    an address that may not be reached, `Unreachable` where nothing could be read, `AskedToWait` (its
    `seconds`) where the server wants quiet, `NotWritten` for a write that was not sent and `OutcomeUnknown`
    for one that may have been carried out.
    """

    def __init__(  # noqa: PLR0913 - all but the first two are for tests
        self,
        *,
        allow: Iterable[str] = (),
        named: Iterable[str] = (),
        timeout: float = 30,
        together: int = 2,
        resolve: Resolve = system_resolve,
        tls: Callable[[], ssl.SSLContext] = tls_context,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._guard = Guard(allow=allow, named=named, resolve=resolve)
        self._timeout, self._together = timeout, together
        self._tls, self._clock = tls, clock
        self._lock = threading.Lock()
        self._pools: dict[tuple[str, str, int], HTTPConnectionPool] = {}
        self._turns: dict[tuple[str, str], threading.BoundedSemaphore] = {}
        self._quiet: dict[tuple[str, str], float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections."""
        with self._lock:
            pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            pool.close()

    def request(  # noqa: PLR0913 - a request over HTTP
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] = {},
        body: bytes | None = None,
        user: tuple[str, str] | None = None,
        most: int = 10_000_000,
        again: bool | None = None,
        lane: str = "",
    ) -> Answer:
        """One request and its answer, whatever the status but 429 and 503.

        `user` is a name and a password (Basic; RFC 7617). `most` limits the answer's body in octets,
        unpacked. `again` says whether it may be repeated when a connection died; by itself only what reads.
        `lane`: where a host counts and halts each account by itself, whose turn it is; one that must wait
        holds no other.
        """
        request = Request(
            method=method,
            url=urldefrag(url).url,
            place=self._place(method, url),
            headers=headers_with(headers, user),
            body=body,
            most=most,
            again=method in SAFE if again is None else again,
            until=time.monotonic() + self._timeout,
            lane=lane,
        )
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._repeated(request)
            following = followed(request, answer, self._guard)
            if following is None:
                return answer
            request = following
        sentence = f"{request.place.host} sends us round in circles: look at the calendar's address"
        raise ReadFailed(sentence) if request.reads else NotWritten(sentence)

    def _place(self, method: str, url: str) -> Place:
        try:
            return self._guard.place(url)
        except Refused as refusal:
            raise refusal if method in SAFE else NotWritten(str(refusal)) from refusal

    def _repeated(self, request: Request) -> Answer:
        """The answer; where a connection that had been kept was dead, that of a second try."""
        try:
            return self._once(request)
        except (HTTPError, OSError) as error:
            if not (request.again and trace().was_kept and time.monotonic() < request.until):
                raise failure_of(error, request.place.host, reads=request.reads, sent=trace().sent) from error
        except Refused as refusal:
            # The name got another address since its URL was judged.
            raise refusal if request.reads else NotWritten(str(refusal)) from refusal
        self._forget_connections(request.place)
        try:
            return self._once(request)
        except (HTTPError, OSError, Refused) as error:
            # The first try was sent, whatever became of the second.
            raise failure_of(error, request.place.host, reads=request.reads, sent=True) from error

    def _once(self, request: Request) -> Answer:
        with self._turn(request):
            trace().begin(request.until)
            response = self._pool(request.place).urlopen(
                request.method,
                request.place.path,
                body=request.body,
                headers=request.headers,
                retries=False,
                redirect=False,
                timeout=trace().left(),
                preload_content=False,
            )
            try:
                body = _body(response, request)
            finally:
                _done_with(response)
        self._hear(request, response)
        return Answer(status=response.status, headers=response.headers, body=body, url=request.url)

    def _hear(self, request: Request, response: BaseHTTPResponse) -> None:
        """Takes in that a server wants quiet. A write's 503 is the caller's to judge: it may be half done."""
        if response.status not in (_TOO_MANY, _UNAVAILABLE):
            return
        host, seconds = request.place.host, seconds_asked(response.headers)
        if seconds:
            with self._lock:
                self._quiet[request.turn] = self._clock() + min(seconds, _LONGEST_WAIT)
        if request.reads:
            raise AskedToWait(host, seconds, status=response.status)
        if response.status == _TOO_MANY:
            raise TurnedAway(host, seconds)

    @contextmanager
    def _turn(self, request: Request) -> Iterator[None]:
        """Waits until this host has a free place; at most as long as the request may take."""
        host = request.place.host
        with self._lock:
            turns = self._turns.setdefault(request.turn, threading.BoundedSemaphore(self._together))
            seconds = self._quiet.get(request.turn, 0.0) - self._clock()
        trace().begin(request.until)
        if seconds > 0:
            raise AskedToWait(host, seconds) if request.reads else TurnedAway(host, seconds)
        if not turns.acquire(timeout=trace().left()):
            raise TimeoutError("no turn came")
        try:
            yield
        finally:
            turns.release()

    def _pool(self, place: Place) -> HTTPConnectionPool:
        with self._lock:
            if place.origin not in self._pools:
                self._pools[place.origin] = pool_for(
                    place, guard=self._guard, size=max(self._together, _KEPT), context=self._tls
                )
            return self._pools[place.origin]

    def _forget_connections(self, place: Place) -> None:
        """One kept connection was dead: the others of that origin most likely are too."""
        with self._lock:
            pool = self._pools.pop(place.origin, None)
        if pool:
            pool.close()


def _body(response: BaseHTTPResponse, request: Request) -> bytes:
    """The body, unpacked. How a write ended stands in its status: a body that breaks off changes nothing."""
    parts: list[bytes] = []
    room = request.most
    try:
        while room >= 0 and (part := response.read1(_CHUNK)):
            room -= len(part)
            parts.append(part)
    except (HTTPError, OSError):
        if request.reads:
            raise
        return b""
    if room < 0 and request.reads:
        raise ReadFailed(f"{request.place.host} sends more than fits: look what makes this calendar so big")
    return b"".join(parts) if room >= 0 else b""


def _done_with(response: BaseHTTPResponse) -> None:
    """Gives the connection back when all was read, else ends it: the rest would be the next one's answer."""
    if not response.closed:
        response.close()
    response.release_conn()
