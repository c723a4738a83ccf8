"""What each command needs: the options before it, the clock, the office behind the config, and how it ends.

You need this to write a command: `with session(context) as office:` opens everything and closes it again. All
failures end here too: one sentence on standard error and an exit code, and a traceback only with `--debug`.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path

import typer

from zaaikalender import config
from zaaikalender.app import App, Clock, open_app
from zaaikalender.cli.failures import in_language
from zaaikalender.cli.phrases import phrase
from zaaikalender.cli.screen import Screen
from zaaikalender.config import Config
from zaaikalender.engine import failure_of
from zaaikalender.errors import ConfigurationError
from zaaikalender.texts import Texts

LANGUAGE = "zaaikalender.language"
"""Under this name a command's context knows the office's language, once its config was read."""

DONE, FAILED, WRONG, WAITS = 0, 1, 2, 3
"""The exit codes: done; failed; wrong usage or config; a limit stopped it, or somebody is asked."""

PLACES = (Path("config/zaaikalender.toml"), Path("zaaikalender.toml"))
"""Where the config is looked for when nobody names it."""


YEARS = range(1971, 9000)
"""Years that a calendar can be in; windows reach some years to both sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What stood before the command."""

    config: Path | None = None
    now: str | None = None
    debug: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One command at work: the office, the moment as of which it runs (UTC), and the screen."""

    app: App
    now: datetime
    screen: Screen
    as_if: bool = False

    @property
    def language(self) -> str:
        """What its people read."""
        return self.app.config.language

    @property
    def texts(self) -> Texts:
        """The office's words."""
        return self.app.texts

    def failure(self, error: Exception) -> str:
        """The sentence of a failure, in the office's language."""
        return in_language(self.language, failure_of(error))

    def say(self, code: str, **facts: object) -> str:
        """A sentence of the command line's own, in the office's language."""
        return phrase(self.language, code, **facts)


def options_of(context: typer.Context) -> Options:
    """The options before the command."""
    options = context.find_object(Options)
    return options or Options()


def config_path(options: Options) -> Path:
    """Where the config is: named, in the environment, or in one of the usual places."""
    if options.config is not None:
        return options.config
    if named := os.environ.get("ZAAI_CONFIG"):
        return Path(named)
    for place in PLACES:
        if place.exists():
            return place
    raise ConfigurationError(
        f"there is no config: neither {PLACES[0]} nor {PLACES[1]} is here. Write one with `zaai init`, "
        "or name yours with --config."
    )


def loaded(options: Options) -> Config:
    """The config, checked."""
    moment = _instant(options.now, "--now") if options.now else datetime.now(UTC)
    return config.load(config_path(options), os.environ, today=moment.date())


@contextmanager
def session(context: typer.Context) -> Iterator[Session]:
    """Everything that a command works with, opened and closed again."""
    options = options_of(context)
    settings = loaded(options)
    context.meta[LANGUAGE] = settings.language
    now = (
        moment_of(options.now, settings.office.zone, "--now")
        if options.now
        else datetime.now(UTC).replace(microsecond=0)
    )
    clock = _clock_from(now) if options.now else _machine_clock
    in_words = partial(in_language, settings.language)
    app = open_app(settings, clock, as_if=options.now is not None, in_words=in_words)
    try:
        yield Session(
            app=app, now=now, screen=Screen(language=settings.language), as_if=options.now is not None
        )
    finally:
        app.close()


def _machine_clock() -> datetime:
    return datetime.now(UTC)


def _clock_from(start: datetime) -> Clock:
    """A clock that starts at that moment."""
    begun = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - begun)


def moment_of(text: str, zone: tzinfo, option: str) -> datetime:
    """A moment as typed behind an option, in UTC; without an offset it is the office's wall clock."""
    moment = _instant(text, option)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


def _instant(text: str, option: str) -> datetime:
    """ISO 8601: a day, or a day and a time, with or without an offset."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 - stands for none
    if moment.year not in YEARS:
        raise ConfigurationError(
            f"{option} is no moment. Write it as 2027-03-11T09:00, or with an offset as "
            "2027-03-11T09:00+01:00."
        )
    return moment
