"""Who somebody is at Microsoft: the claims of his ID token, checked.

You need this when a person cannot sign in to the page with his Microsoft account. The token comes straight
from Microsoft's own address over TLS, which stands for its signature (OpenID Connect Core, 3.1.3.7, 6); msal
checked state, PKCE and nonce; issuer, audience, tenant and time are checked here, since msal does not (1.38).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zaaikalender.errors import AccessRevoked
from zaaikalender.providers.door import Door
from zaaikalender.providers.identity import Identity, is_for_us
from zaaikalender.providers.microsoft_tokens import Registration, signed_in


def who(
    registration: Registration, door: Door, flow: dict[str, Any], query: Mapping[str, str], *, now: datetime
) -> Identity:
    """The end of a sign-in. Raises `AccessRevoked` where it is none of ours, `Unreachable` and its like."""
    saved, claims, issuer = signed_in(registration, door, flow, query, now=now)
    ours = is_for_us(claims, issuers=frozenset({issuer}), client_id=registration.client_id, now=now)
    if not ours or claims.get("tid") != issuer.split("/")[-2] or not claims.get("oid"):
        raise AccessRevoked("Microsoft's answer is not about a login here. Sign in again.")
    return Identity(
        issuer=issuer,
        # An object id is the same in all of a tenant's apps, and never given to somebody else.
        subject=str(claims["oid"]),
        # Never `email`: a guest of the tenant writes any address there, also a colleague's.
        address=str(claims.get("preferred_username") or "").strip().lower(),
        granted="" if registration.for_office else saved.written(),
    )
