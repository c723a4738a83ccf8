"""Complaints say the same in both languages."""

import re

import pytest

from zaaikalender.lists.complaint import Complaint
from zaaikalender.lists.headers import TITLES, column_of
from zaaikalender.lists.words import WORDS, sentence


def test_both_languages_have_the_same_sentences_with_the_same_places() -> None:
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    for code, dutch in WORDS["nl"].items():
        assert re.findall(r"\{\w+\}", dutch) == re.findall(r"\{\w+\}", WORDS["en"][code])


def test_a_complaint_names_file_sheet_row_and_column() -> None:
    made = Complaint(
        code="cell.day_old", file="lijst.xlsx", sheet="Contacten", row=7, column="G (Laatste gesprek)"
    )
    assert sentence(made, "nl") == (
        "lijst.xlsx, blad Contacten, rij 7, kolom G (Laatste gesprek): verwacht een dag na 1970. "
        "De rest van de rij is overgenomen."
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_columns_that_are_written_are_recognised(language: str) -> None:
    assert {column_of(title): column_of(title.upper()) for title in TITLES[language].values()} == {
        column: column for column in TITLES[language]
    }


@pytest.mark.parametrize(
    "title",
    ["E-mailadres", "e mail", "E-MAIL", "Email", " e-mail (werk) ", "E‑mail"],  # noqa: RUF001 - as Word writes it
)
def test_a_column_is_known_by_many_spellings(title: str) -> None:
    assert column_of(title) == "address"
