"""A list of contacts: English as raised, Dutch as shown.

You need this for a file that somebody brings or asks for, and for the list that is kept.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "there are several calendars, and a list is one person's: add --calendar NAME.": (
        "er zijn meer agenda's, en een lijst is van één mens: zet er --calendar NAAM bij."
    ),
    "calendar {name}: [contacts] file names its list already. Change that file, or take `file` out of "
    "the config.": (
        "agenda {name}: [contacts] file noemt zijn lijst al. Verander dat bestand, of haal `file` uit de "
        "config."
    ),
    "{name}: a list is written as .xlsx, .csv or .vcf. Give the file a name that ends so.": (
        "{name}: een lijst wordt geschreven als .xlsx, .csv of .vcf. Geef het bestand zo'n naam."
    ),
    "{name}: a template is written as .xlsx or .csv. Name it so.": (
        "{name}: een voorbeeld wordt geschreven als .xlsx of .csv. Noem het zo."
    ),
    "{path} cannot be written ({why}). Choose another place, or close it in Excel.": (
        "{path} is niet te schrijven ({why}). Kies een andere plek, of sluit het in Excel."
    ),
    "{count} people on the list of {calendar} are called so. Name one by his e-mail address, or by his "
    "id in an export.": (
        "{count} mensen op de lijst van {calendar} heten zo. Noem er een met zijn e-mailadres, of met zijn "
        "id uit een export."
    ),
    "that person stands in the list's own file of {calendar}. Take the row out there.": (
        "deze persoon staat in het eigen bestand van de lijst van {calendar}. Haal de rij daar weg."
    ),
    "the stored list of {calendar} cannot be opened with this key file: put back a backup of it": (
        "de lijst van {calendar} gaat met dit sleutelbestand niet open: zet een back-up ervan terug"
    ),
    "the list of {calendar} is being changed by another process: try again": (
        "een ander programma verandert de lijst van {calendar}: probeer het nog eens"
    ),
}
