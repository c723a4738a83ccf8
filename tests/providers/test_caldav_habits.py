"""Servers with bad habits: each that was measured, and a few that were only read about."""

from datetime import timedelta

import pytest

from builders import OWNER, a_draft, an_event
from providers.caldav_setting import NOW, a_calendar, a_setting
from providers.contract import CalendarContract, UnreadableContract
from providers.contract_setting import EVA, KEY, YEAR, Setting, an_approval, as_draft, versions
from providers.fakes.dav import DAVICAL, SOGO, FakeDav, Profile
from zaaikalender.core.appointments import Field
from zaaikalender.core.ports import Mails
from zaaikalender.errors import OutcomeUnknown, ReadFailed, Stale

WITHOUT_SYNC = Profile(sync=False, ctag=True)
WITHOUT_ANYTHING = Profile(sync=False, searches=False, etag_dress="W/{0}")
MEETING = an_event("Overleg Alfa", "2027-03-19 10:00")
OTHER = an_event("Oplevering Beta", "2027-05-20")
PROFILES = {"sogo": SOGO, "davical": DAVICAL, "ctag": WITHOUT_SYNC, "bare": WITHOUT_ANYTHING}


def a_fake(**habits) -> tuple[FakeDav, Setting]:
    server = FakeDav(Profile(**habits))
    return server, a_setting(server, server.url)


@pytest.fixture(params=PROFILES)
def calendar(request):
    server = FakeDav(PROFILES[request.param])
    return a_setting(server, server.url)


class TestHostileServers(CalendarContract, UnreadableContract):
    pass


@pytest.mark.parametrize("status", [403, 409, 412])
def test_a_token_that_the_server_forgot_means_that_all_is_compared(status: int):
    server, calendar = a_fake(forgets_aloud=status)
    calendar.person.put(MEETING)
    calendar.person.put(OTHER)
    first = calendar.changes()
    calendar.person.delete(MEETING.uid)
    calendar.person.put(an_event("Nieuw"))
    server.forget_tokens()
    second = calendar.changes(cursor=first.cursor, known=versions(first))
    assert [item.uid for item in second.changed] == ["nieuw@test"]
    assert len(second.gone) == 1


def test_a_token_that_is_forgotten_between_two_pages_of_all_is_read_anew_by_the_next_pass():
    server = Forgetful(Profile(page=1))
    calendar = a_setting(server, server.url)
    calendar.person.put(MEETING)
    calendar.person.put(OTHER)
    server.rounds = 2
    with pytest.raises(ReadFailed, match="reads anew"):
        calendar.changes()
    assert {item.uid for item in calendar.changes().changed} == {MEETING.uid, OTHER.uid}


class Forgetful(FakeDav):
    """A server that forgets its tokens after the first page of so many rounds."""

    rounds = 0

    def _sync(self, root):
        answer = super()._sync(root)
        if self.rounds and answer[0] == 207:
            self.rounds -= 1
            self.forget_tokens()
        return answer


def test_a_token_that_was_forgotten_in_silence_shows_within_a_day():
    server = FakeDav(Profile(forgets_in_silence=True))
    calendar = a_setting(server, server.url)
    calendar.person.put(MEETING)
    calendar.person.put(OTHER)
    first = a_calendar(server, server.url).changes(YEAR, None, {})
    calendar.person.delete(MEETING.uid)
    calendar.person.retitle(OTHER.uid, "Oplevering Gamma")
    server.forget_tokens()
    known = versions(first)
    soon = a_calendar(server, server.url).changes(YEAR, first.cursor, known)
    assert (soon.changed, soon.gone) == ((), frozenset())
    tomorrow = a_calendar(server, server.url, clock=lambda: NOW + timedelta(days=1))
    later = tomorrow.changes(YEAR, soon.cursor, known)
    assert [event.title for item in later.changed for event in item.events] == ["Oplevering Gamma"]
    assert len(later.gone) == 1


def test_what_is_listed_again_and_did_not_change_is_not_changed():
    _, calendar = a_fake(reports_again=True)
    calendar.person.put(MEETING)
    first = calendar.changes()
    again = calendar.changes(cursor=first.cursor, known=versions(first))
    assert (again.changed, again.gone, again.cursor) == ((), frozenset(), first.cursor)


def test_deleted_events_that_a_first_read_lists_were_never_there():
    _, calendar = a_fake(first_lists_deleted=True)
    calendar.person.put(MEETING)
    calendar.person.delete(MEETING.uid)
    assert calendar.changes().gone == frozenset()


@pytest.mark.parametrize(
    "habits", [{}, {"bodies_in_sync": False}, {"sync": False, "ctag": True}, {"sync": False}]
)
def test_a_quiet_pass_is_one_request_and_changes_no_cursor(habits):
    server, calendar = a_fake(**habits)
    calendar.person.put(MEETING)
    first = calendar.changes()
    server.sent.clear()
    fresh = a_calendar(server, server.url)
    again = fresh.changes(YEAR, first.cursor, versions(first))
    assert len(server.sent) == 1
    assert fresh.traits.mails is Mails.NOBODY
    assert len(server.sent) == 1
    assert (again.changed, again.cursor) == ((), first.cursor)


def test_bodies_that_do_not_come_along_are_fetched_two_hundred_at_a_time():
    server, calendar = a_fake(bodies_in_sync=False)
    for number in range(450):
        server.put(f"{number}.ics", _file(f"vol-{number}@test"))
    assert len(calendar.changes().changed) == 450
    assert server.sent.count("REPORT") == 1 + 3


def test_what_a_multiget_passes_over_in_silence_is_asked_for():
    _server, calendar = a_fake(bodies_in_sync=False, multiget_skips=True)
    calendar.person.put(MEETING)
    calendar.person.put(OTHER)
    assert len(calendar.changes().changed) == 2


def test_a_server_that_tells_changes_by_pages_is_read_to_the_end():
    _server, calendar = a_fake(page=2)
    for number in range(5):
        calendar.person.put(an_event(f"Overleg {number}", uid=f"o{number}@test"))
    assert len(calendar.changes().changed) == 5


def test_the_server_that_mails_by_itself_is_known_by_what_it_says():
    assert a_fake(schedules=True)[1].target.traits.mails is Mails.SERVER
    assert a_fake()[1].target.traits.mails is Mails.NOBODY
    server = FakeDav()
    assert a_calendar(server, server.url, mails=Mails.US).traits.mails is Mails.US
    server = FakeDav(Profile(schedules=True))
    assert a_calendar(server, server.url, mails=Mails.US).traits.mails is Mails.SERVER


def test_where_a_server_does_not_say_whether_it_mails_nobody_mails_beside_it():
    server = FakeDav(Profile(schedules=True, hides_options=True))
    assert a_calendar(server, server.url, mails=Mails.US).traits.mails is Mails.NOBODY


def test_no_event_is_written_over_where_the_server_would_allow_it():
    server, calendar = a_fake(ignores_if_none_match=True, same_uid_twice=True)
    first = calendar.target.create(KEY, a_draft())
    (name,) = server.files
    server.rename(name, "elsewhere.ics")
    with pytest.raises(Stale):
        calendar.target.create(KEY, a_draft("Anders"))
    assert [event.uid for event in calendar.events()] == [first.uid]


def test_an_event_that_was_given_another_name_is_not_taken_for_deleted():
    server, calendar = a_fake()
    created = calendar.target.create(KEY, a_draft())
    (name,) = server.files
    server.rename(name, "elsewhere.ics")
    with pytest.raises(Stale):
        calendar.target.cancel(created)
    assert [event.uid for event in calendar.target.find(KEY, created.uid)] == [created.uid]


def test_a_uid_that_stands_twice_is_found_twice():
    server, calendar = a_fake(same_uid_twice=True)
    created = calendar.target.create(KEY, a_draft())
    server.put("twin.ics", next(iter(server.files.values())))
    found = calendar.target.find(KEY, created.uid)
    assert [event.uid for event in found] == [created.uid] * 2
    assert len({event.ref for event in found}) == 2


def test_a_changed_event_is_not_deleted_where_the_server_would_delete_it():
    _server, calendar = a_fake(ignores_if_match_on_delete=True)
    created = calendar.target.create(KEY, a_draft())
    calendar.person.retitle(created.uid, "Koffie")
    with pytest.raises(Stale):
        calendar.target.cancel(created)
    assert calendar.titles() == ["Koffie"]


@pytest.mark.parametrize("dress", ['"{0}"', "{0}", 'W/"{0}"'])
def test_a_version_is_the_same_however_the_server_dresses_it(dress: str):
    _server, calendar = a_fake(etag_dress=dress, etag_in_put=False)
    created = calendar.target.create(KEY, a_draft())
    assert calendar.events() == (created,)
    assert (
        as_draft(calendar.target.update(created, a_draft("Nieuw"), frozenset({Field.TITLE}))).title == "Nieuw"
    )


def test_a_write_that_cannot_be_read_back_is_looked_for_by_the_next_pass():
    server, calendar = a_fake()
    server.fails_after_writing = 502
    with pytest.raises(OutcomeUnknown):
        calendar.target.create(KEY, a_draft())


def test_a_search_that_gives_everything_finds_what_was_asked_for():
    _server, calendar = a_fake(searches=False)
    calendar.person.put(MEETING)
    created = calendar.target.create(KEY, a_draft())
    assert calendar.target.find(KEY, None) == (created,)


def test_our_proposal_has_no_guest_on_the_server():
    server, calendar = a_fake(schedules=True)
    created = calendar.target.create(KEY, a_draft())
    (data,) = server.files.values()
    assert b"ATTENDEE" not in data
    assert b"ORGANIZER" not in data
    calendar.target.invite(created, an_approval(a_draft(), EVA))
    (data,) = server.files.values()
    assert data.count(b"ATTENDEE") == 1
    assert OWNER.address.encode() in data


def _file(uid: str) -> bytes:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20261124T090000Z\r\nDTSTART:20270319T090000Z\r\nDTEND:20270319T100000Z\r\n"
        "SUMMARY:Overleg\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()
