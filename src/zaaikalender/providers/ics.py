"""From the bytes of an iCalendar file to events: the door through which every `.ics` comes in.

You need this when a provider holds iCalendar data (a folder's file, a CalDAV object). Nothing in here raises
on bad input: what cannot be read is reported beside what can. The files `ics_*.py` beside it do the work.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from zoneinfo import ZoneInfo

from zaaikalender.core.events import Item, Reply, Unreadable, Window
from zaaikalender.providers.budget import Budget
from zaaikalender.providers.ics_clock import Clock, clock_of
from zaaikalender.providers.ics_event import Origin, uid_from, uid_of
from zaaikalender.providers.ics_lines import (
    MAX_PROPERTIES,
    NotReadable,
    row_numbers,
    too_much,
    unfold,
)
from zaaikalender.providers.ics_reply import NO_EVENTS, replies_in
from zaaikalender.providers.ics_series import events_of
from zaaikalender.providers.ics_tree import Block, Calendar, calendars
from zaaikalender.providers.ics_vevent import Vevent, read

_UID = re.compile(rb"^UID(?:;[^:\r\n]*)?:([^\r\n]*)(\r*\n[ \t])?", re.MULTILINE | re.IGNORECASE)
_PAGE = re.compile(rb"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a file holds: an item per UID, and what of it could not be read."""

    items: tuple[Item, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


def parse(  # noqa: PLR0913 - a file, what it is called, and how it is looked at
    data: bytes, *, ref: str, version: str, window: Window, zone: ZoneInfo, where: str
) -> Parsed:
    """Read a file: one `Item` per UID, its occurrences inside `window` (those with our mark always).

    `ref` and `version` are the file's; where it holds exactly one UID the item's ref is `ref`, otherwise each
    item has `ref#` and a hash of its UID. `zone` is the owner's: whole days are in it, and floating times
    unless their calendar names a zone. `where` names the file in sentences for people. Never raises on bad
    data.
    """
    return _File(data=data, ref=ref, version=version, window=window, zone=zone, where=where).parsed()


@dataclass(kw_only=True)
class _File:
    """One file, while it is read. `sole`: all of it is about one UID."""

    data: bytes
    ref: str
    version: str
    window: Window
    zone: ZoneInfo
    where: str
    budget: Budget = field(default_factory=Budget)
    lines: list[str] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    sole: bool = False

    def parsed(self) -> Parsed:
        """What the file holds."""
        found = self._calendars()
        blocks = [
            (block, clock)
            for calendar, clock in found
            if calendar.method not in NO_EVENTS
            for block in calendar.events
        ]
        uids = [uid_of(block, self.lines) for block, _ in blocks]
        replies = self._replies(calendar for calendar, _ in found)
        self.sole = len({*uids, *replies}) == 1
        groups: dict[str, list[tuple[Vevent, Clock]]] = {}
        for uid, (block, clock) in zip(uids, blocks, strict=True):
            if (event := self._event(block, clock, uid)) is not None:
                groups.setdefault(event.content.uid, []).append((event, clock))
        items = [item for uid, events in groups.items() if (item := self._item(uid, events))]
        if found and not found[-1][0].whole:
            self._cut_off(_only(uids))
        items = [replace(item, replies=tuple(replies.pop(item.uid, ()))) for item in items]
        items += [
            Item(ref=self._ref(uid), version=self.version, uid=uid, events=(), replies=tuple(given))
            for uid, given in replies.items()
        ]
        return Parsed(items=tuple(items), unreadable=tuple(self.unreadable))

    def _replies(self, found: Iterable[Calendar]) -> dict[str, list[Reply]]:
        """Guests' answers in the file, by UID."""
        replies: dict[str, list[Reply]] = {}
        for calendar in found:
            for reply in replies_in(calendar, self.lines):
                replies.setdefault(reply.uid, []).append(reply)
        return replies

    def _cut_off(self, uid: str | None) -> None:
        """More may have stood in a file that ends too early; one that is about one UID hides no other."""
        if uid is None or all(problem.uid != uid for problem in self.unreadable):
            last = max(at for at, line in enumerate(self.lines) if line.strip())
            self._report("the file ends in the middle of a calendar: export it again", last, uid)

    def _calendars(self) -> list[tuple[Calendar, Clock]]:
        """The calendars in the file, with their clocks; none, and a sentence, where it is no such file."""
        why = too_much(self.data)
        if why is None:
            self.lines = unfold(self.data)
            why = "the file has too many properties: split it" if len(self.lines) > MAX_PROPERTIES else None
        found = calendars(self.lines) if why is None else []
        if not found:
            uid = _uid_in(self.data)
            why = why or _no_calendar(self.data)
            self.unreadable.append(Unreadable(where=self.where, uid=uid, why=why, ref=self.ref))
        return [(calendar, clock_of(calendar, self.lines, self.zone, self.budget)) for calendar in found]

    def _event(self, block: Block, clock: Clock, uid: str | None) -> Vevent | None:
        if uid is None:
            self._report("the event has no UID, or several: give it one, or delete it", block.start, None)
            return None
        try:
            return read(block, self.lines, clock, Origin(ref=self._ref(uid), version=self.version, uid=uid))
        except NotReadable as problem:
            self._report(problem.why, block.start if problem.index is None else problem.index, uid)
            return None

    def _item(self, uid: str, events: list[tuple[Vevent, Clock]]) -> Item | None:
        found, clock = [event for event, _ in events], events[0][1]
        try:
            given = events_of(found, window=self.window, clock=clock, budget=self.budget)
        except NotReadable as problem:
            self._report(problem.why, found[0].line, uid)
            return None
        return Item(ref=self._ref(uid), version=self.version, uid=uid, events=given)

    def _ref(self, uid: str | None) -> str:
        """The file itself where it is all about one UID, otherwise the part of it that is about this one."""
        if self.sole or uid is None:
            return self.ref
        return f"{self.ref}#{sha256(uid.encode()).hexdigest()[:16]}"

    def _report(self, why: str, index: int, uid: str | None) -> None:
        where = f"{self.where}:{self._rows[index]}"
        self.unreadable.append(Unreadable(where=where, uid=uid, why=why, ref=self._ref(uid)))

    @cached_property
    def _rows(self) -> list[int]:
        return row_numbers(self.data)


def _only(uids: Iterable[str | None]) -> str | None:
    """The one UID there is, or None."""
    found = set(uids)
    return found.pop() if len(found) == 1 else None


def _uid_in(data: bytes) -> str | None:
    """The one UID that stands in a file which cannot be read otherwise; None where that is not certain."""
    found: set[str | None] = set()
    for match in _UID.finditer(data):
        certain = match[2] is None and match.end() < len(data)
        found.add(uid_from(match[1].decode("utf-8", "replace")) if certain else None)
        if len(found) > 1:
            return None
    return _only(found)


def _no_calendar(data: bytes) -> str:
    if not data.strip():
        return "the file is empty: put it back, or delete it"
    if _PAGE.match(data):
        return "this is a web page, no calendar: the address may ask for a login; export the calendar again"
    return "this is no calendar file: export the calendar again, or move the file elsewhere"
