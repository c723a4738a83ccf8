"""Reading a folder: only what changed is opened, and nothing is gone but for certain."""

import os
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from builders import an_event
from providers.contract_setting import YEAR, versions
from providers.folder_person import forbidden
from providers.folder_setting import a_place, a_setting, broken
from zaaikalender.errors import Unreachable

MEETING = an_event("Overleg Alfa")


@pytest.fixture
def calendar():
    with a_place() as folder:
        yield a_setting(folder)


@pytest.fixture
def folder(calendar):
    return calendar.person.folder


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


def test_what_did_not_change_is_not_opened(calendar, opened):
    for number in range(5):
        calendar.person.put(an_event(f"Overleg {number}"))
    known = versions(calendar.changes())
    opened.clear()
    assert calendar.reopened().changes(YEAR, None, known).changed == ()
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


def test_a_file_that_vanishes_during_the_listing_is_no_failure(calendar):
    calendar.person.put(MEETING)
    calendar.person.put(an_event("Borrel"))
    path, own = calendar.person.path(MEETING.uid), os.scandir

    def vanish(folder):
        with own(folder) as entries:
            listed = list(entries)
        path.unlink(missing_ok=True)
        return nullcontext(listed)

    with broken("scandir", vanish):
        assert calendar.titles() == ["Borrel"]


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
