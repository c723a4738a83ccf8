"""A letter as a message: headers that nobody can break, a text, and the calendar part (RFC 6047, 2.4).

You need this when a mail program shows an invitation as a file, or without buttons. The calendar part comes
last among the alternatives (plain, HTML, calendar) and names its method; a copy goes along as a file, for
programs that look for one. CalConnect, Google and Cyrus lay it out so.
"""

import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from zoneinfo import ZoneInfo

from zaaikalender.core.letters import Letter, Method
from zaaikalender.core.people import Person
from zaaikalender.providers.ics_lines import body, one_line
from zaaikalender.providers.mail_headers import address_header, text_header
from zaaikalender.providers.mail_ics import calendar_part

_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")


def message_of(letter: Letter, owner: Person, sender: Person, zone: ZoneInfo) -> bytes:
    """The whole message, lines ended by CRLF. The same letter gives the same octets.

    `owner` invites, and answers go to him; `sender` is whose mail server sends it. Raises `NotWritten` where
    an address cannot be written.
    """
    notice, text = letter.purpose.method is Method.NOTICE, body(letter.body)
    message = EmailMessage(policy=SMTP)
    message.set_content(text, cte="base64")
    if not notice:
        message.add_alternative(html_of(text), subtype="html", cte="base64")
        _add_calendar(message, letter, calendar_part(letter, owner, zone))
    headers = (
        address_header("From", sender.name if notice else _on_behalf(owner, sender), sender.address),
        address_header("To", letter.to.name, letter.to.address),
        text_header("Auto-Submitted", "auto-generated")
        if notice
        else address_header("Reply-To", owner.name, owner.address),
        text_header("Subject", letter.subject),
        f"Date: {format_datetime(letter.at)}\r\n".encode("ascii"),
        f"Message-ID: {message_id(letter, sender)}\r\n".encode("ascii"),
    )
    return b"".join(headers) + message.as_bytes()


def html_of(text: str) -> str:
    """The same words for programs that show the HTML alone: paragraphs and lines, and nothing to click."""
    paragraphs = (escape(each).replace("\n", "<br>\n") for each in _PARAGRAPHS.split(text))
    return "<html><body>\n" + "".join(f"<p>{each}</p>\n" for each in paragraphs) + "</body></html>\n"


def message_id(letter: Letter, sender: Person) -> str:
    """The same letter has the same one: who gets it twice sees it once (RFC 5322, 3.6.4)."""
    return f"<{_mark(letter)}@{sender.domain}>"


def _mark(letter: Letter) -> str:
    return sha256("|".join(map(str, letter.id)).encode("utf-8", "replace")).hexdigest()[:40]


def _add_calendar(message: EmailMessage, letter: Letter, data: bytes) -> None:
    params = {"charset": "UTF-8", "method": letter.purpose.method.value.upper(), "component": "VEVENT"}
    message.add_alternative(data, maintype="text", subtype="calendar", cte="base64", params=params)
    message.add_attachment(data, maintype="application", subtype="ics", filename="invite.ics")
    # Of its own accord the library draws lots. All that is inside is base64, where no `=_` can stand.
    message.set_boundary(f"=_{_mark(letter)}_1")
    next(message.iter_parts()).set_boundary(f"=_{_mark(letter)}_2")


def _on_behalf(owner: Person, sender: Person) -> str:
    """Who invites, and through whom: an address that is not his may not pretend to be."""
    name, through = one_line(owner.name) or owner.address, one_line(sender.name)
    return name if owner == sender or not through else f"{name} via {through}"
