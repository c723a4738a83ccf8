"""Spreading a list over the year: wide gaps, and one more name moves nobody."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders import day
from zaaikalender.core.spreading import spread

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
