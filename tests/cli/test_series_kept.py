"""What its owner did with a whole series stays so: its contact leaves the list, or the store is lost."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from cli.office import Zaai, an_office
from cli.test_network_story import passes
from cli.test_series_story import BEGIN, OTTILIE, SERIES, WOLFERT, lists, ours, the_series


@pytest.fixture
def office(tmp_path: Path) -> Zaai:
    """Marieke, who has a yearly series with Wolfert."""
    zaai = Zaai(an_office(tmp_path, "marieke", start="write", more=SERIES))
    lists(zaai, WOLFERT)
    passes(zaai, BEGIN)
    return zaai


def moves_all(path: Path) -> None:
    """Its owner drags the whole series to half past four, as "all events" does in a calendar program."""
    said = path.read_text().replace("\r\n", "\n")
    head, event, rest = said.partition("BEGIN:VEVENT")
    for name, hour in (("DTSTART", "1630"), ("DTEND", "1700")):
        event_and_rest = re.sub(rf"({name}[^:\n]*:\d{{8}}T)\d{{4}}", rf"\g<1>{hour}", rest, count=1)
        assert event_and_rest != rest
        rest = event_and_rest
    path.write_bytes((head + event + rest).replace("\n", "\r\n").encode())


def test_a_series_that_he_moved_as_a_whole_stays_when_its_contact_leaves_the_list(office):
    path = the_series(office)
    moves_all(path)
    passes(office, BEGIN + timedelta(days=1))
    before = path.read_bytes()
    lists(office, OTTILIE, now="2026-11-26T08:00")
    passes(office, BEGIN + timedelta(days=2))
    passes(office, BEGIN + timedelta(days=3))
    assert (ours(office), path.read_bytes()) == ([path], before)


def test_after_a_lost_store_a_series_that_he_deleted_is_asked_about_beside_one_that_stands(office):
    lists(office, WOLFERT, OTTILIE, now="2026-11-25T08:00")
    passes(office, BEGIN + timedelta(days=1))
    (other,) = ours(office, "met Ottilie")
    other.unlink()
    passes(office, BEGIN + timedelta(days=2))
    kept = office.config.parent / "export.csv"
    assert office("contacts", "export", str(kept), "--calendar", "marieke").code == 0
    for file in office.config.parent.glob("*.db*"):
        file.unlink()
    assert office("contacts", "import", str(kept), "--calendar", "marieke").code == 0
    for days in (7, 8, 30):
        office("run", now=f"{BEGIN + timedelta(days=days)}T09:00")
    assert len(ours(office)) == 1
    assert ours(office, "met Ottilie") == [], "he had deleted it"


def test_after_a_lost_store_the_second_series_of_a_contact_is_taken_over_too(office):
    lists(office, OTTILIE, now="2026-11-25T08:00")
    passes(office, BEGIN + timedelta(days=1))
    lists(office, WOLFERT, now="2026-11-26T08:00")
    passes(office, BEGIN + timedelta(days=2))
    path = the_series(office)
    kept = office.config.parent / "export.csv"
    assert office("contacts", "export", str(kept), "--calendar", "marieke").code == 0
    for file in office.config.parent.glob("*.db*"):
        file.unlink()
    assert office("contacts", "import", str(kept), "--calendar", "marieke").code == 0
    for days in (7, 8, 30):
        office("run", now=f"{BEGIN + timedelta(days=days)}T09:00")
    assert ours(office) == [path]
    listed = office("list", "--calendar", "marieke", now="2026-12-30T09:00").out
    assert "?" not in listed
    assert "Bellen met Wolfert Kwikstaart" in listed
