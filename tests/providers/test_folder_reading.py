"""Reading a folder: only what changed is opened, nothing is gone but for certain, nothing hangs."""

import os
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from builders import an_event, when
from providers.contract_setting import YEAR, versions
from providers.folder_person import forbidden, write
from providers.folder_setting import a_place, a_setting, broken
from zaaikalender.errors import Unreachable
from zaaikalender.providers.folder_index import names_in
from zaaikalender.providers.folder_listing import LIMIT

MEETING = an_event("Overleg Alfa")


@pytest.fixture
def calendar():
    with a_place() as folder:
        yield a_setting(folder)


@pytest.fixture
def folder(calendar):
    return calendar.person.folder


def reported(changes):
    return [(unreadable.where, unreadable.uid) for unreadable in changes.unreadable]


@pytest.fixture
def opened():
    """The names of the files that were opened."""
    names, own = [], os.open

    def note(path, *arguments, **options):
        names.append(Path(path).name)
        return own(path, *arguments, **options)

    with broken("open", note):
        yield names


def test_a_vanished_folder_is_an_error_and_no_empty_calendar(calendar, folder):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    folder.rename(folder.with_name("weg"))
    with pytest.raises(Unreachable, match="is not there"):
        calendar.changes(known=known)


def test_a_file_where_the_folder_should_be_is_an_error(calendar, folder):
    folder.rmdir()
    folder.write_text("geen map")
    with pytest.raises(Unreachable, match="no folder"):
        calendar.changes()


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111], ids=["nothing", "names only", "entering only"])
def test_a_folder_that_may_not_be_read_is_an_error(calendar, folder, mode):
    calendar.person.put(MEETING)
    with forbidden(folder, mode), pytest.raises(Unreachable, match="may not be read"):
        calendar.changes()


def test_an_empty_folder_in_the_place_of_a_full_one_is_an_error(calendar, folder):
    calendar.person.put(MEETING)
    first = calendar.changes()
    folder.rename(folder.with_name("weg"))
    folder.mkdir()
    for source in (calendar.source, calendar.reopened()):
        with pytest.raises(Unreachable, match="disk"):
            source.changes(YEAR, first.cursor, versions(first))
    calendar.person.put(an_event("Nieuw begin"))
    assert calendar.changes(cursor=first.cursor, known=versions(first)).gone == versions(first).keys()


def test_an_empty_folder_in_the_place_of_an_empty_one_is_nothing_new(calendar, folder):
    first = calendar.changes()
    folder.rename(folder.with_name("weg"))
    folder.mkdir()
    assert calendar.changes(cursor=first.cursor).changed == ()


def test_a_cursor_of_unknown_make_is_no_obstacle(calendar):
    calendar.person.put(MEETING)
    assert len(calendar.changes(cursor="from elsewhere").changed) == 1


@pytest.mark.parametrize(
    "name", [".verborgen.ics", ".#overleg.ics", "~$overleg.ics", "overleg.ics~", "overleg.ics.tmp", "a.txt"]
)
def test_hidden_and_temporary_files_are_no_part_of_the_calendar(calendar, folder, name):
    calendar.person.put(MEETING)
    calendar.person.path(MEETING.uid).rename(folder / name)
    changes = calendar.changes()
    assert (changes.changed, changes.unreadable) == ((), ())


def test_a_suffix_in_capitals_is_one_too(calendar, folder):
    calendar.person.put(MEETING)
    calendar.person.path(MEETING.uid).rename(folder / "OVERLEG.ICS")
    (item,) = calendar.changes().changed
    assert item.ref == "OVERLEG.ICS"
    assert calendar.changes(known=versions(calendar.changes())).changed == ()


def test_a_pipe_is_reported_and_never_waited_for(calendar, folder):
    os.mkfifo(folder / "pijp.ics")
    assert reported(calendar.changes()) == [("pijp.ics", None)]


def test_a_file_that_becomes_a_pipe_after_the_listing_is_never_waited_for(calendar):
    calendar.person.put(MEETING)
    path, own = calendar.person.path(MEETING.uid), os.open

    def exchange(name, *arguments, **options):
        if os.fspath(name) == os.fspath(path) and path.is_file():
            path.unlink()
            os.mkfifo(path)
        return own(name, *arguments, **options)

    with broken("open", exchange):
        assert reported(calendar.changes()) == [(path.name, None)]


def test_a_link_is_reported_and_not_followed(calendar, folder):
    secret = folder.parent / "geheim.ics"
    calendar.person.put(MEETING)
    calendar.person.path(MEETING.uid).rename(secret)
    (folder / "link.ics").symlink_to(secret)
    changes = calendar.changes()
    assert (changes.changed, reported(changes)) == ((), [("link.ics", None)])


def test_an_event_whose_file_became_a_link_is_not_gone(calendar, folder):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    path = calendar.person.path(MEETING.uid)
    path.rename(folder.parent / "elders.ics")
    path.symlink_to(folder.parent / "elders.ics")
    changes = calendar.changes(known=known)
    assert (changes.gone, len(changes.unreadable)) == (frozenset(), 1)


def test_a_folder_that_is_itself_a_link_is_followed(calendar, folder):
    folder.rename(folder.with_name("echt"))
    folder.symlink_to(folder.with_name("echt"))
    calendar.person.put(MEETING)
    assert calendar.titles() == [MEETING.title]


def test_a_folder_within_the_folder_is_no_calendar(calendar):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    path = calendar.person.path(MEETING.uid)
    path.unlink()
    path.mkdir()
    changes = calendar.changes(known=known)
    assert (changes.changed, changes.unreadable, changes.gone) == ((), (), known.keys())


def test_a_name_that_cannot_be_shown_is_reported(calendar, folder):
    calendar.person.put(MEETING)
    calendar.person.path(MEETING.uid).rename(folder / os.fsdecode(b"over\xffleg\n.ics"))
    assert reported(calendar.changes()) == [("over?leg?.ics", None)]


def test_a_file_that_may_not_be_read_is_reported_and_not_gone(calendar):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    path = calendar.person.path(MEETING.uid)
    path.touch()
    with forbidden(path, 0o000):
        changes = calendar.changes(known=known)
    assert (reported(changes), changes.gone) == ([(path.name, None)], frozenset())


def test_a_file_that_is_too_big_is_reported_without_being_read(calendar, folder):
    with (folder / "groot.ics").open("wb") as file:
        file.truncate(40 * LIMIT)
    start = time.perf_counter()
    assert reported(calendar.changes()) == [("groot.ics", None)]
    assert time.perf_counter() - start < 0.2


def test_ten_big_files_of_garbage_cost_no_second_in_any_pass(calendar, folder):
    for number in range(10):
        (folder / f"{number}.ics").write_bytes(b"\x00rommel\n" * (LIMIT // 8))
    start = time.perf_counter()
    assert len(calendar.reopened().changes(YEAR, None, {}).unreadable) == 10
    assert time.perf_counter() - start < 1


def test_what_did_not_change_is_not_opened(calendar, opened):
    for number in range(5):
        calendar.person.put(an_event(f"Overleg {number}"))
    known = versions(calendar.changes())
    opened.clear()
    assert calendar.reopened().changes(YEAR, None, known).changed == ()
    assert opened == []


def test_what_cannot_be_read_is_not_opened_again_by_the_same_process(calendar, folder, opened):
    write(folder / "kapot.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
    write(folder / "leeg.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    first = calendar.changes()
    opened.clear()
    assert calendar.changes(known=versions(first)).unreadable == first.unreadable
    assert opened == []


def test_an_edit_in_place_that_keeps_the_size_is_seen(calendar):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    path = calendar.person.path(MEETING.uid)
    text = path.read_text()
    time.sleep(0.02)
    path.write_text(text.replace("Alfa", "Beta"))
    (item,) = calendar.changes(known=known).changed
    assert [event.title for event in item.events] == ["Overleg Beta"]


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


def test_two_files_with_the_same_uid_are_two_items(calendar, folder):
    calendar.person.put(MEETING)
    path = calendar.person.path(MEETING.uid)
    write(folder / "overleg (conflicted copy).ics", path.read_bytes())
    assert [item.uid for item in calendar.changes().changed] == [MEETING.uid] * 2


def test_a_file_that_vanishes_between_listing_and_reading_is_gone_in_the_next_pass(calendar):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    calendar.person.retitle(MEETING.uid, "Anders")
    path, own = calendar.person.path(MEETING.uid), os.open

    def vanish(name, *arguments, **options):
        if os.fspath(name) == os.fspath(path):
            path.unlink(missing_ok=True)
        return own(name, *arguments, **options)

    with broken("open", vanish):
        changes = calendar.changes(known=known)
    assert (changes.changed, changes.gone, changes.unreadable) == ((), frozenset(), ())
    assert calendar.changes(known=known).gone == known.keys()


def test_a_file_that_the_listing_missed_is_not_gone(calendar):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    # POSIX leaves open whether a file that is renamed during a listing shows in it.
    with broken("scandir", lambda _: nullcontext(())):
        assert calendar.changes(known=known).gone == frozenset()


def test_a_file_that_does_not_stop_changing_is_left_for_the_next_pass(calendar):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    calendar.person.retitle(MEETING.uid, "Half")
    path, own = calendar.person.path(MEETING.uid), os.pread

    def write_on(descriptor, *arguments):
        data = own(descriptor, *arguments)
        with path.open("ab") as file:
            file.write(b"\r\n")
        return data

    with broken("pread", write_on):
        changes = calendar.changes(known=known)
    assert (changes.changed, changes.gone, changes.unreadable) == ((), frozenset(), ())
    assert len(calendar.changes(known=known).changed) == 1


def test_a_file_that_changes_once_while_it_is_read_is_given_as_it_is_then(calendar):
    calendar.person.put(MEETING)
    path, own = calendar.person.path(MEETING.uid), os.pread
    later = path.read_bytes().replace(b"Overleg Alfa", b"Overleg Alfa en Beta")
    times = []

    def write_once(descriptor, *arguments):
        data = own(descriptor, *arguments)
        if not times:
            times.append(path.write_bytes(later))
        return data

    with broken("pread", write_once):
        (item,) = calendar.changes().changed
    assert [event.title for event in item.events] == ["Overleg Alfa en Beta"]
    assert calendar.changes(known={item.ref: item.version}).changed == ()


def test_a_folder_that_is_exchanged_while_it_is_read_makes_nothing_gone(calendar, folder):
    calendar.person.put(MEETING)
    known = versions(calendar.changes())
    own = os.scandir

    def exchange(path):
        folder.rename(folder.with_name("weg"))
        folder.mkdir()
        return own(path)

    with broken("scandir", exchange), pytest.raises(Unreachable, match="exchanged"):
        calendar.changes(known=known)


def test_uids_and_keys_are_read_off_a_file_whatever_its_form():
    key = "0" * 32
    data = (
        f'uid:a@test\r\nUID;X-P="1:2;3":b\\,@te\r\n st\rX-Zaaikalender-Key:{key}\nSUMMARY:UID:no\nUID:a@test'
    )
    assert names_in(data.encode()) == ("a@test", "b,@test", key)


def test_an_event_is_given_by_its_file_however_long_it_lasts(calendar):
    calendar.person.put(an_event("Detachering", when("2026-06-01", days=400)))
    assert calendar.titles() == ["Detachering"]
