from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from worker.worker_setting import MONDAY, hours_later
from zaaikalender.core.records import CalendarState
from zaaikalender.worker.turns import ANOTHERS, BEGINNING, due, pause, turn

A_DAY = timedelta(days=1)
MOMENTS = st.datetimes(min_value=MONDAY.replace(tzinfo=None)).map(
    lambda moment: moment.replace(tzinfo=MONDAY.tzinfo)
)


def the_turn(next_due: float | None = None, *, not_before: float | None = None, ours: bool = True) -> object:
    """When the turn comes, in hours after now; whatever was set, by us or not, is in hours after now too."""
    state = CalendarState(name="jan", next_due=None if next_due is None else hours_later(next_due))
    moment = BEGINNING if not_before is None else hours_later(not_before)
    set_by_us = state.next_due if ours else hours_later(-7)
    found = turn(state, MONDAY, farthest=A_DAY, not_before=moment, set_by_us=set_by_us)
    return "at once" if found == BEGINNING else (found - MONDAY) / timedelta(hours=1)


def test_a_calendar_that_was_never_seen_is_due_at_once() -> None:
    assert turn(None, MONDAY, farthest=A_DAY) == BEGINNING
    assert the_turn() == "at once"


def test_a_calendar_waits_for_its_turn() -> None:
    assert the_turn(0.25) == 0.25
    assert due({"jan": hours_later(0.25)}, MONDAY) == ()
    assert due({"jan": hours_later(0.25)}, hours_later(0.25)) == ("jan",)


def test_a_turn_that_another_worker_set_comes_a_little_later_to_us() -> None:
    assert the_turn(0.25, ours=False) == 0.25 + ANOTHERS / timedelta(hours=1)
    assert the_turn(24, ours=False) == 24 + ANOTHERS / timedelta(hours=1)
    assert the_turn(ours=False) == "at once"
    assert the_turn(24 * 365, ours=False) == "at once"


def test_a_turn_that_came_sooner_than_we_set_it_is_news_and_waits_for_nobody() -> None:
    state = CalendarState(name="jan", next_due=hours_later(0.1))
    assert turn(state, MONDAY, farthest=A_DAY, set_by_us=hours_later(0.25)) == hours_later(0.1)


def test_where_another_process_is_we_look_again_later_whatever_the_store_says() -> None:
    assert the_turn(-1, not_before=0.5) == 0.5
    assert the_turn(2, not_before=0.5) == 2


def test_a_turn_that_a_wrong_clock_set_does_not_silence_a_calendar() -> None:
    assert the_turn(24) == 24
    assert the_turn(24 * 365) == "at once"
    assert the_turn(0.25, not_before=24 * 365) == 0.25


def test_whoever_has_waited_longest_goes_first() -> None:
    turns = {"a": hours_later(-1), "b": BEGINNING, "c": hours_later(-2), "d": hours_later(1), "e": BEGINNING}
    assert due(turns, MONDAY) == ("b", "e", "c", "a")


@given(st.dictionaries(st.text(max_size=2), MOMENTS, max_size=5), MOMENTS)
def test_whoever_sleeps_through_the_pause_misses_no_turn(turns, now) -> None:
    waiting = [moment for name, moment in turns.items() if name not in due(turns, now)]
    asleep = pause(waiting, now, longest=60)
    assert 0 <= asleep <= 60
    assert all(moment > now for moment in waiting)
    assert all((moment - now).total_seconds() >= asleep for moment in waiting)


def test_with_nothing_to_wait_for_we_still_look_up_now_and_then() -> None:
    assert pause((), MONDAY, longest=60) == 60
    assert pause([BEGINNING], MONDAY, longest=60) == 0
