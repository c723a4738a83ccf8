"""Free means free: what is busy, and what could stand where."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_office, at, week, when
from zaaikalender.core.dates import Hours, WeekHours
from zaaikalender.core.events import Timed
from zaaikalender.core.freetime import BusyTime, collides, fits, merge
from zaaikalender.core.records import Busy

OFFICE = an_office()
START = datetime(2027, 3, 19, tzinfo=UTC)


def busy(start: str, end: str) -> Busy:
    return Busy(start=at(f"2027-03-{start}"), end=at(f"2027-03-{end}"))


def timed(text: str, minutes: int = 60) -> Timed:
    found = when(text, minutes=minutes)
    assert isinstance(found, Timed)
    return found


moments = st.integers(0, 40).map(lambda minute: START + timedelta(minutes=minute))
any_busy = st.lists(
    st.builds(lambda a, b: Busy(start=min(a, b), end=max(a, b)), moments, moments), max_size=12
)


def minutes_of(stretches: list[Busy] | tuple[Busy, ...]) -> set[datetime]:
    return {
        START + timedelta(minutes=minute)
        for minute in range(41)
        if any(each.start <= START + timedelta(minutes=minute) < each.end for each in stretches)
    }


@given(any_busy)
def test_merging_keeps_each_busy_minute_and_makes_none(stretches: list[Busy]) -> None:
    merged = merge(stretches)
    assert minutes_of(merged) == minutes_of(stretches)
    assert all(one.end < other.start for one, other in pairwise(merged))
    assert all(each.start < each.end for each in merged)
    assert merge(merged) == merged == merge(reversed(stretches))


@given(any_busy, moments, moments)
def test_gaps_are_all_that_is_not_busy(stretches: list[Busy], one: datetime, other: datetime) -> None:
    start, end = min(one, other), max(one, other)
    gaps = [Busy(start=a, end=b) for a, b in BusyTime.of(stretches).gaps(start, end, timedelta(0))]
    wanted = minutes_of([Busy(start=start, end=end)]) - minutes_of(stretches)
    assert minutes_of(gaps) == wanted
    assert BusyTime.of(stretches).fills(start, end) == (not wanted)


@given(any_busy, moments, moments)
def test_a_moment_is_clear_where_nothing_busy_overlaps_it(
    stretches: list[Busy], one: datetime, other: datetime
) -> None:
    when = Timed(start=min(one, other), end=max(one, other) + timedelta(minutes=1))
    assert BusyTime.of(stretches).is_clear(when) != collides(when, stretches)


@given(any_busy, moments, moments, st.integers(0, 10))
def test_gaps_keep_clear_of_what_is_busy_before_and_after(
    stretches: list[Busy], one: datetime, other: datetime, minutes: int
) -> None:
    clear = timedelta(minutes=minutes)
    wider = [
        Busy(start=each.start - clear, end=each.end + clear) for each in stretches if each.start < each.end
    ]
    gaps = BusyTime.of(stretches).gaps(min(one, other), max(one, other), clear)
    assert list(gaps) == list(BusyTime.of(wider).gaps(min(one, other), max(one, other), timedelta(0)))


@given(any_busy, moments, st.integers(1, 20))
def test_an_appointment_collides_exactly_where_a_minute_of_it_is_busy(
    stretches: list[Busy], start: datetime, minutes: int
) -> None:
    appointment = Timed(start=start, end=start + timedelta(minutes=minutes))
    own = minutes_of([Busy(start=appointment.start, end=appointment.end)])
    within = [each for each in stretches if each.start <= START + timedelta(minutes=40)]
    assert collides(appointment, stretches) == bool(own & minutes_of(within))


def test_to_touch_is_not_to_collide() -> None:
    meeting = timed("2027-03-19 10:00")
    assert not collides(meeting, [busy("19 09:00", "19 10:00"), busy("19 11:00", "19 12:00")])
    assert collides(meeting, [busy("19 09:00", "19 10:01")])
    assert collides(meeting, [busy("01 00:00", "31 00:00")])


def test_what_lasts_no_time_is_in_nobodys_way() -> None:
    assert not collides(timed("2027-03-19 10:00"), [busy("19 10:30", "19 10:30")])
    assert merge([busy("19 10:30", "19 10:30")]) == ()


@pytest.mark.parametrize(
    ("text", "minutes", "stands"),
    [
        ("2027-03-19 09:00", 60, True),
        ("2027-03-19 08:45", 60, False),  # before his hours
        ("2027-03-19 16:30", 60, True),
        ("2027-03-19 16:45", 60, False),  # past his hours
        ("2027-03-20 10:00", 60, False),  # a Saturday
        ("2027-03-22 10:00", 60, False),  # a holiday
        ("2027-03-23 10:00", 60, False),  # the office is closed
        ("2027-03-19 11:45", 60, True),  # ends the margin before the meeting
        ("2027-03-19 12:00", 60, False),
        ("2027-03-19 14:15", 60, True),
        ("2027-03-19 14:10", 60, False),
        ("2027-03-19 10:00", 60 * 24, False),
    ],
)
def test_what_stands_fits_only_where_placement_could_have_put_it(
    text: str, minutes: int, *, stands: bool
) -> None:
    office = an_office(holidays=["2027-03-22"], closed=["2027-03-23/2027-03-24"])
    meeting = [busy("19 13:00", "19 14:00")]
    assert fits(timed(text, minutes), busy=meeting, hours=week(), office=office) == stands


def test_the_way_there_and_back_must_be_free_too() -> None:
    meeting, coffee = [busy("19 13:00", "19 14:00")], timed("2027-03-19 11:30")
    ways = {"busy": meeting, "hours": week(), "office": OFFICE}
    assert fits(coffee, **ways, travel=timedelta(minutes=15))
    assert not fits(coffee, **ways, travel=timedelta(minutes=20))


def test_a_margin_may_reach_beyond_the_hours_and_what_is_busy_there_counts() -> None:
    breakfast = [busy("19 07:00", "19 09:00")]
    assert not fits(timed("2027-03-19 09:00"), busy=breakfast, hours=week(), office=OFFICE)
    assert fits(timed("2027-03-19 09:15"), busy=breakfast, hours=week(), office=OFFICE)


def test_hours_that_touch_are_one_and_a_break_is_none() -> None:
    joined = WeekHours(((Hours(time(13), time(17)), Hours(time(9), time(13))),) * 7)
    broken = WeekHours(((Hours(time(9), time(12)), Hours(time(13), time(17))),) * 7)
    lunch = timed("2027-03-19 12:30")
    assert fits(lunch, busy=[], hours=joined, office=OFFICE)
    assert not fits(lunch, busy=[], hours=broken, office=OFFICE)


def test_nothing_fits_across_a_change_of_the_clock() -> None:
    always = WeekHours(((Hours(time(0), time(23, 59)),),) * 7)
    for day in ("2027-03-28", "2027-10-31"):
        before = Timed(start=at(f"{day} 01:00"), end=at(f"{day} 01:59"))
        across = Timed(start=at(f"{day} 01:30"), end=at(f"{day} 04:00"))
        assert fits(before, busy=[], hours=always, office=OFFICE)
        assert not fits(across, busy=[], hours=always, office=OFFICE)
