"""What the whole office does together: which afternoons it has, chosen over everybody's calendars.

You need this to see when an afternoon is chosen. Most passes only look at what was chosen before. Where a
part of the year has none yet, all that was read of all calendars is laid side by side; what comes of it is
claimed at once, so that two passes that choose at the same time get the same afternoons.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TypeAlias

from zaaikalender.core.choosing import Agenda, choose, identity_on, recovered, weekdays
from zaaikalender.core.events import Window
from zaaikalender.core.freetime import BusyTime
from zaaikalender.core.helping import RULE as MAKE_LIST
from zaaikalender.core.helping import help_in
from zaaikalender.core.identity import key_of
from zaaikalender.core.plan import Create, Plan
from zaaikalender.core.policy import Start
from zaaikalender.core.ports import Ledger
from zaaikalender.core.records import CalendarState, Kept
from zaaikalender.core.sessions import Session, SessionRule, Turnout, asked_for, wanting
from zaaikalender.core.shared_entries import GENERATIONS
from zaaikalender.looking import Reading
from zaaikalender.posts import Bureau, Post

AllKept: TypeAlias = Mapping[str, tuple[Window, tuple[Kept, ...]]]
"""What is kept of each calendar, and in which window, by its name."""


def with_sessions(post: Post, bureau: Bureau, ledger: Ledger, reading: Reading, *, now: datetime) -> Reading:
    """The reading with the afternoons as this pass must have them; chooses and claims those that are missing.

    A calendar that may not be written chooses nothing: its pass shows what was chosen already.
    """
    if all_chosen(bureau, reading, now=now):
        return reading
    known = reading.known.sessions
    missing = wanting(bureau.rules.sessions, known, bureau.office, _today(bureau, now))
    kept = {**ledger.kept_by_all(), post.name: (reading.window, reading.kept)}
    sessions = ledger.claim_sessions(chosen(missing, known, bureau, kept, now=now))
    # Who comes was of no interest as long as there was nothing to come to.
    turnout = ledger.load(post.name, now=now).turnout
    return _with(reading, sessions, turnout)


def all_chosen(bureau: Bureau, reading: Reading, *, now: datetime) -> bool:
    """Whether this pass has no afternoon to choose."""
    missing = wanting(bureau.rules.sessions, reading.known.sessions, bureau.office, _today(bureau, now))
    return not missing or not _may_write(reading.known.state, bureau)


def as_shown(readings: Mapping[str, Reading], bureau: Bureau, *, now: datetime) -> Mapping[str, Reading]:
    """The same for a preview of these calendars: with what would be chosen, without keeping it.

    Where nothing was chosen yet, all of them are taken to come.
    """
    known = next((reading.known.sessions for reading in readings.values()), ())
    missing = wanting(bureau.rules.sessions, known, bureau.office, _today(bureau, now))
    if not missing:
        return readings
    kept = kept_in(readings)
    new = {each.place: each for each in chosen(missing, known, bureau, kept, now=now)}
    sessions = tuple(({each.place: each for each in known} | new).values())
    everybody = Turnout(read=frozenset(readings), allowed=frozenset(readings))
    return {
        name: _with(reading, sessions, None if known else everybody) for name, reading in readings.items()
    }


def with_helper(post: Post, bureau: Bureau, reading: Reading, kept: Callable[[], AllKept]) -> Reading:
    """The reading with when its owner's helper is busy, where he is to be asked now."""
    network = post.network
    helper = network.helper if network else None
    home = bureau.homes.get(helper) if helper else None
    asked = any(entry.identity.rule == MAKE_LIST for entry in reading.known.entries)
    if network is None or home in {None, post.name} or asked or len(network.contacts) >= network.goal:
        return reading
    _window, items = kept().get(home or "", (reading.window, ()))
    busy = tuple(each for item in items for each in item.busy)
    return replace(reading, known=replace(reading.known, helper_busy=busy))


def with_helps(reading: Reading, before: Iterable[Plan]) -> Reading:
    """The reading of a preview, with what the plans before it ask of a helper."""
    created = (each.entry for plan in before for each in plan.operations if isinstance(each, Create))
    helps = tuple(asks for entry in created if (asks := help_in(entry)))
    known = reading.known
    return replace(reading, known=replace(known, helps=(*known.helps, *helps)))


def kept_in(readings: Mapping[str, Reading]) -> AllKept:
    """What these calendars were just read to hold."""
    return {name: (reading.window, reading.kept) for name, reading in readings.items()}


def _with(reading: Reading, sessions: tuple[Session, ...], turnout: Turnout | None) -> Reading:
    known = reading.known
    return replace(reading, known=replace(known, sessions=sessions, turnout=turnout or known.turnout))


def chosen(
    missing: Iterable[Session], known: Iterable[Session], bureau: Bureau, kept: AllKept, *, now: datetime
) -> tuple[Session, ...]:
    """The missing sessions with their days; after a lost store those that still stand somewhere."""
    agendas = _agendas(bureau, kept)
    rules = {rule.name: rule for rule in bureau.rules.sessions}
    begun = {each.place[:2] for each in known}
    found: dict[tuple[str, int, int], Session] = {}
    standing: dict[tuple[str, int], tuple[Session, ...]] = {}
    for session in missing:
        year, rule = session.place[:2], rules[session.rule]
        if year not in begun and year not in standing:
            standing[year] = _standing(rule, session.year, agendas, bureau)
            found |= {each.place: each for each in standing[year]}
        if not standing.get(year):
            found[session.place] = choose(session, rule, agendas, bureau.office, _today(bureau, now))
    return tuple(found.values())


def asked(bureau: Bureau, reading: Reading) -> tuple[Session, ...]:
    """The afternoons that the office's rules still ask for."""
    return asked_for(reading.known.sessions, bureau.rules.sessions)


def turnout_in(bureau: Bureau, turnout: Turnout) -> Turnout:
    """Who comes, of the calendars that are in the config now; where no yes is needed everybody gave it."""
    connected = frozenset(bureau.homes.values())
    allowed = connected if bureau.policy.start is Start.WRITE else turnout.allowed & connected
    return replace(turnout, read=turnout.read & connected, allowed=allowed)


def _may_write(state: CalendarState, bureau: Bureau) -> bool:
    allowed = state.consent is not None or bureau.policy.start is Start.WRITE
    return allowed and state.paused_at is None


def _agendas(bureau: Bureau, kept: AllKept) -> Mapping[str, Agenda]:
    """All calendars of the config that were read."""
    connected = frozenset(bureau.homes.values())
    return {
        name: Agenda(
            busy=BusyTime.of([busy for each in items for busy in each.busy]),
            hours=bureau.hours.get(name, bureau.office.hours),
            window=window,
            marks=frozenset(event.key for each in items for event in each.events if event.key),
        )
        for name, (window, items) in kept.items()
        if name in connected
    }


def _standing(
    rule: SessionRule, year: int, agendas: Mapping[str, Agenda], bureau: Bureau
) -> tuple[Session, ...]:
    """The sessions of a year of which the store knows nothing, and which stand in somebody's calendar."""
    days = {
        day
        for name, agenda in agendas.items()
        if agenda.marks
        for day in weekdays(rule, year)
        if any(key in agenda.marks for key in _keys(day, rule, name, bureau))
    }
    return recovered(rule, year, days, bureau.office)


def _keys(day: date, rule: SessionRule, calendar: str, bureau: Bureau) -> Iterator[str]:
    identity = identity_on(day, rule.name, calendar)
    for generation in range(GENERATIONS):
        yield key_of(replace(identity, generation=generation), bureau.office_key)


def _today(bureau: Bureau, now: datetime) -> date:
    return now.astimezone(bureau.office.zone).date()
