"""What the commands say themselves, Dutch and English.

You need this to add a sentence to a command; what connecting and each kind of server say stands in files of
their own beside it. What reports say has its words in `report.words`, what stands in calendars in `texts`.
Both languages have the same codes (a test holds them to that).
"""

from collections.abc import Mapping

from zaaikalender.cli import (
    phrases_connect,
    phrases_contacts,
    phrases_dav,
    phrases_google,
    phrases_outlook,
    phrases_trail,
)
from zaaikalender.report.numbers import filled

_NL = {
    "busy_reading": "de agenda's lezen",
    "busy_with": "{calendar} bijwerken",
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
        "{calendar} wordt alleen bekeken; er wordt niets geschreven. Je ja geef je met "
        "`zaai apply --calendar {calendar}`."
    ),
    "connected": "{calendar} doet mee. `zaai run` schrijft dit plan, `zaai work` houdt het bij.",
    "serving": "De pagina staat op {url}. Ctrl-C stopt.",
    "link_once": "Deze link meldt {who} aan, één keer, binnen een dag. Geef hem alleen aan diegene zelf:",
    "link_here": "Zolang [web] url er niet is, werkt hij alleen op deze machine, als `zaai serve` draait.",
    "word_left": "Genoteerd. De volgende ronde neemt het mee.",
    "nothing_to_undo": "{calendar}: er is niets dat weg kan.",
    "ask_undo": "Deze afspraken weghalen, en {calendars} daarna stilzetten?",
    "undone": "{calendar}: {count} weggehaald. De agenda staat stil; `zaai resume {calendar}` gaat verder.",
    "nothing_done": "Er is niets gedaan.",
    "resumed": "{calendar} gaat verder.",
    "not_paused": "{calendar} stond niet stil.",
    "ask_forget": "Alles wat over {calendar} is opgeslagen verwijderen?",
    "ask_forget_remove": "Deze afspraken weghalen, en alles wat over {calendar} is opgeslagen verwijderen?",
    "forgotten": (
        "{calendar} is vergeten. Haal ook zijn [[calendar]] uit de config, anders begint het opnieuw."
    ),
    "ask_person": "Deze persoon verwijderen uit alles wat is opgeslagen?",
    "person_forgotten": (
        "Verwijderd; {count:# regel noemde|# regels noemden} deze persoon. Hij wordt niet meer voorgesteld."
    ),
    "manager_forgotten": (
        "Afgemeld; het account waarmee deze persoon zich aanmeldde is vergeten. Het eerste account dat"
        " zich met dit adres aanmeldt, is voortaan van hem."
    ),
    "doctor.fine": "goed",
    "doctor.note": "let op",
    "doctor.wrong": "fout",
    "doctor.failed": "{calendar}: {why}",
    "doctor.named": "{why}",
    "doctor.hint": "{sentence}",
    "doctor.config": "config: {file}",
    "doctor.store": "de database en het sleutelbestand {key_file} horen bij elkaar",
    "doctor.mail": "de mailserver {host} antwoordt en laat ons binnen",
    "doctor.mail_not_now": "met --now gaat er alleen post naar een mailserver op deze machine",
    "doctor.failures": "{calendar}: {count:de laatste ronde mislukte|de laatste # rondes mislukten}: {why}",
    "doctor.never_good": "{calendar}: nog geen ronde gedaan; `zaai run` doet er een.",
    "doctor.left": "{calendar} staat niet meer in de config, en wat er gepland werd ligt stil. Heet de agenda"
    " nu anders, geef haar dan haar oude naam terug; is ze er niet meer: `zaai forget {calendar}`.",
    "doctor.last_good": "{calendar}: laatst goed op {moment}",
    "doctor.quiet": "{calendar}: laatst goed op {moment}. Loopt `zaai work` nog?",
    "doctor.future": "{calendar}: de laatste ronde was op {moment}, dat is later dan nu. Zet de klok goed.",
    "doctor.clock": "{calendar}: er staat een bestand van na vandaag. Zet de klok goed, hier of daar.",
    "doctor.paused": "{calendar}: staat stil. `zaai resume {calendar}` gaat verder.",
    "doctor.not_allowed": (
        "{calendar}: wordt alleen bekeken. Je ja geef je met `zaai apply --calendar {calendar}`."
    ),
    "doctor.intents": "{calendar}: {count} keer is niet zeker of er geschreven is; de volgende ronde kijkt.",
    "doctor.questions": "{calendar}: {count:# vraag wacht|# vragen wachten} op antwoord. Zie `zaai list`.",
    "doctor.unreadable": "{calendar}: {where} is onleesbaar ({why}).",
    "doctor.ends": "{calendar}: {count} keer het einde van een project",
}
_EN = {
    "busy_reading": "reading the calendars",
    "busy_with": "working on {calendar}",
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
    "only_watched": (
        "{calendar} is only watched; nothing is written. "
        "Give your yes with `zaai apply --calendar {calendar}`."
    ),
    "connected": "{calendar} takes part. `zaai run` writes this plan, `zaai work` keeps it up.",
    "serving": "The page stands at {url}. Ctrl-C stops it.",
    "link_once": "This link signs {who} in, once, within a day. Give it to that person alone:",
    "link_here": "As long as [web] url is not set, it works on this machine alone, while `zaai serve` runs.",
    "word_left": "Noted. The next pass takes it in.",
    "nothing_to_undo": "{calendar}: there is nothing that can go.",
    "ask_undo": "Take these appointments away, and then let {calendars} stand still?",
    "undone": "{calendar}: {count} taken away. The calendar stands still; `zaai resume {calendar}` goes on.",
    "nothing_done": "Nothing was done.",
    "resumed": "{calendar} goes on.",
    "not_paused": "{calendar} did not stand still.",
    "ask_forget": "Delete all that is stored of {calendar}?",
    "ask_forget_remove": "Take these appointments away, and delete all that is stored of {calendar}?",
    "forgotten": "{calendar} is forgotten. Take its [[calendar]] out of the config too, or it begins anew.",
    "ask_person": "Delete this person from all that is stored?",
    "person_forgotten": "Deleted; {count:# row|# rows} named this person, who will not be proposed again.",
    "manager_forgotten": (
        "Signed out; the account with which this person signed in is forgotten. The first account that"
        " signs in with this address is his from now on."
    ),
    "doctor.fine": "fine",
    "doctor.note": "note",
    "doctor.wrong": "wrong",
    "doctor.failed": "{calendar}: {why}",
    "doctor.named": "{why}",
    "doctor.hint": "{sentence}",
    "doctor.config": "config: {file}",
    "doctor.store": "the database and the key file {key_file} belong together",
    "doctor.mail": "the mail server {host} answers and lets us in",
    "doctor.mail_not_now": "with --now mail goes to a mail server on this machine alone",
    "doctor.failures": "{calendar}: {count:the last pass|the last # passes} failed: {why}",
    "doctor.never_good": "{calendar}: no pass was made yet; `zaai run` makes one.",
    "doctor.left": "{calendar} is no longer in the config, and what was planned there lies still. If the"
    " calendar has another name now, give it back its old one; if it is gone: `zaai forget {calendar}`.",
    "doctor.last_good": "{calendar}: last good on {moment}",
    "doctor.quiet": "{calendar}: last good on {moment}. Does `zaai work` still run?",
    "doctor.future": "{calendar}: the last pass was on {moment}, later than now. Set the clock right.",
    "doctor.clock": "{calendar}: there is a file of after today. Set the clock right, here or there.",
    "doctor.paused": "{calendar}: stands still. `zaai resume {calendar}` goes on.",
    "doctor.not_allowed": (
        "{calendar}: is only watched. Give your yes with `zaai apply --calendar {calendar}`."
    ),
    "doctor.intents": (
        "{calendar}: of {count:# write|# writes} the outcome is not certain; the next pass looks."
    ),
    "doctor.questions": (
        "{calendar}: {count:# question waits|# questions wait} for an answer. See `zaai list`."
    ),
    "doctor.unreadable": "{calendar}: {where} is unreadable ({why}).",
    "doctor.ends": "{calendar}: {count:once|# times} the end of a project",
}
_PARTS = (phrases_connect, phrases_contacts, phrases_dav, phrases_google, phrases_outlook, phrases_trail)

PHRASES: Mapping[str, Mapping[str, str]] = {
    language: {
        code: sentence
        for part in (own, *(getattr(each, language.upper()) for each in _PARTS))
        for code, sentence in part.items()
    }
    for language, own in (("nl", _NL), ("en", _EN))
}
"""By language, then by code."""


def phrase(language: str, code: str, **facts: object) -> str:
    """The sentence of that code."""
    return filled(PHRASES[language][code], facts)
