"""Logging in to a mail server with a name and a password (RFC 4954; PLAIN: RFC 4616).

You need this when a mail server refuses the login. A wrong password is tried once, not once for each way that
the server offers, as smtplib does: some servers count, and lock the account. Both are sent as UTF-8; smtplib
takes ASCII alone.
"""

import smtplib
from base64 import b64encode

from zaaikalender.errors import AccessRevoked, Unreachable

_IN, _ALREADY, _MORE, _FOR_GOOD = 235, 503, 334, 500


def log_in(smtp: smtplib.SMTP, username: str, password: str) -> None:
    """Lets us in. Raises `AccessRevoked` for a login that is refused, `Unreachable` for all else.

    What the server says at a login goes into no error: some repeat what they got.
    """
    try:
        code = _answer(smtp, username, password)
    except (OSError, smtplib.SMTPException):
        raise Unreachable("The mail server broke off at the login. Letters wait.") from None
    if code in {_IN, _ALREADY}:
        return
    if code < _FOR_GOOD:
        raise Unreachable(f"The mail server cannot check the login now ({code}). Letters wait.")
    raise AccessRevoked(
        f"The mail server refuses the login ({code}). Look at [mail] username and its password."
    )


def _answer(smtp: smtplib.SMTP, username: str, password: str) -> int:
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        both = _coded(f"\0{username}\0{password}")
        return smtp.docmd("AUTH", f"PLAIN {both}")[0]
    if "LOGIN" in offered:
        return _in_turn(smtp, username, password)
    raise Unreachable("The mail server takes no login with a password here. Look at [mail] port and tls.")


def _in_turn(smtp: smtplib.SMTP, *words: str) -> int:
    """LOGIN: the server asks for one after the other."""
    code, _ = smtp.docmd("AUTH", "LOGIN")
    for word in words:
        if code != _MORE:
            break
        code, _ = smtp.docmd(_coded(word))
    return code


def _coded(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")
