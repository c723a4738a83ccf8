"""Google's budgets are kept by ourselves: in any minute, whoever asks, from however many threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.google_setting import Patience
from zaaikalender.providers.google_limits import Limits
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway


def asked_in(limits, patience, seconds, people):
    """When each of these people was let through, if all asked as fast as they could for so long."""
    asked = {who: [] for who in people}
    while patience.now < seconds:
        for who, moments in asked.items():
            try:
                limits.enter(who, reads=True)
            except AskedToWait:
                continue
            moments.append(patience.now)
        patience.now += 0.5
    return asked


@given(st.integers(2, 120), st.integers(2, 200), st.integers(1, 4))
def test_in_no_minute_more_is_asked_than_google_allows(user, project, people):
    patience = Patience()
    limits = patience.limits(user=user, project=project, patience=0)
    asked = asked_in(limits, patience, 150, [f"m{number}" for number in range(people)])
    every = sorted(moment for moments in asked.values() for moment in moments)
    for moments, most in ((every, project), *((each, user) for each in asked.values())):
        # Each minute that begins with a request.
        assert all(sum(begun <= at < begun + 60 for at in moments) <= most for begun in set(moments))
    assert len(every) >= min(user, project)


def test_threads_share_one_budget():
    limits = Limits(user=600, project=10_000, patience=0, clock=lambda: 0.0)

    def one(_):
        try:
            limits.enter("eva", reads=True)
        except AskedToWait:
            return 0
        return 1

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(one, range(2_000))) == 300


def test_who_waits_a_little_waits_here_and_who_would_wait_long_is_told():
    patience = Patience()
    limits = patience.limits(user=60)
    for _ in range(31):
        limits.enter("eva", reads=True)
    assert 0 < patience.now <= 2
    limits.refused("eva", 30.0)
    with pytest.raises(TurnedAway) as told:
        limits.enter("eva", reads=False)
    assert 29 < told.value.seconds <= 30


def test_not_all_who_were_refused_come_back_at_once():
    waits = set()
    for chance in (0.0, 0.3, 0.9):
        limits = Limits(patience=0, clock=lambda: 0.0, chance=lambda chance=chance: chance)
        limits.refused("eva", None)
        with pytest.raises(AskedToWait) as told:
            limits.enter("eva", reads=True)
        waits.add(told.value.seconds)
    assert len(waits) == 3


def test_an_answer_as_usual_ends_the_doubling():
    patience = Patience()
    limits = patience.limits(patience=1000)
    waits = []
    for _ in range(4):
        limits.refused("eva", None)
        begun = patience.now
        limits.enter("eva", reads=True)
        waits.append(patience.now - begun)
    limits.answered("eva")
    limits.refused("eva", None)
    begun = patience.now
    limits.enter("eva", reads=True)
    assert waits == pytest.approx([1, 2, 4, 8])
    assert patience.now - begun == pytest.approx(1)
