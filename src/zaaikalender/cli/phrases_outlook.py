"""What connecting, `doctor` and `forget` say of calendars in Outlook, Dutch and English.

You need this to change such a sentence. Codes and placeholders are the same in both languages.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "doctor.outlook_reached": "{calendar}: de agenda in Outlook is bereikbaar en te beschrijven.",
    "doctor.outlook_read_only": (
        "{calendar}: in deze agenda mag alleen worden gelezen. Wijs met `account` of `calendar_id` een eigen "
        "agenda aan."
    ),
    "doctor.outlook_mails": (
        "{calendar}: Microsoft mailt iedereen die op een afspraak staat; daarom komen er pas gasten op na "
        "jouw ja."
    ),
    "doctor.outlook_login": "{calendar}: je aanmelding bij Microsoft staat versleuteld in de database.",
    "doctor.outlook_office": (
        "{calendar}: de app van het bureau meldt zichzelf aan; de beheerder bepaalt tot welke "
        "agenda's zij toegang heeft."
    ),
    "doctor.outlook_secret": (
        "{calendar}: wanneer het geheim van de app afloopt, is hier niet te zien; de beheerder ziet het bij "
        "Certificates & secrets."
    ),
    "doctor.outlook_certificate": "{calendar}: het certificaat van de app is goed tot en met {day}.",
    "doctor.outlook_certificate_soon": (
        "{calendar}: het certificaat van de app loopt af op {day}, over {days:# dag|# dagen}; daarna staat "
        "alles stil. Vraag de beheerder nu om een nieuw."
    ),
    "doctor.outlook_certificate_over": (
        "{calendar}: het certificaat van de app is op {day} afgelopen. De beheerder moet een nieuw maken en "
        "uploaden; zet het daarna in `certificate_file`."
    ),
    "forget.outlook_login": (
        "{calendar}: trek de toegang ook bij Microsoft in: myapplications.microsoft.com, Zaaikalender, "
        "toestemming intrekken."
    ),
    "forget.outlook_scope": (
        "{calendar}: de app van het bureau blijft bij Microsoft toegang houden; de beheerder haalt de agenda "
        "uit de groep."
    ),
}
EN: Mapping[str, str] = {
    "doctor.outlook_reached": "{calendar}: the calendar in Outlook can be reached, and may be written.",
    "doctor.outlook_read_only": (
        "{calendar}: this calendar may only be read. Name one of your own with `account` or `calendar_id`."
    ),
    "doctor.outlook_mails": (
        "{calendar}: Microsoft mails everybody who stands on an event; so guests are put on it only after "
        "your yes."
    ),
    "doctor.outlook_login": "{calendar}: your login at Microsoft is stored encrypted.",
    "doctor.outlook_office": (
        "{calendar}: the office's app logs in by itself; which calendars it reaches is the administrator's."
    ),
    "doctor.outlook_secret": (
        "{calendar}: when the app's secret runs out does not show here; the administrator sees it under "
        "Certificates & secrets."
    ),
    "doctor.outlook_certificate": "{calendar}: the app's certificate is good up to and including {day}.",
    "doctor.outlook_certificate_soon": (
        "{calendar}: the app's certificate runs out on {day}, in {days:# day|# days}; then everything stops. "
        "Ask the administrator for a new one now."
    ),
    "doctor.outlook_certificate_over": (
        "{calendar}: the app's certificate ran out on {day}. The administrator must make and upload a new "
        "one; then put that in `certificate_file`."
    ),
    "forget.outlook_login": (
        "{calendar}: withdraw the access at Microsoft too: myapplications.microsoft.com, Zaaikalender, "
        "revoke consent."
    ),
    "forget.outlook_scope": (
        "{calendar}: the office's app keeps its access at Microsoft; the administrator takes the calendar "
        "out of the group."
    ),
}
