"""Stories of two calendars beside each other: what happens in one says nothing of the other."""

import pytest

from builders import an_event
from system.office import Office

KINDS = ("remembers", "forgets", "folder", "outlook")
MARIEKES = "einde-alfa@test"


@pytest.fixture(params=KINDS)
def office(request, tmp_path):
    office = Office(tmp_path, kind=request.param, people=("marieke", "jan"))
    office.hand("marieke").put(an_event("Einde opdracht: Alfa", "2026-12-04", uid=MARIEKES))
    office.hand("jan").put(an_event("Einde opdracht: Beta", "2026-12-04", uid="einde-beta@test"))
    office.until_quiet()
    yield office
    office.close()


def test_no_two_calendars_give_an_appointment_the_same_name(office):
    assert office.the("Alfa").uid != office.the("Beta").uid


def test_a_proposal_that_its_owner_took_from_the_bin_goes_and_comes_with_its_project(office):
    """Deleted, the end too; undeleted without its end, which is no project any more; then the end is back."""
    event, jans = office.the("Alfa"), office.the("Beta")
    for act, uid in (("delete", event.uid), ("delete", MARIEKES), ("undelete", event.uid)):
        getattr(office.hand("marieke"), act)(uid)
        office.until_quiet()
    assert [each.uid for each in office.ours()] == [jans.uid]
    office.hand("marieke").undelete(MARIEKES)
    office.until_quiet()
    assert office.the("Alfa", "marieke").title == "Voorstel: Borging Alfa"
    assert office.the("Beta", "jan") == jans


def test_whether_two_ends_are_one_project_is_its_owners_to_say_whatever_a_colleague_reads(office):
    office.hand("marieke").put(an_event("Einde opdracht: Alfa", "2026-12-11", uid="tweede@test"))
    for _ in range(3):
        office.until_quiet()
        assert [question.ask.code for question in office.questions("marieke")] == ["same_project"]
        assert office.the("Alfa")
    (question,) = office.questions("marieke")
    office.answer(question.number, "two", "marieke")
    office.until_quiet()
    assert len(office.ours("marieke")) == 2
    office.until_quiet()
    assert not office.questions("marieke")
