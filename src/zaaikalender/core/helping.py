"""The colleague who helps to make a list: three colleagues a week at most, over the whole office.

You need this when somebody's quarter of an hour names a helper, or names none. It names one in a week in
which the helper still has room; where these two weeks hold none, the quarter of an hour comes without him,
since starting now matters more. Whoever moves it to a full week is told, and nobody is invited.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.dates import Office
from zaaikalender.core.events import When, first_day
from zaaikalender.core.hours import Week
from zaaikalender.core.people import Person

RULE = "make_list"
"""The rule's name in the keys of these quarters of an hour."""

MOST_A_WEEK = 3
"""So many quarters of an hour a week are enough for one helper."""

_TAKES_TIME = frozenset({*STANDING, State.HELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """A quarter of an hour in a colleague's calendar that names this helper; `invited` once he was asked."""

    helper: Person
    when: When
    invited: bool = False


def help_in(entry: Entry) -> Help | None:
    """The help that an appointment asks for; None where it asks for none, or is no more."""
    when = entry.seen_when or (entry.written.when if entry.written else None)
    asks = entry.kind is Kind.ACTION and entry.identity.rule == RULE and bool(entry.candidates)
    if not asks or when is None or entry.state not in _TAKES_TIME:
        return None
    return Help(helper=entry.candidates[0], when=when, invited=bool(entry.guests))


def weeks_of(helper: Person, helps: Iterable[Help], office: Office) -> Counter[Week]:
    """How many of them stand in each week, asked or not."""
    return Counter(Week.of(first_day(each.when, office.zone)) for each in helps if each.helper == helper)


def with_room(first: date, last: date, taken: Counter[Week]) -> tuple[date, date] | None:
    """The first stretch of days from `first` to `last` (both included) whose weeks have room, if any."""
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    free = [taken[Week.of(day)] < MOST_A_WEEK for day in days]
    if True not in free:
        return None
    start = free.index(True)
    end = free.index(False, start) if False in free[start:] else len(free)
    return days[start], days[end - 1]


def is_full(helper: Person, when: When, helps: Iterable[Help], office: Office) -> bool:
    """Whether the helper was asked by enough others in the week in which `when` lies."""
    asked = weeks_of(helper, (each for each in helps if each.invited), office)
    return asked[Week.of(first_day(when, office.zone))] >= MOST_A_WEEK
