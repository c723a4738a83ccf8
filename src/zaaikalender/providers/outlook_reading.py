"""What changed in an Outlook calendar since the last pass.

You need this to understand how a calendar is read. A quiet pass is one request. What delta says is believed
only for what stands: "removed" also means "left the window", so each such event is looked at; a series that
changed is read whole, since a deleted occurrence is not announced. Once a week all is read and compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from zaaikalender.core.events import Changes, Item, Unreadable, Window
from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.outlook_cursor import Cursor
from zaaikalender.providers.outlook_delta import Rounds, Told
from zaaikalender.providers.outlook_events import Events
from zaaikalender.providers.outlook_read import Raw, Translator, is_series, key_of, said, uid_of
from zaaikalender.providers.outlook_series import series_item
from zaaikalender.providers.outlook_wire import TokenForgotten
from zaaikalender.providers.recurrence import touches

_AUDIT = timedelta(days=7)
_MOVE = timedelta(hours=12)
"""A link of which nothing was told is exchanged so often: how long the server knows it is not promised."""
_OURS = 5
"""The version of the UUIDs that we give as `transactionId`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads one calendar as of `now` (UTC)."""

    events: Events
    translator: Translator
    zone: ZoneInfo
    now: datetime

    def changes(self, window: Window, cursor: Cursor | None, known: Mapping[str, str]) -> Changes:
        """See `Source.changes`."""
        rounds = Rounds(wire=self.events.wire, place=self.events.place)
        if cursor and timedelta() <= self.now - cursor.audited < _AUDIT:
            try:
                return self._since(cursor, rounds.since(cursor.links), known)
            except TokenForgotten:
                pass
        return self._whole(window, rounds.whole(window), known)

    def _since(self, cursor: Cursor, told: Told, known: Mapping[str, str]) -> Changes:
        quiet = not told.raws and not told.removed
        goes_on = not quiet or self.now - cursor.moved >= _MOVE
        book = self._book(cursor.window, cursor.ours, cursor.troubled)
        if not quiet:
            self._take_in(book, told, known)
        new = Cursor(
            source=cursor.source,
            window=cursor.window,
            links=told.links if goes_on else cursor.links,
            audited=cursor.audited,
            moved=self.now if goes_on else cursor.moved,
            ours=book.ours,
            troubled=book.troubled,
        )
        return book.changes(new)

    def _take_in(self, book: "_Book", told: Told, known: Mapping[str, str]) -> None:
        """Enters what an increment told; series are read whole."""
        singles = {ref: raw for ref, raw in told.raws.items() if _master_of(raw) is None}
        masters = {master for raw in told.raws.values() if (master := _master_of(raw))}
        self._mark(book, singles.keys() - known.keys(), singles)
        for ref, raw in singles.items():
            book.single(raw, book.ours.get(ref))
        held = known.keys() | book.troubled.keys() | book.ours.keys()
        self._look_at(book, masters | (told.removed & held))

    def _whole(self, window: Window, told: Told, known: Mapping[str, str]) -> Changes:
        """Enters all that stands; what we know and was not told is looked for before it is gone."""
        book = self._book(window, {}, {})
        marked = {raw["id"]: raw for raw in self.events.marked()}
        book.ours.update({ref: key for ref, raw in marked.items() if (key := key_of(raw))})
        masters: dict[str, Raw] = {}
        occurrences: dict[str, list[Raw]] = {}
        for ref, raw in told.raws.items():
            if is_series(raw):
                masters[ref] = raw
            elif master := _master_of(raw):
                occurrences.setdefault(master, []).append(raw)
            else:
                self._mark_late(book, raw)
                book.single(raw, book.ours.get(ref))
        alone = occurrences.keys() - masters.keys()
        for ref, raw in masters.items():
            book.series(raw, occurrences.get(ref, ()), book.ours.get(ref))
        self._look_at(book, (alone | known.keys() | marked.keys()) - book.seen)
        new = Cursor(
            source=self.events.place,
            window=window,
            links=told.links,
            audited=self.now,
            moved=self.now,
            ours=book.ours,
            troubled=book.troubled,
        )
        return book.changes(new)

    def _mark(self, book: "_Book", new: Iterable[str], raws: Mapping[str, Raw]) -> None:
        """Which of the new events are ours (or copies of ours)."""
        fresh = set(new) - book.ours.keys()
        if not fresh:
            return
        book.ours.update({raw["id"]: key for raw in self.events.marked() if (key := key_of(raw))})
        for ref in fresh:
            self._mark_late(book, raws[ref])

    def _mark_late(self, book: "_Book", raw: Raw) -> None:
        """The filter may lag; an event that we created says so by its `transactionId`."""
        if raw["id"] not in book.ours and _may_be_ours(raw):
            found = self.events.get(raw["id"])
            if found and (key := key_of(found)):
                book.ours[raw["id"]] = key

    def _look_at(self, book: "_Book", refs: Iterable[str]) -> None:
        """Looks at each of these: it stands, perhaps outside the window, or it is certainly gone."""
        for ref in sorted(refs):
            raw = self.events.get(ref)
            if raw is None:
                book.drop(ref)
            elif is_series(raw):
                book.series(raw, self.events.occurrences(ref, book.window), key_of(raw))
            else:
                book.single(raw, key_of(raw))

    def _book(self, window: Window, ours: Mapping[str, str], troubled: Mapping[str, Unreadable]) -> "_Book":
        return _Book(
            translator=self.translator,
            zone=self.zone,
            window=window,
            ours=dict(ours),
            troubled=dict(troubled),
        )


@dataclass(slots=True, kw_only=True)
class _Book:
    """What an Outlook calendar holds, while what the server says is entered."""

    translator: Translator
    zone: ZoneInfo
    window: Window
    ours: dict[str, str]
    troubled: dict[str, Unreadable]
    items: dict[str, Item] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    @property
    def seen(self) -> set[str]:
        """All that was entered so far."""
        return {*self.items, *self.troubled, *self.gone}

    def single(self, raw: Raw, key: str | None) -> None:
        """A single event as it stands; outside the window only what is ours is given."""
        try:
            event = self.translator.single(raw, key)
        except NotReadable as why:
            self._trouble(raw, str(why))
            return
        inside = key is not None or touches(event.when, self.window, self.zone)
        item = Item(ref=event.ref, version=event.version, uid=event.uid, events=(event,) if inside else ())
        self._enter(item, key)

    def series(self, master: Raw, occurrences: Iterable[Raw], key: str | None) -> None:
        """A series as it stands."""
        try:
            item = series_item(self.translator, master, occurrences, key, window=self.window, zone=self.zone)
        except NotReadable as why:
            self._trouble(master, str(why))
            return
        self._enter(item, key)

    def drop(self, ref: str) -> None:
        """It is certainly no more."""
        self.gone.add(ref)
        self.ours.pop(ref, None)
        self.troubled.pop(ref, None)
        self.items.pop(ref, None)

    def _enter(self, item: Item, key: str | None) -> None:
        self.items[item.ref] = item
        self.troubled.pop(item.ref, None)
        if key is not None:
            self.ours[item.ref] = key

    def _trouble(self, raw: Raw, why: str) -> None:
        start = raw.get("start")
        day = said(start, "dateTime")[:10] if isinstance(start, dict) else ""
        self.items.pop(raw["id"], None)
        self.troubled[raw["id"]] = Unreadable(
            where=f"an event of {day}" if day.replace("-", "").isdigit() else "an event in Outlook",
            uid=uid_of(raw),
            why=why,
            ref=raw["id"],
        )

    def changes(self, cursor: Cursor) -> Changes:
        """What was entered, and the cursor for next time."""
        return Changes(
            changed=tuple(self.items[ref] for ref in sorted(self.items)),
            gone=frozenset(self.gone),
            unreadable=tuple(self.troubled[ref] for ref in sorted(self.troubled)),
            cursor=cursor.written(),
        )


def _master_of(raw: Raw) -> str | None:
    """The series to which an entity belongs: itself, where it is a master; None for a single event."""
    return raw["id"] if is_series(raw) else said(raw, "seriesMasterId") or None


def _may_be_ours(raw: Raw) -> bool:
    try:
        return UUID(said(raw, "transactionId")).version == _OURS
    except ValueError:
        return False
