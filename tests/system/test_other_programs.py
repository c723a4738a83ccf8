"""What we write opens in other programs, and what they change comes back as its owner's word.

khal shows and changes a copy of the calendar, vdirsyncer keeps that copy and the calendar the same, as they
would between a laptop and a server.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from system.demo_office import file_with, first_half, unfolded, zaai

_KHAL = """
[calendars]
[[hers]]
path = {mirror}
[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""

_VDIRSYNCER = """
[general]
status_path = "{home}/status/"
[pair hers]
a = "calendar"
b = "mirror"
collections = null
[storage calendar]
type = "filesystem"
path = "{calendar}"
fileext = ".ics"
[storage mirror]
type = "filesystem"
path = "{mirror}"
fileext = ".ics"
"""

LEAVE_ALONE = ("Op locatie", "Thuiswerken")
"""What stands in a calendar without blocking it: planning blocks, and a day that is shown as free."""


@dataclass(frozen=True)
class Desk:
    """A colleague's other programs: khal on a copy, and vdirsyncer between that and the calendar."""

    office: Path
    name: str
    home: Path

    @property
    def calendar(self) -> Path:
        return self.office / self.name

    @property
    def mirror(self) -> Path:
        return self.home / "mirror"

    def set_up(self) -> None:
        self.mirror.mkdir(parents=True)
        places = {"mirror": self.mirror, "home": self.home, "calendar": self.calendar}
        (self.home / "khal").write_text(_KHAL.format(**places), encoding="utf-8")
        (self.home / "vdirsyncer").write_text(_VDIRSYNCER.format(**places), encoding="utf-8")
        self.sync("discover")

    def sync(self, what: str = "sync") -> str:
        """Makes both the same; gives what vdirsyncer said."""
        return self.run("vdirsyncer", what)

    def khal(self, *command: str, typed: str = "") -> str:
        """Runs khal; `typed` is what somebody answers to its questions."""
        return self.run("khal", *command, typed=typed)

    def shown(self, day: str, days: int = 1) -> list[dict[str, str]]:
        """What khal shows on that day."""
        fields = ("title", "start-long", "end-long", "status", "uid")
        asked = [part for field in fields for part in ("--json", field)]
        # A line for each day, with all that touches it.
        lines = self.khal("list", *asked, day, f"{days}d").splitlines()
        return [event for line in lines for event in json.loads(line)]

    def run(self, program: str, *command: str, typed: str = "") -> str:
        done = subprocess.run(  # noqa: S603 - what [dev] installed
            [Path(sys.executable).with_name(program), "-c", str(self.home / program), *command],
            input=typed,
            env={**os.environ, "HOME": str(self.home), "LC_ALL": "C.UTF-8", "TZ": "Europe/Amsterdam"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout if program == "khal" else done.stdout + done.stderr


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office as it is halfway through the demo."""
    folder = tmp_path_factory.mktemp("demo") / "office"
    first_half(folder)
    return folder


@pytest.fixture
def office(played: Path, tmp_path: Path) -> Path:
    """An office of that kind for one test."""
    return Path(shutil.copytree(played, tmp_path / "office"))


@pytest.fixture
def desk(office: Path, tmp_path: Path) -> Desk:
    """Marieke's other programs, up to date."""
    desk = Desk(office, "marieke", tmp_path / "home")
    desk.set_up()
    desk.sync()
    return desk


def contents(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.glob("*.ics")}


def test_what_the_demo_wrote_opens_in_khal(desk: Desk) -> None:
    shown = {each["title"]: each for each in desk.shown("2027-01-18")}
    borging = shown["Borging Warmtenet Rijnkade"]
    assert (borging["start-long"], borging["end-long"]) == ("2027-01-18 10:00", "2027-01-18 10:45")
    assert shown["Na Borging Warmtenet Rijnkade: volgende? actie?"]["start-long"] == "2027-01-18 10:45"
    (proposal,) = [each for each in desk.shown("2027-03-11") if "Oosterlo" in each["title"]]
    assert (proposal["title"], proposal["status"].strip()) == (
        "Voorstel: Borging Zaaksysteem Oosterlo",
        "TENTATIVE",
    )


def test_a_quarter_of_an_hour_around_each_of_ours_is_free_as_khal_sees_it(desk: Desk) -> None:
    """khal reckons recurring events by itself: it knows nothing of ours."""
    year = desk.shown("2026-11-24", 400)
    mine = [each for each in year if is_ours(each) and "volgende?" not in each["title"]]
    assert len(mine) == 4
    blocks = [each for each in year if not is_ours(each) and each["status"].strip() != "CANCELLED"]
    timed = [each for each in blocks if " " in each["start-long"]]
    assert len(timed) > 50
    days = [each for each in blocks if each not in timed and not each["title"].startswith(LEAVE_ALONE)]
    assert [(one["title"], other["title"]) for one in mine for other in timed if too_near(one, other)] == []
    assert [(one["title"], other["title"]) for one in mine for other in days if covers(other, one)] == []


def is_ours(event: dict[str, str]) -> bool:
    return event["uid"].endswith("@zaaikalender")


def too_near(mine: dict[str, str], other: dict[str, str]) -> bool:
    margin = timedelta(minutes=15)
    start, end = (datetime.fromisoformat(mine[edge]) for edge in ("start-long", "end-long"))
    return (
        datetime.fromisoformat(other["start-long"]) < end + margin
        and datetime.fromisoformat(other["end-long"]) > start - margin
    )


def covers(day: dict[str, str], mine: dict[str, str]) -> bool:
    return day["start-long"] <= mine["start-long"][:10] <= day["end-long"]


def test_vdirsyncer_carries_every_file_over_and_then_has_nothing_to_do(desk: Desk) -> None:
    assert contents(desk.mirror) == contents(desk.calendar)
    assert "item" not in desk.sync()
    assert zaai(desk.office, "run", now="2026-12-02T09:00").stdout.count("Niets te doen.") == 3
    assert "item" not in desk.sync()


def test_a_title_changed_in_khal_approves_and_the_guests_come_back_to_it(desk: Desk) -> None:
    title = "Borging Zaaksysteem Oosterlo"
    desk.khal("edit", "Voorstel: Borging Zaaksysteem Oosterlo", typed="s\nBorging Zaaksysteem Oosterlo\nq\n")
    assert "updating" in desk.sync()
    zaai(desk.office, "run", now="2026-12-02T09:00")
    assert "ATTENDEE" not in unfolded(file_with(desk.calendar, title))
    zaai(desk.office, "run", now="2026-12-02T09:15")
    assert "mirjam.dekker@client-c.example" in unfolded(file_with(desk.calendar, title))
    said = desk.sync()
    assert "updating" in said
    assert "conflict" not in said.lower()
    assert contents(desk.mirror) == contents(desk.calendar)
    assert "mirjam.dekker" in unfolded(file_with(desk.mirror, title))


def test_what_is_deleted_in_khal_stays_deleted(desk: Desk) -> None:
    desk.khal("edit", "Voorstel: Borging Subsidieloket", typed="D\ny\n")
    assert "Deleting" in desk.sync()
    for now in ("2026-12-02T09:00", "2026-12-03T09:00", "2027-01-05T09:00"):
        zaai(desk.office, "run", now=now)
    desk.sync()
    assert [path for path in desk.calendar.glob("*.ics") if "Borging Subsidieloket" in unfolded(path)] == []
    assert contents(desk.mirror) == contents(desk.calendar)


def test_an_appointment_moved_in_khal_stays_where_its_owner_put_it(desk: Desk) -> None:
    moved = "2027-07-12 14:00 2027-07-12 14:45"
    desk.khal("edit", "Voorstel: Borging Subsidieloket", typed=f"t\n{moved}\nq\n")
    desk.sync()
    for now in ("2026-12-02T09:00", "2026-12-03T09:00"):
        zaai(desk.office, "run", now=now)
    assert "item" not in desk.sync(), "we wrote nothing over it"
    (there,) = [each for each in desk.shown("2027-07-12") if "Subsidieloket" in each["title"]]
    assert there["start-long"] == "2027-07-12 14:00"
    assert not any("Borging Subsidieloket" in each["title"] for each in desk.shown("2027-07-09"))


def test_an_end_typed_in_khal_becomes_a_proposal_in_the_same_calendar(desk: Desk) -> None:
    desk.khal("new", "-a", "hers", "2027-02-05", "Einde opdracht: Havenloket")
    desk.sync()
    zaai(desk.office, "run", now="2026-12-02T09:00")
    desk.sync()
    (proposal,) = [each for each in desk.shown("2027-03-12", 8) if "Havenloket" in each["title"]]
    assert proposal["title"] == "Voorstel: Borging Havenloket"
