"""What connecting says, Dutch and English.

You need this to change a sentence of `zaai connect`. Codes and placeholders are the same in both languages.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    "connect.browser": "Meld je aan in je browser. Gaat die niet vanzelf open, open dan dit adres:",
    "connect.paste": (
        "Staat je browser op een andere computer? Plak dan hier het adres waarop hij eindigt, "
        "en druk op Enter."
    ),
    "connect.wrong_address": (
        "Dat is niet het adres waarop deze aanmelding eindigt. Kopieer het hele adres uit de adresbalk."
    ),
    "connect.logged_in": "De aanmelding is binnen.",
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
}
