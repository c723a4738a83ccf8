"""`doctor`: whether everything that the product needs is there, and what to do about what is not.

You need this when something does not happen. Each line is a finding: fine, worth knowing, or wrong. It writes
nothing but a hidden file in each folder, which goes at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.figures import figures, this_year, weeffout_sentences
from zaaikalender.cli.first_day import hint
from zaaikalender.cli.folders import try_folder
from zaaikalender.cli.session import DONE, FAILED, Session, config_path, options_of, session
from zaaikalender.cli.sheets import Outcomes, previewed
from zaaikalender.config import CalendarConfig, FolderConfig
from zaaikalender.core.policy import Start
from zaaikalender.core.records import CalendarState, Known
from zaaikalender.engine import Result, failure_of
from zaaikalender.errors import ZaaiError
from zaaikalender.report.words import short
from zaaikalender.texts import clean

_SLACK = timedelta(minutes=5)
_QUIET = timedelta(days=2)
"""A calendar that was not good for so long makes one wonder whether anything runs."""


class Level(Enum):
    """How serious a finding is, with its colour."""

    FINE = "green"
    NOTE = "yellow"
    WRONG = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at, as a sentence with what to do about it."""

    level: Level
    sentence: str


@app.command()
def doctor(context: typer.Context) -> None:
    """Test config, store and each calendar, and say what to do about what is wrong."""
    options = options_of(context)
    with session(context) as at:
        found = [
            _fine(at.say("doctor.config", file=config_path(options))),
            _fine(at.say("doctor.store", key_file=at.app.config.key_file)),
        ]
        outcomes = previewed(at)
        for calendar in at.app.calendars():
            found += _calendar(at, calendar, outcomes)
        found += map(_note, weeffout_sentences(at, figures(at, this_year(at))))
        for finding in found:
            mark = at.say(f"doctor.{finding.level.name.lower()}")
            for index, line in enumerate(finding.sentence.splitlines()):
                at.screen.say(f"{mark if index == 0 else '':<7} {line}", finding.level.value)
        raise typer.Exit(FAILED if any(each.level is Level.WRONG for each in found) else DONE)


def _fine(sentence: str) -> Finding:
    return Finding(level=Level.FINE, sentence=sentence)


def _note(sentence: str) -> Finding:
    return Finding(level=Level.NOTE, sentence=sentence)


def _wrong(sentence: str) -> Finding:
    return Finding(level=Level.WRONG, sentence=sentence)


def _calendar(at: Session, calendar: CalendarConfig, outcomes: Outcomes) -> Iterator[Finding]:
    """All that there is to find of one calendar."""
    name = calendar.name
    result, error = outcomes.results.get(name), outcomes.failures.get(name)
    if error is not None:
        yield _wrong(f"{name}: {failure_of(error)}")
    if isinstance(calendar.provider, FolderConfig):
        yield from _folder(at, calendar.provider, name, readable=error is None)
    known = at.app.store.load(name, now=at.now)
    yield from _state(at, name, known)
    if result is not None:
        yield from _read(at, calendar, result)


def _folder(at: Session, folder: FolderConfig, name: str, *, readable: bool) -> Iterator[Finding]:
    try:
        try_folder(folder.path)
    except ZaaiError as error:
        if readable:
            yield _wrong(f"{name}: {failure_of(error)}")
        return
    yield _fine(at.say("reachable", calendar=name))
    newest = max((path.stat().st_mtime for path in folder.path.glob("*.ics") if path.is_file()), default=0.0)
    # A file from tomorrow: the clock is wrong, here or where the file came from.
    if not at.as_if and datetime.fromtimestamp(newest, UTC) > at.now + timedelta(days=1):
        yield _wrong(at.say("doctor.clock", calendar=name))


def _state(at: Session, name: str, known: Known) -> Iterator[Finding]:
    """What the last passes left behind."""
    state = known.state
    if state.failures:
        yield _wrong(at.say("doctor.failures", calendar=name, count=state.failures, why=state.failure))
    yield from _last_good(at, name, state)
    if state.paused_at is not None:
        yield _note(at.say("doctor.paused", calendar=name))
    elif state.consent is None and at.app.config.policy.start is Start.WATCH:
        yield _note(at.say("doctor.not_allowed", calendar=name))
    if known.intents:
        yield _note(at.say("doctor.intents", calendar=name, count=len(known.intents)))
    waiting = sum(question.answer is None for question in known.questions)
    if waiting:
        yield _note(at.say("doctor.questions", calendar=name, count=waiting))


def _last_good(at: Session, name: str, state: CalendarState) -> Iterator[Finding]:
    good = state.last_good
    if good is None:
        yield _note(at.say("doctor.never_good", calendar=name))
        return
    shown = short(good.astimezone(at.app.config.office.zone), at.language)
    if good > at.now + _SLACK:
        yield _wrong(at.say("doctor.future", calendar=name, moment=shown))
    elif good < at.now - _QUIET:
        yield _note(at.say("doctor.quiet", calendar=name, moment=shown))
    else:
        yield _fine(at.say("doctor.last_good", calendar=name, moment=shown))


def _read(at: Session, calendar: CalendarConfig, result: Result) -> Iterator[Finding]:
    """What reading it now brought."""
    for each in result.reading.unreadable:
        yield _wrong(
            at.say("doctor.unreadable", calendar=calendar.name, where=clean(each.where), why=each.why)
        )
    if sentence := hint(at.app, calendar, result, titles=True):
        yield _note(sentence)
    else:
        yield _fine(at.say("doctor.ends", calendar=calendar.name, count=len(result.reading.ends)))
