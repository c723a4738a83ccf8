"""A guest's answer (METHOD:REPLY) that a program saved in a calendar on a server: an answer, and no event."""

import pytest

from builders import OWNER, a_draft
from providers.caldav_setting import a_setting
from providers.contract_setting import EVA, KEY, an_approval, as_draft, versions
from providers.fakes.dav import FakeDav, Profile
from zaaikalender.core.appointments import Field
from zaaikalender.core.people import Answer

REPLY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Client//Mail//EN
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20261201T120000Z
SEQUENCE:0
ORGANIZER:mailto:{owner}
ATTENDEE;PARTSTAT=DECLINED:mailto:{guest}
DTSTART:20270430T080000Z
SUMMARY:Afgewezen
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def invited():
    """A server that takes one UID at two places, with an invitation of ours and the answer to it."""
    server = FakeDav(Profile(same_uid_twice=True))
    setting = a_setting(server, server.url)
    proposal = setting.target.create(KEY, a_draft())
    event = setting.target.invite(proposal, an_approval(as_draft(proposal)))
    first = setting.changes()
    text = REPLY.format(uid=event.uid, owner=OWNER.address, guest=EVA.address)
    server.put("antwoord.ics", text.replace("\n", "\r\n").encode())
    return setting, event, first


def test_it_is_read_as_an_answer_and_as_no_event(invited):
    setting, event, first = invited
    (item,) = setting.changes(cursor=first.cursor, known=versions(first)).changed
    assert item.events == ()
    (reply,) = item.replies
    assert (reply.uid, reply.sequence, reply.attendee.person) == (event.uid, 0, EVA)
    assert reply.attendee.answer is Answer.DECLINED


def test_looking_for_the_event_finds_the_event_alone(invited):
    setting, event, _first = invited
    (found,) = setting.target.find(KEY, event.uid)
    assert (found.ref, found.title) == (event.ref, event.title)


def test_changing_and_removing_the_event_leaves_the_answer_where_it_lies(invited):
    setting, event, _first = invited
    (found,) = setting.target.find(KEY, event.uid)
    changed = setting.target.update(found, a_draft("Koffie"), frozenset({Field.TITLE}))
    assert changed.title == "Koffie"
    setting.target.cancel(changed)
    assert setting.target.find(KEY, event.uid) == ()
    assert [item.uid for item in setting.changes().changed if item.replies] == [event.uid]
