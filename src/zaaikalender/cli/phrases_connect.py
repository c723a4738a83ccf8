"""What connecting and disconnecting say, Dutch and English.

You need this to change a sentence of `zaai connect`, `forget` or `key rotate`. Codes and placeholders are
the same in both languages.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "connect.browser": "Meld je aan in je browser. Gaat die niet vanzelf open, open dan dit adres:",
    "connect.paste": (
        "Staat je browser op een andere computer? Plak dan hier het adres waarop hij eindigt, en druk "
        "op Enter."
    ),
    "connect.wrong_address": (
        "Dat is niet het adres waarop deze aanmelding eindigt. Kopieer het hele adres uit de adresbalk."
    ),
    "connect.logged_in": "De aanmelding is binnen.",
    "connect.device": "Open {address} op een toestel met een browser, en typ daar deze code:",
    "connect.device_warning": (
        "Typ deze code alleen als je dit zelf begon. Wie je om zo'n code vraagt, wil in jouw agenda; "
        "Microsoft raadt daarom aan deze manier te blokkeren."
    ),
    "connect.password": "Wachtwoord van {account} bij {host} (wat je typt, zie je niet):",
    "connect.old_password": "{calendar}: de server neemt het bewaarde wachtwoord niet meer aan.",
    "connect.kept": "{calendar}: het wachtwoord klopt en is versleuteld bewaard.",
    "connect.reachable": "{calendar}: de agenda is gevonden.",
    "connect.several": (
        "{calendar}: hier staan {count} agenda's. Zet een van deze regels in de config, bij deze "
        "[[calendar]], en verbind dan opnieuw:"
    ),
    "connect.one_of": '    url = "{address}"    # {called}',
    "connect.elsewhere": (
        "{calendar}: de agenda's van deze aanmelding staan op een andere server. Ken je die, zet dan "
        "deze regel "
        'in de config, en verbind opnieuw:\n    url = "{address}"'
    ),
    "connect.per_person": (
        "Je bureau ziet cijfers per collega ([report] per_person): hoeveel gesprekken {calendar} plant "
        "en voert. Nooit met wie, en geen titels."
    ),
    "connect.list_now": (
        "{on:Op je lijst staat # mens|Op je lijst staan # mensen}; je doel is {goal}. "
        "Wil je nu voorstellen zien, uit de mensen die je sprak?"
    ),
    "connect.list_later": (
        "{on:Op de lijst staat # mens|Op de lijst staan # mensen}, het doel is {goal}. Voorstellen uit "
        "de agenda: "
        "`zaai contacts suggest --calendar {calendar}`."
    ),
    "mails.server": "{calendar}: de server verstuurt de uitnodigingen, zodra jij ze goedkeurt.",
    "mails.us": "{calendar}: Zaaikalender mailt de uitnodigingen zelf, zodra jij ze goedkeurt.",
    "mails.nobody": (
        "{calendar}: hier verstuurt niemand post: de server niet, en er is geen [mail] ingesteld. Wie "
        "je uitnodigt, stuur je de afspraak zelf."
    ),
    "doctor.bell_hung": "{calendar}: de server meldt veranderingen meteen.",
    "doctor.bell_missing": (
        "{calendar}: de server meldt nog geen veranderingen; elke ronde ziet ze ook. De eerste ronde van "
        "`zaai work` of `zaai serve` vraagt erom; blijft het zo, kijk dan of {address} van buiten te "
        "bereiken is."
    ),
    "key.busy": "opnieuw versleuteld: {count}",
    "key.done": "Er is een nieuwe sleutel; opnieuw versleuteld: {count}.",
    "key.backup": "Maak een nieuwe reservekopie van {key_file}; een oude opent deze wachtwoorden niet.",
    "forget.password_stays": (
        "{calendar}: bij {host} blijft het wachtwoord gelden. Was het een app-wachtwoord, trek het daar "
        "dan in."
    ),
    "forget.not_withdrawn": (
        "{calendar}: de toegang kon bij de server niet worden ingetrokken. Trek haar daar in, bij je account."
    ),
}
EN: Mapping[str, str] = {
    "connect.browser": "Log in with your browser. If it does not open by itself, open this address:",
    "connect.paste": (
        "Is your browser on another computer? Then paste the address on which it ends here, and press Enter."
    ),
    "connect.wrong_address": (
        "That is not the address on which this login ends. Copy the whole address from the address bar."
    ),
    "connect.logged_in": "The login came in.",
    "connect.device": "Open {address} on a device with a browser, and type this code there:",
    "connect.device_warning": (
        "Type this code only if you began this yourself. Whoever asks you for such a code wants into your "
        "calendar; that is why Microsoft advises to block this way."
    ),
    "connect.password": "Password of {account} at {host} (what you type does not show):",
    "connect.old_password": "{calendar}: the server no longer takes the stored password.",
    "connect.kept": "{calendar}: the password is right, and stored encrypted.",
    "connect.reachable": "{calendar}: the calendar was found.",
    "connect.several": (
        "{calendar}: there are {count} calendars here. Put one of these lines in the config, in this "
        "[[calendar]], and connect again:"
    ),
    "connect.one_of": '    url = "{address}"    # {called}',
    "connect.elsewhere": (
        "{calendar}: the calendars of this login stand on another server. If you know it, put this "
        "line in the "
        'config, and connect again:\n    url = "{address}"'
    ),
    "connect.per_person": (
        "Your office sees figures per colleague ([report] per_person): how many conversations "
        "{calendar} plans and holds. Never with whom, and no titles."
    ),
    "connect.list_now": (
        "Your list has {on:# person|# people}; the goal is {goal}. Do you want to see proposals now, "
        "of people whom you met?"
    ),
    "connect.list_later": (
        "The list has {on:# person|# people}, the goal is {goal}. Proposals from the calendar: "
        "`zaai contacts suggest --calendar {calendar}`."
    ),
    "mails.server": "{calendar}: the server sends the invitations, once you approve them.",
    "mails.us": "{calendar}: Zaaikalender mails the invitations itself, once you approve them.",
    "mails.nobody": (
        "{calendar}: nobody sends mail here: the server does not, and no [mail] is set. Whom you "
        "invite, you send the appointment yourself."
    ),
    "doctor.bell_hung": "{calendar}: the server tells of changes at once.",
    "doctor.bell_missing": (
        "{calendar}: the server does not tell of changes yet; each pass sees them too. The first pass of "
        "`zaai work` or `zaai serve` asks for it; if it stays so, look whether {address} can be reached from "
        "outside."
    ),
    "key.busy": "encrypted anew: {count}",
    "key.done": "There is a new key; encrypted anew: {count}.",
    "key.backup": "Make a new backup of {key_file}; an old one does not open these passwords.",
    "forget.password_stays": (
        "{calendar}: the password stays valid at {host}. If it was an app password, withdraw it there."
    ),
    "forget.not_withdrawn": (
        "{calendar}: the access could not be withdrawn at the server. Withdraw it there, at your account."
    ),
}
