"""What people do that no program expects: series of one appointment, other calendars, copies, nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import an_event, when
from system.office import Office, guests_of
from zaaikalender.core.events import Series, Timed

END = "einde-opdracht-alfa@test"


def an_end(project: str = "Alfa", day: str = "2026-12-04"):
    return an_event(f"Einde opdracht: {project}", day, guests=["eva@client.example"])


@pytest.fixture(params=["remembers", "forgets", "folder"])
def office(request, tmp_path):
    office = Office(tmp_path, kind=request.param)
    office.hand().put(an_end())
    office.until_quiet()
    yield office
    office.close()


@pytest.mark.parametrize("kind", ["remembers", "forgets"])
def test_a_proposal_that_its_owner_made_a_series_is_his(tmp_path, kind):
    office = Office(tmp_path, kind=kind)
    office.hand().put(an_end())
    office.until_quiet()
    event, week = office.the("Alfa"), timedelta(days=7)
    series = tuple(
        replace(
            event,
            occurrence=str(number),
            series=Series(last=None, count=0, step=week),
            when=Timed(start=event.when.start + number * week, end=event.when.end + number * week),
        )
        for number in range(4)
    )
    office.hand().put(*series)
    office.until_quiet()
    stands = office.hand().events()
    office.hand().move(END, when("2027-03-05"))
    office.until_quiet()
    office.hand().delete(END)
    office.until_quiet()
    left = {(one.uid, one.occurrence, one.when) for one in office.hand().events()}
    assert {(one.uid, one.occurrence, one.when) for one in stands if one.uid != END} <= left
    office.close()


def test_what_its_owner_took_to_another_calendar_is_skipped_here_and_his_there(tmp_path):
    office = Office(tmp_path, people=("jan", "marieke"))
    office.hand("jan").put(an_end())
    office.until_quiet()
    event = office.the("Alfa", "jan")
    office.hand("jan").delete(event.uid)
    office.hand("marieke").put(replace(event, organizer=None))
    office.until_quiet()
    office.hand("jan").move(END, when("2027-03-05"))
    office.until_quiet()
    (moved,) = [one for name in ("jan", "marieke") for one in office.hand(name).events() if one.key]
    assert moved.when == event.when
    office.close()


def test_a_proposal_that_nobody_touches_comes_once_more_and_then_becomes_a_question(office):
    uids = set()
    for _ in range(30):
        uids |= {event.uid for event in office.ours()}
        office.later(days=4)
        office.until_quiet()
    assert len(uids) == 2
    assert [question.ask.code for question in office.questions()] == ["lapsed_twice"]


def test_a_copy_is_its_owners_whatever_becomes_of_ours(office):
    event = office.the("Alfa")
    office.hand().copy(event.uid)
    copy = next(one for one in office.hand().events() if one.key == event.key and one.uid != event.uid)
    office.until_quiet()
    office.hand().delete(event.uid)
    office.until_quiet()
    office.hand().move(END, when("2027-03-05"))
    office.until_quiet()
    (left,) = [one for one in office.hand().events() if one.key == event.key]
    assert left.uid == copy.uid
    assert left.when == copy.when


def test_a_move_after_the_yes_gives_time_to_think_again(office):
    event = office.the("Alfa")
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.later(minutes=9)
    office.hand().move(event.uid, when("2027-01-20 11:00", minutes=45))
    office.until_quiet()
    office.later(minutes=9)
    office.until_quiet()
    assert not guests_of(office.the("Alfa"))
    office.later(minutes=2)
    office.until_quiet()
    assert guests_of(office.the("Alfa")) == {"eva@client.example"}


def test_nobody_is_invited_at_night_at_the_weekend_or_at_too_short_notice(office):
    event = office.the("Alfa")
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.later(hours=14)
    office.until_quiet()
    assert not guests_of(office.the("Alfa")), "it is night"
    office.later(days=4)
    assert office.now.weekday() == 5
    office.now = office.now.replace(hour=10)
    office.until_quiet()
    assert not guests_of(office.the("Alfa")), "it is a Saturday"
    office.now = event.when.start - timedelta(days=1)
    office.until_quiet()
    assert not guests_of(office.the("Alfa")), "it is tomorrow"
    assert [question.ask.code for question in office.questions()] == ["new_moment"]


def test_what_has_begun_is_left_as_it_is(office):
    event = office.the("Alfa")
    office.now = event.when.start + timedelta(minutes=10)
    office.hand().move(END, when("2027-03-05"))
    office.until_quiet()
    office.hand().delete(END)
    office.until_quiet()
    assert office.hand().event(event.uid) == event


def test_what_a_person_moved_and_named_stays_so_whatever_its_project_does(office):
    event = office.the("Alfa")
    office.hand().move(event.uid, when("2027-01-20 11:00", minutes=45))
    office.hand().retitle(event.uid, "Voorstel: Koffie")
    office.hand().retext(event.uid, "Alleen dit")
    office.until_quiet()
    his = office.hand().event(event.uid)
    office.hand().move(END, when("2027-03-05"))
    office.hand().retitle(END, "Einde opdracht: Beta")
    office.until_quiet()
    assert office.hand().event(event.uid) == his
    office.hand().delete(END)
    office.until_quiet()
    assert office.hand().event(event.uid) == his


def test_a_yes_that_was_taken_back_in_time_invites_nobody(office):
    event = office.the("Alfa")
    office.hand().retitle(event.uid, "Borging Alfa")
    office.until_quiet()
    office.hand().retitle(event.uid, "Voorstel: Borging Alfa")
    office.later(minutes=15)
    office.until_quiet()
    assert not guests_of(office.the("Alfa"))


def test_another_title_is_no_yes(office):
    event = office.the("Alfa")
    office.hand().retitle(event.uid, "Koffie met Eva over Alfa")
    office.until_quiet()
    office.later(minutes=15)
    office.until_quiet()
    assert not guests_of(office.the("Alfa"))
    assert [question.ask.code for question in office.questions()] == ["invite_renamed"]
