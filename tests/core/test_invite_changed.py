"""The office changes who is invited, after somebody said yes: that was no yes to what came later."""

import pytest

from core.situations import Agenda, a_rule, an_end, some_rules
from zaaikalender.core.appointments import State
from zaaikalender.core.plan import Invite as InviteGuests
from zaaikalender.core.rules import Invite


def agreed(how: Invite) -> Agenda:
    """A follow-up with a guest from outside was proposed, then the rule became this, then he said yes."""
    agenda = Agenda(an_end())
    agenda.go()
    agenda.dials.rules = some_rules(a_rule(invite=how))
    agenda.go()
    agenda.approve()
    for _ in range(3):
        agenda.go(minutes=30)
    return agenda


def is_invited(agenda: Agenda) -> bool:
    return any(isinstance(each, InviteGuests) for each in agenda.writes)


@pytest.mark.parametrize("before", [Invite.SELF, Invite.DIRECT])
@pytest.mark.parametrize("after", list(Invite))
def test_a_yes_under_a_rule_that_invites_nobody_stays_one_under_another(before: Invite, after: Invite):
    agenda = agreed(before)
    agenda.dials.rules = some_rules(a_rule(invite=after))
    for _ in range(4):
        agenda.go(minutes=30)
    assert agenda.entry().state is State.APPROVED
    assert not is_invited(agenda)


def test_who_takes_that_yes_back_and_says_it_again_invites_under_the_new_rule():
    agenda = agreed(Invite.SELF)
    agenda.dials.rules = some_rules(a_rule())
    agenda.edit(title="Voorstel: Borging Alfa")
    agenda.go(minutes=30)
    agenda.approve()
    for _ in range(3):
        agenda.go(minutes=30)
    assert is_invited(agenda)
