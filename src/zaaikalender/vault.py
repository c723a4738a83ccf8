"""Passwords and tokens, sealed so that the database alone gives none of them away.

You need this to keep what logs in to a calendar, or to change the key. AES-256-GCM (NIST SP 800-38D) with a
random nonce for each seal; a sealed secret is bound to its calendar, account and provider, so that it opens
nowhere else. What is sealed says under which key, by number; the keys stand in the key file.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zaaikalender.errors import AccessRevoked, StoreError
from zaaikalender.sealing import add_sealing_key, drop_sealing_keys, sealing_keys
from zaaikalender.store import Store
from zaaikalender.store.credentials import Credential
from zaaikalender.store.lists import SealedList

_MAGIC = b"zaai1"
_NONCE = 12
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals and opens with the keys of a key file; read each time, since a key may be changed meanwhile."""

    key_file: Path

    def seal(self, secret: str, *, calendar: str, account: str, provider: str) -> bytes:
        """The secret, sealed under the newest key. Raises `StoreError` where there is no key file."""
        keys = sealing_keys(self.key_file)
        header = _header(keys.newest)
        nonce = os.urandom(_NONCE)
        bound = _bound(header, calendar, account, provider)
        return header + nonce + AESGCM(keys.by_number[keys.newest]).encrypt(nonce, secret.encode(), bound)

    def open(self, sealed: bytes, *, calendar: str, account: str, provider: str) -> str:
        """The secret. Raises `AccessRevoked` where it cannot be opened: damaged, another's, its key gone.

        Others may well open: only this calendar is parked. `StoreError` where the key file cannot be used.
        """
        number, header, rest = _parts(sealed, calendar)
        key = sealing_keys(self.key_file).by_number.get(number)
        if key is None:
            raise AccessRevoked(
                f"the key under which the password of {calendar} is stored is not in the key file: "
                f"put back a backup of it, or run  zaai connect {calendar}"
            )
        bound = _bound(header, calendar, account, provider)
        try:
            return AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], bound).decode()
        except (InvalidTag, ValueError):
            # Without its cause: that would carry what was being opened into a traceback.
            raise _unreadable(calendar) from None


def sealed_list(vault: Vault, text: str, *, calendar: str, at: datetime) -> SealedList:
    """A list of contacts, sealed and ready for `Store.keep_list`; `at` is now (UTC)."""
    sealed = vault.seal(text, **_list_place(calendar))
    return SealedList(calendar=calendar, key=key_of(sealed), sealed=sealed, at=at)


def opened_list(vault: Vault, kept: SealedList) -> str:
    """What `sealed_list` sealed. Raises `StoreError` for one damaged, another's, or without its key."""
    try:
        return vault.open(kept.sealed, **_list_place(kept.calendar))
    except (AccessRevoked, StoreError):
        raise StoreError(
            f"the stored list of {kept.calendar} cannot be opened with this key file: put back a backup of it"
        ) from None


def _list_place(calendar: str) -> dict[str, str]:
    return {"calendar": calendar, "account": "", "provider": "list"}


def credential(  # noqa: PLR0913 - a credential's columns
    vault: Vault, secret: str, *, calendar: str, account: str, provider: str, at: datetime
) -> Credential:
    """A secret, sealed and ready for `Store.keep_credential`; `at` is now (UTC)."""
    sealed = vault.seal(secret, calendar=calendar, account=account, provider=provider)
    return Credential(
        calendar=calendar, account=account, provider=provider, key=key_of(sealed), sealed=sealed, at=at
    )


def key_of(sealed: bytes) -> str:
    """The number of the key under which this was sealed, for the store's column beside it."""
    return _parts(sealed, "?")[0]


def _header(number: str) -> bytes:
    return _MAGIC + bytes([len(number)]) + number.encode("ascii")


def _parts(sealed: bytes, calendar: str) -> tuple[str, bytes, bytes]:
    """The key's number, the header, and the nonce with what follows it."""
    start = len(_MAGIC) + 1
    end = start + (sealed[start - 1] if len(sealed) >= start else 0)
    number = sealed[start:end]
    if not sealed.startswith(_MAGIC) or not number.isdigit() or len(sealed) < end + _NONCE:
        raise _unreadable(calendar)
    return number.decode("ascii"), sealed[:end], sealed[end:]


def _bound(header: bytes, *place: str) -> bytes:
    """What the seal is bound to; lengths keep `a|bc` apart from `ab|c`."""
    parts = [part.encode("utf-8", "surrogatepass") for part in place]
    return header + b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _unreadable(calendar: str) -> AccessRevoked:
    return AccessRevoked(f"the stored password of {calendar} cannot be read: run  zaai connect {calendar}")


def rotate(key_file: Path, store: Store, told: Callable[[int], None] = lambda _done: None) -> int:
    """A new key for all that is stored sealed, lists of contacts too; gives how many were sealed anew.

    May be stopped at any moment and run again: the new key is on the disk before the first secret is under
    it, and old keys go when nothing is under them any more. `told` hears on the way how many were done.
    Raises `StoreError`, with the old keys kept, where a secret cannot be opened.
    """
    keys = sealing_keys(key_file)
    # More than one: the last time it was stopped half-way, and goes on with the key that it made.
    if len(keys.by_number) == 1:
        keys = add_sealing_key(key_file)
    vault = Vault(key_file)
    done = _credentials_anew(vault, store, keys.newest, told)
    done += _lists_anew(vault, store, keys.newest, lambda lists: told(done + lists))
    if not store.credentials_beside(keys.newest, most=1) and not store.lists_beside(keys.newest, most=1):
        drop_sealing_keys(key_file, keys.newest)
    return done


def _credentials_anew(vault: Vault, store: Store, newest: str, told: Callable[[int], None]) -> int:
    """All passwords and tokens under the newest key. Raises `StoreError`, after the others, for one."""
    done, after = 0, ("", "", "")
    broken: set[str] = set()
    while batch := store.credentials_beside(newest, after=after, most=_BATCH):
        after = batch[-1].place
        resealed = [(each, new) for each in batch if (new := _resealed(vault, each, broken))]
        store.exchange_credentials(resealed, newest)
        done += len(resealed)
        told(done)
    if broken:
        names = ", ".join(sorted(broken))
        raise StoreError(
            f"the stored passwords of {names} cannot be read: run  zaai connect  for each, then this again"
        )
    return done


def _lists_anew(vault: Vault, store: Store, newest: str, told: Callable[[int], None]) -> int:
    """All lists of contacts under the newest key. Raises `StoreError` at one that cannot be opened."""
    done, after = 0, ""
    while batch := store.lists_beside(newest, after=after, most=_BATCH):
        after = batch[-1].calendar
        resealed = [
            (each, vault.seal(opened_list(vault, each), **_list_place(each.calendar))) for each in batch
        ]
        store.exchange_lists(resealed, newest)
        done += len(resealed)
        told(done)
    return done


def _resealed(vault: Vault, each: Credential, broken: set[str]) -> bytes | None:
    """The same secret under the newest key; None, and its calendar among `broken`, where it does not open."""
    place = {"calendar": each.calendar, "account": each.account, "provider": each.provider}
    try:
        return vault.seal(vault.open(each.sealed, **place), **place)
    except (AccessRevoked, StoreError):
        broken.add(each.calendar)
        return None
