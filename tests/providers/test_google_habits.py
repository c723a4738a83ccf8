"""What Google does on reading that no other calendar does: tokens that die, lists that lack something."""

from datetime import timedelta

import pytest

from builders import an_event, at, when
from providers.contract_setting import YEAR, versions
from providers.fakes.google import Cut
from providers.google_scene import Scene, titles
from zaaikalender.core.events import Shown, Window
from zaaikalender.errors import ReadFailed, Unreachable


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


def test_a_calendar_that_is_not_there_is_named():
    scene = Scene()
    with pytest.raises(Unreachable, match="calendar_id"):
        scene.reopened(calendar="nobody@bureau.example").changes(YEAR, None, {})


def test_a_cursor_of_another_window_or_calendar_is_not_used():
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    other = Window(start=at("2027-01-01 00:00"), end=at("2027-12-01 00:00"))
    assert titles(scene.read(first.cursor, window=other)) == ["Overleg"]
    scene.google.account("jan@bureau.example", "jan")
    jan = scene.reopened(calendar="jan@bureau.example", token=lambda _: "jan")
    assert jan.changes(YEAR, first.cursor, {}).changed == ()
