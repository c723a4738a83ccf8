"""\"This and following": of a yearly series the rest becomes another one, and stays with the same contact."""

import re
from datetime import date, timedelta
from pathlib import Path

from cli.office import Zaai, an_office, unfolded
from cli.test_network_story import passes, start_of
from cli.test_series_story import (
    BEGIN,
    SERIES,
    WOLFERT,
    agree_to_all,
    held,
    lists,
    shown,
    the_series,
    year_after,
)


def split(path: Path, day: date, *, hours: int) -> Path:
    """As calendar programs do it: the old one ends, the rest takes all but the UID along, hours later."""
    whole = unfolded(path)
    until = (day - timedelta(days=1)).strftime("%Y%m%dT000000Z")
    path.write_text(re.sub(r"(RRULE:FREQ=YEARLY[^\r\n]*)", rf"\1;UNTIL={until}", whole))
    zone, _, event = whole.partition("BEGIN:VEVENT")

    def later(found: re.Match[str]) -> str:
        return f"{found[1]}:{day:%Y%m%d}T{int(found[2]) + hours:02}{found[3]}"

    event = re.sub(r"((?:DTSTART|DTEND)[^:\r\n]*):\d{8}T(\d\d)(\d{4})", later, event)
    rest = path.with_name("rest.ics")
    rest.write_text(zone + "BEGIN:VEVENT" + re.sub(r"UID:\S+", "UID:rest@another-program", event))
    return rest


def test_the_rest_of_a_series_that_was_split_is_his_contacts_too(tmp_path: Path) -> None:
    zaai = Zaai(an_office(tmp_path, "marieke", start="write", more=SERIES))
    lists(zaai, WOLFERT)
    passes(zaai, BEGIN)
    path = the_series(zaai)
    first = start_of(path)
    second = year_after(first)
    agree_to_all(path)
    passes(zaai, first + timedelta(days=2))
    rest = split(path, second, hours=2)
    agreed = path.read_bytes(), rest.read_bytes()
    for days in (-30, 3, 100):
        passes(zaai, second + timedelta(days=days))
    now = f"{second + timedelta(days=100)}T12:00"
    assert [held(zaai, year, now) for year in (first.year, second.year)] == [1, 1]
    assert [state for start, _title, state in shown(zaai, now) if start == str(second)].count("held") == 1
    assert (path.read_bytes(), rest.read_bytes()) == agreed


def test_the_rest_under_another_title_alone_goes_on_as_it_was(tmp_path: Path) -> None:
    zaai = Zaai(an_office(tmp_path, "marieke", start="write", more=SERIES))
    lists(zaai, WOLFERT)
    passes(zaai, BEGIN)
    path = the_series(zaai)
    second = year_after(start_of(path))
    split(path, second, hours=0)
    for days in (1, 8):
        passes(zaai, BEGIN + timedelta(days=days))
    states = [(start, state) for start, _title, state in shown(zaai, "2026-12-02T12:00")]
    assert states.count((str(second), "proposed")) == 1
    assert "skipped" not in {state for _start, state in states}
