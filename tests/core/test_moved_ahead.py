"""What was over is dragged to another day: its owner had no time then, and wants it after all."""

import pytest

from builders import when
from core.situations import Agenda, an_end
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.plan import Invite


def lapsed() -> Agenda:
    """A proposal that passed, with the one that came after it."""
    agenda = Agenda(an_end())
    agenda.go()
    agenda.at("2027-05-03 09:00")
    assert [entry.state for entry in agenda.entries.values()] == [State.LAPSED, State.PROPOSED]
    return agenda


def invited(agenda: Agenda) -> list[str]:
    return [each.entry.key for each in agenda.writes if isinstance(each, Invite)]


def test_a_proposal_that_passed_and_was_given_another_day_is_heard_again():
    agenda = lapsed()
    old = agenda.all_of(Kind.FOLLOW_UP)[0]
    agenda.edit(old, when=when("2027-06-10 14:00", minutes=45))
    agenda.go(minutes=15)
    agenda.edit(agenda.events[old.ref], title="Borging Alfa")
    for _ in range(3):
        agenda.go(minutes=15)
    assert invited(agenda) == [old.key]
    assert agenda.events[old.ref].when == when("2027-06-10 14:00", minutes=45)


def test_what_was_held_and_was_given_another_day_is_still_to_come():
    agenda = Agenda(an_end())
    agenda.go()
    agenda.invite()
    agenda.at("2027-05-03 09:00")
    assert agenda.entry().state is State.HELD
    agenda.edit(when=when("2027-05-20 14:00", minutes=45))
    agenda.go(minutes=15)
    assert agenda.entry().state is State.INVITED
    assert len(invited(agenda)) == 1
    agenda.at("2027-05-21 09:00")
    assert agenda.entry().state is State.HELD
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 1


@pytest.mark.parametrize("says_yes", [True, False])
def test_a_pass_with_a_clock_that_ran_ahead_makes_nothing_deaf(says_yes: bool):  # noqa: FBT001 - a parameter
    agenda = Agenda(an_end())
    agenda.go()
    old = agenda.ours()
    agenda.at("2027-08-02 09:00")
    agenda.at("2026-11-24 12:00")
    if says_yes:
        agenda.edit(agenda.events[old.ref], title="Borging Alfa")
    for _ in range(3):
        agenda.go(minutes=15)
    assert invited(agenda) == [old.key] * says_yes
