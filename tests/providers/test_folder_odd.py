"""What else may stand in a folder: links, pipes, garbage, temporary files. Nothing of it hangs a pass."""

import os
import time
from pathlib import Path

import pytest

from builders import an_event
from providers.contract_setting import YEAR, versions
from providers.folder_person import forbidden, write
from providers.folder_setting import a_place, a_setting, broken
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


def test_a_file_that_becomes_a_link_after_the_listing_is_not_followed(calendar, folder):
    calendar.person.put(MEETING)
    path, own = calendar.person.path(MEETING.uid), os.open

    def exchange(name, *arguments, **options):
        if os.fspath(name) == os.fspath(path) and not path.is_symlink():
            path.rename(folder.parent / "elders.ics")
            path.symlink_to(folder.parent / "elders.ics")
        return own(name, *arguments, **options)

    with broken("open", exchange):
        changes = calendar.changes()
    assert (changes.changed, reported(changes)) == ((), [(path.name, None)])
    assert "link" in changes.unreadable[0].why


def test_a_file_that_becomes_a_pipe_after_the_listing_is_never_waited_for(calendar):
    calendar.person.put(MEETING)
    path, own = calendar.person.path(MEETING.uid), os.open

    def exchange(name, *arguments, **options):
        if os.fspath(name) == os.fspath(path) and path.is_file():
            path.unlink()
            os.mkfifo(path)
        return own(name, *arguments, **options)

    with broken("open", exchange):
        changes = calendar.changes()
    assert reported(changes) == [(path.name, None)]
    assert "no ordinary file" in changes.unreadable[0].why


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
    start = time.process_time()
    assert reported(calendar.changes()) == [("groot.ics", None)]
    assert time.process_time() - start < 0.2


def test_ten_big_files_of_garbage_cost_no_second_in_any_pass(calendar, folder):
    for number in range(10):
        (folder / f"{number}.ics").write_bytes(b"\x00rommel\n" * (LIMIT // 8))
    start = time.process_time()
    assert len(calendar.reopened().changes(YEAR, None, {}).unreadable) == 10
    assert time.process_time() - start < 1


def test_what_cannot_be_read_is_not_opened_again_by_the_same_process(calendar, folder, opened):
    write(folder / "kapot.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
    write(folder / "leeg.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    first = calendar.changes()
    opened.clear()
    assert calendar.changes(known=versions(first)).unreadable == first.unreadable
    assert opened == []
