"""`undo`, `resume`, `forget`, `doctor`: taking away, deleting, and finding what is wrong."""

from pathlib import Path

import pytest

from cli.office import Zaai, an_ics, an_office

LATER = "2026-11-24T09:30+01:00"


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def test_undo_shows_first_and_asks(written: Zaai) -> None:
    before = written.files()
    ended = written("undo", said="n\n")
    assert ended.code == 3
    assert "Borging Alfa" in ended.out
    assert written.files() == before


def test_undo_takes_away_what_we_wrote_and_then_stands_still(written: Zaai) -> None:
    assert written("undo", "--yes").code == 0
    assert list(written.files()) == ["marieke/alfa.ics"]
    paused = written("run")
    assert paused.code == 0
    assert "staat stil" in written("list").out
    assert list(written.files()) == ["marieke/alfa.ics"]
    assert "gaat verder" in written("resume", "marieke").out
    assert "stond niet stil" in written("resume", "marieke").out
    assert written("run").code == 0
    assert len(written.files()) == 2


def test_undo_leaves_what_a_person_changed(written: Zaai) -> None:
    ours = written.ours("marieke", "Borging Alfa")
    edited(
        ours, "DTSTART;TZID=Europe/Amsterdam:20270226T100000", "DTSTART;TZID=Europe/Amsterdam:20270226T101500"
    )
    before = written.files()
    ended = written("undo", "--yes")
    assert ended.code == 0
    assert "zelf" in ended.out
    assert written.files() == before


def test_undo_names_what_it_cannot_read_and_leaves_it(written: Zaai) -> None:
    edited(written.ours("marieke", "Borging Alfa"), "END:VEVENT", "")
    before = written.files()
    assert "Onleesbaar" in written("undo", "--yes").out
    assert written.files() == before


def test_undo_leaves_what_its_owner_approved_and_whom_he_invited_unless_asked(written: Zaai) -> None:
    written("approve", written.key("Borging Alfa"))
    before = written.files()
    assert written("undo", "--yes").code == 0
    assert written.files() == before
    written("run", now=LATER)
    invited = written.files()
    assert len(invited) == 3
    assert written("undo", "--yes", now=LATER).code == 0
    assert written.files() == invited
    assert written("undo", "--yes", "--invited", now=LATER).code == 0
    assert list(written.files()) == ["marieke/alfa.ics"]


def test_undo_since_a_moment_leaves_what_was_written_before(written: Zaai) -> None:
    (written.folder("marieke") / "beta.ics").write_text(an_ics("Einde opdracht: Beta", "2027-01-22"))
    written("run", now="2026-11-25T09:00+01:00")
    assert len(written.files()) == 4
    ended = written("undo", "--yes", "--since", "2026-11-25", now="2026-11-25T10:00+01:00")
    assert ended.code == 0
    assert written.ours("marieke", "Borging Alfa")
    assert len(written.files()) == 3


def test_forgetting_a_calendar_leaves_its_appointments(written: Zaai) -> None:
    before = written.files()
    assert written("forget", "marieke", said="n\n").code == 3
    assert written("forget", "marieke", "--yes").code == 0
    assert written.files() == before
    listed = written("list", "--format", "json").json()
    assert listed["operations"] == []


def test_forgetting_with_remove_takes_them_away(written: Zaai) -> None:
    ended = written("forget", "marieke", "--remove", "--yes")
    assert ended.code == 0
    assert "Borging Alfa" in ended.out
    assert list(written.files()) == ["marieke/alfa.ics"]


def test_a_calendar_that_left_the_config_can_still_be_forgotten(sample: Zaai) -> None:
    sample("apply", "--yes")
    text = sample.config.read_text()
    start = text.index('[[calendar]]\nname     = "jan"')
    sample.config.write_text(text[:start] + text[text.index("[[calendar]]", start + 1) :])
    assert sample("forget", "jan", "--yes").code == 0
    assert sample("forget", "jan", "--yes").code == 2


def test_a_person_from_outside_is_forgotten_everywhere(written: Zaai) -> None:
    database = written.config.parent / "zaaikalender.db"
    ended = written("forget", "--person", "Eva@client-a.example", "--yes")
    assert ended.code == 0
    assert b"eva@client-a.example" not in database.read_bytes()
    listed = written("list", "--format", "json").json()["operations"]
    assert not any(line["pending_guests"] for line in listed)


def test_who_was_forgotten_is_not_stored_again_by_a_later_full_read(tmp_path: Path) -> None:
    rule = (
        '[[follow_up]]\nname = "borging"\nguests = "none"\ntitle = "Borging {project}"\nafter = "6 weken"\n'
    )
    zaai = Zaai(an_office(tmp_path, "marieke", start="write", more=rule))
    end = an_ics("Einde opdracht: Alfa", "2026-12-18", guests=("eva@client-a.example",))
    (zaai.folder("marieke") / "einde.ics").write_text(end)
    database = tmp_path / "zaaikalender.db"
    zaai("run")
    assert b"eva@client-a.example" in database.read_bytes()
    assert zaai("forget", "--person", "eva@client-a.example", "--yes").code == 0
    # Other rules: all is read anew.
    zaai.config.write_text(zaai.config.read_text().replace("6 weken", "7 weken"))
    assert zaai("run", now="2026-11-25T09:00+01:00").code in {0, 3}
    wal = database.with_name("zaaikalender.db-wal")
    stored = database.read_bytes() + (wal.read_bytes() if wal.exists() else b"")
    assert b"eva@client-a.example" not in stored


@pytest.mark.parametrize(
    "words",
    [
        ("forget",),
        ("forget", "marieke", "--person", "eva@client-a.example"),
        ("forget", "--person", "eva", "--yes"),
        ("forget", "--person", "jan@bureau.example", "--yes"),
        ("forget", "--person", "eva@client-a.example", "--remove"),
        ("forget", "mareike", "--yes"),
        ("forget", "mareike", "--remove", "--yes"),
        ("resume", "mareike"),
        ("resume",),
        ("connect", "mareike"),
        ("undo", "--calendar", "mareike"),
        ("undo", "--since", "gisteren"),
        ("plan", "--calendar", "mareike"),
        ("plan", "--format", "pdf"),
        ("apply", "--calendar", "mareike", "--yes"),
        ("run", "--calendar", "mareike"),
        ("run", "--format", "html"),
        ("list", "--calendar", "mareike"),
        ("doctor", "marieke"),
        ("zaai",),
        ("plan", "--nothing"),
    ],
)
def test_wrong_usage_gets_a_sentence_and_does_nothing(written: Zaai, words: tuple[str, ...]) -> None:
    before = written.files()
    ended = written(*words)
    assert ended.code == 2
    assert ended.err.strip()
    assert ended.out == ""
    assert written.files() == before


def test_a_healthy_office_is_found_healthy(written: Zaai) -> None:
    ended = written("doctor")
    assert ended.code == 0
    assert "fout" not in ended.out


def test_doctor_names_the_broken_file_and_its_line(sample: Zaai) -> None:
    ended = sample("doctor")
    assert ended.code == 1
    assert "uitnodiging-afgebroken.ics:4" in ended.out


def test_doctor_says_what_to_do_about_what_is_gone_or_turned_round(written: Zaai) -> None:
    back = written("doctor", now="2026-11-20T09:00+01:00")
    assert back.code == 1
    assert "klok" in back.out
    written.folder("marieke").rename(written.folder("weg"))
    gone = written("doctor")
    assert gone.code == 1
    assert "Kijk `path` na" in gone.out


def test_doctor_names_a_calendar_that_waits_or_stands_still(office: Zaai) -> None:
    assert "zaai apply" in office("doctor").out
    office("apply", "--yes")
    office("undo", "--yes")
    assert "zaai resume marieke" in office("doctor").out


def test_what_would_be_taken_away_is_shown_the_soonest_first(sample: Zaai) -> None:
    sample("apply", "--calendar", "marieke", "--yes")
    asked = sample("undo", "--calendar", "marieke", said="n\n").out
    shown = [line.split()[1] for line in asked.splitlines() if line.startswith("- ")]
    listed = sample("list", "--calendar", "marieke").out
    stands = [line.split()[0] for line in listed.splitlines() if line.strip()[:8] in shown]
    assert len(shown) > 2
    assert shown == stands
