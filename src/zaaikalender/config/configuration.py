"""The config as the rest of the product sees it: core values and plain frozen ones.

You need this wherever a setting is read. What the core knows comes as core values (`office`, `policy`,
`rules`); all else stands in `settings` under the names that the file uses. Paths are absolute.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from zaaikalender.config.fingerprint import fingerprint
from zaaikalender.config.settings import Settings
from zaaikalender.config.suggest import nearest
from zaaikalender.core.contacts import Contact, Form, Network
from zaaikalender.core.dates import Office, WeekHours
from zaaikalender.core.people import Person
from zaaikalender.core.policy import Policy
from zaaikalender.core.rules import Invite, Rules
from zaaikalender.errors import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderConfig:
    """A directory of `.ics` files."""

    path: Path

    @property
    def provider(self) -> str:
        """The word that the file uses."""
        return "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherConfig:
    """A calendar on a server: `provider` is caldav, google or outlook; what was not written is None.

    `*_env` are names of variables and `*_file` are paths; the secrets themselves are nowhere in here.
    """

    provider: str
    url: str | None = None
    username: str | None = None
    password_env: str | None = None
    password_file: Path | None = None
    account: str | None = None
    calendar_id: str | None = None
    endpoint: str | None = None
    bearer_env: str | None = None
    bearer_file: Path | None = None


ProviderConfig: TypeAlias = FolderConfig | OtherConfig
"""Where a calendar stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarConfig:
    """One person's calendar: `hours` and `goal` are his own, or else the office's.

    `busy` are more calendars (files or folders) that are read for busy time only. `fingerprint` is that of
    the rules as they hold for him (`Config.fingerprint_of_rules`).
    """

    name: str
    owner: Person
    provider: ProviderConfig
    hours: WeekHours
    goal: int
    fingerprint: str
    busy: tuple[Path, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, as one opaque word: which calendar it is, not how we log in."""
        at = self.provider
        if isinstance(at, FolderConfig):
            where: tuple[object, ...] = (at.path,)
        else:
            where = (at.url, at.endpoint, at.username, at.account, at.calendar_id)
        return hashlib.sha256(repr((at.provider, *map(str, where))).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A whole config that was checked. `store_url` may hold a password and never shows in a repr.

    `forms` are all forms of meeting by their names in small letters. `texts_file` names templates that take
    the place of ours. `settings` holds every table as it was written,
    with plain frozen values: contacts, session, mail, http, google, microsoft, budget, report.
    """

    file: Path
    language: str
    office: Office
    policy: Policy
    rules: Rules
    forms: Mapping[str, Form]
    calendars: tuple[CalendarConfig, ...]
    store_url: str = field(repr=False)
    key_file: Path
    texts_file: Path | None
    settings: Settings = field(repr=False)

    def calendar(self, name: str) -> CalendarConfig:
        """The calendar of that name; raises `ConfigurationError` with the names that may be meant."""
        for calendar in self.calendars:
            if calendar.name == name:
                return calendar
        names = [calendar.name for calendar in self.calendars]
        if near := nearest(name, names):
            raise ConfigurationError(
                f"There is no calendar of that name in {self.file}. Did you mean '{near}'?"
            )
        raise ConfigurationError(
            f"There is no calendar of that name in {self.file}. Its calendars are: {_some(names)}."
        )

    def network(self, calendar: CalendarConfig, contacts: tuple[Contact, ...]) -> Network:
        """A list, and how this office keeps in touch with who stands on it."""
        settings = self.settings.contacts
        return Network(
            contacts=contacts,
            forms=self.forms,
            form=settings.form.casefold(),
            every=settings.every,
            per_week=settings.per_week,
            invite=Invite(settings.invite),
            goal=calendar.goal,
            helper=self._owner_of(settings.helper),
            yearly=settings.recurring == "series",
            kept=bool(contacts) or bool({"contacts", "session"} & self.settings.model_fields_set),
        )

    def _owner_of(self, calendar: str | None) -> Person | None:
        """Whose calendar it is; nobody where no calendar is named."""
        return next((each.owner for each in self.calendars if each.name == calendar), None)

    def fingerprint_of_rules(self, calendar: str | None = None) -> str:
        """32 hexadecimal digits that change when what decides matching or placing does.

        With the name of a calendar, its own hours and busy calendars count too. Texts, limits, intervals and
        the store do not; nor does the way in which a setting was written ("6 weken" or "6 weeks").
        """
        return fingerprint(self.settings) if calendar is None else self.calendar(calendar).fingerprint


_SHOWN = 12
"""So many names still help somebody who mistyped one."""


def _some(names: list[str]) -> str:
    return ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])
