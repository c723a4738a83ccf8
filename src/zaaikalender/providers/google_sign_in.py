"""Who somebody is at Google, and his calendar in the same consent.

You need this when a person cannot sign in to the page with his Google account. Authorization code with PKCE,
state and nonce (OpenID Connect Core 1.0, 3.1; developers.google.com/identity/openid-connect/openid-connect).
The ID token comes straight from Google over TLS, which stands for its signature. An address is believed where
Google vouches for it: its own, or one of a Workspace (`hd`).
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from zaaikalender.errors import AccessRevoked
from zaaikalender.providers.door import Door
from zaaikalender.providers.google_login import (
    AVAILABILITY,
    WHO,
    Registration,
    claims_in,
    exchanged,
    saved_from,
)
from zaaikalender.providers.google_login_saved import Saved
from zaaikalender.providers.identity import Identity, is_for_us

_ISSUER = "https://accounts.google.com"
_ISSUERS = frozenset({_ISSUER, "accounts.google.com"})


def begun(
    registration: Registration, *, redirect_uri: str, state: str, events: str, anew: bool
) -> tuple[str, dict[str, Any]]:
    """Where to send the person, and what his answer is held against; without `events` only who he is.

    Google gives what lasts at a first consent only: `anew` asks for that again.
    """
    verifier, nonce = secrets.token_urlsafe(64), secrets.token_urlsafe(32)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "client_id": registration.client_id,
        "redirect_uri": redirect_uri,
        "response_type": "code",
        "scope": " ".join((*WHO, *((events, AVAILABILITY) if events else ()))),
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent" if anew else "select_account",
    }
    flow = {"verifier": verifier, "nonce": nonce, "redirect_uri": redirect_uri, "events": events}
    return f"{registration.auth_uri}?{urlencode(query)}", flow


def who(
    registration: Registration, door: Door, flow: dict[str, Any], query: Mapping[str, str], *, now: datetime
) -> Identity:
    """The end of a sign-in. Raises `AccessRevoked` where it is none of ours, `Unreachable` and its like."""
    verifier, redirect_uri = str(flow["verifier"]), str(flow["redirect_uri"])
    answer = exchanged(registration, door, query, verifier=verifier, redirect_uri=redirect_uri)
    claims = claims_in(answer.text("id_token"))
    if not _is_right(claims, registration.client_id, str(flow["nonce"]), now):
        raise AccessRevoked("Google's answer is not about a login here. Sign in again.")
    saved = saved_from(answer, Saved(since=now), now)
    lasts = bool(flow["events"]) and str(flow["events"]) in saved.scopes and bool(saved.refresh)
    return Identity(
        issuer=_ISSUER,
        subject=str(claims["sub"]),
        address=str(claims["email"]).strip().lower(),
        granted=saved.written() if lasts else "",
    )


def _is_right(claims: Mapping[str, Any], client_id: str, nonce: str, now: datetime) -> bool:
    """Whether an ID token answers this very login, with an address for which Google vouches."""
    email = str(claims.get("email", "")).lower()
    said = str(claims.get("nonce", "")).encode()
    vouched = claims.get("email_verified") is True and (
        bool(claims.get("hd")) or email.endswith("@gmail.com")
    )
    fresh = is_for_us(claims, issuers=_ISSUERS, client_id=client_id, now=now)
    return fresh and vouched and hmac.compare_digest(said, nonce.encode())
