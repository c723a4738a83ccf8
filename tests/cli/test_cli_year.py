"""A year of an office with lists, month by month: each contact has his moment, and nobody else hears of him.

The counts of the report are compared with the calendars, counted by hand.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from cli.office import Zaai, an_ics, an_office, unfolded

PEOPLE = {
    "marieke": ("Quirijn Zwanenvogel", "Xandra Pimpelmees", "Leendert Goudplevier"),
    "jan": ("Wolfert Kwikstaart", "Ypke Roerdomp", "Siebrig Oeverloper"),
    "fatima": ("Zebedeus Kluut", "Ottilie Grutto", "Hedwig Bokjesvogel"),
}
MORE = """\
max_new = 100
[contacts]
file = "lijsten/{calendar}.csv"
goal = 3
[[session]]
[report]
per_person = true
[budget]
minimum_hours = 1500
"""
MONTHS = [*(f"2026-{month:02}" for month in (11, 12)), *(f"2027-{month:02}" for month in range(1, 13))]
END = "2027-12-31T18:00+01:00"
CONTACT = re.compile(r"SUMMARY:(?P<title>.* met (?P<name>\S+ \S+))\r?\n")


def telephone(name: str) -> str:
    return f"06-55{sum(map(ord, name)):06}"


def secrets(*owners: str) -> set[str]:
    """What nobody but their owner may read."""
    found: set[str] = set()
    for name in (name for owner in owners for name in PEOPLE[owner]):
        family = name.split()[1]
        found |= {name, family, telephone(name), f"Vogelhuis {family}", f"{family}@vogelhuis.example"}
    return {each.casefold() for each in found}


def told_in(text: str, *owners: str) -> set[str]:
    return {each for each in secrets(*owners) if each in text.casefold()}


@pytest.fixture(scope="module")
def heard() -> list[str]:
    """All that any command said without being asked for one calendar."""
    return []


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, heard: list[str]) -> Zaai:
    """Three consultants; a year passes, in which they agree to whatever comes near."""
    directory = tmp_path_factory.mktemp("year")
    zaai = Zaai(an_office(directory, *PEOPLE, more=MORE))
    (directory / "lijsten").mkdir()
    for owner, names in PEOPLE.items():
        rows = [
            f"{name};Vogelhuis {name.split()[1]};{name.split()[1]}@vogelhuis.example;{telephone(name)}"
            for name in names
        ]
        text = "\n".join(["naam;organisatie;e-mail;telefoon", *rows])
        (directory / "lijsten" / f"{owner}.csv").write_text(f"{text}\n", encoding="utf-8")
        (zaai.folder(owner) / "alfa.ics").write_text(an_ics(f"Einde opdracht: Alfa {owner}", "2027-01-15"))
    assert zaai("apply", "--yes", now=f"{MONTHS[0]}-24T09:00+01:00").code in (0, 3)
    for month in MONTHS[1:]:
        for day in ("02", "16"):
            ended = zaai("--debug", "run", now=f"{month}-{day}T09:00+01:00")
            heard += [ended.out, ended.err]
            for owner in PEOPLE:
                compact = month.replace("-", "")
                agree(zaai, owner, since=f"{compact}{day}", until=f"{compact}31")
    heard += [zaai("run", now=END).out]
    return zaai


def own(zaai: Zaai, owner: str) -> Iterator[tuple[Path, str]]:
    """Our appointments in somebody's calendar."""
    for path in sorted(zaai.folder(owner).glob("*.ics")):
        text = unfolded(path)
        if "X-ZAAIKALENDER-KEY" in text:
            yield path, text


def start(text: str) -> str:
    found = re.search(r"DTSTART[^:]*:(\d{8})", text.partition("BEGIN:VEVENT")[2])
    assert found
    return found[1]


def agree(zaai: Zaai, owner: str, *, since: str, until: str) -> None:
    """He rings who comes up, and takes the prefix away; what was not agreed in time lapses."""
    for path, text in own(zaai, owner):
        if CONTACT.search(text) and since <= start(text) <= until:
            path.write_bytes(path.read_bytes().replace(b"SUMMARY:Voorstel: ", b"SUMMARY:"))


def by_hand(zaai: Zaai, owner: str) -> dict[str, int]:
    """What stands in a calendar for 2027, counted there."""
    texts = [text for _path, text in own(zaai, owner) if start(text).startswith("2027")]
    talks = [found["title"] for text in texts if (found := CONTACT.search(text))]
    agreed = [title for title in talks if not title.startswith("Voorstel")]
    return {"planned": len(agreed), "sessions": sum("SUMMARY:Just-Do-It" in text for text in texts)}


def test_each_contact_had_his_moment(office: Zaai) -> None:
    for owner, names in PEOPLE.items():
        met = {found["name"] for _path, text in own(office, owner) if (found := CONTACT.search(text))}
        assert met == set(names)


def test_the_counts_are_those_of_the_calendars_counted_by_hand(office: Zaai) -> None:
    report = office("report", "--year", "2027", "--format", "json", now=END).json()
    counted = {each["calendar"]: each for each in report["people"]}
    for owner in PEOPLE:
        hand = by_hand(office, owner)
        mine = counted[owner]
        assert {name: mine[name] for name in hand} == hand
        assert mine["held"] == mine["planned"] >= 3
        assert (mine["list"], mine["goal"]) == (3, 3)
        assert mine["half_days"] == pytest.approx(mine["planned"] * 2.5 / 4)
    assert report["total"]["planned"] == sum(each["planned"] for each in report["people"])


def test_each_afternoon_has_its_own_call_list_with_telephone_numbers(office: Zaai) -> None:
    for owner, names in PEOPLE.items():
        lists = [text for _path, text in own(office, owner) if "SUMMARY:Bellijst bij Just-Do-It" in text]
        assert len(lists) >= 3
        assert any(telephone(name) in text for text in lists for name in names)
        assert all("CLASS:PRIVATE" in text and "TRANSP:TRANSPARENT" in text for text in lists)


def test_next_years_afternoons_stand_in_time_the_same_for_all_and_spread(office: Zaai) -> None:
    found = {
        owner: sorted(
            start(text)
            for _path, text in own(office, owner)
            if "SUMMARY:Just-Do-It" in text and start(text).startswith("2028")
        )
        for owner in PEOPLE
    }
    assert len({tuple(days) for days in found.values()}) == 1
    days = [date.fromisoformat(each) for each in found["jan"]]
    assert len(days) == 3
    gaps = [(later - day).days for day, later in pairwise(days)]
    assert all(90 <= gap <= 180 for gap in gaps)


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_no_contact_stands_in_a_report(office: Zaai, form: str) -> None:
    for more in ((), ("--calendar", "jan")):
        ended = office("report", "--year", "2027", "--format", form, *more, now=END)
        assert ended.code == 0
        assert told_in(ended.out + ended.err, *PEOPLE) == set()


def test_no_command_of_the_office_names_a_contact(office: Zaai) -> None:
    for command in (
        *(("plan",), ("plan", "--format", "json"), ("plan", "--format", "html")),
        *(("list",), ("list", "--all"), ("list", "--format", "json", "--all"), ("doctor",)),
    ):
        for debug in ((), ("--debug",)):
            ended = office(*debug, *command, now=END)
            assert told_in(ended.out + ended.err, *PEOPLE) == set(), command


def test_no_pass_said_anything_of_a_contact(office: Zaai, heard: list[str]) -> None:
    del office
    assert any(heard)
    assert told_in("\n".join(heard), *PEOPLE) == set()


def test_a_colleague_sees_nothing_of_a_contact_in_his_calendar_or_by_his_commands(
    office: Zaai,
) -> None:
    for owner in PEOPLE:
        others = [name for name in PEOPLE if name != owner]
        calendar = "\n".join(unfolded(path) for path in office.folder(owner).glob("*.ics"))
        assert told_in(calendar, owner)
        assert told_in(calendar, *others) == set()
        for command in ("plan", "list", "report"):
            assert told_in(office(command, "--calendar", owner, now=END).out, *others) == set()


def test_at_the_end_of_the_year_a_second_pass_writes_nothing(office: Zaai) -> None:
    before = office.files()
    office("run", now=END)
    assert office.files() == before


def test_who_is_forgotten_leaves_no_number_in_what_is_stored(office: Zaai) -> None:
    """The last test of this office: it changes it."""
    name = PEOPLE["jan"][0]
    stored = office.config.parent / "zaaikalender.db"
    assert telephone(name).encode() in stored.read_bytes()
    address = f"{name.split()[1]}@vogelhuis.example"
    assert office("forget", "--person", address, "--yes", now=END).code == 0
    assert telephone(name).encode() not in stored.read_bytes()
