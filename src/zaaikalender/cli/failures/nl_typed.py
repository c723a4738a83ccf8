"""Failures of what somebody typed behind a command: English as raised, Dutch as shown.

You need this when such a sentence changes: the English one stands here word for word (a test finds each in
the source), with a name in braces for each fact.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "stopped: what was being written, the next pass settles by looking": (
        "gestopt: of het laatste is geschreven, ziet de volgende ronde"
    ),
    # Names, moments, addresses.
    "There is no calendar of that name in {file}. Did you mean '{name}'?": (
        "Er is geen agenda met die naam in {file}. Bedoel je '{name}'?"
    ),
    "There is no calendar of that name in {file}. Its calendars are: {names}.": (
        "Er is geen agenda met die naam in {file}. De agenda's zijn: {names}."
    ),
    "{option} is no moment. Write it as 2027-03-11T09:00, or with an offset as 2027-03-11T09:00+01:00.": (
        "{option} is geen moment. Schrijf het als 2027-03-11T09:00, of met een tijdzone als "
        "2027-03-11T09:00+01:00."
    ),
    "'{address}' is no e-mail address: write it as name@client.example.": (
        "'{address}' is geen e-mailadres: schrijf het als naam@klant.example."
    ),
    "that is a colleague's address: forget his calendar by its NAME instead.": (
        "dat is het adres van een collega: vergeet zijn agenda met haar NAAM."
    ),
    "forget takes a calendar's NAME or --person ADDRESS: type one of the two.": (
        "bij forget hoort de NAAM van een agenda, of --person ADRES: typ een van de twee."
    ),
    "--remove goes with a calendar's NAME: leave it out beside --person.": (
        "--remove hoort bij de NAAM van een agenda: laat het weg naast --person."
    ),
    "apply --format json asks nobody: add --yes, the owner's yes for these calendars.": (
        "apply --format json vraagt niemand iets: zet er --yes bij, het ja van wie deze agenda's zijn."
    ),
    "calendar {name}: it stands in a folder. There is nothing to log in to.": (
        "agenda {name}: die staat in een map. Er is niets om je aan te melden."
    ),
    "--anchor and --check are about the whole trail: type one of them alone.": (
        "--anchor en --check gaan over het hele logboek: typ er een van, en niets erbij."
    ),
    "no anchor stands in what --check was given: give it a line that `zaai trail --anchor` printed.": (
        "in wat --check kreeg staat geen anker: geef een regel die `zaai trail --anchor` gaf."
    ),
    # Keys, questions, choices.
    "'{prefix}' is too short for a key: type at least {count} characters of it": (
        "'{prefix}' is te kort voor een sleutel: typ er minstens {count} tekens van"
    ),
    "no appointment has a key that begins with '{prefix}': zaai list shows the keys": (
        "geen afspraak heeft een sleutel die met '{prefix}' begint: zaai list toont de sleutels"
    ),
    "'{prefix}' may be {several}: type more of the key, or name the calendar": (
        "'{prefix}' kan {several} zijn: typ meer van de sleutel, of noem de agenda"
    ),
    "an earlier write of this appointment is still open: the next pass looks what became of it": (
        "een eerdere wijziging van deze afspraak is nog niet zeker: de volgende ronde kijkt wat ervan kwam"
    ),
    "'{key}' is no question's number or key: type its number, or {count} characters of its key.": (
        "'{key}' is geen nummer of sleutel van een vraag: typ het nummer, of {count} tekens van de sleutel."
    ),
    "no question '{key}' waits for an answer: `zaai list` shows those that do.": (
        "er wacht geen vraag '{key}' op antwoord: `zaai list` toont welke er wachten."
    ),
    "question '{key}' may be one of {several}: name it with --calendar.": (
        "vraag '{key}' kan een van {several} zijn: noem de agenda met --calendar."
    ),
    "'{typed}' is no choice of question {number}: choose {letters}.": (
        "'{typed}' hoort niet bij vraag {number}: kies {letters}."
    ),
    "{key} is private: name its owner's calendar with --calendar.": (
        "{key} is privé: noem de agenda van de eigenaar met --calendar."
    ),
}
