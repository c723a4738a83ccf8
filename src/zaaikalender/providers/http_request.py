"""A request on its way: what it carries, and what may go along when the server sends it elsewhere.

You need this when a server redirects and the request ends in the wrong place, or without its password. A
secret goes to the origin that it was given for and to no other; so does whatever a write carries.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag, urljoin

from urllib3 import HTTPHeaderDict

from zaaikalender.errors import NotWritten, Unreachable
from zaaikalender.providers.address_guard import Guard, Place, Refused

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"})
"""Methods that change nothing (RFC 9110, 9.2.1; RFC 4918; RFC 3253): repeated where a connection died."""

_REDIRECTS = frozenset({301, 302, 307, 308})
_SEE_OTHER = 303
_FOLLOW = frozenset(
    {"accept", "accept-encoding", "accept-language", "content-type", "depth", "prefer", "brief", "user-agent"}
)
"""The headers that may go to another origin: none of these can hold a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back. `headers` are found in any case; `url` is the one that answered, after redirects."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    url: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request on its way, after as many redirects as it met."""

    method: str
    url: str = field(repr=False)
    place: Place
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)
    most: int
    again: bool
    until: float
    lane: str = field(default="", repr=False)

    @property
    def turn(self) -> tuple[str, str]:
        """Whose turn it is: the host's, or that of one account on it."""
        return self.place.host, self.lane

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method in SAFE


def followed(request: Request, answer: Answer, guard: Guard) -> Request | None:
    """The request that a redirect asks for; None where the answer is no redirect to follow.

    A method stays what it is: only browsers make a GET of it. Raises `Unreachable` for a place that may not
    be reached, `NotWritten` for a write that would leave its origin.
    """
    target = answer.headers.get("Location")
    if not target or not _is_redirect(request.method, answer.status):
        return None
    try:
        url = urldefrag(urljoin(request.url, target)).url
        place = guard.place(url)
    except (ValueError, Refused) as error:
        raise turned_off(request.place.host, reads=request.reads) from error
    if place.origin == request.place.origin:
        return replace(request, url=url, place=place)
    if not request.reads:
        raise NotWritten(f"{request.place.host} has moved: put its new address in the config")
    kept = {name: value for name, value in request.headers.items() if name.lower() in _FOLLOW}
    return replace(request, url=url, place=place, headers=kept)


def _is_redirect(method: str, status: int) -> bool:
    if status == _SEE_OTHER:
        return method in ("GET", "HEAD")
    return status in _REDIRECTS and method != "POST"


def turned_off(host: str, *, reads: bool) -> Unreachable | NotWritten:
    """The failure of a request that was sent on to where we do not go."""
    sentence = f"{host} sends us to an address that may not be reached: look at the calendar's address"
    return Unreachable(sentence) if reads else NotWritten(sentence)


def headers_with(headers: Mapping[str, str], user: tuple[str, str] | None) -> HTTPHeaderDict:
    """All headers of a request; `user` logs in by name and password (Basic, RFC 7617)."""
    found = HTTPHeaderDict({"Accept-Encoding": "gzip", "User-Agent": "zaaikalender"})
    found.update(headers)
    if user:
        found["Authorization"] = "Basic " + base64.b64encode(":".join(user).encode()).decode()
    return found
