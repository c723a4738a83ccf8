"""How often something may be tried: a bucket for each who tries, which fills again as time passes.

You need this when people are told "too often". Buckets live in this process's memory; when there are too
many, nobody new may try until some are full again: a limiter that fails closes.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

_MOST = 10_000
_NETWORK = 64
"""Bits of an IPv6 address that stand for one subscriber; the others he chooses himself (RFC 6177, 2)."""


def place_of(peer: str) -> str:
    """Where somebody comes from, as one bucket: an IPv4 address, or the network of an IPv6 one."""
    try:
        address = ip_address(peer)
    except ValueError:
        return peer
    address = getattr(address, "ipv4_mapped", None) or address
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((int(address), _NETWORK), strict=False).network_address)


@dataclass(slots=True, kw_only=True)
class Throttle:
    """`times` tries at once, and one more after each `refill`."""

    times: int
    refill: timedelta
    clock: Callable[[], datetime]
    _buckets: dict[str, tuple[float, datetime]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, who: str) -> bool:
        """Whether he may try now; then he did."""
        now = self.clock()
        with self._lock:
            if len(self._buckets) >= _MOST and who not in self._buckets:
                self._tidy(now)
                if len(self._buckets) >= _MOST:
                    return False
            left = self._left(who, now)
            allowed = left >= 1
            self._buckets[who] = (left - allowed, now)
            return allowed

    def _left(self, who: str, now: datetime) -> float:
        before, at = self._buckets.get(who, (float(self.times), now))
        return min(float(self.times), before + max(now - at, timedelta()) / self.refill)

    def _tidy(self, now: datetime) -> None:
        """Lets go of those whose bucket is full again."""
        for who in [who for who in self._buckets if self._left(who, now) >= self.times]:
            del self._buckets[who]
