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
    "where": "Look further for yourself:",
    "open": "   Each file in {folder} is a plain appointment; any calendar program opens it.",
    "command": "   {command}",
}
WORDS: Mapping[str, Mapping[str, str]] = {"nl": _NL, "en": _EN}
"""By language, then by code."""


def tell(language: str, code: str, **facts: object) -> str:
    """The sentence of that code."""
    return filled(WORDS[language][code], facts)
