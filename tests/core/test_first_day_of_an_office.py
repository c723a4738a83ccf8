"""On the day on which colleagues come in one by one, nobody is asked whether that may be so."""

from core.afternoons import a_session
from core.situations import Agenda
from zaaikalender.core.appointments import Kind
from zaaikalender.core.sessions import Turnout

NAMES = ("marieke", "jan", "fatima", "kees", "sofie")


def in_a_row(count: int) -> Turnout:
    """So many colleagues take part."""
    names = frozenset(NAMES[:count])
    return Turnout(read=names, allowed=names)


def test_colleagues_who_join_on_one_day_are_counted_and_nobody_is_asked_about_it() -> None:
    afternoons = tuple(a_session(f"2027-{month:02}-18", number=month) for month in (2, 3, 5, 6, 9, 10))
    agenda = Agenda(sessions=afternoons, turnout=in_a_row(1))
    agenda.go()
    for count in range(2, 6):
        agenda.dials.turnout = in_a_row(count)
        agenda.go(minutes=15)
    assert agenda.asks() == set()
    assert all("met z'n 5" in event.text for event in agenda.all_of(Kind.SESSION))
