"""Google mails guests whatever it is told, so each mail is counted here: by act, by kill and by cut request.

What the fake sent by an act of ours is exactly what was approved: in a whole life, and wherever a pass is
killed or its connection cut, before the request was carried out and after it.
"""

from collections import Counter

import pytest

from builders import an_event
from providers.fakes.google import Fault
from system.office import Office, guests_of
from system.test_killed_everywhere import killed_at, ready_for_everything, shown, undisturbed
from zaaikalender.errors import ZaaiError

EVA = "eva@client.example"
ANY = frozenset({"GET", "POST", "PATCH", "DELETE"})


def sent(office: Office, by: str = "us") -> Counter:
    """How often each was mailed, and what, by our acts or the person's."""
    mails = [mail for home in office.homes.values() for mail in home.calendar.mails]
    return Counter((mail.to, mail.what) for mail in mails if mail.by == by)


def google_of(office: Office):
    return office.homes["marieke"].calendar.google


def proposed(path) -> Office:
    path.mkdir(exist_ok=True)
    office = Office(path, kind="google")
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04", guests=[EVA]))
    office.until_quiet()
    google_of(office).world.mails.clear()
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


def test_what_its_owner_moves_and_deletes_is_told_by_himself_and_by_nobody_else(tmp_path):
    office = approved(tmp_path)
    office.until_quiet()
    uid = office.the("Alfa").uid
    office.hand().move(uid, an_event(on="2027-02-10 10:00").when, updates="all")
    office.until_quiet()
    office.hand().delete(uid, updates="all")
    office.until_quiet()
    assert sent(office) == {(EVA, "invitation"): 1}
    assert sent(office, "person") == {(EVA, "update"): 1, (EVA, "cancellation"): 1}


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("status", "reason"), [(0, ""), (503, "backendError"), (500, "internalError")])
def test_an_invitation_whose_answer_was_lost_is_sent_once(tmp_path, moment, status, reason):
    office = approved(tmp_path)
    google_of(office).faults.append(Fault(moment, status, reason))
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
    google_of(office).faults.append(Fault(moment))
    with pytest.raises(ZaaiError):
        office.a_pass()
    office.until_quiet()
    assert sent(office) == {(EVA, "invitation"): 1, (EVA, "cancellation"): 1}
    assert not [event for event in office.hand().events() if "Borging" in event.title]


def test_wherever_a_pass_is_killed_the_mails_are_the_approved_ones(tmp_path):
    ready = ready_for_everything(tmp_path / "ready", "google")
    steps, whole = undisturbed(ready, tmp_path / "whole")
    wanted = sent(whole)
    assert wanted
    assert {what for _, what in wanted} == {"invitation"}
    whole.close()
    for number, step in enumerate(steps):
        office = killed_at(ready, tmp_path / f"killed-{number}", number)
        assert sent(office) == wanted, step
        office.close()


def cut(ready: Office, path, number: int, moment: str) -> Office:
    """The office after that request of a pass was cut, and others ran until nothing was left to do."""
    office = ready.clone(path)
    google_of(office).faults.append(Fault(moment, methods=ANY, skip=number))
    try:
        office.a_pass()
    except ZaaiError:
        office.new_process()
    assert not google_of(office).faults, "no such request"
    office.until_quiet()
    return office


def test_a_pass_whose_connection_is_cut_anywhere_is_healed_by_the_next(tmp_path):
    ready = ready_for_everything(tmp_path / "ready", "google")
    whole = ready.clone(tmp_path / "whole")
    before = google_of(whole).calls
    whole.a_pass()
    requests = google_of(whole).calls - before
    whole.until_quiet()
    wanted, mails, asked = shown(whole), sent(whole), len(whole.questions())
    for number in range(requests):
        for moment in ("before", "after"):
            office = cut(ready, tmp_path / f"{moment}-{number}", number, moment)
            where = f"cut {moment} request {number + 1} of {requests}"
            assert sent(office) == mails, where
            assert shown(office) == wanted, where
            assert len(office.questions()) == asked, where
            office.close()
    whole.close()
    print(f"google: cut at {2 * requests} moments, no question")  # noqa: T201 - the figure of this test
