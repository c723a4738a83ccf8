"""What `doctor` says of CalDAV servers, Dutch and English.

You need this to change such a sentence. Codes and placeholders are the same in both languages.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "doctor.dav_sync": "{calendar}: de server vertelt zelf wat er veranderde; kijken kost één verzoek.",
    "doctor.dav_ctag": (
        "{calendar}: de server zegt alleen dát er iets veranderde; dan wordt alles vergeleken. Trager, "
        "even zeker."
    ),
    "doctor.dav_etags": (
        "{calendar}: de server zegt niet wat er veranderde; elke ronde wordt alles vergeleken. Trager, "
        "even zeker."
    ),
    "doctor.dav_forgets": (
        "{calendar}: de server vergeet wat is verwijderd. Is na een storing onzeker of iets is "
        "geschreven, dan krijg je een vraag, en nooit een dubbele afspraak."
    ),
    "doctor.dav_read_only": (
        "{calendar}: deze aanmelding mag hier alleen lezen. Geef haar schrijfrecht op de server, of "
        "wijs in de config een andere agenda aan."
    ),
    "doctor.server_clock_ahead": (
        "{calendar}: de klok van de server loopt {count:# minuut|# minuten} voor op deze. Zet de klok "
        "goed die "
        "verkeerd staat."
    ),
    "doctor.server_clock_behind": (
        "{calendar}: de klok van de server loopt {count:# minuut|# minuten} achter op deze. Zet de "
        "klok goed die "
        "verkeerd staat."
    ),
    "doctor.sealed": "{calendar}: het wachtwoord staat versleuteld in de database.",
}
EN: Mapping[str, str] = {
    "doctor.dav_sync": "{calendar}: the server tells what changed; looking costs one request.",
    "doctor.dav_ctag": (
        "{calendar}: the server only says that something changed; all is compared then. Slower, as sure."
    ),
    "doctor.dav_etags": (
        "{calendar}: the server does not say what changed; all is compared each time. Slower, as sure."
    ),
    "doctor.dav_forgets": (
        "{calendar}: the server forgets what was deleted. Where it is uncertain after a fault whether "
        "something was written, you get a question, and never a second appointment."
    ),
    "doctor.dav_read_only": (
        "{calendar}: this login may only read here. Give it the right to write on the server, or name "
        "another calendar in the config."
    ),
    "doctor.server_clock_ahead": (
        "{calendar}: the server's clock is {count:# minute|# minutes} ahead of this one. Set right "
        "which of them "
        "is wrong."
    ),
    "doctor.server_clock_behind": (
        "{calendar}: the server's clock is {count:# minute|# minutes} behind this one. Set right which "
        "of them is wrong."
    ),
    "doctor.sealed": "{calendar}: the password stands encrypted in the database.",
}
