"""Tokens for Microsoft Graph: obtained once with a person, kept fresh after that, or for a whole office.

You need this when a login at Microsoft fails. Everything of OAuth (state, PKCE, nonce, refreshing) is msal's;
it goes over the network by our own door. What it wants to remember is one text, which the caller keeps
sealed: written only when it changed. While a token is good, msal is not even asked.
"""

import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from zaaikalender.errors import AccessRevoked, ConfigurationError
from zaaikalender.providers.door import Door
from zaaikalender.providers.microsoft_certificate import is_certificate
from zaaikalender.providers.microsoft_errors import refused
from zaaikalender.providers.microsoft_http import MsalHttp

LOGIN = "https://login.microsoftonline.com"
DELEGATED = ("https://graph.microsoft.com/Calendars.ReadWrite",)
_OFFICE = ("https://graph.microsoft.com/.default",)
_SPARE = timedelta(minutes=5)
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The office's app registration. `secret` is a client secret, or a certificate with its key (PEM).

    With a secret the app acts for the whole office; without, for who logged in.
    """

    client_id: str
    tenant: str
    authority: str | None = None
    secret: str | None = field(default=None, repr=False)

    @property
    def for_office(self) -> bool:
        """Whether the app acts by itself."""
        return self.secret is not None

    @property
    def address(self) -> str:
        """Where to log in; the tenant is added where only a host is named."""
        given = (self.authority or LOGIN).rstrip("/").removesuffix("/v2.0")
        return given if urlsplit(given).path.strip("/") else f"{given}/{self.tenant}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What is kept between two passes: a token with its end (UTC), and msal's own memory."""

    access: str = field(default="", repr=False)
    until: datetime = _LONG_AGO
    cache: str = field(default="", repr=False)

    def written(self) -> str:
        """As text, to be sealed."""
        return json.dumps({"access": self.access, "until": self.until.isoformat(), "cache": self.cache})


def read(text: str) -> Saved:
    """What was kept. Raises `AccessRevoked` for what is nothing of ours."""
    try:
        line = json.loads(text)
        return Saved(access=line["access"], until=datetime.fromisoformat(line["until"]), cache=line["cache"])
    except (ValueError, KeyError, TypeError) as error:
        raise AccessRevoked("The stored login cannot be read. Connect the calendar again.") from error


@dataclass(kw_only=True)
class Tokens:
    """Bearer tokens for one mailbox. `saved` is what connecting kept, `keep` takes what is to be kept."""

    registration: Registration
    door: Door
    clock: Callable[[], datetime]
    saved: Saved
    keep: Callable[[str], None]
    account: str

    def __call__(self, fresh: bool) -> str:  # noqa: FBT001 - the shape of `Token`
        """A token that is good for some minutes more. Raises `AccessRevoked`, `Unreachable`."""
        if fresh or self.saved.until - self.clock() < _SPARE or not self.saved.access:
            renewed = renew(self.registration, self.door, self.saved, now=self.clock(), lane=self.account)
            if renewed != self.saved:
                self.keep(renewed.written())
            self.saved = renewed
        return self.saved.access


def renew(registration: Registration, door: Door, saved: Saved, *, now: datetime, lane: str = "") -> Saved:
    """A new token: by the refresh token, or by the app's own secret. `lane` is whose it is."""
    with Client(registration, door, saved.cache, lane) as client:
        if registration.for_office:
            return client.saved(client.app.acquire_token_for_client(scopes=list(_OFFICE)), now, saved)
        account = next(iter(client.app.get_accounts()), None)
        if account is None:
            raise refused(None)
        # Not `acquire_token_silent`: that one swallows why.
        result = client.app.acquire_token_silent_with_error(
            list(DELEGATED), account=account, force_refresh=True
        )
        return client.saved(result, now, saved)


def begun(
    registration: Registration, door: Door, *, redirect_uri: str, account: str, state: str | None = None
) -> dict[str, Any]:
    """The start of a login: `auth_uri` is where to send the person, `state` what comes back with him.

    With an app that acts by itself he says who he is, and gives nothing more.
    """
    scopes = [] if registration.for_office else list(DELEGATED)
    with Client(registration, door, "") as client, warnings.catch_warnings():
        # It would rather have the answer posted, which no browser does to an address on one's own machine.
        warnings.simplefilter("ignore")
        flow: dict[str, Any] = client.app.initiate_auth_code_flow(
            scopes, redirect_uri=redirect_uri, login_hint=account or None, state=state
        )
        return flow


def finished(  # noqa: PLR0913 - a login, and whose it must be
    registration: Registration,
    door: Door,
    flow: dict[str, Any],
    query: Mapping[str, str],
    *,
    account: str,
    now: datetime,
) -> Saved:
    """The end of a login: what to keep. Raises `AccessRevoked`, also where somebody else logged in."""
    with Client(registration, door, "") as client:
        return client.saved_for(account, client.answered(flow, query), now)


def signed_in(
    registration: Registration, door: Door, flow: dict[str, Any], query: Mapping[str, str], *, now: datetime
) -> tuple[Saved, Mapping[str, Any], str]:
    """Whoever logged in: what to keep, the claims of his ID token, and the issuer that they must name.

    msal looks after `state`, PKCE and the nonce; the claims themselves are the caller's to check.
    """
    with Client(registration, door, "") as client:
        result = client.answered(flow, query)
        endpoint = urlsplit(client.app.authority.token_endpoint)
        issuer = f"{endpoint.scheme}://{endpoint.netloc}/{client.app.authority.tenant}/v2.0"
        return client.saved(result, now, Saved()), result.get("id_token_claims") or {}, issuer


class Client:
    """msal for one registration, with its memory as text; its failures as ours. `app` is msal's own."""

    def __init__(self, registration: Registration, door: Door, cache: str, lane: str = "") -> None:
        # Here, since loading msal takes longer than many a command that needs none.
        import msal  # type: ignore[import-untyped]  # noqa: PLC0415

        self._msal: Any = msal
        self._registration, self._http = registration, MsalHttp(door, lane)
        self._cache = msal.SerializableTokenCache()
        if cache:
            self._cache.deserialize(cache)

    def __enter__(self) -> Self:
        office = self._registration.for_office
        kind = self._msal.ConfidentialClientApplication if office else self._msal.PublicClientApplication
        try:
            self.app: Any = kind(
                self._registration.client_id,
                authority=self._registration.address,
                client_credential=_credential(self._registration.secret),
                token_cache=None if office else self._cache,
                http_client=self._http,
                instance_discovery=False,
            )
        except (ValueError, RuntimeError, KeyError) as error:
            raise ConfigurationError(
                "Microsoft's login does not answer for this tenant. Check `tenant`, `authority` (https, with"
                " a path), and the certificate in [microsoft]."
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing stays open."""

    def answered(self, flow: dict[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
        """What a login's answer brings. Raises `AccessRevoked` for one that belongs to another login."""
        try:
            result: dict[str, Any] = self.app.acquire_token_by_auth_code_flow(flow, dict(query))
        except (ValueError, RuntimeError) as error:
            raise AccessRevoked("The answer belongs to another login. Connect the calendar again.") from error
        return result

    def saved(self, result: dict[str, Any] | None, now: datetime, before: Saved) -> Saved:
        """What to keep after an answer; raises what it means where it has no token."""
        if not result or not isinstance(result.get("access_token"), str):
            raise refused(result)
        until = now + timedelta(seconds=int(result.get("expires_in") or 0))
        # `serialize` forgets that anything changed.
        cache = self._cache.serialize() if self._cache.has_state_changed else before.cache
        return replace(before, access=result["access_token"], until=until, cache=cache)

    def saved_for(self, account: str, result: dict[str, Any], now: datetime) -> Saved:
        """What to keep of a first login. Raises `AccessRevoked` where another than `account` logged in."""
        saved = self.saved(result, now, Saved())
        claims = result.get("id_token_claims") or {}
        names = {str(claims.get(each, "")).lower() for each in ("preferred_username", "email", "upn", "oid")}
        if account.lower() not in names:
            raise AccessRevoked(
                "Somebody else logged in than `account` names. Log in as that one, or correct `account`."
            )
        return saved


def _credential(secret: str | None) -> str | dict[str, str] | None:
    """A secret as it is; a certificate with its key as msal wants it."""
    if secret is None or not is_certificate(secret):
        return secret
    return {"private_key": secret, "public_certificate": secret}
