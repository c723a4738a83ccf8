"""`zaai report`: what was sown, for the office in sums, by person only where that may be, never with whom."""

import html.parser
from pathlib import Path

import pytest

from cli.office import Zaai, an_ics, an_office

CONTRACT = {"list", "goal", "planned", "held", "sessions", "half_days"}
AFTER = "2027-12-30T09:00+01:00"
SESSIONS = '[[session]]\ntimes = 3\nquorum = "60%"\n'
MINIMUM = "[budget]\nminimum_hours = 1500\n"


def an_office_of(directory: Path, *names: str, more: str = SESSIONS, language: str = "nl") -> Zaai:
    zaai = Zaai(an_office(directory, *names, more=more, start="write", language=language))
    for name in names:
        end = an_ics(f"Einde opdracht: Alfa {name}", "2027-01-15")
        (zaai.folder(name) / "alfa.ics").write_text(end)
    assert zaai("run").code == 0
    return zaai


@pytest.fixture
def three(tmp_path: Path) -> Zaai:
    return an_office_of(tmp_path, "marieke", "jan", "fatima", more=f"{SESSIONS}[report]\nper_person = true\n")


def test_json_has_what_the_contract_promises(three: Zaai) -> None:
    report = three("report", "--year", "2027", "--format", "json").json()
    assert {"year", "people", "total", "weeffout"} <= report.keys()
    assert report["year"] == 2027
    assert [each["calendar"] for each in report["people"]] == ["marieke", "jan", "fatima"]
    assert all(each.keys() >= CONTRACT for each in (*report["people"], report["total"]))
    assert report["total"]["sessions"] == 9
    assert report["total"]["goal"] == 21
    assert report["weeffout"] == []


def test_the_sums_are_those_of_the_people(three: Zaai) -> None:
    report = three("report", "--year", "2027", "--format", "json").json()
    for name in CONTRACT:
        assert report["total"][name] == sum(each[name] for each in report["people"])
        if name not in {"list", "goal"}:
            assert report["total"][name] == sum(each[name] for each in report["quarters"])


def test_this_year_is_meant_unless_another_is_named(three: Zaai) -> None:
    assert three("report", "--format", "json").json()["year"] == 2026
    assert three("report", "--format", "json", now=AFTER).json()["year"] == 2027
    assert three("report", "--year", "12").code == 2


def test_nobody_is_named_unless_the_office_says_so(tmp_path: Path) -> None:
    zaai = an_office_of(tmp_path, "marieke", "jan", "fatima")
    assert zaai("report", "--format", "json").json()["people"] == []
    for form in ("text", "html"):
        shown = zaai("report", "--format", form).out
        assert not [name for name in ("marieke", "jan ", "fatima") if name in shown]
        assert "staan uit" in shown


def test_nobody_is_named_in_an_office_of_two(tmp_path: Path) -> None:
    zaai = an_office_of(tmp_path, "marieke", "jan", more=f"{SESSIONS}[report]\nper_person = true\n")
    assert zaai("report", "--format", "json").json()["people"] == []
    assert "drie of meer" in zaai("report").out


def test_what_somebody_skipped_shows_to_himself_alone(three: Zaai) -> None:
    three("run")
    lines = three("list", "--calendar", "jan", "--format", "json").json()["operations"]
    key = next(line["key"] for line in lines if line["kind"] == "session")
    three("skip", key, "--calendar", "jan")
    three("run")
    for form in ("text", "json", "html"):
        office = three("report", "--year", "2027", "--format", form).out.casefold()
        assert "overgeslagen" not in office
        assert "skipped" not in office
    own = three("report", "--year", "2027", "--calendar", "jan", "--format", "json").json()
    assert [(each["calendar"], each["skipped"], each["sessions"]) for each in own["people"]] == [
        ("jan", 1, 2)
    ]
    assert own["total"]["sessions"] == 2
    assert "Overgeslagen: 1" in three("report", "--year", "2027", "--calendar", "jan").out


def test_a_calendar_that_is_not_there_is_wrong_usage(three: Zaai) -> None:
    assert three("report", "--calendar", "nobody").code == 2


def test_the_table_is_aligned_and_reads_without_colour(three: Zaai) -> None:
    lines = three("report", "--year", "2027").out.splitlines()
    table = lines[1:10]
    assert lines[0] == "Gezaaid in 2027"
    assert table[0].split() == ["lijst", "gepland", "gehouden", "middagen", "dagdelen", "daarnaast"]
    assert [row.split()[0] for row in table[1:]] == [
        *("marieke", "jan", "fatima", "kwartaal", "kwartaal", "kwartaal", "kwartaal", "samen")
    ]
    assert len({len(row.rstrip()) for row in table}) == 1


def test_a_report_reads_nothing_and_writes_nothing(three: Zaai) -> None:
    before = three.files()
    (three.folder("jan") / "new.ics").write_text("BEGIN:VCALENDAR")
    assert three("report").code == 0
    assert {name: data for name, data in three.files().items() if name in before} == before


class Page(html.parser.HTMLParser):
    """What stands in a page: its tags, and whether they close as they should."""

    VOID = frozenset({"meta", "line", "rect", "path"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_asks_nothing_of_a_network_and_runs_nothing(tmp_path: Path, language: str) -> None:
    zaai = an_office_of(tmp_path, "marieke", "jan", "fatima", language=language)
    text = zaai("report", "--year", "2027", "--format", "html").out
    page = Page(text)
    names = {tag for tag, _attributes in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base"}
    for _tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "href", "style"}]
    policies = [each.get("content") for tag, each in page.tags if tag == "meta" and "http-equiv" in each]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert "http" not in text.replace("http-equiv", "")


def test_the_picture_can_be_read_by_who_cannot_see_it(three: Zaai) -> None:
    page = Page(three("report", "--year", "2027", "--format", "html").out)
    (picture,) = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert picture["role"] == "img"
    named = {attributes.get("id") for tag, attributes in page.tags if tag in {"title", "desc"}}
    assert set((picture["aria-labelledby"] or "").split()) <= named
    months = [tag for tag, _attributes in page.tags if tag == "g"]
    assert len(months) == 12


def test_a_minimum_of_billable_hours_is_named_in_the_report_and_by_doctor(tmp_path: Path) -> None:
    zaai = an_office_of(tmp_path, "marieke", more=SESSIONS + MINIMUM)
    (named, total, beside) = zaai("report", "--format", "json").json()["weeffout"]
    assert "weeffout" in named
    assert "1500 declarabele uren 380 uur" in total
    assert "3 voor de middagen samen" in beside
    for command in (("report",), ("report", "--format", "html"), ("doctor",)):
        assert named in zaai(*command).out
    doctor = zaai("doctor")
    assert doctor.code == 0
    assert [line for line in doctor.out.splitlines() if line.startswith("let op") and "weeffout" in line]


def test_where_network_hours_count_no_command_speaks_of_a_weeffout(tmp_path: Path) -> None:
    zaai = an_office_of(tmp_path, "marieke", more=f"{SESSIONS}{MINIMUM}network_counts = true\n")
    for command in (("report",), ("report", "--format", "html"), ("doctor",)):
        assert "weeffout" not in zaai(*command).out
