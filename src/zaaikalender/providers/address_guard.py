"""Which addresses may be reached: public ones, and those that the office itself named.

You need this when a server is refused that should be reached, or to see what keeps a calendar's address from
leading into the office's own network. A name is judged by the addresses that it has at the moment of
connecting, all of them; the connection is then made to one of these and to no other.
"""

import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from zaaikalender.errors import Unreachable

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host, as texts; raises OSError where it has none."""

_PORTS = {"https": 443, "http": 80}
_PRINTED = frozenset(map(chr, range(0x21, 0x7F))) - {"\\"}
_LONGEST = 8192

_REFUSED = tuple(
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        # IPv6: what holds an IPv4 address leads to that address, wherever it is.
        *("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2002::/16"),
        *("2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
)
"""What is no single machine on the public internet (IANA's special-purpose registries, RFC 6890)."""


class Refused(Unreachable):
    """An address that may not be reached. Nothing was sent; a person may allow it with [http] allow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request goes: `path` with its query, as it is sent."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """What must be the same for credentials to go along (RFC 6454)."""
        return self.scheme, self.host, self.port


def system_resolve(host: str, port: int) -> Sequence[str]:
    """The machine's own resolver, IPv6 and IPv4 in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Guard:
    """Knows what may be reached.

    `allow` are hosts and networks that may be private, on any port and over http. `named` are the addresses
    in the office's own config, as URLs or `host:port`: exactly those may be private too, over http only
    where they are this machine's.
    """

    def __init__(
        self, *, allow: Iterable[str] = (), named: Iterable[str] = (), resolve: Resolve = system_resolve
    ) -> None:
        entries = [entry.strip().lower() for entry in allow]
        self._networks = tuple(ip_network(entry, strict=False) for entry in entries if _is_network(entry))
        self._hosts = frozenset(_plain(entry) for entry in entries if not _is_network(entry))
        self._named = frozenset(end for text in named for end in _ends(text))
        self._resolve = resolve

    def place(self, url: str) -> Place:
        """What a URL names. Raises `Refused` for one that may not be used, whatever its host resolves to."""
        parts = _split(url)
        host, port = _host_and_port(parts)
        if "@" in parts.netloc:
            raise Refused("a calendar's address has a user's name in it: use username and password_env")
        if port != _PORTS[parts.scheme] and not self._is_ours(host, port):
            raise Refused(
                f"{host} is to be reached at the unusual port {port}: allow it with [http] allow = ['{host}']"
            )
        if parts.scheme == "http" and not self._may_be_plain(host, port):
            raise Refused(
                f"{host} would be reached without encryption: use https, or [http] allow = ['{host}']"
            )
        query = f"?{parts.query}" if parts.query else ""
        return Place(scheme=parts.scheme, host=host, port=port, path=(parts.path or "/") + query)

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses to connect to, now. Raises `Refused` where one of them may not be reached."""
        found = tuple(self._resolve(host, port))
        free = (host, port) in self._named or host in self._hosts
        if not free and not all(self._may_reach(address) for address in found):
            raise Refused(
                f"{host} lies in a private network: if that is right, allow it with [http] allow = ['{host}']"
            )
        return found

    def _may_reach(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        return self._is_allowed(address) or is_public(address)

    def _is_allowed(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self._networks)

    def _is_ours(self, host: str, port: int) -> bool:
        """Whether the office named this very end, the host, or a network that this address lies in."""
        return (host, port) in self._named or host in self._hosts or self._in_network(host)

    def _may_be_plain(self, host: str, port: int) -> bool:
        here = host == "localhost" or host.endswith(".localhost") or _is_loopback(host)
        return host in self._hosts or self._in_network(host) or (here and (host, port) in self._named)

    def _in_network(self, host: str) -> bool:
        try:
            return self._is_allowed(ip_address(host))
        except ValueError:
            return False


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is a single machine's on the public internet."""
    if isinstance(address, IPv6Address) and address.scope_id:
        return False
    listed = any(address in network for network in _REFUSED if network.version == address.version)
    return address.is_global and not address.is_multicast and not listed


def _split(url: str) -> SplitResult:
    """The parts of a URL that is sound: https or http, printable, not too long."""
    try:
        parts = urlsplit(url)
        sound = (
            parts.scheme in _PORTS and parts.hostname and _PRINTED.issuperset(url) and len(url) <= _LONGEST
        )
    except ValueError:
        sound = None
    if not sound:
        raise Refused("a calendar's address is no web address: it begins with https:// and has a host")
    return parts


def _host_and_port(parts: SplitResult) -> tuple[str, int]:
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise Refused("a calendar's address has no port between 1 and 65535: look at url or endpoint")
    return _plain(parts.hostname or ""), port or _PORTS[parts.scheme]


def _plain(host: str) -> str:
    """A host as it is compared: lower case, without the dot at its end."""
    return host.lower().rstrip(".").strip("[]")


def _ends(text: str) -> Iterable[tuple[str, int]]:
    """The host and port of a URL or `host:port`."""
    parts = urlsplit(text if "://" in text else f"https://{text}")
    yield _plain(parts.hostname or ""), parts.port or _PORTS.get(parts.scheme, 443)


def _is_network(text: str) -> bool:
    try:
        return bool(ip_network(text, strict=False))
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
