"""What Google does that no other calendar does: tokens that die, ids that stay taken, kinds of events."""

from datetime import timedelta

import pytest

from builders import OWNER, a_draft, an_event, at, when
from providers.contract_setting import EVA, KEY, OTHER_KEY, TOM, YEAR, an_approval, versions
from providers.fakes.google import Cut, Fault
from providers.google_scene import Scene, titles
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import Shown, Window
from zaaikalender.core.people import Answer
from zaaikalender.errors import AccessRevoked, NotOurs, NotWritten, ReadFailed, Stale, Unreachable
from zaaikalender.providers.google_limits import Parked

DRAFT = a_draft("Voorstel: Borging Alfa", "2027-04-30 10:00", text="Hoe?\ngasten: eva@client-a.example")
OTHER = a_draft("Borging Alfa en Beta", "2027-05-04 14:00", text="Anders", shown=Shown.BUSY)
GUESTS = [EVA.address, TOM.address]


def test_a_quiet_pass_is_one_request_and_moves_no_cursor():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    seen = []
    assert scene.methods(lambda: seen.append(scene.read(first.cursor, versions(first)))) == ["GET"]
    assert (seen[0].changed, seen[0].gone, seen[0].cursor) == ((), frozenset(), first.cursor)


def test_a_token_to_which_nothing_was_told_is_exchanged_now_and_then():
    scene = Scene()
    first = scene.read()
    scene.now += timedelta(hours=13)
    assert scene.read(first.cursor).cursor != first.cursor


def test_some_changes_are_one_request():
    scene = Scene()
    for number in range(5):
        scene.hand.put(an_event(f"Overleg {number}"))
    first = scene.read()
    for number in range(3):
        scene.hand.retitle(f"overleg-{number}@test", f"Anders {number}")
    seen = []
    assert scene.methods(lambda: seen.append(scene.read(first.cursor, versions(first)))) == ["GET"]
    assert titles(seen[0]) == ["Anders 0", "Anders 1", "Anders 2"]


def test_once_a_week_all_is_read_and_compared():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    scene.now += timedelta(days=8)
    assert titles(scene.read(first.cursor, versions(first))) == ["Overleg"]


def test_a_token_that_google_no_longer_knows_costs_a_full_read_and_nothing_else():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    scene.hand.put(an_event("Weg"))
    first = scene.read()
    scene.hand.forget_cursors()
    scene.hand.delete("weg@test")
    second = scene.read(first.cursor, versions(first))
    assert titles(second) == ["Overleg"]
    (gone,) = second.gone
    assert versions(first, second) == versions(scene.read())
    assert gone in versions(first)


def test_a_token_counts_only_once_its_last_page_came():
    scene = Scene(short_pages=2)
    for number in range(5):
        scene.hand.put(an_event(f"Overleg {number}"))
    first = scene.read()
    for number in range(5):
        scene.hand.retitle(f"overleg-{number}@test", f"Anders {number}")
    whole = scene.google.handle

    def cut_on_a_later_page(method, url, headers, body):
        if "pageToken" in url:
            raise Cut
        return whole(method, url, headers, body)

    scene.google.handle = cut_on_a_later_page
    for cursor in (None, first.cursor):
        with pytest.raises(ReadFailed):
            scene.read(cursor, versions(first))
    scene.google.handle = whole
    assert len(scene.read(first.cursor, versions(first)).changed) == 5


def test_what_could_not_be_read_and_was_deleted_is_reported_no_more():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    scene.hand.spoil("overleg@test")
    first = scene.read()
    scene.hand.delete("overleg@test")
    assert (len(first.unreadable), scene.read(first.cursor).unreadable) == (1, ())


def test_an_empty_list_does_not_wipe_what_still_stands():
    scene = Scene()
    for number in range(30):
        scene.hand.put(an_event(f"Overleg {number}"))
    known = versions(scene.read())
    listed = scene.agenda.entries
    for entry in listed.values():
        entry["_forgotten"] = entry["status"] == "confirmed"
    assert scene.read(known=known).gone == frozenset()


def test_what_a_complete_list_lacks_is_believed_after_some_looks():
    scene = Scene()
    for number in range(60):
        scene.hand.put(an_event(f"Overleg {number}"))
    known = versions(scene.read())
    for number in range(60):
        scene.hand.delete(f"overleg-{number}@test")
    seen = []
    asked = scene.methods(lambda: seen.append(scene.read(known=known)))
    assert seen[0].gone == known.keys()
    assert len(asked) < 30


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


def test_a_kind_of_event_that_is_no_meeting_is_not_given_and_leave_blocks():
    scene = Scene()
    for number, kind in enumerate(["workingLocation", "birthday", "fromGmail", "outOfOffice", "focusTime"]):
        scene.hand.put(an_event(f"Iets {number}"))
        entry = scene.hand.entry(f"iets-{number}@test")
        entry["eventType"] = kind
        scene.agenda.touch(entry)
    events = [event for item in scene.read().changed for event in item.events]
    assert {event.shown for event in events} == {Shown.OUT_OF_OFFICE, Shown.BUSY}
    assert len(events) == 2


def test_what_moves_out_of_the_window_is_no_longer_shown_and_not_gone():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    scene.hand.move("overleg@test", when("2035-03-19 10:00"))
    second = scene.read(first.cursor, versions(first))
    assert ([item.events for item in second.changed], second.gone) == ([()], frozenset())


def test_the_limits_on_the_use_of_calendars_rest_the_writes_of_one_person_for_hours():
    scene = Scene()
    scene.google.faults.append(Fault("before", 403, "quotaExceeded"))
    with pytest.raises(Parked):
        scene.calendar.create(KEY, DRAFT)
    with pytest.raises(Parked):
        scene.calendar.create(OTHER_KEY, DRAFT)
    assert scene.read().changed == ()
    scene.patience.now += 7 * 3600
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


def test_a_calendar_that_is_not_there_is_named():
    scene = Scene()
    with pytest.raises(Unreachable, match="calendar_id"):
        scene.reopened(calendar="nobody@bureau.example").changes(YEAR, None, {})


def test_whether_we_may_write_is_what_google_says():
    scene = Scene()
    assert scene.calendar.may_write()
    other = scene.google.world.agenda("jan@bureau.example")
    other.roles[OWNER.address] = "reader"
    assert not scene.reopened(calendar="jan@bureau.example").may_write()


def test_a_cursor_of_another_window_or_calendar_is_not_used():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    other = Window(start=at("2027-01-01 00:00"), end=at("2027-12-01 00:00"))
    assert titles(scene.read(first.cursor, window=other)) == ["Overleg"]
    scene.google.account("jan@bureau.example", "jan")
    jan = scene.reopened(calendar="jan@bureau.example", token=lambda _: "jan")
    assert jan.changes(YEAR, first.cursor, {}).changed == ()
