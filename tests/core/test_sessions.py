"""A year has as many parts as sessions; what is chosen is left alone."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders import day
from core.afternoons import OFFICE, a_part, a_rule, a_session
from zaaikalender.core.dates import Span, Unit, add
from zaaikalender.core.sessions import Shortfall, Turnout, asked_for, parts, wanting, years

TODAY = day("2026-11-24")
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 12, 31))


def a_shortfall(looked: date = TODAY) -> Shortfall:
    return Shortfall(looked=looked, best=1, needed=2, calendars=3)


@given(today=DAYS, times=st.integers(1, 60), weeks=st.integers(0, 30))
def test_the_parts_of_a_year_touch_and_none_is_shorter_than_a_week(
    today: date, times: int, weeks: int
) -> None:
    rule = a_rule(times=times, ahead=Span(weeks, Unit.WEEKS))
    for year in years(rule, OFFICE, today):
        found = list(parts(rule, year, OFFICE, today))
        assert [each.number for each in found] == list(range(1, len(found) + 1))
        assert all(one.last + timedelta(days=1) == next_.first for one, next_ in pairwise(found))
        assert all((each.last - each.first).days >= 6 for each in found)
        lengths = [(each.last - each.first).days for each in found]
        assert not found or max(lengths) - min(lengths) <= 1
        assert (
            not found
            or found[0].first >= add(today, rule.ahead, OFFICE)
            or found[0].first == date(year, 1, 1)
        )
        assert not found or found[-1].last == date(year, 12, 31)


@given(today=DAYS, times=st.integers(1, 12))
def test_what_is_left_of_a_year_gets_its_share(today: date, times: int) -> None:
    rule = a_rule(times=times)
    left = (date(today.year, 12, 31) - add(today, rule.ahead, OFFICE)).days + 1
    count = len(list(parts(rule, today.year, OFFICE, today)))
    assert abs(count - times * max(left, 0) / 365) <= 1
    assert count <= times


def test_next_years_afternoons_are_chosen_four_weeks_before_the_first_could_be_announced() -> None:
    rule = a_rule()
    assert list(years(rule, OFFICE, day("2026-10-08"))) == [2026]
    assert list(years(rule, OFFICE, day("2026-10-09"))) == [2026, 2027]


def test_what_is_chosen_wants_nothing_more() -> None:
    rule = a_rule()
    new = wanting([rule], (), OFFICE, TODAY)
    assert [each.number for each in new] == [1, 2, 3]
    chosen = [replace(each, when=a_session().when) for each in new]
    assert wanting([rule], chosen, OFFICE, TODAY) == ()
    assert wanting([replace(rule, times=4, quorum=1.0)], chosen, OFFICE, TODAY) == ()


def test_a_part_without_a_day_is_looked_at_once_a_day_until_it_is_too_late() -> None:
    part = a_part("2027-02-01", "2027-05-01", shortfall=a_shortfall())
    assert wanting([a_rule()], [part], OFFICE, TODAY) == ()
    assert wanting([a_rule()], [part], OFFICE, day("2026-11-25")) == (part,)
    assert wanting([a_rule()], [part], OFFICE, day("2027-03-06")) == (part,)
    assert part not in wanting([a_rule()], [part], OFFICE, day("2027-03-07"))


def test_a_rule_with_another_name_keeps_the_afternoons_that_it_had() -> None:
    before, renamed = a_session(), a_rule("Belmiddag")
    assert wanting([renamed], [before], OFFICE, TODAY) == ()
    assert asked_for([before], [renamed]) == (before,)
    assert asked_for([before], []) == ()
    assert wanting([a_rule(), renamed], [before], OFFICE, TODAY) == tuple(parts(renamed, 2027, OFFICE, TODAY))


def test_the_quorum_is_a_share_of_the_calendars_and_one_at_least() -> None:
    rule = a_rule(quorum=0.6)
    assert [rule.needed(count) for count in range(6)] == [1, 1, 2, 2, 3, 3]
    assert a_rule(quorum=0.07).needed(100) == 7


def test_who_is_absent_away_or_may_not_be_written_is_not_counted() -> None:
    session = a_session("2027-02-25", absent=frozenset({"fatima"}))
    everybody = frozenset({"marieke", "jan", "fatima", "kees", "lies"})
    turnout = Turnout(
        read=everybody,
        allowed=everybody - {"lies"},
        away=frozenset({("kees", "Just-Do-It", "2027-02-25"), ("jan", "Just-Do-It", "2027-06-03")}),
    )
    assert turnout.count(session, day("2027-02-25"), "marieke") == 2
    assert turnout.count(session, day("2027-02-25"), "fatima") == 2
    assert turnout.count(session, day("2027-02-25"), "new") == 3
    assert Turnout().count(session, day("2027-02-25"), "fatima") == 1
