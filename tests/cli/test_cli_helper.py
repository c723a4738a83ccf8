"""A colleague who helps to make lists: three a week over the whole office, asked only after a yes."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.office import Zaai, an_ics, an_office, unfolded

NAMES = ("marieke", "jan", "fatima", "els", "bas", "gijs")
HELPER = '[contacts]\nhelper = "jan"\n'


@pytest.fixture
def office(tmp_path: Path) -> Zaai:
    """Six consultants without a list, of whom Jan helps the others."""
    return Zaai(an_office(tmp_path, *NAMES, more=HELPER))


def weeks(days: list[str]) -> Counter[int]:
    return Counter(date.fromisoformat(each[:10]).isocalendar().week for each in days)


def shown(office: Zaai) -> list[tuple[str, str, str]]:
    """Calendar, start and title of each quarter of an hour that a plan shows to its owner."""
    found = []
    for name in NAMES:
        lines = office("list", "--all", "--calendar", name, "--format", "json").json()["operations"]
        found += [(name, each["start"], each["title"]) for each in lines if each["kind"] == "action"]
    return found


def test_of_many_that_begin_at_once_three_a_week_name_the_helper_and_he_himself_has_none(
    office: Zaai,
) -> None:
    planned = office("plan", "--format", "json").json()["operations"]
    assert office("apply", "--yes").code == 0
    standing = shown(office)
    assert sorted(name for name, _start, _title in standing) == sorted(NAMES)
    helped = [start for _name, start, title in standing if title.endswith("met Jan")]
    assert max(weeks(helped).values()) == 3
    assert len(set(helped)) == len(helped) == 5
    assert [title for name, _start, title in standing if name == "jan"] == ["Lijst van zeven maken"]
    # The plan said the same.
    assert sorted(each["start"] for each in planned if each["kind"] == "action") == sorted(
        start for _name, start, _title in standing
    )
    assert office("apply", "--yes").code == 0
    assert shown(office) == standing


def test_the_helper_is_on_it_only_after_the_prefix_was_taken_away(office: Zaai) -> None:
    office("apply", "--yes")
    path = office.ours("els", "Lijst van zeven maken met Jan")
    assert "ATTENDEE" not in path.read_text()
    path.write_bytes(path.read_bytes().replace(b"SUMMARY:Voorstel: ", b"SUMMARY:"))
    office("run", now="2026-11-24T10:00+01:00")
    assert "ATTENDEE" not in path.read_text()
    office("run", now="2026-11-24T10:30+01:00")
    assert re.findall(r"ATTENDEE.*:mailto:(\S+)", unfolded(path)) == ["jan@bureau.example"]
    assert "Voorstel" not in path.read_text()


def test_he_is_asked_at_a_moment_at_which_he_is_free_himself(office: Zaai) -> None:
    for number in range(21):
        day = date(2026, 11, 25) + timedelta(days=number)
        for clock in ("09:00", "10:00", "11:00", "12:00"):
            (office.folder("jan") / f"{day}-{clock[:2]}.ics").write_text(
                an_ics(f"Overleg {day} {clock}", str(day), clock=clock)
            )
    assert office("apply", "--yes").code == 0
    clocks = [start[11:16] for name, start, title in shown(office) if title.endswith("met Jan")]
    assert len(clocks) == 5
    assert all(clock >= "13:00" for clock in clocks)
