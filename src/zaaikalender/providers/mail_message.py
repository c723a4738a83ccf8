"""A letter as a message: headers that nobody can break, a text, and the calendar part (RFC 6047, 2.4).

You need this when a mail program shows an invitation as a file, or without buttons. The calendar part comes
last among the alternatives and names its method; a copy goes along as a file, for programs that look for one.
"""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from zaaikalender.core.letters import Letter, Method
from zaaikalender.core.people import Person
from zaaikalender.errors import NotWritten
from zaaikalender.providers.ics_lines import body, one_line
from zaaikalender.providers.ics_people import is_mail
from zaaikalender.providers.mail_ics import calendar_part


def message_of(letter: Letter, owner: Person, sender: Person, zone: ZoneInfo) -> bytes:
    """The whole message, lines ended by CRLF. The same letter gives the same octets.

    `owner` invites, and answers go to him; `sender` is whose mail server sends it. Raises `NotWritten` where
    an address cannot be written.
    """
    message = EmailMessage(policy=SMTP)
    notice = letter.purpose.method is Method.NOTICE
    message["From"] = _named(sender, one_line(sender.name) if notice else _on_behalf(owner, sender))
    message["To"] = _named(letter.to, one_line(letter.to.name))
    if notice:
        message["Auto-Submitted"] = "auto-generated"
    else:
        message["Reply-To"] = _named(owner, one_line(owner.name))
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = message_id(letter, sender)
    message.set_content(body(letter.body), cte="base64")
    if not notice:
        _add_calendar(message, letter, calendar_part(letter, owner, zone))
    return message.as_bytes()


def message_id(letter: Letter, sender: Person) -> str:
    """The same letter has the same one: who gets it twice sees it once (RFC 5322, 3.6.4)."""
    mark = sha256("|".join(map(str, letter.id)).encode("utf-8", "replace")).hexdigest()[:40]
    return f"<{mark}@{sender.domain}>"


def _add_calendar(message: EmailMessage, letter: Letter, data: bytes) -> None:
    params = {"charset": "UTF-8", "method": letter.purpose.method.value.upper(), "component": "VEVENT"}
    message.add_alternative(data, maintype="text", subtype="calendar", cte="base64", params=params)
    message.add_attachment(data, maintype="application", subtype="ics", filename="invite.ics")


def _on_behalf(owner: Person, sender: Person) -> str:
    """Who invites, and through whom: an address that is not his may not pretend to be."""
    name, through = one_line(owner.name) or owner.address, one_line(sender.name)
    return name if owner == sender or not through else f"{name} via {through}"


def _named(person: Person, name: str) -> Address:
    address = person.address
    if not is_mail(address) or not address.isascii() or not address.isprintable():
        raise NotWritten("An address cannot be written in a mail. Correct it in the appointment's text.")
    try:
        return Address(display_name=name, addr_spec=address)
    except (MessageError, ValueError, IndexError) as error:
        raise NotWritten("An address is none for mail. Correct it in the appointment's text.") from error
