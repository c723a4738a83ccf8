"""An online meeting that its owner made of a proposal: no guest reads our words, and its owner is asked."""

import pytest

from builders import an_event
from system.office import Office, guests_of


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path, kind="outlook")
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04", guests=["eva@client.example"]))
    office.until_quiet()
    yield office
    office.close()


def approved_online(office, *, line):
    event = office.the("Alfa")
    office.hand().meets_online(event.uid, line=line)
    office.hand().retitle(event.uid, "Borging Alfa")
    for _ in range(3):
        office.until_quiet()
        office.later(minutes=15)
    return office.the("Alfa")


def mails(office):
    return [mail.to for mail in office.homes["marieke"].calendar.mails if mail.by == "us"]


def test_below_a_line_of_teams_the_meeting_stays_and_its_guests_are_invited(office):
    assert guests_of(approved_online(office, line=True)) == {"eva@client.example"}
    assert mails(office) == ["eva@client.example"]
    assert not office.questions()


@pytest.mark.parametrize("way", ["by hand", "the meeting off"])
def test_without_that_line_its_owner_is_asked_and_nobody_is_mailed_before(office, way):
    event = approved_online(office, line=False)
    assert (guests_of(event), mails(office)) == (set(), [])
    (question,) = office.questions()
    assert (question.ask.code, question.ask.choices) == ("online_meeting", ("leave",))
    if way == "by hand":
        office.answer(question.number, "leave")
        office.until_quiet()
        assert mails(office) == []
    else:
        office.hand().meets_nowhere(event.uid)
        office.until_quiet()
        assert mails(office) == ["eva@client.example"]
        assert "gasten:" not in office.the("Alfa").text
    office.later(minutes=15)
    office.until_quiet()
    assert not office.questions()
