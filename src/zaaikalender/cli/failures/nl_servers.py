"""A calendar server: its address, the way to it, and its answers: English as raised, Dutch as shown.

You need this for all that one server may do as well as another: a sentence that names no maker.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # Where the calendar is.
    "The calendar is not where it was. Check its `url` in the config.": (
        "De agenda staat niet meer op haar plek. Kijk haar `url` in de config na."
    ),
    "No calendar server answers at this address. Check the calendar's `url` in the config.": (
        "Op dit adres antwoordt geen agendaserver. Kijk de `url` van de agenda in de config na."
    ),
    "There are {count} calendars at this address. Put the address of one in the config as `url`; `zaai "
    "connect` with the calendar's name shows them.": (
        "Op dit adres staan {count} agenda's. Zet het adres van een ervan in de config als `url`; `zaai "
        "connect` met de naam van de agenda laat ze zien."
    ),
    "The calendars of this login stand on another server. Put its address in the config as `url`; `zaai "
    "connect` with the calendar's name shows it.": (
        "De agenda's van deze aanmelding staan op een andere server. Zet het adres daarvan in de config als "
        "`url`; `zaai connect` met de naam van de agenda laat het zien."
    ),
    "This login has no calendar at {host}. Put the calendar's own address in the config as `url`.": (
        "Deze aanmelding heeft geen agenda op {host}. Zet het eigen adres van de agenda in de config als "
        "`url`."
    ),
    "The address leads to another calendar than before. Check its `url`; if this one is meant, use `zaai "
    "forget` and connect it anew.": (
        "Het adres leidt naar een andere agenda dan eerst. Kijk de `url` na; is deze bedoeld, geef dan `zaai "
        "forget` en verbind opnieuw."
    ),
    "The server sends us elsewhere. Put the new address in the config as `url`.": (
        "De server stuurt ons naar een ander adres. Zet dat in de config als `url`."
    ),
    "The server sends us to another one, where no login goes. Put that address in the config.": (
        "De server stuurt ons naar een andere, en daar gaat geen wachtwoord heen. Zet dat adres in de config."
    ),
    # Whether it may be reached.
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
    # Whether it can be reached.
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
    # What it answers.
    "The server lost how far it told us. The next pass reads anew.": (
        "De server is kwijt tot waar hij vertelde. De volgende ronde leest alles opnieuw."
    ),
    "The server answers, but not as a calendar server does. Check the calendar's `url` in the config.": (
        "De server antwoordt, maar niet als een agendaserver. Kijk de `url` van de agenda in de config na."
    ),
    "The server's answer is no whole calendar answer. The next pass tries again; if it stays, look "
    "whether the address asks for a login in a browser.": (
        "Het antwoord van de server is geen heel agenda-antwoord. De volgende ronde probeert het weer; "
        "blijft het zo, kijk dan of het adres in een browser om een aanmelding vraagt."
    ),
    "The server gave a web page where an event stands. Check whether it asks to log in.": (
        "De server gaf een webpagina in plaats van een afspraak. Kijk of hij om een aanmelding vraagt."
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
}
