"""What must hold between settings: rules, forms, sessions, references, figures.

You need this when a value is fine by itself and impossible beside another. Each function yields the problems
that it finds; `calendar_relations` does the same for the calendars.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from zaaikalender.config.calendar_relations import calendar_problems, said_twice
from zaaikalender.config.durations import days_of
from zaaikalender.config.people_tables import built_in_forms
from zaaikalender.config.problems import Problem
from zaaikalender.config.rule_tables import FollowUp
from zaaikalender.config.settings import Settings
from zaaikalender.config.suggest import did_you_mean
from zaaikalender.config.values import is_here
from zaaikalender.core.dates import Hours, Span, Unit, WeekHours

_PREFIXES = ("voorstel:", "proposal:")
_MINUTES = timedelta(minutes=5)
_MIDNIGHT = datetime(2000, 1, 3)  # noqa: DTZ001 - only to subtract two times of one day


def related_problems(settings: Settings) -> list[Problem]:
    """Everything that is wrong between settings which are each right by themselves."""
    return [
        *calendar_problems(settings),
        *_names(settings),
        *_project_ends(settings),
        *_follow_ups(settings),
        *_forms(settings),
        *_sessions(settings),
        *_contacts(settings),
        *_mail(settings),
        *_web(settings),
        *_http(settings),
        *_secrets(settings),
        *_budget(settings),
    ]


def _names(settings: Settings) -> Iterator[Problem]:
    """A name says which rule it is: no two rules of a kind may have the same."""
    yield from said_twice("project_end", (rule.name for rule in settings.project_end))
    yield from said_twice("follow_up", (rule.name for rule in settings.follow_up))
    yield from said_twice("form", (form.name for form in settings.form))
    yield from said_twice("session", (session.name for session in settings.session))


def _project_ends(settings: Settings) -> Iterator[Problem]:
    for index, rule in enumerate(settings.project_end):
        if rule.title is None and rule.category is None and rule.all_day is None and not rule.series:
            yield Problem(
                ("project_end", index), "would fit every event: give it a title, category, all_day or series."
            )


def _follow_ups(settings: Settings) -> Iterator[Problem]:
    weeks = _weeks(settings)
    for index, rule in enumerate(settings.follow_up):
        yield from (Problem(("follow_up", index, key), why) for key, why in _follow_up(rule, weeks))


def _follow_up(rule: FollowUp, weeks: list[WeekHours]) -> Iterator[tuple[str, str]]:
    """What makes a follow-up impossible to plan, or impossible to approve."""
    if days_of(rule.within) > days_of(rule.after):
        yield "within", "reaches back to before the project's end: it must not be longer than `after`."
    if (rule.title or "").casefold().startswith(_PREFIXES):
        yield "title", "begins with the prefix of proposals, which we put there ourselves: leave it out."
    yield from (("between", why) for why in _too_narrow(rule.between, rule.duration, weeks))


def _too_narrow(between: Hours, duration: timedelta, weeks: list[WeekHours]) -> Iterator[str]:
    """Why nobody could ever have an appointment of this length at these hours."""
    if _length(between) < duration:
        yield "is shorter than `duration`: nothing would ever fit."
    elif not any(_fits(between, hours, duration) for week in weeks for day in week.days for hours in day):
        yield "leaves no room within anybody's working hours: nothing would ever fit."


def _fits(between: Hours, hours: Hours, duration: timedelta) -> bool:
    start, end = max(between.start, hours.start), min(between.end, hours.end)
    return start < end and _length(Hours(start, end)) >= duration


def _length(hours: Hours) -> timedelta:
    day = _MIDNIGHT.date()
    return datetime.combine(day, hours.end) - datetime.combine(day, hours.start)


def _weeks(settings: Settings) -> list[WeekHours]:
    """All the hours that somebody in the office works."""
    return [settings.office.hours, *(each.hours for each in settings.calendar if each.hours)]


def _forms(settings: Settings) -> Iterator[Problem]:
    for index, form in enumerate(settings.form):
        for why in _too_narrow(form.between, form.duration, _weeks(settings)):
            yield Problem(("form", index, "between"), why)


def _sessions(settings: Settings) -> Iterator[Problem]:
    for index, session in enumerate(settings.session):
        days = [week.days[session.weekday] for week in _weeks(settings)]
        if not any(_fits(session.between, hours, timedelta()) for day in days for hours in day):
            yield Problem(("session", index, "weekday"), "is a day on which nobody works at these hours.")


def _contacts(settings: Settings) -> Iterator[Problem]:
    contacts = settings.contacts
    forms = [form.name for form in (*built_in_forms(), *settings.form)]
    if contacts.form not in forms:
        yield Problem(("contacts", "form"), f"is no [[form]].{did_you_mean(contacts.form, forms)}")
    calendars = [calendar.name for calendar in settings.calendar]
    if contacts.helper is not None and contacts.helper not in calendars:
        hint = did_you_mean(contacts.helper, calendars)
        yield Problem(("contacts", "helper"), f"is not the name of a [[calendar]].{hint}")
    if contacts.recurring == "series" and contacts.every != Span(1, Unit.YEARS):
        yield Problem(("contacts", "every"), "must be '1 jaar' where recurring is 'series'.")


def _mail(settings: Settings) -> Iterator[Problem]:
    mail = settings.mail
    if mail is None:
        return
    if mail.tls == "none" and not is_here(mail.host):
        yield Problem(("mail", "tls"), "may be 'none' only for a server on this machine.")
    if mail.username is not None and mail.password_env is None and mail.password_file is None:
        yield Problem(("mail", "username"), "needs password_env or password_file beside it.")


def _web(settings: Settings) -> Iterator[Problem]:
    """Who signs in must do so over an encrypted line, or on this very machine."""
    web = settings.web
    parts = urlsplit(web.url or "")
    if web.url and parts.scheme != "https" and not is_here(parts.hostname or ""):
        yield Problem(("web", "url"), "must begin with https://: people sign in there.")
    if web.url and (parts.path.strip("/") or parts.query or parts.fragment):
        yield Problem(("web", "url"), "must end behind the host: the page stands at its root.")
    if not web.url and not is_here(web.host):
        yield Problem(("web", "host"), "needs `url` beside it: the https address that people type.")
    if web.session < _MINUTES:
        yield Problem(("web", "session"), "must be five minutes at least.")


def _http(settings: Settings) -> Iterator[Problem]:
    """Servers tell of changes over an encrypted line alone."""
    if settings.http.notify_at and urlsplit(settings.http.notify_at).scheme != "https":
        yield Problem(("http", "notify_at"), "must begin with https://: others send us secrets there.")


def _secrets(settings: Settings) -> Iterator[Problem]:
    """A secret comes from one place."""
    if settings.mail and settings.mail.password_env and settings.mail.password_file:
        yield Problem(("mail", "password_file"), "stands beside password_env: keep one of them.")
    if settings.microsoft.client_secret_env and settings.microsoft.client_secret_file:
        yield Problem(
            ("microsoft", "client_secret_file"), "stands beside client_secret_env: keep one of them."
        )
    office = settings.microsoft
    if office.device_code and any(
        (office.client_secret_env, office.client_secret_file, office.certificate_file)
    ):
        yield Problem(
            ("microsoft", "device_code"),
            "is for people who log in themselves: no secret or certificate beside it.",
        )


def _budget(settings: Settings) -> Iterator[Problem]:
    budget = settings.budget
    hours: Iterable[tuple[str, int | None]] = (
        ("minimum_hours", budget.minimum_hours),
        ("bonus_above", budget.bonus_above),
    )
    for key, asked in hours:
        if asked is not None and asked > budget.hours_a_year:
            yield Problem(("budget", key), "is more than hours_a_year.")
