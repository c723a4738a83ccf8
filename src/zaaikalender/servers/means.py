"""What every kind of server needs to be opened: the config, the way to the network, the sealed secrets.

You need this when you write the module of one kind of server. Secrets are opened when they are needed and
kept nowhere; a token that somebody else keeps fresh is read again each time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from zaaikalender.config import Config, OtherConfig
from zaaikalender.core.ports import Mails
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.http import Door
from zaaikalender.store import Store
from zaaikalender.vault import Vault, credential


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """The office, the one shared door to the network, the store with its vault, and the clock (UTC).

    `mails` says who mails guests where a server does not do so by itself.
    """

    config: Config
    door: Door
    store: Store
    vault: Vault
    clock: Callable[[], datetime]
    mails: Mails
    environ: Mapping[str, str] = field(repr=False)

    def kept(self, calendar: str, account: str, provider: str) -> str | None:
        """The secret that connecting stored for this place; None where it was never connected.

        Raises `AccessRevoked` where it cannot be opened, `StoreError` where the key file cannot be used.
        """
        found = self.store.credential(calendar, account, provider)
        if found is None:
            return None
        return self.vault.open(found.sealed, calendar=calendar, account=account, provider=provider)

    def keep(self, secret: str, *, calendar: str, account: str, provider: str, renewed: bool = False) -> None:
        """Stores a secret, sealed, in the place of the one before it; `renewed` by its server, not given."""
        place = {"calendar": calendar, "account": account, "provider": provider}
        sealed = credential(self.vault, secret, **place, at=self.clock())
        self.store.keep_credential(sealed, renewed=renewed)

    def bearer(self, name: str, provider: OtherConfig) -> str | None:
        """The token that somebody else keeps fresh for a calendar, as it is now; None where none is named."""
        return self.written(name, "bearer", variable=provider.bearer_env, file=provider.bearer_file)

    def password(self, name: str, provider: OtherConfig) -> str | None:
        """The password that the config leads to; None where it names none."""
        return self.written(name, "password", variable=provider.password_env, file=provider.password_file)

    def written(self, name: str, key: str, *, variable: str | None, file: Path | None) -> str | None:
        """A secret from the environment or a file, as `<key>_env` and `<key>_file` of a calendar say."""
        if variable:
            if variable in self.environ:
                return self.environ[variable]
            raise ConfigurationError(f"calendar {name}: {variable} ({key}_env) is not set. Set it.")
        if file is None:
            return None
        try:
            return file.read_text(encoding="utf-8").strip("\r\n")
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                f"calendar {name}: the file that `{key}_file` names cannot be read. Put it back."
            ) from error
