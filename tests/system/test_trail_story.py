"""What a calendar went through stands in its trail, by key and without a private word."""

import sqlite3
from pathlib import Path

from builders import an_event
from system.office import Office

PRIVATE = ("zwaluwstaart", "eva", "client", "bureau", "einde", "borging", "@")


def rows(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "zaai.db") as connection:
        return connection.execute("select what, about, at, seal from trail").fetchall()


def test_each_write_and_each_yes_of_a_story_is_in_the_trail_and_no_private_word(tmp_path: Path) -> None:
    office = Office(tmp_path)
    end = an_event("Einde opdracht: Zwaluwstaart", "2026-12-04", guests=("eva@client.example",))
    office.hand().put(end)
    office.until_quiet()
    event = office.the("Zwaluwstaart")
    office.hand().retitle(event.uid, "Borging Zwaluwstaart")
    office.until_quiet()
    office.later(minutes=15)
    office.until_quiet()
    office.hand().delete(end.uid)
    office.until_quiet()
    keys = {entry.key for entry in office.store.entries()}
    lines = office.store.trail.lines("marieke")
    about = [line.what.value for line in lines if line.about == event.key]
    assert [word for word in about if word != "updated"][:3] == ["created", "approved", "invited"]
    assert {line.about for line in lines} <= keys | {""}
    told = str(rows(tmp_path)).casefold()
    assert not [word for word in PRIVATE if word in told]
    assert office.store.trail.broken() == ()
    office.close()


def test_a_pass_that_decides_nothing_adds_no_line(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04", guests=("eva@client.example",)))
    office.until_quiet()
    before = rows(tmp_path)
    office.later(minutes=60)
    office.until_quiet()
    assert rows(tmp_path) == before
    assert before
    office.close()
