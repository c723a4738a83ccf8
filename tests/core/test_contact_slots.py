"""A slot for each contact: when it is due, what makes it unneeded, and what its owner's hand does to it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from builders import AMSTERDAM, a_guest, an_event, at, day, when
from core.networks import NAMES, a_contact, a_network, said
from core.situations import NOW, TEXTS, Agenda, an_end, kinds
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.events import Shown, first_day
from zaaikalender.core.people import Answer
from zaaikalender.core.rules import Invite

EVA = a_contact()


def planned(*events, **dials):
    """A calendar whose list holds Eva, and her slot is written."""
    agenda = Agenda(*events, **({"network": a_network(EVA)} | dials))
    agenda.go()
    return agenda


def slot(agenda):
    return agenda.ours(Kind.CONTACT)


def on(event):
    return first_day(event.when, AMSTERDAM)


def agreed(agenda):
    """Its owner takes the prefix away."""
    agenda.edit(slot(agenda), title=slot(agenda).title.removeprefix(TEXTS.prefix))
    agenda.go(minutes=15)


def lunch(moment, title="Lunch", **fields):
    """A conversation that its owner planned himself."""
    return an_event(title, moment, **({"guests": [EVA.address]} | fields))


def test_somebody_new_on_the_list_gets_a_private_slot_next_month_and_nobody_is_invited():
    event = slot(planned())
    assert event.title == "Voorstel: Koffie met Eva Jansen"
    assert (event.private, event.shown, event.attendees) == (True, Shown.TENTATIVE, ())
    assert day("2026-12-01") <= on(event) <= day("2026-12-15")


def test_a_slot_shows_the_telephone_number_and_a_link_to_chat_and_the_pull_question():
    agenda = planned(network=a_network(a_contact(telephone="06 1234 5678")))
    text = slot(agenda).text
    assert "06 1234 5678 · https://wa.me/31612345678" in text
    assert "hoe houden we contact?" in text


@pytest.mark.parametrize("number", ["bel maar", "https://klik.example", "1", ""])
def test_what_is_no_number_is_not_shown(number):
    text = slot(planned(network=a_network(a_contact(telephone=number)))).text
    assert "er staat nog geen nummer op je lijst" in text
    assert "klik.example" not in text


def test_another_number_on_the_list_changes_the_slot_and_nothing_else_does():
    agenda = planned(network=a_network(a_contact(telephone="0612345678")))
    agenda.dials.network = a_network(a_contact(telephone="0687654321"))
    assert kinds(agenda.go(minutes=15).plan.operations) == ["Update"]
    assert "0687654321" in slot(agenda).text
    assert kinds(agenda.go(minutes=15).plan.operations) == []


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        ("2026-03-10", None, "2027-03-10"),
        ("2026-11-01", Span(6, Unit.MONTHS), "2027-05-01"),
        ("2024-02-29", Span(3, Unit.YEARS), "2027-02-28"),
    ],
)
def test_a_contact_is_due_one_interval_after_the_last_conversation(last, every, due):
    agenda = planned(network=a_network(a_contact(last=day(last), every=every)))
    assert abs(on(slot(agenda)) - day(due)) <= timedelta(days=21)
    assert agenda.entry(Kind.CONTACT).due == day(due)


def test_a_fresh_list_of_seven_is_spread_over_the_year():
    agenda = Agenda(network=a_network(*NAMES))
    agenda.go()
    days = sorted(map(on, agenda.all_of(Kind.CONTACT)))
    assert len(days) == 7
    assert days[0].month == 12
    assert all(later - earlier > timedelta(days=30) for earlier, later in pairwise(days))


def test_the_never_spoken_come_first_and_then_the_longest_overdue():
    people = [
        a_contact("Bas de Boer", last=day("2025-06-01")),
        a_contact("Carla Smit", last=day("2024-06-01")),
        a_contact("Dirk Visser"),
    ]
    agenda = Agenda(network=a_network(*people))
    agenda.go()
    order = sorted(agenda.all_of(Kind.CONTACT), key=on)
    assert [event.title.rpartition("met ")[2] for event in order] == [
        "Dirk Visser",
        "Carla Smit",
        "Bas de Boer",
    ]


def test_an_eighth_contact_moves_nobody():
    agenda = Agenda(network=a_network(*NAMES))
    agenda.go()
    before = {event.ref: event for event in agenda.all_of(Kind.CONTACT)}
    agenda.dials.network = a_network(*NAMES, "Henk Dekker")
    assert kinds(agenda.go(days=1).plan.operations) == ["Create"]
    assert {ref: agenda.events[ref] for ref in before} == before


def test_one_booked_lunch_moves_only_the_slot_that_it_lies_over():
    agenda = Agenda(network=a_network(*NAMES))
    agenda.go()
    first, *others = sorted(agenda.all_of(Kind.CONTACT), key=on)
    agenda.add(an_event("Tandarts", first.when))
    assert kinds(agenda.go(minutes=15).plan.operations) == ["Update"]
    assert [agenda.events[event.ref] for event in others] == others


def test_at_most_so_many_slots_stand_in_a_week():
    people = [a_contact(name, last=day("2026-03-10")) for name in NAMES]
    agenda = Agenda(network=a_network(*people, per_week=2))
    agenda.go()
    weeks = [on(event).isocalendar()[:2] for event in agenda.all_of(Kind.CONTACT)]
    assert len(weeks) == 7
    assert max(weeks.count(week) for week in weeks) == 2


def test_what_a_year_cannot_hold_is_said_with_its_reason():
    people = [a_contact(f"Iemand Nummer{number}", last=day("2026-03-10")) for number in range(9)]
    verdict = Agenda(network=a_network(*people)).go()
    assert len(verdict.plan.unplaced) == 2
    assert {each.because.code for each in verdict.plan.unplaced} == {"no_room"}


@pytest.mark.parametrize(
    ("last", "month"), [("2026-01-10", 3), ("2026-12-10", 10), ("2026-06-10", 6), (None, 3)]
)
def test_nobody_plays_padel_in_the_dark(last, month):
    agenda = planned(
        network=a_network(a_contact(form="padel", last=last and day(last))), now=at("2026-12-11 09:00")
    )
    assert on(slot(agenda)).month == month


def test_a_conversation_that_its_owner_planned_fulfils_the_year():
    assert planned(lunch("2027-02-10 12:00")).all_of(Kind.CONTACT) == []


@pytest.mark.parametrize(
    ("meeting", "counts"),
    [
        (lunch("2026-12-10 12:00"), True),
        (lunch("2026-12-10 12:00", guests=[], title="Lunch Eva Jansen"), True),
        (lunch("2026-12-10 12:00", guests=[], title="Bijpraten met EVA  JANSEN!"), True),
        (lunch("2026-12-10 12:00", guests=[], title="Lunch Eva"), False),
        (lunch("2026-12-10 12:00", guests=[], title="Lunch Geva Jansens"), False),
        (lunch("2026-12-10 12:00", guests=[a_guest(EVA.address, Answer.DECLINED)]), False),
        (lunch("2026-12-10 12:00", guests=["iemand@anders.example"]), False),
        (lunch("2026-12-10 12:00", private=True), False),
    ],
    ids=str,
)
def test_who_is_met_in_a_meeting(meeting, counts):
    agenda = Agenda(meeting, network=a_network(EVA))
    agenda.go()
    assert (agenda.all_of(Kind.CONTACT) == []) is counts


def test_several_contacts_at_one_lunch_count_each():
    both = lunch("2027-02-10 12:00", guests=[EVA.address, a_contact("Bas de Boer").address])
    agenda = Agenda(both, network=a_network(EVA, "Bas de Boer"))
    agenda.go()
    assert agenda.all_of(Kind.CONTACT) == []


def test_a_conversation_planned_later_takes_an_untouched_slot_away_and_it_may_come_back():
    agenda = planned()
    agenda.add(lunch("2027-01-20 12:00", uid="lunch@test"))
    assert kinds(agenda.go(minutes=15).plan.operations) == ["Cancel"]
    gone = next(event for event in agenda.events.values() if event.uid == "lunch@test")
    agenda.delete(gone)
    assert kinds(agenda.go(minutes=15).plan.operations) == ["Create"]
    assert agenda.entry(Kind.CONTACT).identity.generation == 1


def test_a_slot_that_its_owner_moved_stays_when_he_plans_a_lunch():
    agenda = planned()
    agenda.edit(slot(agenda), when=when("2027-01-12 10:00"))
    agenda.add(lunch("2027-01-20 12:00"))
    assert kinds(agenda.go(minutes=15).plan.operations) == []


def test_a_conversation_held_moves_the_slot_to_a_year_later():
    agenda = planned()
    agenda.add(lunch("2026-11-24 12:00"))
    agenda.at("2026-11-25 09:00")
    assert abs(on(slot(agenda)) - day("2027-11-24")) <= timedelta(days=21)


def test_taking_the_prefix_away_says_agreed_mails_nobody_and_enters_the_travel_time():
    agenda = planned()
    agreed(agenda)
    assert agenda.entry(Kind.CONTACT).state is State.APPROVED
    there, back = sorted(agenda.all_of(Kind.TRAVEL), key=on_start)
    assert (there.when.end, back.when.start) == (slot(agenda).when.start, slot(agenda).when.end)
    assert there.when.duration == timedelta(minutes=45)
    assert (there.title, there.private) == ("Reistijd", True)
    agenda.go(days=1)
    assert not slot(agenda).attendees
    assert not any(kind == "Invite" for kind in kinds(agenda.writes))


def on_start(event):
    return event.when.start


def test_travel_goes_along_with_its_conversation_and_goes_with_it():
    agenda = planned()
    agreed(agenda)
    agenda.edit(slot(agenda), when=when("2027-01-12 10:00"))
    agenda.go(minutes=15)
    there, _back = sorted(agenda.all_of(Kind.TRAVEL), key=on_start)
    assert there.when == when("2027-01-12 09:15", minutes=45)
    agenda.delete(slot(agenda))
    agenda.go(minutes=15)
    assert agenda.all_of(Kind.TRAVEL) == []


def test_travel_that_its_owner_deleted_stays_deleted():
    agenda = planned()
    agreed(agenda)
    agenda.delete(min(agenda.all_of(Kind.TRAVEL), key=on_start))
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.TRAVEL)) == 1


def test_a_contact_is_invited_where_the_office_says_so_and_its_owner_approved():
    agenda = planned(network=a_network(EVA, invite=Invite.PROPOSE))
    assert "gasten: Eva Jansen <eva.jansen@klant.example>" in slot(agenda).text
    agreed(agenda)
    agenda.go(minutes=15)
    event = slot(agenda)
    assert [each.person.address for each in event.attendees] == [EVA.address]
    assert "hoe houden we contact" not in event.text
    assert len(agenda.all_of(Kind.NOTE)) == 1


def test_a_slot_that_was_held_makes_the_next_one_due_a_year_later():
    agenda = planned()
    agreed(agenda)
    held = on(slot(agenda))
    agenda.at("2027-01-20 09:00")
    entries = [each for each in agenda.entries.values() if each.kind is Kind.CONTACT]
    assert [(each.state, each.identity.cycle) for each in entries] == [
        (State.HELD, "0"),
        (State.PROPOSED, "1"),
    ]
    assert abs(on(agenda.events[entries[1].ref]) - held.replace(year=2027)) <= timedelta(days=21)


def test_a_skipped_slot_comes_back_one_interval_later():
    agenda = planned()
    skipped = on(slot(agenda))
    agenda.delete(slot(agenda))
    agenda.go(minutes=15)
    assert abs(on(slot(agenda)) - skipped.replace(year=2027)) <= timedelta(days=21)
    assert agenda.entry(Kind.CONTACT).because.code == "contact_skipped"


def test_a_slot_that_passed_untouched_is_proposed_once_more_and_then_asked_about():
    agenda = planned()
    agenda.at("2027-01-20 09:00")
    assert agenda.entry(Kind.CONTACT).identity.generation == 1
    agenda.at("2027-05-20 09:00")
    assert agenda.asks() == {"lapsed_twice"}
    agenda.answer("lapsed_twice", "leave")
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    last = agenda.entry(Kind.CONTACT)
    assert (last.state, last.identity.cycle) == (State.PROPOSED, "1")
    assert agenda.events[last.ref].when.start > at("2027-12-01 00:00")


def test_a_slot_not_agreed_reminds_three_weeks_ahead():
    agenda = planned(network=a_network(a_contact(last=day("2026-02-10"))))
    agenda.dials.now = slot(agenda).when.start - timedelta(days=20)
    agenda.go()
    assert "Nog niet afgesproken: Koffie met Eva Jansen" in agenda.ours(Kind.QUESTION).text


def test_who_leaves_the_list_loses_an_untouched_slot_only():
    agenda = Agenda(network=a_network(EVA, "Bas de Boer"))
    agenda.go()
    mine = next(event for event in agenda.all_of(Kind.CONTACT) if "Eva" in event.title)
    agenda.edit(mine, when=when("2027-01-12 10:00"))
    agenda.dials.network = a_network()
    agenda.go(minutes=15)
    assert [event.ref for event in agenda.all_of(Kind.CONTACT)] == [mine.ref]


def test_a_list_that_cannot_be_read_plans_nothing_and_ends_nothing():
    agenda = planned()
    agenda.dials.network = None
    assert kinds(agenda.go(minutes=15).plan.operations) == []
    assert len(agenda.all_of(Kind.CONTACT)) == 1


def test_an_approved_follow_up_with_a_contact_is_his_conversation():
    agenda = Agenda(an_end(guests=[EVA.address], on="2026-10-20"), network=a_network())
    agenda.go()
    agenda.invite()
    agenda.dials.network = a_network(EVA)
    agenda.go(minutes=15)
    assert agenda.all_of(Kind.CONTACT) == []


def test_after_the_store_was_lost_a_slot_that_stands_is_taken_over_and_nothing_is_doubled():
    agenda = Agenda(network=a_network(*NAMES[:3]))
    agenda.go()
    agenda.delete(agenda.all_of(Kind.CONTACT)[0])
    agenda.go(minutes=15)
    standing = dict(agenda.events)
    agenda.entries.clear()
    agenda.questions.clear()
    agenda.go(minutes=15)
    assert {ref: event for ref, event in agenda.events.items() if event.key in slots(standing)} == {
        ref: event for ref, event in standing.items() if event.key in slots(standing)
    }
    assert kinds(agenda.go(minutes=15).plan.operations) == []


def slots(events):
    return {event.key for event in events.values() if "Koffie" in event.title}


@pytest.mark.parametrize(
    ("ways", "due", "asked"),
    [
        ([("2027-04-20", False)], "2027-04-20", set()),
        ([("2027-04-20", True)], "2027-04-20", set()),
        ([], "2027-11-23", {"next_unclear"}),
        ([("2027-04-03", True), ("2027-03-04", True)], "2027-11-23", {"next_which"}),
        ([("2026-01-03", True)], "2027-11-23", {"next_unclear"}),
    ],
)
def test_what_was_agreed_in_a_conversation_says_when_the_next_one_is(ways, due, asked):
    held = lunch("2026-11-23 12:00", text="Leuk gesprek\nvolgende: nader te bepalen\n")
    agenda = planned(held, dates=said(*ways))
    assert agenda.entry(Kind.CONTACT).due == day(due)
    assert agenda.asks() == asked


def test_an_answer_to_two_readings_moves_the_slot():
    held = lunch("2026-11-23 12:00", text="volgende: 3/4")
    agenda = planned(held, dates=said(("2027-04-03", False), ("2027-03-04", False)))
    agenda.answer("next_which", "other")
    agenda.go(minutes=15)
    assert abs(on(slot(agenda)) - day("2027-03-04")) <= timedelta(days=21)
    agenda.go(minutes=15)
    assert agenda.asks() == set()


def test_what_a_stranger_writes_in_his_own_invitation_is_not_obeyed():
    theirs = replace(
        lunch(
            "2026-11-23 12:00",
            text="volgende: 20 april\nactie: geef korting",
            guests=[a_guest(EVA.address), a_guest("marieke@bureau.example")],
        ),
        organizer=EVA.person,
    )
    agenda = planned(theirs, dates=said(("2027-04-20", True)))
    assert agenda.entry(Kind.CONTACT).due == day("2027-11-23")
    assert agenda.all_of(Kind.ACTION) == []


def test_an_action_becomes_a_private_quarter_of_an_hour_within_five_working_days_once():
    held = lunch("2026-11-23 12:00", text="actie: artikel sturen\nactie:\n")
    agenda = planned(held)
    event = agenda.ours(Kind.ACTION)
    assert (event.title, event.private, event.when.duration) == (
        "Actie: artikel sturen",
        True,
        timedelta(minutes=15),
    )
    assert on(event) <= day("2026-12-01")
    agenda.delete(event)
    agenda.go(days=1)
    assert agenda.all_of(Kind.ACTION) == []


def test_a_line_that_is_still_being_typed_is_one_action():
    agenda = planned(lunch("2026-11-23 12:00", text="actie: artikel", uid="lunch@test"))
    mine = next(event for event in agenda.events.values() if event.uid == "lunch@test")
    agenda.edit(mine, text="actie: artikel sturen aan Eva")
    agenda.go(minutes=15)
    assert len(agenda.all_of(Kind.ACTION)) == 1


def test_an_action_in_a_meeting_that_is_yet_to_come_waits_for_it():
    assert planned(lunch("2026-12-10 12:00", text="actie: bellen")).all_of(Kind.ACTION) == []


def test_a_second_pass_over_a_calendar_with_a_list_is_quiet():
    agenda = Agenda(an_end(), lunch("2026-11-23 12:00", text="actie: bellen"), network=a_network(*NAMES))
    agenda.go()
    agenda.go(minutes=15)
    for _ in range(5):
        assert kinds(agenda.go(minutes=15).plan.operations, but=None) == []
    assert agenda.dials.now > NOW


def test_a_held_follow_up_asks_once_whether_its_guest_joins_the_list():
    agenda = Agenda(an_end(guests=[EVA.address], on="2026-10-20"), network=a_network())
    agenda.go()
    agenda.invite()
    agenda.go(days=30)
    assert agenda.asks() == {"join_list"}
    agenda.answer("join_list", "join")
    agenda.go(minutes=15)
    agenda.go(minutes=15)
    assert slot(agenda).title.startswith("Voorstel: Koffie met ")
    assert abs(on(slot(agenda)) - day("2027-12-01")) <= timedelta(days=40)
    assert agenda.asks() == set()


def test_not_this_one_is_remembered():
    agenda = Agenda(an_end(guests=[EVA.address], on="2026-10-20"), network=a_network())
    agenda.go()
    agenda.invite()
    agenda.go(days=30)
    agenda.answer("join_list", "leave")
    agenda.go(minutes=15)
    agenda.go(days=7)
    assert agenda.asks() == set()
    assert agenda.all_of(Kind.CONTACT) == []


def test_a_list_that_is_short_gets_one_quarter_of_an_hour_within_two_weeks_and_not_again():
    agenda = Agenda(network=a_network(EVA, kept=True))
    agenda.go()
    event = agenda.ours(Kind.ACTION)
    assert event.title == "Lijst van zeven maken"
    assert day("2026-11-25") <= on(event) <= day("2026-12-08")
    agenda.delete(event)
    agenda.go(days=7)
    assert agenda.all_of(Kind.ACTION) == []


@pytest.mark.parametrize("network", [a_network(*NAMES, kept=True), a_network(EVA), None])
def test_a_full_list_and_an_office_without_lists_get_none(network):
    agenda = Agenda(network=network)
    agenda.go()
    assert agenda.all_of(Kind.ACTION) == []


def test_a_prefix_that_is_taken_away_once_it_is_over_says_that_it_took_place():
    agenda = Agenda(network=a_network(EVA))
    agenda.go()
    event = agenda.ours(Kind.CONTACT)
    agenda.at(f"{on(event) + timedelta(days=1)} 09:00")
    assert agenda.entries[event.key].state is State.LAPSED
    agenda.edit(agenda.events[event.ref], title=event.title.removeprefix(TEXTS.prefix))
    agenda.go(days=1)
    assert agenda.entries[event.key].state is State.HELD
    # Held counts: the next one is a year away, also where a new one stood already.
    agenda.go(days=1)
    (coming,) = [each for each in agenda.all_of(Kind.CONTACT) if each.key != event.key]
    assert on(coming) >= on(event) + timedelta(days=330)


def test_a_list_starts_next_month_with_somebody_whose_form_is_in_season():
    padel = a_contact("Aad Padelaar", id="c-0", form="padel")
    agenda = Agenda(network=a_network(padel, "Eva Jansen", "Bas de Boer"))
    agenda.go()
    first, *others = sorted(agenda.all_of(Kind.CONTACT), key=on)
    assert "Koffie" in first.title
    assert day("2026-12-01") <= on(first) <= day("2026-12-31")
    (outside,) = [event for event in others if "Padel" in event.title]
    assert 3 <= on(outside).month <= 10


def test_who_is_to_be_seen_twice_a_year_is_seen_within_half_a_year():
    often = a_contact("Zeger Vaak", id="c-z", every=Span(6, Unit.MONTHS))
    agenda = Agenda(network=a_network(*NAMES[:6], often))
    agenda.go()
    (slot,) = [event for event in agenda.all_of(Kind.CONTACT) if "Zeger" in event.title]
    assert on(slot) <= day("2027-05-24") + timedelta(days=14)
