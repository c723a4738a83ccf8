"""A calendar gets another name in the config, or another place: nothing is lost by that, and nothing doubled.

You need this after a change to how a calendar is known.
"""

import shutil

import pytest

from cli.office import Zaai, an_ics, an_office, unfolded

EVA = "eva@client-a.example"
NEXT_DAYS = ("2026-11-25T10:00", "2026-11-25T15:00", "2026-11-26T10:00")


@pytest.fixture
def office(tmp_path) -> Zaai:
    """Two follow-ups stand: one as a proposal, one was deleted."""
    zaai = Zaai(an_office(tmp_path, "marieke", start="write"))
    for project in ("Alfa", "Beta"):
        end = an_ics(f"Einde opdracht: {project}", "2027-01-15", uid=f"{project}@test", guests=(EVA,))
        (zaai.folder("marieke") / f"{project}.ics").write_text(end)
    assert zaai("run").code == 0
    zaai.ours("marieke", "Borging Beta").unlink()
    assert zaai("run", now="2026-11-24T12:00").code == 0
    return zaai


def change(zaai: Zaai, old: str, new: str) -> None:
    text = zaai.config.read_text()
    assert old in text
    zaai.config.write_text(text.replace(old, new))


def a_colleague(zaai: Zaai) -> None:
    """Jan connects his calendar, in which a project ends."""
    zaai.folder("jan").mkdir()
    lines = ["[[calendar]]", 'name = "jan"', 'owner = "Jan <jan@bureau.example>"', 'provider = "folder"']
    zaai.config.write_text("\n".join([zaai.config.read_text(), *lines, 'path = "jan/"', ""]))
    (zaai.folder("jan") / "gamma.ics").write_text(an_ics("Einde opdracht: Gamma", "2027-02-15"))


def is_invited(zaai: Zaai, name: str) -> bool:
    return f"mailto:{EVA}" in unfolded(zaai.ours(name, "Borging Alfa\r\n"))


def approve(zaai: Zaai, name: str) -> None:
    path = zaai.ours(name, "Alfa")
    path.write_bytes(path.read_bytes().replace(b"SUMMARY:Voorstel: ", b"SUMMARY:"))


def pass_by(zaai: Zaai, *codes: int) -> None:
    for moment in NEXT_DAYS:
        assert zaai("run", now=moment).code in codes


def ours(zaai: Zaai) -> list[str]:
    return sorted(name for name, data in zaai.files().items() if b"X-ZAAIKALENDER-KEY" in data)


def test_under_another_name_a_calendar_stops_and_says_how_to_go_on(office):
    before = office.files()
    change(office, 'name = "marieke"', 'name = "mdw"')
    for command in ("run", "plan"):
        ended = office(command, now=NEXT_DAYS[0])
        assert ended.code == 2
        assert "zaai forget marieke" in ended.err
    assert "marieke staat niet meer in de config" in " ".join(office("doctor", now=NEXT_DAYS[0]).out.split())
    assert office.files() == before


def test_a_yes_that_was_given_meanwhile_is_heard_once_the_name_is_back(office):
    change(office, 'name = "marieke"', 'name = "mdw"')
    office("run", now="2026-11-24T13:00")
    approve(office, "marieke")
    office("run", now="2026-11-24T14:00")
    change(office, 'name = "mdw"', 'name = "marieke"')
    pass_by(office, 0)
    assert is_invited(office, "marieke")


def test_under_another_name_for_good_what_stands_is_taken_over_and_what_was_deleted_is_asked_about(office):
    change(office, 'name = "marieke"', 'name = "mdw"')
    before = ours(office)
    assert office("forget", "marieke", "--yes", now="2026-11-24T13:00").code == 0
    ended = office("run", now="2026-11-24T14:00")
    assert ended.code == 3
    assert "1 vraag" in ended.out
    new = set(ours(office)) - set(before)
    assert [b"vra" in office.files()[name] for name in new] == [True]
    approve(office, "marieke")
    pass_by(office, 0, 3)
    assert is_invited(office, "marieke")


def test_a_colleagues_own_calendar_goes_on_beside_one_that_was_renamed(office):
    a_colleague(office)
    change(office, 'name = "marieke"', 'name = "mdw"')
    assert office("run", now=NEXT_DAYS[0]).code == 2
    assert office.ours("jan", "Borging Gamma")


def test_at_another_place_nothing_is_taken_for_deleted(office):
    other = office.config.parent / "other"
    other.mkdir()
    for path in office.folder("marieke").glob("[AB]*.ics"):
        shutil.copy(path, other)
    before = office.files()
    change(office, 'path = "marieke/"', 'path = "other/"')
    assert "forget marieke" in office("run", now=NEXT_DAYS[0]).err
    assert office.files() == before
    change(office, 'path = "other/"', 'path = "marieke/"')
    approve(office, "marieke")
    pass_by(office, 0)
    assert is_invited(office, "marieke")


def test_what_lost_its_mark_on_the_way_is_not_taken_for_deleted_either(office):
    other = office.config.parent / "other"
    shutil.copytree(office.folder("marieke"), other)
    for path in other.glob("*.ics"):
        lines = path.read_bytes().replace(b"\r\n ", b"").split(b"\r\n")
        path.write_bytes(b"\r\n".join(line for line in lines if not line.startswith(b"X-ZAAI")))
    change(office, 'path = "marieke/"', 'path = "other/"')
    assert "forget marieke" in office("run", now=NEXT_DAYS[0]).err


def test_what_was_taken_along_to_another_place_goes_on_there(office):
    shutil.copytree(office.folder("marieke"), office.config.parent / "other")
    change(office, 'path = "marieke/"', 'path = "other/"')
    before = ours(office)
    pass_by(office, 0)
    assert ours(office) == before
    approve(office, "other")
    office("run", now="2026-11-27T10:00")
    office("run", now="2026-11-27T12:00")
    assert is_invited(office, "other")
    assert not is_invited(office, "marieke")


def test_two_names_that_changed_places_take_nothing_for_deleted(office):
    a_colleague(office)
    assert office("run", now="2026-11-24T13:00").code == 0
    before = office.files()
    change(office, 'path = "jan/"', 'path = "-"')
    change(office, 'path = "marieke/"', 'path = "jan/"')
    change(office, 'path = "-"', 'path = "marieke/"')
    pass_by(office, 2)
    assert office.files() == before
