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
from zaaikalender.providers import microsoft_tokens
from zaaikalender.providers.microsoft_sign_in import Identity, who
from zaaikalender.servers import outlook
from zaaikalender.servers.means import Means


class Way(Protocol):
    """One provider. All but `origin` raise the errors of reading."""

    @property
    def origin(self) -> str:
        """Where its login page stands, so that our form may lead there."""
        ...

    def begin(self, redirect_uri: str, state: str) -> tuple[str, dict[str, Any]]:
        """Where to send the person, and what must be remembered until he comes back."""
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
        parts = urlsplit(outlook.registration_of(self.means).address)
        return f"{parts.scheme}://{parts.netloc}"

    def begin(self, redirect_uri: str, state: str) -> tuple[str, dict[str, Any]]:
        """See `Way.begin`. One consent: who he is, and, where people log in themselves, his calendar."""
        registration = outlook.registration_of(self.means)
        flow = microsoft_tokens.begun(
            registration, self.means.door, redirect_uri=redirect_uri, account="", state=state
        )
        return str(flow["auth_uri"]), flow

    def finish(self, flow: dict[str, Any], query: Mapping[str, str], *, now: datetime) -> Identity:
        """See `Way.finish`."""
        return who(outlook.registration_of(self.means), self.means.door, flow, query, now=now)

    def connect(self, identity: Identity, calendar: CalendarConfig) -> bool:
        """See `Way.connect`. Only a mailbox of this very person, never another account than expected."""
        provider = calendar.provider
        if not isinstance(provider, OtherConfig) or provider.provider != "outlook" or not identity.saved:
            return False
        if Person(address=outlook.account_of(calendar, provider)) != Person(address=identity.address):
            raise AccessRevoked(
                f"calendar {calendar.name}: somebody else logged in than `account` names. Log in as that "
                "one, or correct `account`."
            )
        return outlook.take(calendar, provider, self.means, identity.saved)


def ways_of(means: Means) -> Mapping[str, Way]:
    """The ways that this office has, by the word in their address."""
    microsoft = means.config.settings.microsoft
    return {"microsoft": Microsoft(means)} if microsoft.client_id and microsoft.tenant else {}
