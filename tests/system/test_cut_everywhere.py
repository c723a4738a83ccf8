"""On a real server the connection is cut before and after every request of one pass: the next passes heal it.

One pass that does everything (a creation, a move, an invitation with its note, a cancellation) is cut at its
n-th request, for every n and at both moments, and a new process goes on. It ends in the same calendar; or,
where a creation's fate is unknown, in one question whose answer leads there. Whatever was cut, each guest is
mailed exactly once.
"""

from collections import Counter

import pytest

from builders import when
from system.cuts import MOMENTS, CutAt
from system.dav_office import DavOffice
from system.dav_town import SERVERS, Town
from system.mail_sink import Sink
from system.test_killed_everywhere import an_end, notices, shown, uid_of
from zaaikalender.errors import OutcomeUnknown, Unreachable

EVA, BOB = "eva@client.example", "bob@client.example"


def ready_for_everything(town: Town, path, sink: Sink) -> DavOffice:
    """An office in which the next pass has each kind of write to do; where no server mails, we do."""
    office = DavOffice(town, path, postman=sink.postman)
    hand = office.hand()
    for project in ("Moves", "Vanishes", "Invited"):
        hand.put(an_end(project, "2026-12-04", EVA, BOB))
    office.until_quiet()
    invited = office.the("Invited")
    hand.retitle(invited.uid, invited.title.removeprefix("Voorstel: "))
    office.until_quiet()
    office.later(minutes=15)
    hand.move(uid_of("Moves"), when("2027-02-12"))
    hand.delete(uid_of("Vanishes"))
    hand.put(an_end("New", "2026-12-11"))
    office.save()
    return office


def mailed(office: DavOffice, sink: Sink) -> Counter[tuple[str, str]]:
    """How often each guest was asked to come to what, by the server or by us."""
    assert not (office.sent and sink.mails), "the server mails, and so do we"
    mails = [*office.sent, *sink.said()]
    assert all(mail.method == "REQUEST" for mail in mails), mails
    return Counter((mail.uid, mail.to) for mail in mails)


def cut(office: DavOffice, sink: Sink, number: int, moment: str) -> bool:
    """The pass with its connection cut there, and others until all is quiet; whether it noticed."""
    office.bring_back()
    sink.mails.clear()
    office.town.proxy.cutter = CutAt(number, moment)
    try:
        noticed = bool(office.a_pass()[0].failed)
    except (OutcomeUnknown, Unreachable):
        noticed = True
        office.new_process()
    office.town.proxy.cutter = None
    office.until_quiet()
    return noticed


@pytest.mark.parametrize("kind", SERVERS)
def test_a_pass_that_is_cut_off_anywhere_is_healed_by_the_next(tmp_path, town_of, kind, sink):
    office = ready_for_everything(town_of(kind), tmp_path, sink)
    proxy = office.town.proxy
    proxy.sent.clear()
    _result, tap = office.a_pass()
    requests = len(proxy.sent)
    assert set(tap.writes) == {"create", "update", "invite", "cancel"}
    office.until_quiet()
    wanted, invitations, unsure, noticed = shown(office), mailed(office, sink), 0, 0
    assert set(invitations.values()) == {1}
    assert bool(sink.mails) == (kind == "radicale")
    for number in range(1, requests + 1):
        for moment in MOMENTS:
            noticed += cut(office, sink, number, moment)
            where = f"{kind}: cut {moment} request {number} of {requests}"
            assert mailed(office, sink) == invitations, where
            if questions := office.questions():
                unsure += 1
                assert [question.ask.code for question in questions] == ["unknown_outcome"], where
                office.answer(questions[0].number, "plan_again")
                office.until_quiet()
                assert shown(office, by_key=False) == without_keys(wanted), where
            else:
                assert shown(office) == wanted, where
            assert notices(office) == 0, where
            assert not office.store.load("marieke", now=office.now).intents, where
    office.close()
    assert unsure, "nobody was asked though a creation's fate was unknown"
    assert noticed == 2 * requests, "a cut went by unnoticed"
    print(f"{kind}: cut at {2 * requests} moments, {unsure} questions")  # noqa: T201 - the figure of this test


def without_keys(events):
    return sorted((*event[:-1], None) for event in events)
