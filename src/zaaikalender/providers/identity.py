"""Who somebody is at a provider, and how fresh the word of it is; what all providers' sign-ins share.

You need this to write a provider's sign-in. What its ID token must say more is that provider's own matter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

_SKEW = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who signed in: `subject` at `issuer` is he for ever, `address` is what he is called now.

    `granted` is what logs in to his calendar from now on, as its provider writes it down; empty where he
    granted none.
    """

    issuer: str
    subject: str
    address: str
    granted: str = field(default="", repr=False)


def is_for_us(claims: Mapping[str, Any], *, issuers: frozenset[str], client_id: str, now: datetime) -> bool:
    """Whether an ID token names one of these issuers, us alone, somebody, and a time around now.

    Its signature, its nonce and its tenant are the caller's (OpenID Connect Core 1.0, 3.1.3.7).
    """
    until, since = claims.get("exp"), claims.get("nbf", claims.get("iat"))
    return (
        claims.get("iss") in issuers
        and claims.get("aud") == client_id
        and claims.get("azp", client_id) == client_id
        and isinstance(claims.get("sub"), str)
        and bool(claims["sub"])
        and isinstance(until, int | float)
        and now.timestamp() < until + _SKEW.total_seconds()
        and isinstance(since, int | float)
        and since - _SKEW.total_seconds() < now.timestamp()
    )
