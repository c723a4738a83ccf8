"""The first hour of whoever sets up an office: each thing to do is told once, where he is looking."""

from pathlib import Path

import pytest

from cli.office import Zaai, an_office

GOOGLE = """
[[calendar]]
name = "sofie"
owner = "Sofie Smit <sofie@bureau.example>"
provider = "google"
"""


@pytest.fixture
def two(tmp_path: Path) -> Zaai:
    """A calendar in a folder, and one at Google for which there is no registration yet."""
    zaai = Zaai(an_office(tmp_path, "marieke"))
    zaai.config.write_text(zaai.config.read_text() + GOOGLE)
    return zaai


def about(name: str, shown: str) -> list[str]:
    return [line for line in shown.splitlines() if name in line]


def test_doctor_tells_once_what_is_to_be_done_about_a_calendar_that_was_never_connected(two: Zaai) -> None:
    two("run")
    two("run")
    (line,) = about("sofie", two("doctor").out)
    assert line.startswith("fout ")
    assert "zaai connect sofie" in line


def test_doctor_still_tells_what_failed_before_where_something_else_fails_now(two: Zaai) -> None:
    folder = two.folder("marieke")
    folder.rename(two.folder("weg"))
    two("run")
    folder.write_text("no folder")
    lines = about("marieke", two("doctor").out)
    assert len([line for line in lines if line.startswith("fout ")]) == 2


def test_a_plan_tells_of_a_calendar_that_fails_now_and_not_of_how_it_failed_before(two: Zaai) -> None:
    folder = two.folder("marieke")
    two("apply", "--calendar", "marieke", "--yes")
    folder.rename(two.folder("weg"))
    two("run", "--calendar", "marieke")
    shown = two("plan", "--calendar", "marieke").out
    assert shown.count("Kijk `path` na") == 1


def test_a_plan_says_that_what_failed_in_the_last_pass_was_then(two: Zaai) -> None:
    folder = two.folder("marieke")
    two("apply", "--calendar", "marieke", "--yes")
    folder.rename(two.folder("weg"))
    two("run", "--calendar", "marieke")
    two.folder("weg").rename(folder)
    shown = two("plan", "--calendar", "marieke").out
    assert "vorige ronde: " in shown
    assert "! mislukt" not in shown


def test_what_nobody_ever_read_is_not_called_half_read(two: Zaai) -> None:
    shown = two("list").out
    assert "niet volledig" not in shown
    assert shown.count("nog geen goede ronde") == 2


def test_who_says_no_is_told_the_command_for_a_yes_to_that_calendar_alone(two: Zaai) -> None:
    ended = two("connect", "marieke", said="n\n")
    assert ended.code == 3
    assert "zaai apply --calendar marieke" in ended.out


def test_a_link_says_that_it_works_on_this_machine_alone_and_stays_one_word_for_programs(two: Zaai) -> None:
    ended = two("link", "marieke")
    assert ended.out.splitlines()[-1].startswith("http://localhost:")
    assert "[web] url" in ended.err
    two.config.write_text(two.config.read_text() + '[web]\nurl = "https://zaai.bureau.example"\n')
    assert two("link", "marieke").err == ""
