"""The small page that a browser shows after a login: what happened, and to go back to the terminal.

You need this to change those words. The page takes nothing in from the request, runs no script, and loads
nothing.
"""

from collections.abc import Mapping
from http import HTTPStatus

_WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "done": "Dank je. Dit venster mag dicht; in de terminal staat hoe het verder gaat.",
        "refused": "Er is geen toestemming gegeven. Dit venster mag dicht; in de terminal staat wat nu kan.",
        "used": "Deze aanmelding is al gebruikt of verlopen. Dit venster mag dicht.",
        "not_ours": "Dit is niet de aanmelding waarop Zaaikalender wacht. Begin opnieuw met `zaai connect`.",
    },
    "en": {
        "done": "Thank you. You may close this window; the terminal says how it goes on.",
        "refused": "No consent was given. You may close this window; the terminal says what you can do.",
        "used": "This login was used already, or took too long. You may close this window.",
        "not_ours": "This is not the login that Zaaikalender waits for. Begin again with `zaai connect`.",
    },
}
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = (
    "Content-Type: text/html; charset=utf-8",
    f"Content-Security-Policy: {_POLICY}",
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: no-referrer",
    "Cache-Control: no-store",
    "Connection: close",
)
_NOT_ALLOWED = 405


def page(language: str, status: int, code: str) -> bytes:
    """A whole answer over HTTP/1.1 with the sentence of that code."""
    sentence = _WORDS[language][code]
    body = (
        f'<!doctype html>\n<html lang="{language}"><meta charset="utf-8"><title>Zaaikalender</title>'
        f"<h1>Zaaikalender</h1><p>{sentence}</p></html>\n"
    ).encode()
    first = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"
    allow = ("Allow: GET",) if status == _NOT_ALLOWED else ()
    head = "\r\n".join((first, *_HEADERS, *allow, f"Content-Length: {len(body)}"))
    return f"{head}\r\n\r\n".encode("ascii") + body
