"""The sentences about a list's file, Dutch and English: where it stands, what was expected, what was done.

You need this to add a complaint. Both languages have the same codes, which a test holds them to.
"""

from collections.abc import Mapping

from zaaikalender.lists.complaint import Complaint

_NL = {
    "in_file": "{file}",
    "in_sheet": "{file}, blad {sheet}",
    "in_row": "{place}, rij {row}",
    "in_column": "{place}, kolom {column}",
    "row_left_out": "Deze rij is overgeslagen.",
    "cell_left_out": "De rest van de rij is overgenomen.",
    "file_left_out": "Er is niets overgenomen; de lijst blijft zoals hij was.",
    # the file
    "missing": "het bestand is er nu niet. Zet het terug, of pas [contacts] file aan.",
    "not_yet": "dit bestand is er nog niet. `zaai contacts template BESTAND` schrijft het, om in te vullen.",
    "no_file": "dat is geen bestand. Noem een Excelbestand (.xlsx) of een CSV-bestand.",
    "locked": "het bestand is nu niet te lezen; misschien houdt een ander programma het vast. Sluit dat.",
    "changing": "het bestand wordt net geschreven. De volgende keer wordt het opnieuw gelezen.",
    "too_big": "het bestand is groter dan {most} MB. Bewaar alleen de lijst in een nieuw bestand.",
    "empty": "het bestand is leeg. Een voorbeeld schrijft `zaai contacts template BESTAND`.",
    "password": "het bestand is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord.",
    "old_excel": "dit is een oud Excelbestand (.xls). Bewaar het als .xlsx.",
    "binary_excel": "dit is een binair Excelbestand (.xlsb). Bewaar het als .xlsx.",
    "open_document": "dit is een bestand van LibreOffice (.ods). Bewaar het als .xlsx.",
    "a_vcard": "dit is een vCard. Een lijst wordt gelezen uit Excel (.xlsx) of CSV.",
    "bomb": (
        "het bestand is uitgepakt veel te groot voor een lijst. Bewaar alleen de lijst in een nieuw bestand."
    ),
    "damaged": (
        "het bestand is beschadigd of nog niet helemaal binnen. Open het in Excel en bewaar het opnieuw."
    ),
    "no_text": "dit is geen Excelbestand en geen leesbare tekst. Bewaar het als .xlsx, of als CSV in UTF-8.",
    "no_header": (
        "er is geen rij met kolomnamen gevonden. Zet boven de lijst minstens: Naam, en liefst ook E-mail. "
        "Een voorbeeld schrijft `zaai contacts template BESTAND`."
    ),
    "nobody": "er is geen rij die kon worden overgenomen.",
    "other_sheet": "dit blad ziet er ook uit als een lijst, maar alleen het eerste is gelezen.",
    "header_twice": "deze kolomnaam staat er nog eens; alleen de eerste is gelezen.",
    "too_many_rows": "er staan meer dan {most} mensen op; wat hierna komt is niet gelezen.",
    "empty_rows": "hierna komen meer dan {most} lege rijen; wat daar nog onder staat is niet gelezen.",
    "quotes": (
        "ergens sluit een aanhalingsteken niet. Zet de lijst in een nieuw bestand, of bewaar hem als .xlsx."
    ),
    # a row
    "row.no_name": "verwacht een naam.",
    "row.merged": "deze cel is samengevoegd met een andere rij. Maak de cellen los en vul elke rij in.",
    "row.twice": (
        "dit is dezelfde persoon als in rij {other}. Is het een ander, geef dan elk een e-mailadres."
    ),
    "row.colleague": "verwacht iemand van buiten: dit is een collega.",
    "row.forgotten": "deze persoon wilde vergeten worden. Haal de rij uit het bestand.",
    "row.two_matches": (
        "twee mensen op de lijst passen hierbij. Zet het id van de juiste erbij "
        "(`zaai contacts export BESTAND`)."
    ),
    # a cell
    "cell.name": "verwacht een naam met letters.",
    "cell.long": "langer dan {most} tekens; het begin is overgenomen.",
    "cell.address": "verwacht een e-mailadres zoals eva@klant.example.",
    "cell.addresses": "verwacht een enkel e-mailadres.",
    "cell.telephone": "verwacht een telefoonnummer zoals +31 6 12345678.",
    "cell.form": "verwacht een van: {forms}.",
    "cell.every": "verwacht een tijd zoals '1 jaar', '6 maanden' of '8 weken'.",
    "cell.day": "verwacht een datum zoals 11-03-2026 of 2026-03-11.",
    "cell.day_unclear": (
        "dag en maand kunnen hier verwisseld zijn. Schrijf de datum als 2026-03-11 (jaar, maand, dag)."
    ),
    "cell.day_number": "verwacht een datum, en hier staat een getal. Geef de cel in Excel de opmaak Datum.",
    "cell.day_formula": "verwacht een datum, en hier staat een formule. Typ de datum zelf.",
    "cell.day_future": "verwacht een dag die geweest is, en deze moet nog komen.",
    "cell.day_old": "verwacht een dag na 1970.",
    "cell.id": "verwacht het id uit een export, of niets.",
    "cell.id_twice": "dit id is van wie in rij {other} staat. Maak deze cel leeg.",
    "cell.merged": "deze cel is samengevoegd met de cel ernaast; alleen de eerste telt.",
}
_EN = {
    "in_file": "{file}",
    "in_sheet": "{file}, sheet {sheet}",
    "in_row": "{place}, row {row}",
    "in_column": "{place}, column {column}",
    "row_left_out": "This row was left out.",
    "cell_left_out": "The rest of the row was taken.",
    "file_left_out": "Nothing was taken; the list stays as it was.",
    "missing": "the file is not there now. Put it back, or change [contacts] file.",
    "not_yet": "this file is not there yet. `zaai contacts template FILE` writes it, to fill in.",
    "no_file": "that is no file. Name an Excel file (.xlsx) or a CSV file.",
    "locked": "the file cannot be read now; another program may hold it. Close that.",
    "changing": "the file is just being written. It is read again next time.",
    "too_big": "the file is larger than {most} MB. Save the list alone in a new file.",
    "empty": "the file is empty. `zaai contacts template FILE` writes an example.",
    "password": "the file is protected with a password. Save it without one.",
    "old_excel": "this is an old Excel file (.xls). Save it as .xlsx.",
    "binary_excel": "this is a binary Excel file (.xlsb). Save it as .xlsx.",
    "open_document": "this is a LibreOffice file (.ods). Save it as .xlsx.",
    "a_vcard": "this is a vCard. A list is read from Excel (.xlsx) or CSV.",
    "bomb": "unpacked, the file is far too large for a list. Save the list alone in a new file.",
    "damaged": "the file is damaged, or not all of it has arrived yet. Open it in Excel and save it again.",
    "no_text": (
        "this is neither an Excel file nor text that can be read. Save it as .xlsx, or as CSV in UTF-8."
    ),
    "no_header": (
        "no row with the columns' names was found. Put above the list at least: Name, and better E-mail too. "
        "`zaai contacts template FILE` writes an example."
    ),
    "nobody": "there is no row that could be taken.",
    "other_sheet": "this sheet looks like a list too, but only the first one was read.",
    "header_twice": "this column's name stands there again; only the first one was read.",
    "too_many_rows": "more than {most} people are on it; what comes after this was not read.",
    "empty_rows": "more than {most} empty rows follow; what may stand below them was not read.",
    "quotes": "a quotation mark somewhere does not close. Put the list in a new file, or save it as .xlsx.",
    "row.no_name": "expected a name.",
    "row.merged": "this cell is merged with another row. Split the cells and fill in each row.",
    "row.twice": "this is the same person as in row {other}. If it is another, give each an e-mail address.",
    "row.colleague": "expected somebody from outside: this is a colleague.",
    "row.forgotten": "this person asked to be forgotten. Take the row out of the file.",
    "row.two_matches": (
        "two people on the list match this. Add the id of the right one (`zaai contacts export FILE`)."
    ),
    "cell.name": "expected a name with letters.",
    "cell.long": "longer than {most} characters; its beginning was taken.",
    "cell.address": "expected an e-mail address such as eva@client.example.",
    "cell.addresses": "expected a single e-mail address.",
    "cell.telephone": "expected a telephone number such as +31 6 12345678.",
    "cell.form": "expected one of: {forms}.",
    "cell.every": "expected a time such as '1 year', '6 months' or '8 weeks'.",
    "cell.day": "expected a date such as 2026-03-11.",
    "cell.day_unclear": "day and month may be swapped here. Write the date as 2026-03-11 (year, month, day).",
    "cell.day_number": "expected a date, and this is a number. Give the cell the format Date in Excel.",
    "cell.day_formula": "expected a date, and this is a formula. Type the date itself.",
    "cell.day_future": "expected a day that is over, and this one is still to come.",
    "cell.day_old": "expected a day after 1970.",
    "cell.id": "expected the id from an export, or nothing.",
    "cell.id_twice": "this id belongs to who stands in row {other}. Empty this cell.",
    "cell.merged": "this cell is merged with the one beside it; only the first counts.",
}
WORDS: Mapping[str, Mapping[str, str]] = {"nl": _NL, "en": _EN}
"""By language, then by code."""


def sentence(complaint: Complaint, language: str, *, whole: bool = False) -> str:
    """A complaint in words: place, what was expected, and what was taken; `whole`: nothing was."""
    words = WORDS[language]
    what = expected(complaint, language)
    sort = complaint.code.partition(".")[0]
    ending = {"row": words["row_left_out"], "cell": words["cell_left_out"]}.get(sort, "")
    if whole:
        ending = words["file_left_out"]
    return " ".join(part for part in (f"{_place(complaint, words)}: {what}", ending) if part)


def expected(complaint: Complaint, language: str) -> str:
    """What was expected, without the place: for whoever looks at it."""
    return WORDS[language][complaint.code].format(**complaint.facts)


def _place(complaint: Complaint, words: Mapping[str, str]) -> str:
    place = words["in_sheet" if complaint.sheet else "in_file"].format(
        file=complaint.file, sheet=complaint.sheet
    )
    if complaint.row:
        place = words["in_row"].format(place=place, row=complaint.row)
    if complaint.column:
        place = words["in_column"].format(place=place, column=complaint.column)
    return place
