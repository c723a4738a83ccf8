"""The afternoon on which most can, near the middle of its part: nothing better, and always the same."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from builders import an_office, at, day, week
from core.afternoons import OFFICE, THURSDAY, a_part, a_rule, an_agenda, chosen_day
from zaaikalender.core.choosing import Agenda, choose, identity_on, recovered, weekdays
from zaaikalender.core.dates import Span, Unit, add
from zaaikalender.core.events import Window
from zaaikalender.core.freetime import BusyTime
from zaaikalender.core.records import Busy
from zaaikalender.core.sessions import Session, SessionRule, parts

TODAY = day("2026-11-24")
PART = a_part("2027-02-01", "2027-05-30")
"""Four months; its middle is 1 April, and the middle half goes from 2 March to 30 April."""

THURSDAYS_2027 = [day("2027-01-07") + timedelta(weeks=number) for number in range(52)]


def choice(agendas: Mapping[str, Agenda], part: Session = PART, **fields: object) -> date | None:
    return chosen_day(choose(part, a_rule(**fields), agendas, OFFICE, TODAY))


def test_where_all_can_it_is_the_middle_of_the_part() -> None:
    assert choice({"jan": an_agenda()}) == day("2027-04-01")


def test_the_day_on_which_most_can_comes_first() -> None:
    agendas = {"jan": an_agenda("2027-04-01"), "kees": an_agenda(), "lies": an_agenda()}
    assert choice(agendas) == day("2027-03-25")


def test_a_day_near_the_edge_is_taken_only_where_nothing_else_has_the_quorum() -> None:
    middle = [str(each) for each in THURSDAYS_2027 if day("2027-03-02") <= each <= day("2027-04-30")]
    assert choice({"jan": an_agenda(*middle), "kees": an_agenda()}, quorum=0.5) == day("2027-04-01")
    assert choice({"jan": an_agenda(*middle), "kees": an_agenda()}, quorum=1.0) == day("2027-02-25")


def test_it_is_announced_in_time() -> None:
    part = a_part("2026-12-01", "2027-02-28")
    assert choice({"jan": an_agenda()}, part) == day("2027-01-21")
    assert choice({"jan": an_agenda()}, part, ahead=Span(20, Unit.WEEKS)) is None


def test_closed_weeks_and_holidays_are_no_days() -> None:
    shut = an_office(closed=["2027-03-28/2027-04-10"], holidays=["2027-03-25"])
    found = choose(PART, a_rule(), {"jan": an_agenda()}, shut, TODAY)
    assert chosen_day(found) == day("2027-03-18")


def test_who_does_not_work_all_of_these_hours_cannot_come() -> None:
    part_time = an_agenda(hours=week(end="16:00"))
    away = an_agenda(hours=week(days="1110100"))
    found = choose(PART, a_rule(quorum=0.3), {"a": part_time, "b": away, "c": an_agenda()}, OFFICE, TODAY)
    assert found.absent == {"a", "b"}
    assert chosen_day(found) == day("2027-04-01")


def test_to_touch_is_not_to_overlap() -> None:
    lunch = Busy(start=at("2027-04-01 12:00"), end=at("2027-04-01 13:00"))
    evening = Busy(start=at("2027-04-01 17:00"), end=at("2027-04-01 18:00"))
    agenda = replace(an_agenda(), busy=BusyTime.of((lunch, evening)))
    assert choice({"jan": agenda}) == day("2027-04-01")


def test_a_calendar_that_was_not_read_up_to_that_part_of_the_year_does_not_count() -> None:
    old = Window(start=at("2026-01-01 00:00"), end=at("2027-01-01 00:00"))
    unread = an_agenda(*map(str, THURSDAYS_2027), window=old)
    found = choose(PART, a_rule(quorum=1.0), {"jan": an_agenda(), "kees": unread}, OFFICE, TODAY)
    assert (chosen_day(found), found.absent) == (day("2027-04-01"), frozenset())
    nobody = choose(PART, a_rule(), {"kees": unread}, OFFICE, TODAY)
    assert nobody.when is None


def test_nobody_is_taken_to_be_free_on_a_day_up_to_which_he_was_not_read() -> None:
    short = Window(start=at("2027-01-01 00:00"), end=at("2027-03-12 00:00"))
    agendas = {"jan": an_agenda(), "kees": an_agenda(window=short)}
    found = choose(PART, a_rule(quorum=1.0), agendas, OFFICE, TODAY)
    assert (chosen_day(found), found.absent) == (day("2027-03-11"), frozenset())


def test_without_a_quorum_it_says_how_many_could_come_at_best() -> None:
    never = an_agenda(*map(str, THURSDAYS_2027))
    found = choose(PART, a_rule(), {"a": never, "b": an_agenda(), "c": never}, OFFICE, TODAY)
    assert found.when is None
    assert found.shortfall is not None
    told = found.shortfall
    assert (told.best, told.needed, told.calendars, told.looked) == (1, 2, 3, TODAY)


def test_the_hours_are_those_of_the_wall_clock_in_summer_and_winter() -> None:
    winter = choose(a_part("2027-01-25", "2027-01-31"), a_rule(), {"a": an_agenda()}, OFFICE, TODAY)
    summer = choose(a_part("2027-06-01", "2027-06-07"), a_rule(), {"a": an_agenda()}, OFFICE, TODAY)
    assert winter.when is not None
    assert summer.when is not None
    assert (winter.when.start, summer.when.start) == (at("2027-01-28 13:00"), at("2027-06-03 13:00"))


def test_what_stands_after_a_lost_store_is_the_sessions_that_there_are() -> None:
    days = [day("2027-06-03"), day("2027-02-25")]
    found = recovered(a_rule(), 2027, days, OFFICE)
    assert [(each.number, chosen_day(each)) for each in found] == [
        (1, day("2027-02-25")),
        (2, day("2027-06-03")),
    ]
    assert set(days) <= set(weekdays(a_rule(), 2027))
    assert identity_on(days[0], "Just-Do-It", "jan") != identity_on(days[0], "Just-Do-It", "kees")


# An oracle that knows nothing of how the choice is made: it tries every arrangement of a whole year.


def tried(found: list[Session], rule: SessionRule, agendas: Mapping[str, Agenda]) -> list[date | None]:
    """The best of all arrangements, by the sums over the year."""
    able = [[None, *(each for each in _quorate(part, rule, agendas))] for part in found]

    def worth(days: tuple[date | None, ...]) -> tuple[object, ...]:
        given = [(part, each) for part, each in zip(found, days, strict=True) if each]
        off = [abs((each - part.first) - (part.last - each)) for part, each in given]
        return (
            len(days) - len(given),
            sum(2 * gap > part.last - part.first for gap, (part, _day) in zip(off, given, strict=True)),
            -sum(_count(each, agendas) for _part, each in given),
            sum(off, timedelta()),
            [each or date.max for each in days],
        )

    return list(min(product(*able), key=worth))


def _quorate(part: Session, rule: SessionRule, agendas: Mapping[str, Agenda]) -> list[date]:
    days = (part.first + timedelta(days=number) for number in range((part.last - part.first).days + 1))
    return [
        each
        for each in days
        if each.weekday() == THURSDAY
        and each >= add(TODAY, rule.ahead, OFFICE)
        and _count(each, agendas) >= max(1, rule.quorum * len(agendas))
    ]


def _count(on: date, agendas: Mapping[str, Agenda]) -> int:
    start, end = at(f"{on} 13:00"), at(f"{on} 17:00")
    spans = (zip(agenda.busy.starts, agenda.busy.ends, strict=True) for agenda in agendas.values())
    return sum(not any(begins < end and start < ends for begins, ends in each) for each in spans)


BUSY_DAYS = st.sets(st.sampled_from(THURSDAYS_2027), max_size=45).map(
    lambda days: an_agenda(*(str(each) for each in sorted(days)))
)


@given(st.lists(BUSY_DAYS, min_size=1, max_size=4), st.integers(1, 3), st.sampled_from([0.5, 0.75, 1.0]))
def test_no_arrangement_of_the_year_is_better(people: list[Agenda], times: int, quorum: float) -> None:
    agendas = {f"n{number}": agenda for number, agenda in enumerate(people)}
    rule = a_rule(times=times, quorum=quorum)
    found = list(parts(rule, 2027, OFFICE, TODAY))
    mine = [chosen_day(choose(part, rule, agendas, OFFICE, TODAY)) for part in found]
    assert mine == tried(found, rule, agendas)


@given(st.lists(BUSY_DAYS, min_size=1, max_size=5), st.randoms())
def test_the_order_in_which_calendars_come_decides_nothing(people: list[Agenda], luck: object) -> None:
    names = [f"n{number}" for number in range(len(people))]
    agendas = dict(zip(names, people, strict=True))
    shuffled = list(agendas.items())
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(PART, a_rule(), agendas, OFFICE, TODAY) == choose(
        PART, a_rule(), dict(shuffled), OFFICE, TODAY
    )
