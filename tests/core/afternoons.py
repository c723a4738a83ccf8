"""Offices that look for an afternoon together: rules, calendars and sessions for a test.

You need this to say in a line who is busy when: `an_agenda("2027-03-04", "2027-03-11")`.
"""

from datetime import date, time, timedelta
from typing import Any

from builders import an_office, at, day, week
from zaaikalender.core.choosing import Agenda
from zaaikalender.core.dates import Hours, Span, Unit, WeekHours
from zaaikalender.core.events import Timed, Window
from zaaikalender.core.freetime import BusyTime
from zaaikalender.core.records import Busy
from zaaikalender.core.sessions import Session, SessionRule

OFFICE = an_office()
EVER = Window(start=at("2026-01-01 00:00"), end=at("2029-01-01 00:00"))
THURSDAY = 3


def a_rule(name: str = "Just-Do-It", **fields: Any) -> SessionRule:
    """Three Thursday afternoons a year, announced eight weeks before, with six of ten who can."""
    rule: dict[str, Any] = {
        "times": 3,
        "weekday": THURSDAY,
        "between": Hours(time(13), time(17)),
        "ahead": Span(8, Unit.WEEKS),
        "quorum": 0.6,
    }
    return SessionRule(name=name, **(rule | fields))


def an_agenda(*busy: str, hours: WeekHours | None = None, window: Window = EVER) -> Agenda:
    """Somebody's calendar, with an hour from 15:00 on each of these days."""
    stretches = tuple(Busy(start=at(f"{each} 15:00"), end=at(f"{each} 16:00")) for each in busy)
    return Agenda(busy=BusyTime.of(stretches), hours=hours or week(), window=window)


def a_part(first: str, last: str, **fields: Any) -> Session:
    """A part of a year for which a day is sought."""
    session: dict[str, Any] = {"rule": "Just-Do-It", "year": day(first).year, "number": 1}
    return Session(**(session | fields), first=day(first), last=day(last))


def a_session(on: str = "2027-02-25", **fields: Any) -> Session:
    """An afternoon that was chosen, from one to five."""
    when = Timed(start=at(f"{on} 13:00"), end=at(f"{on} 17:00"))
    around = timedelta(days=30)
    first, last = day(on) - around, day(on) + around
    return a_part(str(first), str(last), **({"when": when} | fields))


def chosen_day(session: Session) -> date | None:
    """The day of a session, if it has one."""
    return session.when.start.astimezone(OFFICE.zone).date() if session.when else None
