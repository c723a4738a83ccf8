"""Failures of single events, and of calendars whose server answers oddly: English as raised, Dutch as shown.

You need this when such a sentence changes: the English one stands here word for word (a test finds each in
the source), with a name in braces for each fact.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # What an event no longer is.
    "The event was changed after it was read. Read again and decide again.": (
        "De afspraak is veranderd nadat ze was gelezen. De volgende ronde beslist opnieuw."
    ),
    "The event is no longer there. Read again and decide again.": (
        "De afspraak is er niet meer. De volgende ronde beslist opnieuw."
    ),
    "The calendar already holds this event. Read again and decide again.": (
        "De afspraak staat al in de agenda. De volgende ronde beslist opnieuw."
    ),
    # What is not ours to change.
    "This event is not ours. It was left alone.": (
        "Deze afspraak is niet van ons. Er is niets aan veranderd."
    ),
    "The event was made a series of. It was left alone.": (
        "Van deze afspraak is een reeks gemaakt. Er is niets aan veranderd."
    ),
    "Only the organiser of this event may change it. It was left alone.": (
        "Alleen wie deze afspraak organiseert mag haar veranderen. Er is niets aan veranderd."
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
    "stands there. Take that along (export and import), or type `zaai forget {name}` and connect the new "
    "one.": (
        "agenda {name}: volgens de config is het een andere dan eerst, en niets van wat we gepland hebben "
        "staat daar. Neem dat mee (exporteren en importeren), of typ  zaai forget {name}  en verbind de "
        "nieuwe."
    ),
    # Invitations.
    "The approval is for another appointment. Nobody was invited; approve this one.": (
        "Het akkoord is voor een andere afspraak. Er is niemand uitgenodigd; geef akkoord voor deze."
    ),
    "The appointment no longer stands at the approved moment. Ask its owner again.": (
        "De afspraak staat niet meer op het moment dat akkoord was. Vraag de eigenaar opnieuw."
    ),
    "Google does not show all guests of this event. Nobody was invited; do it by hand.": (
        "Google laat niet alle gasten van deze afspraak zien. Er is niemand uitgenodigd; doe het met de hand."
    ),
    "Google lets no service account invite guests. Set up delegation for the office.": (
        "Google laat geen serviceaccount gasten uitnodigen. Regel delegatie voor het bureau "
        "(config/google.md, deel 2)."
    ),
    # What became of a write.
    "Google gave another event than was written. The next pass looks.": (
        "Google gaf een andere afspraak terug dan er is geschreven. De volgende ronde kijkt."
    ),
    "Google's answer to a write cannot be read. The next pass looks.": (
        "Google's antwoord op het schrijven is onleesbaar. De volgende ronde kijkt."
    ),
    "Google broke off a write (status {status}). The next pass looks.": (
        "Google brak het schrijven af (status {status}). De volgende ronde kijkt."
    ),
    "Google refuses this write. Look whether this account may change the calendar.": (
        "Google laat dit niet schrijven. Kijk of dit account de agenda mag veranderen."
    ),
    "Google refuses this write (status {status}). The next pass decides again.": (
        "Google laat dit niet schrijven (status {status}). De volgende ronde beslist opnieuw."
    ),
    # Odd answers.
    "Google does not take our question (status {status}). Please report it.": (
        "Google begrijpt onze vraag niet (status {status}). Meld dit alsjeblieft."
    ),
    "Google gave an event without an id. The next pass tries again.": (
        "Google gaf een afspraak zonder id. De volgende ronde probeert het weer."
    ),
    "Google tells changes without saying up to where. The next pass reads anew.": (
        "Google zegt niet tot waar het veranderingen heeft verteld. De volgende ronde leest opnieuw."
    ),
    "Google lists a calendar without saying up to where. The next pass reads anew.": (
        "Google zegt niet tot waar het de agenda heeft verteld. De volgende ronde leest opnieuw."
    ),
    "Google has no end of pages to give. The next pass tries again.": (
        "Google blijft bladzijden geven. De volgende ronde probeert het weer."
    ),
    "Google gave something that is no JSON. Check `endpoint`, or try again.": (
        "Google gaf iets dat geen JSON is. Kijk `endpoint` na, of probeer het later weer."
    ),
    "Google gave something else than a calendar. Check `endpoint` and `calendar_id`.": (
        "Google gaf iets anders dan een agenda. Kijk `endpoint` en `calendar_id` na."
    ),
}
