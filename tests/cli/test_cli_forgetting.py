"""Who is forgotten on the command line is out of the page as well."""

import sqlite3
from pathlib import Path

import pytest

from cli.office import Zaai, an_office


@pytest.fixture
def zaai(tmp_path: Path) -> Zaai:
    web = '[web]\nmanagers = ["directie@bureau.example", "marieke@bureau.example"]\n'
    return Zaai(an_office(tmp_path, "marieke", start="write", more=web))


def tickets(zaai: Zaai) -> int:
    """How many ids stand for something."""
    with sqlite3.connect(zaai.config.parent / "zaaikalender.db") as database:
        return int(database.execute("SELECT count(*) FROM tickets").fetchone()[0])


def test_whose_calendar_is_forgotten_is_signed_out_and_nobody_else(zaai: Zaai) -> None:
    zaai("run")
    assert zaai("link", "marieke").code == zaai("link", "directie@bureau.example").code == 0
    assert zaai("forget", "marieke", "--yes").code == 0
    assert tickets(zaai) == 1


def test_a_manager_without_a_calendar_is_forgotten_by_his_address(zaai: Zaai) -> None:
    zaai("link", "directie@bureau.example")
    ended = zaai("forget", "--person", "Directie@Bureau.example", "--yes")
    assert ended.code == 0
    assert "is vergeten" in " ".join(ended.out.split())
    assert tickets(zaai) == 0


def test_a_manager_who_owns_a_calendar_is_forgotten_by_its_name(zaai: Zaai) -> None:
    zaai("link", "marieke")
    assert zaai("forget", "--person", "marieke@bureau.example", "--yes").code == 2
    assert tickets(zaai) == 1
