"""What becomes of a follow-up when its project, its calendar or its owner changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import a_guest, an_event, an_office, at, day, when
from core.situations import EVA, NOW, Agenda, a_rule, an_end, fields_of, kinds, some_rules
from zaaikalender.core.appointments import Field, Kind, State
from zaaikalender.core.decide import decide
from zaaikalender.core.events import Series
from zaaikalender.core.people import Answer
from zaaikalender.core.records import Busy, Said, Word
from zaaikalender.core.rules import ProjectEndRule

END = "einde-opdracht-alfa@test.ics"


def planned(*events, **dials):
    """A calendar with one project's end, its proposal written."""
    agenda = Agenda(an_end(), *events, **dials)
    agenda.go()
    return agenda


def clash(agenda):
    """Something that lies over our follow-up."""
    return an_event("Tandarts", agenda.ours().when)


def test_the_end_of_a_project_gives_one_proposal_that_is_its_owners_alone():
    agenda = planned()
    assert kinds(agenda.writes) == ["Create"]
    assert not agenda.ours().attendees
    assert agenda.ours().title == "Voorstel: Borging Alfa"


@pytest.mark.parametrize(("ended", "proposals"), [("2026-09-30", 1), ("2026-09-28", 0), ("2026-08-01", 0)])
def test_an_end_whose_whole_window_has_passed_gives_nothing(ended, proposals):
    assert len(Agenda(an_end(on=ended)).go().plan.operations) == proposals


def test_each_rule_has_its_own_follow_up():
    agenda = planned(rules=some_rules(a_rule(), a_rule("nazorg")))
    assert {event.title for event in agenda.all_of(Kind.FOLLOW_UP)} == {
        "Voorstel: Borging Alfa",
        "Voorstel: Nazorg Alfa",
    }


def test_a_project_whose_home_is_elsewhere_is_not_followed_up_here():
    situation = Agenda(an_end()).situation()
    away = tuple(replace(each, subject=replace(each.subject, home="tom")) for each in situation.projects)
    assert kinds(decide(situation).plan.operations) == ["Create"]
    assert not decide(replace(situation, projects=away)).plan.operations


def test_what_a_person_deleted_stays_deleted_also_when_its_end_moves():
    agenda = planned()
    agenda.delete()
    agenda.go(minutes=15)
    agenda.edit(agenda.events[END], when=when("2027-05-14"), title="Einde opdracht: Alfa nieuw")
    assert not agenda.go(minutes=15).plan.operations


def test_an_untouched_proposal_follows_an_end_that_moved():
    agenda = planned()
    agenda.edit(agenda.events[END], when=when("2027-06-18"))
    verdict = agenda.go(minutes=15)
    assert fields_of(verdict.plan.operations[0]) == {Field.WHEN, Field.TEXT}
    assert agenda.ours().when.start == at("2027-07-30 10:00")


def test_an_untouched_proposal_stays_where_its_window_still_holds_it():
    agenda = planned()
    before = agenda.ours().when
    agenda.edit(agenda.events[END], when=when("2027-03-22"))
    agenda.go(minutes=15)
    assert agenda.ours().when == before


def test_a_renamed_project_renames_its_proposal():
    agenda = planned()
    agenda.edit(agenda.events[END], title="Einde opdracht: Beta")
    agenda.go(minutes=15)
    assert agenda.ours().title == "Voorstel: Borging Beta"


def test_what_a_person_moved_stays_there_and_its_other_fields_follow():
    agenda = planned()
    agenda.edit(when=when("2027-05-12 14:00"))
    agenda.go(minutes=15)
    agenda.edit(agenda.events[END], title="Einde opdracht: Beta", when=when("2027-08-20"))
    agenda.go(minutes=15)
    assert agenda.ours().title == "Voorstel: Borging Beta"
    assert agenda.ours().when == when("2027-05-12 14:00")


def test_what_a_person_wrote_in_a_proposal_stays_when_its_title_follows():
    agenda = planned()
    agenda.edit(text="Neem taart mee")
    agenda.edit(agenda.events[END], title="Einde opdracht: Beta")
    agenda.go(minutes=15)
    assert (agenda.ours().title, agenda.ours().text) == ("Voorstel: Borging Beta", "Neem taart mee")


def test_an_untouched_proposal_makes_room_for_what_came_later():
    agenda = planned()
    before = agenda.ours().when
    agenda.add(clash(agenda))
    verdict = agenda.go(minutes=15)
    assert kinds(verdict.plan.operations) == ["Update"]
    assert agenda.ours().when != before


def test_a_holiday_that_came_later_moves_an_untouched_proposal():
    agenda = planned()
    agenda.dials.office = an_office(holidays=["2027-04-30"])
    agenda.go(minutes=15)
    assert agenda.ours().when.start.date() != day("2027-04-30")


def test_an_untouched_proposal_for_which_no_moment_is_left_stays_and_says_so():
    agenda = planned()
    agenda.dials.elsewhere = (Busy(start=at("2027-01-01 00:00"), end=at("2027-12-31 00:00"), leave=True),)
    verdict = agenda.go(minutes=15)
    assert not kinds(verdict.plan.operations)
    assert [each.because.code for each in verdict.plan.unplaced] == ["no_room"]


@pytest.mark.parametrize(("answer", "moves"), [("new_moment", True), ("leave", False)])
def test_a_moved_proposal_that_overlaps_later_is_asked_about(answer, moves):
    agenda = planned()
    agenda.edit(when=when("2027-05-12 14:00"))
    agenda.go(minutes=15)
    agenda.add(clash(agenda))
    agenda.go(minutes=15)
    assert agenda.asks() == {"collision"}
    assert agenda.ours().when == when("2027-05-12 14:00")
    agenda.answer("collision", answer)
    agenda.go(minutes=15)
    assert (agenda.ours().when != when("2027-05-12 14:00")) is moves
    assert not agenda.asks()
    agenda.go(days=1)
    assert not agenda.asks()


def test_who_puts_it_onto_something_else_himself_is_not_asked():
    agenda = planned(an_event("Tandarts", "2027-05-12 14:00"))
    agenda.edit(when=when("2027-05-12 14:00"))
    agenda.go(minutes=15)
    assert not agenda.asks()


@pytest.mark.parametrize("answer", ["new_moment", "leave"])
def test_what_is_approved_never_moves_by_itself(answer):
    agenda = Agenda(an_end(guests=()))
    agenda.go()
    agenda.approve()
    agenda.go(minutes=15)
    before = agenda.ours().when
    agenda.edit(agenda.events[END], when=when("2027-08-20"))
    agenda.go(minutes=15)
    assert agenda.asks() == {"end_moved"}
    assert agenda.ours().when == before
    agenda.answer("end_moved", answer)
    agenda.go(minutes=15)
    if answer == "leave":
        assert agenda.ours().when == before
    else:
        assert agenda.ours().when.start == at("2027-10-01 10:00")
        assert agenda.ours().title == "Voorstel: Borging Alfa"
        assert agenda.entry().state is State.PROPOSED
    agenda.go(minutes=15)
    assert not agenda.asks()


@pytest.mark.parametrize(("answer", "moves"), [("new_moment", True), ("leave", False)])
def test_what_is_approved_and_overlaps_later_is_asked_about(answer, moves):
    agenda = Agenda(an_end(guests=()))
    agenda.go()
    agenda.approve()
    agenda.go(minutes=15)
    before = agenda.ours().when
    agenda.add(clash(agenda))
    agenda.go(minutes=15)
    assert agenda.asks() == {"collision"}
    assert agenda.ours().when == before
    agenda.answer("collision", answer)
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert (agenda.ours().when != before) is moves
    assert agenda.entry().state is (State.PROPOSED if moves else State.APPROVED)
    assert not agenda.asks()


def test_an_overlap_that_was_allowed_is_allowed_at_that_moment_only():
    agenda = Agenda(an_end(guests=()))
    agenda.go()
    agenda.approve()
    agenda.add(clash(agenda))
    agenda.go(minutes=15)
    agenda.answer("collision", "leave")
    agenda.go(minutes=15)
    agenda.edit(agenda.events[END], when=when("2027-08-20"))
    agenda.go(days=1)
    agenda.answer("end_moved", "new_moment")
    agenda.go(minutes=15)
    agenda.approve()
    agenda.go(minutes=15)
    assert not agenda.asks()
    agenda.add(an_event("Kapper", agenda.ours().when))
    agenda.go(minutes=15)
    assert agenda.asks() == {"collision"}


def test_once_guests_are_invited_neither_a_moved_end_nor_a_collision_writes_anything():
    agenda = planned()
    agenda.invite()
    before, writes = agenda.ours(), len(agenda.writes)
    agenda.edit(agenda.events[END], when=when("2027-08-20"), title="Einde opdracht: Beta")
    agenda.add(clash(agenda))
    agenda.go(minutes=15)
    assert agenda.ours() == before
    assert kinds(agenda.writes[writes:]) == []
    assert agenda.asks() == {"end_moved"}
    assert agenda.asked("end_moved").ask.choices == ("leave",)
    agenda.answer("end_moved", "leave")
    agenda.go(minutes=15)
    assert agenda.ours() == before
    assert agenda.asks() == {"collision"}


def test_an_end_that_moves_later_after_its_follow_up_was_held_starts_no_second_one():
    agenda = planned()
    agenda.invite()
    agenda.at("2027-05-03 09:00")
    assert agenda.entry(Kind.FOLLOW_UP).state is State.HELD
    agenda.edit(agenda.events[END], when=when("2027-06-18"))
    assert not kinds(agenda.go(minutes=15).plan.operations)


def test_a_proposal_that_nobody_touched_is_proposed_once_more_and_then_asked_about():
    agenda = planned()
    agenda.at("2027-05-03 09:00")
    again = agenda.all_of(Kind.FOLLOW_UP)[-1]
    assert again.when.start > at("2027-05-03 09:00")
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 2
    agenda.at("2027-06-14 09:00")
    assert agenda.asks() == {"lapsed_twice"}
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 2
    agenda.answer("lapsed_twice", "plan")
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 3


def test_a_proposal_that_its_owner_moved_and_let_pass_is_asked_about_at_once():
    agenda = planned()
    agenda.edit(when=when("2027-05-12 14:00"))
    agenda.go(minutes=15)
    agenda.at("2027-05-13 09:00")
    assert agenda.asks() == {"lapsed_twice"}
    agenda.answer("lapsed_twice", "leave")
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 1
    assert not agenda.asks()


@pytest.mark.parametrize(
    ("answer", "because", "follow_ups"), [("new_moment", "again", 2), ("let_go", "declined_by_guests", 1)]
)
def test_where_all_guests_declined_its_owner_is_asked(answer, because, follow_ups):
    agenda = planned()
    invited = agenda.invite()
    agenda.edit(attendees=(a_guest(EVA.address, Answer.DECLINED),))
    agenda.go(minutes=15)
    assert agenda.asks() == {"all_declined"}
    assert agenda.ours().when == invited.when
    agenda.answer("all_declined", answer)
    agenda.go(minutes=15)
    first = next(each for each in agenda.entries.values() if each.kind is Kind.FOLLOW_UP)
    assert (first.state, first.because.code) == (State.SKIPPED, because)
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == follow_ups
    assert not agenda.asks()


def test_again_plans_what_was_skipped_as_a_new_generation():
    agenda = planned()
    agenda.delete()
    agenda.go(minutes=15)
    agenda.words.append(Word(key=agenda.entry().key, word=Said.AGAIN, at=NOW))
    agenda.go(minutes=15)
    assert agenda.entry().identity.generation == 1
    assert agenda.ours().title == "Voorstel: Borging Alfa"
    agenda.delete()
    assert not kinds(agenda.go(minutes=15).plan.operations)


def test_what_was_cancelled_and_is_wanted_again_comes_as_the_next_generation():
    agenda = planned()
    agenda.delete(agenda.events[END])
    agenda.go(minutes=15)
    assert not agenda.all_of(Kind.FOLLOW_UP)
    agenda.add(an_end())
    agenda.go(minutes=15)
    assert agenda.entry().identity.generation == 1
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 1


def test_an_end_deleted_and_entered_anew_keeps_its_follow_up():
    agenda = planned()
    agenda.delete(agenda.events[END])
    agenda.add(an_end(uid="anew@test"))
    verdict = agenda.go(minutes=15)
    assert kinds(verdict.plan.operations) == []
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 1


def test_a_guest_whom_its_owner_added_to_a_proposal_holds_back_every_change_of_ours():
    agenda = planned()
    agenda.edit(attendees=(a_guest("tom@client-b.example"),))
    before = agenda.ours()
    agenda.edit(agenda.events[END], when=when("2027-08-20"), title="Einde opdracht: Beta")
    agenda.go(minutes=15)
    assert agenda.ours() == before
    assert agenda.asked("end_moved").ask.choices == ("leave",)
    agenda.add(clash(agenda))
    agenda.answer("end_moved", "leave")
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert agenda.asks() == {"collision"}
    assert agenda.ours() == before


def test_what_has_begun_is_left_as_it_is():
    agenda = planned()
    agenda.edit(agenda.events[END], title="Einde opdracht: Beta")
    before = agenda.ours()
    agenda.dials.now = at("2027-04-30 10:15")
    assert not kinds(agenda.go().plan.operations)
    assert agenda.ours() == before


# After the store was lost.


def lost(agenda):
    """Nothing is known any more of what stands in the calendar."""
    agenda.entries, agenda.questions, agenda.subjects = {}, {}, {}
    return agenda


def test_after_a_lost_store_what_stands_is_taken_over_and_all_of_it_is_its_owners():
    agenda = lost(planned())
    verdict = agenda.go(minutes=15)
    assert not verdict.plan.operations
    assert (agenda.entry().state, agenda.entry().written) == (State.PROPOSED, None)
    agenda.edit(agenda.events[END], title="Einde opdracht: Beta", when=when("2027-08-20"))
    assert not agenda.go(minutes=15).plan.operations


@pytest.mark.parametrize("gesture", ["approve", "invite"])
def test_after_a_lost_store_what_was_approved_is_what_it_looks_like(gesture):
    agenda = planned()
    getattr(agenda, gesture)()
    writes = len(agenda.writes)
    lost(agenda).go(minutes=15)
    assert agenda.entry().state is (State.INVITED if gesture == "invite" else State.APPROVED)
    agenda.go(minutes=60)
    assert not kinds(agenda.writes[writes:])


def test_after_a_lost_store_an_approval_keeps_all_that_stood_in_the_text():
    agenda = planned()
    agenda.edit(text=f"Bel Eva eerst\n{agenda.ours().text}")
    text = agenda.ours().text
    lost(agenda).go(minutes=15)
    agenda.invite()
    assert [each.person for each in agenda.ours().attendees] == [EVA]
    assert "Bel Eva eerst" not in agenda.ours().text
    assert text in agenda.ours(Kind.NOTE).text


@pytest.mark.parametrize(("answer", "proposals"), [("plan", 3), ("leave", 1)])
def test_after_a_lost_store_what_does_not_stand_is_asked_about_once(answer, proposals):
    agenda = planned(an_end("Beta", "2027-04-19"), an_end("Gamma", "2027-05-21"))
    beta, gamma = (each for each in agenda.all_of(Kind.FOLLOW_UP) if "Alfa" not in each.title)
    agenda.delete(beta)
    agenda.delete(gamma)
    agenda.go(minutes=15)
    lost(agenda).go(minutes=15)
    assert agenda.asks() == {"lost_store"}
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == 1
    agenda.answer("lost_store", answer)
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.FOLLOW_UP)) == proposals
    assert not agenda.asks()


def series_of_meetings(**dials):
    """A calendar in which four meetings with Eva come to an end, under a rule that looks at series."""
    rules = replace(some_rules(), project_ends=(ProjectEndRule(name="reeks", series=True),))
    last = Series(last=day("2027-03-19"), count=4, step=timedelta(days=7))
    return Agenda(
        an_event("Alfa overleg", "2027-03-19 10:00", guests=[EVA.address], series=last), rules=rules, **dials
    )


def test_the_end_of_a_series_is_asked_about_before_anything_is_planned():
    agenda = series_of_meetings()
    assert kinds(agenda.go().plan.operations) == []
    assert agenda.asks() == {"series_end"}
    agenda.answer("series_end", "plan")
    agenda.go(minutes=15)
    assert agenda.ours().title == "Voorstel: Borging Alfa overleg"


def test_a_no_to_the_end_of_a_series_is_remembered():
    agenda = series_of_meetings()
    agenda.go()
    agenda.answer("series_end", "leave")
    agenda.go(minutes=15)
    agenda.go(days=7)
    assert kinds(agenda.writes) == []
    assert agenda.asks() == set()


def test_of_a_series_that_ended_long_ago_nobody_is_asked():
    agenda = series_of_meetings(now=at("2027-06-01 09:00"))
    agenda.go()
    assert agenda.asks() == set()
