"""From a draft to the bytes of an iCalendar file, and changes to a file that leave all else as it is.

You need this when a provider keeps iCalendar data and an appointment of ours is created, changed, or gets its
guests. Guests are written by `invite` alone, which takes an `Approval`.
"""

from dataclasses import replace
from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Approval, Draft, Field
from zaaikalender.core.events import AllDay, Shown, Timed, When
from zaaikalender.core.people import Person
from zaaikalender.errors import NotOurs, NotWritten, Stale
from zaaikalender.providers import yearly
from zaaikalender.providers.ics_edit import Opened, opened
from zaaikalender.providers.ics_event import MARK
from zaaikalender.providers.ics_lines import body, escaped, fold, one_line, quoted
from zaaikalender.providers.ics_people import attendee, is_mail
from zaaikalender.providers.ics_people import organizer as organizer_of
from zaaikalender.providers.ics_values import LAST_YEAR, date_text, local_text, utc_text
from zaaikalender.providers.ics_vevent import revision
from zaaikalender.providers.ics_zone_text import FIRST_YEAR, definition

_SUFFIX = "@zaaikalender"
PRODUCT = "-//Zaaikalender//Zaaikalender//NL"

_SHOWN = {
    Shown.BUSY: ("CONFIRMED", "OPAQUE", None),
    Shown.TENTATIVE: ("TENTATIVE", "OPAQUE", None),
    Shown.FREE: ("CONFIRMED", "TRANSPARENT", None),
    Shown.OUT_OF_OFFICE: ("CONFIRMED", "OPAQUE", "OOF"),
    Shown.ELSEWHERE: ("CONFIRMED", "OPAQUE", "WORKINGELSEWHERE"),
}
"""STATUS, TRANSP, and the word that only Outlook has."""

_TEXTS = ("DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION")
"""A text, and the copies with layout that other programs make of it: an old one would tell too much."""
_SHOWINGS = ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-BUSYSTATUS")
_TIMES = ("DTSTART", "DTEND", "DURATION", "X-MICROSOFT-CDO-ALLDAYEVENT")
_KEPT_IN_ADDRESS = "@!$&'*+-./=^_`{|}~"


def uid_of(key: str) -> str:
    """The UID of the event that is made for this key."""
    return f"{key}{_SUFFIX}"


def key_of_uid(uid: str) -> str | None:
    """The key of which this UID was made; None for a foreign UID."""
    return uid.removesuffix(_SUFFIX) if uid.endswith(_SUFFIX) else None


def dialect(draft: Draft) -> Draft:
    """The draft as `ics.parse` gives it back after `new`; doing it twice changes nothing."""
    return replace(draft, title=one_line(draft.title), text=body(draft.text), when=_whole_seconds(draft.when))


def _whole_seconds(when: When) -> When:
    if isinstance(when, AllDay):
        return when
    return Timed(start=when.start.replace(microsecond=0), end=when.end.replace(microsecond=0))


def first_of(draft: Draft) -> str | None:
    """The name of the first occurrence of what is written so; None for a single event."""
    if not draft.yearly:
        return None
    when = _whole_seconds(draft.when)
    return utc_text(when.start) if isinstance(when, Timed) else date_text(when.start)


def new(key: str, draft: Draft, *, zone: ZoneInfo, at: datetime) -> bytes:
    """A whole file with one event: our mark, no guests and therefore no organiser (RFC 5545, 3.8.4.3).

    `zone` is the owner's wall clock; `at` (UTC) goes into the stamps.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        *(definition(zone) if is_local(draft.when, zone) else ()),
        "BEGIN:VEVENT",
        f"UID:{escaped(uid_of(key))}",
        *_stamps(at),
        f"CREATED:{utc_text(at)}",
        "SEQUENCE:0",
        *when_lines(draft.when, zone),
        *([f"RRULE:{yearly.rule(_day(draft.when, zone))}"] if draft.yearly else []),
        f"SUMMARY:{escaped(one_line(draft.title))}",
        *text_lines(draft.text),
        *_shown(draft.shown),
        *(["CLASS:PRIVATE"] if draft.private else []),
        f"{MARK}:{escaped(key)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(map(fold, lines))


def change(  # noqa: PLR0913 - an event in a file, and what becomes of it
    data: bytes, uid: str, draft: Draft, fields: frozenset[Field], *, zone: ZoneInfo, at: datetime
) -> bytes:
    """The file with these fields of this event changed, and all else kept line for line.

    Raises `Stale` where the file no longer holds an event with this UID.
    """
    event = opened(data, uid)
    revised = Field.WHEN in fields or (Field.SHOWN in fields and _status_changes(event, draft))
    _put(event, draft, fields, zone)
    _stamp(event, at, raised=revised and "ATTENDEE" in event.props)
    return event.written()


def invite(  # noqa: PLR0913 - an event in a file, and what becomes of it
    data: bytes, uid: str, approval: Approval, *, organizer: Person, zone: ZoneInfo, at: datetime
) -> bytes:
    """The file with the approved guests on the event, and the approved title, text and shown.

    Who stands there already stays, with his answer. Raises `Stale` where the event is gone or no longer
    stands at the approved moment, `NotOurs` where somebody else is its organiser, `NotWritten` where a guest
    has no e-mail address.
    """
    event = opened(data, uid)
    _refuse_another_organizer(event, organizer)
    if event.when(zone) != _whole_seconds(approval.draft.when):
        raise Stale("the event no longer stands at the approved moment: it is read again")
    guests = [attendee_line(guest) for guest in _missing(event, approval)]
    revised = "ATTENDEE" in event.props and _status_changes(event, approval.draft)
    _put(event, approval.draft, frozenset({Field.TITLE, Field.TEXT, Field.SHOWN}), zone)
    _stamp(event, at, raised=revised)
    if event.first("ORGANIZER") is None:
        event.add([f"ORGANIZER{name_param(organizer)}:mailto:{address_of(organizer)}"])
    event.add(guests)
    return event.written()


def _put(event: Opened, draft: Draft, fields: frozenset[Field], zone: ZoneInfo) -> None:
    if Field.TITLE in fields:
        event.put(["SUMMARY"], [f"SUMMARY:{escaped(one_line(draft.title))}"])
    if Field.TEXT in fields:
        event.put(_TEXTS, text_lines(draft.text))
    if Field.SHOWN in fields:
        event.put(_SHOWINGS, _shown(draft.shown))
    if Field.WHEN in fields:
        event.put(_TIMES, when_lines(draft.when, zone))
        if is_local(draft.when, zone):
            event.define(zone.key, definition(zone))


def _stamp(event: Opened, at: datetime, *, raised: bool) -> None:
    """SEQUENCE rises where a guest must look again (RFC 5546, 2.1.4)."""
    event.put(["DTSTAMP", "LAST-MODIFIED"], _stamps(at))
    number, *_ = revision(event.props)
    event.put(["SEQUENCE"], [f"SEQUENCE:{number + raised}"])


def _stamps(at: datetime) -> list[str]:
    return [f"DTSTAMP:{utc_text(at)}", f"LAST-MODIFIED:{utc_text(at)}"]


def _status_changes(event: Opened, draft: Draft) -> bool:
    return (event.value("STATUS").upper() or "CONFIRMED") != _SHOWN[draft.shown][0]


def text_lines(text: str) -> list[str]:
    """A description, or nothing."""
    written = body(text)
    return [f"DESCRIPTION:{escaped(written)}"] if written else []


def _shown(shown: Shown) -> list[str]:
    status, transp, outlook = _SHOWN[shown]
    extra = [f"X-MICROSOFT-CDO-BUSYSTATUS:{outlook}"] if outlook else []
    return [f"STATUS:{status}", f"TRANSP:{transp}", *extra]


def is_local(when: When, zone: ZoneInfo) -> bool:
    """Whether both ends can be written on the owner's wall clock without doubt, else UTC is written.

    The hour that comes twice in autumn has no unmistakable name on the wall (RFC 5545, 3.3.5: the first).
    """
    if isinstance(when, AllDay) or not definition(zone):
        return False
    ends = [when.start.astimezone(zone), when.end.astimezone(zone)]
    return all(FIRST_YEAR <= end.year < LAST_YEAR and not end.fold for end in ends)


def when_lines(when: When, zone: ZoneInfo) -> list[str]:
    """Always both ends: Cyrus refuses an event without one."""
    if isinstance(when, AllDay):
        return [f"DTSTART;VALUE=DATE:{date_text(when.start)}", f"DTEND;VALUE=DATE:{date_text(when.end)}"]
    if not is_local(when, zone):
        return [f"DTSTART:{utc_text(when.start)}", f"DTEND:{utc_text(when.end)}"]
    start, end = (local_text(moment.astimezone(zone)) for moment in (when.start, when.end))
    return [f"DTSTART;TZID={zone.key}:{start}", f"DTEND;TZID={zone.key}:{end}"]


def _day(when: When, zone: ZoneInfo) -> date:
    """The day on which it begins, on the clock by which it is written."""
    if isinstance(when, AllDay):
        return when.start
    return (when.start.astimezone(zone) if is_local(when, zone) else when.start).date()


def _refuse_another_organizer(event: Opened, organizer: Person) -> None:
    prop = event.first("ORGANIZER")
    standing = organizer_of(prop) if prop else None
    if standing not in {None, organizer}:
        raise NotOurs("somebody else organises this event: it is left alone")


def _missing(event: Opened, approval: Approval) -> list[Person]:
    there = {attendee(prop).person for prop in event.props.get("ATTENDEE", ())}
    return [guest for guest in dict.fromkeys(approval.guests) if guest not in there]


def attendee_line(guest: Person) -> str:
    """A guest who has still to answer; raises `NotWritten` where he has no e-mail address."""
    asked = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    return f"ATTENDEE{name_param(guest)};{asked}:mailto:{address_of(guest)}"


def name_param(person: Person) -> str:
    """A person's name as a parameter, or nothing."""
    return f";CN={quoted(person.name)}" if one_line(person.name) else ""


def address_of(person: Person) -> str:
    """An e-mail address as it stands behind `mailto:`; raises `NotWritten` for what is none."""
    if not is_mail(person.address):
        raise NotWritten("a guest has no e-mail address that can be written: correct it in the event's text")
    return quote(person.address, safe=_KEPT_IN_ADDRESS)
