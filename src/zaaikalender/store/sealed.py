"""What the store holds sealed: what logs in to calendars, and people's own lists.

You need this to see what a new office key must seal anew. Nothing here can be read without the key file; it
goes in and out as it is (`vault`).
"""

from collections.abc import Sequence
from datetime import datetime

from zaaikalender.store import credentials, lists
from zaaikalender.store.credentials import Credential
from zaaikalender.store.ledger import DatabaseLedger
from zaaikalender.store.lists import SealedList
from zaaikalender.store.trail import What


class SealedStore(DatabaseLedger):
    """The part of the store that holds secrets. All methods raise `StoreError`."""

    def keep_credential(self, credential: Credential, *, renewed: bool = False) -> None:
        """Stores what logs in to a calendar over what was there; `renewed` by its server it is no news."""
        with self._database.erase() as connection:
            credentials.keep(connection, credential)
            if credential.is_login and not renewed:
                self.trail.add(connection, credential.calendar, What.CONNECTED, at=credential.at)

    def credential(self, calendar: str, account: str, provider: str) -> Credential | None:
        """What logs in to a calendar, or None where it was never connected."""
        with self._database.read() as connection:
            return credentials.find(connection, (calendar, account, provider))

    def drop_credentials(self, calendar: str, *, at: datetime) -> None:
        """Removes what logs in to a calendar; all else that is stored for it stays."""
        with self._database.erase() as connection:
            if credentials.drop(connection, calendar):
                self.trail.add(connection, calendar, What.DISCONNECTED, at=at)

    def credentials_beside(
        self, key: str, *, after: tuple[str, str, str] = ("", "", ""), most: int = 500
    ) -> tuple[Credential, ...]:
        """Credentials that are not under this key, in the order of their places, from behind `after` on."""
        with self._database.read() as connection:
            return credentials.beside(connection, key, after, most)

    def exchange_credentials(self, resealed: Sequence[tuple[Credential, bytes]], key: str) -> None:
        """The same secrets under another key, in one commit; what was connected again meanwhile stays."""
        with self._database.erase() as connection:
            for before, sealed in resealed:
                credentials.exchange(connection, before, sealed, key)

    def sealed_list(self, calendar: str) -> SealedList | None:
        """A calendar's list of contacts, or None where it never had one."""
        with self._database.read() as connection:
            return lists.find(connection, calendar)

    def keep_list(self, kept: SealedList, *, before: bytes | None) -> bool:
        """Stores a list in the place of `before` (None: of none); False where another stands there by now."""
        with self._database.erase() as connection:
            return lists.keep(connection, kept, before)

    def list_owners(self) -> tuple[str, ...]:
        """The calendars that have a list of contacts, by name."""
        with self._database.read() as connection:
            return lists.owners(connection)

    def lists_beside(self, key: str, *, after: str = "", most: int = 500) -> tuple[SealedList, ...]:
        """Lists that are not under this key, by calendar, from behind `after` on."""
        with self._database.read() as connection:
            return lists.beside(connection, key, after, most)

    def exchange_lists(self, resealed: Sequence[tuple[SealedList, bytes]], key: str) -> None:
        """The same lists under another key, in one commit; what changed meanwhile stays."""
        with self._database.erase() as connection:
            for before, sealed in resealed:
                lists.exchange(connection, before, sealed, key)
