"""A login that a person gave once: whose account it is, what renews it, and what else stands in its place.

You need this to write the module of a kind of server whose people log in in a browser.
"""

from collections.abc import Callable
from pathlib import PurePath

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.bearer import Token
from zaaikalender.servers.means import Means

Renewing = Callable[[str, Callable[[str], None]], Token]
"""Makes tokens of what connecting kept; its second argument takes what is to be kept from then on."""


def account_of(calendar: CalendarConfig, provider: OtherConfig) -> str:
    """Whose account it is: as the config names it, else the owner's address."""
    return provider.account or calendar.owner.address


def is_kept_elsewhere(provider: OtherConfig) -> bool:
    """Whether somebody else keeps the token fresh; then there is no login of ours."""
    return provider.bearer_env is not None or provider.bearer_file is not None


def kept_login(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> str | None:
    """What connecting kept of the login; None where it was never connected, or not in this way."""
    return means.kept(calendar.name, account_of(calendar, provider), provider.provider)


def keep_login(
    text: str, calendar: CalendarConfig, provider: OtherConfig, means: Means, *, renewed: bool = False
) -> None:
    """Keeps a login, sealed, in the place of the one before it; `renewed` where nobody gave it anew."""
    account = account_of(calendar, provider)
    means.keep(text, calendar=calendar.name, account=account, provider=provider.provider, renewed=renewed)


def token_of(calendar: CalendarConfig, provider: OtherConfig, means: Means, renewing: Renewing) -> Token:
    """The calendar's tokens. Raises `ConfigurationError` where it was never connected."""
    if is_kept_elsewhere(provider):
        return lambda _fresh: means.bearer(calendar.name, provider) or ""
    kept = kept_login(calendar, provider, means)
    if kept is None:
        raise ConfigurationError(
            f"calendar {calendar.name}: it was not connected yet. Run  zaai connect {calendar.name}"
        )
    return renewing(kept, lambda text: _keep_renewed(text, calendar, provider, means))


def _keep_renewed(text: str, calendar: CalendarConfig, provider: OtherConfig, means: Means) -> None:
    """Keeps a renewed login; who disconnected while a pass was under way stays disconnected."""
    account = account_of(calendar, provider)
    if means.store.credential(calendar.name, account, provider.provider) is not None:
        keep_login(text, calendar, provider, means, renewed=True)


def office_file(means: Means, table: str, file: PurePath) -> str:
    """What stands in a file that the office's table names. Raises `ConfigurationError`."""
    try:
        return (means.config.file.parent / file).read_text(encoding="utf-8").strip("\r\n")
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"[{table}]: the file that it names cannot be read. Put it back.") from error
