"""A calendar in Google Calendar, over its API (v3).

You need this for `provider = "google"`. An event's id is made from its key, and Google refuses an id that was
ever used, so that nothing is written twice, and what its owner deleted stays deleted. Each change names the
version that was read (`If-Match`). Guests stand in the one write that carries an approval; whoever stands
on an event is told of what becomes of it, and nobody else is mailed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Approval, Draft, Field
from zaaikalender.core.events import Changes, Event, Timed, Window
from zaaikalender.core.people import Person
from zaaikalender.core.ports import Mails, Traits
from zaaikalender.errors import NotOurs, OutcomeUnknown, ReadFailed, Stale
from zaaikalender.providers import google_body, google_cursor
from zaaikalender.providers.bearer import Token
from zaaikalender.providers.door import Door
from zaaikalender.providers.google_body import Body
from zaaikalender.providers.google_events import (
    Raw,
    Translator,
    is_cancelled,
    is_series,
    key_of,
    master_of,
    version_of,
)
from zaaikalender.providers.google_limits import SHARED, Limits
from zaaikalender.providers.google_place import Place
from zaaikalender.providers.google_reading import Reader
from zaaikalender.providers.google_rest import Rest
from zaaikalender.providers.google_wire import Wire
from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.ics_values import date_text, utc_text

API = "https://www.googleapis.com/calendar/v3"
_TRIES = 3
_WRITERS = frozenset({"owner", "writer"})
_INVITED = frozenset({Field.TITLE, Field.TEXT, Field.SHOWN})


class GoogleCalendar:
    """A `Source` and a `Target` over a calendar.

    `account` is whose it is (an address), `calendar` its id where it is not his own one. `zone` is its
    owner's, `clock` tells the time (UTC). `limits` are those of the office's project, shared by all its
    calendars; `quota_user` names the person where one service account asks for many; `rest` keeps until when
    nothing is written.
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
        calendar: str = "primary",
        endpoint: str = API,
        limits: Limits = SHARED,
        quota_user: str = "",
        rest: Rest | None = None,
    ) -> None:
        wire = Wire(
            door=door,
            token=token,
            base=endpoint.rstrip("/"),
            account=account,
            limits=limits,
            quota_user=quota_user,
            rest=rest or Rest(clock=clock),
        )
        self._place = Place(wire=wire, calendar=calendar)
        self._translator = Translator(owner=owner, zone=zone)
        self._owner, self._zone, self._clock = owner, zone, clock

    @property
    def traits(self) -> Traits:
        """How this calendar behaves."""
        return Traits(provider="google", remembers_deleted=True, mails=Mails.SERVER)

    def changes(self, window: Window, cursor: str | None, known: Mapping[str, str]) -> Changes:
        """See `Source.changes`. One request where nothing changed."""
        reader = Reader(place=self._place, owner=self._owner, zone=self._zone, now=self._clock())
        found = google_cursor.read(cursor, source=self._place.name, window=window)
        return reader.changes(window, found, known)

    def may_write(self) -> bool:
        """Asks Google whether we may write in this calendar. Raises the errors of reading."""
        return self._place.role() in _WRITERS

    def find(self, key: str, uid: str | None) -> tuple[Event, ...]:
        """See `Target.find`. By our mark, by the id made from the key, and by the UID where one is known."""
        found = {raw["id"]: raw for raw in self._place.marked(key)} if key else {}
        if key and key not in found and (raw := self._place.get(key)) and key_of(raw) == key:
            found[key] = raw
        if uid:
            found |= {raw["id"]: raw for raw in self._place.with_uid(uid) if master_of(raw) is None}
        return tuple(self._read(raw) for _, raw in sorted(found.items()) if not is_cancelled(raw))

    def create(self, key: str, draft: Draft) -> Event:
        """See `Target.create`. `Stale` also where an event with this id was deleted: that was a decision."""
        return self._written(self._place.insert(google_body.new(key, draft, self._zone)), key)

    def update(self, event: Event, draft: Draft, fields: frozenset[Field]) -> Event:
        """See `Target.update`. Guests who stand there are told."""
        body = google_body.changed(draft, fields, self._zone)
        return self._patch(event, body, mails=self._has_guests(event))

    def invite(self, event: Event, approval: Approval) -> Event:
        """See `Target.invite`. Another appointment's approval raises `NotOurs`, another moment's `Stale`."""
        if approval.key != event.key:
            raise NotOurs("The approval is for another appointment. Nobody was invited; approve this one.")
        if approval.draft.when != event.when:
            if not self._certain(event):
                self._checked(self._standing(event, whole=False), event)
            raise Stale("The appointment no longer stands at the approved moment. Ask its owner again.")
        body = google_body.changed(approval.draft, _INVITED, self._zone)
        return self._patch(event, body, mails=True, guests=approval.guests)

    def cancel(self, event: Event) -> None:
        """See `Target.cancel`. Who was invited is told."""
        etag, mails = self._certain(event), self._has_guests(event)
        for _ in range(_TRIES):
            if not etag:
                raw = self._place.get(event.ref)
                if raw is None or is_cancelled(raw):
                    return
                etag = self._checked(raw, event, whole=True)
            try:
                self._place.delete(event.ref, etag=etag, mails=mails)
            except Stale:
                etag = ""
                continue
            return
        raise Stale("The event changes all the time. Read again and decide again.")

    def dialect(self, draft: Draft) -> Draft:
        """See `Target.dialect`."""
        return google_body.dialect(draft)

    def _patch(self, event: Event, body: Body, *, mails: bool, guests: tuple[Person, ...] = ()) -> Event:
        """Changes what still says what was read, also where Google gave it another version by itself."""
        etag, standing = self._certain(event), ()
        if guests and event.attendees:
            etag = ""
        for _ in range(_TRIES):
            if not etag:
                raw = self._standing(event, whole=bool(guests))
                etag, standing = self._checked(raw, event), raw.get("attendees") or ()
            invited = {"attendees": google_body.invited(standing, guests)} if guests else {}
            try:
                made = self._place.patch(event.ref, {**body, **invited}, etag=etag, mails=mails)
            except Stale:
                etag = ""
                continue
            if made is None:
                break
            return self._written(made, event.key or "")
        raise Stale("The event was changed meanwhile. Read again and decide again.")

    def _certain(self, event: Event) -> str:
        """The version that may be named without another look: our own id, a single event, its owner's own.

        Empty where any of that must be looked at first.
        """
        ours = event.key is not None and event.ref == event.key and event.is_organised_by(self._owner)
        single = event.occurrence is None and event.series is None
        return event.version if ours and single and event.version.startswith(('"', "W/")) else ""

    def _standing(self, event: Event, *, whole: bool) -> Raw:
        raw = self._place.get(event.ref, whole=whole)
        if raw is None or is_cancelled(raw):
            raise Stale("The event is no longer there. Read again and decide again.")
        if whole and raw.get("attendeesOmitted") is True:
            raise NotOurs("Google does not show all guests of this event. Nobody was invited; do it by hand.")
        return raw

    def _checked(self, raw: Raw, event: Event, *, whole: bool = False) -> str:
        """Its version, where it is ours alone and says what was read; `whole`: a series may go as one."""
        organizer = raw.get("organizer")
        own = isinstance(organizer, dict) and organizer.get("self") is True
        if key_of(raw) is None or key_of(raw) != event.key or not own:
            raise NotOurs("This event is not ours. It was left alone.")
        if is_series(raw) and event.occurrence is not None and whole:
            return version_of(raw)
        if is_series(raw) or master_of(raw):
            raise NotOurs("The event was made a series of. It was left alone.")
        try:
            standing = self._translator.single(raw)
        except NotReadable:
            standing = None
        if standing is None or replace(standing, version=event.version) != event:
            raise Stale("The event was changed after it was read. Read again and decide again.")
        return version_of(raw)

    def _has_guests(self, event: Event) -> bool:
        return any(each.person != self._owner for each in event.attendees)

    def _read(self, raw: Raw) -> Event:
        try:
            event = self._translator.single(raw)
        except NotReadable as why:
            raise ReadFailed(f"An event that may be ours cannot be read: {why}.") from why
        return replace(event, occurrence=_first(event)) if is_series(raw) else event

    def _written(self, made: Raw, key: str) -> Event:
        """The event as the answer shows it. What does not carry our mark is not what we wrote."""
        try:
            event = self._translator.single(made)
        except (NotReadable, KeyError) as error:
            raise OutcomeUnknown("What was written cannot be read. The next pass looks.") from error
        if event.key != key:
            raise OutcomeUnknown("Google gave another event than was written. The next pass looks.")
        return replace(event, occurrence=_first(event)) if is_series(made) else event


def _first(event: Event) -> str:
    """The name of a series' first occurrence."""
    if isinstance(event.when, Timed):
        return utc_text(event.when.start.astimezone(UTC))
    return date_text(event.when.start)
