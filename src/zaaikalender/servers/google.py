"""A calendar at Google: who logs in there, and how it is connected.

You need this when a Google calendar cannot be opened or connected. Three ways lead in: a token that somebody
else keeps fresh (`bearer_env`), the person's own login, and the office's service account, which acts for each
of its people. Also under the last one a calendar is only read once its owner connected it.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers import google_login as login
from zaaikalender.providers import google_login_saved as saving
from zaaikalender.providers.google import API, GoogleCalendar
from zaaikalender.providers.google_login_office import Office, acting_for, office
from zaaikalender.providers.google_login_tokens import Tokens, withdraw
from zaaikalender.providers.google_wire import Token
from zaaikalender.providers.oauth_loopback import Loopback
from zaaikalender.servers.finding import Finding, fine, note, wrong
from zaaikalender.servers.means import Means
from zaaikalender.servers.talk import Talk

_PROVIDER = "google"


def opened(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> GoogleCalendar:
    """The calendar; nothing is asked yet. Raises `ConfigurationError` where it was never connected."""
    return _calendar(calendar, provider, means, _token(calendar, provider, means))


def account_of(calendar: CalendarConfig, provider: OtherConfig) -> str:
    """Whose account it is: as the config names it, else the owner's address."""
    return provider.account or calendar.owner.address


def connect(calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
    """Logs in once, looks at the calendar, and keeps the login sealed; keeps nothing where that fails.

    Raises `NotConsented`, `AccessRevoked` (with who must do what) and what reading raises. With a token that
    somebody else keeps fresh the calendar is only looked at.
    """
    if _is_kept_elsewhere(provider):
        _tried(opened(calendar, provider, means), calendar.name, talk)
        return
    account, way = account_of(calendar, provider), _way(means)
    if isinstance(way, Office):
        saved = acting_for(account, way, means.door, events=_events(calendar, provider), now=means.clock())
    else:
        saved = _logged_in(calendar, provider, way, means, talk)
    _tried(_calendar(calendar, provider, means, lambda _fresh: saved.access), calendar.name, talk)
    means.keep(saved.written(), calendar=calendar.name, account=account, provider=_PROVIDER)


def findings(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Iterator[Finding]:
    """What `doctor` tells of the calendar and its login. Raises what reading raises."""
    name = calendar.name
    if opened(calendar, provider, means).may_write():
        yield fine("doctor.google_reached", calendar=name)
    else:
        yield wrong("doctor.google_read_only", calendar=name)
    if _is_kept_elsewhere(provider):
        return
    if isinstance(_way(means), Office):
        yield fine("doctor.google_office", calendar=name)
        return
    yield fine("doctor.google_login", calendar=name)
    kept = means.kept(name, account_of(calendar, provider), _PROVIDER)
    if kept is not None:
        yield from _of_login(calendar, provider, saving.read(kept), means)


def revoke(calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
    """Ends the login at Google too; a service account's access is the administrator's, and that is said."""
    kept = means.kept(calendar.name, account_of(calendar, provider), _PROVIDER)
    if kept is None:
        return
    way = _way(means)
    if isinstance(way, Office):
        talk.say("forget.google_scope", calendar=calendar.name)
    elif withdraw(way, means.door, saving.read(kept)):
        talk.say("forget.google_login", calendar=calendar.name)


def _logged_in(
    calendar: CalendarConfig, provider: OtherConfig, way: login.Registration, means: Means, talk: Talk
) -> saving.Saved:
    """What a person's own login gives. Google takes 127.0.0.1 with any port."""
    events = _events(calendar, provider)
    if events == login.ALL_EVENTS:
        talk.say("connect.google_wider", calendar=calendar.name)
    with Loopback(language=talk.language) as loopback:
        asked = login.asked(
            way,
            state=loopback.new_state(),
            redirect_uri=loopback.redirect_uri,
            account=account_of(calendar, provider),
            events=events,
        )
        query = talk.consent(asked.url, loopback, asked.state)
        return login.finished(way, means.door, asked, query, now=means.clock())


def _of_login(
    calendar: CalendarConfig, provider: OtherConfig, saved: saving.Saved, means: Means
) -> Iterator[Finding]:
    """What is wrong with a login that works: it dies soon, or may less or more than it should."""
    name = calendar.name
    if saved.on_trial and saved.dies is not None:
        days = max(1, (saved.dies - means.clock()).days + 1)
        yield wrong("doctor.google_testing", calendar=name, days=days)
    if login.AVAILABILITY not in saved.scopes:
        yield note("doctor.google_availability", calendar=name)
    if login.ALL_EVENTS in saved.scopes and _events(calendar, provider) != login.ALL_EVENTS:
        yield note("doctor.google_wider", calendar=name)


def _tried(google: GoogleCalendar, name: str, talk: Talk) -> None:
    """Looks whether the calendar is there, and whether it may be written."""
    if not google.may_write():
        talk.say("doctor.google_read_only", calendar=name)


def _calendar(calendar: CalendarConfig, provider: OtherConfig, means: Means, token: Token) -> GoogleCalendar:
    account = account_of(calendar, provider)
    return GoogleCalendar(
        account,
        calendar.owner,
        means.config.office.zone,
        door=means.door,
        token=token,
        clock=means.clock,
        calendar=provider.calendar_id or "primary",
        endpoint=_endpoint(provider),
        # Where one service account asks for all, Google must be told whose turn it is.
        quota_user=account if means.config.settings.google.service_account_file else "",
    )


def _is_kept_elsewhere(provider: OtherConfig) -> bool:
    """Whether somebody else keeps the token fresh."""
    return provider.bearer_env is not None or provider.bearer_file is not None


def _endpoint(provider: OtherConfig) -> str:
    """Another server has its API at /calendar/v3 too, unless its address says where."""
    given = (provider.endpoint or API).rstrip("/")
    return given if urlsplit(given).path else f"{given}/calendar/v3"


def _events(calendar: CalendarConfig, provider: OtherConfig) -> str:
    return login.events_scope(account_of(calendar, provider), provider.calendar_id)


def _token(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Token:
    if _is_kept_elsewhere(provider):
        return lambda _fresh: means.bearer(calendar.name, provider) or ""
    account = account_of(calendar, provider)
    kept = means.kept(calendar.name, account, _PROVIDER)
    if kept is None:
        raise ConfigurationError(
            f"calendar {calendar.name}: it was not connected yet. Run  zaai connect {calendar.name}"
        )
    return Tokens(
        way=_way(means),
        account=account,
        events=_events(calendar, provider),
        door=means.door,
        clock=means.clock,
        saved=saving.read(kept),
        keep=lambda text: means.keep(text, calendar=calendar.name, account=account, provider=_PROVIDER),
    )


def _way(means: Means) -> login.Registration | Office:
    """How the office lets itself in. Raises `ConfigurationError` where the config does not say."""
    table = means.config.settings.google
    if table.service_account_file:
        return office(_text(means, table.service_account_file), token_uri=table.token_uri)
    if table.client_file:
        text = _text(means, table.client_file)
        return login.registration(text, auth_uri=table.auth_uri, token_uri=table.token_uri)
    raise ConfigurationError(
        "[google] needs `client_file`: config/google.md says how the administrator gets it."
    )


def _text(means: Means, file: object) -> str:
    path = means.config.file.parent / Path(str(file))
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ConfigurationError("[google]: the file that it names cannot be read. Put it back.") from error
