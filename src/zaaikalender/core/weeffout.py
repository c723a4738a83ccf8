"""The weeffout: a minimum of billable hours, or a bonus above them, beside a wish to keep contact.

You need this to name the double message wherever it stands in the config, whatever the sum comes to; and to
do that sum. Managers wave it away, consultants don't.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from zaaikalender.core.freetime import since_midnight
from zaaikalender.core.reasons import Reason
from zaaikalender.core.sessions import SessionRule

HOURS_A_HALF_DAY = 4
"""A half-day (dagdeel) is four hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What `[budget]` says, for one person and a year.

    `hours_a_year` are net of leave; `minimum_hours` and `bonus_above` are billable hours. `half_days` are
    meant for contacts, travel included.
    """

    hours_a_year: int
    minimum_hours: int = 0
    bonus_above: int | None = None
    network_counts: bool = False
    half_days: int = 5

    @property
    def contradicts(self) -> bool:
        """Whether something is asked that network hours do not count towards."""
        return not self.network_counts and (self.minimum_hours > 0 or self.bonus_above is not None)


def weeffout(budget: Budget, *, sessions: float, follow_ups: float, point: str) -> tuple[Reason, ...]:
    """The sentences that name the weeffout, and its sum; none where there is none.

    `sessions` and `follow_ups` are the half-days that those take of one person in a year. `point` is the
    sign between whole and tenth.
    """
    return tuple(_sentences(budget, sessions, follow_ups, point)) if budget.contradicts else ()


def _sentences(budget: Budget, sessions: float, follow_ups: float, point: str) -> Iterator[Reason]:
    network = budget.half_days * HOURS_A_HALF_DAY
    if budget.minimum_hours > 0:
        yield Reason("weeffout_minimum", {"minimum": budget.minimum_hours})
    if budget.bonus_above is not None:
        yield Reason("weeffout_bonus", {"bonus": budget.bonus_above})
    for asked in _asked(budget):
        facts = {"hours": budget.hours_a_year, "asked": asked, "left": budget.hours_a_year - asked}
        yield Reason("weeffout_sum", {**facts, "half_days": budget.half_days, "network": network})
    yield Reason(
        "weeffout_beside",
        {
            "half_days": budget.half_days,
            "sessions": tenths(sessions, point),
            "follow_ups": tenths(follow_ups, point),
            "total": tenths(budget.half_days + sessions + follow_ups, point),
            "hours": tenths((budget.half_days + sessions + follow_ups) * HOURS_A_HALF_DAY, point),
        },
    )


def _asked(budget: Budget) -> tuple[int, ...]:
    """The billable hours that are asked, each once, the fewest first."""
    asked = {budget.minimum_hours, budget.bonus_above or 0} - {0}
    return tuple(sorted(asked))


def of_sessions(rules: Iterable[SessionRule]) -> float:
    """The half-days that a year's afternoons together take of one person."""
    return sum(half_days(rule.times * _length(rule)) for rule in rules)


def _length(rule: SessionRule) -> timedelta:
    return since_midnight(rule.between.end) - since_midnight(rule.between.start)


def half_days(length: timedelta) -> float:
    """A length of time in half-days."""
    return length / timedelta(hours=HOURS_A_HALF_DAY)


def tenths(number: float, point: str) -> str:
    """A number with one decimal at most: `2`, `1,5`."""
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace(".", point)
