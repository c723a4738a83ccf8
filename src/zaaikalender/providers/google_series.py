"""A series at Google: its master and its exceptions, as one item; what it repeats to is reckoned here.

You need this when a series shows too much or too little. An exception is named by where the series put it
(`originalStartTime`), also after it was moved; one that was deleted is a cancelled exception and hardly ever
an EXDATE (guide "Recurring events"). The lines of `recurrence` are those of RFC 5545 without DTSTART.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from hashlib import sha256

from zaaikalender.core.events import Event, Item, Status, Window
from zaaikalender.providers.budget import Budget
from zaaikalender.providers.google_events import (
    Raw,
    Translator,
    is_appointment,
    is_cancelled,
    key_of,
    uid_of,
    version_of,
)
from zaaikalender.providers.google_times import moment, timing_of
from zaaikalender.providers.ics_clock import Clock
from zaaikalender.providers.ics_event import Content, Properties
from zaaikalender.providers.ics_lines import NotReadable, Property, split
from zaaikalender.providers.ics_repeats import Replaces, repeats
from zaaikalender.providers.ics_series import events_of
from zaaikalender.providers.ics_times import Timing
from zaaikalender.providers.ics_vevent import Vevent
from zaaikalender.providers.zones import Zones

_LONGEST = 100_000
"""Characters of a line: thousands of dates fit into it."""

_OLDEST = (0, "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Turns what Google says of a thing into an item, for one read.

    `zone` is its owner's; times without a zone are in that of `translator`.
    """

    translator: Translator
    window: Window
    zone: tzinfo
    budget: Budget

    def series(self, master: Raw, parts: Sequence[Raw]) -> Item:
        """The series as it stands. Raises `NotReadable`."""
        ref, uid, key = master["id"], uid_of(master), key_of(master)
        named = sorted((self.name(part), part) for part in parts)
        version = _version(master, named)
        if not is_appointment(master):
            return Item(ref=ref, version=version, uid=uid, events=())
        own = self.translator.content(master, key, ref=ref, version=version, uid=uid)
        timing = timing_of(master, self.translator.zone, self.zone)
        whole = self._vevent(own, timing, _properties(master))
        changed = [self._part(part, own, timing) for _, part in named]
        return Item(ref=ref, version=version, uid=uid, events=self._events([whole, *changed]))

    def alone(self, part: Raw) -> Item:
        """One occurrence of a series that is not in this calendar. Raises `NotReadable`."""
        ref, version, uid, key = part["id"], version_of(part), uid_of(part), key_of(part)
        own = self.translator.content(part, key, ref=ref, version=version, uid=uid)
        timing = timing_of(part, self.translator.zone, self.zone)
        vevent = self._vevent(own, timing, {}, moment(part.get("originalStartTime"), self.translator.zone))
        return Item(ref=ref, version=version, uid=uid, events=self._events([vevent]))

    def name(self, part: Raw) -> str:
        """Where its series put it: a day, or a moment (UTC), as text. Raises `NotReadable`."""
        return moment(part.get("originalStartTime"), self.translator.zone).isoformat()

    def _part(self, part: Raw, own: Content, timing: Timing) -> Vevent:
        """An exception. Of a cancelled one no more is known than which it is."""
        original = moment(part.get("originalStartTime"), self.translator.zone)
        content = self.translator.content(part, own.key, ref=own.ref, version=own.version, uid=own.uid)
        if not is_cancelled(part):
            timing = timing_of(part, self.translator.zone, self.zone)
        return self._vevent(content, timing, {}, original)

    def _vevent(
        self, content: Content, timing: Timing, props: Properties, original: date | datetime | None = None
    ) -> Vevent:
        zones = Zones(dict, self.budget)
        clock = Clock(zone_of=zones, floating=timing.zone, owner=self.zone)
        return Vevent(
            line=0,
            content=content,
            timing=timing,
            repeats=repeats(props, timing, clock) if props else None,
            replaces=None if original is None else Replaces(moment=original, onwards=False),
            revision=_OLDEST,
        )

    def _events(self, found: Sequence[Vevent]) -> tuple[Event, ...]:
        zones = Zones(dict, self.budget)
        clock = Clock(zone_of=zones, floating=self.translator.zone, owner=self.zone)
        return events_of(found, window=self.window, clock=clock, budget=self.budget)


def struck_out(master: str, name: str) -> Raw:
    """An exception that was deleted, as Google would say it; `name` says which."""
    part = "dateTime" if "T" in name else "date"
    return {
        "id": f"{master}_{name}",
        "status": Status.CANCELLED.value,
        "recurringEventId": master,
        "originalStartTime": {part: name},
    }


def _version(master: Raw, named: Iterable[tuple[str, Raw]]) -> str:
    """Changes with the master, with an exception, and with which there are."""
    digest = sha256(version_of(master).encode())
    for name, part in named:
        digest.update(f"|{name}|{'' if is_cancelled(part) else version_of(part)}".encode())
    return digest.hexdigest()[:32]


def _properties(master: Raw) -> Properties:
    """The lines by which a series repeats."""
    lines = master.get("recurrence")
    found: Properties = {}
    for line in lines if isinstance(lines, list) else ():
        if not isinstance(line, str) or len(line) > _LONGEST:
            raise NotReadable("the series repeats in a way that cannot be read: enter it again")
        name, params, value = split(line)
        found.setdefault(name, []).append(Property(0, params, value))
    return found
