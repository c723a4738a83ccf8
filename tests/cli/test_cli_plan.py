"""`zaai plan`: what would change and why; nothing is written, and nothing private shows."""

import html.parser
from datetime import date, datetime
from pathlib import Path

import pytest

from cli.office import Zaai, an_ics, an_office

LINE = {
    *("op", "calendar", "key", "kind", "rule", "title", "start", "end", "state", "guests"),
    *("pending_guests", "because"),
}
KINDS = {"follow_up", "contact", "session", "action", "list", "note", "travel", "question"}
STATES = {"proposed", "approved", "invited", "held", "lapsed", "skipped", "cancelled", "unknown"}


def twins(zaai: Zaai) -> None:
    """Two ends of one name in one calendar: a question, which is private."""
    folder = zaai.folder("marieke")
    (folder / "beta-1.ics").write_text(an_ics("Einde opdracht: Beta", "2027-01-15", uid="beta-1@test"))
    (folder / "beta-2.ics").write_text(an_ics("Einde opdracht: Beta", "2027-01-22", uid="beta-2@test"))


def test_a_plan_tells_each_follow_up_with_its_moment_and_its_reason(sample: Zaai) -> None:
    plan = sample("plan")
    assert plan.code == 0
    (line,) = (line for line in plan.out.splitlines() if "Borging Zaaksysteem Oosterlo" in line)
    assert line.startswith("+  ")
    assert "do 11 mrt 2027 10:00-10:45" in line
    assert "eindigt op donderdag 28 januari 2027" in line
    assert "mirjam.dekker@client-c.example" in line


def test_a_plan_changes_no_calendar(sample: Zaai) -> None:
    before = sample.files()
    for form in ("text", "json", "html"):
        assert sample("plan", "--format", form).code == 0
    assert sample.files() == before


def test_the_same_moment_gives_the_same_plan_to_the_letter(sample: Zaai) -> None:
    for form in ("text", "json", "html"):
        assert sample("plan", "--format", form) == sample("plan", "--format", form)


def test_json_has_what_the_contract_promises(sample: Zaai) -> None:
    plan = sample("plan", "--format", "json").json()
    assert datetime.fromisoformat(plan["as_of"]) == datetime.fromisoformat(sample.now)
    assert [calendar["name"] for calendar in plan["calendars"]] == ["marieke", "jan", "fatima"]
    assert all(
        {"name", "provider", "complete", "events"} <= calendar.keys() for calendar in plan["calendars"]
    )
    assert {"left_alone", "unplaced", "questions", "held", "unreadable"} <= plan.keys()
    assert plan["operations"]
    for line in plan["operations"]:
        assert line.keys() == LINE
        assert line["op"] in {"create", "update", "cancel", "ask"}
        assert line["kind"] in KINDS
        assert line["state"] in STATES
        assert datetime.fromisoformat(line["start"]) < datetime.fromisoformat(line["end"])
        assert datetime.fromisoformat(line["start"]).utcoffset() is not None
        assert line["because"]


def test_nobody_is_a_guest_of_what_is_only_proposed(sample: Zaai) -> None:
    lines = sample("plan", "--format", "json").json()["operations"]
    assert not any(line["guests"] for line in lines)
    assert any(line["pending_guests"] for line in lines)


def test_whole_days_are_dates_in_json(office: Zaai) -> None:
    twins(office)
    office("apply", "--yes")
    lines = office("list", "--calendar", "marieke", "--format", "json").json()["operations"]
    (notice,) = (line for line in lines if line["kind"] == "question")
    assert date.fromisoformat(notice["start"]) < date.fromisoformat(notice["end"])
    assert notice["title"] == "Zaaikalender: 1 vraag"


def test_a_plan_of_one_calendar_is_that_part_of_the_whole(sample: Zaai) -> None:
    whole = sample("plan", "--format", "json").json()["operations"]
    part = sample("plan", "--format", "json", "--calendar", "jan").json()["operations"]
    assert part == [line for line in whole if line["calendar"] == "jan"]


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_question_shows_to_its_owner_alone(office: Zaai, form: str) -> None:
    twins(office)
    hidden = office("plan", "--format", form)
    assert "hetzelfde" not in hidden.out
    assert "(privé)" in hidden.out
    shown = office("plan", "--format", form, "--calendar", "marieke")
    assert "een en hetzelfde project?" in shown.out
    assert "nee, het zijn er twee" in shown.out


def test_a_calendar_that_cannot_be_read_does_not_hide_the_others(sample: Zaai) -> None:
    sample.folder("jan").rename(sample.folder("weg"))
    plan = sample("plan")
    assert plan.code == 1
    assert "Borging Zaaksysteem Oosterlo" in plan.out
    assert plan.err.count("\n") == 1
    assert "is er niet" in plan.err
    calendars = sample("plan", "--format", "json").json()["calendars"]
    (jan,) = (calendar for calendar in calendars if calendar["name"] == "jan")
    assert not jan["complete"]
    assert "is er niet" in jan["error"]


def test_what_cannot_be_read_is_named_by_file_and_line(sample: Zaai) -> None:
    assert "uitnodiging-afgebroken.ics:4" in sample("plan").out
    (unreadable,) = sample("plan", "--format", "json").json()["unreadable"]
    assert unreadable["calendar"] == "fatima"
    assert unreadable["where"] == "uitnodiging-afgebroken.ics:4"


class Page(html.parser.HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [f"{name}={value}" for name, value in attrs]


def test_the_page_needs_no_network_and_no_script(sample: Zaai) -> None:
    text = sample("plan", "--format", "html").out
    page = Page()
    page.feed(text)
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not any(value.startswith(("src=", "href=", "on")) for value in page.values)
    assert "http" not in text.replace("http-equiv", "")
    plan = sample("plan", "--format", "json").json()["operations"]
    assert page.tags.count("circle") == len([line for line in plan if line["op"] == "create"])


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_title_commands_neither_terminal_nor_browser(office: Zaai, form: str) -> None:
    title = "Einde opdracht: \x1b[31mRood [bold]vet[/bold] <script>alert(1)</script>"
    (office.folder("marieke") / "kwaad.ics").write_text(an_ics(title, "2027-01-18"))
    out = office("plan", "--format", form).out
    assert "Rood" in out
    assert "\x1b" not in out
    assert "<script" not in out


def test_the_page_shows_a_title_as_it_is_written(office: Zaai) -> None:
    (office.folder("marieke") / "rd.ics").write_text(an_ics("Einde opdracht: R&D &lt;nul", "2027-01-18"))
    out = office("plan", "--format", "html").out
    assert "<strong>Voorstel: Borging R&amp;D &amp;lt;nul</strong>" in out


def test_what_a_limit_holds_back_shows_too(tmp_path: Path) -> None:
    zaai = Zaai(an_office(tmp_path, "marieke", more="max_new = 1"))
    for name in ("Alfa", "Beta"):
        (zaai.folder("marieke") / f"{name}.ics").write_text(an_ics(f"Einde opdracht: {name}", "2027-01-15"))
    plan = zaai("plan", "--format", "json").json()
    assert (len(plan["operations"]), len(plan["held"])) == (1, 1)
    assert "morgen" in plan["held"][0]["because"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_first_day_says_what_to_type_and_what_came_nearest(tmp_path: Path, language: str) -> None:
    zaai = Zaai(an_office(tmp_path, "marieke", language=language))
    for title in ("Laatste overleg Alfa", "Tandarts", "Afronding bij Beta", "Kick-off project Gamma"):
        (zaai.folder("marieke") / f"{title}.ics").write_text(an_ics(title, "2027-02-10", clock="10:00"))
    for command in (("plan",), ("doctor",), ("connect", "marieke", "--yes")):
        out = zaai(*command).out
        assert "Einde opdracht: Alfa" in out
        assert "Laatste overleg Alfa" in out
        assert "Afronding bij Beta" in out
        assert "Tandarts" not in out
