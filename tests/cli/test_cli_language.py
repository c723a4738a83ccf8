"""Whoever reads Dutch is told in Dutch what he mistyped, and what is wrong with the database or its key."""

from pathlib import Path

import pytest

from cli.office import Zaai, an_office


@pytest.fixture
def five(tmp_path: Path) -> Zaai:
    return Zaai(an_office(tmp_path, "marieke", "jan", "fatima", "kees", "sofie"))


def test_a_mistyped_name_is_answered_with_the_name_that_was_meant(five: Zaai) -> None:
    ended = five("plan", "--calendar", "marike")
    assert (ended.code, ended.out) == (2, "")
    assert "Er is geen agenda met die naam" in ended.err
    assert "Bedoel je 'marieke'?" in ended.err


def test_a_name_that_is_like_none_is_answered_with_those_that_are_there(five: Zaai) -> None:
    ended = five("connect", "xyz")
    assert ended.code == 2
    assert "De agenda's zijn: marieke, jan, fatima, kees, sofie." in ended.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("undo", "--since", "gisteren"), "--since is geen moment"),
        (("why", "zzz"), "te kort voor een sleutel"),
        (("why", "zzzzzzzz"), "geen afspraak heeft een sleutel"),
        (("answer", "zzz", "a"), "geen nummer of sleutel van een vraag"),
        (("answer", "99", "a"), "er wacht geen vraag '99'"),
        (("forget",), "typ een van de twee"),
        (("forget", "--person", "niemand"), "is geen e-mailadres"),
        (("forget", "--person", "jan@bureau.example"), "het adres van een collega"),
        (("apply", "--format", "json"), "vraagt niemand iets"),
    ],
)
def test_what_was_typed_wrong_is_said_in_the_language_of_the_office(
    five: Zaai, words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in five(*words).err


def test_a_lost_key_file_is_told_in_the_language_of_the_office(five: Zaai) -> None:
    five("plan")
    five.config.with_name("zaaikalender.key").unlink()
    ended = five("plan")
    assert ended.code == 1
    assert "ontbreekt" in ended.err
    assert "zet een back-up ervan terug" in ended.err


def test_an_option_that_was_mistyped_is_answered_without_a_programmers_words(five: Zaai) -> None:
    ended = five("plan", "--format", "xml")
    assert ended.code == 2
    assert "Invalid value for '--format': 'xml' is not one of" in ended.err
