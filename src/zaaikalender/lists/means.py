"""What lists are kept with: the config, the store, the vault, the office key.

You need this to call anything of `zaaikalender.lists`: make one with `means_of` and hand it on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from zaaikalender.config import Config
from zaaikalender.core.contact_identity import name_key
from zaaikalender.core.contacts import Contact
from zaaikalender.core.identity import forgotten_mark
from zaaikalender.errors import StoreError
from zaaikalender.lists.kept import Kept, kept_in, old_id, text_of
from zaaikalender.lists.people import Context
from zaaikalender.store import Store
from zaaikalender.vault import Vault, opened_list, sealed_list

_ATTEMPTS = 5
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """The office's config, its store with the vault, and its key."""

    config: Config
    store: Store
    vault: Vault
    office_key: bytes = field(repr=False)

    def file_of(self, calendar: str) -> Path | None:
        """The living file of a calendar's list; None where the config names none."""
        template = self.config.settings.contacts.file
        if template is None:
            return None
        return self.config.file.parent / Path(template.replace("{calendar}", calendar)).expanduser()

    def today(self, now: datetime) -> date:
        """The day that it is at an instant, in the office."""
        return now.astimezone(self.config.office.zone).date()

    def kept(self, calendar: str) -> Kept:
        """The list as it is kept; an empty one where there is none. Raises `StoreError`."""
        found = self.store.sealed_list(calendar)
        return Kept() if found is None else kept_in(opened_list(self.vault, found))

    def change(
        self, calendar: str, changed: Callable[[Kept], tuple[Kept, _T]], *, now: datetime
    ) -> tuple[Kept, _T]:
        """Exchanges a list for what `changed` makes of it, in one step; gives both things that it gave.

        What another process did meanwhile is not lost: then it is made anew of that. Raises `StoreError`.
        """
        for _ in range(_ATTEMPTS):
            found = self.store.sealed_list(calendar)
            before = Kept() if found is None else kept_in(opened_list(self.vault, found))
            after, answer = changed(before)
            if after == before:
                return before, answer
            sealed = sealed_list(self.vault, text_of(after), calendar=calendar, at=now)
            if self.store.keep_list(sealed, before=found.sealed if found else None):
                return after, answer
        raise StoreError(f"the list of {calendar} is being changed by another process: try again")

    def context(self, kept: Kept, forgotten: frozenset[str], *, today: date) -> Context:
        """What decides whether somebody can be on a list, as the office is now."""
        owners = (name_key(Contact(id="", name=each.owner.name)) for each in self.config.calendars)
        return Context(
            forms={key: form.name for key, form in self.config.forms.items()},
            domains=self.config.office.domains,
            colleagues=frozenset(name for name in owners if name),
            today=today,
            is_forgotten=lambda address: forgotten_mark(address, self.office_key) in forgotten,
            old_id=lambda contact: old_id(kept.former, contact, self.office_key),
        )

    def digest_of_settings(self, forgotten: frozenset[str]) -> str:
        """What changes when a file that did not change must be understood anew."""
        owners = sorted(each.owner.name.casefold() for each in self.config.calendars)
        parts = [
            "1",  # raise it when files are read in another way
            *sorted(form.name for form in self.config.forms.values()),
            "",
            *sorted(self.config.office.domains),
            "",
            *owners,
            "",
            *sorted(forgotten),
        ]
        return sha256("\n".join(parts).encode()).hexdigest()


def means_of(config: Config, store: Store, office_key: bytes) -> Means:
    """The means of an office that is open."""
    return Means(config=config, store=store, vault=Vault(config.key_file), office_key=office_key)


def without(kept: Kept, ids: frozenset[str]) -> Kept:
    """The list without these people."""
    return replace(
        kept,
        contacts=tuple(each for each in kept.contacts if each.id not in ids),
        joined=kept.joined - ids,
    )
