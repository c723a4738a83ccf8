"""What the page shows, and starting it: English as raised, Dutch as shown.

You need this for what a visitor chose and cannot have, and for `zaai serve` itself.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "this moment is over already: choose one that lies ahead.": (
        "dit moment is al voorbij: kies er een dat nog komt."
    ),
    "this appointment lasts whole days: move it in the calendar itself.": (
        "deze afspraak duurt hele dagen: verplaats haar in de agenda zelf."
    ),
    "nothing is written in this calendar now: say yes first, or let it go on.": (
        "in deze agenda wordt nu niet geschreven: zeg eerst ja, of laat haar verder gaan."
    ),
    "this appointment changed in the calendar meanwhile: change it there.": (
        "deze afspraak is intussen in de agenda veranderd: wijzig haar daar."
    ),
    "that person is not on the list any more. Load the list again.": (
        "die persoon staat niet meer op de lijst. Laad de lijst opnieuw."
    ),
    "somebody else on the list is the same person. Give each an e-mail address.": (
        "iemand anders op de lijst is dezelfde persoon. Geef elk een e-mailadres."
    ),
    "[web] port {port}: another program listens there. Stop that, or choose another port.": (
        "[web] poort {port} is al in gebruik door een ander programma. Stop dat, of kies een andere poort."
    ),
    "[web] host and port: nobody can listen there ({why}). Stop what does, or choose another port.": (
        "[web] host en port: daar kan niet worden geluisterd ({why}). Stop wat dat doet, of kies een andere "
        "poort."
    ),
    "'{who}' owns no calendar and is no manager. Name somebody who does, or is.": (
        "'{who}' heeft geen agenda en staat niet bij [web] managers. Noem iemand voor wie dat wel zo is."
    ),
}
