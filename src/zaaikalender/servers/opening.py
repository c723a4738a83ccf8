"""From a calendar's table in the config to a calendar on a server.

You need this when a new kind of server joins: its module has the functions of `Kind`, and a line in `KINDS`.
All calendars share one `Door`, whose guard knows which addresses the config allows.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from zaaikalender.config import CalendarConfig, Config, OtherConfig
from zaaikalender.core.ports import Calendar, Mails, Postman
from zaaikalender.errors import ConfigurationError, ZaaiError
from zaaikalender.providers.http import Door
from zaaikalender.providers.mail import MailServer, SmtpPostman
from zaaikalender.servers import caldav, google, outlook
from zaaikalender.servers.bells import Bells
from zaaikalender.servers.finding import Finding
from zaaikalender.servers.mail import mail_server
from zaaikalender.servers.means import Means
from zaaikalender.servers.talk import Talk
from zaaikalender.store import Store
from zaaikalender.vault import Vault


class Kind(Protocol):
    """What the module of one kind of server does. All raise the errors of reading."""

    def opened(self, calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Calendar:
        """The calendar; nothing is asked of the server yet."""
        ...

    def connect(self, calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
        """Obtains what logs in, tries it, and keeps it sealed; keeps nothing where it fails."""
        ...

    def findings(self, calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Iterator[Finding]:
        """What `doctor` tells of this server and login, beside what reading the calendar tells."""
        ...

    def revoke(self, calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
        """Withdraws at the server what logs in, or says what the person must withdraw there himself."""
        ...


KINDS: Mapping[str, Kind] = {"caldav": caldav, "google": google, "outlook": outlook}
"""The kinds of server by the config's word."""


@dataclass(kw_only=True)
class Servers:
    """Opens the office's calendars that stand on servers. Close it at the end.

    `as_if` says that the clock shows another day: only this machine's own mail server is used then.
    """

    config: Config
    store: Store
    clock: Callable[[], datetime]
    as_if: bool = False
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    def open(self, calendar: CalendarConfig) -> Calendar:
        """The calendar as the engine needs it; nothing is asked yet.

        Raises `ConfigurationError` where what logs in is not there.
        """
        kind, provider = _of(calendar)
        return kind.opened(calendar, provider, self.means)

    def connect(self, calendar: CalendarConfig, talk: Talk) -> None:
        """Lets a person log in once; see `Kind.connect`."""
        kind, provider = _of(calendar)
        kind.connect(calendar, provider, self.means, talk)

    def findings(self, calendar: CalendarConfig) -> Iterator[Finding]:
        """What there is to tell of its server; see `Kind.findings`."""
        kind, provider = _of(calendar)
        yield from kind.findings(calendar, provider, self.means)
        yield from self.bells.findings(calendar)

    def revoke(self, calendar: CalendarConfig, talk: Talk) -> None:
        """Takes down its bell and withdraws what logs in, before it is forgotten; see `Kind.revoke`."""
        kind, provider = _of(calendar)
        # A bell that stays rings for some days at most, and nobody listens.
        with suppress(ZaaiError):
            self.bells.take_down(calendar)
        kind.revoke(calendar, provider, self.means, talk)

    def close(self) -> None:
        """Closes all connections."""
        if "means" in vars(self):
            self.means.door.close()

    @cached_property
    def bells(self) -> Bells:
        """What tells at once that a calendar changed."""
        return Bells(means=self.means)

    @cached_property
    def mail_server(self) -> MailServer | None:
        """The office's mail server, where it has one that may be used. Raises `ConfigurationError`."""
        return mail_server(self.config, self.environ, as_if=self.as_if)

    @property
    def postman(self) -> Postman | None:
        """Who hands our mails over; None where the office has no mail server that may be used."""
        return SmtpPostman(self.mail_server) if self.mail_server else None

    @property
    def mails(self) -> Mails:
        """Who mails guests where no calendar server does.

        It is we, too, as of another day, when nothing may leave this machine: letters wait for an ordinary
        pass. Otherwise guests would be put on an appointment of which they never hear.
        """
        return Mails.US if self.mail_server or self.config.settings.mail else Mails.NOBODY

    @cached_property
    def means(self) -> Means:
        """What all kinds of server share."""
        providers = [
            each.provider for each in self.config.calendars if isinstance(each.provider, OtherConfig)
        ]
        addresses = [address for each in providers for address in (each.url, each.endpoint)]
        settings = self.config.settings
        logins = (settings.google.token_uri, settings.microsoft.authority)
        named = [each for each in (*addresses, *logins) if each]
        return Means(
            config=self.config,
            door=Door(allow=settings.http.allow, named=named),
            store=self.store,
            vault=Vault(self.config.key_file),
            clock=self.clock,
            mails=self.mails,
            environ=self.environ,
        )


def _of(calendar: CalendarConfig) -> tuple[Kind, OtherConfig]:
    """The kind of server that a calendar stands on. Raises `ConfigurationError` for one in a folder."""
    provider = calendar.provider
    if isinstance(provider, OtherConfig):
        return KINDS[provider.provider], provider
    raise ConfigurationError(
        f"calendar {calendar.name}: it stands in a folder. There is nothing to log in to."
    )
