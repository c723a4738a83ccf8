"""Placement keeps its promises: free means free, stable, and a reason for what has no place."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slots_cases import a_case
from slots_oracle import Case

from builders import AMSTERDAM, a_wish, an_office, at, day, week
from zaaikalender.core.dates import Hours
from zaaikalender.core.events import Timed
from zaaikalender.core.freetime import fits
from zaaikalender.core.hours import Half, HalfDay, Week, half_days
from zaaikalender.core.records import Busy
from zaaikalender.core.slots import Placement, place
from zaaikalender.core.wishes import Wish


def placing(*wishes: Wish, **arguments: Any) -> Placement:
    given = {"busy": [], "office": an_office(), "hours": week()}
    return place(wishes, **(given | arguments))


def shown(found: Placement, wish: Wish) -> str:
    return f"{found.placed[wish.key].start.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


def busy(start: str, end: str) -> Busy:
    return Busy(start=at(start), end=at(end))


def all_day(first: str, last: str) -> Busy:
    return Busy(start=at(f"{first} 00:00"), end=at(f"{last} 00:00") + timedelta(days=1))


def placement_of(case: Case) -> Placement:
    return place(case.wishes, **case.arguments())


# What is free


def test_on_an_empty_day_it_starts_with_its_own_hours() -> None:
    wish = a_wish(due="2027-04-30")
    assert shown(placing(wish), wish) == "2027-04-30 10:00"


def test_it_keeps_the_margin_after_what_is_busy() -> None:
    wish = a_wish(due="2027-04-30")
    found = placing(wish, busy=[busy("2027-04-30 09:00", "2027-04-30 10:15")])
    assert shown(found, wish) == "2027-04-30 10:30"


def test_it_prefers_a_half_hour_to_an_earlier_quarter() -> None:
    wish = a_wish(due="2027-04-30")
    found = placing(wish, busy=[busy("2027-04-30 09:00", "2027-04-30 10:05")])
    assert shown(found, wish) == "2027-04-30 10:30"


def test_it_takes_a_quarter_where_no_half_hour_is_free() -> None:
    wish = a_wish(due="2027-04-30", between=Hours(time(10), time(11)))
    found = placing(wish, busy=[busy("2027-04-30 09:00", "2027-04-30 09:55")])
    assert shown(found, wish) == "2027-04-30 10:15"


def test_of_two_quarters_it_takes_the_earlier() -> None:
    wish = a_wish(due="2027-04-30", between=Hours(time(10), time(12, 30)))
    meetings = [busy("2027-04-30 09:00", "2027-04-30 09:55"), busy("2027-04-30 11:15", "2027-04-30 11:25")]
    assert shown(placing(wish, busy=meetings), wish) == "2027-04-30 10:15"


def test_it_prefers_an_even_time_in_the_afternoon_to_an_odd_one_in_the_morning() -> None:
    wish = a_wish(due="2027-04-30")
    meetings = [busy("2027-04-30 09:00", "2027-04-30 09:55"), busy("2027-04-30 11:15", "2027-04-30 12:30")]
    assert shown(placing(wish, busy=meetings), wish) == "2027-04-30 13:00"


def test_the_way_there_and_back_is_kept_free() -> None:
    coffee = a_wish(due="2027-04-30", minutes=60, travel=timedelta(minutes=45))
    found = placing(coffee, busy=[busy("2027-04-30 09:00", "2027-04-30 09:30")])
    assert shown(found, coffee) == "2027-04-30 10:30"


def test_two_of_ours_on_one_day_leave_time_for_the_way_between_them() -> None:
    first, second = (
        a_wish(name, due="2027-04-30", within=0, minutes=60, travel=timedelta(minutes=45)) for name in "ab"
    )
    held = sorted(placing(first, second).placed.values(), key=lambda when: when.start)
    assert held[1].start - held[0].end >= timedelta(minutes=60)


def test_a_lunch_may_lie_across_midday_and_has_its_day_to_itself() -> None:
    lunch = a_wish("lunch", due="2027-04-30", minutes=90, between=Hours(time(12), time(14)))
    other = a_wish("other", due="2027-04-30")
    found = placing(lunch, other)
    days = {found.placed[wish.key].start.date() for wish in (lunch, other)}
    assert len(days) == 2
    assert found.placed[lunch.key].start.astimezone(AMSTERDAM).hour == 12


def test_beside_a_lunch_each_of_many_others_still_finds_a_day_of_its_own() -> None:
    lunch = a_wish("lunch", due="2027-04-28", minutes=90, between=Hours(time(12), time(14)))
    others = [a_wish(str(number), due="2027-04-28") for number in range(6)]
    found = placing(lunch, *others)
    assert len({when.start.date() for when in found.placed.values()}) == 7


def test_of_two_days_equally_near_it_takes_the_nicer_time_though_the_week_holds_one() -> None:
    wish = a_wish(due="2027-04-28", within=1)
    tuesday = busy("2027-04-27 08:00", "2027-04-27 14:00")
    found = placing(wish, per_week=1, busy=[tuesday, all_day("2027-04-28", "2027-04-28")])
    assert shown(found, wish) == "2027-04-29 10:00"


def test_two_wishes_for_one_day_take_a_half_day_each() -> None:
    first, second, third = (a_wish(name, due="2027-04-30") for name in "abc")
    found = placing(first, second, third)
    touched = [half_days(when, AMSTERDAM) for when in found.placed.values()]
    assert len(frozenset().union(*touched)) == 3
    assert {when.start.date() for when in found.placed.values()} == {day("2027-04-29"), day("2027-04-30")}


def test_a_half_day_in_which_one_of_ours_stands_is_taken() -> None:
    wish = a_wish(due="2027-04-30")
    found = placing(wish, taken=[HalfDay(day("2027-04-30"), Half.MORNING)])
    assert shown(found, wish) == "2027-04-30 13:00"


def test_a_full_week_sends_it_to_the_nearest_other_week() -> None:
    wish = a_wish(due="2027-04-27")
    found = placing(wish, per_week=1, used_weeks={Week.of(day("2027-04-27")): 1})
    assert shown(found, wish) == "2027-04-23 10:00"


def test_with_no_room_in_any_week_nothing_is_placed() -> None:
    wish = a_wish()
    found = placing(wish, per_week=0)
    assert found.placed == {}
    assert found.unplaced[wish.key].facts["first_free"] == ""


def test_it_is_not_planned_before_the_earliest_moment_that_makes_sense() -> None:
    wish = a_wish(due="2027-04-30", not_before=at("2027-04-30 11:20"))
    assert shown(placing(wish), wish) == "2027-04-30 11:30"


def test_where_days_are_equally_near_it_takes_the_week_with_fewer_of_ours() -> None:
    sunday = a_wish(due="2027-05-02")
    monday_off = {"office": an_office(holidays=["2027-05-03"])}
    assert shown(placing(sunday, **monday_off), sunday) == "2027-04-30 10:00"
    found = placing(sunday, **monday_off, used_weeks={Week.of(day("2027-04-30")): 1})
    assert shown(found, sunday) == "2027-05-04 10:00"


def test_two_rather_stand_on_two_days_than_on_one_where_both_are_as_near() -> None:
    first, second = (a_wish(name, due="2027-04-28", within=1) for name in "ab")
    late_thursday = busy("2027-04-29 08:00", "2027-04-29 14:45")
    found = placing(first, second, busy=[all_day("2027-04-28", "2027-04-28"), late_thursday])
    starts = {f"{when.start.astimezone(AMSTERDAM):%a %H:%M}" for when in found.placed.values()}
    assert starts == {"Tue 10:00", "Thu 15:00"}


def test_in_a_night_that_skips_an_hour_nothing_is_planned_in_it() -> None:
    night = a_wish(
        due="2027-03-28",
        within=0,
        minutes=45,
        between=Hours(time(1, 30), time(4)),
        not_before=at("2027-01-01 00:00"),
    )
    hours = week("00:00", "06:00", "1111111")
    assert shown(placing(night, hours=hours), night) == "2027-03-28 03:00"


def test_in_a_night_that_has_an_hour_twice_it_takes_the_first_or_none() -> None:
    twice = a_wish(due="2027-10-31", within=0, minutes=45, between=Hours(time(2), time(5)))
    hours = week("00:00", "06:00", "1111111")
    first = datetime(2027, 10, 31, 0, tzinfo=UTC)
    assert placing(twice, hours=hours).placed[twice.key].start == first
    # Its end would show the same time as its start.
    longer = replace(twice, duration=timedelta(hours=1))
    assert shown(placing(longer, hours=hours), longer) == "2027-10-31 03:00"


# Closed weeks


def test_a_window_in_closed_weeks_gives_the_first_fit_after_it_and_says_so() -> None:
    wish = a_wish(due="2026-12-29", within=4, beyond=8)
    found = placing(wish, office=an_office(closed=["2026-12-24/2027-01-03"]))
    assert shown(found, wish) == "2027-01-04 10:00"
    assert found.late == {wish.key}


def test_a_window_in_the_persons_own_leave_counts_as_closed() -> None:
    wish = a_wish(due="2027-08-05", within=3, beyond=14)
    found = placing(wish, leave=[all_day("2027-07-26", "2027-08-13")])
    assert shown(found, wish) == "2027-08-16 10:00"
    assert found.late == {wish.key}


def test_a_window_that_is_merely_full_is_not_left() -> None:
    wish = a_wish(due="2027-04-29", within=1, beyond=14)
    found = placing(wish, busy=[all_day("2027-04-28", "2027-04-30")])
    assert found.placed == {}
    assert found.late == frozenset()
    assert found.unplaced[wish.key].facts["first_free"] == day("2027-05-03")


# Why not


def test_what_is_unplaced_says_how_many_days_were_closed_on_leave_and_full() -> None:
    wish = a_wish(due="2027-05-05", within=5)
    found = placing(
        wish,
        office=an_office(holidays=["2027-05-05"]),
        leave=[all_day("2027-05-06", "2027-05-16")],
        busy=[all_day("2027-04-30", "2027-05-04")],
    )
    reason = found.unplaced[wish.key]
    assert reason.code == "no_room"
    assert dict(reason.facts) == {
        "first": day("2027-04-30"),
        "last": day("2027-05-10"),
        "closed_days": 1,
        "leave_days": 3,
        "full_days": 3,
        "first_free": day("2027-05-17"),
    }


def test_of_a_window_in_closed_weeks_the_days_after_it_that_are_full_are_told_too() -> None:
    wish = a_wish(due="2026-12-29", within=4, beyond=8)
    office = an_office(closed=["2026-12-24/2027-01-03"], holidays=["2027-01-11"])
    found = placing(wish, office=office, busy=[all_day("2027-01-04", "2027-01-10")])
    facts = found.unplaced[wish.key].facts
    assert (facts["first"], facts["last"]) == (day("2026-12-25"), day("2027-01-10"))
    assert (facts["closed_days"], facts["full_days"]) == (6, 5)
    assert facts["first_free"] == day("2027-01-12")


def test_the_first_free_day_leaves_room_for_what_was_just_placed() -> None:
    wishes = [a_wish(str(number), due="2027-04-30", within=0) for number in range(3)]
    (reason,) = placing(*wishes, per_week=2).unplaced.values()
    assert reason.facts["first_free"] == day("2027-05-03")


def test_the_first_free_day_is_none_that_a_lunch_has_to_itself() -> None:
    lunch = a_wish("lunch", due="2027-04-29", within=0, minutes=90, between=Hours(time(12), time(14)))
    (reason,) = placing(lunch, *(a_wish(name, due="2027-04-28", within=0) for name in "ab")).unplaced.values()
    assert reason.facts["first_free"] == day("2027-04-30")


def test_an_empty_window_and_one_that_is_past_give_a_reason_and_no_place() -> None:
    empty = a_wish("empty", due="2027-04-30", first=day("2027-04-30"), last=day("2027-04-29"), beyond=14)
    past = a_wish("past", due="2026-03-30", beyond=14)
    found = placing(empty, past)
    assert found.placed == {}
    assert {reason.facts["full_days"] for reason in found.unplaced.values()} == {0}
    assert found.unplaced[past.key].facts["first_free"] == day("2026-11-24")


def test_what_is_longer_than_any_day_of_work_has_no_place() -> None:
    marathon, short = a_wish("marathon", minutes=600, between=Hours(time(0), time(23))), a_wish("short")
    found = placing(marathon, short)
    assert found.unplaced[marathon.key].facts["first_free"] == ""
    assert found.placed.keys() == {short.key}


def test_what_fits_nowhere_keeps_no_others_from_sharing_a_day() -> None:
    marathon = a_wish("marathon", minutes=600, between=Hours(time(0), time(23)))
    found = placing(marathon, *(a_wish(name, within=0) for name in "ab"))
    assert len(found.placed) == 2


def test_nobody_can_be_planned_who_never_works() -> None:
    wish = a_wish()
    assert placing(wish, hours=week(days="0000000")).unplaced.keys() == {wish.key}


def test_two_wishes_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="one key"):
        placing(a_wish("a"), a_wish("a", minutes=30))


def test_no_wishes_give_an_empty_placement() -> None:
    assert placing() == Placement(placed={}, late=frozenset(), unplaced={})


# Rough calendars


def test_busy_time_of_years_leaves_no_room_and_no_error() -> None:
    wish = a_wish(due="2027-04-30")
    ages = Busy(start=datetime(1, 1, 1, tzinfo=UTC), end=datetime(9999, 12, 31, tzinfo=UTC))
    assert placing(wish, busy=[ages]).unplaced.keys() == {wish.key}


def test_ten_thousand_busy_stretches_in_disorder_are_no_trouble() -> None:
    start = at("2027-01-01 00:00")
    stretches = [
        Busy(
            start=start + timedelta(minutes=7919 * number % 500_000),
            end=start + timedelta(minutes=7919 * number % 500_000 + 5),
        )
        for number in range(10_000)
    ]
    wish = a_wish(due="2027-04-30", minutes=15, within=60)
    found = placing(wish, busy=stretches, office=an_office(margin=timedelta(0)))
    assert fits(found.placed[wish.key], busy=stretches, hours=week(), office=an_office(margin=timedelta(0)))


@pytest.mark.parametrize("due", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_trouble(due: date) -> None:
    wish = replace(
        a_wish(beyond=40, not_before=datetime(1, 1, 3, tzinfo=UTC)), due=due, first=date.max, last=date.max
    )
    assert placing(wish).placed == {}


# What always holds


@given(a_case(wishes=6))
def test_what_is_placed_is_free_by_every_rule(case: Case) -> None:
    found, zone = placement_of(case), case.office.zone
    wishes = {wish.key: wish for wish in case.wishes}
    assert found.placed.keys() | found.unplaced.keys() == wishes.keys()
    assert not found.placed.keys() & found.unplaced.keys()
    for key, when in found.placed.items():
        wish = wishes[key]
        blocked = (*case.busy, *case.leave)
        assert fits(when, busy=blocked, hours=case.hours, office=case.office, travel=wish.travel)
        local_start, local_end = when.start.astimezone(zone), when.end.astimezone(zone)
        assert when.duration == wish.duration
        assert when.start >= wish.not_before
        assert wish.between.start <= local_start.time() < local_end.time() <= wish.between.end
        assert local_start.minute % 15 == 0
        last = wish.last + timedelta(days=wish.beyond if key in found.late else 0)
        assert wish.first <= local_start.date() <= last
        assert (key in found.late) == (local_start.date() > wish.last)


@given(a_case(wishes=6))
def test_ours_keep_clear_of_each_other_and_within_what_a_week_may_hold(case: Case) -> None:
    found, zone = placement_of(case), case.office.zone
    wishes = {wish.key: wish for wish in case.wishes}
    held = sorted((when.start, when.end, wishes[key].travel) for key, when in found.placed.items())
    for (_, ended, way_back), (started, _, way_there) in pairwise(held):
        assert started - ended >= case.office.margin + max(way_back, way_there)
    touched = [each for when in found.placed.values() for each in half_days(when, zone)]
    assert len(touched) == len(set(touched))
    weeks = [Week.of(when.start.astimezone(zone).date()) for when in found.placed.values()]
    for each in set(weeks):
        standing = case.used_weeks.get(each, 0)
        assert case.per_week is None or weeks.count(each) + standing <= max(case.per_week, standing)


@given(a_case(wishes=6), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_changes_no_byte_of_what_comes_out(case: Case, chance: Any) -> None:
    def shuffled(items: Any) -> tuple[Any, ...]:
        return tuple(chance.sample(list(items), len(items)))

    turned = replace(
        case,
        wishes=shuffled(case.wishes),
        busy=shuffled((*case.busy, *case.busy[:3])),
        leave=shuffled(case.leave),
        used_weeks=dict(shuffled(case.used_weeks.items())),
    )
    assert repr(placement_of(turned).placed) == repr(placement_of(case).placed)
    assert placement_of(turned) == placement_of(case)


@given(a_case(wishes=6), st.data())
def test_one_more_meeting_moves_nothing_that_it_does_not_touch(case: Case, data: st.DataObject) -> None:
    found = placement_of(case)
    clear = {wish.key: case.office.margin + wish.travel for wish in case.wishes}
    meeting = data.draw(st.sampled_from(meetings_near(found)))
    touched = any(
        meeting.start < when.end + clear[key] and when.start - clear[key] < meeting.end
        for key, when in found.placed.items()
    )
    if not touched:
        again = placement_of(replace(case, busy=(*case.busy, meeting)))
        assert again.placed == found.placed
        assert again.unplaced.keys() == found.unplaced.keys()


def meetings_near(found: Placement) -> list[Busy]:
    """Meetings close to what was placed, where they might do something."""
    around = [when.start for when in found.placed.values()] or [datetime(2027, 6, 8, 9, tzinfo=UTC)]
    return [
        Busy(start=start + timedelta(minutes=offset), end=start + timedelta(minutes=offset + length))
        for start in around
        for offset in (-1440, -300, -120, 75, 120, 240, 1440)
        for length in (15, 60, 240)
    ]


def with_standing(case: Case, found: Placement, wishes: tuple[Wish, ...]) -> Case:
    """The next pass: what was placed stands, and other wishes come."""
    zone = case.office.zone
    used = dict(case.used_weeks)
    for when in found.placed.values():
        each = Week.of(when.start.astimezone(zone).date())
        used[each] = used.get(each, 0) + 1
    return replace(
        case,
        wishes=wishes,
        busy=(*case.busy, *(Busy(start=when.start, end=when.end) for when in found.placed.values())),
        taken=case.taken.union(*(half_days(when, zone) for when in found.placed.values())),
        used_weeks=used,
    )


@given(a_case(wishes=5), a_case(wishes=3))
def test_what_comes_later_is_placed_around_what_stands(case: Case, other: Case) -> None:
    found = placement_of(case)
    newer = tuple(replace(wish, key=f"newer {wish.key}") for wish in other.wishes)
    later = placement_of(with_standing(case, found, newer))
    standing = [Busy(start=when.start, end=when.end) for when in found.placed.values()]
    for when in later.placed.values():
        assert fits(when, busy=standing, hours=case.hours, office=case.office)
        assert not half_days(when, case.office.zone) & frozenset().union(
            *(half_days(each, case.office.zone) for each in found.placed.values())
        )


@given(a_case(wishes=6))
def test_a_second_pass_finds_no_place_that_the_first_one_missed(case: Case) -> None:
    # A wish that asks for a whole day keeps others from sharing days, once; so here there is none.
    short, always = timedelta(minutes=45), Hours(time(0), time(23, 59))
    easy = replace(
        case,
        wishes=tuple(
            replace(wish, travel=timedelta(0), duration=short, between=always) for wish in case.wishes
        ),
    )
    found = placement_of(easy)
    left = tuple(wish for wish in easy.wishes if wish.key in found.unplaced)
    assert placement_of(with_standing(easy, found, left)).placed == {}


@given(a_case(wishes=6))
def test_after_three_passes_nothing_is_left_to_place(case: Case) -> None:
    for _ in range(3):
        found = placement_of(case)
        left = tuple(wish for wish in case.wishes if wish.key in found.unplaced)
        case = with_standing(case, found, left)
    assert placement_of(case).placed == {}


@given(a_case(wishes=4))
def test_the_first_free_day_that_a_reason_names_is_indeed_free(case: Case) -> None:
    found = placement_of(case)
    for wish in case.wishes:
        free = found.unplaced[wish.key].facts["first_free"] if wish.key in found.unplaced else ""
        if isinstance(free, date):
            later = with_standing(case, found, (replace(wish, first=free, last=free, due=free),))
            assert placement_of(later).placed.keys() == {wish.key}
            when: Timed = placement_of(later).placed[wish.key]
            assert when.start.astimezone(case.office.zone).date() == free
