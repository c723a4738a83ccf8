"""The ways in which people sign in with an account that they already have (OpenID Connect).

You need this when another provider joins: give it the functions of `Way`, and a line in `ways_of`. Each has
an address of its own to come back to: with `state`, that keeps one provider's answer from passing for
another's (RFC 9700, 4.4.2.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.core.people import Person
from zaaikalender.errors import AccessRevoked
from zaaikalender.providers import google_login, google_sign_in, microsoft_sign_in, microsoft_tokens
from zaaikalender.providers.identity import Identity
from zaaikalender.servers import google, google_opening, outlook
from zaaikalender.servers.logins import account_of
from zaaikalender.servers.means import Means


class Way(Protocol):
    """One provider. All but `origin` raise the errors of reading."""

    @property
    def origin(self) -> str:
        """Where its login page stands, so that our form may lead there."""
        ...

    def begin(self, redirect_uri: str, state: str, *, anew: bool) -> tuple[str, dict[str, Any]]:
        """Where to send the person, and what must be remembered until he comes back.

        `anew`: he is asked for his consent again, also where he gave it before.
        """
        ...

    def finish(self, flow: dict[str, Any], query: Mapping[str, str], *, now: datetime) -> Identity:
        """Who came back. Raises `AccessRevoked` where the answer is not about this login."""
        ...

    def connect(self, identity: Identity, calendar: CalendarConfig) -> bool:
        """Connects a calendar of his with what he granted; False where that is not its kind."""
        ...


@dataclass(frozen=True, slots=True)
class Microsoft:
    """Microsoft's login, for the office's own tenant."""

    means: Means

    @property
    def origin(self) -> str:
        """See `Way.origin`."""
        return _origin(outlook.registration_of(self.means).address)

    def begin(self, redirect_uri: str, state: str, *, anew: bool) -> tuple[str, dict[str, Any]]:
        """See `Way.begin`. Microsoft gives what lasts each time, so nothing is asked anew."""
        del anew
        registration = outlook.registration_of(self.means)
        flow = microsoft_tokens.begun(
            registration, self.means.door, redirect_uri=redirect_uri, account="", state=state
        )
        return str(flow["auth_uri"]), flow

    def finish(self, flow: dict[str, Any], query: Mapping[str, str], *, now: datetime) -> Identity:
        """See `Way.finish`."""
        registration = outlook.registration_of(self.means)
        return microsoft_sign_in.who(registration, self.means.door, flow, query, now=now)

    def connect(self, identity: Identity, calendar: CalendarConfig) -> bool:
        """See `Way.connect`."""
        provider = calendar.provider
        if not isinstance(provider, OtherConfig) or provider.provider != "outlook" or not identity.granted:
            return False
        _look_whose(identity, calendar, account_of(calendar, provider))
        return outlook.take(calendar, provider, self.means, identity.granted)


@dataclass(frozen=True, slots=True)
class Google:
    """Google's login, by the office's own client."""

    means: Means
    client: google_login.Registration

    @property
    def origin(self) -> str:
        """See `Way.origin`."""
        return _origin(self.client.auth_uri)

    def begin(self, redirect_uri: str, state: str, *, anew: bool) -> tuple[str, dict[str, Any]]:
        """See `Way.begin`."""
        events = google_opening.events_asked(self.means)
        return google_sign_in.begun(
            self.client, redirect_uri=redirect_uri, state=state, events=events, anew=anew
        )

    def finish(self, flow: dict[str, Any], query: Mapping[str, str], *, now: datetime) -> Identity:
        """See `Way.finish`."""
        return google_sign_in.who(self.client, self.means.door, flow, query, now=now)

    def connect(self, identity: Identity, calendar: CalendarConfig) -> bool:
        """See `Way.connect`."""
        provider = calendar.provider
        if not isinstance(provider, OtherConfig) or provider.provider != "google" or not identity.granted:
            return False
        _look_whose(identity, calendar, account_of(calendar, provider))
        return google.take(calendar, provider, self.means, identity.granted)


def ways_of(means: Means) -> Mapping[str, Way]:
    """The ways that this office has, by the word in their address. Raises `ConfigurationError`."""
    ways: dict[str, Way] = {}
    microsoft = means.config.settings.microsoft
    if microsoft.client_id and microsoft.tenant:
        ways["microsoft"] = Microsoft(means)
    if (client := google_opening.client_of(means)) is not None:
        ways["google"] = Google(means, client)
    return ways


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _look_whose(identity: Identity, calendar: CalendarConfig, account: str) -> None:
    """Only this very person's account, never another than the config expects."""
    if Person(address=account) != Person(address=identity.address):
        raise AccessRevoked(
            f"calendar {calendar.name}: somebody else logged in than `account` names. Log in as that "
            "one, or correct `account`."
        )
