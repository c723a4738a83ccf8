"""Outlook's calendars: English as raised, Dutch as shown.

You need this for what Microsoft says of a mailbox or an event, once somebody is logged in.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # The mailbox.
    "Microsoft does not take our login any more. Connect the calendar again.": (
        "Microsoft neemt onze aanmelding niet meer aan. Verbind de agenda opnieuw met `zaai connect`."
    ),
    "Microsoft lets us not into this mailbox ({code}). Ask the administrator to put it in the app's "
    "scope (which takes over an hour), or connect it again.": (
        "Microsoft laat ons niet in deze mailbox ({code}). Vraag de beheerder haar binnen het bereik van de "
        "app te brengen (dat duurt ruim een uur), of verbind haar opnieuw."
    ),
    "calendar {name}: it was not connected yet. Run zaai connect {name}": (
        "agenda {name}: die is nog niet verbonden. Typ  zaai connect {name}"
    ),
    "The calendar is not where it was. Check `account` and `calendar_id`.": (
        "De agenda staat niet meer op haar plek. Kijk `account` en `calendar_id` na."
    ),
    "Outlook could not answer (status {status}). The next pass tries again.": (
        "Outlook kon niet antwoorden (status {status}). De volgende ronde probeert het weer."
    ),
    "This mailbox cannot be reached by programs (on leave, without licence, or on a server of one's "
    "own). Ask the administrator; the other calendars go on.": (
        "Programma's kunnen niet bij deze mailbox (met verlof, zonder licentie, of op een eigen server). "
        "Vraag de beheerder; de andere agenda's gaan door."
    ),
    # Reading.
    "Outlook refused a question ({told}). Check `account` and `calendar_id`.": (
        "Outlook weigert een vraag ({told}). Kijk `account` en `calendar_id` na."
    ),
    "Outlook gave something else than a calendar. Check `account` and `endpoint`.": (
        "Outlook gaf iets anders dan een agenda. Kijk `account` en `endpoint` na."
    ),
    "Outlook gave something that is no JSON. Check `endpoint`, or try again.": (
        "Outlook gaf iets wat geen JSON is. Kijk `endpoint` na, of probeer het nog eens."
    ),
    "Outlook has no end of pages to give. The next pass tries again.": (
        "Outlook blijft bladzijden geven. De volgende ronde probeert het weer."
    ),
    "Outlook gave an event without an id. The next pass tries again.": (
        "Outlook gaf een afspraak zonder id. De volgende ronde probeert het weer."
    ),
    "Outlook tells changes without saying up to where. The next pass reads anew.": (
        "Outlook vertelt wat er veranderde, maar niet tot waar. De volgende ronde leest alles opnieuw."
    ),
    "The server sends us on to another one, where no login goes. Report this.": (
        "De server stuurt ons door naar een andere, en daar gaat geen aanmelding heen. Meld dit."
    ),
    "Outlook lost how far it told us. The next pass reads anew.": (
        "Outlook is kwijt tot waar het vertelde. De volgende ronde leest alles opnieuw."
    ),
    # Writing.
    "Outlook refuses this write ({told}). The next pass decides again.": (
        "Outlook weigert dit te schrijven ({told}). De volgende ronde beslist opnieuw."
    ),
    "Outlook broke off a write (status {status}). The next pass looks.": (
        "Outlook brak het schrijven af (status {status}). De volgende ronde kijkt wat ervan kwam."
    ),
    "Outlook's answer to a write cannot be read. The next pass looks.": (
        "Het antwoord van Outlook op het schrijven is niet te lezen. De volgende ronde kijkt wat ervan kwam."
    ),
    "What was written cannot be read. The next pass looks.": (
        "Wat er is geschreven, is niet te lezen. De volgende ronde kijkt wat ervan kwam."
    ),
    "The event is not as it was read. Read again and decide again.": (
        "De afspraak is niet meer zoals hij werd gelezen. De volgende ronde leest en beslist opnieuw."
    ),
    "The event changes all the time. Read again and decide again.": (
        "De afspraak verandert aldoor. De volgende ronde leest en beslist opnieuw."
    ),
    "The event was changed meanwhile. Read again and decide again.": (
        "De afspraak is intussen veranderd. De volgende ronde leest en beslist opnieuw."
    ),
    "The appointment holds an online meeting whose text cannot be told from ours. Nothing was changed "
    "and nobody invited: take the meeting off it, or invite by hand.": (
        "In de afspraak staat een onlinevergadering, en haar tekst is niet van de onze te scheiden. Er is "
        "niets veranderd en niemand uitgenodigd: haal de vergadering eraf, of nodig zelf uit."
    ),
    "Outlook does not say how long it notifies us. The next pass asks anew.": (
        "Outlook zegt niet hoelang het ons waarschuwt. De volgende ronde vraagt het opnieuw."
    ),
}
