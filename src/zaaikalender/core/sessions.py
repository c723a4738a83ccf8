"""Just-Do-It afternoons: the year in parts, and one afternoon of the whole office in each.

You need this to see which afternoons an office still has to choose. A year has as many parts as the rule asks
sessions, each as long as the others: one session in each spreads them over the year, whatever becomes of the
others. Which day of a part it is, `choosing` says. What is chosen is left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zaaikalender.core.dates import Hours, Office, Span, Unit, add
from zaaikalender.core.events import Timed

EARLY = Span(4, Unit.WEEKS)
"""So long before a year's first session could be announced, its sessions are chosen."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRule:
    """What a `[[session]]` asks: so many `times` a year, on that weekday (Monday is 0), at these hours.

    Each is announced at least `ahead` before; at least the share `quorum` (0 to 1) of the calendars is free.
    """

    name: str
    times: int
    weekday: int
    between: Hours
    ahead: Span
    quorum: float

    def needed(self, calendars: int) -> int:
        """How many of so many calendars must be free: one at least."""
        share = round(self.quorum * calendars, 9)  # 60 % of 5 is 3, also as a binary fraction
        return max(1, -int(-share // 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Why a part of the year has no session yet: of `calendars` that were read `needed` must be free.

    `best` is how many are on the best day; `looked` the day on which that was so.
    """

    looked: date
    best: int
    needed: int
    calendars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One afternoon of the whole office: the `number`-th of its rule in that year.

    It lies in the part from `first` to `last` (both included). `when` is None while no day could be chosen;
    `shortfall` then says why. `absent` are the calendars that were not free when it was chosen.
    """

    rule: str
    year: int
    number: int
    first: date
    last: date
    when: Timed | None = None
    absent: frozenset[str] = frozenset()
    shortfall: Shortfall | None = None

    @property
    def place(self) -> tuple[str, int, int]:
        """What tells it from all others."""
        return self.rule, self.year, self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """Who of the office comes, by the names of calendars.

    `read` are those that were read and do not stand still, `allowed` those whose owner said yes. `away` are
    a calendar, the rule's name and the day (ISO) of a session that its owner deleted, declined or skipped.
    """

    read: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    away: frozenset[tuple[str, str, str]] = frozenset()

    def count(self, session: Session, day: date, own: str) -> int:
        """How many take part, the owner of calendar `own` with them unless he was not free; one at least."""
        others = (self.read & self.allowed) - session.absent - {own}
        coming = sum((name, session.rule, day.isoformat()) not in self.away for name in others)
        return max(1, coming + (own not in session.absent))


def years(rule: SessionRule, office: Office, today: date) -> range:
    """The years of which the sessions should be chosen by now."""
    announced = add(add(today, rule.ahead, office), EARLY, office)
    return range(today.year, announced.year + 1)


def parts(rule: SessionRule, year: int, office: Office, today: date) -> Iterator[Session]:
    """The parts of a year that still lie ahead, without a day; as many as what is left of the year asks."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    since = max(first, add(today, rule.ahead, office))
    left = (last - since).days + 1
    whole = (last - first).days + 1
    times = min(int(rule.times * left / whole + 0.5), left // 7) if left > 0 else 0
    for number in range(times):
        begins, ends = (since + timedelta(days=left * each // times) for each in (number, number + 1))
        yield Session(rule=rule.name, year=year, number=number + 1, first=begins, last=ends - _DAY)


def wanting(
    rules: Iterable[SessionRule], known: Iterable[Session], office: Office, today: date
) -> tuple[Session, ...]:
    """The parts for which a day must be sought today: new ones, and those that had none when last looked.

    What is known of a name that is no rule's any more belongs to a rule that has nothing yet: it was renamed.
    """
    rules, known = tuple(rules), tuple(known)
    wanted = []
    for rule in rules:
        for year in years(rule, office, today):
            mine = [each for each in known if each.year == year and each.rule == rule.name]
            if mine:
                wanted += [each for each in mine if _is_open(each, rule, office, today)]
            elif not _was_renamed(rule, rules, known, year):
                wanted += parts(rule, year, office, today)
    return tuple(wanted)


def _is_open(session: Session, rule: SessionRule, office: Office, today: date) -> bool:
    """Whether a day may still be found in its part, and nobody looked today."""
    looked = session.shortfall and session.shortfall.looked
    return session.when is None and looked != today and session.last >= add(today, rule.ahead, office)


def _was_renamed(
    rule: SessionRule, rules: tuple[SessionRule, ...], known: tuple[Session, ...], year: int
) -> bool:
    named = {each.rule for each in known if each.year == year}
    nameless = sorted(named - {each.name for each in rules})
    without = [each.name for each in rules if each.name not in named]
    return rule.name in without[: len(nameless)]


def asked_for(sessions: Iterable[Session], rules: Iterable[SessionRule]) -> tuple[Session, ...]:
    """Of all that were chosen those that a rule still asks for, under its name of today or a former one."""
    sessions, names = tuple(sessions), {rule.name for rule in rules}
    found = []
    for session in sessions:
        named = {each.rule for each in sessions if each.year == session.year}
        nameless = sorted(named - names)
        spare = len(names - named)
        if session.rule in names or session.rule in nameless[:spare]:
            found.append(session)
    return tuple(found)
