"""The sample office of `config/sample`: what it must hold for the demo to show what it promises."""

import re
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from builders import day

SAMPLE = Path(__file__).parents[1] / "config" / "sample"
CONFIG = tomllib.loads((SAMPLE / "zaaikalender.toml").read_text(encoding="utf-8"))
FILES = sorted(SAMPLE.glob("*/*.ics"))
BROKEN = SAMPLE / "fatima" / "uitnodiging-afgebroken.ics"
READABLE = [path for path in FILES if path != BROKEN]
TODAY = day("2026-11-24")


def events_in(path: Path) -> list[Any]:
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def last_day(event: Any) -> date:
    return event.end.date() if isinstance(event.end, datetime) else event.end - timedelta(days=1)


def ends() -> dict[str, date]:
    """Projects that end by a title, with their last day, whether they may count or not."""
    title = re.compile(CONFIG["project_end"][0]["title"])
    return {
        found["project"]: last_day(event)
        for path in READABLE
        for event in events_in(path)
        if (found := title.match(str(event["SUMMARY"])))
    }


@pytest.mark.parametrize("calendar", CONFIG["calendar"], ids=lambda calendar: calendar["name"])
def test_each_colleague_has_a_believable_year_in_a_folder(calendar: dict[str, Any]) -> None:
    files = list((SAMPLE / calendar["path"]).glob("*.ics"))
    assert 25 <= len(files) <= 35


@pytest.mark.parametrize("path", READABLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_file_but_one_opens_in_a_calendar_program(path: Path) -> None:
    events = events_in(path)
    assert events
    assert [event.errors for event in events if event.errors] == []
    assert all(event.end > event.start for event in events)


def test_one_file_is_cut_off_as_a_broken_download_leaves_it() -> None:
    with pytest.raises(ValueError, match="no components"):
        icalendar.Calendar.from_ical(BROKEN.read_bytes())


def test_files_keep_to_the_line_ends_and_lengths_of_the_rfc() -> None:
    for path in FILES:
        lines = path.read_bytes().split(b"\r\n")
        assert all(b"\n" not in line and len(line) <= 75 for line in lines), path.name


def test_nobody_in_the_sample_office_exists() -> None:
    text = b"".join(path.read_bytes().replace(b"\r\n ", b"") for path in FILES).decode()
    hosts = set(re.findall(r"@([\w.-]+)", text)) | set(re.findall(r"https?://([\w.-]+)", text))
    assert [host for host in sorted(hosts) if not host.endswith(".example")] == []


def test_a_meeting_of_four_colleagues_is_one_meeting_in_three_calendars() -> None:
    copies = [events_in(path)[0] for path in SAMPLE.glob("*/eindoplevering-zaaksysteem.ics")]
    assert len(copies) == 3
    assert {str(copy["UID"]) for copy in copies} == {"eindoplevering-zaaksysteem@bureau.example"}
    colleagues = {str(guest) for guest in copies[0]["ATTENDEE"] if guest.endswith("@bureau.example")}
    assert len(colleagues) == 4


def test_two_colleagues_entered_the_same_project_each_in_his_own_spelling() -> None:
    same = [name for name in ends() if " ".join(name.casefold().split()) == "dashboard zorggroep lente"]
    assert len(same) == 2


def test_on_the_day_of_the_demo_ends_lie_behind_and_ahead() -> None:
    days = ends()
    assert days["Alfa"] == day("2026-11-20")
    assert days["Routeplanning Vecht Logistiek"] + timedelta(weeks=7) < TODAY
    assert len([ended for ended in days.values() if ended > TODAY]) >= 6


def test_one_follow_up_is_due_while_the_office_is_closed() -> None:
    first, last = map(day, CONFIG["office"]["closed"][0].split("/"))
    due = ends()["Migratie salarisadministratie"] + timedelta(weeks=6)
    assert first <= due - timedelta(weeks=1)
    assert due + timedelta(weeks=1) <= last
