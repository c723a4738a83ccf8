"""What connecting, `doctor` and `forget` say of calendars at Google, Dutch and English.

You need this to change such a sentence. Codes and placeholders are the same in both languages.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "connect.google_wider": (
        "{calendar}: `calendar_id` wijst een andere agenda aan dan je eigen eerste. Daarom vraagt Google of "
        "Zaaikalender de afspraken in al je agenda's mag zien en wijzigen; zij gebruikt alleen die ene."
    ),
    "doctor.google_reached": "{calendar}: de agenda bij Google is bereikbaar en te beschrijven.",
    "doctor.google_read_only": (
        "{calendar}: in deze agenda mag alleen worden gelezen. Wijs met `account` of `calendar_id` een eigen "
        "agenda aan."
    ),
    "doctor.google_rests": (
        "{calendar}: de grens van Google aan het gebruik van agenda's is bereikt. Nog {hours:een uur|# uur} "
        "schrijft Zaaikalender er niets in; lezen gaat door."
    ),
    "doctor.google_login": "{calendar}: je aanmelding bij Google staat versleuteld in de database.",
    "doctor.google_office": (
        "{calendar}: het serviceaccount van het bureau meldt zichzelf aan; de beheerder bepaalt wat het mag."
    ),
    "doctor.google_testing": (
        '{calendar}: het toestemmingsscherm staat op "Testing"; daarom vervalt deze aanmelding over '
        '{days:een dag|# dagen}. Laat de beheerder het op "Internal" zetten of publiceren (config/google.md, '
        "deel 1), en verbind de agenda dan opnieuw."
    ),
    "doctor.google_availability": (
        "{calendar}: in de toestemming ontbreekt je beschikbaarheid. Verbind de agenda opnieuw met "
        "`zaai connect {calendar}`, en zet bij Google alle vinkjes aan."
    ),
    "doctor.google_wider": (
        "{calendar}: Zaaikalender mag de afspraken in al je agenda's bij Google zien, maar de config heeft "
        "dat niet meer nodig. Verbind de agenda opnieuw met `zaai connect {calendar}`."
    ),
    "forget.google_login": "{calendar}: de aanmelding is ook bij Google ingetrokken.",
    "forget.google_shared": (
        "{calendar}: de aanmelding bij Google blijft gelden, want {other} staat bij hetzelfde account; "
        "Google trekt alles van een account tegelijk in."
    ),
    "forget.google_scope": (
        "{calendar}: het serviceaccount van het bureau blijft bij Google toegang houden; de beheerder trekt "
        "die in onder domeinbrede machtiging."
    ),
}
EN: Mapping[str, str] = {
    "connect.google_wider": (
        "{calendar}: `calendar_id` names another calendar than your own first one. So Google asks whether "
        "Zaaikalender may see and change the events in all your calendars; it uses that one only."
    ),
    "doctor.google_reached": "{calendar}: the calendar at Google can be reached, and may be written.",
    "doctor.google_read_only": (
        "{calendar}: this calendar may only be read. Name one of your own with `account` or `calendar_id`."
    ),
    "doctor.google_rests": (
        "{calendar}: Google's limit on the use of calendars was met. For {hours:an hour|# hours} nothing is "
        "written in it; reading goes on."
    ),
    "doctor.google_login": "{calendar}: your login at Google is stored encrypted.",
    "doctor.google_office": (
        "{calendar}: the office's service account logs in by itself; what it may is the administrator's."
    ),
    "doctor.google_testing": (
        '{calendar}: the consent screen stands on "Testing", so this login dies in {days:a day|# days}. Have '
        'the administrator make it "Internal" or publish it (config/google.md, section 1), and then connect '
        "the calendar again."
    ),
    "doctor.google_availability": (
        "{calendar}: the consent leaves out your availability. Connect the calendar again with "
        "`zaai connect {calendar}`, and tick all boxes at Google."
    ),
    "doctor.google_wider": (
        "{calendar}: Zaaikalender may see the events in all your calendars at Google, and the config no "
        "longer needs that. Connect the calendar again with `zaai connect {calendar}`."
    ),
    "forget.google_login": "{calendar}: the login was withdrawn at Google too.",
    "forget.google_shared": (
        "{calendar}: the login at Google stays, since {other} is of the same account; Google withdraws "
        "all of an account at once."
    ),
    "forget.google_scope": (
        "{calendar}: the office's service account keeps its access at Google; the administrator withdraws it "
        "under domain-wide delegation."
    ),
}
