"""Spreading a list over the year: wide gaps, and one more name moves nobody."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders import day
from zaaikalender.core.spreading import hand_out, spread

START = day("2026-12-01")


@given(st.integers(1, 40))
def test_a_fresh_list_is_spread_evenly(size):
    days = spread(size, (), size=size, start=START, days=365)
    assert len(days) == size
    assert days[0] == START
    assert all(later - earlier >= timedelta(days=365 // size) for earlier, later in pairwise(days))
    assert days[-1] < START + timedelta(days=365)


@given(st.integers(1, 20), st.lists(st.dates(START, START + timedelta(days=365)), max_size=20))
def test_everybody_gets_a_day_whatever_stands(wanted, taken):
    days = spread(wanted, taken, size=wanted + len(taken), start=START, days=365)
    assert len(days) == wanted
    assert list(days) == sorted(days)


@given(st.integers(2, 20))
def test_a_list_that_grows_by_one_each_day_is_spread_too(size):
    taken: list = []
    for names in range(1, size + 1):
        taken += spread(1, taken, size=names, start=START, days=365)
    months = [(each.year, each.month) for each in taken]
    assert max(months.count(month) for month in months) <= max(2, size // 4)


PEOPLE = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 400), st.booleans()), max_size=8, unique=True)


@given(PEOPLE, st.lists(st.integers(0, 400), min_size=8, max_size=8))
def test_each_gets_one_day_and_no_day_goes_to_two(people, numbers):
    days = sorted(day("2026-12-01") + timedelta(days=number) for number in numbers[: len(people)])
    handed = list(
        hand_out(
            people,
            days,
            fits=lambda person, _day: person[2],
            until=lambda person: day("2026-12-01") + timedelta(days=person[1]),
        )
    )
    assert sorted(person for person, _day in handed) == sorted(people)
    assert [when for _person, when in handed] == days


def test_without_seasons_or_haste_the_order_is_that_of_the_list():
    days = [day("2026-12-01"), day("2027-02-01"), day("2027-04-01")]
    handed = hand_out("abc", days, fits=lambda _who, _day: True, until=lambda _who: day("2028-01-01"))
    assert list(handed) == list(zip("abc", days, strict=True))
