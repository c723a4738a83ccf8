"""Which afternoon: the one on which most of the office is free, near the middle of its part of the year.

You need this to know what "best" means. Of the days of a part on which the quorum is free, in this order: one
in its middle half, so that two sessions never stand close together; most calendars free; nearest to the
middle; the earliest. Equal calendars give equal days, whoever looks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zaaikalender.core.appointments import Kind
from zaaikalender.core.dates import Office, WeekHours, add, local
from zaaikalender.core.events import Timed, Window
from zaaikalender.core.freetime import BusyTime, at_work
from zaaikalender.core.identity import Identity
from zaaikalender.core.sessions import Session, SessionRule, Shortfall

_DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What of one calendar decides whether its owner can come: when he is busy, his hours, what was read.

    `marks` are the keys of our own appointments that stand in it.
    """

    busy: BusyTime
    hours: WeekHours
    window: Window
    marks: frozenset[str] = frozenset()

    def is_free(self, when: Timed, office: Office) -> bool:
        """Whether he works then, and nothing overlaps it."""
        return at_work(when, self.hours, office) and self.busy.is_clear(when)


@dataclass(frozen=True, slots=True, kw_only=True)
class Afternoon:
    """A day that could be it: who was read so far, and who of them cannot come."""

    when: Timed
    day: date
    read: frozenset[str]
    absent: frozenset[str]

    @property
    def free(self) -> int:
        """How many can come."""
        return len(self.read) - len(self.absent)


def choose(
    session: Session, rule: SessionRule, agendas: Mapping[str, Agenda], office: Office, today: date
) -> Session:
    """The session with the best day of its part, or with the reason why none will do.

    No day is announced later than the rule's `ahead` before it. The quorum is one of all calendars that were
    read up to that part of the year: who was not read up to the day itself is not known to be free then.
    """
    earliest = add(today, rule.ahead, office)
    days = [each for each in days_of(session, rule) if each >= earliest and office.is_open(each)]
    agendas = _read_up_to(days, rule, agendas, office)
    afternoons = [afternoon(day, rule, agendas, office) for day in days]
    needed = rule.needed(len(agendas))
    fit = [each for each in afternoons if each.free >= needed]
    if not fit:
        most = max((each.free for each in afternoons), default=0)
        shortfall = Shortfall(looked=today, best=most, needed=needed, calendars=len(agendas))
        return replace(session, shortfall=shortfall)
    best = min(fit, key=lambda each: cost(each, session))
    return replace(session, when=best.when, absent=best.absent, shortfall=None)


def _read_up_to(
    days: Sequence[date], rule: SessionRule, agendas: Mapping[str, Agenda], office: Office
) -> Mapping[str, Agenda]:
    """The calendars that were read as far as the first of these days: an old reading says nothing of them."""
    first = at_hours(days[0], rule, office) if days else None
    return {
        name: each
        for name, each in agendas.items()
        if first is None or each.window.covers(first.start, first.end)
    }


def cost(afternoon: Afternoon, session: Session) -> tuple[bool, int, int, date]:
    """What makes one afternoon worse than another, the weightiest first."""
    twice = abs(2 * afternoon.day.toordinal() - session.first.toordinal() - session.last.toordinal())
    length = (session.last - session.first).days
    return 2 * twice > length, -afternoon.free, twice, afternoon.day


def days_of(session: Session, rule: SessionRule) -> Iterator[date]:
    """The rule's weekdays in a session's part of the year."""
    first = session.first + timedelta(days=(rule.weekday - session.first.weekday()) % _DAYS_A_WEEK)
    while first <= session.last:
        yield first
        first += timedelta(days=_DAYS_A_WEEK)


def afternoon(day: date, rule: SessionRule, agendas: Mapping[str, Agenda], office: Office) -> Afternoon:
    """A day as it is in all calendars; what lies outside what was read of one says nothing of it."""
    when = at_hours(day, rule, office)
    read = {name: each for name, each in agendas.items() if each.window.covers(when.start, when.end)}
    absent = frozenset(name for name, each in read.items() if not each.is_free(when, office))
    return Afternoon(when=when, day=day, read=frozenset(read), absent=absent)


def at_hours(day: date, rule: SessionRule, office: Office) -> Timed:
    """The rule's hours on a day."""
    start, end = rule.between.start, rule.between.end
    return Timed(start=local(day, start, office.zone), end=local(day, end, office.zone))


def day_of(session: Session, office: Office) -> date:
    """The day on which it was chosen to be. Raises ValueError where none was."""
    if session.when is None:
        raise ValueError("a session without a day stands nowhere")
    return session.when.start.astimezone(office.zone).date()


def identity_on(day: date, rule: str, calendar: str) -> Identity:
    """What a session's entry in a calendar is about.

    The day makes the session: so what stands can be known again where the store was lost.
    """
    return Identity(kind=Kind.SESSION, rule=rule, subject=day.isoformat(), cycle=calendar)


def recovered(rule: SessionRule, year: int, days: Iterable[date], office: Office) -> tuple[Session, ...]:
    """After the store was lost: the sessions of a year that still stand on these days in some calendar."""
    return tuple(
        Session(
            rule=rule.name, year=year, number=number, first=day, last=day, when=at_hours(day, rule, office)
        )
        for number, day in enumerate(sorted(days), start=1)
    )


def weekdays(rule: SessionRule, year: int) -> Iterable[date]:
    """All days of a year on which a session could stand."""
    whole = Session(rule=rule.name, year=year, number=0, first=date(year, 1, 1), last=date(year, 12, 31))
    return days_of(whole, rule)
