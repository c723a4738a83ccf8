"""One VEVENT, read alone (RFC 5545, 3.6.1).

You need this to know what a single component says: its contents, when it is, and how it repeats. What cannot
be read exactly raises; nothing is guessed.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from zaaikalender.core.events import Event, Series, Shown, Status, When
from zaaikalender.core.people import Attendee, Person
from zaaikalender.providers.ics_lines import Property, body, clean, one_line, split, unescaped
from zaaikalender.providers.ics_people import attendee, organizer
from zaaikalender.providers.ics_tree import Block

MARK = "X-ZAAIKALENDER-KEY"
"""The property by which an event says that it is ours."""

_KEY = re.compile(r"[\w.-]{1,64}", re.ASCII)
_LONGEST_UID = 500
_LONGEST_NUMBER = 9
_MOST_CATEGORIES = 100
_STATUSES = {"TENTATIVE": Status.TENTATIVE, "CANCELLED": Status.CANCELLED}
_AWAY = {
    "OOF": Shown.OUT_OF_OFFICE,
    "OUTOFOFFICE": Shown.OUT_OF_OFFICE,
    "WORKINGELSEWHERE": Shown.ELSEWHERE,
}

Properties = dict[str, list[Property]]
"""The properties of a component by name in capitals, in the order in which they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an event comes from: its item's ref and version, and its UID."""

    ref: str
    version: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that an event says besides when it is; the same for each occurrence of a series."""

    ref: str
    version: str
    uid: str
    title: str
    text: str
    organizer: Person | None
    attendees: tuple[Attendee, ...]
    status: Status
    shown: Shown
    private: bool
    categories: frozenset[str]
    key: str | None
    sequence: int = 0
    mixed_text: bool = False

    def at(self, when: When, occurrence: str | None, series: Series | None) -> Event:
        """The event, at a moment."""
        return Event(
            ref=self.ref,
            version=self.version,
            uid=self.uid,
            title=self.title,
            when=when,
            occurrence=occurrence,
            series=series,
            text=self.text,
            organizer=self.organizer,
            attendees=self.attendees,
            status=self.status,
            shown=self.shown,
            private=self.private,
            categories=self.categories,
            key=self.key,
            mixed_text=self.mixed_text,
            sequence=self.sequence,
        )


def properties(block: Block, lines: list[str]) -> Properties:
    """The properties of a component. Lines without a colon are none: what a broken line left behind."""
    found: Properties = {}
    for at in block.lines:
        name, params, value = split(lines[at])
        found.setdefault(name, []).append(Property(at, params, value))
    return found


def uid_of(block: Block, lines: list[str]) -> str | None:
    """The event's UID, or None where it has none, several, or one that may have been cut off."""
    named = [(at, split(lines[at])) for at in block.lines if lines[at][:3].upper() == "UID"]
    uids = {uid_from(value) for _, (name, _, value) in named if name == "UID"}
    cut = not block.whole and any(at == len(lines) - 1 for at, _ in named)
    return None if len(uids) != 1 or cut else uids.pop() or None


def uid_from(value: str) -> str:
    """A UID as it is known; one too long for a database is known by its hash."""
    uid = clean(unescaped(value)).replace("\n", " ").strip()
    return uid if len(uid) <= _LONGEST_UID else f"sha256:{sha256(uid.encode()).hexdigest()}"


def content(props: Properties, origin: Origin) -> Content:
    """What the event says besides when it is. Never raises: none of this can be wrong, only absent."""
    status = _STATUSES.get(_word(props, "STATUS"), Status.CONFIRMED)
    return Content(
        ref=origin.ref,
        version=origin.version,
        uid=origin.uid,
        title=one_line(_text(props, "SUMMARY")),
        text=body(_text(props, "DESCRIPTION")),
        organizer=next((organizer(prop) for prop in props.get("ORGANIZER", ())), None),
        attendees=tuple(attendee(prop) for prop in props.get("ATTENDEE", ())),
        status=status,
        shown=_shown(props, status),
        # A class that is not known is to be treated as private (RFC 5545, 3.8.1.3).
        private=_word(props, "CLASS") not in {"", "PUBLIC"},
        categories=_categories(props),
        key=_key(props),
        sequence=sequence_of(props),
    )


def sequence_of(props: Properties) -> int:
    """SEQUENCE; what is no plain number is 0."""
    found = _word(props, "SEQUENCE")
    return int(found) if found.isdecimal() and len(found) <= _LONGEST_NUMBER else 0


def _text(props: Properties, name: str) -> str:
    return unescaped(props[name][0].value) if name in props else ""


def _word(props: Properties, name: str) -> str:
    return props[name][0].value.strip().upper() if name in props else ""


def _shown(props: Properties, status: Status) -> Shown:
    """How the time is shown. Outlook's own word knows more than TRANSP does (MS-OXCICAL, 2.1.3).

    Where both contradict, another program changed TRANSP later: Outlook itself writes them alike.
    """
    outlook = _word(props, "X-MICROSOFT-CDO-BUSYSTATUS") or _word(props, "X-MICROSOFT-BUSYSTATUS")
    if outlook in _AWAY:
        return _AWAY[outlook]
    transp = _word(props, "TRANSP") or ("TRANSPARENT" if outlook == "FREE" else "OPAQUE")
    if transp == "TRANSPARENT":
        return Shown.FREE
    return Shown.TENTATIVE if status is Status.TENTATIVE or outlook == "TENTATIVE" else Shown.BUSY


def _categories(props: Properties) -> frozenset[str]:
    values = ",".join(prop.value for prop in props.get("CATEGORIES", ())[:_MOST_CATEGORIES])
    parts = re.split(r"(?<!\\),", values, maxsplit=_MOST_CATEGORIES)[:_MOST_CATEGORIES]
    return frozenset(name for part in parts if (name := one_line(unescaped(part))))


def _key(props: Properties) -> str | None:
    """Our own mark; what cannot be a key of ours is none."""
    value = props[MARK][0].value.strip() if MARK in props else ""
    return value if _KEY.fullmatch(value) else None
