"""What the sample office comes to, checked by hand against its calendars."""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from system.demo_office import PROJECT, zaai

NOW = "2026-11-24T09:00"

EXPECTED = {
    # Due 1 January, all of the window in the Christmas closure or on a holiday: the first Monday after it,
    # half an hour after the Weekstart. Four clients were met: whom to invite is hers to pick.
    ("marieke", "Alfa"): ("2027-01-04 10:00", 0),
    # Due Thursday 14 January; that week is the implementation week. Monday is as near as the Friday before.
    ("marieke", "Warmtenet Rijnkade"): ("2027-01-18 10:00", 2),
    # Ends in three calendars, organised by marieke: one follow-up, at hers, on the very day.
    ("marieke", "Zaaksysteem Oosterlo"): ("2027-03-11 10:00", 1),
    ("marieke", "Subsidieloket"): ("2027-07-09 10:00", 1),
    # Friday 15 January is not free; Monday morning is the workshop's, until a quarter of an hour before.
    ("jan", "Capaciteitsplanning Havenbedrijf"): ("2027-01-18 13:00", 1),
    # Friday 22 January, the afternoon is the quarterly review's.
    ("jan", "Archief Waterschap De Liede"): ("2027-01-22 10:00", 0),
    # Due 1 January too, and closed: first fit after it.
    ("fatima", "Migratie salarisadministratie"): ("2027-01-04 10:00", 1),
    # Stands in jan's calendar and in hers, each with a spelling of its own: one follow-up.
    ("fatima", "dashboard zorggroep lente"): ("2027-01-28 13:00", 1),
    # Her leave covers the whole window, and then comes a weekend: the Monday after.
    ("fatima", "Inkoopportaal"): ("2027-03-01 10:00", 1),
    ("fatima", "Ketenregie Jeugdhulp"): ("2027-04-13 10:00", 2),
}
"""Owner and project, with the moment in Amsterdam and how many guests are invited after a yes.

Nothing comes of Routeplanning Vecht Logistiek (its whole window has passed), of the private kitchen, and of
the end that a stranger sent.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("sample") / "office"
    shutil.copytree(PROJECT / "config" / "sample", folder, ignore=shutil.ignore_patterns("*.db*", "*.key"))
    done = zaai(folder, "plan", "--format", "json", now=NOW)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def named(operation: dict[str, Any]) -> tuple[str, str]:
    return operation["calendar"], operation["title"].removeprefix("Voorstel: Borging ")


def test_the_plan_of_the_sample_office_is_the_one_that_was_reckoned_by_hand(plan: dict[str, Any]) -> None:
    found = {
        named(each): (
            datetime.fromisoformat(each["start"]).strftime("%Y-%m-%d %H:%M"),
            len(each["pending_guests"]),
        )
        for each in plan["operations"]
    }
    assert found == EXPECTED


def test_everything_in_it_is_a_proposal_of_three_quarters_of_an_hour_without_a_guest(
    plan: dict[str, Any],
) -> None:
    for each in plan["operations"]:
        assert (each["op"], each["kind"], each["state"], each["guests"]) == (
            "create",
            "follow_up",
            "proposed",
            [],
        )
        took = datetime.fromisoformat(each["end"]) - datetime.fromisoformat(each["start"])
        assert took.total_seconds() == 45 * 60


def test_the_calendar_with_the_broken_file_is_not_called_complete(plan: dict[str, Any]) -> None:
    assert {each["name"]: each["complete"] for each in plan["calendars"]} == {
        "marieke": True,
        "jan": True,
        "fatima": False,
    }


def test_the_proposals_text_lists_all_who_may_be_picked_where_there_are_many(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    shutil.copytree(PROJECT / "config" / "sample", folder, ignore=shutil.ignore_patterns("*.db*", "*.key"))
    assert zaai(folder, "apply", "--yes", now=NOW).returncode == 0
    texts = [path.read_bytes().replace(b"\r\n ", b"").decode() for path in (folder / "marieke").glob("*.ics")]
    (alfa,) = [text for text in texts if "Voorstel: Borging Alfa" in text]
    assert re.search(r"gasten:\\nkies uit: \S+", alfa)
    assert "ATTENDEE" not in alfa
