"""The input counts: how many conversations were planned and held, how many afternoons, how many half-days.

You need this for the office's report. What carries the counts has no place for a name, an address or a title:
a manager sees how much was sown, never with whom.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.events import Shown, Timed, first_day
from zaaikalender.core.weeffout import half_days

MONTHS = 12
QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation with people on a list: the day, how long with the way there and back, with how many.

    Whoever has it took it up by himself, or agreed to it; a proposal is none. `held` says that it took place.
    """

    day: date
    length: timedelta
    contacts: int = 1
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was sown in some time: numbers, and nothing else.

    `planned` conversations are agreed, approved or made by the person himself, those `held` included.
    `half_days` are what those take, travel included; beside them what the afternoons together
    (`session_half_days`) and the follow-ups after projects (`follow_up_half_days`) take.
    """

    planned: int = 0
    held: int = 0
    sessions: int = 0
    half_days: float = 0.0
    session_half_days: float = 0.0
    follow_up_half_days: float = 0.0

    def __add__(self, other: "Counts") -> "Counts":
        return summed((self, other))


NOTHING = Counts()


def summed(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    # Most months of most people are empty, and a manager's page sums thousands.
    some = [each for each in counts if each is not NOTHING]
    if len(some) <= 1:
        return some[0] if some else NOTHING
    return Counts(
        planned=sum(each.planned for each in some),
        held=sum(each.held for each in some),
        sessions=sum(each.sessions for each in some),
        half_days=sum(each.half_days for each in some),
        session_half_days=sum(each.session_half_days for each in some),
        follow_up_half_days=sum(each.follow_up_half_days for each in some),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A year of one calendar, or of the whole office: its list, its goal, and twelve months of counts.

    `skipped` is what its owner deleted, declined or let go; it shows to himself alone. `asked` are the
    half-days that follow-ups ask of him, proposals too: what the sum of a minimum of billable hours takes.
    """

    list: int
    goal: int
    months: tuple[Counts, ...] = (NOTHING,) * MONTHS
    skipped: int = 0
    asked: float = 0.0

    @property
    def year(self) -> Counts:
        """All months together."""
        return summed(self.months)

    @property
    def quarters(self) -> tuple[Counts, ...]:
        """Three months at a time."""
        size = MONTHS // QUARTERS
        return tuple(summed(self.months[n : n + size]) for n in range(0, MONTHS, size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sown:
    """All years of one calendar: its list and its goal as they are now, and the years that hold anything."""

    list: int
    goal: int
    years: Mapping[int, Figures]

    def of(self, year: int) -> Figures:
        """One year; empty where nothing was or is to be done in it."""
        return self.years.get(year) or Figures(list=self.list, goal=self.goal)


def together(figures: Iterable[Figures]) -> Figures:
    """The whole office's year; what people skipped is in no sum."""
    everybody = tuple(figures)
    return Figures(
        list=sum(each.list for each in everybody),
        goal=sum(each.goal for each in everybody),
        months=tuple(summed(each.months[month] for each in everybody) for month in range(MONTHS)),
        asked=sum(each.asked for each in everybody),
    )


def sown_of(  # noqa: PLR0913 - what years are made of, each by its name
    entries: Collection[Entry],
    talks: Collection[Talk],
    *,
    size: int,
    goal: int,
    zone: tzinfo,
    counted: frozenset[str] = frozenset(),
) -> Sown:
    """One person's years, as `figures_of` counts one of them."""
    days = [day for entry in entries if (day := _day(entry, zone))]
    years = {day.year for day in (*days, *(talk.day for talk in talks))}
    found = {
        year: figures_of(year, entries, talks, size=size, goal=goal, zone=zone, counted=counted)
        for year in years
    }
    return Sown(list=size, goal=goal, years=found)


def figures_of(  # noqa: PLR0913 - what a year is made of, each by its name
    year: int,
    entries: Collection[Entry],
    talks: Iterable[Talk],
    *,
    size: int,
    goal: int,
    zone: tzinfo,
    counted: frozenset[str] = frozenset(),
) -> Figures:
    """One person's year, from his ledger and his conversations.

    `counted` are keys of entries that are among the conversations already: a follow-up with somebody on the
    list is one, and counts once.
    """
    months = [NOTHING] * MONTHS
    for talk in talks:
        if talk.day.year == year:
            months[talk.day.month - 1] += _talk(talk)
    for entry in entries:
        day = _day(entry, zone)
        if day and day.year == year and entry.key not in counted:
            months[day.month - 1] += _entry(entry)
    skipped = sum(
        entry.state is State.SKIPPED and entry.kind in _SKIPPABLE and _in_year(entry, year, zone)
        for entry in entries
    )
    asked = follow_ups_between(entries, date(year, 1, 1), date(year, MONTHS, 31), zone)
    return Figures(list=size, goal=goal, months=tuple(months), skipped=skipped, asked=asked)


_SKIPPABLE = frozenset({Kind.FOLLOW_UP, Kind.CONTACT, Kind.SESSION})
_STOOD = STANDING - {State.PROPOSED} | {State.HELD}


def follow_ups_between(entries: Iterable[Entry], first: date, last: date, zone: tzinfo) -> float:
    """The half-days that follow-ups take between two days (both included), proposals too: what is asked."""
    return sum(
        half_days(length_of(entry))
        for entry in entries
        if entry.kind is Kind.FOLLOW_UP and entry.state in STANDING | {State.HELD}
        if (day := _day(entry, zone)) and first <= day <= last
    )


def _talk(talk: Talk) -> Counts:
    """Several people at one table are so many conversations, and take the time of one."""
    return Counts(planned=talk.contacts, held=talk.contacts * talk.held, half_days=half_days(talk.length))


def _entry(entry: Entry) -> Counts:
    """Afternoons and follow-ups that stand or took place; beside which nobody was free counts for nothing."""
    if entry.state not in _STOOD:
        return NOTHING
    length = half_days(length_of(entry))
    if entry.kind is Kind.SESSION and not (entry.written and entry.written.shown is Shown.FREE):
        return Counts(sessions=1, session_half_days=length)
    if entry.kind is Kind.FOLLOW_UP:
        return Counts(follow_up_half_days=length)
    return NOTHING


def _day(entry: Entry, zone: tzinfo) -> date | None:
    when = entry.seen_when or (entry.written.when if entry.written else None)
    return first_day(when, zone) if when else None


def length_of(entry: Entry) -> timedelta:
    """How long an appointment of ours lasts, as it was last seen; whole days last no time."""
    when = entry.seen_when or (entry.written.when if entry.written else None)
    return when.duration if isinstance(when, Timed) else timedelta(0)


def _in_year(entry: Entry, year: int, zone: tzinfo) -> bool:
    day = _day(entry, zone)
    return day is not None and day.year == year
