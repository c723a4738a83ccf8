"""A name and a password, and the stored ones: English as raised, Dutch as shown.

You need this when a name, a password, or how we keep it is not right; a login in a browser has a module of
its own for Google and for Microsoft.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # At the server.
    "calendar {name}: its server asks who logs in. Write `username` down in the config.": (
        "agenda {name}: de server vraagt wie zich aanmeldt. Zet `username` in de config."
    ),
    "The server does not take the password. Connect the calendar again.": (
        "De server neemt het wachtwoord niet aan. Verbind de agenda opnieuw met `zaai connect`."
    ),
    "The server lets nobody with this login into the calendar. Connect it again.": (
        "De server laat deze aanmelding niet in de agenda. Verbind haar opnieuw met `zaai connect`."
    ),
    "calendar {name}: there is no password. Run zaai connect {name} or set `password_env`.": (
        "agenda {name}: er is geen wachtwoord. Typ  zaai connect {name}  of stel `password_env` in."
    ),
    "calendar {name}: the server does not take this name and password. Check both; many servers want an "
    "app password, made in their own settings, instead of the usual one.": (
        "agenda {name}: de server neemt deze naam en dit wachtwoord niet aan. Kijk ze na; veel servers "
        "willen een app-wachtwoord, dat je in hun instellingen maakt, in plaats van het gewone."
    ),
    "nobody typed a password: run this in a terminal, or name the password with `password_env`": (
        "er is geen wachtwoord getypt: doe dit in een terminal, of wijs het wachtwoord aan met `password_env`"
    ),
    "calendar {name}: {variable} ({key}_env) is not set. Set it.": (
        "agenda {name}: {variable} ({key}_env) heeft geen waarde. Geef die."
    ),
    "calendar {name}: the file that `{key}_file` names cannot be read. Put it back.": (
        "agenda {name}: het bestand van `{key}_file` is niet te lezen. Zet het terug."
    ),
    "Nobody logged in within the time. Run the same command again.": (
        "Er is op tijd niemand aangemeld. Geef hetzelfde commando nog eens."
    ),
    "[{table}]: the file that it names cannot be read. Put it back.": (
        "[{table}] noemt een bestand dat niet te lezen is. Zet het terug."
    ),
    # In the store.
    "the stored password of {calendar} cannot be read: run zaai connect {calendar}": (
        "het bewaarde wachtwoord van {calendar} is onleesbaar: typ  zaai connect {calendar}"
    ),
    "the stored passwords of {names} cannot be read: run zaai connect for each, then this again": (
        "de bewaarde wachtwoorden van {names} zijn onleesbaar: typ  zaai connect  voor elk, en dan dit "
        "opnieuw"
    ),
    "the key under which the password of {calendar} is stored is not in the key file: put back a backup "
    "of it, or run zaai connect {calendar}": (
        "de sleutel van het wachtwoord van {calendar} staat niet in het sleutelbestand: zet een reservekopie "
        "terug, of typ  zaai connect {calendar}"
    ),
}
