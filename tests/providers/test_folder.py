"""A folder of .ics files passes the contract, and never touches another's file."""

import pytest

from builders import a_draft, when
from providers.contract import CalendarContract, Setting, UnreadableContract
from providers.contract_setting import EVA, KEY, YEAR, an_approval, versions
from providers.folder_person import FolderHand, write
from providers.folder_setting import a_place, a_setting, open_folder
from zaaikalender.core.appointments import Field
from zaaikalender.core.ports import Mails
from zaaikalender.errors import Stale

ALL = frozenset(Field)


@pytest.fixture
def calendar():
    with a_place() as folder:
        yield a_setting(folder)


@pytest.fixture
def folder(calendar):
    return calendar.person.folder


class TestFolder(CalendarContract, UnreadableContract):
    pass


def test_a_folder_says_that_nobody_mails(calendar: Setting):
    traits = calendar.target.traits
    assert (traits.provider, traits.remembers_deleted, traits.mails) == ("folder", False, Mails.NOBODY)


def test_an_event_of_ours_is_a_file_of_its_own_named_after_its_key(calendar, folder):
    event = calendar.target.create(KEY, a_draft())
    assert [path.name for path in folder.iterdir()] == [f"{KEY}.ics"] == [event.ref]


def test_a_proposal_has_no_guest_in_the_file(calendar, folder):
    calendar.target.create(KEY, a_draft())
    text = (folder / f"{KEY}.ics").read_text()
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text


def test_what_a_program_added_to_our_event_stays_line_for_line(calendar, folder):
    event = calendar.target.create(KEY, a_draft())
    path = folder / event.ref
    extra = (
        b"X-APPLE-TRAVEL-ADVISORY:AUTO\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT30M\r\nEND:VALARM\r\n"
    )
    write(path, path.read_bytes().replace(b"END:VEVENT", extra + b"END:VEVENT"))
    event = calendar.event(event.uid)
    event = calendar.target.update(event, a_draft("Borging", "2027-05-04 14:00"), ALL)
    calendar.target.invite(event, an_approval(a_draft("Borging", "2027-05-04 14:00"), EVA))
    assert extra in path.read_bytes()


def test_a_series_that_a_person_made_of_our_event_is_one_item(calendar, folder):
    created = calendar.target.create(KEY, a_draft())
    path = folder / created.ref
    write(path, path.read_bytes().replace(b"END:VEVENT", b"RRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT"))
    (item,) = calendar.changes().changed
    assert [event.key for event in item.events] == [KEY] * 3


def test_two_programs_that_write_the_same_new_event_make_one(calendar, folder):
    other = open_folder(folder)
    calendar.changes()
    other.changes(YEAR, None, {})
    created = calendar.target.create(KEY, a_draft())
    with pytest.raises(Stale):
        other.create(KEY, a_draft("Anders"))
    assert calendar.events() == (created,)


def test_what_another_process_wrote_is_seen_as_a_change(calendar, folder):
    known = versions(calendar.changes())
    created = open_folder(folder).create(KEY, a_draft())
    (item,) = calendar.changes(known=known).changed
    assert (item.events, item.ref) == ((created,), created.ref)


def test_a_moved_event_can_be_updated_after_it_was_read_again(calendar: Setting):
    created = calendar.target.create(KEY, a_draft())
    assert isinstance(calendar.person, FolderHand)
    calendar.person.move(created.uid, when("2027-05-11 10:00"))
    updated = calendar.target.update(
        calendar.event(created.uid), a_draft("Borging"), frozenset({Field.TITLE})
    )
    assert (updated.title, updated.when) == ("Borging", when("2027-05-11 10:00"))
