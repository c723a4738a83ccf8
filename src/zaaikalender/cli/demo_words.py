"""What `demo` tells beside the reports, Dutch and English.

You need this to change the story. The office is Dutch; `ZAAI_LANGUAGE=en zaai demo` tells it in English. Both
languages have the same codes (a test holds them to that).
"""

from collections.abc import Mapping

from zaaikalender.report.numbers import filled

_NL = {
    "intro": (
        "Een klein bureau van drie: marieke, jan en fatima. Het is dinsdag 24 november 2026, 09:00. "
        "Hun agenda's staan in {folder}. (In English: ZAAI_LANGUAGE=en zaai demo)"
    ),
    "plan": "1. Wat zou er gebeuren? Eerst kijken; er wordt nog niets geschreven.",
    "write": "2. Alle drie zeggen ja, en de afspraken worden geschreven.",
    "written": "   {count:# voorstel staat|# voorstellen staan} in de agenda's. Niemand is uitgenodigd.",
    "again": "3. Nog een keer, over dezelfde agenda's.",
    "nothing_left": "   Niets te doen: wat er moet staan, staat er.",
    "not_quiet": "   Er werd nog iets geschreven, en dat hoort niet: {count}.",
    "approve": '4. Marieke haalt "Voorstel: " weg uit "{title}". Meer hoeft niet; dat is haar ja.',
    "waits": "   Om {time} is het gezien. Tien minuten bedenktijd, dan pas gaat er iets uit.",
    "invited": "   Om {time} staan de gasten erop, met een kwartier voor haar alleen erna:",
    "file": "   In {file} staat nu:",
    "guests": "      gasten: {guests}",
    "delete": '5. Jan verwijdert "{title}".',
    "stays_deleted": "   Het blijft weg, ook een week later. (Toch weer: zaai again {key})",
    "came_back": "   Het kwam terug, en dat hoort niet.",
    "lists": "6. Een week later. Ieder leest zijn lijst van zeven in, uit een eigen Excel- of CSV-bestand.",
    "listed": "   {calendar}: {count} van de {goal} mensen",
    "her_list": "   Dit is de lijst van Marieke; alleen zij ziet hem.",
    "slots": "7. In de config komen drie middagen samen. Het plan voor Marieke, zoals zij alleen het ziet:",
    "slots_written": "   Na een paar dagen staat alles er (tien nieuwe per dag); niemand is uitgenodigd.",
    "start_now": "   Fatima mist er nog twee: {moment} staat een kwartier, Lijst van zeven maken.",
    "agree": '8. Marieke belt {name}, spreekt af, en haalt "Voorstel: " weg. Reistijd komt er vanzelf bij.',
    "met": "   Na het gesprek, op {day}, vult ze in de afspraak in wat ze afspraken:",
    "next": "volgende:",
    "action": "actie:",
    "typed_next": "      volgende: over 4 maanden",
    "typed_action": "      actie: artikel over warmtenetten sturen",
    "agreed": "   De volgende pas leest dat, en zet het neer:",
    "afternoon": "9. De eerste middag samen, {moment}. Dit staat bij iedereen:",
    "call_list": "   En dit staat er bij Marieke naast, voor haar alleen:",
    "counts": "10. Het is 1 juli 2027. Zoveel is er gezaaid; met wie, staat nergens:",
    "picture": "   De tekening van het jaar: {file}",
    "where": "Kijk zelf verder:",
    "open": "   Elk bestand in {folder} is een gewone afspraak; elk agendaprogramma opent hem.",
    "command": "   {command}",
}
_EN = {
    "intro": (
        "A small consultancy of three: marieke, jan and fatima. It is Tuesday 24 November 2026, 09:00. "
        "Their calendars are in {folder}."
    ),
    "plan": "1. What would happen? First a look; nothing is written yet.",
    "write": "2. All three say yes, and the appointments are written.",
    "written": "   {count:# proposal stands|# proposals stand} in the calendars. Nobody is invited.",
    "again": "3. Once more, over the same calendars.",
    "nothing_left": "   Nothing to do: what should stand there, stands there.",
    "not_quiet": "   Something was written again, which should not be: {count}.",
    "approve": '4. Marieke takes "Proposal: " out of "{title}". That is all it takes; it is her yes.',
    "waits": "   At {time} it is noticed. Ten minutes to think again, and only then anything goes out.",
    "invited": "   At {time} the guests are on it, and a quarter of an hour for herself comes after it:",
    "file": "   {file} now reads:",
    "guests": "      guests: {guests}",
    "delete": '5. Jan deletes "{title}".',
    "stays_deleted": "   It stays away, a week later too. (To have it back: zaai again {key})",
    "came_back": "   It came back, which should not be.",
    "lists": "6. A week later. All read in their lists of seven, Excel or CSV files of their own.",
    "listed": "   {calendar}: {count} of {goal} people",
    "her_list": "   This is Marieke's list; only she sees it.",
    "slots": "7. The config gets three afternoons together. Marieke's plan, as only she sees it:",
    "slots_written": "   Some days later all of it stands (at most ten new ones a day); nobody is invited.",
    "start_now": "   Fatima misses two: {moment} holds a quarter of an hour, Make your list of seven.",
    "agree": '8. Marieke rings {name}, agrees, and takes "Proposal: " away. Travel time comes by itself.',
    "met": "   After the conversation, on {day}, she fills in what they agreed, in the appointment:",
    "next": "next:",
    "action": "action:",
    "typed_next": "      next: in 4 months",
    "typed_action": "      action: send the article on heat networks",
    "agreed": "   The next pass reads that, and puts it down:",
    "afternoon": "9. The first afternoon together, {moment}. This stands with everybody:",
    "call_list": "   And this stands beside it with Marieke, for her alone:",
    "counts": "10. It is 1 July 2027. This much was sown; with whom stands nowhere:",
    "picture": "   The picture of the year: {file}",
    "where": "Look further for yourself:",
    "open": "   Each file in {folder} is a plain appointment; any calendar program opens it.",
    "command": "   {command}",
}
WORDS: Mapping[str, Mapping[str, str]] = {"nl": _NL, "en": _EN}
"""By language, then by code."""


def tell(language: str, code: str, **facts: object) -> str:
    """The sentence of that code."""
    return filled(WORDS[language][code], facts)
