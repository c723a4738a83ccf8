"""What cannot be taken of a list gets a sentence with file, sheet, row and column; the rest is taken."""

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.properties import CalcProperties

from lists.files import EVA, PIET, TITLES, a_contact, a_csv, an_excel, read, said, taken_from, with_sheet
from zaaikalender.core.dates import Span, Unit

PLACES = {title: index for index, title in enumerate(TITLES)}


def a_row(**cells: Any) -> list[Any]:
    """A row with Eva's name and address, and these cells by their column's name in lower case."""
    row: list[Any] = [None] * len(TITLES)
    row[0], row[2] = "Eva Jansen", "eva@client-a.example"
    for title, value in cells.items():
        row[PLACES[next(each for each in TITLES if each.lower().startswith(title))]] = value
    return row


CELLS = {
    "3/4/2026": ("laatste", "day and month may be swapped"),
    "04/03/2026": ("laatste", "day and month may be swapped"),
    "31/02/2026": ("laatste", "expected a date such as"),
    "maart 2026": ("laatste", "expected a date such as"),
    "11-03-26": ("laatste", "expected a date such as"),
    "vorig jaar": ("laatste", "expected a date such as"),
    "=TODAY()": ("laatste", "this is a formula"),
    46092: ("laatste", "this is a number"),
    True: ("laatste", "this is a number"),
    "25-11-2026": ("laatste", "still to come"),
    datetime(2027, 1, 1): ("laatste", "still to come"),  # noqa: DTZ001 - as Excel's cells have it
    "01-01-1904": ("laatste", "after 1970"),
    "12": ("interval", "expected a time such as"),
    "0 jaar": ("interval", "expected a time such as"),
    "20 jaar": ("interval", "expected a time such as"),
    "30 min": ("interval", "expected a time such as"),
    "sauna": ("vorm", "expected one of: koffie, wandeling, padel, lunch, bellen"),
    "noor": ("e-mail", "expected an e-mail address"),
    "noor@client": ("e-mail", "expected an e-mail address"),
    "eva@a.example; e@b.example": ("e-mail", "a single e-mail address"),
    "bel de receptie": ("telefoon", "expected a telephone number"),
    "112": ("telefoon", "expected a telephone number"),
    "x" * 121: ("organisatie", "longer than 120 characters"),
    "y" * 1001: ("notitie", "longer than 1000 characters"),
    "niet van ons": ("id", "expected the id from an export"),
}


@pytest.mark.parametrize("value", CELLS, ids=str)
def test_a_cell_that_is_not_understood_is_left_out_and_the_rest_of_its_row_taken(value: object) -> None:
    title, expected = CELLS[value]
    row = a_row(**{title: value})
    if title == "e-mail":
        row[PLACES["E-mail"]] = value
    names, sentences = read(an_excel(PIET, row))
    assert names == ["Piet Bakker", "Eva Jansen"]
    (sentence,) = sentences
    column = next(each for each in TITLES if each.lower().startswith(title))
    letter = "ABCDEFGHI"[PLACES[column]]
    assert sentence.startswith(f"lijst.xlsx, sheet Contacten, row 3, column {letter} ({column}): ")
    assert expected in sentence
    assert sentence.endswith("The rest of the row was taken.")
    assert str(value)[:9] not in sentence.replace(expected, "")


DAYS = {
    "11-03-2026": date(2026, 3, 11),
    "3.4.2026": date(2026, 4, 3),
    "2026-03-11": date(2026, 3, 11),
    "2026-03-11 00:00:00": date(2026, 3, 11),
    "13/04/2026": date(2026, 4, 13),
    "04/13/2026": date(2026, 4, 13),
    "4/4/2026": date(2026, 4, 4),
    "11 maart 2026": date(2026, 3, 11),
    "woensdag 11 mrt. 2026": date(2026, 3, 11),
    "March 11, 2026": date(2026, 3, 11),
    "11th March 2026": date(2026, 3, 11),
    date(2026, 3, 11): date(2026, 3, 11),
    datetime(2026, 3, 11, 15, 30): date(2026, 3, 11),  # noqa: DTZ001 - as Excel's cells have it
    " ": None,
}


@pytest.mark.parametrize("value", DAYS, ids=str)
def test_a_day_that_can_mean_one_day_only_is_taken(value: object) -> None:
    (contact,) = taken_from(an_excel(a_row(laatste=value))).contacts
    assert contact.last == DAYS[value]


def test_a_time_without_a_day_is_no_day() -> None:
    assert "expected a date such as" in read(an_excel(a_row(laatste=time(9, 30))))[1][0]


def test_a_workbook_that_counts_from_1904_means_the_same_days() -> None:
    def since_1904(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        book.calculation = CalcProperties()

    (contact,) = taken_from(an_excel(a_row(laatste=date(2026, 3, 11)), change=since_1904)).contacts
    assert contact.last == date(2026, 3, 11)


SPANS = {
    "1 jaar": Span(1, Unit.YEARS),
    "6 maanden": Span(6, Unit.MONTHS),
    "een half jaar": Span(6, Unit.MONTHS),
    "Halfjaarlijks": Span(6, Unit.MONTHS),
    "yearly": Span(1, Unit.YEARS),
    "8 weeks": Span(8, Unit.WEEKS),
}


@pytest.mark.parametrize("value", SPANS)
def test_an_interval_is_words_in_dutch_or_english(value: str) -> None:
    (contact,) = taken_from(an_excel(a_row(interval=value))).contacts
    assert contact.every == SPANS[value]


def test_a_telephone_number_that_excel_took_for_a_number_gets_its_zero_back() -> None:
    rows = [a_row(telefoon=612345678), a_row(telefoon=31612345678)]
    numbers = [taken_from(an_excel(row)).contacts[0].telephone for row in rows]
    assert numbers == ["0612345678", "31612345678"]


def test_a_formula_is_text_and_so_is_what_looks_like_one() -> None:
    row = a_row(organisatie='=HYPERLINK("https://client.example")', notitie="+1 -2 @3")
    (contact,) = taken_from(an_excel(row)).contacts
    assert contact.organisation == '=HYPERLINK("https://client.example")'
    assert contact.note == "+1 -2 @3"


def test_control_and_direction_characters_do_not_come_along() -> None:
    row = ["Eva\u202e\u00a0 Jan\u200bsen\t", "", "eva@client-a.example"]
    (contact,) = taken_from(a_csv(row), "lijst.csv").contacts
    assert contact.name == "Eva Jansen"


REFUSED = {
    "no name": (["", "", "x@client.example"], "column A (Naam): expected a name."),
    "a name without letters": (["123", "", "x@client.example"], "column A (Naam): expected a name."),
    "a colleague": (["Jan", "", "jan@Bureau.example"], "column C (E-mail): expected somebody from outside"),
    "a colleague by name": (["Jan Bakker", "", ""], "column A (Naam): expected somebody from outside"),
    "the same address": (["E. Jansen", "", "EVA@client-a.example"], "the same person as in row 2"),
    "the same name": (["eva  jansen", "client a", ""], "the same person as in row 2"),
    "forgotten": (["Kees", "", "kees@gone.example"], "column C (E-mail): this person asked to be forgotten"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_row_that_cannot_be_on_the_list_is_left_out_and_the_others_taken(case: str) -> None:
    row, expected = REFUSED[case]
    content = an_excel(EVA, row, PIET)
    names, sentences = read(content, is_forgotten=lambda address: address == "kees@gone.example")
    assert names == ["Eva Jansen", "Piet Bakker"]
    (sentence,) = sentences
    assert sentence.startswith("lijst.xlsx, sheet Contacten, row 3, column ")
    assert expected in sentence
    assert sentence.endswith("This row was left out.")


def test_two_people_behind_one_switchboard_are_two_people() -> None:
    first, second = (
        ["Eva Jansen", "", "eva@a.example", "030 1234567"],
        ["Piet", "", "piet@a.example", "030-1234567"],
    )
    assert read(an_excel(first, second))[0] == ["Eva Jansen", "Piet"]
    assert read(an_excel(first, ["Piet", "", "", "030-1234567"]))[0] == ["Eva Jansen"]


def test_an_id_that_stands_there_twice_is_one_persons_and_the_other_gets_his_own() -> None:
    rows = [[*a_row(id="a" * 16)], ["Piet", "", "piet@b.example", *[None] * 5, "a" * 16]]
    taken = taken_from(an_excel(*rows))
    assert [each.id == "a" * 16 for each in taken.contacts] == [True, False]
    assert "row 3, column I (Id): this id belongs to who stands in row 2." in said(taken.complaints)[0]


def test_a_row_that_shares_a_cell_with_the_row_above_is_left_out() -> None:
    content = an_excel(
        EVA, ["Piet Bakker", None, "p@b.example"], change=lambda book: book.active.merge_cells("B2:B3")
    )
    names, sentences = read(content)
    assert names == ["Eva Jansen"]
    assert "row 3, column B (Organisatie): this cell is merged with another row." in sentences[0]


def test_cells_that_are_merged_aside_are_told_and_the_first_counts() -> None:
    content = an_excel(EVA, change=lambda book: book.active.merge_cells("A2:B2"))
    names, sentences = read(content)
    assert names == ["Eva Jansen"]
    assert "row 2, column B (Organisatie): this cell is merged with the one beside it" in sentences[0]


def test_a_title_that_is_merged_over_the_list_harms_nobody() -> None:
    content = an_excel(
        TITLES, EVA, titles=["Mijn lijst"], change=lambda book: book.active.merge_cells("A1:I1")
    )
    assert read(content) == (["Eva Jansen"], [])


def test_a_column_that_stands_there_twice_is_told_and_read_once() -> None:
    content = an_excel(
        ["Eva", "", "", "", "", "x@client.example"], titles=["Naam", "E-mail", "", "", "", "E-mail"]
    )
    names, sentences = read(content)
    assert names == ["Eva"]
    assert "column F (E-mail): this column's name stands there again" in sentences[0]


def test_a_second_sheet_that_looks_like_a_list_is_told_and_a_hidden_one_is_left_alone() -> None:
    def another(book: Any) -> None:
        book.create_sheet("Oud").append(["Naam", "E-mail"])
        hidden = book.create_sheet("Verborgen", 0)
        hidden.append(["Naam", "E-mail"])
        hidden.append(["Kees", "kees@x.example"])
        hidden.sheet_state = "hidden"

    names, sentences = read(an_excel(EVA, change=another))
    assert names == ["Eva Jansen"]
    assert sentences == [
        "lijst.xlsx, sheet Oud: this sheet looks like a list too, but only the first one was read."
    ]


def test_a_million_empty_rows_cost_a_sentence_and_no_time() -> None:
    rows = b"".join(b'<row r="%d" ht="15" customHeight="1"/>' % number for number in range(4, 1_000_000))
    content = with_sheet(
        an_excel(EVA, PIET), lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    names, sentences = read(content)
    assert names == ["Eva Jansen", "Piet Bakker"]
    assert "row 3: more than 2000 empty rows follow" in sentences[0]


def test_a_row_far_below_is_told_and_one_beyond_the_sheets_end_is_none() -> None:
    for number in (1_048_576, 99_999_999):
        row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Kees</t></is></c></row>' % (number, number)
        content = with_sheet(
            an_excel(EVA), lambda part, row=row: part.replace(b"</sheetData>", row + b"</sheetData>")
        )
        assert read(content)[0] in (["Eva Jansen"], [])


def test_of_more_people_than_a_list_can_have_the_first_are_taken() -> None:
    rows = [[f"Persoon {number}", "", f"p{number}@x.example"] for number in range(5_100)]
    names, sentences = read(a_csv(*rows), "lijst.csv")
    assert len(names) == 5_000
    assert "more than 5000 people are on it" in sentences[0]


def test_a_cell_that_cannot_be_read_keeps_what_was_known() -> None:
    known = a_contact(last=date(2026, 3, 11), every=Span(6, Unit.MONTHS))
    row = a_row(laatste="3/4/2026", interval="")
    (contact,) = taken_from(an_excel(row), known=[known]).contacts
    assert (contact.id, contact.last, contact.every) == (known.id, date(2026, 3, 11), None)
    nameless = ["", "", "eva@client-a.example"]
    (contact,) = taken_from(an_excel(nameless), known=[known]).contacts
    assert contact.name == "Eva Jansen"
