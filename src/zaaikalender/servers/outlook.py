"""A calendar in Outlook or Microsoft 365: who logs in there, and how it is connected.

You need this when an Outlook calendar cannot be opened or connected. Three ways lead in: a token that
somebody else keeps fresh (`bearer_env`), the person's own login (in his browser; by a code where the config
switches that on), and the office's app with its own secret or certificate. Also under the last one a calendar
is only read once its owner connected it.
"""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote, urlsplit

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers import microsoft_device as device
from zaaikalender.providers import microsoft_tokens as tokens
from zaaikalender.providers.bearer import Token
from zaaikalender.providers.microsoft_certificate import SOON, end_of, is_certificate
from zaaikalender.providers.oauth_loopback import Loopback
from zaaikalender.providers.outlook import GRAPH, OutlookCalendar
from zaaikalender.providers.outlook_wire import Wire
from zaaikalender.servers.finding import Finding, fine, note, wrong
from zaaikalender.servers.logins import (
    account_of,
    is_kept_elsewhere,
    keep_login,
    office_file,
    token_of,
)
from zaaikalender.servers.means import Means
from zaaikalender.servers.talk import Talk
from zaaikalender.texts import office_texts


def opened(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> OutlookCalendar:
    """The calendar; nothing is asked yet. Raises `ConfigurationError` where it was never connected."""
    return _calendar(calendar, provider, means, _token(calendar, provider, means))


def wire_of(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Wire:
    """The way to its mailbox, for what is no event. Raises `ConfigurationError` as `opened` does."""
    base = f"{_endpoint(provider)}/users/{quote(account_of(calendar, provider), safe='@')}"
    return Wire(door=means.door, token=_token(calendar, provider, means), base=base)


def connect(calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
    """Logs in once, looks at the calendar, and keeps the login sealed; keeps nothing where that fails.

    Raises `NotConsented`, `AccessRevoked` (with who must do what) and what reading raises. With a token that
    somebody else keeps fresh the calendar is only looked at.
    """
    if is_kept_elsewhere(provider):
        _tried(opened(calendar, provider, means), calendar.name, talk)
        return
    registration, account = registration_of(means), account_of(calendar, provider)
    if registration.for_office:
        saved = tokens.renew(registration, means.door, tokens.Saved(), now=means.clock())
    elif means.config.settings.microsoft.device_code:
        saved = _logged_in_by_code(registration, account, means, talk)
    else:
        saved = _logged_in(registration, account, means, talk)
    _tried(_calendar(calendar, provider, means, lambda _fresh: saved.access), calendar.name, talk)
    keep_login(saved.written(), calendar, provider, means)


def take(calendar: CalendarConfig, provider: OtherConfig, means: Means, granted: str) -> bool:
    """Connects a calendar with what its owner granted when he signed in; False where it needs none.

    Raises what reading raises, and keeps nothing then. Whose login it is, the caller made sure.
    """
    if is_kept_elsewhere(provider) or _is_for_office(means):
        return False
    saved = tokens.read(granted)
    _calendar(calendar, provider, means, lambda _fresh: saved.access).may_write()
    keep_login(granted, calendar, provider, means)
    return True


def findings(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Iterator[Finding]:
    """What `doctor` tells of the calendar and its login. Raises what reading raises."""
    name = calendar.name
    if opened(calendar, provider, means).may_write():
        yield fine("doctor.outlook_reached", calendar=name)
    else:
        yield wrong("doctor.outlook_read_only", calendar=name)
    yield fine("doctor.outlook_mails", calendar=name)
    if is_kept_elsewhere(provider):
        return
    secret = _secret(means)
    if secret is None:
        yield fine("doctor.outlook_login", calendar=name)
    else:
        yield fine("doctor.outlook_office", calendar=name)
        yield _end_of(secret, name, means.clock())


def revoke(calendar: CalendarConfig, provider: OtherConfig, means: Means, talk: Talk) -> None:
    """A login at Microsoft cannot be withdrawn from here: says where."""
    if means.store.credential(calendar.name, account_of(calendar, provider), provider.provider):
        code = "forget.outlook_scope" if _is_for_office(means) else "forget.outlook_login"
        talk.say(code, calendar=calendar.name)


def _end_of(secret: str, name: str, now: datetime) -> Finding:
    """When the office's app stops being let in, as far as that can be known here."""
    if not is_certificate(secret):
        return fine("doctor.outlook_secret", calendar=name)
    end = end_of(secret)
    facts = {"calendar": name, "day": end.date().isoformat()}
    if end <= now:
        return wrong("doctor.outlook_certificate_over", **facts)
    if end - now < SOON:
        return note("doctor.outlook_certificate_soon", **facts, days=(end - now).days)
    return fine("doctor.outlook_certificate", **facts)


def _logged_in(registration: tokens.Registration, account: str, means: Means, talk: Talk) -> tokens.Saved:
    """What a person's own login gives. Microsoft takes `http://localhost` with any port."""
    with Loopback(language=talk.language, host="localhost") as loopback:
        flow = tokens.begun(registration, means.door, redirect_uri=loopback.redirect_uri, account=account)
        query = talk.consent(flow["auth_uri"], loopback, flow["state"])
        return tokens.finished(registration, means.door, flow, query, account=account, now=means.clock())


def _logged_in_by_code(
    registration: tokens.Registration, account: str, means: Means, talk: Talk
) -> tokens.Saved:
    """What a person's login on another device gives; only where the config says so."""
    code = device.begun(registration, means.door)
    return talk.code(
        code.code,
        code.address,
        lambda: device.arrived(registration, means.door, code, account=account, now=means.clock()),
        pause=lambda: code.pause,
        life=code.life,
    )


def _tried(outlook: OutlookCalendar, name: str, talk: Talk) -> None:
    """Looks whether the calendar is there, and whether it may be written."""
    if not outlook.may_write():
        talk.say("doctor.outlook_read_only", calendar=name)


def _calendar(calendar: CalendarConfig, provider: OtherConfig, means: Means, token: Token) -> OutlookCalendar:
    config = means.config
    words = office_texts(config.language, config.office.zone, config.texts_file)
    return OutlookCalendar(
        account_of(calendar, provider),
        calendar.owner,
        config.office.zone,
        door=means.door,
        token=token,
        clock=means.clock,
        calendar=provider.calendar_id,
        endpoint=_endpoint(provider),
        farewell=words.render("text.farewell"),
    )


def _endpoint(provider: OtherConfig) -> str:
    """Another server has its API at /v1.0 too, unless its address says where."""
    given = (provider.endpoint or GRAPH).rstrip("/")
    return given if urlsplit(given).path else f"{given}/v1.0"


def _token(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Token:
    return token_of(
        calendar,
        provider,
        means,
        lambda kept, keep: tokens.Tokens(
            registration=registration_of(means),
            door=means.door,
            clock=means.clock,
            saved=tokens.read(kept),
            keep=keep,
            account=account_of(calendar, provider),
        ),
    )


def registration_of(means: Means) -> tokens.Registration:
    """The office's app. Raises `ConfigurationError` where the config names none."""
    table = means.config.settings.microsoft
    if not table.client_id or not table.tenant:
        raise ConfigurationError(
            "[microsoft] needs `client_id` and `tenant`: `zaai guide outlook` says where the administrator"
            " finds them."
        )
    return tokens.Registration(
        client_id=table.client_id,
        tenant=table.tenant,
        authority=table.authority,
        secret=_secret(means),
    )


def _is_for_office(means: Means) -> bool:
    """Whether the app acts by itself."""
    table = means.config.settings.microsoft
    return any((table.certificate_file, table.client_secret_file, table.client_secret_env))


def _secret(means: Means) -> str | None:
    """The app's own secret or certificate; None where people log in themselves."""
    table = means.config.settings.microsoft
    file = table.certificate_file or table.client_secret_file
    if table.client_secret_env and not table.certificate_file:
        found = means.environ.get(table.client_secret_env)
        if found is None:
            raise ConfigurationError(
                f"[microsoft] {table.client_secret_env} (client_secret_env) is not set. Set it."
            )
        return found
    return office_file(means, "microsoft", file) if file else None
