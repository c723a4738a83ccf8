"""Microsoft mails whoever stands on an event, and nothing suppresses it: so each mail is counted here.

What the fake sent by an act of ours is exactly what was approved: in a half year, and wherever a pass is
killed, also where the answer to a write was lost.
"""

from collections import Counter

import pytest

from builders import an_event
from providers.fakes.outlook import Fault
from system.office import Office, guests_of
from system.test_killed_everywhere import killed_at, ready_for_everything, undisturbed
from zaaikalender.errors import ZaaiError

EVA = "eva@client.example"


def sent(office: Office, by: str = "us") -> Counter:
    """How often each was mailed, and what, by our acts or the person's."""
    boxes = [home.calendar.box for home in office.homes.values()]
    return Counter((mail.to, mail.what) for box in boxes for mail in box.mails if mail.by == by)


def proposed(path) -> Office:
    path.mkdir(exist_ok=True)
    office = Office(path, kind="outlook")
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04", guests=[EVA]))
    office.until_quiet()
    return office


def approved(path) -> Office:
    office = proposed(path)
    event = office.the("Alfa")
    office.hand().retitle(event.uid, event.title.removeprefix("Voorstel: "))
    office.until_quiet()
    office.later(minutes=15)
    return office


def test_proposals_mail_nobody_however_often_they_move(tmp_path):
    office = proposed(tmp_path)
    office.hand().move("einde-opdracht-alfa@test", an_event(on="2027-01-29").when)
    office.until_quiet()
    office.hand().delete("einde-opdracht-alfa@test")
    office.until_quiet()
    assert sent(office) == Counter()


def test_an_approved_invitation_is_one_mail(tmp_path):
    office = approved(tmp_path)
    office.until_quiet()
    assert sent(office) == {(EVA, "invitation"): 1}
    assert guests_of(office.the("Alfa")) == {EVA}


def test_what_its_owner_moves_and_deletes_is_told_by_the_server_and_by_nobody_else(tmp_path):
    office = approved(tmp_path)
    office.until_quiet()
    uid = office.the("Alfa").uid
    office.hand().move(uid, an_event(on="2027-02-10 10:00").when)
    office.until_quiet()
    office.hand().delete(uid)
    office.until_quiet()
    assert sent(office) == {(EVA, "invitation"): 1}
    told = sent(office, "person") - Counter({(EVA, "invitation"): 1})
    assert told == {(EVA, "update"): 1, (EVA, "cancellation"): 1}


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("status", [0, 503, 504])
def test_an_invitation_whose_answer_was_lost_is_sent_once(tmp_path, moment, status):
    office = approved(tmp_path)
    office.homes["marieke"].calendar.graph.faults.append(Fault(moment, status, "ErrorServerBusy"))
    with pytest.raises(ZaaiError):
        office.a_pass()
    office.until_quiet()
    assert sent(office) == {(EVA, "invitation"): 1}


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_cancellation_that_was_asked_for_is_sent_once(tmp_path, moment):
    office = approved(tmp_path)
    office.until_quiet()
    office.hand().delete("einde-opdracht-alfa@test")
    office.until_quiet()
    (question,) = office.questions()
    assert sent(office) == {(EVA, "invitation"): 1}, "whoever was invited is not cancelled unasked"
    office.answer(question.number, "cancel")
    office.homes["marieke"].calendar.graph.faults.append(Fault(moment))
    with pytest.raises(ZaaiError):
        office.a_pass()
    office.until_quiet()
    cancelled = sent(office) - Counter({(EVA, "invitation"): 1})
    assert cancelled in ({(EVA, "cancellation"): 1}, {})
    standing = [event for event in office.hand().events() if guests_of(event) and "Borging" in event.title]
    assert len(standing) == (0 if cancelled else 1)


def test_wherever_a_pass_is_killed_the_mails_are_the_approved_ones(tmp_path):
    ready = ready_for_everything(tmp_path / "ready", "outlook")
    steps, whole = undisturbed(ready, tmp_path / "whole")
    wanted = sent(whole)
    assert wanted
    assert {what for _, what in wanted} == {"invitation"}
    whole.close()
    for number, step in enumerate(steps):
        office = killed_at(ready, tmp_path / f"killed-{number}", number)
        assert sent(office) == wanted, step
        office.close()
