"""Absence is no evidence: what stands goes only where it is certain that nobody asks for it."""

from dataclasses import replace

import pytest

from builders import a_guest, an_event, at, when
from core.situations import Agenda, a_rule, an_end, kinds, some_rules
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.decide import decide
from zaaikalender.core.events import Unreadable, Window

UID = "einde-opdracht-alfa@test"
END = f"{UID}.ics"


def without_end(**dials):
    """A proposal stands, and its project's end is gone."""
    agenda = Agenda(an_end(), **dials)
    agenda.go()
    agenda.delete(agenda.events[END])
    return agenda


def left(verdict):
    return [each.because.code for each in verdict.plan.left_alone]


def test_an_untouched_proposal_goes_when_its_end_was_deleted():
    agenda = without_end()
    verdict = agenda.go(minutes=15)
    assert kinds(verdict.plan.operations) == ["Cancel"]
    assert (agenda.entry().state, agenda.entry().because.code) == (State.CANCELLED, "end_gone")
    assert not agenda.go(minutes=15).plan.operations


@pytest.mark.parametrize(
    "edit", [{"text": "Neem taart mee"}, {"when": when("2027-05-12 14:00")}, {"title": "Voorstel: Taart"}]
)
def test_what_a_person_touched_stays(edit):
    agenda = without_end()
    agenda.edit(**edit)
    assert left(agenda.go(minutes=15)) == ["edited_by_owner"]
    assert agenda.ours()


@pytest.mark.parametrize(("answer", "stands"), [("cancel", 0), ("leave", 1)])
@pytest.mark.parametrize("gesture", ["approve", "invite"])
def test_what_was_approved_or_invited_is_asked_about(gesture, answer, stands):
    agenda = Agenda(an_end())
    agenda.go()
    getattr(agenda, gesture)()
    agenda.go()
    agenda.delete(agenda.events[END])
    agenda.go(minutes=5)
    assert agenda.asks() == {"end_gone"}
    assert agenda.ours()
    agenda.answer("end_gone", answer)
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == stands
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.NOTE)) == (stands if gesture == "invite" else 0)
    assert not agenda.asks()


def test_a_proposal_with_a_guest_of_its_owners_is_asked_about():
    agenda = without_end()
    agenda.edit(attendees=(a_guest("tom@client-b.example"),))
    agenda.go(minutes=15)
    assert agenda.asks() == {"end_gone"}
    assert agenda.ours()


@pytest.mark.parametrize(("uid", "cancelled"), [(None, False), (UID, False), ("something-else@test", True)])
def test_what_cannot_be_read_holds_back_cancelling_for_its_own_uid_or_for_all(uid, cancelled):
    agenda = without_end(unreadable=(Unreadable(where="kapot.ics", uid=uid, why="half a file"),))
    verdict = agenda.go(minutes=15)
    assert (kinds(verdict.plan.operations) == ["Cancel"]) is cancelled
    if not cancelled:
        assert left(verdict) == ["unreadable_source"]


def test_an_end_outside_the_window_was_not_read_and_is_not_absent():
    agenda = without_end()
    agenda.dials.window = Window(start=at("2027-03-20 00:00"), end=at("2028-01-01 00:00"))
    assert left(agenda.go(minutes=15)) == ["not_read"]
    agenda.dials.window = Window(start=at("2027-03-19 00:00"), end=at("2028-01-01 00:00"))
    assert kinds(agenda.go(minutes=15).plan.operations) == ["Cancel"]


def test_an_end_that_stands_in_a_colleagues_calendar_is_not_gone():
    agenda = Agenda(an_end())
    agenda.go()
    situation = agenda.situation()
    away = tuple(replace(each, subject=replace(each.subject, home="tom")) for each in situation.projects)
    verdict = decide(replace(situation, projects=away))
    assert left(verdict) == ["stands_elsewhere"]
    assert not verdict.plan.operations


def test_one_of_two_ends_with_one_name_is_not_gone_while_it_waits_for_an_answer():
    agenda = Agenda(an_end())
    agenda.go()
    situation = agenda.situation()
    (end,) = situation.projects[0].ends
    twin = replace(end, event=replace(end.event, uid="twin@test"))
    verdict = decide(replace(situation, projects=(), doubts=((twin, end),)))
    assert "same_project" in left(verdict)
    assert [each.ask.code for each in verdict.plan.waiting] == ["same_project"]
    assert kinds(verdict.plan.operations) == []


def test_a_rule_that_is_gone_takes_its_untouched_proposals_along():
    agenda = Agenda(an_end(), rules=some_rules(a_rule(), a_rule("nazorg")))
    agenda.go()
    agenda.dials.rules = some_rules(a_rule())
    agenda.go(minutes=15)
    assert [event.title for event in agenda.all_of(Kind.FOLLOW_UP)] == ["Voorstel: Borging Alfa"]


def test_what_has_begun_stays_though_nobody_asks_for_it():
    agenda = without_end()
    agenda.dials.now = at("2027-04-30 10:15")
    assert not agenda.go().plan.operations


def test_one_calendar_with_nothing_of_ours_cancels_nothing():
    agenda = Agenda(an_event("Overleg"))
    verdict = agenda.go()
    assert not verdict.plan.operations
    assert not verdict.plan.left_alone
