"""Placement finds the best arrangement there is: checked against solvers that share nothing with it."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from slots_cases import a_case
from slots_oracle import Case, best_by_assignment, best_by_program, best_by_trying_all

from builders import a_wish, an_office, week
from zaaikalender.core.hours import Half, HalfDay, Week, half_days
from zaaikalender.core.records import Busy
from zaaikalender.core.slots import Placement, place


def placement_of(case: Case) -> Placement:
    return place(case.wishes, **case.arguments())


def figures(case: Case) -> tuple[int, int]:
    """Unplaced, and days from due in all."""
    found = placement_of(case)
    distance = sum(
        abs((found.placed[wish.key].start.astimezone(case.office.zone).date() - wish.due).days)
        for wish in case.wishes
        if wish.key in found.placed
    )
    return len(found.unplaced), distance


@given(a_case(wishes=3, days=7, reach=3))
def test_it_is_the_very_arrangement_that_trying_all_of_them_finds_best(case: Case) -> None:
    starts = {key: when.start for key, when in placement_of(case).placed.items()}
    assert starts == best_by_trying_all(case)


def a_full_week(seed: int) -> Case:
    """Three wishes for the same few days, with meetings, what stands, and all sorts of ties."""
    chance = random.Random(seed)
    monday = datetime(2027, 1, 4, tzinfo=UTC)
    busy = []
    for _ in range(chance.randint(0, 14)):
        start = monday + timedelta(days=chance.randrange(14), minutes=5 * chance.randrange(96, 190))
        busy.append(Busy(start=start, end=start + timedelta(minutes=chance.choice([20, 65, 120, 240]))))
    some_day = [monday.date() + timedelta(days=number) for number in range(3, 12)]
    due = chance.choice(some_day[2:7])
    wishes = tuple(
        a_wish(
            f"{number}",
            due=(due + timedelta(days=chance.randint(0, 1))).isoformat(),
            within=chance.choice([1, 2, 3]),
            minutes=chance.choice([45, 60]),
            not_before=monday,
        )
        for number in range(3)
    )
    return Case(
        wishes=wishes,
        office=an_office(holidays=[due.isoformat()] if chance.random() < 0.3 else []),
        hours=week(days=chance.choice(["1111100", "1111110", "1101000"])),
        busy=tuple(busy),
        taken=frozenset(HalfDay(chance.choice(some_day), chance.choice(list(Half))) for _ in range(2)),
        per_week=chance.choice([None, None, 1, 2, 3]),
        used_weeks={Week.of(chance.choice(some_day)): chance.randint(0, 2)},
    )


@pytest.mark.parametrize("start", range(0, 120, 30))
def test_in_a_full_week_too_it_is_the_arrangement_that_trying_all_finds_best(start: int) -> None:
    for seed in range(start, start + 30):
        case = a_full_week(seed)
        starts = {key: when.start for key, when in placement_of(case).placed.items()}
        assert starts == best_by_trying_all(case), f"seed {seed}"


@given(a_case(wishes=8, days=21))
def test_no_integer_program_places_more_or_nearer(case: Case) -> None:
    assert figures(case) == best_by_program(case)


def a_busy_person(seed: int) -> Case:
    """Up to fourteen wishes due close to each other in a calendar with little room; each seed another."""
    chance = random.Random(seed)
    start = datetime(2027, 1, 4, tzinfo=UTC)
    busy = []
    for number in range(chance.choice([0, 60, 160, 320])):
        begins = start + timedelta(days=chance.randrange(90), minutes=5 * chance.randrange(90, 210))
        busy.append(
            Busy(start=begins, end=begins + timedelta(minutes=15 * chance.randint(1, 16) + number % 5))
        )
    wishes = []
    for number in range(chance.randint(2, 14)):
        due = start.date() + timedelta(days=chance.randint(25, 25 + chance.choice([0, 7, 40])))
        wishes.append(
            a_wish(
                f"{number}",
                due=due.isoformat(),
                within=chance.choice([0, 2, 7, 14, 25]),
                minutes=chance.choice([30, 45, 45, 60, 120]),
                travel=timedelta(minutes=chance.choice([0, 0, 45])),
            )
        )
    return Case(
        wishes=tuple(wishes),
        office=an_office(holidays=["2027-01-29", "2027-02-10"], closed=["2027-02-15/2027-02-17"]),
        hours=week(days=chance.choice(["1111100", "1101000"])),
        busy=tuple(busy),
        per_week=chance.choice([1, 1, 2, 3]),
    )


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_hundreds_of_random_calendars_are_placed_as_well_as_by_an_integer_program(start: int) -> None:
    for seed in range(start, start + 50):
        case = a_busy_person(seed)
        assert figures(case) == best_by_program(case), f"seed {seed}"


@pytest.mark.parametrize("start", range(200, 400, 50))
def test_hundreds_of_random_calendars_are_placed_as_well_as_by_the_hungarian_method(start: int) -> None:
    for seed in range(start, start + 50):
        case = replace(a_busy_person(seed), per_week=None)
        assert figures(case) == best_by_assignment(case), f"seed {seed}"


def test_the_random_calendars_are_hard_enough_to_tell_the_best_from_first_come_first_served() -> None:
    cases = [a_busy_person(seed) for seed in range(60)]
    assert sum(first_come(case) > figures(case) for case in cases) >= 10


def first_come(case: Case) -> tuple[int, int]:
    """Each wish in turn where it likes best: what placement would be without a solver."""
    unplaced = distance = 0
    for wish in case.wishes:
        alone = placement_of(replace(case, wishes=(wish,))).placed.get(wish.key)
        if alone is None:
            unplaced += 1
            continue
        day = alone.start.astimezone(case.office.zone).date()
        distance += abs((day - wish.due).days)
        case = replace(
            case,
            busy=(*case.busy, Busy(start=alone.start, end=alone.end)),
            taken=case.taken | half_days(alone, case.office.zone),
            used_weeks={**case.used_weeks, Week.of(day): case.used_weeks.get(Week.of(day), 0) + 1},
        )
    return unplaced, distance
