"""Failures of the database and of the key file: English as raised, Dutch as shown.

You need this when such a sentence changes: the English one stands here word for word (a test finds each in
the source), with a name in braces for each fact.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # The key file.
    "the key file {path} is missing and the database was made with it: put back a backup": (
        "het sleutelbestand {path} ontbreekt, en de database is ermee gemaakt: zet een back-up ervan terug"
    ),
    "the key file {path} is missing: put back a backup": (
        "het sleutelbestand {path} ontbreekt: zet een back-up ervan terug"
    ),
    "the key file {path} cannot be read ({why}): check its rights": (
        "het sleutelbestand {path} is niet te lezen ({why}): kijk de rechten na"
    ),
    "the key file {path} cannot be used ({why}): check disk and rights": (
        "het sleutelbestand {path} is niet te gebruiken ({why}): kijk de schijf en de rechten na"
    ),
    "the key file {path} cannot be made ({why}): check disk and rights": (
        "het sleutelbestand {path} is niet te maken ({why}): kijk de schijf en de rechten na"
    ),
    "the key file {path} is not as it was made: put it back from a backup": (
        "het sleutelbestand {path} is niet meer zoals het is gemaakt: zet een back-up ervan terug"
    ),
    "the key file is not the one this database was made with: put the right key file back": (
        "het sleutelbestand hoort niet bij deze database: zet het goede terug"
    ),
    "others may read the key file {path}, which is private: run chmod 600 {path} and try again": (
        "anderen mogen het sleutelbestand {path} lezen, en het is geheim: typ  chmod 600 {path}  en probeer "
        "het opnieuw"
    ),
    "{folder} does not exist: make that folder for the key file": (
        "{folder} bestaat niet: maak die map voor het sleutelbestand"
    ),
    # The file of the database.
    "others may read {path}, which is private: run chmod 600 {path} and try again": (
        "anderen mogen {path} lezen, en dat is geheim: typ  chmod 600 {path}  en probeer het opnieuw"
    ),
    "{path} is no file: let [store] url name a file": (
        "{path} is geen bestand: laat [store] url een bestand noemen"
    ),
    "{path} cannot be looked at ({why}): check the rights of its folder": (
        "{path} is niet te bekijken ({why}): kijk de rechten van de map na"
    ),
    "{folder} does not exist: make that folder, or change [store] url": (
        "{folder} bestaat niet: maak die map, of verander [store] url"
    ),
    "{path} cannot be made ({why}): check the disk and the folder's rights": (
        "{path} is niet te maken ({why}): kijk de schijf en de rechten van de map na"
    ),
    "the database is another program's: let [store] url name a file of its own": (
        "de database is van een ander programma: laat [store] url een eigen bestand noemen"
    ),
    "the database was made by a newer zaaikalender: install that version, or put back an older backup": (
        "de database is gemaakt door een nieuwere zaaikalender: installeer die, of zet een oudere back-up "
        "terug"
    ),
    "[store] url names a database in memory, which forgets everything: name a file": (
        "[store] url noemt een database in het geheugen, die alles vergeet: noem een bestand"
    ),
    "PostgreSQL needs a driver that is not installed: run pip install 'zaaikalender[postgresql]'": (
        "PostgreSQL vraagt een onderdeel dat er niet is: typ  pip install 'zaaikalender[postgresql]'"
    ),
    # What the database complains of.
    "the database was in use by another program for too long: try again; end that program if it hangs": (
        "de database was te lang in gebruik bij een ander programma: probeer het opnieuw; stop dat programma "
        "als het hangt"
    ),
    "the disk under the database is full: make room and try again; nothing that was stored is lost": (
        "de schijf onder de database is vol: maak ruimte en probeer het opnieuw; wat er stond, is er nog"
    ),
    "the database may only be read: give the account that runs zaai the right to write it": (
        "de database mag alleen worden gelezen: geef het account dat zaai draait het recht erin te schrijven"
    ),
    "the database is damaged: keep it aside and put back a backup": (
        "de database is beschadigd: leg haar apart en zet een back-up terug"
    ),
    "what [store] url names is no database: name another file, or put back a backup": (
        "wat [store] url noemt is geen database: noem een ander bestand, of zet een back-up terug"
    ),
    "the database cannot be opened: check that its folder exists and may be read and written": (
        "de database is niet te openen: kijk of haar map bestaat, en of die te lezen en te beschrijven is"
    ),
    "the disk under the database gives errors: check that it is not full, then the disk itself": (
        "de schijf onder de database geeft fouten: kijk of ze niet vol is, en dan de schijf zelf na"
    ),
    "the database server cannot be reached or refuses the login: check that it runs, and the host, name and "
    "password in [store] url": (
        "de databaseserver is niet te bereiken of laat ons niet binnen: kijk of hij draait, en kijk host, "
        "naam en wachtwoord in [store] url na"
    ),
    "the database refuses us the right to do this: grant the role in [store] url what the RUNBOOK says": (
        "de database staat dit niet toe: geef de rol uit [store] url de rechten die in het RUNBOOK staan"
    ),
}
