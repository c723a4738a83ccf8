"""Until when nothing is written for somebody who met Google's limits on the use of calendars.

You need this when a calendar is read and not written. Those limits last for hours at least, and whoever goes
on trying helps nobody (Workspace help, "Avoid Calendar use limits"). So the end of the rest is kept as text,
also for the next process; reading goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from zaaikalender.errors import ZaaiError
from zaaikalender.providers.http_failures import TurnedAway


class Parked(TurnedAway):
    """This person's writes rest for hours; certainly nothing was written."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Google", seconds)
        hours = hours_of(seconds)
        told = (
            "Google lets nothing more be written in this calendar: its owner met Google's limits on the use"
            f" of calendars. Writing rests for {hours} hours."
        )
        self.args = (told,)


def hours_of(seconds: float) -> int:
    """A rest in whole hours, for people."""
    return max(1, round(seconds / 3600))


@dataclass(slots=True, kw_only=True)
class Rest:
    """One person's. `clock` tells the time (UTC); `kept` gives the text that `keep` got last, if any."""

    clock: Callable[[], datetime]
    kept: Callable[[], str] = str
    keep: Callable[[str], object] = str
    _until: datetime | None = None

    def check(self) -> None:
        """Raises `Parked` where a write has to wait."""
        if left := self.left():
            raise Parked(left)

    def left(self) -> float:
        """For how many seconds nothing is written; 0 where all may go on."""
        until = self._until or self._read()
        return max(0.0, (until - self.clock()).total_seconds()) if until else 0.0

    def begin(self, seconds: float) -> Parked:
        """From now on nothing is written for so long; gives what to raise."""
        self._until = self.clock() + timedelta(seconds=seconds)
        self.keep(self._until.isoformat())
        return Parked(seconds)

    def _read(self) -> datetime | None:
        """What was kept; what cannot be read is none: then Google says so itself."""
        try:
            found = datetime.fromisoformat(self.kept())
        except (ZaaiError, ValueError):
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)
