"""`zaai trail`: what was done, for an administrator or an auditor, and what an anchor finds out."""

import re
import shutil
from pathlib import Path

import pytest

from cli.office import Zaai
from cli.test_cli_trail import run
from zaaikalender.cli.phrases import PHRASES
from zaaikalender.store.trail import What


def store_of(zaai: Zaai) -> Path:
    (path,) = zaai.config.parent.glob("*.db")
    return path


def test_it_shows_what_was_done_on_the_offices_clock_in_its_language_with_the_newest_last(
    written: Zaai,
) -> None:
    key = written.key("Borging", "--calendar", "marieke")
    assert written("undo", "--yes", now="2026-11-24T10:30+01:00").code == 0
    ended = written("trail")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "  di 24 nov 2026 09:00  marieke  1  ja van de eigenaar",
        f"  di 24 nov 2026 09:00  marieke  2  geschreven          {key[:8]}",
        "  di 24 nov 2026 10:30  marieke  3  stilgezet",
        f"  di 24 nov 2026 10:30  marieke  4  weggehaald          {key[:8]}",
        "Het logboek is heel: 4 regels.",
    ]


def test_programs_get_the_whole_key_and_where_a_chain_breaks(written: Zaai) -> None:
    key = written.key("Borging", "--calendar", "marieke")
    run(written, "update trail set what = 'updated' where number = 1")
    ended = written("trail", "--format", "json")
    assert ended.code == 1
    assert ended.json()["chains"] == [{"calendar": "marieke", "lines": 2, "broken_from": 1}]
    assert ended.json()["lines"][1] == {
        "calendar": "marieke",
        "number": 2,
        "at": "2026-11-24T09:00:00+01:00",
        "what": "created",
        "about": key,
        "fits": False,
    }


def test_only_what_came_since_and_only_that_calendar_where_one_asks_so(written: Zaai) -> None:
    assert written("undo", "--yes", now="2026-11-24T10:30+01:00").code == 0
    assert len(written("trail", "--since", "2026-11-24T10:30").out.splitlines()) == 3
    assert written("trail", "--since", "2027-01-01").out.startswith("Sinds dat moment staat er niets")
    assert len(written("trail", "--calendar", "marieke").out.splitlines()) == 5
    assert written("trail", "--calendar", "nobody").code == 2


def test_an_office_that_did_nothing_yet_has_an_empty_trail(office: Zaai) -> None:
    ended = office("trail")
    assert (ended.code, ended.out) == (0, "Er staat nog niets in het logboek.\n")
    assert office("trail", "--calendar", "marieke").code == 0


@pytest.mark.parametrize(
    ("forgery", "first"),
    [
        ("update trail set at = '2020-01-01 00:00:00.000000' where number = 2", 2),
        ("update trail set at = 'yesterday' where number = 1", 1),
        ("update trail set what = 'praised' where number = 2", 2),
        ("delete from trail where number = 2", 2),
        ("update trail set seal = x'00ff' where number = 1", 1),
    ],
)
def test_lines_that_do_not_fit_are_marked_and_end_in_one_sentence(
    written: Zaai, forgery: str, first: int
) -> None:
    run(written, forgery)
    ended = written("trail")
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert f"marieke: het logboek klopt niet vanaf regel {first}:" in ended.err
    assert "heel" not in ended.out
    numbers = [int(line.split()[7]) for line in ended.out.splitlines() if line.startswith("?")]
    assert all(number >= first for number in numbers)


def test_an_anchor_typed_or_in_a_file_or_piped_is_gone_on_from(written: Zaai, tmp_path: Path) -> None:
    anchor = written("trail", "--anchor").out.strip()
    assert re.fullmatch(r"[0-9a-f]{12}:2:[0-9a-f]{12}", anchor)
    assert written("undo", "--yes").code == 0
    file = tmp_path / "journal.txt"
    file.write_bytes(
        b"\xff odd\n2026-11-24T08:00:00.000Z INFO trail anchor anchors=" + anchor.encode() + b"\n"
    )
    for where, said in ((anchor, None), (str(file), None), ("-", f"so: {anchor}\n")):
        ended = written("trail", "--check", where, said=said)
        assert (ended.code, ended.out) == (0, "Het logboek gaat verder op het ene anker.\n")


def test_an_older_copy_that_was_put_back_is_whole_but_no_anchor_goes_on_in_it(
    written: Zaai, tmp_path: Path
) -> None:
    shutil.copy(store_of(written), tmp_path / "older")
    assert written("undo", "--yes").code == 0
    anchor = written("trail", "--anchor").out.strip()
    shutil.copy(tmp_path / "older", store_of(written))
    assert written("trail").code == 0
    ended = written("trail", "--check", anchor)
    assert ended.code == 1
    assert "marieke: regel 4 was er al, en is weg." in ended.err
    for _ in range(2):
        assert written("apply", "--yes", now="2026-11-25T10:00+01:00").code == 0
    assert "marieke: regel 4 is een andere dan toen." in written("trail", "--check", anchor).err


def test_a_calendar_that_was_forgotten_is_no_loss_and_one_that_was_cut_out_is(written: Zaai) -> None:
    anchor = written("trail", "--anchor").out.strip()
    run(written, "delete from trail")
    run(written, "delete from trail_heads")
    ended = written("trail", "--check", anchor)
    assert ended.code == 1
    assert "Een hele keten" in ended.err
    assert "minstens 2 regels" in ended.err
    assert "marieke" not in ended.err


def test_forgetting_leaves_what_explains_an_anchor_and_no_name(written: Zaai) -> None:
    anchor = written("trail", "--anchor").out.strip()
    assert written("forget", "marieke", "--yes").code == 0
    assert written("trail", "--check", anchor).code == 0
    lines = written("trail").out.splitlines()
    assert lines[0] == f"  di 24 nov 2026 09:00  (kantoor)  1  vergeten  {anchor[:8]}"


@pytest.mark.parametrize(
    "words", [("--check", "-"), ("--check", "0:1:2"), ("--anchor", "--calendar", "marieke")]
)
def test_what_is_no_anchor_costs_a_sentence(written: Zaai, words: tuple[str, ...]) -> None:
    ended = written("trail", *words, said="nothing here\n")
    assert ended.code in (1, 2)
    assert ended.err.count("\n") == 1


def test_each_word_of_the_trail_has_a_sentence_in_both_languages() -> None:
    for language in ("nl", "en"):
        assert {f"trail.what.{each}" for each in What} <= PHRASES[language].keys()
