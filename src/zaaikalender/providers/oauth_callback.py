"""What a browser sends to a loopback address, read as strictly as it is needed and no further.

You need this when a login in the browser is not taken. A request is a GET of `/` for our own host, small, and
with each parameter once; all else is refused with a status and never looked into.
"""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

_MOST_FIELDS = 30
_END = b"\r\n\r\n"


class Refusal(Exception):
    """This request is not the callback; `status` is what the browser is told (RFC 9110, 15.5)."""

    def __init__(self, status: int) -> None:
        super().__init__(f"refused with status {status}")
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The first line of a request and its Host headers. Its repr shows nothing: the line holds a code."""

    method: str
    target: str
    hosts: tuple[str, ...]

    def __repr__(self) -> str:
        return "Head()"

    def asked(self, host: str) -> Mapping[str, str]:
        """The query, where this is a GET of `/` at `host` (with its port). Raises `Refusal`."""
        if self.method != "GET":
            raise Refusal(405)
        if self.hosts != (host,):
            raise Refusal(421)
        try:
            parts = urlsplit(self.target)
        except ValueError:
            raise Refusal(400) from None
        if not self.target.startswith("/") or self.target.startswith("//") or parts.path != "/":
            raise Refusal(404)
        return query_of(parts.query)


def query_of(text: str) -> Mapping[str, str]:
    """A query as names and values. Raises `Refusal` for a name that comes twice, or for too many."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise Refusal(400) from None
    query = dict(pairs)
    if len(query) != len(pairs):
        raise Refusal(400)
    return query


def read_head(connection: socket.socket, *, until: float, most: int) -> Head:
    """The head of a request, at most so many octets. Raises `Refusal`; `until` is by the monotonic clock."""
    head = b""
    while _END not in head:
        left = until - time.monotonic()
        if left <= 0:
            raise Refusal(408)
        if len(head) > most:
            raise Refusal(431)
        connection.settimeout(left)
        try:
            part = connection.recv(most)
        except TimeoutError:
            raise Refusal(408) from None
        if not part:
            raise Refusal(400)
        head += part
    return _parsed(head.partition(_END)[0])


def _parsed(head: bytes) -> Head:
    try:
        first, *rest = head.decode("ascii").split("\r\n")
        method, target, protocol = first.split(" ")
    except ValueError:
        raise Refusal(400) from None
    if not protocol.startswith("HTTP/1."):
        raise Refusal(400)
    named = (line.partition(":") for line in rest)
    hosts = tuple(value.strip().lower() for name, _, value in named if name.lower() == "host")
    return Head(method=method, target=target, hosts=hosts)
