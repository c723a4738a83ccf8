"""What reading one file may cost, so that no file can hang or stop a pass.

You need this where a few octets can ask for endless work: expanding a series, a time zone's rules.
"""

from dataclasses import dataclass

from zaaikalender.providers.ics_lines import NotReadable


class TooManySteps(NotReadable):
    """A rule was not finished within the steps it may take."""

    def __init__(self) -> None:
        super().__init__("the series takes too much reckoning: enter it with an end, or in a simpler way")


class TooManyZones(NotReadable):
    """A file defines more time zones than anybody needs."""

    def __init__(self) -> None:
        super().__init__("the file defines too many time zones: choose a known zone for the event")


class TooManyEvents(NotReadable):
    """A series has more occurrences than a person could mean."""

    def __init__(self) -> None:
        super().__init__("the series repeats too often to be an appointment: enter it with fewer occurrences")


@dataclass(slots=True, kw_only=True)
class Budget:
    """Steps, occurrences and own time zones of a file in all, and what each of its series may take.

    A step is a period that is looked at or a moment that is found in one; it costs about a microsecond. An
    occurrence costs about 400 octets. An office's whole export needs less than a tenth of either.
    """

    steps: int = 2_000_000
    events: int = 100_000
    zones: int = 200
    steps_a_series: int = 100_000
    events_a_series: int = 3_000
    _steps: int = 0
    _events: int = 0

    def next_series(self) -> None:
        """Another series begins, with its own share."""
        self._steps = self.steps_a_series
        self._events = self.events_a_series

    def step(self, count: int) -> None:
        """Spend steps; raises `TooManySteps`."""
        self.steps -= count
        self._steps -= count
        if self.steps < 0 or self._steps < 0:
            raise TooManySteps

    def zone(self) -> None:
        """Spend a time zone; raises `TooManyZones`."""
        self.zones -= 1
        if self.zones < 0:
            raise TooManyZones

    def event(self, count: int) -> None:
        """Spend occurrences, before they are made; raises `TooManyEvents`."""
        self.events -= count
        self._events -= count
        if self.events < 0 or self._events < 0:
            raise TooManyEvents
