"""Whose file is it? Ours are written, another's never; one that cannot be read is not taken for absent."""

from contextlib import suppress
from dataclasses import replace

import pytest

from builders import a_draft, an_event
from providers.contract_setting import EVA, KEY, OTHER_KEY, an_approval
from providers.folder_person import forbidden, write
from providers.folder_setting import a_place, a_setting, broken
from zaaikalender.core.appointments import Field
from zaaikalender.errors import NotOurs, NotWritten, ReadFailed, Stale, Unreachable

ALL = frozenset(Field)


@pytest.fixture
def calendar():
    with a_place() as folder:
        yield a_setting(folder)


@pytest.fixture
def folder(calendar):
    return calendar.person.folder


def test_other_peoples_files_are_the_same_bytes_after_all_our_writes(calendar, folder):
    calendar.person.put(an_event("Overleg"))
    calendar.person.put_together("export.ics", an_event("Alfa"), an_event("Beta"))
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    event = calendar.target.create(KEY, a_draft())
    event = calendar.target.update(event, a_draft("Borging"), ALL)
    calendar.target.cancel(calendar.target.invite(event, an_approval(a_draft("Borging"), EVA)))
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def test_our_event_among_others_in_one_file_is_the_persons(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    text = (folder / created.ref).read_text()
    ours = text[text.index("BEGIN:VEVENT") : text.index("END:VCALENDAR")]
    calendar.person.put(an_event("Overleg"))
    shared = folder / "overleg.ics"
    write(shared, shared.read_bytes().replace(b"END:VCALENDAR", ours.encode() + b"END:VCALENDAR"))
    (folder / created.ref).unlink()
    event = calendar.event(created.uid)
    before = shared.read_bytes()
    assert event.key == KEY
    for write_it in (
        lambda: calendar.target.update(event, a_draft("Borging"), ALL),
        lambda: calendar.target.invite(event, an_approval(a_draft(), EVA)),
        lambda: calendar.target.cancel(event),
    ):
        with pytest.raises(NotOurs):
            write_it()
    assert shared.read_bytes() == before


def test_our_file_into_which_the_person_put_more_is_his(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    path = folder / created.ref
    more = b"BEGIN:VEVENT\r\nUID:more@test\r\nDTSTAMP:20261124T090000Z\r\nDTSTART:20270101\r\nEND:VEVENT\r\n"
    write(path, path.read_bytes().replace(b"END:VCALENDAR", more + b"END:VCALENDAR"))
    with pytest.raises(NotOurs):
        calendar.target.cancel(calendar.event(created.uid))
    assert path.exists()


def test_our_event_with_an_occurrence_that_cannot_be_read_is_left_alone(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    path = folder / created.ref
    text = path.read_bytes()
    bad = text[text.index(b"BEGIN:VEVENT") : text.index(b"END:VCALENDAR")].replace(
        b"DTSTART", b"DTSTART;X=", 1
    )
    bad = bad.replace(b"UID:", b"RECURRENCE-ID:gisteren\r\nUID:")
    write(path, text.replace(b"END:VEVENT", b"RRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\n" + bad.rstrip(), 1))
    before = path.read_bytes()
    (event, *_) = calendar.events()
    with pytest.raises(NotOurs):
        calendar.target.update(event, a_draft("Borging"), ALL)
    assert path.read_bytes() == before


def test_an_event_is_written_under_its_own_key_only(calendar):
    created = calendar.target.create(KEY, a_draft())
    with pytest.raises(NotOurs):
        calendar.target.update(replace(created, key=OTHER_KEY), a_draft("Borging"), ALL)


def test_our_event_that_another_organizes_is_his(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    path = folder / created.ref
    line = b"ORGANIZER:mailto:jan@bureau.example\r\n"
    write(path, path.read_bytes().replace(b"END:VEVENT", line + b"END:VEVENT"))
    with pytest.raises(NotOurs):
        calendar.target.update(calendar.event(created.uid), a_draft("Borging"), ALL)


def test_a_foreign_file_with_our_uid_is_found_and_keeps_us_from_writing(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    calendar.target.cancel(created)
    calendar.person.put(an_event("Mijn eigen borging", uid=created.uid))
    (folder / created.ref).rename(folder / "van-mij.ics")
    (found,) = calendar.target.find(KEY, None)
    assert (found.title, found.ref) == ("Mijn eigen borging", "van-mij.ics")
    with pytest.raises(Stale):
        calendar.target.create(KEY, a_draft())


def test_a_uid_that_is_folded_over_lines_is_found(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    path = folder / created.ref
    folded = created.uid[:20] + "\r\n " + created.uid[20:]
    write(folder / "ander.ics", path.read_bytes().replace(created.uid.encode(), folded.encode()))
    path.unlink()
    assert [event.ref for event in calendar.target.find(KEY, None)] == ["ander.ics"]


def test_an_event_of_ours_that_came_into_a_file_we_looked_at_before_is_found(calendar, folder):
    calendar.person.put(an_event("Overleg"))
    assert calendar.target.find(KEY, None) == ()
    created = calendar.target.create(KEY, a_draft())
    (folder / created.ref).replace(folder / "overleg.ics")
    assert [event.ref for event in calendar.target.find(KEY, None)] == ["overleg.ics"]


def test_looking_again_opens_no_file_that_did_not_change(calendar):
    for number in range(5):
        calendar.person.put(an_event(f"Overleg {number}"))
    calendar.target.find(KEY, None)
    with broken("open", None):
        assert calendar.target.find(KEY, None) == ()


def test_our_file_under_another_name_is_not_taken_for_deleted(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    (folder / created.ref).rename(folder / "borging.ics")
    with pytest.raises(Stale):
        calendar.target.cancel(created)
    with pytest.raises(Stale):
        calendar.target.update(created, a_draft("Borging"), ALL)
    (found,) = calendar.target.find(KEY, None)
    calendar.target.cancel(found)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "damage", [b"", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:"], ids=["empty", "cut off"]
)
def test_our_file_when_damaged_is_not_taken_for_absent(calendar, folder, damage):
    write(folder / f"{KEY}.ics", damage)
    with pytest.raises(ReadFailed):
        calendar.target.find(KEY, None)
    with pytest.raises(Stale):
        calendar.target.create(KEY, a_draft())
    assert (folder / f"{KEY}.ics").read_bytes() == damage


def test_another_damaged_file_does_not_keep_us_from_looking(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    write(folder / "kapot.ics", b"<html>Log in</html>")
    assert calendar.target.find(KEY, None) == (created,)


def test_a_file_that_may_not_be_opened_does_not_keep_us_from_looking(calendar, folder):
    calendar.person.put(an_event("Overleg"))
    created = calendar.target.create(KEY, a_draft())
    with forbidden(folder / "overleg.ics", 0o000):
        assert calendar.reopened().find(KEY, None) == (created,)
    with forbidden(folder / created.ref, 0o000), pytest.raises(ReadFailed):
        calendar.reopened().find(KEY, None)


def test_a_link_in_the_place_of_our_file_is_not_written_through(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    outside = folder.parent / "elders.ics"
    (folder / created.ref).rename(outside)
    (folder / created.ref).symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises((NotWritten, Stale)):
        calendar.target.update(created, a_draft("Borging"), ALL)
    with pytest.raises((NotWritten, Stale)):
        calendar.target.cancel(created)
    assert outside.read_bytes() == before


@pytest.mark.parametrize("ref", ["../elders.ics", "{0}/elders.ics", "sub/../../elders.ics", "", "x.ics#1"])
def test_nothing_is_written_outside_the_folder(calendar, folder, ref):
    created = calendar.target.create(KEY, a_draft())
    (folder / created.ref).rename(folder.parent / "elders.ics")
    (folder / "sub").mkdir()
    ref = ref.format(folder.parent)
    stray = an_event("Overleg", ref=ref, version=created.version, key=KEY, uid=created.uid)
    with pytest.raises((NotOurs, Stale)):
        calendar.target.update(stray, a_draft("Borging"), ALL)
    with suppress(NotOurs):
        calendar.target.cancel(stray)
    assert (folder.parent / "elders.ics").stat().st_mtime_ns == int(created.version.split("-")[0])


def test_another_folder_in_its_place_is_not_written(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    calendar.changes()
    folder.rename(folder.with_name("weg"))
    folder.mkdir()
    for write_it in (
        lambda: calendar.target.create(KEY, a_draft()),
        lambda: calendar.target.update(created, a_draft("Borging"), ALL),
        lambda: calendar.target.cancel(created),
    ):
        with pytest.raises(NotWritten):
            write_it()
    with pytest.raises(Unreachable):
        calendar.target.find(KEY, None)
    assert list(folder.iterdir()) == []


def test_a_vanished_folder_takes_no_writes_and_finds_nothing_absent(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    folder.rename(folder.with_name("weg"))
    with pytest.raises(NotWritten):
        calendar.target.create(KEY, a_draft())
    with pytest.raises(NotWritten):
        calendar.target.cancel(created)
    with pytest.raises(Unreachable):
        calendar.target.find(KEY, created.uid)
