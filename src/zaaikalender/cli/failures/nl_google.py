"""Google's calendars: English as raised, Dutch as shown.

You need this for what Google says of a calendar or an event, once somebody is logged in.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # The way in.
    "The consent at Google leaves out what this needs. Connect the calendar again, and tick all boxes.": (
        "In de toestemming bij Google ontbreekt iets dat hiervoor nodig is. Verbind de agenda opnieuw met "
        "`zaai connect`, en zet alle vinkjes aan."
    ),
    "The Google Calendar API is not switched on in the office's project. The administrator must switch "
    "it on (config/google.md, section 1).": (
        "In het project van het bureau staat de Google Calendar API niet aan. De beheerder moet die "
        "aanzetten (config/google.md, deel 1)."
    ),
    "Google does not let us into this calendar. Connect it again, or have the administrator allow it.": (
        "Google laat ons niet in deze agenda. Verbind haar opnieuw met `zaai connect`, of vraag de beheerder "
        "om toestemming."
    ),
    "Google no longer takes our token. Connect the calendar again.": (
        "Google neemt onze aanmelding niet meer aan. Verbind de agenda opnieuw met `zaai connect`."
    ),
    "Google does not find this calendar. Check `calendar_id` in the config.": (
        "Google vindt deze agenda niet. Kijk `calendar_id` in de config na."
    ),
    "Google could not answer (status {status}). The next pass tries again.": (
        "Google kon niet antwoorden (status {status}). De volgende ronde probeert het weer."
    ),
    "The office's project at Google has used up its day. Raise its quota, or wait until tomorrow.": (
        "Het project van het bureau bij Google heeft zijn dag opgebruikt. Verhoog het quotum, of wacht tot "
        "morgen."
    ),
    "Google lets nothing more be written in this calendar: its owner met Google's limits on the use of "
    "calendars. Writing rests for {hours} hours.": (
        "Google laat in deze agenda niets meer schrijven: de eigenaar stuitte op Google's grenzen aan het "
        "gebruik van agenda's. Er wordt {hours} uur niet in geschreven."
    ),
    # Invitations.
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
