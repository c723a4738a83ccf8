"""Logging in at Microsoft: English as raised, Dutch as shown.

You need this for Microsoft's consent, its numbers (AADSTS), and what [microsoft] names.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # The login, by what Microsoft's number means.
    "Nobody gave the app consent for this calendar, or it was withdrawn (AADSTS{number}). Run zaai "
    "connect again and accept; if Microsoft asks for an administrator, hand him the request in "
    "config/outlook.md.": (
        "Niemand gaf de app toestemming voor deze agenda, of die is ingetrokken (AADSTS{number}). Typ  zaai "
        "connect  en ga akkoord; vraagt Microsoft om een beheerder, geef hem dan het verzoek uit "
        "config/outlook.md."
    ),
    "An administrator must allow the app first (AADSTS{number}). Hand him the request in "
    "config/outlook.md; then run zaai connect again.": (
        "Een beheerder moet de app eerst toestaan (AADSTS{number}). Geef hem het verzoek uit "
        "config/outlook.md; typ daarna weer  zaai connect ."
    ),
    "The app is open to assigned people only (AADSTS{number}). The administrator must assign this person "
    "to it; then run zaai connect again.": (
        "De app is er alleen voor wie is toegewezen (AADSTS{number}). De beheerder moet deze persoon "
        "toewijzen; typ daarna weer  zaai connect ."
    ),
    "Microsoft wants a second step at the login (AADSTS{number}): conditional access. Run zaai connect "
    "again and take that step in the browser.": (
        "Microsoft wil bij het aanmelden een tweede stap (AADSTS{number}): voorwaardelijke toegang. Typ "
        "weer  zaai connect  en zet die stap in de browser."
    ),
    "The office's conditional access blocks this login (AADSTS{number}). Log in on a device and at a "
    "place that the office allows, in a browser; if that fails too, the administrator must let the app "
    "through.": (
        "De voorwaardelijke toegang van het bureau houdt deze aanmelding tegen (AADSTS{number}). Meld je aan "
        "in een browser, op een toestel en een plek die het bureau toestaat; lukt ook dat niet, dan moet de "
        "beheerder de app doorlaten."
    ),
    "The app is not known in this tenant (AADSTS{number}). Check `client_id` and `tenant` in "
    "[microsoft]; the administrator sees both on the app's page.": (
        "De app is in deze tenant onbekend (AADSTS{number}). Kijk `client_id` en `tenant` in [microsoft] na; "
        "de beheerder ziet beide op de pagina van de app."
    ),
    "There is no such tenant (AADSTS{number}). Check `tenant` in [microsoft].": (
        "Zo'n tenant is er niet (AADSTS{number}). Kijk `tenant` in [microsoft] na."
    ),
    "Who logged in is not of this office's tenant (AADSTS{number}). Log in with the office's account.": (
        "Wie zich aanmeldde hoort niet bij de tenant van dit bureau (AADSTS{number}). Meld je aan met het "
        "account van het bureau."
    ),
    "This account is unknown or blocked, or its password must be renewed (AADSTS{number}). Ask the "
    "administrator; then run zaai connect again.": (
        "Dit account is onbekend of geblokkeerd, of het wachtwoord moet worden vernieuwd (AADSTS{number}). "
        "Vraag de beheerder; typ daarna weer  zaai connect ."
    ),
    "Microsoft does not know the app's secret (AADSTS{number}). Put its value (not its id) where "
    "[microsoft] says; the administrator can make a new one.": (
        "Microsoft kent het geheim van de app niet (AADSTS{number}). Zet de waarde ervan (niet de id) op de "
        "plek die [microsoft] noemt; de beheerder kan een nieuw maken."
    ),
    "The app's secret has run out (AADSTS{number}). The administrator must make a new one, and you put "
    "it where [microsoft] says.": (
        "Het geheim van de app is verlopen (AADSTS{number}). De beheerder moet een nieuw maken, en jij zet "
        "het op de plek die [microsoft] noemt."
    ),
    "Microsoft does not take the app's certificate (AADSTS{number}). The administrator must upload the "
    "one that `certificate_file` holds, or make a new one.": (
        "Microsoft neemt het certificaat van de app niet aan (AADSTS{number}). De beheerder moet het "
        "certificaat uit `certificate_file` uploaden, of een nieuw maken."
    ),
    "The app's login is dated at another time than Microsoft's (AADSTS{number}). Set the clock of this "
    "machine right.": (
        "De aanmelding van de app draagt een andere tijd dan die van Microsoft (AADSTS{number}). Zet de klok "
        "van deze machine goed."
    ),
    "The app is registered as another kind than [microsoft] says (AADSTS{number}). The administrator "
    'must switch on "Allow public client flows", or give a secret or certificate.': (
        "De app is als een andere soort geregistreerd dan [microsoft] zegt (AADSTS{number}). De beheerder "
        'moet "Allow public client flows" aanzetten, of een geheim of certificaat geven.'
    ),
    "The app does not know where the login ends (AADSTS{number}). The administrator must add "
    'http://localhost under "Mobile and desktop applications".': (
        "De app weet niet waar de aanmelding eindigt (AADSTS{number}). De beheerder moet http://localhost "
        'toevoegen onder "Mobile and desktop applications".'
    ),
    "The app was switched off (AADSTS{number}). The administrator must switch it on again.": (
        "De app is uitgeschakeld (AADSTS{number}). De beheerder moet haar weer aanzetten."
    ),
    "The login at Microsoft has run out or was revoked (AADSTS{number}). Run zaai connect for this "
    "calendar again.": (
        "De aanmelding bij Microsoft is verlopen of ingetrokken (AADSTS{number}). Typ voor deze agenda weer  "
        "zaai connect ."
    ),
    "Nobody typed the code in time (AADSTS{number}). Run zaai connect again and type the new one at once.": (
        "Niemand typte de code op tijd (AADSTS{number}). Typ weer  zaai connect  en geef de nieuwe meteen op."
    ),
    "Microsoft does not take the login (AADSTS{number}). Run zaai connect again; if it stays, show that "
    "number to the administrator.": (
        "Microsoft neemt de aanmelding niet aan (AADSTS{number}). Typ weer  zaai connect ; blijft het zo, "
        "laat de beheerder dan dat nummer zien."
    ),
    # The login, where there is no number.
    "The login was refused by who gave it. Run zaai connect for this calendar again.": (
        "De aanmelding is geweigerd door wie haar gaf. Typ voor deze agenda weer  zaai connect ."
    ),
    "Nobody typed the code in time. Run zaai connect again.": (
        "Niemand typte de code op tijd. Typ weer  zaai connect ."
    ),
    "Microsoft does not take the login any more. Run zaai connect for this calendar again.": (
        "Microsoft neemt de aanmelding niet meer aan. Typ voor deze agenda weer  zaai connect ."
    ),
    "Microsoft cannot log anybody in now. The next pass tries again.": (
        "Microsoft kan nu niemand aanmelden. De volgende ronde probeert het weer."
    ),
    "Microsoft's login did not answer. The next pass tries again.": (
        "De aanmelding bij Microsoft antwoordt niet. De volgende ronde probeert het weer."
    ),
    "Microsoft's login cannot answer now. The next pass tries again.": (
        "De aanmelding bij Microsoft kan nu niet antwoorden. De volgende ronde probeert het weer."
    ),
    "Microsoft's login does not answer for this tenant. Check `tenant`, `authority` (https, with a "
    "path), and the certificate in [microsoft].": (
        "De aanmelding bij Microsoft antwoordt niet voor deze tenant. Kijk `tenant`, `authority` (https, met "
        "een pad) en het certificaat in [microsoft] na."
    ),
    "Microsoft's login gives no code here. Take `device_code` out of [microsoft].": (
        "De aanmelding bij Microsoft geeft hier geen code. Haal `device_code` uit [microsoft]."
    ),
    "The stored login cannot be read. Connect the calendar again.": (
        "De bewaarde aanmelding is niet te lezen. Verbind de agenda opnieuw met `zaai connect`."
    ),
    "The answer belongs to another login. Connect the calendar again.": (
        "Het antwoord hoort bij een andere aanmelding. Verbind de agenda opnieuw met `zaai connect`."
    ),
    "Somebody else logged in than `account` names. Log in as that one, or correct `account`.": (
        "Er heeft zich iemand anders aangemeld dan `account` noemt. Meld je aan als die persoon, of verbeter "
        "`account`."
    ),
    # [microsoft] in the config.
    "[microsoft] needs `client_id` and `tenant`: `zaai guide outlook` says where the administrator finds "
    "them.": (
        "[microsoft] moet `client_id` en `tenant` noemen: `zaai guide outlook` vertelt waar de beheerder ze "
        "vindt."
    ),
    "[microsoft] {variable} (client_secret_env) is not set. Set it.": (
        "[microsoft] {variable} (client_secret_env) heeft geen waarde. Geef die."
    ),
    "[microsoft] `certificate_file` holds no certificate that can be read. Put the private key and the "
    "certificate in it, both as PEM.": (
        "[microsoft] In `certificate_file` staat geen certificaat dat te lezen is. Zet er de privésleutel en "
        "het certificaat in, beide als PEM."
    ),
}
