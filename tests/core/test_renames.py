"""A rule that got another name is asked about, and doubles nothing meanwhile."""

import pytest

from core.situations import Agenda, a_rule, an_end, kinds, some_rules
from zaaikalender.core.appointments import Kind
from zaaikalender.core.dates import Span, Unit


def renamed():
    """Borging stands, and the rule is called terugblik since."""
    agenda = Agenda(an_end())
    agenda.go()
    agenda.dials.rules = some_rules(a_rule("terugblik", title="Borging {project}"))
    return agenda


def test_nothing_is_planned_or_cancelled_until_its_owner_says_what_it_is():
    agenda = renamed()
    verdict = agenda.go(minutes=15)
    assert agenda.asks() == {"rule_renamed"}
    assert kinds(verdict.plan.operations) == []
    assert [each.because.code for each in verdict.plan.left_alone] == ["rule_renamed"]


def test_the_same_rule_goes_on_with_what_stands():
    agenda = renamed()
    agenda.go(minutes=15)
    agenda.answer("rule_renamed", "same")
    verdict = agenda.go(minutes=15)
    assert verdict.renames == (("terugblik", "borging"),)
    assert kinds(verdict.plan.operations) == []
    assert not agenda.go(minutes=15).renames
    assert agenda.ours()


def test_a_new_rule_plans_its_own_and_the_old_ones_go():
    agenda = renamed()
    agenda.go(minutes=15)
    agenda.answer("rule_renamed", "new")
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert [agenda.entries[event.key].identity.rule for event in agenda.all_of(Kind.FOLLOW_UP)] == [
        "terugblik"
    ]
    assert not agenda.asks()


def test_a_rule_that_takes_the_old_name_of_another_is_a_rule_of_its_own():
    agenda = renamed()
    agenda.go(minutes=15)
    agenda.answer("rule_renamed", "same")
    agenda.go(minutes=15)
    later = a_rule(title="Nog eens {project}", after=Span(6, Unit.MONTHS))
    agenda.dials.rules = some_rules(a_rule("terugblik", title="Borging {project}"), later)
    agenda.go(minutes=15)
    before = {event.uid: event for event in agenda.all_of(Kind.FOLLOW_UP)}
    assert sorted(event.title for event in before.values()) == [
        "Voorstel: Borging Alfa",
        "Voorstel: Nog eens Alfa",
    ]
    assert kinds(agenda.go(minutes=15).plan.operations) == []
    assert not agenda.asks()


def test_a_rule_that_is_gone_says_so_of_what_stood_for_it():
    agenda = renamed()
    agenda.approve()
    agenda.go(minutes=5)
    agenda.answer("rule_renamed", "new")
    agenda.go(minutes=15)
    assert agenda.asks() == {"rule_gone"}
    agenda.answer("rule_gone", "cancel")
    agenda.go(minutes=15)
    assert [event.title for event in agenda.all_of(Kind.FOLLOW_UP)] == ["Voorstel: Borging Alfa"]


@pytest.mark.parametrize("first", ["borging", "nazorg"])
def test_a_rule_that_comes_beside_the_old_one_is_no_rename(first):
    agenda = Agenda(an_end())
    agenda.go()
    rules = {"borging": a_rule(), "nazorg": a_rule("nazorg")}
    agenda.dials.rules = some_rules(rules.pop(first), *rules.values())
    agenda.go(minutes=15)
    assert not agenda.asks()
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 2
