"""A calendar on a CalDAV server: who logs in there, and with what.

You need this when a CalDAV calendar cannot be opened. The password comes from where the config says, else
from the store, where connecting put it sealed.
"""

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.caldav import CalDavCalendar
from zaaikalender.servers.means import Means


def opened(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> CalDavCalendar:
    """The calendar; nothing is asked of the server yet. Raises `ConfigurationError` without a password."""
    if provider.url is None:
        raise ConfigurationError(f"calendar {calendar.name}: there is no `url`. Write it down.")
    return CalDavCalendar(
        provider.url,
        calendar.owner,
        means.config.office.zone,
        door=means.door,
        user=_user(calendar.name, provider, means),
        clock=means.clock,
        mails=means.mails,
    )


def _user(name: str, provider: OtherConfig, means: Means) -> tuple[str, str] | None:
    if provider.username is None:
        return None
    password = means.password(name, provider) or means.kept(name, provider.username, "caldav")
    if password is None:
        raise ConfigurationError(
            f"calendar {name}: there is no password. Run  zaai connect {name}  or set `password_env`."
        )
    return provider.username, password
