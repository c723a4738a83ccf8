"""From a calendar's table in the config to a calendar on a server: its password, the way to it, its provider.

You need this when a calendar on a server cannot be opened. A password is read when it is needed and kept
nowhere; all calendars share one `Door`, whose guard knows which addresses the config allows.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from zaaikalender.config import CalendarConfig, Config, OtherConfig
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.caldav import CalDavCalendar
from zaaikalender.providers.http import Door


@dataclass(kw_only=True)
class Servers:
    """Opens the office's calendars that stand on servers. Close it at the end."""

    config: Config
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    def open(self, calendar: CalendarConfig, clock: Callable[[], datetime]) -> CalDavCalendar:
        """The calendar as the engine needs it; nothing is asked yet.

        Raises `ConfigurationError` where its kind is not built yet, or where its password is not there.
        """
        provider = calendar.provider
        if not isinstance(provider, OtherConfig) or provider.provider != "caldav" or provider.url is None:
            raise ConfigurationError(
                f"calendar {calendar.name}: provider '{provider.provider}' is not part of this version. "
                "Use 'caldav', or 'folder' with a program such as vdirsyncer beside it."
            )
        return CalDavCalendar(
            provider.url,
            calendar.owner,
            self.config.office.zone,
            door=self._door,
            user=self._user(calendar.name, provider),
            clock=clock,
        )

    def close(self) -> None:
        """Closes all connections."""
        if "_door" in vars(self):
            self._door.close()

    @cached_property
    def _door(self) -> Door:
        providers = (calendar.provider for calendar in self.config.calendars)
        named = [each.url for each in providers if isinstance(each, OtherConfig) and each.url]
        return Door(allow=self.config.settings.http.allow, named=named)

    def _user(self, name: str, provider: OtherConfig) -> tuple[str, str] | None:
        if provider.username is None:
            return None
        return provider.username, self._password(name, provider)

    def _password(self, name: str, provider: OtherConfig) -> str:
        if variable := provider.password_env:
            if variable in self.environ:
                return self.environ[variable]
            raise ConfigurationError(f"calendar {name}: {variable} (password_env) is not set. Set it.")
        if provider.password_file is None:
            raise ConfigurationError(
                f"calendar {name}: there is no password. Set `password_env` or `password_file`."
            )
        try:
            return provider.password_file.read_text(encoding="utf-8").strip("\r\n")
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                f"calendar {name}: the file that `password_file` names cannot be read. Put it back."
            ) from error
