"""Logging in at Microsoft with a code that is typed on another device (RFC 8628).

You need this where a person has no browser that can end at this machine, and cannot paste an address either.
Microsoft advises to block it, since whoever talks somebody into typing a code is logged in as him
(https://learn.microsoft.com/entra/identity/conditional-access/concept-authentication-flows). So it is used
only where the config switches it on. Whoever waits asks `arrived` every so often.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.door import Door
from zaaikalender.providers.microsoft_errors import refused
from zaaikalender.providers.microsoft_tokens import DELEGATED, Client, Registration, Saved

_SHORTEST, _USUAL, _LONGEST = 1, 5, 60
_LIFE = 900
_WAITING = frozenset({"authorization_pending", "slow_down"})


@dataclass(slots=True, kw_only=True)
class DeviceCode:
    """A code that waits to be typed. `flow` is msal's own, which it changes at each question."""

    flow: dict[str, Any] = field(repr=False)

    @property
    def code(self) -> str:
        """What the person types."""
        return str(self.flow["user_code"])

    @property
    def address(self) -> str:
        """Where he types it."""
        return str(self.flow["verification_uri"])

    @property
    def pause(self) -> float:
        """How many seconds to wait before asking again; it grows where the server finds us too quick."""
        return float(self.flow["interval"])

    @property
    def life(self) -> float:
        """For how many seconds the code is good."""
        return float(min(int(self.flow["expires_in"]), _LIFE))


def begun(registration: Registration, door: Door) -> DeviceCode:
    """A code to type. Raises `AccessRevoked` where the tenant gives none."""
    with Client(registration, door, "") as client:
        try:
            flow: dict[str, Any] = client.app.initiate_device_flow(list(DELEGATED))
        except (ValueError, TypeError, AttributeError) as error:
            raise ConfigurationError(
                "Microsoft's login gives no code here. Take `device_code` out of [microsoft]."
            ) from error
    if not all(isinstance(flow.get(name), str) for name in ("device_code", "user_code", "verification_uri")):
        raise refused(flow)
    flow["interval"] = min(max(flow.get("interval", _USUAL), _SHORTEST), _LONGEST)
    return DeviceCode(flow=flow)


def arrived(
    registration: Registration, door: Door, device: DeviceCode, *, account: str, now: datetime
) -> Saved | None:
    """What to keep; None while nobody typed the code. Asks once and does not wait.

    Raises `AccessRevoked` where he refused, where somebody else logged in, and where the code ran out.
    """
    with Client(registration, door, "") as client:
        result = client.app.acquire_token_by_device_flow(device.flow, exit_condition=lambda _flow: True)
        if result.get("error") in _WAITING:
            return None
        return client.saved_for(account, result, now)
