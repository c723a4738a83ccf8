"""A calendar on a CalDAV server: who logs in there, and with what; connecting it, and what `doctor` finds.

You need this when a CalDAV calendar cannot be opened or connected. The password comes from where the config
says, else from the store, where connecting put it sealed. `endpoint` takes the place of `url`; a bearer that
somebody else keeps fresh takes the place of a password.
"""

import hmac
import logging
import secrets
from collections.abc import Iterator, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import AccessRevoked, ConfigurationError, StoreError
from zaaikalender.providers.caldav import CalDavCalendar
from zaaikalender.providers.caldav_discovery import OnAnotherServer, Several
from zaaikalender.providers.caldav_habits import Habits, habits
from zaaikalender.providers.caldav_wire import Wire
from zaaikalender.servers.finding import CLOCK, Finding, fine, wrong
from zaaikalender.servers.means import Means
from zaaikalender.servers.talk import Talk
from zaaikalender.texts import clean

_LOG = logging.getLogger(__name__)
_KIND = "caldav"
_SKEW = timedelta(minutes=2)
_MODES = {"sync": "doctor.dav_sync", "ctag": "doctor.dav_ctag", "etags": "doctor.dav_etags"}


def opened(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> CalDavCalendar:
    """The calendar; nothing is asked of the server yet. Raises `ConfigurationError` without a password."""
    return CalDavCalendar(
        _address(calendar.name, provider),
        calendar.owner,
        means.config.office.zone,
        door=means.door,
        user=_user(calendar.name, provider, means),
        headers=_headers(calendar.name, provider, means),
        clock=means.clock,
        mails=means.mails,
    )


def connect(calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
    """Asks for the password where the config names none, tries it, and keeps it sealed if it is taken.

    Raises `AccessRevoked` where the server takes no such login, `Several` (told to the person) where a
    calendar is to be chosen, and what reading raises. Nothing is kept then.
    """
    if not _asks(calendar.name, provider, means):
        _told(talk, _found_so(calendar, provider, means, talk), calendar.name)
        return
    account = provider.username or ""
    if (kept := _kept(calendar.name, account, means)) is not None:
        try:
            _told(talk, _tried(calendar, provider, means, (account, kept), talk), calendar.name)
        except AccessRevoked:
            talk.say("connect.old_password", calendar=calendar.name)
        else:
            return
    host = urlsplit(_address(calendar.name, provider)).hostname
    password = talk.secret("connect.password", account=account, host=host)
    found = _tried(calendar, provider, means, (account, password), talk)
    means.keep(password, calendar=calendar.name, account=account, provider=_KIND)
    talk.say("connect.kept", calendar=calendar.name)
    _told(talk, found, calendar.name)


def _found_so(calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> Habits:
    """What is found with what the config has; where that names nobody, whether the server asks for a name."""
    user = _user(calendar.name, provider, means)
    try:
        return _tried(calendar, provider, means, user, talk)
    except AccessRevoked:
        if user is None and not _headers(calendar.name, provider, means):
            raise ConfigurationError(
                f"calendar {calendar.name}: its server asks who logs in. Write `username` down in the config."
            ) from None
        raise


def sign_in(calendar: CalendarConfig, provider: OtherConfig, means: Means, password: str) -> None:
    """Whether its server takes this password of the calendar's account; keeps it where none is configured.

    A password that was not known before proves nothing where the server takes any other one as well.
    Raises `AccessRevoked` where it does not, and what reading raises.
    """
    name, account = calendar.name, provider.username or ""
    if not account or not password:
        raise AccessRevoked(f"calendar {name}: nobody logs in there with a password.")
    habits(_wire(name, provider, means, (account, password)), _address(name, provider))
    known = means.password(name, provider) or _kept(name, account, means) or ""
    if hmac.compare_digest(known.encode(), password.encode()):
        return
    _look_whether_it_checks(name, provider, means, account)
    if _asks(name, provider, means):
        means.keep(password, calendar=name, account=account, provider=_KIND)


def _look_whether_it_checks(name: str, provider: OtherConfig, means: Means, account: str) -> None:
    """Raises `AccessRevoked` where a server takes any password: that one says of nobody who he is."""
    guess = (account, secrets.token_urlsafe(32))
    try:
        habits(_wire(name, provider, means, guess), _address(name, provider))
    except AccessRevoked:
        return
    _LOG.warning("a calendar server takes any password: nobody signs in by it", extra={"calendar": name})
    raise AccessRevoked(f"calendar {name}: its server takes any password. Let it check them.")


def findings(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Iterator[Finding]:
    """What the server does, and what that means for the person. Raises what reading raises."""
    name = calendar.name
    found = habits(_wire(name, provider, means, _user(name, provider, means)), _address(name, provider))
    yield fine(_MODES[found.place.mode], calendar=name)
    yield fine("doctor.dav_forgets", calendar=name)
    if found.may_write is False:
        yield wrong("doctor.dav_read_only", calendar=name)
    off = found.clock - means.clock() if found.clock else timedelta()
    if abs(off) > _SKEW:
        minutes = round(abs(off).total_seconds() / 60)
        code = f"{CLOCK}_ahead" if off > timedelta() else f"{CLOCK}_behind"
        yield wrong(code, calendar=name, count=minutes)
    if (provider.password_env or provider.password_file) is None and provider.username:
        yield fine("doctor.sealed", calendar=name)


def revoke(calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
    """A password cannot be withdrawn from here: says where it stays valid."""
    if provider.username and means.store.credential(calendar.name, provider.username, _KIND):
        host = urlsplit(_address(calendar.name, provider)).hostname
        talk.say("forget.password_stays", calendar=calendar.name, host=host)


def _address(name: str, provider: OtherConfig) -> str:
    if address := provider.endpoint or provider.url:
        return address
    raise ConfigurationError(f"calendar {name}: there is no `url`. Write it down.")


def _headers(name: str, provider: OtherConfig, means: Means) -> Mapping[str, str]:
    token = means.bearer(name, provider)
    return {} if token is None else {"Authorization": f"Bearer {token}"}


def _wire(name: str, provider: OtherConfig, means: Means, user: tuple[str, str] | None) -> Wire:
    return Wire(door=means.door, user=user, headers=_headers(name, provider, means))


def _asks(name: str, provider: OtherConfig, means: Means) -> bool:
    """Whether somebody must type a password: there is a name to log in with, and nothing beside it."""
    named = means.password(name, provider) is not None or means.bearer(name, provider) is not None
    return provider.username is not None and not named


def _user(name: str, provider: OtherConfig, means: Means) -> tuple[str, str] | None:
    if provider.username is None or provider.bearer_env or provider.bearer_file:
        return None
    password = means.password(name, provider) or means.kept(name, provider.username, _KIND)
    if password is None:
        raise ConfigurationError(
            f"calendar {name}: there is no password. Run  zaai connect {name}  or set `password_env`."
        )
    return provider.username, password


def _kept(name: str, account: str, means: Means) -> str | None:
    """The password that was stored before; one that no longer opens is asked for anew."""
    try:
        return means.kept(name, account, _KIND)
    except (AccessRevoked, StoreError):
        return None


def _tried(
    calendar: CalendarConfig,
    provider: OtherConfig,
    means: Means,
    user: tuple[str, str] | None,
    talk: Talk,
) -> Habits:
    """Looks whether the server takes this login and has the calendar."""
    try:
        return habits(_wire(calendar.name, provider, means, user), _address(calendar.name, provider))
    except Several as several:
        talk.say("connect.several", calendar=calendar.name, count=len(several.calendars))
        for called, address in several.calendars:
            talk.say("connect.one_of", address=_printed(address), called=clean(called))
        raise
    except OnAnotherServer as other:
        talk.say("connect.elsewhere", calendar=calendar.name, address=_printed(other.address))
        raise
    except AccessRevoked as error:
        raise AccessRevoked(
            f"calendar {calendar.name}: the server does not take this name and password. Check both; many "
            "servers want an app password, made in their own settings, instead of the usual one."
        ) from error


def _told(talk: Talk, found: Habits, name: str) -> None:
    talk.say("connect.reachable", calendar=name)
    if found.may_write is False:
        talk.say("doctor.dav_read_only", calendar=name)


def _printed(text: str) -> str:
    """Foreign text without what a terminal would obey."""
    return "".join(char for char in text if char.isprintable())
