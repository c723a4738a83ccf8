"""Who logged in at Google: what its ID token says, checked.

You need this when a login is refused although the person agreed. The token came straight from Google over
TLS, so it needs no look at its signature (OpenID Connect Core 1.0, 3.1.3.7, point 6); all else is checked
here (developers.google.com/identity/openid-connect/openid-connect, "An ID token's payload").
"""

import base64
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from zaaikalender.errors import AccessRevoked

ISSUER = "https://accounts.google.com"
_ISSUERS = frozenset({ISSUER, "accounts.google.com"})
_SKEW = timedelta(minutes=5)
_GOOGLES_OWN = ("gmail.com", "googlemail.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """`subject` is he for ever, `address` and `name` are what he is called now.

    `workspace` is the domain of his Google Workspace; empty for an account that he made by himself.
    """

    subject: str
    address: str
    name: str = ""
    workspace: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether Google vouches for the address today: it is its own, or of his Workspace.

        Of any other it only knows that he once read mail there.
        """
        domain = self.address.rpartition("@")[2]
        return domain in _GOOGLES_OWN or domain == self.workspace


def who_says(token: str, *, client_id: str, nonce: str, now: datetime) -> Who:
    """Who a token is about. Raises `AccessRevoked` where it is not for this login, or names nobody."""
    claims = _claims(token)
    until = claims.get("exp")
    fits = (
        claims.get("iss") in _ISSUERS
        and claims.get("aud") == client_id
        and hmac.compare_digest(str(claims.get("nonce", "")).encode("utf-8", "replace"), nonce.encode())
        and isinstance(until, int | float)
        and now.timestamp() < until + _SKEW.total_seconds()
        and claims.get("email_verified") is True
        and bool(claims.get("sub") and claims.get("email"))
    )
    if not fits:
        raise AccessRevoked("Google did not say who logged in. Connect the calendar again.")
    return Who(
        subject=str(claims["sub"]),
        address=str(claims["email"]).strip().lower(),
        name=str(claims.get("name") or ""),
        workspace=str(claims.get("hd") or "").lower(),
    )


def _claims(token: str) -> Mapping[str, Any]:
    """What an ID token says (RFC 7519, 7.2); nothing where it cannot be read."""
    part = [*token.split("."), ""][1]
    try:
        found: Any = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
