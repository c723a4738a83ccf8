"""Who organises an event and who is asked to it (RFC 5545, 3.8.4.1 and 3.8.4.3).

You need this to read ORGANIZER and ATTENDEE. An organiser without a usable address is kept as what he is: if
he were left out, the event would count as its owner's, and strangers would command.
"""

import re
from urllib.parse import unquote

from zaaikalender.core.people import Answer, Attendee, AttendeeKind, Person
from zaaikalender.providers.ics_lines import Property, one_line, parameters

_ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "TENTATIVE": Answer.TENTATIVE,
    "DECLINED": Answer.DECLINED,
    "DELEGATED": Answer.DECLINED,  # he sends another, who is an attendee of his own
}
_KINDS = {
    "": AttendeeKind.INDIVIDUAL,
    "INDIVIDUAL": AttendeeKind.INDIVIDUAL,
    "GROUP": AttendeeKind.GROUP,
    "RESOURCE": AttendeeKind.RESOURCE,
    "ROOM": AttendeeKind.ROOM,
}
_MAIL = re.compile(r"[^\s@:;,/<>\"]+@[^\s@:;,/<>\"]+")
_MAILTO = "mailto:"
_NOBODY = "unknown:"


def is_mail(address: str) -> bool:
    """Whether this can be an e-mail address."""
    return _MAIL.fullmatch(address) is not None


def organizer(prop: Property) -> Person | None:
    """Who organises; None where the property says nothing at all."""
    params = parameters(prop.params)
    address = _address(prop.value, params)
    return Person(address=address, name=one_line(params.get("CN", ""))) if address != _NOBODY else None


def attendee(prop: Property) -> Attendee:
    """Who is asked. Without an e-mail address it is somebody of whom we cannot say that he is a person."""
    params = parameters(prop.params)
    address = _address(prop.value, params)
    kind = _KINDS.get(params.get("CUTYPE", "").upper(), AttendeeKind.UNKNOWN)
    return Attendee(
        person=Person(address=address, name=one_line(params.get("CN", ""))),
        answer=_ANSWERS.get(params.get("PARTSTAT", "").upper(), Answer.NEEDS_ACTION),
        kind=AttendeeKind.UNKNOWN if "@" not in address else kind,
    )


def _address(value: str, params: dict[str, str]) -> str:
    """The e-mail address in a calendar address, else in EMAIL= (RFC 7986, 6.2), else what is there.

    What is no e-mail address keeps or gets a scheme, so that it is never taken for a domain of the office.
    """
    plain = one_line(value)
    mailed = unquote(plain[len(_MAILTO) :].partition("?")[0]) if plain[:7].lower() == _MAILTO else plain
    for found in (mailed, params.get("EMAIL", "")):
        if is_mail(found.strip()):
            return found.strip()
    return plain if ":" in plain and mailed == plain else f"{_NOBODY}{mailed}"
