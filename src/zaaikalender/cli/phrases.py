"""What the commands say themselves, Dutch and English.

You need this to add a sentence to a command. What reports say has its words in `report.words`, what stands in
calendars in `texts`. Both languages have the same codes (a test holds them to that).
"""

from collections.abc import Mapping

_NL = {
    "ask_apply": "Mag dit zo in {calendars} worden geschreven, nu en voortaan?",
    "no_end": (
        "In {calendar} staat nergens het einde van een project. Zet er een in, als afspraak van een hele dag "
        "op de laatste dag van de opdracht:"
    ),
    "no_end_line": "    Einde opdracht: Alfa",
    "no_end_nearest": "Dit kwam er het dichtst bij:",
    "folder_mails_nobody": (
        "{calendar} is een map: er wordt geen post verstuurd. Wie je uitnodigt, stuur je de afspraak zelf."
    ),
    "reachable": "{calendar}: de map is te lezen en te beschrijven.",
    "only_watched": (
        "{calendar} wordt alleen bekeken; er wordt niets geschreven. Je ja geef je met `zaai apply`."
    ),
    "connected": "{calendar} doet mee. `zaai run` schrijft dit plan, `zaai work` houdt het bij.",
}
_EN = {
    "ask_apply": "May this be written in {calendars}, now and from now on?",
    "no_end": (
        "Nowhere in {calendar} does a project end. Put one in, as a whole day on the last day "
        "of the assignment:"
    ),
    "no_end_line": "    Einde opdracht: Alfa",
    "no_end_nearest": "These came nearest:",
    "folder_mails_nobody": (
        "{calendar} is a folder: no mail is sent. Whom you invite, you send the appointment yourself."
    ),
    "reachable": "{calendar}: the folder can be read and written.",
    "only_watched": "{calendar} is only watched; nothing is written. Give your yes with `zaai apply`.",
    "connected": "{calendar} takes part. `zaai run` writes this plan, `zaai work` keeps it up.",
}
PHRASES: Mapping[str, Mapping[str, str]] = {"nl": _NL, "en": _EN}
"""By language, then by code."""


def phrase(language: str, code: str, **facts: object) -> str:
    """The sentence of that code."""
    return PHRASES[language][code].format(**facts)
