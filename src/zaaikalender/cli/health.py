"""`doctor`: whether everything that the product needs is there, and what to do about what is not.

You need this when something does not happen. Each line is a finding: fine, worth knowing, or wrong. It writes
nothing but a hidden file in each folder, which goes at once.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.failures import in_language
from zaaikalender.cli.first_day import hint
from zaaikalender.cli.folders import try_folder
from zaaikalender.cli.session import DONE, FAILED, Session, config_path, options_of, session
from zaaikalender.cli.sheets import Outcomes, previewed
from zaaikalender.config import CalendarConfig, FolderConfig
from zaaikalender.core.policy import Start
from zaaikalender.core.ports import Mails
from zaaikalender.core.records import CalendarState, Known
from zaaikalender.counting import asked_between, today, weeffout_sentences
from zaaikalender.engine import Result
from zaaikalender.errors import ZaaiError
from zaaikalender.lists import list_of
from zaaikalender.providers.mail import try_mail
from zaaikalender.report.words import short
from zaaikalender.servers.finding import CLOCK, Finding, Level, fine, note, wrong
from zaaikalender.texts import clean

_A_YEAR = timedelta(days=365)
_SLACK = timedelta(minutes=5)
_QUIET = timedelta(days=2)
"""A calendar that was not good for so long makes one wonder whether anything runs."""


_COLOURS = {Level.FINE: "green", Level.NOTE: "yellow", Level.WRONG: "red"}


@app.command()
def doctor(context: typer.Context) -> None:
    """Test config, store and each calendar. Say what to do about what is wrong."""
    options = options_of(context)
    with session(context) as at:
        found = [
            fine("doctor.config", file=config_path(options)),
            fine("doctor.store", key_file=at.app.config.key_file),
        ]
        found += [*_trail(at), *_mail(at)]
        outcomes = previewed(at)
        for calendar in at.app.calendars():
            found += _calendar(at, calendar, outcomes)
        found += _left(at)
        day = today(at.app, at.now)
        sentences = weeffout_sentences(
            at.app, asked_between(at.app, day, day + _A_YEAR), len(at.app.calendars())
        )
        found += [note("doctor.named", why=sentence) for sentence in sentences]
        for finding in found:
            _show(at, finding)
        raise typer.Exit(FAILED if any(each.level is Level.WRONG for each in found) else DONE)


def _show(at: Session, finding: Finding) -> None:
    mark = at.say(f"doctor.{finding.level.value}")
    for index, line in enumerate(at.say(finding.code, **finding.facts).splitlines()):
        at.screen.say(f"{mark if index == 0 else '':<7} {line}", _COLOURS[finding.level])


def _left(at: Session) -> Iterator[Finding]:
    """Calendars of which something is stored and that the config does not know (any more)."""
    here = {calendar.name for calendar in at.app.calendars()}
    for state in at.app.store.calendars():
        if state.name not in here:
            yield note("doctor.left", calendar=state.name)


def _trail(at: Session) -> Iterator[Finding]:
    """Whether the trail is as it was written."""
    broken = at.app.store.trail.broken()
    for each in broken:
        code = "doctor.trail_broken" if each.chain else "doctor.trail_broken_office"
        yield wrong(code, calendar=each.chain, number=each.number)
    if not broken:
        yield fine("doctor.trail")


def _mail(at: Session) -> Iterator[Finding]:
    """Whether the mail server would take our invitations, where the office has one."""
    try:
        server = at.app.servers.mail_server
        if server is not None:
            try_mail(server)
            yield fine("doctor.mail", host=server.host)
        elif at.app.config.settings.mail is not None:
            yield note("doctor.mail_not_now")
    except ZaaiError as error:
        yield wrong("doctor.named", why=at.failure(error))


def _calendar(at: Session, calendar: CalendarConfig, outcomes: Outcomes) -> Iterator[Finding]:
    """All that there is to find of one calendar."""
    name = calendar.name
    result, error = outcomes.results.get(name), outcomes.failures.get(name)
    if error is not None:
        yield _failed(at, name, error)
    if isinstance(calendar.provider, FolderConfig):
        yield from _folder(at, calendar.provider, name, readable=error is None)
    else:
        yield from _server(at, calendar, readable=error is None)
    known = at.app.store.load(name, now=at.now)
    yield from _list(at, calendar)
    yield from _state(at, name, known, met=at.failure(error) if error else "")
    if result is not None:
        yield from _read(at, calendar, result)


def _folder(at: Session, folder: FolderConfig, name: str, *, readable: bool) -> Iterator[Finding]:
    try:
        try_folder(folder.path)
    except ZaaiError as error:
        if readable:
            yield _failed(at, name, error)
        return
    yield fine("reachable", calendar=name)
    yield from _who_mails(at, name, at.app.servers.mails)
    newest = max((path.stat().st_mtime for path in folder.path.glob("*.ics") if path.is_file()), default=0.0)
    # A file from tomorrow: the clock is wrong, here or where the file came from.
    if not at.as_if and datetime.fromtimestamp(newest, UTC) > at.now + timedelta(days=1):
        yield wrong("doctor.clock", calendar=name)


def _failed(at: Session, name: str, error: ZaaiError) -> Finding:
    why = at.failure(error)
    return wrong("doctor.named" if name in why else "doctor.failed", calendar=name, why=why)


def _server(at: Session, calendar: CalendarConfig, *, readable: bool) -> Iterator[Finding]:
    """What its server does, and who mails guests; where it cannot be read, what is known of the login."""
    try:
        found = tuple(at.app.servers.findings(calendar))
        mails = at.app.post(calendar).target.traits.mails
    except ZaaiError as error:
        if readable:
            yield _failed(at, calendar.name, error)
        return
    yield from (each for each in found if not (at.as_if and each.code.startswith(CLOCK)))
    if not any(each.code.endswith("_mails") for each in found):
        yield from _who_mails(at, calendar.name, mails)


def _who_mails(at: Session, name: str, mails: Mails) -> Iterator[Finding]:
    """Who tells guests of an invitation; where nobody does, its owner must know."""
    if mails is not Mails.NOBODY:
        yield fine(f"mails.{mails.value}", calendar=name)
    elif at.app.config.settings.mail is None:
        yield note("mails.nobody", calendar=name)


def _list(at: Session, calendar: CalendarConfig) -> Iterator[Finding]:
    """What is wrong with somebody's list of contacts: where in its file, and never who stands there."""
    try:
        listed = list_of(calendar, at.app.rosters.means, now=at.now)
    except ZaaiError as error:
        yield _failed(at, calendar.name, error)
        return
    for sentence in listed.complaints:
        yield note("doctor.list", calendar=calendar.name, sentence=sentence)
    if listed.contacts:
        count = len(listed.contacts)
        yield fine("doctor.listed", calendar=calendar.name, count=count, goal=calendar.goal)


def _state(at: Session, name: str, known: Known, *, met: str) -> Iterator[Finding]:
    """What the last passes left behind; what they `met` and is met now too is told once."""
    state = known.state
    why = in_language(at.language, state.failure)
    if state.failures and why != met:
        yield wrong("doctor.failures", calendar=name, count=state.failures, why=why)
    begun = state.last_good is not None
    # Who cannot be read and never was has one thing to do, and reads that alone.
    if begun or not met:
        yield from _last_good(at, name, state)
    if state.paused_at is not None:
        yield note("doctor.paused", calendar=name)
    elif (begun or not met) and state.consent is None and at.app.config.policy.start is Start.WATCH:
        yield note("doctor.not_allowed", calendar=name)
    if known.intents:
        yield note("doctor.intents", calendar=name, count=len(known.intents))
    waiting = sum(question.answer is None for question in known.questions)
    if waiting:
        yield note("doctor.questions", calendar=name, count=waiting)


def _last_good(at: Session, name: str, state: CalendarState) -> Iterator[Finding]:
    good = state.last_good
    if good is None:
        yield note("doctor.never_good", calendar=name)
        return
    shown = short(good.astimezone(at.app.config.office.zone), at.language)
    if good > at.now + _SLACK:
        yield wrong("doctor.future", calendar=name, moment=shown)
    elif good < at.now - _QUIET:
        yield note("doctor.quiet", calendar=name, moment=shown)
    else:
        yield fine("doctor.last_good", calendar=name, moment=shown)


def _read(at: Session, calendar: CalendarConfig, result: Result) -> Iterator[Finding]:
    """What reading it now brought."""
    for each in result.reading.unreadable:
        yield wrong("doctor.unreadable", calendar=calendar.name, where=clean(each.where), why=each.why)
    if sentence := hint(at.app, calendar, result, titles=True):
        yield note("doctor.hint", sentence=sentence)
    else:
        yield fine("doctor.ends", calendar=calendar.name, count=len(result.reading.ends))
