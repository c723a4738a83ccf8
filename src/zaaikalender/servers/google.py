"""A calendar at Google: who logs in there, and how it is connected.

You need this when a Google calendar cannot be opened or connected. Three ways lead in: a token that somebody
else keeps fresh (`bearer_env`), the person's own login, and the office's service account, which acts for each
of its people. Also under the last one a calendar is only read once its owner connected it.
"""

from collections.abc import Iterator

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers import google_login as login
from zaaikalender.providers import google_login_saved as saving
from zaaikalender.providers.google import GoogleCalendar
from zaaikalender.providers.google_login_office import Office, acting_for
from zaaikalender.providers.google_login_tokens import withdraw
from zaaikalender.providers.google_rest import hours_of
from zaaikalender.providers.oauth_loopback import Loopback
from zaaikalender.servers.finding import Finding, fine, note, wrong
from zaaikalender.servers.google_opening import (
    calendar_with,
    events_of,
    rest_of,
    tokens_of,
    way_in,
)
from zaaikalender.servers.logins import (
    account_of,
    is_kept_elsewhere,
    keep_login,
    kept_login,
)
from zaaikalender.servers.means import Means
from zaaikalender.servers.talk import Talk


def opened(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> GoogleCalendar:
    """The calendar; nothing is asked yet. Raises `ConfigurationError` where it was never connected."""
    return calendar_with(calendar, provider, means, tokens_of(calendar, provider, means))


def connect(calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
    """Logs in once, looks at the calendar, and keeps the login sealed; keeps nothing where that fails.

    Raises `NotConsented`, `AccessRevoked` (with who must do what) and what reading raises. With a token that
    somebody else keeps fresh the calendar is only looked at.
    """
    if is_kept_elsewhere(provider):
        _tried(opened(calendar, provider, means), calendar.name, talk)
        return
    account, way = account_of(calendar, provider), way_in(means)
    if isinstance(way, Office):
        saved = acting_for(account, way, means.door, events=events_of(calendar, provider), now=means.clock())
    else:
        saved = _logged_in(calendar, provider, way, means, talk)
    _tried(calendar_with(calendar, provider, means, lambda _fresh: saved.access), calendar.name, talk)
    keep_login(saved.written(), calendar, provider, means)
    if not isinstance(way, Office):
        for found in _of_login(calendar, provider, saved, means):
            talk.say(found.code, **found.facts)


def take(calendar: CalendarConfig, provider: OtherConfig, means: Means, granted: str) -> bool:
    """Connects a calendar with what its owner granted when he signed in; False where it needs none.

    Raises what reading raises, and keeps nothing then. Whose login it is, the caller made sure.
    """
    if is_kept_elsewhere(provider) or means.config.settings.google.service_account_file:
        return False
    saved = saving.read(granted)
    calendar_with(calendar, provider, means, lambda _fresh: saved.access).may_write()
    keep_login(granted, calendar, provider, means)
    return True


def findings(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Iterator[Finding]:
    """What `doctor` tells of the calendar and its login. Raises what reading raises."""
    name = calendar.name
    if opened(calendar, provider, means).may_write():
        yield fine("doctor.google_reached", calendar=name)
    else:
        yield wrong("doctor.google_read_only", calendar=name)
    if left := rest_of(calendar, provider, means).left():
        yield wrong("doctor.google_rests", calendar=name, hours=hours_of(left))
    if is_kept_elsewhere(provider):
        return
    if isinstance(way_in(means), Office):
        yield fine("doctor.google_office", calendar=name)
        return
    yield fine("doctor.google_login", calendar=name)
    kept = kept_login(calendar, provider, means)
    if kept is not None:
        yield from _of_login(calendar, provider, saving.read(kept), means)


def revoke(calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
    """Ends the login at Google too; a service account's access is the administrator's, and that is said.

    Google ends all logins of a person with one: where he has another calendar here, it stays.
    """
    kept = kept_login(calendar, provider, means)
    if kept is None:
        return
    way, others = way_in(means), _others(calendar, provider, means)
    if isinstance(way, Office):
        talk.say("forget.google_scope", calendar=calendar.name)
    elif others:
        talk.say("forget.google_shared", calendar=calendar.name, other=others[0])
    elif withdraw(way, means.door, saving.read(kept)):
        talk.say("forget.google_login", calendar=calendar.name)


def _others(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> list[str]:
    """The other calendars for which the same person logged in."""
    whose = account_of(calendar, provider).casefold()
    return [
        other.name
        for other in means.config.calendars
        if other.name != calendar.name
        and isinstance(other.provider, OtherConfig)
        and other.provider.provider == provider.provider
        and account_of(other, other.provider).casefold() == whose
        and means.store.credential(other.name, account_of(other, other.provider), provider.provider)
    ]


def _logged_in(
    calendar: CalendarConfig, provider: OtherConfig, way: login.Registration, means: Means, talk: Talk
) -> saving.Saved:
    """What a person's own login gives. Google takes 127.0.0.1 with any port."""
    if way.on_page:
        raise ConfigurationError(
            f'calendar {calendar.name}: `client_file` is of the type "Web application". Sign in on the page '
            '(`zaai serve`), or give one of the type "Desktop app".'
        )
    events = events_of(calendar, provider)
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
    if login.ALL_EVENTS in saved.scopes and events_of(calendar, provider) != login.ALL_EVENTS:
        yield note("doctor.google_wider", calendar=name)


def _tried(google: GoogleCalendar, name: str, talk: Talk) -> None:
    """Looks whether the calendar is there, and whether it may be written."""
    if not google.may_write():
        talk.say("doctor.google_read_only", calendar=name)
