"""A quarter of an hour to make the list, alone or with a colleague who helps.

You need this before you change whom it names, and when somebody is invited to it.
"""

from dataclasses import replace

import pytest

from builders import AMSTERDAM, OWNER, a_person, at, day
from core.networks import NAMES, a_network
from core.situations import TEXTS, Agenda
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.events import Timed, first_day
from zaaikalender.core.helping import Help
from zaaikalender.core.plan import Invite

JAN = a_person("jan@bureau.example", "Jan Smit")


def an_agenda(*people, helper=JAN, **dials):
    """Somebody whose list is short, in an office where Jan helps."""
    return Agenda(network=a_network(*people, kept=True, helper=helper), **dials)


def helps(*days, helper=JAN, invited=True):
    """Colleagues whom this helper helps on these days."""
    start = (at(f"{each} 10:00") for each in days)
    whens = (Timed(start=each, end=each.replace(minute=15)) for each in start)
    return tuple(Help(helper=helper, when=when, invited=invited) for when in whens)


def on(event):
    """The day on which it stands."""
    return first_day(event.when, AMSTERDAM)


def approve(agenda):
    """Its owner takes the prefix away."""
    event = agenda.ours(Kind.ACTION)
    agenda.edit(event, title=event.title.removeprefix(TEXTS.prefix))


def test_a_helper_is_named_in_a_proposal_and_invited_only_once_its_owner_approved():
    agenda = an_agenda("Eva Jansen")
    agenda.go()
    event = agenda.ours(Kind.ACTION)
    assert event.title == "Voorstel: Lijst van zeven maken met Jan Smit"
    assert day("2026-11-25") <= on(event) <= day("2026-12-08")
    assert (event.attendees, event.private) == ((), True)
    agenda.go(days=1)
    assert agenda.ours(Kind.ACTION) == event

    approve(agenda)
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    event = agenda.ours(Kind.ACTION)
    assert [each.person for each in event.attendees] == [JAN]
    assert event.title == "Lijst van zeven maken met Jan Smit"
    assert agenda.go(days=1).plan.operations == ()


def test_what_its_owner_wrote_there_goes_to_him_alone():
    agenda = an_agenda()
    agenda.go()
    event = agenda.ours(Kind.ACTION)
    agenda.edit(event, text=f"{event.text}\nmisschien Kees van de haven\n")
    approve(agenda)
    for _pass in range(3):
        agenda.go(minutes=15)
    assert "Kees" not in agenda.ours(Kind.ACTION).text
    assert "Kees van de haven" in agenda.ours(Kind.NOTE).text
    assert "Op je lijst staan" not in agenda.ours(Kind.NOTE).text


def test_without_words_of_his_own_there_is_nothing_to_keep_beside_it():
    agenda = an_agenda()
    agenda.go()
    approve(agenda)
    for _pass in range(3):
        agenda.go(minutes=15)
    assert agenda.all_of(Kind.NOTE) == []


@pytest.mark.parametrize("line", ["gasten: ", ""])
def test_who_strikes_the_helper_out_makes_his_list_alone(line):
    agenda = an_agenda()
    agenda.go()
    event = agenda.ours(Kind.ACTION)
    text = "\n".join(line if each.startswith("gasten:") else each for each in event.text.splitlines())
    agenda.edit(event, text=text)
    approve(agenda)
    for _pass in range(3):
        agenda.go(minutes=15)
    assert agenda.ours(Kind.ACTION).attendees == ()
    assert not any(isinstance(each, Invite) for each in agenda.writes)


@pytest.mark.parametrize("owner_helps", [True, False])
def test_who_helps_others_makes_his_own_list_by_himself(owner_helps):
    agenda = an_agenda(helper=OWNER if owner_helps else None)
    agenda.go()
    event = agenda.ours(Kind.ACTION)
    assert event.title == "Lijst van zeven maken"
    assert OWNER.name not in event.text


def test_a_week_in_which_he_helps_three_already_is_passed_over():
    for week in ("2026-11-27", "2026-12-01"):
        agenda = an_agenda(helps=helps(week, week, week))
        agenda.go()
        event = agenda.ours(Kind.ACTION)
        assert event.title.endswith("met Jan Smit")
        assert on(event).isocalendar().week != day(week).isocalendar().week
        assert on(event) <= day("2026-12-08")


def test_another_helpers_weeks_are_another_helpers():
    others = helps("2026-12-01", "2026-12-02", "2026-12-03", helper=a_person("els@bureau.example"))
    full, empty = an_agenda(helps=others), an_agenda()
    full.go()
    empty.go()
    assert full.ours(Kind.ACTION).when == empty.ours(Kind.ACTION).when


def test_where_he_has_no_room_within_two_weeks_it_comes_without_him():
    taken = ("2026-11-25", "2026-12-01", "2026-12-08")
    agenda = an_agenda(helps=helps(*taken, *taken, *taken))
    agenda.go()
    event = agenda.ours(Kind.ACTION)
    assert event.title == "Lijst van zeven maken"
    assert "Jan Smit" not in event.text


def test_who_moves_it_to_a_full_week_hears_so_and_nobody_is_invited_until_he_moves_it_again():
    agenda = an_agenda()
    agenda.go()
    agenda.dials.helps = helps("2026-12-14", "2026-12-15", "2026-12-16")
    event = agenda.ours(Kind.ACTION)
    there = Timed(start=at("2026-12-17 10:00"), end=at("2026-12-17 10:15"))
    agenda.edit(event, title=event.title.removeprefix(TEXTS.prefix), when=there)
    for _pass in range(3):
        agenda.go(minutes=15)
    assert agenda.ours(Kind.ACTION).attendees == ()
    assert "helpt Jan Smit al drie collega's" in agenda.ours(Kind.QUESTION).text

    agenda.edit(
        agenda.ours(Kind.ACTION), when=Timed(start=at("2026-12-22 10:00"), end=at("2026-12-22 10:15"))
    )
    for _pass in range(3):
        agenda.go(minutes=15)
    assert [each.person for each in agenda.ours(Kind.ACTION).attendees] == [JAN]


def test_of_proposals_that_nobody_approved_the_helper_is_free_to_be_asked():
    agenda = an_agenda()
    agenda.go()
    week = str(on(agenda.ours(Kind.ACTION)))
    agenda.dials.helps = helps(week, week, week, invited=False)
    approve(agenda)
    for _pass in range(3):
        agenda.go(minutes=15)
    assert [each.person for each in agenda.ours(Kind.ACTION).attendees] == [JAN]


def test_a_list_that_is_made_meanwhile_needs_no_help_any_more():
    agenda = an_agenda()
    agenda.go()
    agenda.dials.network = replace(agenda.dials.network, contacts=a_network(*NAMES).contacts)
    agenda.go(days=1)
    assert agenda.all_of(Kind.ACTION) == []


def test_deleted_or_passed_it_does_not_come_again():
    deleted, passed = an_agenda("Eva Jansen"), an_agenda("Eva Jansen")
    for agenda in (deleted, passed):
        agenda.go()
    deleted.delete(deleted.ours(Kind.ACTION))
    for agenda in (deleted, passed):
        agenda.go(days=21)
        agenda.go(days=21)
    assert deleted.all_of(Kind.ACTION) == []
    assert passed.entry(Kind.ACTION).state is State.LAPSED
    assert len(passed.all_of(Kind.ACTION)) == 1


def test_what_stands_already_after_a_lost_store_is_taken_over():
    agenda = an_agenda("Eva Jansen", helper=None)
    agenda.go()
    event = agenda.ours(Kind.ACTION)
    agenda.entries.clear()
    agenda.go(days=1)
    assert agenda.ours(Kind.ACTION) == event
