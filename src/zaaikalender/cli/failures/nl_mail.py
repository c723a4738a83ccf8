"""The office's mail server: English as raised, Dutch as shown.

You need this for [mail]: the connection, the login, and what the server says of a letter.
"""

from collections.abc import Mapping

NL: Mapping[str, str] = {
    # The connection and its encryption.
    "The mail server does not answer. Look at [mail] host and port; letters wait meanwhile.": (
        "De mailserver antwoordt niet. Kijk host en port onder [mail] na; de post wacht zolang."
    ),
    "The mail server is not ready ({code}). It is tried again next round.": (
        "De mailserver is nog niet zover ({code}). De volgende ronde probeert het weer."
    ),
    "The mail server offers no encryption. Look at [mail] port and tls.": (
        "De mailserver biedt geen versleuteling. Kijk port en tls onder [mail] na."
    ),
    "The mail server's certificate or encryption is not right. Look at [mail] host, port and tls.": (
        "Het certificaat of de versleuteling van de mailserver klopt niet. Kijk host, port en tls onder "
        "[mail] na."
    ),
    # The login.
    "The mail server refuses the login ({code}). Look at [mail] username and its password.": (
        "De mailserver weigert de aanmelding ({code}). Kijk username onder [mail] en het wachtwoord na."
    ),
    "The mail server cannot check the login now ({code}). Letters wait.": (
        "De mailserver kan de aanmelding nu niet nakijken ({code}). De post wacht."
    ),
    "The mail server takes no login with a password here. Look at [mail] port and tls.": (
        "De mailserver neemt hier geen aanmelding met een wachtwoord aan. Kijk port en tls onder [mail] na."
    ),
    "The mail server broke off at the login. Letters wait.": (
        "De mailserver brak de aanmelding af. De post wacht."
    ),
    "[mail]: {variable} (password_env) is not set. Set it.": (
        "[mail]: {variable} (password_env) heeft geen waarde. Geef die."
    ),
    "[mail]: the file that `password_file` names cannot be read. Put it back.": (
        "[mail]: het bestand van `password_file` is niet te lezen. Zet het terug."
    ),
    # A letter.
    "The mail server broke off. The letter waits for the next round.": (
        "De mailserver brak af. Het bericht wacht op de volgende ronde."
    ),
    "The mail server refuses the sender ({code}). Look at [mail] `from`.": (
        "De mailserver weigert de afzender ({code}). Kijk `from` onder [mail] na."
    ),
    "The mail server refuses a guest's address for now ({code}). It is tried again.": (
        "De mailserver weigert het adres van een gast voorlopig ({code}). Het wordt weer geprobeerd."
    ),
    "The mail server refuses a guest's address for good ({code}). Its owner is asked.": (
        "De mailserver weigert het adres van een gast voorgoed ({code}). De eigenaar krijgt een vraag."
    ),
    "The mail server refuses a letter for now ({code}). It is tried again next round.": (
        "De mailserver weigert een bericht voorlopig ({code}). De volgende ronde probeert het weer."
    ),
    "The mail server refuses a letter for good ({code}). Its owner is asked.": (
        "De mailserver weigert een bericht voorgoed ({code}). De eigenaar krijgt een vraag."
    ),
    "The mail server did not say whether it took a letter. The next pass asks about it.": (
        "De mailserver zei niet of hij een bericht aannam. De volgende ronde vraagt ernaar."
    ),
    "An address cannot be written in a mail. Correct it in the appointment's text.": (
        "Een adres kan niet in een mail staan. Verbeter het in de tekst van de afspraak."
    ),
}
