"""On real servers: where one mails nobody, we do; where one mails by itself, we never do as well."""

import pytest

from system.dav_office import DavOffice
from system.mail_office import BOB, EVA, Told
from system.office import Office
from zaaikalender.core.people import Answer, Person


@pytest.fixture
def radicale(tmp_path, town_of, sink):
    office = DavOffice(town_of("radicale"), tmp_path, postman=sink.postman)
    yield Told(office, sink)
    office.close()


def test_a_server_that_mails_nobody_has_us_mail_the_invitation_the_move_and_the_end(radicale: Told):
    radicale.passes(3)
    invited = [("REQUEST", 0)]
    assert radicale.heard(EVA) == radicale.heard(BOB) == invited
    radicale.moves()
    radicale.passes(4)
    moved = [*invited, ("REQUEST", 1)]
    assert radicale.heard(EVA) == radicale.heard(BOB) == moved
    radicale.removes(BOB)
    radicale.passes(1)
    radicale.answers("uninvite", "cancel")
    radicale.hand.delete(radicale.uid)
    radicale.passes(1)
    radicale.answers("cancel_guests", "cancel")
    assert radicale.heard(BOB) == [*moved, ("CANCEL", 2)]
    assert radicale.heard(EVA) == [*moved, ("CANCEL", 3)]
    assert radicale.office.sent == [], "the server itself mailed"
    assert radicale.asked() == []


def test_an_answer_that_stands_on_the_server_has_its_consequences(radicale: Told):
    radicale.passes(3)
    for guest in (EVA, BOB):
        radicale.hand.answer(radicale.uid, Person(address=guest), Answer.DECLINED)
    radicale.passes(1)
    assert radicale.asked() == ["all_declined"]


def test_where_the_server_mails_we_never_do_as_well(tmp_path, town_of, sink):
    office = DavOffice(town_of("xandikos"), tmp_path, postman=sink.postman)
    told = Told(office, sink)
    told.passes(3)
    assert sorted((mail.to, mail.method) for mail in office.sent) == [(BOB, "REQUEST"), (EVA, "REQUEST")]
    told.moves()
    told.passes(4)
    told.hand.delete(told.uid)
    told.passes(3)
    assert sink.mails == []
    assert told.asked() == [], "what becomes of it the server tells"
    office.close()


@pytest.mark.parametrize("kind", ["remembers", "outlook"])
def test_no_calendar_whose_server_mails_has_us_mail(tmp_path, sink, kind):
    told = Told(Office(tmp_path, kind=kind, postman=sink.postman), sink)
    told.passes(3)
    assert {each.person.address for each in told.event.attendees} >= {EVA, BOB}
    told.moves()
    told.passes(4)
    told.hand.delete(told.uid)
    told.passes(3)
    assert sink.mails == []
    assert told.asked() == []
    told.office.close()
