"""What changed in a Google calendar since the last pass.

You need this to understand how a calendar is read. A quiet pass is one request. Google's token for next time
counts only once its last page came, and everything was taken in; where it no longer knows the token, all is
read anew and compared with what we know: what a complete list lacks is gone, after a look at some of it. Once
a week all is read and compared, so that no mistake lasts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from zaaikalender.core.events import Changes, Window
from zaaikalender.core.people import Person
from zaaikalender.errors import ReadFailed
from zaaikalender.providers.budget import Budget
from zaaikalender.providers.google_book import Book
from zaaikalender.providers.google_cursor import Cursor
from zaaikalender.providers.google_errors import TokenForgotten
from zaaikalender.providers.google_events import (
    Raw,
    Translator,
    is_appointment,
    is_cancelled,
    is_series,
    master_of,
    said,
)
from zaaikalender.providers.google_place import Place, checked
from zaaikalender.providers.google_series import Teller, struck_out
from zaaikalender.providers.zones import known_zone

_AUDIT = timedelta(days=7)
_MOVE = timedelta(hours=12)
"""A token to which nothing was told is exchanged so often: how long Google knows it is not promised."""
_LOOKS = 20
"""How many of those that a complete list lacks are looked at, before it is believed of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads one calendar of `owner`, who is in `zone`, as of `now` (UTC)."""

    place: Place
    owner: Person
    zone: ZoneInfo
    now: datetime

    def changes(self, window: Window, cursor: Cursor | None, known: Mapping[str, str]) -> Changes:
        """See `Source.changes`."""
        if cursor and timedelta() <= self.now - cursor.audited < _AUDIT:
            try:
                return self._since(cursor, known)
            except TokenForgotten:
                pass
        return self._whole(window, known)

    def _since(self, cursor: Cursor, known: Mapping[str, str]) -> Changes:
        told: dict[str, Raw] = {}
        book, token = None, None
        for page in self.place.round(cursor.token):
            book = book or self._book(page, cursor.window, known, cursor)
            told.update((raw["id"], raw) for raw in map(checked, page.get("items", ())))
            token = page.get("nextSyncToken")
        if book is None or not isinstance(token, str):
            raise ReadFailed("Google tells changes without saying up to where. The next pass reads anew.")
        if not told:
            return self._quiet(cursor, token)
        self._take_in(book, told)
        return book.changes(
            replace(cursor, token=token, moved=self.now, excepted=book.excepted, troubled=book.troubled)
        )

    def _quiet(self, cursor: Cursor, token: str) -> Changes:
        """Nothing changed. The cursor stays as it is for a while, so that there is nothing to store."""
        text = cursor.text
        if self.now - cursor.moved >= _MOVE:
            text = replace(cursor, token=token, moved=self.now).written()
        troubled = tuple(cursor.troubled[ref] for ref in sorted(cursor.troubled))
        return Changes(unreadable=troubled, cursor=text)

    def _take_in(self, book: Book, told: Mapping[str, Raw]) -> None:
        """Enters what an increment told; of a series all that belongs to it."""
        parts: dict[str, dict[str, Raw]] = {}
        for ref, raw in told.items():
            if (master := master_of(raw)) and is_appointment(raw):
                parts.setdefault(master, {})[ref] = raw
            elif is_series(raw):
                parts.setdefault(ref, {})
            elif not master:
                book.single(raw)
        for ref, changed in parts.items():
            if ref not in told or is_series(told[ref]):
                self._series(book, ref, told.get(ref), changed)
            else:
                book.was_series(ref, changed.values())

    def _series(self, book: Book, ref: str, master: Raw | None, changed: dict[str, Raw]) -> None:
        """A series of which something changed: what else it has is searched, and none of that is newer."""
        parts: dict[str, Raw] = {}
        if ref in book.excepted:
            uids = (said(raw, "iCalUID") for raw in (*([master] if master else ()), *changed.values()))
            uid = next((uid for uid in uids if uid), "")
            if not uid:
                master = self.place.get(ref)
                uid = said(master or {}, "iCalUID")
            found = {raw["id"]: raw for raw in self.place.with_uid(uid)} if uid else {}
            master = master or found.get(ref)
            parts = {each: raw for each, raw in found.items() if master_of(raw) == ref}
        if master is None:
            master = self.place.get(ref)
        parts |= changed
        if master is None:
            for part in parts.values():
                book.alone(part)
            return
        if not is_series(master):
            book.single(master)
            book.was_series(ref, changed.values())
            return
        struck = [struck_out(ref, name) for name in book.excepted.get(ref, ())]
        book.series(master, [*parts.values()], struck)

    def _whole(self, window: Window, known: Mapping[str, str]) -> Changes:
        """Enters all that stands, page by page; what we know and was not told is gone."""
        masters: dict[str, Raw] = {}
        parts: dict[str, dict[str, Raw]] = {}
        book, token = None, None
        for page in self.place.round(None):
            book = book or self._book(page, window, known, None)
            for raw in map(checked, page.get("items", ())):
                if of := master_of(raw):
                    parts.setdefault(of, {})[raw["id"]] = raw
                elif is_series(raw):
                    masters[raw["id"]] = raw
                else:
                    book.single(raw)
            token = page.get("nextSyncToken")
        if book is None or not isinstance(token, str):
            raise ReadFailed("Google lists a calendar without saying up to where. The next pass reads anew.")
        for ref, master in masters.items():
            book.series(master, [*parts.pop(ref, {}).values()], ())
        for ref, left in parts.items():
            if ref in book.seen:
                book.was_series(ref, left.values())
            else:
                for part in left.values():
                    book.alone(part)
        self._sweep(book, known.keys() - book.seen)
        return book.changes(
            Cursor(
                source=self.place.name,
                window=window,
                token=token,
                audited=self.now,
                moved=self.now,
                excepted=book.excepted,
                troubled=book.troubled,
            )
        )

    def _sweep(self, book: Book, lacking: Iterable[str]) -> None:
        """What a complete list lacks is gone; where one of them stands after all, each is looked at."""
        left = sorted(lacking)
        some, rest = left[:_LOOKS], left[_LOOKS:]
        standing = {ref for ref in some if self._stands(ref)}
        if standing:
            standing |= {ref for ref in rest if self._stands(ref)}
        book.gone.update(ref for ref in left if ref not in standing)

    def _stands(self, ref: str) -> bool:
        raw = self.place.get(ref)
        return raw is not None and not is_cancelled(raw)

    def _book(
        self, page: Mapping[str, object], window: Window, known: Mapping[str, str], cursor: Cursor | None
    ) -> Book:
        """An empty book; the calendar's zone comes with each page."""
        named = page.get("timeZone")
        zone = known_zone(named) if isinstance(named, str) else None
        teller = Teller(
            translator=Translator(owner=self.owner, zone=zone or self.zone),
            window=window,
            zone=self.zone,
            budget=Budget(),
        )
        return Book(
            teller=teller,
            known=known,
            excepted=dict(cursor.excepted) if cursor else {},
            troubled=dict(cursor.troubled) if cursor else {},
        )
