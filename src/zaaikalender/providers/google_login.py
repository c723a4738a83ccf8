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
from zaaikalender.providers.google_login_errors import refused
from zaaikalender.providers.google_login_saved import Saved
from zaaikalender.providers.google_login_who import Who, who_says
from zaaikalender.providers.google_login_wire import Answered, Door, posted

LOGIN = "https://accounts.google.com/o/oauth2/v2/auth"
TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_API = "https://www.googleapis.com/auth/calendar."
OWN_EVENTS, ALL_EVENTS, AVAILABILITY = f"{_API}events.owned", f"{_API}events", f"{_API}freebusy"
_WHO = ("openid", "email")
_NO_CLIENT = (
    '[google]: `client_file` holds no OAuth client of the type "Desktop app". Download it anew'
    " (config/google.md, section 1)."
)
_NO_PAGE_CLIENT = (
    '[google]: `page_client_file` holds no OAuth client of the type "Web application". Download it anew'
    " (config/google.md, section 5)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The office's OAuth client. Google's "secret" of such a client is none by itself (RFC 8252, 8.5)."""

    client_id: str
    secret: str = field(repr=False)
    auth_uri: str = LOGIN
    token_uri: str = TOKEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A login under way: `url` is where to send the person, the rest is what his answer is held against.

    All are texts, so that it can be put away until he comes back. `account` is empty where anybody may come.
    """

    url: str = field(repr=False)
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    nonce: str = field(repr=False)
    redirect_uri: str
    account: str
    events: str


def registration(
    text: str, *, auth_uri: str | None = None, token_uri: str | None = None, on_page: bool = False
) -> Registration:
    """The OAuth client in the file that Google's console gives; its own addresses are not followed.

    `on_page`: whether people log in on a page of ours, and not on their own machine; Google has another type
    of client for each. Raises `ConfigurationError` for the other one, and for anything else.
    """
    try:
        line: dict[str, Any] = json.loads(text)
        kind = line["web" if on_page else "installed"]
        client_id, secret = str(kind["client_id"]), str(kind["client_secret"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigurationError(_NO_PAGE_CLIENT if on_page else _NO_CLIENT) from None
    return Registration(
        client_id=client_id, secret=secret, auth_uri=auth_uri or LOGIN, token_uri=token_uri or TOKEN
    )


def events_scope(account: str, calendar_id: str | None) -> str:
    """The least that writing needs: the events of own calendars, or of all where the config names another."""
    own = calendar_id in {None, "primary"} or (calendar_id or "").casefold() == account.casefold()
    return OWN_EVENTS if own else ALL_EVENTS


def asked(registration: Registration, *, state: str, redirect_uri: str, account: str, events: str) -> Asked:
    """The start of a login. `state` is what must come back; `events` is what `events_scope` says.

    Google renews only who was asked for his consent: it is asked for each time. Without `events` nothing is
    asked but who somebody is; without `account` anybody may come.
    """
    verifier, nonce = secrets.token_urlsafe(64), secrets.token_urlsafe(32)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "client_id": registration.client_id,
        "redirect_uri": redirect_uri,
        "response_type": "code",
        "scope": " ".join((*_WHO, events, AVAILABILITY) if events else _WHO),
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **({"access_type": "offline", "prompt": "consent"} if events else {"prompt": "select_account"}),
        **({"login_hint": account} if account else {}),
    }
    return Asked(
        url=f"{registration.auth_uri}?{urlencode(query)}",
        state=state,
        verifier=verifier,
        nonce=nonce,
        redirect_uri=redirect_uri,
        account=account,
        events=events,
    )


def finished(
    registration: Registration, door: Door, login: Asked, query: Mapping[str, str], *, now: datetime
) -> Saved:
    """The end of a login: what to keep. Raises `AccessRevoked`, also where somebody else logged in."""
    who, saved = came_back(registration, door, login, query, now=now)
    if who.address != login.account.lower():
        raise AccessRevoked(
            "Somebody else logged in than `account` names. Log in as that one, or correct `account`."
        )
    return enough(saved, login.events)


def came_back(
    registration: Registration, door: Door, login: Asked, query: Mapping[str, str], *, now: datetime
) -> tuple[Who, Saved]:
    """Who came back from a login, and what he granted. Raises `AccessRevoked` where it is another login."""
    if not hmac.compare_digest(query.get("state", "").encode(), login.state.encode()):
        raise AccessRevoked("The answer belongs to another login. Connect the calendar again.")
    if "code" not in query:
        raise refused(query.get("error", ""), query.get("error_subtype", ""))
    form = {
        "grant_type": "authorization_code",
        "client_id": registration.client_id,
        "client_secret": registration.secret,
        "code": query["code"],
        "code_verifier": login.verifier,
        "redirect_uri": login.redirect_uri,
    }
    answer = posted(door, registration.token_uri, form)
    if not answer.done:
        raise refused(answer.text("error"), answer.text("error_subtype"))
    # Google says what was granted only where it says `scope` (RFC 6749, 5.1).
    all_of_it = frozenset({login.events, AVAILABILITY} if login.events else ())
    saved = saved_from(answer, Saved(since=now, scopes=all_of_it, client=registration.client_id), now)
    token = answer.text("id_token")
    return who_says(token, client_id=registration.client_id, nonce=login.nonce, now=now), saved


def enough(saved: Saved, events: str) -> Saved:
    """What was granted, where it is enough for a calendar that needs `events`. Raises `AccessRevoked`."""
    if not {events, ALL_EVENTS} & saved.scopes:
        raise AccessRevoked(
            "The consent leaves out the calendar's events. Connect again, and tick all boxes at Google."
        )
    if not saved.refresh:
        raise AccessRevoked(
            "Google gave a login that does not last. Remove the app at myaccount.google.com/connections, and"
            " connect the calendar again."
        )
    return saved


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
        client=before.client,
        dies=before.dies if dies is None else now + timedelta(seconds=dies),
    )
