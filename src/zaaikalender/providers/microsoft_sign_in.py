"""Who somebody is at Microsoft: the claims of his ID token, checked.

You need this when a person cannot sign in to the page with his Microsoft account. The token comes straight
from Microsoft's own address over TLS, which stands for its signature (OpenID Connect Core, 3.1.3.7, 6); msal
checked state, PKCE and nonce; issuer, audience, tenant and time are checked here, since msal does not (1.38).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from zaaikalender.errors import AccessRevoked
from zaaikalender.providers.microsoft_http import Door
from zaaikalender.providers.microsoft_tokens import Registration, Saved, signed_in

_SKEW = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who signed in: `subject` at `issuer` is he for ever, `address` and `name` are what he is called now.

    `saved` is what he granted, where that was his calendar.
    """

    issuer: str
    subject: str
    address: str
    name: str
    saved: Saved | None = field(default=None, repr=False)


def who(
    registration: Registration, door: Door, flow: dict[str, Any], query: Mapping[str, str], *, now: datetime
) -> Identity:
    """The end of a sign-in. Raises `AccessRevoked` where it is none of ours, `Unreachable` and its like."""
    saved, claims, issuer = signed_in(registration, door, flow, query, now=now)
    _check(claims, registration, issuer, now)
    return Identity(
        issuer=issuer,
        # An object id is the same in all of a tenant's apps, and never given to somebody else.
        subject=str(claims["oid"]),
        address=str(claims.get("preferred_username") or claims.get("email") or "").strip().lower(),
        name=str(claims.get("name") or ""),
        saved=None if registration.for_office else saved,
    )


def _check(claims: Mapping[str, Any], registration: Registration, issuer: str, now: datetime) -> None:
    """Raises `AccessRevoked` unless these claims are about somebody of this tenant, for us, and fresh."""
    until, since = claims.get("exp"), claims.get("nbf", claims.get("iat"))
    fits = (
        claims.get("iss") == issuer
        and claims.get("aud") == registration.client_id
        and claims.get("tid") == issuer.split("/")[-2]
        and bool(claims.get("oid"))
        and isinstance(until, int | float)
        and now.timestamp() < until + _SKEW.total_seconds()
        and isinstance(since, int | float)
        and since - _SKEW.total_seconds() < now.timestamp()
    )
    if not fits:
        raise AccessRevoked("Microsoft's answer is not about a login here. Sign in again.")
