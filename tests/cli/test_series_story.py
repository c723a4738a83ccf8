"""A yearly series with each on a list, as its owner lives it in his own calendar, over years.

You need this when a series does what a single slot would not, or the other way round.
"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import OWNER, when
from cli.office import Zaai, an_office, unfolded
from cli.test_network_story import passes, start_of
from providers.folder_person import FolderHand

SERIES = '[contacts]\nrecurring = "series"\n'
KINDS = ("contact", "series")
BEGIN = date(2026, 11, 24)
HEAD = "naam,e-mail,telefoon,vorm,interval\n"
WOLFERT = "Wolfert Kwikstaart,wolfert@kwikhuis.example,,bellen,\n"
OTTILIE = "Ottilie Grutto,ottilie@grutto.example,06 0000 0001,koffie,\n"
YPKE = "Ypke Roerdomp,ypke@rietland.example,,bellen,half jaar\n"


@pytest.fixture
def office(tmp_path: Path) -> Zaai:
    """Marieke, who has a yearly series with Wolfert."""
    zaai = Zaai(an_office(tmp_path, "marieke", start="write", more=SERIES))
    lists(zaai, WOLFERT)
    passes(zaai, BEGIN)
    return zaai


def lists(zaai: Zaai, *rows: str, now: str = "2026-11-24T08:00") -> None:
    file = zaai.config.parent / "lijst.csv"
    file.write_text(HEAD + "".join(rows))
    assert zaai("contacts", "import", str(file), "--calendar", "marieke", now=now).code == 0


def ours(zaai: Zaai, words: str = "met Wolfert") -> list[Path]:
    """The files of our appointments with these words in the title."""
    found = zaai.folder("marieke").glob("*.ics")
    return [path for path in found if re.search(rf"SUMMARY:.*{words}", unfolded(path))]


def the_series(zaai: Zaai) -> Path:
    (path,) = ours(zaai)
    assert "RRULE" in unfolded(path).partition("BEGIN:VEVENT")[2]
    return path


def hand(zaai: Zaai) -> FolderHand:
    return FolderHand(zaai.folder("marieke"), OWNER)


def uid_of(path: Path) -> str:
    return re.search(r"^UID:(\S+)", unfolded(path), re.MULTILINE)[1]


def year_after(day: date) -> date:
    """The same weekday of the same week of its month."""
    weeks = (day + timedelta(days=number) for number in (364, 371))
    return next(
        each for each in weeks if (each.month, (each.day - 1) // 7) == (day.month, (day.day - 1) // 7)
    )


def shown(zaai: Zaai, now: str) -> list[tuple[str, str, str]]:
    """Start, title and state of each slot that its owner sees."""
    lines = zaai("list", "--all", "--calendar", "marieke", "--format", "json", now=now).json()["operations"]
    return [(each["start"][:10], each["title"], each["state"]) for each in lines if each["kind"] == "contact"]


def agree_to_all(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"SUMMARY:Voorstel: ", b"SUMMARY:", 1))


def held(zaai: Zaai, year: int, now: str) -> int:
    return zaai("report", "--year", str(year), "--format", "json", now=now).json()["total"]["held"]


def test_one_event_is_written_that_repeats_each_year_and_says_so(office):
    path = the_series(office)
    text = unfolded(path)
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[start_of(path).weekday()]
    assert re.search(rf"RRULE:FREQ=YEARLY;BYMONTH={start_of(path).month};BYDAY=-?\d{weekday}", text)
    assert "SUMMARY:Voorstel: Bellen met Wolfert Kwikstaart" in text
    assert "CLASS:PRIVATE" in text
    assert "ATTENDEE" not in text
    assert "Een vast moment" in text
    first = start_of(path)
    slots = shown(office, "2026-11-24T11:00")
    assert [start for start, _title, _state in slots][:2] == [str(first), str(year_after(first))]
    assert {state for _start, _title, state in slots} == {"proposed"}


def test_years_pass_and_it_is_never_written_again(office):
    path = the_series(office)
    before = path.read_bytes()
    for months in range(0, 30, 3):
        passes(office, BEGIN + timedelta(days=30 * months + 1))
    assert ours(office) == [path]
    assert path.read_bytes() == before


def test_what_was_agreed_is_held_and_counted_each_year_and_what_was_not_is_not(office):
    path = the_series(office)
    first = start_of(path)
    hand(office).retitle(uid_of(path), "Bellen met Wolfert Kwikstaart")
    for days in (-3, 1, 200, 363, 380):
        passes(office, first + timedelta(days=days))
    now = f"{first + timedelta(days=380)}T11:00"
    assert [held(office, year, now) for year in (first.year, first.year + 1)] == [1, 1]

    hand(office).retitle(uid_of(path), "Voorstel: Bellen met Wolfert Kwikstaart")
    passes(office, first + timedelta(days=760))
    now = f"{first + timedelta(days=760)}T11:00"
    assert held(office, first.year + 2, now) == 0
    assert [state for _start, _title, state in shown(office, now)][:3] == ["held", "held", "lapsed"]


def test_one_that_he_deleted_stays_away_and_is_skipped_and_the_next_year_stands(office):
    path = the_series(office)
    first = start_of(path)
    hand(office).delete_occurrence(uid_of(path), str(first))
    passes(office, BEGIN + timedelta(days=1))
    before = path.read_bytes()
    passes(office, BEGIN + timedelta(days=8))
    states = {start: state for start, _title, state in shown(office, "2026-12-02T12:00")}
    assert states[str(first)] == "skipped"
    assert states[str(year_after(first))] == "proposed"
    assert (ours(office), path.read_bytes()) == ([path], before)


def test_one_that_he_moved_and_agreed_is_held_where_he_put_it(office):
    path = the_series(office)
    first = start_of(path)
    there = first + timedelta(days=9)
    hand(office).move_occurrence(uid_of(path), str(first), when(f"{there} 15:00"))
    text = path.read_bytes()
    one = text.index(b"RECURRENCE-ID")
    begin = text.rindex(b"BEGIN:VEVENT", 0, one)
    path.write_bytes(text[:begin] + text[begin:].replace(b"SUMMARY:Voorstel: ", b"SUMMARY:", 1))
    passes(office, BEGIN + timedelta(days=1))
    before = path.read_bytes()
    passes(office, there + timedelta(days=1))
    now = f"{there + timedelta(days=1)}T11:00"
    states = {start: state for start, _title, state in shown(office, now)}
    assert states[str(there)] == "held"
    assert held(office, there.year, now) == 1
    assert path.read_bytes() == before


def test_a_series_that_he_deleted_does_not_come_back_nor_does_anything_in_its_place(office):
    the_series(office).unlink()
    for days in (1, 8, 400):
        passes(office, BEGIN + timedelta(days=days))
    assert ours(office) == []
    assert {state for _start, _title, state in shown(office, "2028-01-05T12:00")} == {"skipped"}


def test_who_leaves_the_list_takes_a_series_along_that_nobody_touched(office):
    lists(office, OTTILIE, now="2026-11-25T08:00")
    passes(office, BEGIN + timedelta(days=1))
    assert ours(office) == []
    assert len(ours(office, "met Ottilie")) == 1
    passes(office, BEGIN + timedelta(days=8))
    said = office("list", "--calendar", "marieke", "--all", now="2026-12-03T08:00").out
    assert "verwijderd" not in said


@pytest.mark.parametrize("touch", ["moved", "agreed", "begun"])
def test_a_series_that_he_touched_or_that_has_begun_is_his_to_end(office, touch):
    path, day = the_series(office), BEGIN + timedelta(days=1)
    if touch == "moved":
        hand(office).move_occurrence(uid_of(path), str(start_of(path)), when("2027-09-09 15:00"))
    elif touch == "agreed":
        agree_to_all(path)
    else:
        day = start_of(path) + timedelta(days=20)
    lists(office, OTTILIE, now=f"{day}T08:00")
    passes(office, day)
    assert ours(office) == [path]
    said = office("plan", "--calendar", "marieke", now=f"{day}T12:00").out
    assert "jaarlijkse reeks" in said


def test_who_is_seen_more_often_than_yearly_gets_single_slots(office):
    lists(office, WOLFERT, YPKE, now="2026-11-25T08:00")
    passes(office, BEGIN + timedelta(days=1))
    (path,) = ours(office, "met Ypke")
    assert "RRULE" not in unfolded(path).partition("BEGIN:VEVENT")[2]


def test_what_was_agreed_in_it_comes_beside_it_and_the_series_goes_on(office):
    path = the_series(office)
    agree_to_all(path)
    spoken = start_of(path)
    passes(office, spoken - timedelta(days=2))
    path.write_bytes(path.read_bytes().replace(b"\\nvolgende:", b"\\nvolgende: over 4 maanden", 1))
    passes(office, spoken + timedelta(days=1))
    single = [each for each in ours(office) if each != path]
    assert len(single) == 1
    assert abs(start_of(single[0]) - spoken - timedelta(days=121)) <= timedelta(days=12)


def test_after_a_lost_store_the_series_is_taken_over_and_no_second_one_made(office):
    path, kept = the_series(office), office.config.parent / "export.csv"
    # An export carries the ids by which a list is known again.
    assert office("contacts", "export", str(kept), "--calendar", "marieke").code == 0
    for file in office.config.parent.glob("*.db*"):
        file.unlink()
    assert office("contacts", "import", str(kept), "--calendar", "marieke").code == 0
    for days in (7, 8, 30):
        office("run", now=f"{BEGIN + timedelta(days=days)}T09:00")
    assert ours(office) == [path]
    shown = office("list", "--calendar", "marieke", now="2026-12-30T09:00").out
    assert "?" not in shown
    assert "Bellen met Wolfert Kwikstaart" in shown


def test_a_lost_list_too_leads_to_a_question_and_to_no_second_series(office):
    path = the_series(office)
    for file in office.config.parent.glob("*.db*"):
        file.unlink()
    lists(office, WOLFERT, now="2026-12-01T08:00")
    for days in (7, 8, 30):
        office("run", now=f"{BEGIN + timedelta(days=days)}T09:00")
    assert ours(office) == [path]


def test_undo_takes_an_untouched_series_away_whole(office):
    assert office("undo", "--calendar", "marieke", "--yes", now="2026-11-24T12:00").code == 0
    assert ours(office) == []


def test_rolling_again_leaves_a_series_that_stands(office):
    path = the_series(office)
    office.config.write_text(office.config.read_text().replace('"series"', '"rolling"'))
    passes(office, BEGIN + timedelta(days=2))
    assert ours(office) == [path]


def test_in_a_list_each_time_stands_once_and_is_skipped_in_the_calendar_alone(office):
    first = str(start_of(the_series(office)))
    listed = office("list", "--calendar", "marieke", "--format", "json", now="2026-11-24T12:00").json()
    keys = [(each["start"][:10], each["key"]) for each in listed["operations"] if each["kind"] in KINDS]
    assert len(keys) == len(dict(keys))
    refused = office("skip", dict(keys)[first], now="2026-11-24T12:00")
    assert refused.code == 2
    assert "in the calendar itself" in refused.err
    assert len(ours(office)) == 1
