"""The weather on the way to a fake Outlook, drawn from a seed: what Graph may do, and what goes wrong when.

You need this to read `~` in a trace of the simulation. A mailbox has its habits for life (the order of pages,
a filter that lags, a repeated creation answered with 409); on some days it forgets how far it told us, asks
us to wait, or loses a request or the answer to one that it carried out.
"""

from random import Random

from providers.fakes.outlook import Fault
from providers.fakes.outlook_mailbox import Habits
from system.office import Home, Office

_FAULTS = (
    ("before", 503, "UnknownError"),
    ("after", 503, "UnknownError"),
    ("after", 504, "UnknownError"),
    ("before", 0, ""),
    ("after", 0, ""),
    ("before", 429, "ApplicationThrottled"),
    ("before", 412, "ErrorIrresolvableConflict"),
    ("before", 409, "ErrorConcurrentItemSave"),
    ("before", 410, "SyncStateNotFound"),
)
_PER_CHANCE = 6
"""How much likelier than a fault at one step of a pass: a pass is many requests."""


class Weather:
    """One seed's weather; other kinds of calendar have none."""

    def __init__(self, office: Office, seed: int) -> None:
        self.random = Random(f"weather {seed}")
        self.homes = office.homes if office.kind == "outlook" else {}
        for home in self.homes.values():
            home.calendar.box.habits = self._habits()

    def _habits(self) -> Habits:
        def maybe() -> bool:
            return self.random.random() < 0.5

        return Habits(
            moves_by_itself=maybe(),
            empty_pages=maybe(),
            duplicates=maybe(),
            masters_missing=maybe(),
            plain_text_in_delta=maybe(),
            repeated_transaction=self.random.choice([201, 409]),
            lag=self.random.choice([0, 1, 3]),
            overloaded_above_days=self.random.choice([None, None, 200]),
        )

    def before(self, home: Home, chance: float) -> str | None:
        """What is amiss for the next pass, for the trace; None on a good day."""
        if home.name not in self.homes:
            return None
        graph = home.calendar.graph
        graph.faults.clear()
        if self.random.random() < chance:
            home.calendar.box.generation += 1
            return "~ forgot how far it told"
        if self.random.random() >= chance * _PER_CHANCE:
            return None
        moment, status, code = self.random.choice(_FAULTS)
        waits = {"Retry-After": "1"} if status == 429 and self.random.random() < 0.5 else {}
        reads = status == 410 or self.random.random() < 0.3
        methods = frozenset({"GET"} if reads else {"POST", "PATCH", "DELETE"})
        graph.faults.append(Fault(moment, status, code, waits, methods))
        return f"~ {moment} {status} {'read' if reads else 'write'}"
