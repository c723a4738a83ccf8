"""Exported calendars: many events in one file, which comes and goes as a whole."""

import pytest

from builders import an_event, when
from providers.contract_setting import YEAR, versions
from providers.folder_person import forbidden, write
from providers.folder_setting import a_place, a_setting
from zaaikalender.providers.folder_index import names_in

MEETING = an_event("Overleg Alfa")


@pytest.fixture
def calendar():
    with a_place() as folder:
        yield a_setting(folder)


@pytest.fixture
def folder(calendar):
    return calendar.person.folder


def test_an_exported_calendar_gives_an_item_for_each_event(calendar):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"), an_event("Gamma"))
    changes = calendar.changes()
    assert sorted(item.uid for item in changes.changed) == ["alfa@test", "beta@test", "gamma@test"]
    assert calendar.changes(known=versions(changes)).changed == ()


def test_an_event_that_left_an_exported_calendar_is_gone(calendar):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"), an_event("Gamma"))
    first = calendar.changes()
    refs = {item.uid: item.ref for item in first.changed}
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Gamma"))
    second = calendar.changes(known=versions(first))
    assert second.gone == {refs["beta@test"]}
    assert sorted(item.uid for item in second.changed) == ["alfa@test", "gamma@test"]


def test_a_file_that_comes_to_hold_several_events_or_one_loses_none(calendar):
    reads = []
    for events in (["Alfa"], ["Alfa", "Beta"], ["Beta"]):
        calendar.person.put_together("a.ics", *map(an_event, events))
        reads.append(calendar.changes(known=versions(*reads)))
        assert versions(*reads) == versions(calendar.changes())


def test_a_file_that_was_emptied_takes_its_event_with_it_however_often_one_looks(calendar):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    empty = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    write(calendar.person.path(MEETING.uid), empty)
    assert [calendar.changes(known=known).gone for _ in range(3)] == [known.keys()] * 3


def test_one_bad_event_in_an_exported_calendar_makes_none_of_the_others_gone(calendar):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"))
    reads = [calendar.changes()]
    path = calendar.person.path("alfa@test")
    text = path.read_text()
    write(path, text.replace("BEGIN:VEVENT", "BEGIN:VEVENT\r\nRRULE:FREQ=SOMS", 1).encode())
    for source in (calendar.source, calendar.source, calendar.reopened()):
        reads.append(source.changes(YEAR, None, versions(*reads)))
        assert (reads[-1].gone, len(reads[-1].unreadable)) == (frozenset(), 1)
    write(path, text.encode())
    reads.append(calendar.changes(known=versions(*reads)))
    assert reads[-1].unreadable == ()
    assert versions(*reads) == versions(calendar.changes())


def test_one_bad_event_in_an_exported_calendar_does_not_hide_that_another_was_deleted(calendar):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"), an_event("Gamma"))
    first = calendar.changes()
    refs = {item.uid: item.ref for item in first.changed}
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Gamma"))
    path = calendar.person.path("alfa@test")
    write(
        path,
        path.read_bytes().replace(b"DTSTART", b"DTSTART;X=gisteren", 1).replace(b":2027", b":gisteren", 1),
    )
    for source in (calendar.source, calendar.source, calendar.reopened()):
        changes = source.changes(YEAR, None, versions(first))
        assert [one.uid for one in changes.unreadable] == ["alfa@test"]
        assert changes.gone == {refs["beta@test"]}


def test_a_bad_event_in_an_exported_calendar_is_told_by_every_process_that_knows_the_others(calendar):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"))
    path = calendar.person.path("alfa@test")
    write(path, path.read_bytes().replace(b":2027", b":gisteren", 1))
    first = calendar.changes()
    (item,) = first.changed
    assert [event.version for event in item.events] == [item.version]
    for source in (calendar.source, calendar.reopened(), calendar.reopened()):
        assert source.changes(YEAR, None, versions(first)).unreadable == first.unreadable


@pytest.mark.parametrize("bad", [b"\r\nUID:alfa@test", b"\r\nDTSTAMP"], ids=["no UID", "two UIDs"])
def test_an_event_whose_uid_is_unknown_makes_none_of_its_file_gone(calendar, bad):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"))
    known = versions(calendar.changes())
    path = calendar.person.path("alfa@test")
    other = b"\r\nUID:other@test\r\nDTSTAMP" if b"DTSTAMP" in bad else b""
    write(path, path.read_bytes().replace(bad, other, 1))
    for source in (calendar.source, calendar.source, calendar.reopened()):
        changes = source.changes(YEAR, None, known)
        assert (changes.gone, [one.uid for one in changes.unreadable]) == (frozenset(), [None])


def test_the_only_event_of_a_file_is_not_gone_when_it_breaks_and_another_comes_beside_it(calendar):
    calendar.person.put_together("a.ics", an_event("Alfa"))
    known = versions(calendar.changes())
    calendar.person.put_together("a.ics", an_event("Alfa"), an_event("Beta"))
    path = calendar.person.path("alfa@test")
    write(path, path.read_bytes().replace(b":2027", b":gisteren", 1))
    for source in (calendar.source, calendar.source, calendar.reopened()):
        changes = source.changes(YEAR, None, known)
        assert (changes.gone, [one.uid for one in changes.unreadable]) == (frozenset(), ["alfa@test"])


def test_an_exported_calendar_that_may_not_be_read_any_more_makes_nothing_gone(calendar):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"))
    known = versions(calendar.changes())
    path = calendar.person.path("alfa@test")
    path.touch()
    with forbidden(path, 0o000):
        changes = calendar.changes(known=known)
    assert (changes.gone, len(changes.unreadable)) == (frozenset(), 1)


def test_an_exported_calendar_that_grew_too_big_makes_nothing_gone(calendar):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"))
    known = versions(calendar.changes())
    path = calendar.person.path("alfa@test")
    calendar.person.put_together("export.ics", an_event("Alfa"))
    long = b"X-LONG:" + b"x" * 2_000_000 + b"\r\nEND:VEVENT"
    write(path, path.read_bytes().replace(b"END:VEVENT", long))
    changes = calendar.changes(known=known)
    assert (changes.gone, len(changes.unreadable)) == (frozenset(), 1)


def test_an_exported_calendar_of_which_a_part_is_known_in_an_older_version_is_given_again(calendar):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"))
    known = versions(calendar.changes())
    assert len(calendar.changes(known={**known, min(known): "an older one"}).changed) == 2


@pytest.mark.parametrize("kept", [b"UID:beta", b"END:VEVENT\r\nBEGIN:VEVENT", b"END:VCALENDAR"])
def test_what_was_cut_off_an_exported_calendar_is_not_gone(calendar, kept):
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"), an_event("Gamma"))
    known = versions(calendar.changes())
    path = calendar.person.path("alfa@test")
    write(path, path.read_bytes().partition(kept)[0] + kept[:10])
    for source in (calendar.source, calendar.source, calendar.reopened()):
        changes = source.changes(YEAR, None, known)
        assert changes.gone == frozenset()
        assert changes.unreadable != ()


def test_two_files_with_the_same_uid_are_two_items(calendar, folder):
    calendar.person.put(MEETING)
    path = calendar.person.path(MEETING.uid)
    write(folder / "overleg (conflicted copy).ics", path.read_bytes())
    assert [item.uid for item in calendar.changes().changed] == [MEETING.uid] * 2


def test_uids_and_keys_are_read_off_a_file_whatever_its_form():
    key = "0" * 32
    data = (
        f'uid:a@test\r\nUID;X-P="1:2;3":b\\,@te\r\n st\rX-Zaaikalender-Key:{key}\nSUMMARY:UID:no\nUID:a@test'
    )
    assert names_in(data.encode()) == ("a@test", "b,@test", key)


def test_an_event_is_given_by_its_file_however_long_it_lasts(calendar):
    calendar.person.put(an_event("Detachering", when("2026-06-01", days=400)))
    assert calendar.titles() == ["Detachering"]
