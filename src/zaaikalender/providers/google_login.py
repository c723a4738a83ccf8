"""A person's login at Google: where he is sent, and what comes of the answer that he brings back.

You need this when connecting a Google calendar fails. Authorization code with PKCE (RFC 6749, 7636) for a
client of the type "Desktop app", by plain forms over our own door
(developers.google.com/identity/protocols/oauth2/native-app). What renews a login stands in
`google_login_tokens`, the office's service account in `google_login_office`.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from zaaikalender.errors import AccessRevoked, ConfigurationError, Unreachable
from zaaikalender.providers.door import Door
from zaaikalender.providers.google_login_errors import refused
from zaaikalender.providers.google_login_saved import Saved
from zaaikalender.providers.google_login_wire import Answered, posted

LOGIN = "https://accounts.google.com/o/oauth2/v2/auth"
TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_API = "https://www.googleapis.com/auth/calendar."
OWN_EVENTS, ALL_EVENTS, AVAILABILITY = f"{_API}events.owned", f"{_API}events", f"{_API}freebusy"
WHO = ("openid", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The office's OAuth client. Google's "secret" of a desktop app is none by itself (RFC 8252, 8.5).

    `on_page`: it is a web application's, by which people log in on the office's page alone.
    """

    client_id: str
    secret: str = field(repr=False)
    auth_uri: str = LOGIN
    token_uri: str = TOKEN
    on_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A login under way: `url` is where to send the person, the rest is what his answer is held against."""

    url: str = field(repr=False)
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect_uri: str
    account: str
    events: str


def registration(text: str, *, auth_uri: str | None = None, token_uri: str | None = None) -> Registration:
    """The OAuth client in the file that Google's console gives; its own addresses are not followed.

    Raises `ConfigurationError` for anything else, and for a client of another type.
    """
    try:
        line: dict[str, Any] = json.loads(text)
        on_page = "installed" not in line
        kind = line["web" if on_page else "installed"]
        client_id, secret = str(kind["client_id"]), str(kind["client_secret"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigurationError(
            '[google]: `client_file` holds no OAuth client of the type "Desktop app". Download it anew'
            " (config/google.md, section 1)."
        ) from None
    return Registration(
        client_id=client_id,
        secret=secret,
        auth_uri=auth_uri or LOGIN,
        token_uri=token_uri or TOKEN,
        on_page=on_page,
    )


def events_scope(account: str, calendar_id: str | None) -> str:
    """The least that writing needs: the events of own calendars, or of all where the config names another."""
    own = calendar_id in {None, "primary"} or (calendar_id or "").casefold() == account.casefold()
    return OWN_EVENTS if own else ALL_EVENTS


def asked(registration: Registration, *, state: str, redirect_uri: str, account: str, events: str) -> Asked:
    """The start of a login. `state` is what must come back; `events` is what `events_scope` says.

    Google renews only who was asked for his consent: it is asked for each time.
    """
    verifier = secrets.token_urlsafe(64)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "client_id": registration.client_id,
        "redirect_uri": redirect_uri,
        "response_type": "code",
        "scope": " ".join((*WHO, events, AVAILABILITY)),
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent",
        "login_hint": account,
    }
    return Asked(
        url=f"{registration.auth_uri}?{urlencode(query)}",
        state=state,
        verifier=verifier,
        redirect_uri=redirect_uri,
        account=account,
        events=events,
    )


def finished(
    registration: Registration, door: Door, login: Asked, query: Mapping[str, str], *, now: datetime
) -> Saved:
    """The end of a login: what to keep. Raises `AccessRevoked`, also where somebody else logged in."""
    if not hmac.compare_digest(query.get("state", "").encode(), login.state.encode()):
        raise AccessRevoked("The answer belongs to another login. Connect the calendar again.")
    answer = exchanged(registration, door, query, verifier=login.verifier, redirect_uri=login.redirect_uri)
    _look_who(answer, registration.client_id, login.account)
    return _first(answer, login.events, now)


def exchanged(
    registration: Registration, door: Door, query: Mapping[str, str], *, verifier: str, redirect_uri: str
) -> Answered:
    """Google's answer to the code that came back (RFC 6749, 4.1.3). Raises `AccessRevoked` where it refuses.

    Whether `query` belongs to a login of ours (`state`), its caller looked before.
    """
    if "code" not in query:
        raise refused(query.get("error", ""), query.get("error_subtype", ""))
    form = {
        "grant_type": "authorization_code",
        "client_id": registration.client_id,
        "client_secret": registration.secret,
        "code": query["code"],
        "code_verifier": verifier,
        "redirect_uri": redirect_uri,
    }
    answer = posted(door, registration.token_uri, form)
    if not answer.done:
        raise refused(answer.text("error"), answer.text("error_subtype"))
    return answer


def saved_from(answer: Answered, before: Saved, now: datetime) -> Saved:
    """What to keep after an answer with a token; what it does not say stays as it was.

    Raises `Unreachable` for an answer without one: it broke off, or something between us gave it.
    """
    access = answer.text("access_token")
    if not access:
        raise Unreachable("Google's login gave no token. The next pass tries again.")
    dies = answer.seconds("refresh_token_expires_in")
    return Saved(
        access=access,
        until=now + timedelta(seconds=answer.seconds("expires_in") or 0),
        refresh=answer.text("refresh_token") or before.refresh,
        scopes=frozenset(answer.text("scope").split()) or before.scopes,
        since=before.since,
        renewed=now,
        dies=before.dies if dies is None else now + timedelta(seconds=dies),
    )


def _first(answer: Answered, events: str, now: datetime) -> Saved:
    """What the first answer of a login gives. Google says what was granted only where it says `scope`."""
    saved = saved_from(answer, Saved(since=now, scopes=frozenset({events, AVAILABILITY})), now)
    if events not in saved.scopes:
        raise AccessRevoked(
            "The consent leaves out the calendar's events. Connect again, and tick all boxes at Google."
        )
    if not saved.refresh:
        raise AccessRevoked(
            "Google gave a login that does not last. Remove the app at myaccount.google.com/connections, and"
            " connect the calendar again."
        )
    return saved


def _look_who(answer: Answered, client_id: str, account: str) -> None:
    """Raises `AccessRevoked` where somebody else logged in.

    The ID token came straight from Google over TLS, so it needs no look at its signature (OpenID Connect
    Core 1.0, 3.1.3.7, point 6).
    """
    claims = claims_in(answer.text("id_token"))
    if claims.get("aud") != client_id or claims.get("email_verified") is False:
        raise AccessRevoked("Google did not say who logged in. Connect the calendar again.")
    if str(claims.get("email", "")).casefold() != account.casefold():
        raise AccessRevoked(
            "Somebody else logged in than `account` names. Log in as that one, or correct `account`."
        )


def claims_in(token: str) -> Mapping[str, Any]:
    """What an ID token says (RFC 7519, 7.2); nothing where it cannot be read."""
    part = [*token.split("."), ""][1]
    try:
        found: Any = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
