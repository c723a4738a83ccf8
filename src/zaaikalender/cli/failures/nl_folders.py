"""Folders of .ics files: English as raised, Dutch as shown.

You need this when a calendar is a folder of files, and it or its disk is not as it was.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "The folder {folder} is not there. Check `path`, and that its disk is mounted.": (
        "De map {folder} is er niet. Kijk `path` na, en of de schijf is aangekoppeld."
    ),
    "{folder} is no folder. Set `path` to the folder that holds the .ics files.": (
        "{folder} is geen map. Zet in `path` de map waarin de .ics-bestanden staan."
    ),
    "The folder {folder} may not be read. Give the user that runs this the right to.": (
        "De map {folder} mag niet gelezen worden. Geef de gebruiker die dit uitvoert dat recht."
    ),
    "The folder {folder} cannot be read ({why}). Check the disk that it is on.": (
        "De map {folder} is niet te lezen ({why}). Kijk de schijf na waarop zij staat."
    ),
    "The folder {folder} cannot be written ({why}). Give the user that runs this the right to, or make "
    "room on its disk.": (
        "De map {folder} is niet te beschrijven ({why}). Geef de gebruiker die dit uitvoert dat recht, of "
        "maak ruimte op de schijf."
    ),
    "Another folder has come in the place of {folder}. Check `path`.": (
        "Op de plek van {folder} staat een andere map. Kijk `path` na."
    ),
    "The folder {folder} is another one than before, and empty. Mount its disk; if it is meant to be "
    "empty, put any event in it.": (
        "De map {folder} is een andere dan eerst, en leeg. Koppel haar schijf aan; hoort zij leeg te zijn, "
        "zet er dan een willekeurige afspraak in."
    ),
    "{name} in {folder} cannot be read. Mend the file, or take it away.": (
        "{name} in {folder} is onleesbaar. Herstel het bestand, of haal het weg."
    ),
}
