"""Failures of servers, networks, folders and passwords: English as raised, Dutch as shown.

You need this when such a sentence changes: the English one stands here word for word (a test finds each in
the source), with a name in braces for each fact.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # The login.
    "The server does not take the password. Connect the calendar again.": (
        "De server neemt het wachtwoord niet aan. Verbind de agenda opnieuw met `zaai connect`."
    ),
    "The server lets nobody with this login into the calendar. Connect it again.": (
        "De server laat deze aanmelding niet in de agenda. Verbind haar opnieuw met `zaai connect`."
    ),
    "calendar {name}: there is no password. Run zaai connect {name} or set `password_env`.": (
        "agenda {name}: er is geen wachtwoord. Typ  zaai connect {name}  of stel `password_env` in."
    ),
    "calendar {name}: the server does not take this name and password. Check both; many servers want an app "
    "password, made in their own settings, instead of the usual one.": (
        "agenda {name}: de server neemt deze naam en dit wachtwoord niet aan. Kijk ze na; veel "
        "servers willen "
        "een app-wachtwoord, dat je in hun instellingen maakt, in plaats van het gewone."
    ),
    "nobody typed a password: run this in a terminal, or name the password with `password_env`": (
        "er is geen wachtwoord getypt: doe dit in een terminal, of wijs het wachtwoord aan met `password_env`"
    ),
    "calendar {name}: {variable} ({key}_env) is not set. Set it.": (
        "agenda {name}: {variable} ({key}_env) heeft geen waarde. Geef die."
    ),
    "calendar {name}: the file that `{key}_file` names cannot be read. Put it back.": (
        "agenda {name}: het bestand van `{key}_file` is niet te lezen. Zet het terug."
    ),
    "the stored password of {calendar} cannot be read: run zaai connect {calendar}": (
        "het bewaarde wachtwoord van {calendar} is onleesbaar: typ  zaai connect {calendar}"
    ),
    "the stored passwords of {names} cannot be read: run zaai connect for each, then this again": (
        "de bewaarde wachtwoorden van {names} zijn onleesbaar: typ  zaai connect  voor elk, en dan "
        "dit opnieuw"
    ),
    "the key under which the password of {calendar} is stored is not in the key file: put back "
    "a backup of it, "
    "or run zaai connect {calendar}": (
        "de sleutel van het wachtwoord van {calendar} staat niet in het sleutelbestand: zet een reservekopie "
        "terug, of typ  zaai connect {calendar}"
    ),
    "Nobody logged in within the time. Run the same command again.": (
        "Er is op tijd niemand aangemeld. Geef hetzelfde commando nog eens."
    ),
    # The address.
    "The calendar is not where it was. Check its `url` in the config.": (
        "De agenda staat niet meer op haar plek. Kijk haar `url` in de config na."
    ),
    "No calendar server answers at this address. Check the calendar's `url` in the config.": (
        "Op dit adres antwoordt geen agendaserver. Kijk de `url` van de agenda in de config na."
    ),
    "There are {count} calendars at this address. Put the address of one in the config as `url`; "
    "`zaai connect` with the calendar's name shows them.": (
        "Op dit adres staan {count} agenda's. Zet het adres van een ervan in de config als `url`; "
        "`zaai connect` met de naam van de agenda laat ze zien."
    ),
    "The calendars of this login stand on another server. Put its address in the config as `url`; "
    "`zaai connect` with the calendar's name shows it.": (
        "De agenda's van deze aanmelding staan op een andere server. Zet het adres daarvan in de config als "
        "`url`; `zaai connect` met de naam van de agenda laat het zien."
    ),
    "This login has no calendar at {host}. Put the calendar's own address in the config as `url`.": (
        "Deze aanmelding heeft geen agenda op {host}. Zet het eigen adres van de agenda in de "
        "config als `url`."
    ),
    "The address leads to another calendar than before. Check its `url`; if this one is meant, use "
    "`zaai forget` and connect it anew.": (
        "Het adres leidt naar een andere agenda dan eerst. Kijk de `url` na; is deze bedoeld, geef dan "
        "`zaai forget` en verbind opnieuw."
    ),
    "The server lost how far it told us. The next pass reads anew.": (
        "De server is kwijt tot waar hij vertelde. De volgende ronde leest alles opnieuw."
    ),
    "The server sends us elsewhere. Put the new address in the config as `url`.": (
        "De server stuurt ons naar een ander adres. Zet dat in de config als `url`."
    ),
    "The server sends us to another one, where no login goes. Put that address in the config.": (
        "De server stuurt ons naar een andere, en daar gaat geen wachtwoord heen. Zet dat adres in de config."
    ),
    "The server answers, but not as a calendar server does. Check the calendar's `url` in the config.": (
        "De server antwoordt, maar niet als een agendaserver. Kijk de `url` van de agenda in de config na."
    ),
    "The server's answer is no whole calendar answer. The next pass tries again; if it stays, look whether "
    "the address asks for a login in a browser.": (
        "Het antwoord van de server is geen heel agenda-antwoord. De volgende ronde probeert het "
        "weer; blijft "
        "het zo, kijk dan of het adres in een browser om een aanmelding vraagt."
    ),
    "The server gave a web page where an event stands. Check whether it asks to log in.": (
        "De server gaf een webpagina in plaats van een afspraak. Kijk of hij om een aanmelding vraagt."
    ),
    "{host} lies in a private network: if that is right, allow it with [http] allow = ['{host}']": (
        "{host} ligt in een privénetwerk: klopt dat, sta het dan toe met [http] allow = ['{host}']"
    ),
    "{host} would be reached without encryption: use https, or [http] allow = ['{host}']": (
        "{host} zou zonder versleuteling worden bereikt: gebruik https, of [http] allow = ['{host}']"
    ),
    "{host} sends us to an address that may not be reached: look at the calendar's address": (
        "{host} stuurt ons naar een adres dat niet bereikt mag worden: kijk het adres van de agenda na"
    ),
    "{host} sends us round in circles: look at the calendar's address": (
        "{host} stuurt ons in een kring rond: kijk het adres van de agenda na"
    ),
    # The network.
    "{host} is not known to the name server: look at the address, or at the network": (
        "{host} is onbekend bij de naamserver: kijk het adres na, of het netwerk"
    ),
    "{host} cannot be reached: look at the address, or whether the server runs": (
        "{host} is niet te bereiken: kijk het adres na, en of de server draait"
    ),
    "{host} takes too long to answer: the next pass tries again": (
        "{host} antwoordt niet op tijd: de volgende ronde probeert het weer"
    ),
    "{host} broke off its answer: the next pass tries again": (
        "{host} brak zijn antwoord af: de volgende ronde probeert het weer"
    ),
    "{host} sent an answer that cannot be unpacked: the next pass tries again": (
        "{host} gaf een antwoord dat niet uit te pakken is: de volgende ronde probeert het weer"
    ),
    "{host} shows a certificate that cannot be trusted: have it renewed, add its maker to those that this "
    "machine trusts (or name its file in SSL_CERT_FILE), or look at the clock": (
        "{host} toont een certificaat dat niet te vertrouwen is: laat het vernieuwen, voeg de maker ervan "
        "toe aan wie deze machine vertrouwt (of noem zijn bestand in SSL_CERT_FILE), of kijk de klok na"
    ),
    "{host} sends more than fits: look what makes this calendar so big": (
        "{host} stuurt meer dan past: kijk wat deze agenda zo groot maakt"
    ),
    "The server asks to come back later. The next pass tries again.": (
        "De server vraagt om later terug te komen. De volgende ronde probeert het weer."
    ),
    "The server could not answer (status {status}). The next pass tries again.": (
        "De server kon niet antwoorden (status {status}). De volgende ronde probeert het weer."
    ),
    "The server does not let us write in this calendar. Give the login that right.": (
        "De server laat ons niet in deze agenda schrijven. Geef de aanmelding dat recht."
    ),
    "The server has no room left. Make room, or raise the quota.": (
        "De server heeft geen ruimte meer. Maak ruimte, of vraag er meer."
    ),
    # A list of contacts.
    "there are several calendars, and a list is one person's: add --calendar NAME.": (
        "er zijn meer agenda's, en een lijst is van één mens: zet er --calendar NAAM bij."
    ),
    "calendar {name}: [contacts] file names its list already. Change that file, or take `file` out of "
    "the config.": (
        "agenda {name}: [contacts] file noemt zijn lijst al. Verander dat bestand, of haal `file` uit "
        "de config."
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
    "{count} people on the list of {calendar} are called so. Name one by his e-mail address, or by "
    "his id in an export.": (
        "{count} mensen op de lijst van {calendar} heten zo. Noem er een met zijn e-mailadres, of "
        "met zijn id uit een export."
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
    # Folders, and who is at it.
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
    "The folder {folder} cannot be written ({why}). Give the user that runs this the right to, or "
    "make room on "
    "its disk.": (
        "De map {folder} is niet te beschrijven ({why}). Geef de gebruiker die dit uitvoert dat recht, "
        "of maak "
        "ruimte op de schijf."
    ),
    "Another folder has come in the place of {folder}. Check `path`.": (
        "Op de plek van {folder} staat een andere map. Kijk `path` na."
    ),
    "The folder {folder} is another one than before, and empty. Mount its disk; if it is meant to "
    "be empty, put "
    "any event in it.": (
        "De map {folder} is een andere dan eerst, en leeg. Koppel haar schijf aan; hoort zij leeg te "
        "zijn, zet er "
        "dan een willekeurige afspraak in."
    ),
    "{name} in {folder} cannot be read. Mend the file, or take it away.": (
        "{name} in {folder} is onleesbaar. Herstel het bestand, of haal het weg."
    ),
    "calendar {name}: another process works on it. It does what this pass would; wait.": (
        "agenda {name}: een ander proces is ermee bezig en doet wat deze ronde zou doen; wacht even."
    ),
    "calendar {name}: another process works on it. Try again in some minutes.": (
        "agenda {name}: een ander proces is ermee bezig. Probeer het over een paar minuten weer."
    ),
}
