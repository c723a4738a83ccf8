"""What every page works with: the app, the sentences that it shares with the command line, the worker's ear.

You need this to start the pages: fill in an `Office` and hand it to `application`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from zaaikalender.app import App
from zaaikalender.config import CalendarConfig
from zaaikalender.engine import Result
from zaaikalender.texts import Texts
from zaaikalender.web.counter import Counter
from zaaikalender.web.site import Site, site_of
from zaaikalender.web.words import say


class Voice(Protocol):
    """Sentences that the command line says too, in the office's language."""

    def phrase(self, code: str, **facts: object) -> str:
        """The sentence of a code; placeholders are its facts."""
        ...

    def failure(self, error: Exception) -> str:
        """What happened and what to do, for a person."""
        ...

    def stored_failure(self, sentence: str) -> str:
        """The same for a sentence that was stored when it happened."""
        ...

    def hint(self, app: App, calendar: CalendarConfig, result: Result) -> str:
        """What to type where no project ends at all; empty where one does."""
        ...


def _nobody() -> None:
    """No worker listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that is open to its people. `wake` tells the worker that something became due.

    `even`: a refused password is told no sooner than after so many seconds.
    """

    app: App
    voice: Voice
    counter: Counter
    wake: Callable[[], None] = _nobody
    even: float = 0

    @property
    def site(self) -> Site:
        """Where the page stands."""
        return site_of(self.app.config.settings.web)

    @property
    def language(self) -> str:
        """What its people read."""
        return self.app.config.language

    @property
    def texts(self) -> Texts:
        """What stands in calendars."""
        return self.app.texts

    def now(self) -> datetime:
        """This moment (UTC)."""
        return self.app.clock()

    def today(self) -> date:
        """The day that it is in the office."""
        return self.now().astimezone(self.app.config.office.zone).date()

    def say(self, code: str, **facts: object) -> str:
        """A sentence of the pages' own."""
        return say(self.language, code, **facts)
