"""What a Google calendar holds, while what Google says is entered.

You need this to see what is given of a calendar and what is not: events outside the window are given only
where they carry our mark, or where we knew them inside it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from zaaikalender.core.events import Changes, Item, Unreadable
from zaaikalender.providers.google_cursor import Cursor
from zaaikalender.providers.google_events import Raw, is_appointment, is_cancelled, said, uid_of, version_of
from zaaikalender.providers.google_series import Teller
from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.recurrence import touches

_DAY = timedelta(days=1)


@dataclass(slots=True, kw_only=True)
class Book:
    """One read. `excepted` and `troubled` are as in the cursor; `known` are the refs that we hold."""

    teller: Teller
    known: Mapping[str, str]
    excepted: dict[str, tuple[str, ...]]
    troubled: dict[str, Unreadable]
    items: dict[str, Item] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def single(self, raw: Raw) -> None:
        """A single event as it stands, or what is left of anything that was deleted."""
        if is_cancelled(raw):
            self._drop(raw["id"])
        else:
            self._enter(raw, self._single)

    def series(self, master: Raw, parts: Iterable[Raw], struck: Iterable[Raw]) -> None:
        """A series as it stands; what was `struck` out counts where no part says otherwise."""
        ref = master["id"]
        named = {self.teller.name(part): part for part in struck}
        unnamed = []
        for part in parts:
            try:
                named[self.teller.name(part)] = part
            except NotReadable:
                unnamed.append(part)
        every = [*named.values(), *unnamed]
        self._enter(master, lambda raw: self.teller.series(raw, every))
        self.excepted.pop(ref, None)
        standing = ref in self.troubled or (ref in self.items and self.items[ref].events)
        since = (self.teller.window.start - _DAY).date().isoformat()
        if every and is_appointment(master) and (standing or any(name >= since for name in named)):
            # Of a series that was over before the window, or is none of ours to show, nobody asks for more.
            self.excepted[ref] = tuple(sorted(name for name in named if is_cancelled(named[name])))

    def was_series(self, ref: str, parts: Iterable[Raw]) -> None:
        """What has exceptions and is no series now, or nothing: it may be one again, and they count then.

        Else an occurrence that its owner deleted would show again: Google told of it once.
        """
        names = set(self.excepted.get(ref, ()))
        for part in parts:
            try:
                name = self.teller.name(part)
            except NotReadable:
                continue
            names = names | {name} if is_cancelled(part) else names - {name}
        self.excepted[ref] = tuple(sorted(names))

    def alone(self, part: Raw) -> None:
        """One occurrence of a series that is not in this calendar."""
        if is_cancelled(part):
            self._drop(part["id"])
        else:
            self._enter(part, self.teller.alone)

    def changes(self, cursor: Cursor) -> Changes:
        """What was entered, and the cursor for next time."""
        return Changes(
            changed=tuple(self.items[ref] for ref in sorted(self.items)),
            gone=frozenset(self.gone & self.known.keys()),
            unreadable=tuple(self.troubled[ref] for ref in sorted(self.troubled)),
            cursor=cursor.written(),
        )

    def _single(self, raw: Raw) -> Item:
        if not is_appointment(raw):
            return Item(ref=raw["id"], version=version_of(raw), uid=uid_of(raw), events=())
        event = self.teller.translator.single(raw)
        inside = event.key is not None or touches(event.when, self.teller.window, self.teller.zone)
        return Item(ref=event.ref, version=event.version, uid=event.uid, events=(event,) if inside else ())

    def _enter(self, raw: Raw, told: Callable[[Raw], Item]) -> None:
        ref = raw["id"]
        self.seen.add(ref)
        self.gone.discard(ref)
        self.items.pop(ref, None)
        self.troubled.pop(ref, None)
        try:
            item = told(raw)
        except NotReadable as why:
            self.troubled[ref] = _unreadable(raw, str(why))
            return
        if item.events or ref in self.known:
            self.items[ref] = item

    def _drop(self, ref: str) -> None:
        """It is certainly no more."""
        self.seen.discard(ref)
        self.items.pop(ref, None)
        self.troubled.pop(ref, None)
        self.gone.add(ref)


def _unreadable(raw: Raw, why: str) -> Unreadable:
    start = raw.get("start")
    part = start if isinstance(start, dict) else {}
    day = (said(part, "dateTime") or said(part, "date"))[:10]
    return Unreadable(
        where=f"an event of {day}" if day.replace("-", "").isdigit() else "an event in Google Calendar",
        uid=uid_of(raw),
        why=why,
        ref=raw["id"],
    )
