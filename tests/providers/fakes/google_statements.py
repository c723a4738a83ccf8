"""Who somebody is at Google's login: a client, a person (ID token), a robot that acts for an office.

You need this to test a service account with domain-wide delegation. `allowed` is what the administrator lets
each robot ask for; without an entry of its own it may act for nobody.
"""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import unquote

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import crypt, jwt

from providers.fakes.google_scopes import words

TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_SKEW = timedelta(minutes=5)


@cache
def key() -> tuple[str, bytes]:
    """A private key and its public half (PEM): the robot's, and Google's own."""
    pair = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    own = pair.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = serialization.PublicFormat.SubjectPublicKeyInfo
    return own.decode(), pair.public_key().public_bytes(serialization.Encoding.PEM, public)


def robot_file(address: str) -> dict[str, Any]:
    """The key file that Google's console gives for a service account."""
    named = {"client_email": address, "private_key_id": "k1", "private_key": key()[0]}
    return {"type": "service_account", **named, "token_uri": TOKEN_URI}


def id_token(who: str, client: str, now: datetime, *, email: bool, more: dict[str, object]) -> str:
    """Who somebody is, signed."""
    moment = int(now.timestamp())
    said = {"iss": "https://accounts.google.com", "aud": client, "azp": client, "sub": who.partition("@")[0]}
    said |= {"iat": moment, "exp": moment + 3600}
    said |= {"email": who, "email_verified": True, "hd": who.partition("@")[2]} if email else {}
    said |= more
    return jwt.encode(crypt.RSASigner.from_string(key()[0], "g1"), said).decode()


@dataclass
class Robots:
    """An office's service accounts: what each may ask for (last words of scopes)."""

    allowed: dict[str, frozenset[str]] = field(default_factory=dict)

    def read(self, assertion: str, now: datetime, people: set[str]) -> tuple[str, frozenset[str]] | str:
        """For whom a statement speaks and what it asks; a refusal's word where Google does not take it."""
        try:
            said = jwt.decode(assertion, verify=False)
            signed, _, signature = assertion.rpartition(".")
            right = crypt.verify_signature(signed, base64.urlsafe_b64decode(f"{signature}=="), key()[1])
        except ValueError:
            right = False
        if not right:
            return "invalid_grant: Invalid JWT Signature."
        return self._judged(said, now, people)

    def _judged(
        self, said: dict[str, Any], now: datetime, people: set[str]
    ) -> tuple[str, frozenset[str]] | str:
        """`aud` is Google's own address, wherever it is asked."""
        since, until = (datetime.fromtimestamp(int(said[name]), now.tzinfo) for name in ("iat", "exp"))
        if said.get("aud") != TOKEN_URI or not said.get("scope"):
            return "invalid_request: Invalid audience or scope."
        if until - since > timedelta(hours=1) or since > now + _SKEW or until < now:
            return "invalid_grant: Invalid JWT: Token must be a short-lived token"
        if said.get("sub") not in people:
            return "invalid_grant: Invalid email or User ID"
        scopes = frozenset(said["scope"].split())
        if not words(scopes) <= self.allowed.get(said.get("iss", ""), frozenset()):
            return "unauthorized_client: Client is unauthorized to retrieve access tokens using this method"
        return said["sub"], scopes


def client_of(form: dict[str, str], headers: dict[str, str]) -> tuple[str, str]:
    """A client's id and secret, in the body or as HTTP Basic."""
    basic = headers.get("authorization", "")
    if basic.startswith("Basic "):
        name, _, secret = base64.b64decode(basic.removeprefix("Basic ")).decode().partition(":")
        return unquote(name), unquote(secret)
    return form.get("client_id", ""), form.get("client_secret", "")


def proof_of(verifier: str, asked: dict[str, str]) -> str:
    """What a code's verifier is held against (PKCE)."""
    if asked.get("code_challenge_method", "plain") == "plain":
        return verifier
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
