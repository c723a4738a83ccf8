"""How much a pass may do: the soonest first, the rest tomorrow; beyond a limit it stops and asks."""

import pytest

from builders import an_office, when
from core.situations import Agenda, a_policy, an_end, kinds
from zaaikalender.core.appointments import Kind
from zaaikalender.core.records import Act

NAMES = ("Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa")


def ends(count):
    """So many projects, a week apart, the last one first."""
    return [an_end(name, f"2027-03-{1 + 2 * at:02}") for at, name in reversed(list(enumerate(NAMES[:count])))]


def shift(agenda, names):
    """These projects end five months later."""
    for name in names:
        agenda.edit(agenda.events[f"einde-opdracht-{name.lower()}@test.ics"], when=when("2027-08-20"))


def test_beyond_max_new_the_soonest_come_first_and_the_rest_the_next_day():
    agenda = Agenda(*ends(6), policy=a_policy(max_new=4))
    verdict = agenda.go()
    created = sorted(event.when.start for event in agenda.all_of(Kind.FOLLOW_UP))
    held = [operation.draft.when.start for operation, _because in verdict.plan.held]
    assert (len(created), len(held)) == (4, 2)
    assert max(created) <= min(held)
    assert {because.code for _operation, because in verdict.plan.held} == {"limit_new"}
    agenda.dials.spent = {Act.CREATE: 4}
    assert len(agenda.go(minutes=15).plan.held) == 2
    agenda.dials.spent = {}
    agenda.go(days=1)
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 6


@pytest.mark.parametrize(
    ("share", "standing", "allowed"),
    [
        (0.3, 10, 5),
        (0.3, 17, 5),
        (0.3, 20, 6),
        (0.3, 100, 30),
        (0.07, 100, 7),
        (1.0, 8, 8),
        (0.0, 99, 5),
    ],
)
def test_five_changes_are_always_allowed_and_beyond_that_a_share(share, standing, allowed):
    assert a_policy(max_changes=share).changes_allowed(standing) == allowed


@pytest.mark.parametrize(("moved", "stops"), [(5, False), (6, True)])
def test_more_changes_than_allowed_stop_the_pass_and_ask(moved, stops):
    agenda = Agenda(*ends(8))
    agenda.go()
    before = {event.ref: event for event in agenda.all_of(Kind.FOLLOW_UP)}
    shift(agenda, NAMES[:moved])
    verdict = agenda.go(days=2)
    after = {event.ref: event for event in agenda.all_of(Kind.FOLLOW_UP)}
    assert (after == before) is stops
    assert (agenda.asks() == {"limit"}) is stops
    assert len(verdict.plan.held) == (moved if stops else 0)


def test_what_was_spent_today_counts():
    agenda = Agenda(*ends(4))
    agenda.go()
    agenda.dials.spent = {Act.UPDATE: 3, Act.CANCEL: 1}
    shift(agenda, NAMES[:2])
    assert agenda.go(minutes=15).plan.stopped.code == "limit_changes"


@pytest.mark.parametrize("answer", ["go_on", "stop"])
def test_its_owner_lets_many_changes_pass_or_does_not(answer):
    agenda = Agenda(*ends(8))
    agenda.go()
    before = {event.ref: event for event in agenda.all_of(Kind.FOLLOW_UP)}
    shift(agenda, NAMES[:6])
    agenda.go(minutes=15)
    agenda.answer("limit", answer)
    agenda.go(minutes=15)
    after = {event.ref: event for event in agenda.all_of(Kind.FOLLOW_UP)}
    assert (after == before) is (answer == "stop")
    assert not agenda.asks()


def test_what_stops_the_pass_still_lets_it_ask():
    agenda = Agenda(*ends(8))
    agenda.go()
    shift(agenda, NAMES[:6])
    verdict = agenda.go(minutes=15)
    assert kinds(verdict.plan.operations) == []
    assert kinds(verdict.plan.operations, but=None) == ["Create"]


def test_a_new_holiday_that_touches_many_stops_as_well():
    agenda = Agenda(*ends(8))
    agenda.go()
    agenda.dials.office = an_office(closed=["2027-04-01/2027-05-05"])
    assert agenda.go(minutes=15).plan.stopped.code == "limit_changes"
