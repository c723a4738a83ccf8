"""Afternoons together, as an office of folders gets them: the same for all, written once, each his own."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.office import Zaai, an_ics, an_office, unfolded

SESSIONS = '[[session]]\ntimes = 3\nquorum = "60%"\n'


@pytest.fixture
def three(tmp_path: Path) -> Zaai:
    """Three consultants who have two afternoons a year together."""
    return Zaai(an_office(tmp_path, "marieke", "jan", "fatima", more=SESSIONS))


def starts(zaai: Zaai, name: str) -> list[str]:
    """When the afternoons stand in somebody's calendar."""
    found = []
    for path in zaai.folder(name).glob("*.ics"):
        text = unfolded(path)
        if "X-ZAAIKALENDER-KEY" in text and "SUMMARY:Just-Do-It" in text:
            found += re.findall(r"DTSTART[^:]*:(\S+)", text.partition("BEGIN:VEVENT")[2])
    return sorted(found)


def planned(zaai: Zaai) -> dict[str, list[str]]:
    lines: list[Any] = zaai("plan", "--format", "json").json()["operations"]
    found: dict[str, list[str]] = {}
    for line in lines:
        if line["kind"] == "session":
            found.setdefault(line["calendar"], []).append(line["start"])
    return found


def busy(zaai: Zaai, name: str, *days: str) -> None:
    for day in days:
        (zaai.folder(name) / f"{day}.ics").write_text(an_ics(f"Overleg {day}", day, clock="15:00"))


def test_all_get_the_same_afternoons_spread_over_the_year(three: Zaai) -> None:
    shown = planned(three)
    assert set(shown) == {"marieke", "jan", "fatima"}
    assert len({tuple(each) for each in shown.values()}) == 1
    assert len(shown["jan"]) == 3
    assert {start[11:] for start in shown["jan"]} <= {"13:00:00+01:00", "13:00:00+02:00"}
    assert three("apply", "--yes").code == 0
    assert {name: len(starts(three, name)) for name in shown} == {"marieke": 3, "jan": 3, "fatima": 3}
    assert starts(three, "jan") == starts(three, "fatima") == starts(three, "marieke")
    assert [start[:8] for start in starts(three, "jan")] == [
        start[:10].replace("-", "") for start in shown["jan"]
    ]


def test_a_second_pass_writes_nothing_and_chooses_nothing_else(three: Zaai) -> None:
    three("apply", "--yes")
    before = three.files()
    busy(three, "jan", *(f"{start[:4]}-{start[4:6]}-{start[6:8]}" for start in starts(three, "jan")))
    busy(three, "fatima", *(f"{start[:4]}-{start[4:6]}-{start[6:8]}" for start in starts(three, "fatima")))
    assert three("run").code == 0
    assert three("run", now="2026-12-02T09:00+01:00").code == 0
    after = three.files()
    assert {name: after[name] for name in before} == before
    assert len(starts(three, "marieke")) == 3


def test_a_calendar_that_connects_later_gets_what_was_chosen(three: Zaai) -> None:
    three("apply", "--yes", "--calendar", "marieke")
    chosen = starts(three, "marieke")
    assert starts(three, "jan") == []
    busy(three, "jan", *(f"{start[:4]}-{start[4:6]}-{start[6:8]}" for start in chosen))
    three("apply", "--yes", "--calendar", "jan", now="2027-01-04T09:00+01:00")
    assert starts(three, "jan") == chosen
    assert "Je bent dan niet vrij" in unfolded(
        three.ours("jan", f"DTSTART;TZID=Europe/Amsterdam:{chosen[0]}")
    )


def test_who_deletes_his_afternoon_takes_no_part_and_the_others_hear_it(three: Zaai) -> None:
    three("apply", "--yes")
    first = starts(three, "jan")[0]
    three.ours("jan", f":{first}").unlink()
    three("run")
    three("run")
    assert len(starts(three, "jan")) == 2
    here = [unfolded(path) for path in three.folder("marieke").glob("*.ics")]
    (mine,) = [text for text in here if f":{first}" in text]
    assert "met z'n 2" in mine
    before = three.files()
    three("run")
    assert three.files() == before


def test_a_calendar_that_is_only_watched_chooses_nothing(three: Zaai) -> None:
    assert three("run").code == 3
    assert all(not starts(three, name) for name in ("marieke", "jan", "fatima"))
    shown = planned(three)
    busy(three, "fatima", *(start[:10] for start in shown["fatima"]))
    busy(three, "jan", *(start[:10] for start in shown["jan"]))
    assert not set(planned(three)["jan"]) & set(shown["jan"])


def test_an_afternoon_for_which_too_few_can_is_told(three: Zaai, tmp_path: Path) -> None:
    config = tmp_path / "zaaikalender.toml"
    config.write_text(config.read_text().replace('"60%"', '"100%"'))
    busy(three, "jan", *(str(date(2027, 1, 1) + timedelta(days=number)) for number in range(365)))
    plan = three("plan", "--format", "json").json()
    assert any("genoeg collega" in each["because"] for each in plan["unplaced"] if each["kind"] == "session")
    three("apply", "--yes")
    assert three("plan", "--format", "json").json()["unplaced"] == plan["unplaced"]


def test_after_the_store_was_lost_no_afternoon_is_doubled(three: Zaai, tmp_path: Path) -> None:
    three("apply", "--yes")
    before = {name: starts(three, name) for name in ("marieke", "jan", "fatima")}
    for path in tmp_path.glob("zaaikalender.db*"):
        path.unlink()
    three("apply", "--yes", now="2026-12-10T09:00+01:00")
    assert three("run", now="2026-12-10T10:00+01:00").code == 0
    known = three("list", "--format", "json").json()["operations"]
    assert [line["kind"] for line in known] == ["session"] * 9
    assert {name: starts(three, name) for name in before} == before


def test_taking_the_afternoons_out_of_the_config_waits_for_a_new_yes(three: Zaai, tmp_path: Path) -> None:
    three("apply", "--yes")
    before = starts(three, "jan")
    config = tmp_path / "zaaikalender.toml"
    config.write_text(config.read_text().replace(SESSIONS, ""))
    three("run")
    assert starts(three, "jan") == before
    assert "geef opnieuw je ja" in three("plan").out
    three("apply", "--yes")
    assert starts(three, "jan") == []


def test_a_session_that_got_another_name_is_not_planned_twice(three: Zaai, tmp_path: Path) -> None:
    three("apply", "--yes")
    before = three.files()
    config = tmp_path / "zaaikalender.toml"
    config.write_text(config.read_text().replace("[[session]]", '[[session]]\nname = "Belmiddag"'))
    three("run")
    three("run", now="2026-12-02T09:00+01:00")
    assert three.files() == before
