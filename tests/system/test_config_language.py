"""The office changes its language, or a person types the other one: nobody said anything by that.

You need this after a change to how a proposal is recognised.
"""

import pytest

from cli.office import Zaai, an_ics, an_office, unfolded

EVA = "eva@client-a.example"
NEXT_DAYS = ("2026-11-25T10:00", "2026-11-25T15:00", "2026-11-26T10:00")


@pytest.fixture
def dutch(tmp_path) -> Zaai:
    """One follow-up stands as a proposal, in Dutch."""
    zaai = Zaai(an_office(tmp_path, "marieke", start="write"))
    end = an_ics("Einde opdracht: Alfa", "2027-01-15", uid="alfa@test", guests=(EVA,))
    (zaai.folder("marieke") / "alfa.ics").write_text(end)
    assert zaai("run").code == 0
    return zaai


def english(zaai: Zaai) -> None:
    """The config says another language from now on."""
    zaai.config.write_text(zaai.config.read_text().replace('language = "nl"', 'language = "en"'))


def edit(zaai: Zaai, old: str, new: str) -> None:
    path = zaai.ours("marieke", "Alfa")
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def days(zaai: Zaai) -> None:
    for moment in NEXT_DAYS:
        assert zaai("run", now=moment).code in (0, 3)


def follow_ups(zaai: Zaai) -> list[str]:
    found = [data.decode().replace("\r\n ", "") for data in zaai.files().values()]
    return [text for text in found if "X-ZAAIKALENDER-KEY" in text and "\r\nSUMMARY:Zaai" not in text]


def test_another_language_approves_nothing_and_doubles_nothing(dutch):
    before = dutch.files()
    english(dutch)
    days(dutch)
    assert dutch.files() == before


def test_a_proposal_in_the_former_language_is_approved_as_it_always_was(dutch):
    english(dutch)
    days(dutch)
    edit(dutch, "SUMMARY:Voorstel: ", "SUMMARY:")
    days(dutch)
    assert f"mailto:{EVA}" in unfolded(dutch.ours("marieke", "SUMMARY:Borging Alfa"))


def test_what_moves_after_that_is_a_proposal_in_the_new_language_alone(dutch):
    english(dutch)
    end = an_ics("Einde opdracht: Alfa", "2027-03-15", uid="alfa@test", guests=(EVA,))
    (dutch.folder("marieke") / "alfa.ics").write_text(end)
    assert dutch("apply", "--yes", now=NEXT_DAYS[0]).code == 0
    (proposal,) = follow_ups(dutch)
    assert "SUMMARY:Proposal: Borging Alfa" in proposal
    assert "Voorstel" not in proposal
    before = dutch.files()
    days(dutch)
    assert dutch.files() == before


def test_whoever_types_the_prefix_in_the_other_language_says_neither_yes_nor_another_title(dutch):
    edit(dutch, "SUMMARY:Voorstel: ", "SUMMARY:Proposal: ")
    before = dutch.files()
    days(dutch)
    assert dutch.files() == before


def test_an_approval_is_taken_back_with_the_prefix_of_either_language(dutch):
    edit(dutch, "SUMMARY:Voorstel: ", "SUMMARY:")
    dutch("run", now="2026-11-24T20:00")
    edit(dutch, "SUMMARY:", "SUMMARY:Proposal: ")
    days(dutch)
    assert "ATTENDEE" not in follow_ups(dutch)[0]
