"""A calendar in Outlook or Microsoft 365, over Microsoft Graph.

You need this for `provider = "outlook"`. Microsoft mails every attendee that an event is given, so guests are
written in the one operation that carries an approval. An event is looked up by our mark before it is created,
and read right before it is changed: Outlook changes versions by itself, so what counts is whether it still
says what was read. Graph forgets deleted ids; where a write's outcome is unknown and nothing is found, the
engine asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Approval, Draft, Field
from zaaikalender.core.events import Changes, Event, Window
from zaaikalender.core.people import Person
from zaaikalender.core.ports import Mails, Traits
from zaaikalender.errors import NotOurs, NotWritten, OutcomeUnknown, ReadFailed, Stale
from zaaikalender.providers import outlook_cursor, outlook_write
from zaaikalender.providers.bearer import Token
from zaaikalender.providers.door import Door
from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.outlook_events import Events
from zaaikalender.providers.outlook_read import Raw, Translator, etag_of, is_series, key_of
from zaaikalender.providers.outlook_reading import Reader
from zaaikalender.providers.outlook_text import with_own_text
from zaaikalender.providers.outlook_wire import Wire

GRAPH = "https://graph.microsoft.com/v1.0"
_TRIES = 3
_AS_HTML = ('outlook.body-content-type="html"',)


class OutlookCalendar:
    """A `Source` and a `Target` over the calendar of a mailbox.

    `account` is the mailbox (its address or id), `calendar` the id of another calendar than its own. `zone`
    is its owner's, `clock` tells the time (UTC). `farewell` is the word with which guests are cancelled.
    """

    def __init__(  # noqa: PLR0913 - a calendar, whose it is, and the way to it
        self,
        account: str,
        owner: Person,
        zone: ZoneInfo,
        *,
        door: Door,
        token: Token,
        clock: Callable[[], datetime],
        calendar: str | None = None,
        endpoint: str = GRAPH,
        farewell: str = "",
    ) -> None:
        base = f"{endpoint.rstrip('/')}/users/{quote(account, safe='@')}"
        self._wire = Wire(door=door, token=token, base=base)
        self._events = Events(wire=self._wire, calendar=calendar)
        self._translator = Translator(owner=owner)
        self._owner, self._zone, self._clock, self._farewell = owner, zone, clock, farewell

    @property
    def traits(self) -> Traits:
        """How this calendar behaves."""
        return Traits(provider="outlook", remembers_deleted=False, mails=Mails.SERVER)

    def changes(self, window: Window, cursor: str | None, known: Mapping[str, str]) -> Changes:
        """See `Source.changes`. One request where nothing changed."""
        reader = Reader(events=self._events, translator=self._translator, zone=self._zone, now=self._clock())
        found = outlook_cursor.read(cursor, source=self._events.place, window=window)
        return reader.changes(window, found, known)

    def may_write(self) -> bool:
        """Asks the server whether we may write in this calendar. Raises the errors of reading."""
        return self._events.about().get("canEdit") is not False

    def find(self, key: str, uid: str | None) -> tuple[Event, ...]:
        """See `Target.find`. By our mark, and by the UID where one is known: Outlook chooses it."""
        found = {raw["id"]: raw for raw in self._events.marked(key)} if key else {}
        if uid:
            found |= {raw["id"]: raw for raw in self._events.with_uid(uid)}
        return tuple(self._read(raw) for _, raw in sorted(found.items()))

    def create(self, key: str, draft: Draft) -> Event:
        """See `Target.create`."""
        if self._events.marked(key):
            raise Stale("The calendar already holds this event. Read again and decide again.")
        body = outlook_write.new(key, draft, self._zone)
        made = self._wire.write("POST", f"{self._events.place}/events", body)
        if made is None:
            raise NotWritten("The calendar is not where it was. Check `account` and `calendar_id`.")
        event = self._written(made, key)
        if (event.title, event.when, event.text) != _noticed(self.dialect(draft)):
            # The server knew this creation already (`transactionId`), and its owner has been at it since.
            raise Stale("The calendar already holds this event. Read again and decide again.")
        return event

    def update(self, event: Event, draft: Draft, fields: frozenset[Field]) -> Event:
        """See `Target.update`."""
        return self._patch(event, lambda raw: self._parts(raw, draft, fields))

    def invite(self, event: Event, approval: Approval) -> Event:
        """See `Target.invite`. Another appointment's approval raises `NotOurs`, another moment's `Stale`."""
        if approval.key != event.key:
            raise NotOurs("The approval is for another appointment. Nobody was invited; approve this one.")
        return self._patch(event, lambda raw: self._invitation(raw, event, approval))

    def cancel(self, event: Event) -> None:
        """See `Target.cancel`. Who was invited gets a word; without guests it is just deleted."""
        for _ in range(_TRIES):
            raw = self._events.get(event.ref)
            if raw is None:
                return
            self._check(raw, event, whole=True)
            try:
                self._take_away(raw)
            except Stale:
                # Its version moved between our look and the write; the next look says whether by a person.
                continue
            return
        raise Stale("The event changes all the time. Read again and decide again.")

    def dialect(self, draft: Draft) -> Draft:
        """See `Target.dialect`."""
        return outlook_write.dialect(draft)

    def _take_away(self, raw: Raw) -> None:
        if raw.get("attendees"):
            self._wire.write("POST", self._events.at(raw["id"], "/cancel"), {"comment": self._farewell})
        else:
            self._wire.write("DELETE", self._events.at(raw["id"]), etag=etag_of(raw))

    def _patch(self, event: Event, parts: Callable[[Raw], dict[str, Any]]) -> Event:
        """Changes what still says what was read, whatever version Outlook has given it since."""
        for _ in range(_TRIES):
            raw = self._standing(event)
            body = parts(raw)
            try:
                made = self._wire.write("PATCH", self._events.at(event.ref), body, etag=etag_of(raw))
            except Stale:
                continue
            if made is None:
                break
            return self._written(made, event.key or "")
        raise Stale("The event was changed meanwhile. Read again and decide again.")

    def _standing(self, event: Event) -> Raw:
        raw = self._events.get(event.ref)
        if raw is None:
            raise Stale("The event is no longer there. Read again and decide again.")
        self._check(raw, event)
        return raw

    def _check(self, raw: Raw, event: Event, *, whole: bool = False) -> None:
        """That it is ours alone, and says what was read; only its version may be another.

        With `whole` a series may go as one.
        """
        if key_of(raw) is None or key_of(raw) != event.key or raw.get("isOrganizer") is not True:
            raise NotOurs("This event is not ours. It was left alone.")
        if is_series(raw) and event.occurrence is not None and whole:
            return
        if is_series(raw) or raw.get("seriesMasterId"):
            raise NotOurs("The event was made a series of. It was left alone.")
        try:
            standing = self._translator.single(raw, key_of(raw))
        except NotReadable:
            standing = None
        if standing is None or replace(standing, version=event.version) != event:
            raise Stale("The event was changed after it was read. Read again and decide again.")

    def _parts(self, raw: Raw, draft: Draft, fields: frozenset[Field]) -> dict[str, Any]:
        """The changed properties; of an online meeting's body our own text alone."""
        body = outlook_write.changed(draft, fields, self._zone)
        if "body" in body and raw.get("isOnlineMeeting") is True:
            body["body"] = {"contentType": "html", "content": self._beside_teams(raw, draft)}
        return body

    def _invitation(self, raw: Raw, event: Event, approval: Approval) -> dict[str, Any]:
        """Guests and their text, in one write."""
        if approval.draft.when != event.when:
            raise Stale("The appointment no longer stands at the approved moment. Ask its owner again.")
        fields = frozenset({Field.TITLE, Field.TEXT, Field.SHOWN})
        parts = self._parts(raw, approval.draft, fields)
        return {**parts, "attendees": outlook_write.invited(raw, approval)}

    def _beside_teams(self, raw: Raw, draft: Draft) -> str:
        shown = self._events.get(raw["id"], prefer=_AS_HTML)
        part = shown.get("body") if shown else None
        html = part.get("content") if isinstance(part, dict) else None
        own = with_own_text(html, self.dialect(draft).text) if isinstance(html, str) else None
        if own is None:
            raise NotOurs(
                "The appointment holds an online meeting whose text cannot be told from ours. Nothing was"
                " changed and nobody invited: take the meeting off it, or invite by hand."
            )
        return own

    def _read(self, raw: Raw) -> Event:
        try:
            return self._translator.single(raw, key_of(raw))
        except NotReadable as why:
            raise ReadFailed(f"An event that may be ours cannot be read: {why}.") from why

    def _written(self, made: dict[str, Any], key: str) -> Event:
        """The event as the answer shows it. The answer to a write does not carry our mark."""
        try:
            return self._translator.single(made, key)
        except (NotReadable, KeyError) as error:
            raise OutcomeUnknown("What was written cannot be read. The next pass looks.") from error


def _noticed(draft: Draft) -> tuple[object, ...]:
    return draft.title, draft.when, draft.text
