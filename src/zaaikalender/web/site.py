"""Where the page stands: its address, the hosts that it answers for, and how its cookie is called.

You need this when a browser is told "wrong host", or when a proxy stands before the page. Behind https the
cookie has the prefix that browsers guard (`__Host-`, RFC 6265bis, 4.1.3.2): no other host can set it.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from zaaikalender.config.service_tables import Web

_HERE = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`origin` is what people type, without a slash behind it. `hosts` are answered, `probes` for health."""

    origin: str
    hosts: frozenset[str]
    probes: frozenset[str]

    @property
    def secure(self) -> bool:
        """Whether people come over https."""
        return self.origin.startswith("https://")

    @property
    def cookie(self) -> str:
        """The one cookie's name."""
        return "__Host-zaai" if self.secure else "zaai"


def site_of(web: Web) -> Site:
    """The site that `[web]` describes."""
    here = frozenset(f"{host}:{web.port}" for host in _HERE)
    if web.url is None:
        return Site(origin=f"http://localhost:{web.port}", hosts=here, probes=here)
    parts = urlsplit(web.url)
    netloc = parts.netloc.lower()
    return Site(origin=f"{parts.scheme}://{netloc}", hosts=frozenset({netloc}), probes=here | {netloc})
