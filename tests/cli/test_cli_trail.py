"""`zaai doctor` tells whether the trail is as it was written, and from which line on it is not."""

import sqlite3
from pathlib import Path

import pytest

from cli.office import Zaai


def run(zaai: Zaai, statement: str) -> list[tuple[object, ...]]:
    (path,) = zaai.config.parent.glob("*.db")
    connection = sqlite3.connect(path)
    try:
        with connection:
            return connection.execute(statement).fetchall()
    finally:
        connection.close()


def test_it_says_that_the_trail_is_as_it_was_written(written: Zaai) -> None:
    ended = written("doctor")
    assert ended.code == 0
    assert "het logboek is zoals het geschreven werd" in ended.out
    assert run(written, "select what from trail where chain = 'marieke' order by number") == [
        ("approved",),
        ("created",),
    ]


@pytest.mark.parametrize(
    ("forgery", "line"),
    [
        ("update trail set what = 'updated' where number = 2", 2),
        ("update trail set at = 'yesterday' where number = 2", 2),
        ("delete from trail where number = 1", 1),
        ("delete from trail where number = 2", 2),
        ("delete from trail", 1),
        ("delete from trail_heads", 3),
    ],
)
def test_a_trail_that_was_changed_is_wrong_from_that_line_on(written: Zaai, forgery: str, line: int) -> None:
    run(written, forgery)
    ended = written("doctor")
    assert ended.code == 1
    assert f"marieke: het logboek klopt niet vanaf regel {line}:" in ended.out


def test_the_trail_of_the_office_is_told_of_without_a_name(written: Zaai) -> None:
    assert written("forget", "marieke", "--yes").code == 0
    run(written, "update trail set at = '2020-01-01 00:00:00.000000'")
    ended = written("doctor")
    assert "het logboek van het kantoor klopt niet vanaf regel 1:" in ended.out


def test_new_keys_for_passwords_leave_the_trail_whole(written: Zaai) -> None:
    assert written("key", "rotate").code == 0
    assert "het logboek is zoals het geschreven werd" in written("doctor").out


def test_a_list_that_was_taken_along_is_in_the_trail(written: Zaai, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,email\nEva Jansen,eva@client-a.example\n")
    assert written("contacts", "import", str(file)).code == 0
    assert written("contacts", "export", str(tmp_path / "out.csv")).code == 0
    assert run(written, "select what from trail order by number desc limit 1") == [("exported",)]
