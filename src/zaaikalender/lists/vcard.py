"""Writing vCard 4 (RFC 6350), for the day that somebody wants his list in a CRM or a telephone.

You need this when another program reads a card wrongly. Lines end in CRLF and are folded at 75 octets (3.2);
backslash, comma, semicolon and line break are escaped (3.4). What vCard has no word for stands in
properties of our own (6.10). N is left out, which version 4 allows: where a family name begins would be a
guess.
"""

from collections.abc import Iterable

from zaaikalender.config.durations import span_in_words
from zaaikalender.core.contacts import Contact

_OCTETS = 75


def vcards(contacts: Iterable[Contact], language: str) -> bytes:
    """The cards, one after another."""
    return b"".join(_folded(line) for contact in contacts for line in _lines(contact, language))


def _lines(contact: Contact, language: str) -> Iterable[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "PRODID:-//zaaikalender//NL"
    yield f"UID;VALUE=text:{contact.id}"
    yield f"FN:{_escaped(contact.name)}"
    if contact.organisation:
        yield f"ORG:{_escaped(contact.organisation)}"
    if contact.address:
        yield f"EMAIL:{_escaped(contact.address)}"
    if contact.telephone:
        yield f"TEL;VALUE=text:{_escaped(contact.telephone)}"
    if contact.note:
        yield f"NOTE:{_escaped(contact.note)}"
    if contact.form:
        yield f"X-ZAAIKALENDER-FORM:{_escaped(contact.form)}"
    if contact.every:
        yield f"X-ZAAIKALENDER-EVERY:{_escaped(span_in_words(contact.every, language))}"
    if contact.last:
        yield f"X-ZAAIKALENDER-LAST:{contact.last.isoformat()}"
    yield "END:VCARD"


def _escaped(text: str) -> str:
    for character, written in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(character, written)
    return text.replace("\r", "")


def _folded(line: str) -> bytes:
    """The line, folded between characters: each part is 75 octets at most, its leading space included."""
    parts, part = [], b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(part) + len(octets) > _OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
