"""A list is kept sealed, whole or not at all, and is its own calendar's alone."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lists.conftest import Open, marieke, names_on, now_on
from lists.files import EVA, NOW, PIET, a_contact, a_csv, an_excel
from zaaikalender.core.identity import forgotten_mark
from zaaikalender.core.people import Person
from zaaikalender.errors import StoreError
from zaaikalender.lists import Means, NoList, forget, import_file, is_known, join, list_of, name_of, refuse
from zaaikalender.lists.kept import Kept, fingerprint_of, kept_in, text_of
from zaaikalender.vault import rotate

NOOR = Person(address="noor@x.example", name="Noor Vos")


def imported(means: Means, *rows: tuple[str, ...]) -> None:
    path = means.config.file.with_name("lijst.xlsx")
    path.write_bytes(an_excel(*rows))
    import_file(marieke(means), path, means, now=NOW)


def test_an_import_is_the_whole_list_and_says_who_is_new_and_how_many_left(means: Means) -> None:
    imported(means, EVA, PIET)
    path = means.config.file.with_name("other.csv")
    path.write_bytes(a_csv(EVA, ("Noor Vos", "", "noor@x.example"), ("", "", "nobody@x.example")))
    done = import_file(marieke(means), path, means, now=NOW)
    assert (done.taken, done.new, done.gone) == (2, 1, 1)
    assert "other.csv, rij 4, kolom Naam: verwacht een naam" in done.complaints[0]
    assert names_on(means) == ["Eva Jansen", "Noor Vos"]


def test_a_file_in_which_nobody_can_be_taken_leaves_the_list_as_it_was(means: Means, tmp_path: Path) -> None:
    imported(means, EVA)
    path = tmp_path / "bad.csv"
    for content, expected in (
        (b"\x00" * 9, "geen Excelbestand"),
        (a_csv(("", "", "x")), "rij 2, kolom Naam"),
    ):
        path.write_bytes(content)
        with pytest.raises(NoList, match=expected):
            import_file(marieke(means), path, means, now=NOW)
    with pytest.raises(NoList, match="dat is geen bestand"):
        import_file(marieke(means), tmp_path / "none.csv", means, now=NOW)
    assert names_on(means) == ["Eva Jansen"]


def test_nothing_of_a_list_stands_readable_in_the_database_or_a_log(
    means: Means, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    imported(means, ("Zwaluwstaart Canary", "Canarybedrijf", "canary@zwaluw.example"))
    refuse(marieke(means), Person(address="refused@canary.example"), means, now=NOW)
    join(marieke(means), Person(address="joined@canary.example"), means, now=NOW)
    for path in tmp_path.glob("zaaikalender.db*"):
        assert b"canary" not in path.read_bytes().lower()
        assert b"zwaluw" not in path.read_bytes().lower()
    assert "canary" not in caplog.text.lower()
    assert "canary" not in repr(means.store.sealed_list("marieke")).lower()
    assert "refused@" not in text_of(means.kept("marieke"))


def test_nobody_elses_calendar_has_it(means: Means) -> None:
    imported(means, EVA)
    assert list_of(means.config.calendar("jan"), means, now=NOW).contacts == ()
    assert means.store.list_owners() == ("marieke",)


def test_lists_are_read_under_a_new_key_and_not_without_it(means: Means) -> None:
    imported(means, EVA)
    rotate(means.config.key_file, means.store)
    assert names_on(means) == ["Eva Jansen"]
    lines = means.config.key_file.read_bytes().splitlines(keepends=True)
    means.config.key_file.write_bytes(b"".join(line for line in lines if not line.startswith(b"seal ")))
    with pytest.raises(StoreError, match="list of marieke cannot be opened"):
        now_on(means)


def test_two_who_change_a_list_at_once_both_succeed(means: Means) -> None:
    people = [Person(address=f"p{number}@x.example") for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda person: join(marieke(means), person, means, now=NOW), people))
    assert {each.address for each in now_on(means).contacts} == {each.address for each in people}


def test_who_joins_twice_is_on_the_list_once(means: Means) -> None:
    first = join(marieke(means), NOOR, means, now=NOW)
    assert join(marieke(means), Person(address="NOOR@x.example", name="N."), means, now=NOW) == first
    assert names_on(means) == ["Noor Vos"]


def test_not_this_one_is_remembered_as_a_mark_until_he_is_put_on_the_list(means: Means) -> None:
    refuse(marieke(means), NOOR, means, now=NOW)
    kept = means.kept("marieke")
    assert kept.refused == {forgotten_mark(NOOR.address, means.office_key)}
    assert is_known(NOOR, kept, frozenset(), means.office_key)
    join(marieke(means), NOOR, means, now=NOW)
    assert means.kept("marieke").refused == frozenset()


def test_who_is_on_the_list_without_an_address_is_known_by_his_full_name(means: Means) -> None:
    imported(means, ("Noor Vos", "", ""))
    assert is_known(NOOR, means.kept("marieke"), frozenset(), means.office_key)
    other = Person(address="n@x.example", name="Noor Bos")
    assert not is_known(other, means.kept("marieke"), frozenset(), means.office_key)


def test_who_is_forgotten_is_off_every_list_and_no_file_brings_him_back(means: Means) -> None:
    imported(means, EVA, PIET)
    join(means.config.calendar("jan"), Person(address="eva@client-a.example"), means, now=NOW)
    means.store.forget_person("eva@client-a.example", office_key=means.office_key, at=NOW)
    assert forget("EVA@client-a.example", means, now=NOW) == 2
    assert "jansen" not in text_of(means.kept("marieke")).lower()
    assert "client-a" not in text_of(means.kept("marieke"))
    path = means.config.file.with_name("lijst.xlsx")
    done = import_file(marieke(means), path, means, now=NOW)
    assert "wilde vergeten worden" in done.complaints[0]
    assert names_on(means) == ["Piet Bakker"]
    assert is_known(Person(address="eva@client-a.example"), Kept(), means.store.forgotten(), means.office_key)


def test_a_list_that_was_kept_is_understood_as_it_was(means: Means) -> None:
    imported(means, (*EVA, "06-12345678", "padel", "6 maanden", "11-03-2026", "=1+1"))
    join(marieke(means), NOOR, means, now=NOW)
    refuse(marieke(means), Person(address="x@y.example"), means, now=NOW)
    kept = means.kept("marieke")
    assert kept_in(text_of(kept)) == kept
    assert len(kept.contacts) == 2


def test_the_fingerprint_changes_with_the_list_and_tells_nothing_without_the_key() -> None:
    one, other = (a_contact(),), (a_contact(note="x"),)
    assert fingerprint_of(one, b"k" * 32) == fingerprint_of(one, b"k" * 32)
    assert (
        len({fingerprint_of(each, key) for each in (one, other, ()) for key in (b"k" * 32, b"l" * 32)}) == 6
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Noor Vos", "Noor Vos"),
        ("Vos, Noor", "Noor Vos"),
        ("", "Noor Vos"),
        ("noor.vos@x.example", "Noor Vos"),
    ],
)
def test_somebody_is_called_by_his_name_or_by_what_his_address_says(name: str, expected: str) -> None:
    assert name_of(Person(address="noor.vos@x.example", name=name)) == expected


def test_a_list_from_an_older_key_file_is_not_taken_for_an_empty_one(opened: Open) -> None:
    means = opened()
    imported(means, EVA)
    sealed = means.store.sealed_list("marieke")
    assert sealed is not None
    broken = type(sealed)(calendar="marieke", key=sealed.key, sealed=sealed.sealed[:-1] + b"?", at=NOW)
    means.store.exchange_lists([(sealed, broken.sealed)], sealed.key)
    with pytest.raises(StoreError):
        join(marieke(means), NOOR, means, now=NOW)
