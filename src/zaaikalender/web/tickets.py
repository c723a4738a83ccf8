"""Random ids that stand for something on the server: a session, a sign-in under way, a link that works once.

You need this when somebody is signed out too early or too late. An id has 256 random bits and is stored as
its hash; what it stands for is sealed, so that a copy of the database tells neither who is signed in nor how.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from zaaikalender.errors import AccessRevoked, StoreError
from zaaikalender.store.tickets import Ticket
from zaaikalender.vault import Vault
from zaaikalender.web.office import Office

_RANDOM = 32
_LONGEST = 200
_FOR_EVER = timedelta(days=36_500)


class TicketKind(StrEnum):
    """What an id can stand for."""

    SESSION = "session"
    LOGIN = "login"
    LINK = "link"
    ACCOUNT = "account"


def new_id() -> str:
    """An id that nobody guesses."""
    return secrets.token_urlsafe(_RANDOM)


def mark_of(identifier: str) -> str:
    """All that is stored of an id."""
    return hashlib.sha256(identifier[:_LONGEST].encode()).hexdigest()


def person_mark(office_key: bytes, address: str) -> str:
    """A keyed hash of who somebody is, to sign him out everywhere."""
    message = b"a person who signs in: " + address.strip().lower().encode()
    return hmac.new(office_key, message, hashlib.sha256).hexdigest()[:32]


def _keyed(office_key: bytes, *parts: str) -> "hmac.HMAC":
    return hmac.new(office_key, json.dumps(parts).encode(), hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Tickets:
    """The office's tickets. All methods raise `StoreError`."""

    office: Office

    def give(
        self,
        kind: TicketKind,
        facts: Mapping[str, Any],
        *,
        address: str,
        lasts: timedelta,
        identifier: str = "",
    ) -> str:
        """A new id that stands for these facts so long; or `identifier`, which somebody else made up."""
        identifier = identifier or new_id()
        now, mark = self.office.now(), mark_of(identifier)
        sealed = self._vault.seal(json.dumps(facts), calendar=mark, account="", provider=kind.value)
        person = person_mark(self.office.app.bureau.office_key, address) if address else ""
        ticket = Ticket(mark=mark, kind=kind.value, person=person, until=now + lasts, sealed=sealed)
        self.office.app.store.tickets.keep(ticket, now=now)
        return identifier

    def read(self, kind: TicketKind, identifier: str) -> Mapping[str, Any] | None:
        """What an id stands for; None where it stands for nothing, or does no more."""
        if not identifier:
            return None
        found = self.office.app.store.tickets.find(mark_of(identifier), kind.value, now=self.office.now())
        return self._opened(found)

    def take(self, kind: TicketKind, identifier: str) -> Mapping[str, Any] | None:
        """The same, once."""
        if not identifier:
            return None
        found = self.office.app.store.tickets.take(mark_of(identifier), kind.value, now=self.office.now())
        return self._opened(found)

    def is_first(self, address: str, issuer: str, subject: str) -> bool:
        """Whether this is the account that came with that address before, at that issuer; the first one is.

        For those who own no calendar, to which `store.tickets.pinned` could tie them. What is stored is
        hashed with the office key, and outlives a new key for passwords.
        """
        key = self.office.app.bureau.office_key
        ticket = Ticket(
            mark=_keyed(key, "whose account", address.strip().lower(), issuer).hexdigest(),
            kind=TicketKind.ACCOUNT.value,
            person=person_mark(key, address),
            until=self.office.now() + _FOR_EVER,
            sealed=_keyed(key, "which account", issuer, subject).digest(),
        )
        kept = self.office.app.store.tickets.first(ticket, now=self.office.now())
        return hmac.compare_digest(kept.sealed, ticket.sealed)

    def drop(self, identifier: str) -> None:
        """From now on that id stands for nothing."""
        self.office.app.store.tickets.drop(mark_of(identifier))

    def drop_all_of(self, address: str) -> None:
        """Signs somebody out everywhere."""
        self.office.app.store.tickets.drop_all_of(person_mark(self.office.app.bureau.office_key, address))

    @property
    def _vault(self) -> Vault:
        return Vault(self.office.app.config.key_file)

    def _opened(self, ticket: Ticket | None) -> Mapping[str, Any] | None:
        """The facts; one that was sealed under a key that is gone stands for nothing any more."""
        if ticket is None:
            return None
        try:
            text = self._vault.open(ticket.sealed, calendar=ticket.mark, account="", provider=ticket.kind)
        except (AccessRevoked, StoreError):
            return None
        facts: Mapping[str, Any] = json.loads(text)
        return facts
