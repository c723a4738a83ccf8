"""A desk at Google that logs one person in, in this process: strict about what it is sent.

You need this to test a login without a socket. `refusals` are the answers that the next forms get.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import crypt, jwt

from builders import at
from zaaikalender.providers.google_login import asked, events_scope, finished, registration

CLIENT_ID = "123-abc.apps.googleusercontent.com"
SECRET = "a client secret"  # noqa: S105 - nobody's
CLIENT_FILE = json.dumps({"installed": {"client_id": CLIENT_ID, "client_secret": SECRET, "token_uri": "x"}})
ME = "marieke@bureau.example"
NOW = at("2026-11-24 09:00")
CLIENT = registration(CLIENT_FILE)
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_PUBLIC = _KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
SERVICE_FILE = json.dumps(
    {
        "type": "service_account",
        "client_email": "zaai@office.iam.gserviceaccount.com",
        "private_key_id": "k1",
        "private_key": _KEY.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
        "token_uri": "https://elsewhere.example/token",
    }
)


@dataclass
class Reply:
    status: int
    body: bytes


@dataclass
class Desk:
    """`user` is who sits at the browser; `granted` what he ticks (None: all); `extra` goes into answers."""

    user: str = "marieke@bureau.example"
    granted: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    people: set[str] = field(default_factory=lambda: {"marieke@bureau.example"})
    forms: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    refusals: list[Any] = field(default_factory=list)
    refresh: set[str] = field(default_factory=set)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def visit(self, url: str) -> dict[str, str]:
        """Where the browser ends: the query of the redirect."""
        query = {name: value for name, [value] in parse_qs(urlsplit(url).query).items()}
        assert url.startswith("https://accounts.google.com/o/oauth2/v2/auth?")
        assert (query["client_id"], query["response_type"]) == (CLIENT_ID, "code")
        assert (query["access_type"], query["code_challenge_method"]) == ("offline", "S256")
        assert query["redirect_uri"].startswith("http://127.0.0.1:")
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return {"code": code, "state": query["state"]}

    def request(self, method, url, *, headers, body=None, **_):
        assert method == "POST"
        assert headers["Content-Type"] == "application/x-www-form-urlencoded"
        form = {name: value for name, [value] in parse_qs(body.decode(), strict_parsing=True).items()}
        self.forms.append((url, form))
        if self.refusals:
            refusal = self.refusals.pop(0)
            if isinstance(refusal, Exception):
                raise refusal
            return refusal
        if url == "https://oauth2.googleapis.com/revoke":
            known = form["token"] in self.refresh
            self.refresh.discard(form["token"])
            return said(200, {}) if known else no("invalid_token")
        assert url == "https://oauth2.googleapis.com/token"
        return self._token(form)

    def _token(self, form):
        if form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer":
            signed, _, signature = form["assertion"].rpartition(".")
            octets = base64.urlsafe_b64decode(f"{signature}==")
            assert crypt.verify_signature(signed, octets, _PUBLIC)
            statement = jwt.decode(form["assertion"], verify=False)
            assert statement["aud"] == "https://oauth2.googleapis.com/token"
            assert statement["exp"] - statement["iat"] <= 3600
            if statement["sub"] not in self.people:
                return no("invalid_grant", error_description="Invalid email or User ID")
            return said(200, {"access_token": "office-1", "expires_in": 3599, "token_type": "Bearer"})
        if (form["client_id"], form["client_secret"]) != (CLIENT_ID, SECRET):
            return no("invalid_client", 401)
        if form["grant_type"] == "refresh_token":
            return self._given({}) if form["refresh_token"] in self.refresh else no("invalid_grant")
        return self._by_code(form)

    def _by_code(self, form):
        asked = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not asked or challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return no("invalid_grant")
        refresh = f"refresh-{secrets.token_urlsafe(8)}"
        self.refresh.add(refresh)
        claims = {"aud": CLIENT_ID, "email": self.user, "email_verified": True, **self.claims}
        scope = asked["scope"] if self.granted is None else self.granted
        return self._given({"refresh_token": refresh, "scope": scope, "id_token": f"x.{_part(claims)}.y"})

    def _given(self, more):
        access = f"access-{secrets.token_urlsafe(8)}"
        return said(
            200, {"access_token": access, "expires_in": 3599, "token_type": "Bearer", **more, **self.extra}
        )


def said(status, fields):
    return Reply(status, json.dumps(fields).encode())


def no(error, status=400, **more):
    return said(status, {"error": error, "error_description": "anna@bureau.example may not.", **more})


def _part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def begun(state="a state", calendar_id=None):
    """A login that waits for its answer."""
    events = events_scope(ME, calendar_id)
    return asked(CLIENT, state=state, redirect_uri="http://127.0.0.1:5000/", account=ME, events=events)


def logged_in(desk):
    """What a login gives that goes well."""
    login = begun()
    return finished(CLIENT, desk, login, desk.visit(login.url), now=NOW)
