"""`zaai apply`, `run`, `connect`, `init`: nothing is written before a yes, and what was done is told."""

from pathlib import Path

import pytest

from cli.office import Zaai, an_ics, an_office


def test_nothing_is_written_before_somebody_says_yes(office: Zaai) -> None:
    before = office.files()
    assert office("apply", said="n\n").code == 3
    assert office("apply", said="").code == 3
    assert office("connect", "marieke", said="n\n").code == 3
    ran = office("run")
    assert ran.code == 3
    assert "zaai apply" in ran.out
    assert "Niets te doen" not in ran.out
    assert office.files() == before


def test_a_yes_writes_what_the_plan_showed_and_then_nothing_is_left(office: Zaai) -> None:
    plan = office("plan", "--format", "json").json()["operations"]
    assert "Mag dit" in office("apply", said="y\n").out
    listed = office("list", "--format", "json").json()["operations"]
    assert [(line["key"], line["start"]) for line in listed] == [
        (line["key"], line["start"]) for line in plan
    ]
    assert office("plan", "--format", "json").json()["operations"] == []
    before = office.files()
    assert office("run").code == 0
    assert office.files() == before


def test_the_whole_sample_office_is_done_in_one_yes(sample: Zaai) -> None:
    done = sample("apply", "--yes", "--format", "json")
    assert done.code == 0
    lines = done.json()["operations"]
    assert len(lines) == 10
    assert all(line["done"] for line in lines)
    assert sample("run", "--format", "json").json()["operations"] == []


def test_a_yes_counts_for_the_calendars_that_were_shown(sample: Zaai) -> None:
    assert sample("apply", "--calendar", "jan", "--yes").code == 0
    assert sample("run").code == 3
    listed = sample("list", "--format", "json").json()["operations"]
    assert {line["calendar"] for line in listed} == {"jan"}


def test_apply_in_json_asks_nobody_and_says_how(office: Zaai) -> None:
    ended = office("apply", "--format", "json")
    assert ended.code == 3
    assert "--yes" in ended.err
    assert ended.out == ""


def test_one_failing_calendar_stops_no_other(sample: Zaai) -> None:
    sample.folder("jan").rename(sample.folder("weg"))
    ended = sample("apply", "--yes")
    assert ended.code == 1
    assert "is er niet" in ended.err
    listed = sample("list", "--format", "json").json()["operations"]
    assert {line["calendar"] for line in listed} == {"marieke", "fatima"}


def test_a_new_question_is_told_once(office: Zaai) -> None:
    folder = office.folder("marieke")
    (folder / "beta-1.ics").write_text(an_ics("Einde opdracht: Beta", "2027-01-15", uid="beta-1@test"))
    (folder / "beta-2.ics").write_text(an_ics("Einde opdracht: Beta", "2027-01-22", uid="beta-2@test"))
    first = office("apply", "--yes", "--format", "json")
    assert first.code == 3
    assert "ask" in {line["op"] for line in first.json()["operations"]}
    assert office("run").code == 0


def test_connecting_checks_shows_and_asks(office: Zaai) -> None:
    ended = office("connect", "marieke", said="y\n")
    assert ended.code == 0
    assert "te lezen en te beschrijven" in ended.out
    assert "geen post" in ended.out
    assert "Borging Alfa" in ended.out
    assert office("run").code == 0
    assert len(office.files()) == 2


def test_connecting_leaves_nothing_behind_in_the_folder(office: Zaai) -> None:
    office("connect", "marieke", "--yes")
    assert [path.name for path in office.folder("marieke").iterdir()] == ["alfa.ics"]


def test_connecting_what_is_not_there_says_what_to_do(office: Zaai) -> None:
    office.folder("marieke").rename(office.folder("weg"))
    ended = office("connect", "marieke", "--yes")
    assert ended.code == 1
    assert "Kijk `path` na" in ended.err


def test_a_kind_of_calendar_that_is_not_there_yet_is_told(tmp_path: Path) -> None:
    config = an_office(tmp_path, "marieke")
    text = config.read_text() + (
        '[[calendar]]\nname = "jan"\nowner = "jan@bureau.example"\nprovider = "caldav"\n'
        'url = "https://dav.example/jan/"\nusername = "jan"\npassword_env = "DAV"\n'
    )
    config.write_text(text)
    zaai = Zaai(config)
    assert zaai("connect", "jan").code == 2
    plan = zaai("plan")
    assert plan.code == 2
    assert "marieke" in plan.out


def test_init_writes_what_the_other_commands_can_read_and_overwrites_nothing(tmp_path: Path) -> None:
    zaai = Zaai(tmp_path / "new" / "zaaikalender.toml")
    first = zaai("init", str(tmp_path / "new"))
    assert first.code == 0
    assert "zaai --config" in first.out
    before = zaai.config.read_bytes()
    again = zaai("init", str(tmp_path / "new"))
    assert again.code == 2
    assert "is there already" in again.err
    assert zaai.config.read_bytes() == before
    assert zaai("doctor").code in {0, 1}


@pytest.mark.parametrize("where", ["config/zaaikalender.toml", "zaaikalender.toml"])
def test_the_config_is_found_in_its_usual_places(
    office: Zaai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    from typer.testing import CliRunner  # noqa: PLC0415 - the one test without --config

    from zaaikalender.cli import app  # noqa: PLC0415

    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    assert CliRunner().invoke(app, ["list"]).exit_code == 2
    (home / where).parent.mkdir(exist_ok=True)
    text = office.config.read_text().replace('path = "marieke/"', f'path = "{office.folder("marieke")}"')
    (home / where).write_text(text)
    assert CliRunner().invoke(app, ["list"]).exit_code == 0
    monkeypatch.chdir(tmp_path.parent)
    monkeypatch.setenv("ZAAI_CONFIG", str(office.config))
    assert CliRunner().invoke(app, ["list"]).exit_code == 0


def test_connecting_offers_to_make_the_list_on_the_spot(office: Zaai) -> None:
    past = an_ics("Overleg Alfa", "2026-10-01", guests=("eva@client-a.example",), clock="10:00")
    (office.folder("marieke") / "past.ics").write_text(past)
    ended = office("connect", "marieke", said="j\nj\nj\n")
    assert ended.code == 0
    assert "Op je lijst staan 0 mensen; je doel is 7." in ended.out
    assert "eva@client-a.example" in ended.out
    again = office("connect", "marieke", "--yes")
    assert "zaai contacts suggest --calendar marieke" in again.out
    assert "staat 1 mens" in again.out
