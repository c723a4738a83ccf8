"""A folder whose office has a mail server: invitations go out once, and what their owner changes too."""

from builders import an_event, when
from system.office import Office

EVA = "eva@client.example"


def test_an_invitation_a_move_and_a_cancellation_each_go_out_once(tmp_path, sink):
    office = Office(tmp_path, kind="folder", postman=sink.postman)
    hand = office.hand()
    hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA]))
    office.until_quiet()
    proposal = office.the("Alfa")
    assert sink.mails == []
    hand.retitle(proposal.uid, proposal.title.removeprefix("Voorstel: "))
    for _ in range(4):
        office.later(minutes=15)
        office.a_pass()
    assert [(each.to, each.method, each.sequence) for each in sink.said()] == [(EVA, "REQUEST", 0)]
    hand.move(proposal.uid, when("2027-02-11 10:00", minutes=45))
    for _ in range(4):
        office.later(minutes=15)
        office.a_pass()
    assert sink.steps() == [("REQUEST", 0), ("REQUEST", 1)]
    hand.delete(proposal.uid)
    for _ in range(3):
        office.later(minutes=15)
        office.a_pass()
    assert len(sink.mails) == 2
    (question,) = [each for each in office.questions() if each.ask.code == "cancel_guests"]
    office.answer(question.number, "cancel")
    for _ in range(3):
        office.later(minutes=15)
        office.a_pass()
    assert sink.steps() == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    office.close()
