"""Folders of .ics files, and calendars that are others than before: English as raised, Dutch as shown.

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
    # A config that says another calendar than before.
    "calendar {name}: what stands in it was planned as calendar {former}, which the config no longer has. "
    "Give the calendar its old name back, or type `zaai forget {former}` first, and confirm once more what "
    "stands.": (
        "agenda {name}: wat erin staat is gepland toen zij nog {former} heette, en die staat niet meer in de "
        "config. Geef de agenda haar oude naam terug, of typ eerst  zaai forget {former}  en bevestig wat "
        "er staat nog eens."
    ),
    "calendar {name}: the config says that it is another one than before, and nothing of what we planned "
    "stands there with our mark. Take that along with all that is in it, or type `zaai forget {name}` and "
    "connect the new one.": (
        "agenda {name}: volgens de config is het een andere dan eerst, en niets van wat we gepland hebben "
        "staat daar met ons merk. Neem dat mee met alles wat erin staat, of typ  zaai forget {name}  en "
        "verbind de nieuwe."
    ),
}
