"""A series at Google: what was moved, deleted and taken back of it, in whatever order Google tells it."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import an_event, at, when
from providers.contract_setting import KEY, YEAR, versions
from providers.fakes.google_schema import Refused
from providers.google_scene import Scene, titles
from zaaikalender.core.events import Series

SERIES = an_event("Weekstart", "2027-05-17 09:00")
UID = SERIES.uid


def a_series(count=5, **habits):
    scene = Scene(**habits)
    scene.hand.put_weekly(SERIES, count)
    return scene


def starts(changes):
    return sorted(event.when.start for item in changes.changed for event in item.events)


def test_a_series_stays_at_nine_when_the_clocks_change():
    scene = Scene()
    scene.hand.put_weekly(an_event("Weekstart", "2027-03-22 09:00"), 2)
    assert starts(scene.read()) == [at("2027-03-22 09:00"), at("2027-03-29 09:00")]


def test_a_series_without_an_end_is_given_inside_the_window_only():
    scene = Scene()
    scene.hand.put(an_event("Dagstart", "2015-01-05 09:00"))
    scene.hand.change("dagstart@test", recurrence=["RRULE:FREQ=WEEKLY;BYDAY=MO"])
    (item,) = scene.read().changed
    assert len(item.events) == 52
    assert {event.series for event in item.events} == {Series(last=None, count=0, step=timedelta(days=7))}


def test_a_deleted_occurrence_is_gone_and_the_others_stay():
    scene = a_series()
    first = scene.read()
    scene.hand.delete_occurrence(UID, "2027-05-24")
    second = scene.read(first.cursor, versions(first))
    assert at("2027-05-24 09:00") not in starts(second)
    assert len(starts(second)) == 4
    assert (second.changed, second.gone) == (scene.read().changed, frozenset())


def test_a_moved_occurrence_keeps_its_name():
    scene = a_series()
    before = {event.occurrence for item in scene.read().changed for event in item.events}
    first = scene.read()
    scene.hand.move_occurrence(UID, "2027-05-24", when("2027-05-26 14:00"))
    (item,) = scene.read(first.cursor, versions(first)).changed
    assert {event.occurrence for event in item.events} == before
    assert at("2027-05-26 14:00") in [event.when.start for event in item.events]


def test_what_was_deleted_of_a_series_stays_deleted_where_only_the_series_is_told():
    scene = a_series()
    scene.hand.delete_occurrence(UID, "2027-05-24")
    first = scene.read()
    scene.hand.retitle(UID, "Weekstart allen")
    for entry in scene.agenda.entries.values():
        if entry["status"] == "cancelled":
            entry["_forgotten"] = True
    second = scene.read(first.cursor, versions(first))
    assert (len(starts(second)), set(titles(second))) == (4, {"Weekstart allen"})


def test_a_change_of_a_series_with_no_exceptions_is_one_request():
    scene = a_series()
    first = scene.read()
    scene.hand.retitle(UID, "Anders")
    assert scene.methods(lambda: scene.read(first.cursor, versions(first))) == ["GET"]


def test_where_somebody_works_costs_no_request_however_often_it_changes():
    scene = a_series()
    for part in (scene.hand.entry(UID), *_moved(scene, "2027-05-24"), *_moved(scene, "2027-05-31")):
        part["eventType"] = "workingLocation"
        scene.agenda.touch(part)
    first = scene.read()
    scene.agenda.touch(scene.agenda.parts(scene.hand.ref(UID))[0])
    scene.agenda.touch(scene.hand.entry(UID))
    seen = []
    assert scene.methods(lambda: seen.append(scene.read(first.cursor, versions(first)))) == ["GET"]
    assert (first.changed, seen[0].changed) == ((), ())


def _moved(scene, day):
    """The exceptions, after this occurrence became one."""
    scene.hand.move_occurrence(UID, day, when(f"{day} 14:00"))
    return scene.agenda.parts(scene.hand.ref(UID))


def test_a_series_that_becomes_a_single_event_is_one():
    scene = a_series()
    scene.hand.delete_occurrence(UID, "2027-05-24")
    first = scene.read()
    scene.hand.change(UID, recurrence=[])
    second = scene.read(first.cursor, versions(first))
    assert ([event.occurrence for item in second.changed for event in item.events], second.gone) == (
        [None],
        frozenset(),
    )
    assert second.changed == scene.read().changed


def test_a_deleted_series_is_gone_with_all_its_exceptions():
    scene = a_series()
    scene.hand.move_occurrence(UID, "2027-05-24", when("2027-05-26 14:00"))
    first = scene.read()
    scene.hand.delete(UID)
    assert scene.read(first.cursor, versions(first)).gone == versions(first).keys()


def test_an_invitation_to_one_occurrence_of_anothers_series_stands_by_itself():
    scene = a_series()
    first = scene.read()
    scene.hand.move_occurrence(UID, "2027-05-24", when("2027-05-26 14:00"))
    ref = scene.hand.ref(UID)
    del scene.agenda.entries[ref]
    for read in (scene.read(), scene.read(first.cursor, versions(first))):
        alone = [event for item in read.changed for event in item.events if item.ref != ref]
        assert [(event.when, event.occurrence) for event in alone] == [
            (when("2027-05-26 14:00"), "20270524T070000Z")
        ]


@pytest.mark.parametrize(
    "lines",
    [["EXRULE:FREQ=DAILY"], ["RRULE:FREQ=SECONDLY"], ["RRULE:" + "X" * 200_000], [3], ["RRULE:FREQ=NEVER"]],
)
def test_a_series_that_nobody_can_reckon_is_reported_until_it_is_mended(lines):
    scene = a_series()
    scene.hand.put(an_event("Overleg"))
    entry = scene.hand.entry(UID)
    entry["_spoiled"] = {"recurrence": lines}
    first = scene.read()
    assert (titles(first), [each.uid for each in first.unreadable]) == (["Overleg"], [UID])
    assert scene.read(first.cursor, versions(first)).unreadable == first.unreadable
    del entry["_spoiled"]
    scene.agenda.touch(entry)
    second = scene.read(first.cursor, versions(first))
    assert (len(titles(second)), second.unreadable) == (5, ())


def test_a_series_that_carries_our_mark_is_given_wherever_it_is():
    scene = a_series()
    scene.hand.change(UID, extendedProperties={"private": {"zaaikalenderKey": KEY}})
    scene.hand.move(UID, when("2031-05-19 09:00"))
    assert [event.key for item in scene.read().changed for event in item.events] == [KEY]


ACTS = {
    "delete": lambda hand, day: hand.delete_occurrence(UID, day),
    "move": lambda hand, day: hand.move_occurrence(UID, day, when(f"{day} 15:00")),
    "retitle": lambda hand, day: hand.retitle(UID, f"Titel {day}"),
    "move all": lambda hand, _: hand.move(UID, when("2027-05-17 11:00")),
    "cut off": lambda hand, _: hand.change(UID, recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"]),
    "make single": lambda hand, _: hand.change(UID, recurrence=[]),
    "delete all": lambda hand, _: hand.delete(UID),
    "restore": lambda hand, _: hand.undelete(UID),
    "enter": lambda hand, day: hand.put(an_event("Los", f"{day} 13:00")),
    "make days": lambda hand, day: hand.move("los@test", when(day)),
    "delete single": lambda hand, _: hand.delete("los@test"),
    "spoil": lambda hand, _: hand.spoil(UID),
    "mend": lambda hand, _: hand.mend(UID),
}
DAYS = st.sampled_from(["2027-05-17", "2027-05-24", "2027-05-31", "2027-06-07"])


@settings(max_examples=60)
@example([[("delete", "2027-05-17"), ("make single", "2027-05-17")], [("cut off", "2027-05-17")]])
@given(st.lists(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), DAYS), min_size=1, max_size=3), max_size=6))
def test_from_pass_to_pass_a_calendar_is_known_as_a_full_read_would_give_it(passes):
    scene = a_series(short_pages=3)
    read = scene.read()
    held = {item.ref: item for item in read.changed}
    for acts in passes:
        for act, day in acts:
            _act(scene, act, day)
        read = scene.read(read.cursor, {ref: item.version for ref, item in held.items()})
        held = {ref: item for ref, item in held.items() if ref not in read.gone}
        held |= {item.ref: item for item in read.changed}
        whole = scene.reopened().changes(YEAR, None, {})
        broken = {each.ref for each in whole.unreadable}
        assert read.unreadable == whole.unreadable
        shown = {ref: item for ref, item in held.items() if item.events and ref not in broken}
        assert shown == {item.ref: item for item in whole.changed if item.events}


def _act(scene, act, day):
    """Something that the person does, where it can be done."""
    with suppress(StopIteration, KeyError, Refused):
        ACTS[act](scene.hand, day)
