"""A calendar at Google as it is opened: its address, its tokens, and by what the office lets itself in.

You need this when a Google calendar is asked at the wrong place, or with another login than expected. Who
logs in, and how, stands in `google`.
"""

from urllib.parse import urlsplit

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers import google_login as login
from zaaikalender.providers import google_login_saved as saving
from zaaikalender.providers.bearer import Token
from zaaikalender.providers.google import API, GoogleCalendar
from zaaikalender.providers.google_login_office import Office, office
from zaaikalender.providers.google_login_tokens import Tokens
from zaaikalender.providers.google_place import Place
from zaaikalender.providers.google_rest import Rest
from zaaikalender.providers.google_wire import Wire
from zaaikalender.servers.logins import account_of, office_file, token_of
from zaaikalender.servers.means import Means


def calendar_with(
    calendar: CalendarConfig, provider: OtherConfig, means: Means, token: Token
) -> GoogleCalendar:
    """The calendar, with these tokens; nothing is asked yet."""
    return GoogleCalendar(
        account_of(calendar, provider),
        calendar.owner,
        means.config.office.zone,
        door=means.door,
        token=token,
        clock=means.clock,
        calendar=_which(provider),
        endpoint=_endpoint(provider),
        quota_user=_quota_user(calendar, provider, means),
        rest=rest_of(calendar, provider, means),
    )


def place_of(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Place:
    """Where it stands at Google, for what is no event. Raises `ConfigurationError` as `opened` does."""
    wire = Wire(
        door=means.door,
        token=tokens_of(calendar, provider, means),
        base=_endpoint(provider),
        account=account_of(calendar, provider),
        quota_user=_quota_user(calendar, provider, means),
    )
    return Place(wire=wire, calendar=_which(provider))


def tokens_of(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Token:
    """The calendar's tokens. Raises `ConfigurationError` where it was never connected."""
    return token_of(
        calendar,
        provider,
        means,
        lambda kept, keep: Tokens(
            way=way_in(means),
            account=account_of(calendar, provider),
            events=events_of(calendar, provider),
            door=means.door,
            clock=means.clock,
            saved=saving.read(kept),
            keep=keep,
        ),
    )


def way_in(means: Means) -> login.Registration | Office:
    """How the office lets itself in. Raises `ConfigurationError` where the config does not say."""
    table = means.config.settings.google
    if table.service_account_file:
        return office(office_file(means, "google", table.service_account_file), token_uri=table.token_uri)
    if (client := client_of(means)) is not None:
        return client
    raise ConfigurationError(
        "[google] needs `client_file`: `zaai guide google` says how the administrator gets it."
    )


def client_of(means: Means) -> login.Registration | None:
    """The office's OAuth client, by which people say who they are; None where the config names none."""
    table = means.config.settings.google
    if not table.client_file:
        return None
    text = office_file(means, "google", table.client_file)
    return login.registration(text, auth_uri=table.auth_uri, token_uri=table.token_uri)


def events_of(calendar: CalendarConfig, provider: OtherConfig) -> str:
    """The least that Google must let us do for this calendar, as a scope."""
    return login.events_scope(account_of(calendar, provider), provider.calendar_id)


def events_asked(means: Means) -> str:
    """What a sign-in asks for besides who it is: nothing where a service account acts for everybody."""
    if means.config.settings.google.service_account_file:
        return ""
    wanted = {
        events_of(each, each.provider)
        for each in means.config.calendars
        if isinstance(each.provider, OtherConfig) and each.provider.provider == "google"
    }
    return login.ALL_EVENTS if login.ALL_EVENTS in wanted else login.OWN_EVENTS if wanted else ""


def rest_of(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> Rest:
    """Until when nothing is written; it lies among the sealed secrets, and is forgotten with the calendar."""
    account, place = account_of(calendar, provider), f"{provider.provider}.rest"
    return Rest(
        clock=means.clock,
        kept=lambda: means.kept(calendar.name, account, place) or "",
        keep=lambda text: means.keep(text, calendar=calendar.name, account=account, provider=place),
    )


def _which(provider: OtherConfig) -> str:
    return provider.calendar_id or "primary"


def _quota_user(calendar: CalendarConfig, provider: OtherConfig, means: Means) -> str:
    """Where one service account asks for all, Google must be told whose turn it is."""
    return account_of(calendar, provider) if means.config.settings.google.service_account_file else ""


def _endpoint(provider: OtherConfig) -> str:
    """Another server has its API at /calendar/v3 too, unless its address says where."""
    given = (provider.endpoint or API).rstrip("/")
    return given if urlsplit(given).path else f"{given}/calendar/v3"
