"""What one rule wants after one project: around which day, with whom, and from when."""

from dataclasses import replace

import pytest

from builders import OFFICE_KEY, OWNER, a_guest, a_person, an_office, at, day, week
from core.situations import EVA, NOW, Agenda, a_rule, an_end
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.identity import forgotten_mark, key_of
from zaaikalender.core.people import Attendee, AttendeeKind, Person
from zaaikalender.core.rules import Guests, Invite
from zaaikalender.core.wishes import Asker, by_name, follow_up, guests_of, is_past, once_more

ASKER = Asker(
    owner=OWNER,
    office=an_office(),
    hours=week(),
    office_key=OFFICE_KEY,
    notice=Span(2, Unit.WORKING_DAYS),
    now=NOW,
)
COLLEAGUE = "jan@bureau.example"


def project(*guests, on="2027-03-19"):
    (found,) = Agenda(an_end(on=on, guests=guests)).situation().projects
    return found


def wish(*guests, on="2027-03-19", rule=None, asker=ASKER):
    return follow_up(rule or a_rule(), project(*guests, on=on), asker, name="borging")


def addresses(people):
    return [person.address for person in people]


def test_it_is_due_six_weeks_after_the_end_two_weeks_earlier_or_later():
    found = wish()
    assert (found.ended, found.due) == (day("2027-03-19"), day("2027-04-30"))
    assert (found.first, found.last) == (day("2027-04-16"), day("2027-05-14"))


def test_its_key_is_that_of_its_identity():
    assert wish().key == key_of(wish().identity, OFFICE_KEY)


@pytest.mark.parametrize(
    ("today", "past"), [("2027-05-13", False), ("2027-05-14", False), ("2027-05-15", True)]
)
def test_a_wish_is_past_when_its_last_day_is(today, past):
    assert is_past(wish(), replace(ASKER, now=at(f"{today} 12:00"))) is past


@pytest.mark.parametrize(
    ("guests", "not_before"),
    [((), "2026-11-25 09:00"), ((EVA.address,), "2026-11-27 09:00")],
    ids=["nobody to invite: tomorrow", "a guest: a day for the yes, and decent notice"],
)
def test_it_lies_no_sooner_than_makes_sense(guests, not_before):
    assert wish(*guests, on="2026-10-13").not_before == at(not_before)


def test_where_decent_notice_would_miss_the_window_tomorrow_will_do():
    assert wish(EVA.address, on="2026-09-30").last == day("2026-11-25")
    assert wish(EVA.address, on="2026-09-30").not_before == at("2026-11-25 09:00")


def test_who_does_not_work_tomorrow_is_planned_from_his_next_day():
    assert wish(asker=replace(ASKER, hours=week(days="1000100"))).not_before == at("2026-11-27 09:00")


def test_once_more_is_as_long_a_window_from_today():
    late = replace(ASKER, now=at("2027-05-03 09:00"))
    again = once_more(wish(), late)
    assert (again.first, again.last) == (day("2027-05-03"), day("2027-05-17"))


def test_once_more_before_its_window_is_the_same_window():
    assert once_more(wish(), ASKER) == wish()


@pytest.mark.parametrize(
    ("who", "how", "invited"),
    [
        (Guests.OUTSIDE, Invite.PROPOSE, [EVA.address]),
        (Guests.ALL, Invite.PROPOSE, [EVA.address, COLLEAGUE]),
        (Guests.NONE, Invite.PROPOSE, []),
        (Guests.ALL, Invite.SELF, []),
        (Guests.ALL, Invite.DIRECT, [EVA.address, COLLEAGUE]),
    ],
)
def test_who_could_be_invited_follows_the_rule_and_never_its_owner(who, how, invited):
    found = guests_of(a_rule(guests=who, invite=how), project(EVA.address, COLLEAGUE, OWNER.address), ASKER)
    assert addresses(found) == invited


@pytest.mark.parametrize("kind", [kind for kind in AttendeeKind if kind is not AttendeeKind.INDIVIDUAL])
def test_rooms_lists_and_things_are_nobody(kind):
    room = Attendee(person=Person(address="zaal@client-a.example"), kind=kind)
    assert addresses(wish(EVA.address, room).candidates) == [EVA.address]


@pytest.mark.parametrize(("count", "pick"), [(1, False), (3, False), (4, True)])
def test_of_more_than_three_guests_its_owner_picks(count, pick):
    found = wish(*(f"gast{number}@client-a.example" for number in range(count)))
    assert (len(found.candidates), found.pick) == (count, pick)


def test_of_guests_found_by_name_only_its_owner_always_picks():
    found = by_name(wish(), [EVA, OWNER, a_person("anna@client-a.example"), EVA], ASKER)
    assert addresses(found.candidates) == ["anna@client-a.example", EVA.address]
    assert found.pick
    assert not by_name(wish(), [], ASKER).pick


def test_who_was_forgotten_is_named_no_more():
    asker = replace(ASKER, forgotten=frozenset({forgotten_mark(EVA.address, OFFICE_KEY)}))
    assert not wish(EVA.address, asker=asker).candidates
    assert not by_name(wish(), [EVA], asker).candidates


def test_a_guest_who_declined_the_end_may_still_be_proposed():
    assert addresses(wish(a_guest(EVA.address)).candidates) == [EVA.address]
