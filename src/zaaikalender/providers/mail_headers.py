"""The headers of a mail, written so that no name and no title can add one (RFC 5322, 2.2; RFC 2047).

You need this when a header shows wrongly in a mail program. The library's own way of writing headers reads
what it is given as if it came out of a mail, so that a name such as `=?utf-8?q?=0D=0ABcc:...?=` becomes a
header of its own. Here a text is either plain letters or base64.
"""

import re
from base64 import b64encode
from collections.abc import Iterator

from zaaikalender.errors import NotWritten
from zaaikalender.providers.ics_lines import one_line

_PLAIN = re.compile(r"[A-Za-z0-9 .,:;'&()/+!-]{1,60}")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 .,'&-]{1,60}")
_WORD = 36
"""Octets of text in one encoded word: 60 as base64, and never more than 76 in a line with its header."""
_MAX_NAME = 100

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_MAILBOX = re.compile(rf"{_ATOM}(\.{_ATOM})*@[a-z0-9-]+(\.[a-z0-9-]+)*")
"""An address without quotes, comments and blanks: what else RFC 5322 allows, programs read in two ways."""
_LONGEST = 254
"""Octets in an address (RFC 5321, 4.5.3.1.3)."""


def text_header(name: str, text: str) -> bytes:
    """A header with a text, ended by CRLF; whatever the text holds, it stays a text."""
    plain = one_line(text)
    return f"{name}: {plain if _PLAIN.fullmatch(plain) else _encoded(plain)}\r\n".encode("ascii")


def address_header(name: str, called: str, address: str) -> bytes:
    """A header with one address and how its owner is called. Raises `NotWritten` where it is no address."""
    if len(address) > _LONGEST or not _MAILBOX.fullmatch(address):
        raise NotWritten("An address cannot be written in a mail. Correct it in the appointment's text.")
    plain = one_line(called)[:_MAX_NAME].strip()
    if not plain:
        return f"{name}: {address}\r\n".encode("ascii")
    shown = f'"{plain}"' if _PLAIN_NAME.fullmatch(plain) else _encoded(plain)
    return f"{name}: {shown}\r\n <{address}>\r\n".encode("ascii")


def _encoded(text: str) -> str:
    """The text as encoded words, one in a line; readers join them."""
    words = (b64encode(piece).decode("ascii") for piece in _pieces(text))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def _pieces(text: str) -> Iterator[bytes]:
    """The text in pieces that hold whole characters (RFC 2047, 5)."""
    piece = b""
    for character in text:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > _WORD:
            yield piece
            piece = b""
        piece += octets
    if piece:
        yield piece
