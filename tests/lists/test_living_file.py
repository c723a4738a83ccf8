"""The living file is read again when it changed; while it cannot be read, the last good list stays."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lists.conftest import LIVING, Open, marieke, names_on, now_on
from lists.files import EVA, NOW, PIET, a_csv, an_excel
from zaaikalender.core.people import Person
from zaaikalender.errors import ConfigurationError
from zaaikalender.lists import Means, import_file, join, list_of, reading, taking_in
from zaaikalender.lists.reading import Stamp

NOOR = ("Noor Vos", "", "noor@x.example")
MISSING = "marieke.xlsx: het bestand is er nu niet."


@pytest.fixture
def file(living: Means, tmp_path: Path) -> Path:
    """Marieke's living file, with two people on it."""
    assert living.file_of("marieke") == tmp_path / "lijsten" / "marieke.xlsx"
    path = tmp_path / "lijsten" / "marieke.xlsx"
    path.write_bytes(an_excel(EVA, PIET))
    return path


def test_the_list_follows_its_file_and_everybody_keeps_his_id(living: Means, file: Path) -> None:
    before = now_on(living)
    assert [each.name for each in before.contacts] == ["Eva Jansen", "Piet Bakker"]
    assert now_on(living) == before
    file.write_bytes(an_excel(NOOR, EVA))
    after = now_on(living)
    assert [each.name for each in after.contacts] == ["Noor Vos", "Eva Jansen"]
    assert after.contacts[1].id == before.contacts[0].id
    assert after.fingerprint != before.fingerprint
    file.write_bytes(an_excel(NOOR, EVA, PIET))
    assert now_on(living).contacts[2].id == before.contacts[1].id


@pytest.mark.usefixtures("file")
def test_a_file_that_did_not_change_is_not_read_again(living: Means, monkeypatch: pytest.MonkeyPatch) -> None:
    listed, stored = now_on(living), living.store.sealed_list("marieke")
    monkeypatch.setattr(taking_in, "content_of", lambda _path: pytest.fail("read again"))
    assert now_on(living) == listed
    assert living.store.sealed_list("marieke") == stored


def test_a_file_that_was_only_saved_again_is_the_same_list(living: Means, file: Path) -> None:
    listed = now_on(living)
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content)
    assert now_on(living) == listed


def test_a_file_of_the_same_size_and_time_that_was_exchanged_is_seen(living: Means, tmp_path: Path) -> None:
    path = tmp_path / "lijsten" / "marieke.xlsx"
    path.write_bytes(a_csv(EVA))
    assert names_on(living) == ["Eva Jansen"]
    before = path.stat()
    path.write_bytes(a_csv(("Ova Jansen", *EVA[1:])))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert names_on(living) == ["Ova Jansen"]


BROKEN = {
    "missing": (None, MISSING),
    "empty": (b"", "het bestand is leeg"),
    "half": (an_excel(EVA, PIET)[:3000], "nog niet helemaal binnen"),
    "nobody left": (an_excel(), "er is geen rij die kon worden overgenomen"),
    "only colleagues": (an_excel(("Jan", "", "jan@bureau.example")), "er is geen rij"),
    "no header": (an_excel(PIET, titles=EVA), "geen rij met kolomnamen"),
    "too big": (b"x" * 10_000_001, "groter dan 10 MB"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_while_the_file_says_nothing_the_last_good_list_stays(living: Means, file: Path, case: str) -> None:
    content, expected = BROKEN[case]
    good = now_on(living)
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    for _ in range(2):
        listed = now_on(living)
        assert (listed.contacts, listed.fingerprint) == (good.contacts, good.fingerprint)
        assert expected in listed.complaints[-1]
        assert listed.complaints[-1].endswith("de lijst blijft zoals hij was.")
    file.write_bytes(an_excel(EVA, PIET, NOOR))
    assert now_on(living).complaints == ()
    assert len(now_on(living).contacts) == 3


def test_a_folder_or_a_pipe_in_the_files_place_is_told_and_not_waited_for(living: Means, file: Path) -> None:
    good = now_on(living).contacts
    file.unlink()
    os.mkfifo(file)
    assert now_on(living).contacts == good
    file.unlink()
    file.mkdir()
    assert "dat is geen bestand" in now_on(living).complaints[0]


def test_a_file_that_another_program_is_writing_is_left_for_later(
    living: Means, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = now_on(living).contacts
    file.write_bytes(a_csv(EVA))
    look = reading.stamp_of

    def look_while_another_writes(path: Path) -> Stamp:
        seen = look(path)
        with path.open("ab") as writing:
            writing.write(b"Noor;;noor@x.example")
        return seen

    with monkeypatch.context() as patch:
        patch.setattr(reading, "stamp_of", look_while_another_writes)
        listed = now_on(living)
    assert listed.contacts == good
    assert "wordt net geschreven" in listed.complaints[0]
    assert names_on(living)[0] == "Eva Jansen"


def test_a_file_that_was_never_there_is_no_loss_and_its_maker_is_named(living: Means) -> None:
    listed = now_on(living)
    assert listed.contacts == ()
    (sentence,) = listed.complaints
    assert sentence.startswith("marieke.xlsx: dit bestand is er nog niet. `zaai contacts template BESTAND`")
    assert "niets overgenomen" not in sentence


def test_complaints_stay_until_the_file_is_mended(living: Means, file: Path) -> None:
    file.write_bytes(an_excel(EVA, ("", "", "x@y.example")))
    first = now_on(living).complaints
    assert "rij 3, kolom A (Naam)" in first[0]
    assert now_on(living).complaints == first
    file.write_bytes(an_excel(EVA))
    assert now_on(living).complaints == ()


def test_a_day_that_was_still_to_come_is_taken_once_it_is_over(living: Means, file: Path) -> None:
    file.write_bytes(an_excel((*EVA, "", "", "", "25-11-2026")))
    listed = now_on(living)
    assert listed.contacts[0].last is None
    assert "deze moet nog komen" in listed.complaints[0]
    tomorrow = list_of(marieke(living), living, now=NOW + timedelta(days=1))
    assert tomorrow.contacts[0].last is not None
    assert tomorrow.complaints == ()


@pytest.mark.usefixtures("file")
def test_who_became_a_colleague_leaves_the_list_though_the_file_did_not_change(living: Means) -> None:
    assert len(names_on(living)) == 2
    office = replace(living.config.office, domains=frozenset({"bureau.example", "client-b.example"}))
    changed = replace(living, config=replace(living.config, office=office))
    assert names_on(changed) == ["Eva Jansen"]


def test_who_joined_beside_the_file_stays_until_he_stood_in_it(living: Means, file: Path) -> None:
    now_on(living)
    joined = join(marieke(living), Person(address="noor@x.example", name="Noor Vos"), living, now=NOW)
    file.write_bytes(an_excel(EVA))
    assert names_on(living) == ["Eva Jansen", "Noor Vos"]
    file.write_bytes(an_excel(EVA, NOOR))
    assert now_on(living).contacts[1].id == joined.id
    file.write_bytes(an_excel(EVA))
    assert names_on(living) == ["Eva Jansen"]


@pytest.mark.usefixtures("file")
def test_an_import_beside_a_living_file_is_refused(living: Means, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(a_csv(NOOR))
    with pytest.raises(ConfigurationError, match="names its list already"):
        import_file(marieke(living), other, living, now=NOW)


def test_without_the_living_file_in_the_config_the_list_is_what_was_kept(
    opened: Open, tmp_path: Path
) -> None:
    (tmp_path / "lijsten").mkdir()
    with_it = opened(LIVING)
    (tmp_path / "lijsten" / "marieke.xlsx").write_bytes(an_excel(EVA))
    listed = now_on(with_it)
    without = opened()
    assert without.file_of("marieke") is None
    assert now_on(without).contacts == listed.contacts
