"""What is written to Google: ids that stay taken, versions that move, mails to those who stand there."""

from datetime import timedelta

import pytest

from builders import OWNER, a_draft
from providers.contract_setting import EVA, KEY, OTHER_KEY, TOM, an_approval
from providers.fakes.google import Fault
from providers.google_scene import Scene, titles
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import Shown
from zaaikalender.core.people import Answer
from zaaikalender.errors import AccessRevoked, NotOurs, NotWritten, Stale
from zaaikalender.providers.google_rest import Parked

DRAFT = a_draft("Voorstel: Borging Alfa", "2027-04-30 10:00", text="Hoe?\ngasten: eva@client-a.example")
OTHER = a_draft("Borging Alfa en Beta", "2027-05-04 14:00", text="Anders", shown=Shown.BUSY)
GUESTS = [EVA.address, TOM.address]


def test_a_creation_and_a_change_are_one_request_each():
    scene = Scene()
    made = []
    assert scene.methods(lambda: made.append(scene.calendar.create(KEY, DRAFT))) == ["POST"]
    asked = scene.methods(lambda: made.append(scene.calendar.update(made[-1], OTHER, frozenset(Field))))
    assert asked == ["PATCH"]
    invited = scene.methods(lambda: made.append(scene.calendar.invite(made[-1], an_approval(OTHER, EVA))))
    assert invited == ["PATCH"]
    assert scene.methods(lambda: scene.calendar.cancel(made[-1])) == ["DELETE"]


def test_what_its_owner_deleted_is_not_written_again_and_a_new_generation_is():
    scene = Scene()
    scene.hand.delete(scene.calendar.create(KEY, DRAFT).uid)
    with pytest.raises(Stale):
        scene.calendar.create(KEY, DRAFT)
    assert scene.calendar.find(KEY, None) == ()
    assert scene.calendar.create(OTHER_KEY, DRAFT).key == OTHER_KEY


def test_what_we_wrote_is_found_by_its_id_where_the_search_lags_behind():
    scene = Scene(lag=100)
    created = scene.calendar.create(KEY, DRAFT)
    assert scene.calendar.find(KEY, None) == (created,)


def test_a_version_that_google_moved_by_itself_stops_no_change():
    scene = Scene(moves_by_itself=True)
    created = scene.calendar.create(KEY, DRAFT)
    scene.agenda.touch(scene.hand.entry(created.uid))
    updated = scene.calendar.update(created, OTHER, frozenset(Field))
    scene.agenda.touch(scene.hand.entry(created.uid))
    invited = scene.calendar.invite(updated, an_approval(OTHER, EVA))
    scene.agenda.touch(scene.hand.entry(created.uid))
    scene.calendar.cancel(invited)
    assert titles(scene.read()) == []


def test_every_change_names_the_version_that_was_read():
    scene = Scene()
    created = scene.calendar.create(KEY, DRAFT)
    scene.hand.retitle(created.uid, "Koffie")
    for act in (
        lambda: scene.calendar.update(created, OTHER, frozenset({Field.SHOWN})),
        lambda: scene.calendar.cancel(created),
    ):
        with pytest.raises(Stale):
            act()
    assert titles(scene.read()) == ["Koffie"]


def test_an_event_of_ours_that_was_made_a_series_is_its_owners():
    scene = Scene()
    created = scene.calendar.create(KEY, DRAFT)
    scene.hand.change(created.uid, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"])
    event = next(event for item in scene.read().changed for event in item.events)
    for version in (created, event):
        with pytest.raises(NotOurs):
            scene.calendar.update(version, OTHER, frozenset(Field))
    (found,) = scene.calendar.find(KEY, None)
    assert found.occurrence is not None


def test_only_who_stands_on_an_event_is_mailed_and_of_all_that_becomes_of_it():
    scene = Scene()
    event = scene.calendar.create(KEY, DRAFT)
    event = scene.calendar.update(event, OTHER, frozenset(Field))
    assert scene.mails == []
    event = scene.calendar.invite(event, an_approval(OTHER, EVA, TOM))
    assert scene.mails == [(guest, "invitation") for guest in sorted(GUESTS)]
    event = scene.calendar.update(event, DRAFT, frozenset({Field.WHEN}))
    assert scene.mails[2:] == [(guest, "update") for guest in sorted(GUESTS)]
    scene.calendar.cancel(event)
    assert scene.mails[4:] == [(guest, "cancellation") for guest in sorted(GUESTS)]


def test_an_invitation_keeps_every_answer_and_mails_only_who_is_new():
    scene = Scene()
    created = scene.calendar.create(KEY, DRAFT)
    scene.hand.add_guest(created.uid, TOM)
    scene.hand.answer(created.uid, TOM, Answer.ACCEPTED)
    (event,) = scene.calendar.find(KEY, None)
    assert event.answer_of(OWNER) is Answer.ACCEPTED
    invited = scene.calendar.invite(event, an_approval(DRAFT, EVA))
    assert (invited.answer_of(TOM), invited.answer_of(OWNER)) == (Answer.ACCEPTED, Answer.ACCEPTED)
    assert (EVA.address, "invitation") in scene.mails
    assert (TOM.address, "invitation") not in scene.mails


def test_the_limits_on_the_use_of_calendars_rest_the_writes_of_one_person_for_hours():
    scene = Scene()
    scene.google.faults.append(Fault("before", 403, "quotaExceeded"))
    with pytest.raises(Parked):
        scene.calendar.create(KEY, DRAFT)
    with pytest.raises(Parked):
        scene.calendar.create(OTHER_KEY, DRAFT)
    assert scene.read().changed == ()
    scene.now += timedelta(hours=7)
    assert scene.calendar.create(KEY, DRAFT).key == KEY


@pytest.mark.parametrize(
    ("status", "reason", "failure"),
    [
        (401, "authError", AccessRevoked),
        (403, "insufficientPermissions", AccessRevoked),
        (403, "domainPolicy", AccessRevoked),
        (403, "forbiddenForServiceAccounts", NotWritten),
        (403, "dailyLimitExceeded", NotWritten),
        (403, "rateLimitExceeded", NotWritten),
        (403, "forbiddenForNonOrganizer", NotOurs),
        (409, "duplicate", Stale),
        (429, "rateLimitExceeded", NotWritten),
    ],
)
def test_a_write_that_google_refuses_left_nothing(status, reason, failure):
    scene = Scene()
    scene.google.faults += [Fault("before", status, reason)] * 2
    with pytest.raises(failure):
        scene.calendar.create(KEY, DRAFT)
    scene.google.faults.clear()
    assert scene.read().changed == ()


def test_whether_we_may_write_is_what_google_says():
    scene = Scene()
    assert scene.calendar.may_write()
    other = scene.google.world.agenda("jan@bureau.example")
    other.roles[OWNER.address] = "reader"
    assert not scene.reopened(calendar="jan@bureau.example").may_write()
