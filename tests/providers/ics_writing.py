"""Writes appointments of ours in tests and reads them back.

You need this in each test that writes: `back(new(a_draft()))` is the event as it then stands.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ics_reading import read

from builders import AMSTERDAM, OWNER, a_draft, a_person
from zaaikalender.core.appointments import Approval, Draft, Field, approve
from zaaikalender.core.events import Event, Shown
from zaaikalender.providers import ics_write

KEY = "0123456789abcdefghijklmnopqrstuv"
UID = f"{KEY}@zaaikalender"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def new(draft: Draft, zone: ZoneInfo = AMSTERDAM) -> bytes:
    return ics_write.new(KEY, draft, zone=zone, at=NOW)


def changed(data: bytes, draft: Draft, *fields: Field, zone: ZoneInfo = AMSTERDAM) -> bytes:
    return ics_write.change(data, UID, draft, frozenset(fields), zone=zone, at=LATER)


def invited(data: bytes, approval: Approval) -> bytes:
    return ics_write.invite(data, UID, approval, organizer=OWNER, zone=AMSTERDAM, at=LATER)


def back(data: bytes, zone: ZoneInfo = AMSTERDAM) -> Event:
    parsed = read(data, zone=zone)
    assert not parsed.unreadable, parsed.unreadable
    (event,) = parsed.items[0].events
    return event


def lines(data: bytes) -> list[str]:
    """The content lines, unfolded, as the most eager reader would cut them."""
    return data.replace(b"\r\n ", b"").decode().splitlines()


def draft_of(event: Event) -> Draft:
    """What of an event is a draft's."""
    return Draft(
        title=event.title, when=event.when, text=event.text, shown=event.shown, private=event.private
    )


THEIRS = b"".join(
    line + b"\r\n"
    for line in (
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//khal//NL",
        b"X-CAL-PROP;X=1:a,b",
        b"BEGIN:VEVENT",
        b"SUMMARY;LANGUAGE=nl:Voorstel: Borging",
        b"  Alfa",
        b"DTSTART;TZID=W. Europe Standard Time:20270430T100000",
        b"DURATION:PT45M",
        b"UID:" + UID.encode(),
        b"SEQUENCE:3",
        b"DTSTAMP:20261101T000000Z",
        b'ATTENDEE;CN="Eva, J";PARTSTAT=ACCEPTED;X-NUM=',
        b" 12:mailto:Eva@client-a.example",
        b'DESCRIPTION;ALTREP="cid:x":Oud',
        b"X-ALT-DESC;FMTTYPE=text/html:<p>Oud</p>",
        b"X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        b"STATUS:TENTATIVE",
        b"LOCATION:Utrecht\\, kantoor",
        b"X-ZAAIKALENDER-KEY:" + KEY.encode(),
        b"BEGIN:VALARM",
        b"ACTION:DISPLAY",
        b"DESCRIPTION:Wekker",
        b"TRIGGER:-PT15M",
        b"END:VALARM",
        b"END:VEVENT",
        b"BEGIN:VEVENT",
        b"UID:ander@test",
        b"DTSTART:20270430T100000Z",
        b"SUMMARY:Ander",
        b"END:VEVENT",
        b"END:VCALENDAR",
    )
)
"""Our event after another program had it, beside somebody else's."""


def an_approval(*guests: str, on: str = "2027-04-30 10:00") -> Approval:
    draft = a_draft("Borging Alfa", on, text="Tot dan", shown=Shown.BUSY)
    return approve(KEY, [a_person(guest, "Eva Jansen") for guest in guests], draft, at=NOW)
