"""Killed before and after every step of a pass that mails: each guest hears each thing once, or we ask.

One pass invites, tells of a move and of a cancellation, besides what it writes. It is killed at its n-th
step, for every n. What the mail server may have, and nobody knows, is a question: nothing is sent again by
itself.
"""

from collections import Counter as Count

import pytest

from builders import when
from system.mail_sink import Said, Sink
from system.office import Office
from system.test_killed_everywhere import Counter, Killed, an_end, notices, shown, uid_of

KINDS = ("forgets", "folder")
EVA, BOB = "eva@client.example", "bob@client.example"


def invited(office: Office, project: str) -> None:
    """His yes to a proposal, and the time until it counts."""
    event = office.the(project)
    office.hand().retitle(event.uid, event.title.removeprefix("Voorstel: "))


def ready_to_mail(path, kind: str, sink: Sink) -> Office:
    """An office in which the next pass has each kind of letter to send, and something to write too."""
    path.mkdir()
    office = Office(path, kind=kind, postman=sink.postman)
    hand = office.hand()
    for project in ("Moved", "Off", "Fresh", "Vanishes"):
        hand.put(an_end(project, "2026-12-04", EVA, BOB))
    office.until_quiet()
    for project in ("Moved", "Off"):
        invited(office, project)
    for _ in range(3):
        office.later(minutes=15)
        office.until_quiet()
    hand.delete(office.the("Off").uid)
    hand.move(office.the("Moved").uid, when("2027-02-11 10:00", minutes=45))
    invited(office, "Fresh")
    office.until_quiet()
    (question,) = office.questions()
    assert question.ask.code == "cancel_guests"
    office.answer(question.number, "cancel")
    office.later(minutes=15)
    hand.put(an_end("New", "2026-12-11"))
    hand.delete(uid_of("Vanishes"))
    office.close()
    return office


def mailed(sink: Sink, before: int) -> Count[Said]:
    return Count(sink.said(before))


def run_on(office: Office) -> None:
    """A new process goes on until nothing is left to do, and a day longer."""
    office.hook = lambda _step: None
    office.new_process()
    office.until_quiet()
    office.later(hours=24)
    office.until_quiet()


def test_the_pass_that_is_killed_sends_each_kind_of_letter(tmp_path, sink):
    office = ready_to_mail(tmp_path / "ready", "forgets", sink).clone(tmp_path / "whole")
    before = len(sink.mails)
    _result, tap = office.a_pass()
    assert set(tap.writes) == {"create", "invite", "cancel"}
    kinds = Count((said.method, said.sequence) for said in sink.said(before))
    assert kinds == {("REQUEST", 0): 2, ("REQUEST", 1): 2, ("CANCEL", 1): 2}
    office.close()


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_step_is_cut_each_guest_hears_each_thing_once(tmp_path, sink, kind, record_property):
    ready = ready_to_mail(tmp_path / "ready", kind, sink)
    whole, counter, before = ready.clone(tmp_path / "whole"), Counter(), len(sink.mails)
    whole.hook = counter
    whole.a_pass()
    run_on(whole)
    wanted, calendar = mailed(sink, before), shown(whole)
    assert set(wanted.values()) == {1}
    unsure = 0
    for number, step in enumerate(counter.steps):
        where = f"{kind}, killed at step {number + 1} of {len(counter.steps)} ({step})"
        office, before = ready.clone(tmp_path / f"killed-{number}"), len(sink.mails)
        office.hook = Counter(number)
        with pytest.raises(Killed):
            office.a_pass()
        run_on(office)
        heard = mailed(sink, before)
        assert not heard - wanted, where
        missing = sum((wanted - heard).values())
        doubts = [question for question in office.questions() if question.ask.code == "mail_unsure"]
        assert missing <= len(doubts) <= 1, where
        for question in office.questions():
            unsure += question.ask.code == "mail_unsure"
            answer = {"mail_unsure": "send_again" if missing else "leave", "unknown_outcome": "plan_again"}
            office.answer(question.number, answer[question.ask.code])
        run_on(office)
        assert mailed(sink, before) == wanted, where
        assert shown(office, by_key=False) == without_keys(calendar), where
        assert not office.questions(), where
        assert notices(office) == 0, where
        office.close()
    whole.close()
    assert unsure == 4 * sum(wanted.values()), "each letter has four steps after which nobody knows"
    record_property("kill points", len(counter.steps))
    print(f"{kind}: killed at {len(counter.steps)} steps, {unsure} questions about mail")  # noqa: T201


def without_keys(events):
    return sorted((*event[:-1], None) for event in events)
