"""From a calendar's table in the config to a calendar on a server.

You need this when a new kind of server joins: its module gets a line in `Servers.open`. All calendars share
one `Door`, whose guard knows which addresses the config allows.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from zaaikalender.config import CalendarConfig, Config, OtherConfig
from zaaikalender.core.ports import Calendar
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.http import Door
from zaaikalender.servers import caldav, outlook
from zaaikalender.servers.means import Means
from zaaikalender.store import Store
from zaaikalender.vault import Vault


@dataclass(kw_only=True)
class Servers:
    """Opens the office's calendars that stand on servers. Close it at the end."""

    config: Config
    store: Store
    clock: Callable[[], datetime]
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    def open(self, calendar: CalendarConfig) -> Calendar:
        """The calendar as the engine needs it; nothing is asked yet.

        Raises `ConfigurationError` where its kind is not built yet, or where what logs in is not there.
        """
        provider = calendar.provider
        match provider:
            case OtherConfig(provider="caldav"):
                return caldav.opened(calendar, provider, self.means)
            case OtherConfig(provider="outlook"):
                return outlook.opened(calendar, provider, self.means)
        raise ConfigurationError(
            f"calendar {calendar.name}: provider '{provider.provider}' is not part of this version. "
            "Use 'caldav', or 'folder' with a program such as vdirsyncer beside it."
        )

    def close(self) -> None:
        """Closes all connections."""
        if "means" in vars(self):
            self.means.door.close()

    @cached_property
    def means(self) -> Means:
        """What all kinds of server share."""
        providers = [
            each.provider for each in self.config.calendars if isinstance(each.provider, OtherConfig)
        ]
        addresses = [address for each in providers for address in (each.url, each.endpoint)]
        named = [each for each in (*addresses, self.config.settings.microsoft.authority) if each]
        return Means(
            config=self.config,
            door=Door(allow=self.config.settings.http.allow, named=named),
            store=self.store,
            vault=Vault(self.config.key_file),
            clock=self.clock,
            environ=self.environ,
        )
