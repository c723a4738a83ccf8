"""From what was written to what is meant: settings become core values, and paths become absolute.

You need this when the core learns a new value. Everything in here was checked before, but for what only the
disk can tell: whether two paths are one place.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from zaaikalender.config.configuration import (
    CalendarConfig,
    Config,
    FolderConfig,
    OtherConfig,
    ProviderConfig,
)
from zaaikalender.config.fingerprint import fingerprint
from zaaikalender.config.holidays import public_holidays
from zaaikalender.config.patterns import title_pattern
from zaaikalender.config.people_tables import Session, built_in_forms
from zaaikalender.config.problems import Problem
from zaaikalender.config.rule_tables import FollowUp, ProjectEnd
from zaaikalender.config.settings import Calendar, Settings
from zaaikalender.core.contacts import Form
from zaaikalender.core.dates import Office
from zaaikalender.core.policy import Policy, Start
from zaaikalender.core.rules import FollowUpRule, Guests, Invite, ProjectEndRule, Rules, TitleRule
from zaaikalender.core.sessions import SessionRule

_SQLITE = "sqlite:///"
_KEY_FILE = "zaaikalender.key"


def built(settings: Settings, file: Path, *, today: date) -> Config:
    """The config of a file (an absolute path), with the public holidays of the years around `today`."""
    base = file.parent
    url, database = store_of(settings.store.url, base)
    key_file, texts_file = settings.store.key_file, settings.texts.file
    return Config(
        file=file,
        language=settings.language,
        office=_office(settings, today),
        policy=_policy(settings),
        rules=_rules(settings),
        forms=_forms(settings),
        calendars=tuple(_calendar(each, settings, base) for each in settings.calendar),
        store_url=url,
        key_file=absolute(key_file, base) if key_file else (database or file).with_name(_KEY_FILE),
        texts_file=absolute(texts_file, base) if texts_file else None,
        settings=settings,
    )


def absolute(path: PurePath, base: Path) -> Path:
    """Where a path leads: `~` is one's own home, a relative one starts from the config's directory."""
    return base / os.path.expanduser(path)  # noqa: PTH111 - Path's own raises where there is no home


def store_of(url: str, base: Path) -> tuple[str, Path | None]:
    """The address with an absolute path in it, and that path; a server's stays as it is and has no path."""
    if not url.startswith(_SQLITE):
        return url, None
    name, mark, options = url.removeprefix(_SQLITE).partition("?")
    database = absolute(PurePath(name), base)
    return f"{_SQLITE}{database}{mark}{options}", database


def folders_twice(settings: Settings, base: Path) -> Iterator[Problem]:
    """Two calendars in one folder would each take the other's appointments for copies."""
    seen: set[Path] = set()
    for index, calendar in enumerate(settings.calendar):
        if calendar.path is None:
            continue
        folder = absolute(calendar.path, base).resolve()
        if folder in seen:
            yield Problem(
                ("calendar", index, "path"), "is the folder of another calendar too: give it its own."
            )
        if folder in {absolute(each, base).resolve() for each in calendar.busy}:
            yield Problem(("calendar", index, "busy"), "names the calendar itself: leave it out.")
        seen.add(folder)


def _office(settings: Settings, today: date) -> Office:
    office = settings.office
    return Office(
        zone=ZoneInfo(settings.timezone),
        language=settings.language,
        domains=frozenset(office.domains),
        hours=office.hours,
        holidays=public_holidays(office.holidays, today=today),
        closed=office.closed,
        margin=office.margin,
    )


def _policy(settings: Settings) -> Policy:
    policy = settings.policy
    return Policy(
        start=Start(policy.start),
        invite=Invite(policy.invite),
        delay=policy.delay,
        notice=policy.notice,
        max_new=policy.max_new,
        max_changes=policy.max_changes,
        every=policy.every,
    )


def _rules(settings: Settings) -> Rules:
    return Rules(
        project_ends=tuple(map(_project_end, settings.project_end)),
        leave=_titles("leave", [rule.title for rule in settings.leave]),
        planning_blocks=_titles("planning_block", [rule.title for rule in settings.planning_block]),
        follow_ups=tuple(_follow_up(rule, settings.policy.invite) for rule in settings.follow_up),
        sessions=tuple(map(_session, settings.session)),
    )


def _titles(table: str, patterns: list[str]) -> tuple[TitleRule, ...]:
    """Rules without a name are told apart by their place."""
    return tuple(
        TitleRule(title=title_pattern(pattern, rule=f"[[{table}]] number {number}"))
        for number, pattern in enumerate(patterns, start=1)
    )


def _project_end(rule: ProjectEnd) -> ProjectEndRule:
    where = f"[[project_end]] '{rule.name}'"
    return ProjectEndRule(
        name=rule.name,
        title=None if rule.title is None else title_pattern(rule.title, rule=where),
        category=rule.category,
        all_day=rule.all_day,
        series=rule.series,
    )


def _follow_up(rule: FollowUp, invite: str) -> FollowUpRule:
    return FollowUpRule(
        name=rule.name,
        title=rule.title or f"{rule.name[:1].upper()}{rule.name[1:]} {{project}}",
        after=rule.after,
        within=rule.within,
        duration=rule.duration,
        between=rule.between,
        guests=Guests(rule.guests),
        invite=Invite(rule.invite or invite),
    )


def _session(rule: Session) -> SessionRule:
    return SessionRule(
        name=rule.name,
        times=rule.times,
        weekday=rule.weekday,
        between=rule.between,
        ahead=rule.ahead,
        quorum=rule.quorum,
    )


def _forms(settings: Settings) -> dict[str, Form]:
    """Those built in, and the config's own in their place."""
    written = {form.name: form for form in (*built_in_forms(), *settings.form)}
    return {
        name.casefold(): Form(
            name=name,
            duration=form.duration,
            travel=form.travel,
            between=form.between,
            months=frozenset(form.months),
        )
        for name, form in written.items()
    }


def _calendar(calendar: Calendar, settings: Settings, base: Path) -> CalendarConfig:
    return CalendarConfig(
        name=calendar.name,
        owner=calendar.owner,
        provider=_provider(calendar, base),
        hours=calendar.hours or settings.office.hours,
        goal=settings.contacts.goal if calendar.goal is None else calendar.goal,
        fingerprint=fingerprint(settings, calendar.name),
        busy=tuple(absolute(path, base) for path in calendar.busy),
    )


def _provider(calendar: Calendar, base: Path) -> ProviderConfig:
    if calendar.path is not None:
        return FolderConfig(path=absolute(calendar.path, base))
    return OtherConfig(
        provider=calendar.provider,
        url=calendar.url,
        username=calendar.username,
        password_env=calendar.password_env,
        password_file=absolute(calendar.password_file, base) if calendar.password_file else None,
        account=calendar.account,
        calendar_id=calendar.calendar_id,
        endpoint=calendar.endpoint,
        bearer_env=calendar.bearer_env,
        bearer_file=absolute(calendar.bearer_file, base) if calendar.bearer_file else None,
    )
