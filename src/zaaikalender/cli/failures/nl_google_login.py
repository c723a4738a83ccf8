"""Logging in at Google: English as raised, Dutch as shown.

You need this for Google's consent, its tokens, and the files that [google] names.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # What Google says to it.
    'The login at Google was refused by who gave it. Run zaai connect again, and choose "Allow".': (
        "De aanmelding bij Google is geweigerd door wie haar gaf. Typ nog eens  zaai connect  en kies "
        '"Toestaan".'
    ),
    "This Google Workspace does not let the app into its calendars. Its administrator must trust the app "
    "(config/google.md, section 1); then connect the calendar again.": (
        "Deze Google Workspace laat de app niet in haar agenda's. De beheerder moet de app vertrouwen "
        "(config/google.md, deel 1); verbind de agenda daarna opnieuw met `zaai connect`."
    ),
    "This OAuth client is for people of its own Google Workspace. Log in with the office's account.": (
        "Deze OAuth-client is alleen voor mensen van zijn eigen Google Workspace. Meld je aan met het "
        "account van het bureau."
    ),
    "Google does not know the OAuth client, or its secret is wrong. The administrator must make a new "
    "one (config/google.md, section 1), and you put its file where `client_file` says.": (
        "Google kent de OAuth-client niet, of het geheim ervan klopt niet. De beheerder moet een nieuwe "
        "maken (config/google.md, deel 1); zet het bestand daarvan waar `client_file` wijst."
    ),
    "Google does not let this OAuth client log people in. The administrator must make one of the type "
    '"Desktop app" (config/google.md, section 1).': (
        "Google laat met deze OAuth-client niemand aanmelden. De beheerder moet er een maken van het type "
        '"Desktop app" (config/google.md, deel 1).'
    ),
    "Google does not know what was asked for. The administrator must switch on the Google Calendar API "
    "(config/google.md, section 1).": (
        "Google kent niet wat er is gevraagd. De beheerder moet de Google Calendar API aanzetten "
        "(config/google.md, deel 1)."
    ),
    "The login at Google has run out or was revoked. Connect the calendar again.": (
        "De aanmelding bij Google is verlopen of ingetrokken. Verbind de agenda opnieuw met `zaai connect`."
    ),
    "The Google Workspace's administrator wants people to log in again every so often. Connect the "
    "calendar again; he can except this app from it (config/google.md, section 1).": (
        "De beheerder van de Google Workspace wil dat mensen zich af en toe opnieuw aanmelden. Verbind de "
        "agenda opnieuw met `zaai connect`; hij kan deze app daarvan uitzonderen (config/google.md, deel 1)."
    ),
    "Google does not take the login. Connect the calendar again; config/google.md says more.": (
        "Google neemt de aanmelding niet aan. Verbind de agenda opnieuw met `zaai connect`; config/google.md "
        "zegt meer."
    ),
    'The login at Google died after 7 days, as all do while the consent screen stands on "Testing". The '
    'administrator must make it "Internal" or publish it (config/google.md, section 1); then connect '
    "again.": (
        'De aanmelding bij Google verviel na 7 dagen, zoals elke zolang het toestemmingsscherm op "Testing" '
        'staat. De beheerder moet het op "Internal" zetten of publiceren (config/google.md, deel 1); verbind '
        "de agenda daarna opnieuw met `zaai connect`."
    ),
    "Google does not let the service account into this calendar. The administrator must allow its client "
    "id with both scopes under domain-wide delegation (config/google.md, section 2), which may take a "
    "day.": (
        "Google laat het serviceaccount niet in deze agenda. De beheerder moet zijn client-id met beide "
        "rechten toestaan onder domeinbrede machtiging (config/google.md, deel 2); dat kan een dag duren."
    ),
    "The office's Google Workspace does not know this account. Check the calendar's `account`.": (
        "De Google Workspace van het bureau kent dit account niet. Kijk `account` van de agenda na."
    ),
    "Google no longer takes the service account's key. The administrator must make a new one, and you "
    "put its file where `service_account_file` says.": (
        "Google neemt de sleutel van het serviceaccount niet meer aan. De beheerder moet een nieuwe maken; "
        "zet het bestand daarvan waar `service_account_file` wijst."
    ),
    "Google finds this machine's clock wrong. Set it right, and let the network keep it so.": (
        "Volgens Google loopt de klok van deze computer verkeerd. Zet haar goed, en laat het netwerk haar "
        "gelijk houden."
    ),
    "The consent leaves out the calendar's events. Connect again, and tick all boxes at Google.": (
        "In de toestemming ontbreken de afspraken van de agenda. Verbind opnieuw met `zaai connect`, en zet "
        "bij Google alle vinkjes aan."
    ),
    "Google gave a login that does not last. Remove the app at myaccount.google.com/connections, and "
    "connect the calendar again.": (
        "Google gaf een aanmelding die niet blijft. Verwijder de app op myaccount.google.com/connections, en "
        "verbind de agenda opnieuw met `zaai connect`."
    ),
    "Google's login gave no token. The next pass tries again.": (
        "De aanmelding bij Google gaf geen token. De volgende ronde probeert het weer."
    ),
    "Something else answers where Google's login should be. Look at the network, and at `token_uri`.": (
        "Iets anders antwoordt waar de aanmelding van Google hoort te zijn. Kijk het netwerk na, en "
        "`token_uri`."
    ),
    "Google did not say who logged in. Connect the calendar again.": (
        "Google zei niet wie zich aanmeldde. Verbind de agenda opnieuw met `zaai connect`."
    ),
    "Google's login did not answer. The next pass tries again.": (
        "De aanmelding bij Google antwoordt niet. De volgende ronde probeert het weer."
    ),
    "Google cannot log anybody in now. The next pass tries again.": (
        "Bij Google kan nu niemand zich aanmelden. De volgende ronde probeert het weer."
    ),
    # [google] in the config.
    'calendar {name}: `client_file` is of the type "Web application". Sign in on the page (`zaai '
    'serve`), or give one of the type "Desktop app".': (
        'agenda {name}: `client_file` is van het type "Web application". Meld je aan op de pagina (`zaai '
        'serve`), of geef er een van het type "Desktop app".'
    ),
    '[google]: `client_file` holds no OAuth client of the type "Desktop app". Download it anew '
    "(config/google.md, section 1).": (
        '[google]: in `client_file` staat geen OAuth-client van het type "Desktop app". Download hem opnieuw '
        "(config/google.md, deel 1)."
    ),
    "[google]: `service_account_file` holds no key of a service account. Make it anew (JSON; "
    "config/google.md, section 2).": (
        "[google]: in `service_account_file` staat geen sleutel van een serviceaccount. Maak die opnieuw "
        "(JSON; config/google.md, deel 2)."
    ),
    "[google] needs `client_file`: `zaai guide google` says how the administrator gets it.": (
        "[google] moet `client_file` noemen: `zaai guide google` vertelt hoe de beheerder eraan komt."
    ),
}
