"""One calendar at Google, asked page by page, event by event, or by our mark.

You need this to see which requests there are. Everything is asked with a mask, so that no more comes over the
line than is read. The first read and each increment ask in the same words, as the guide "Synchronize
resources efficiently" demands; the rest are searches, which a real server may answer a little late.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from zaaikalender.errors import ReadFailed
from zaaikalender.providers.google_body import MARK, Body
from zaaikalender.providers.google_errors import NotFound
from zaaikalender.providers.google_events import FIELDS, WHOLE, Raw, key_of
from zaaikalender.providers.google_wire import Wire

_PAGE = "1000"
"""Events of a page: fewer requests are not worth the memory of more."""

_LIST = {"maxResults": _PAGE, "fields": f"nextPageToken,nextSyncToken,timeZone,items({FIELDS})"}
_SEARCH = {"maxResults": _PAGE, "fields": f"nextPageToken,items({FIELDS})"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A calendar by its id; `primary` is the own one of whoever the token is."""

    wire: Wire
    calendar: str = "primary"

    @property
    def name(self) -> str:
        """What tells this calendar from another."""
        return f"{self.wire.account} {self.wire.base} {self.calendar}"

    def round(self, token: str | None) -> Iterator[dict[str, Any]]:
        """All pages: of what changed since `token`, or of all. Raises `TokenForgotten`.

        Without limits in time: our mark may stand anywhere, and nobody can be asked for "any key".
        """
        return self.wire.pages(self._path(), {**_LIST, **({"syncToken": token} if token else {})})

    def get(self, ref: str, *, whole: bool = False) -> Raw | None:
        """An event as it stands, be it cancelled; None where there never was one."""
        found = self.wire.find(self._path(ref), {"fields": WHOLE if whole else FIELDS})
        return None if found is None else checked(found)

    def with_uid(self, uid: str) -> list[Raw]:
        """The events with this UID: of a series all that it has."""
        return self._searched({"iCalUID": uid, "showDeleted": "true"})

    def marked(self, key: str) -> list[Raw]:
        """The events with the mark of this key."""
        found = self._searched({"privateExtendedProperty": f"{MARK}={key}"})
        return [raw for raw in found if key_of(raw) == key]

    def role(self) -> str:
        """What we may do here: owner, writer, reader and the like."""
        found = self.wire.get(self._path(), {"maxResults": "1", "fields": "accessRole"})
        return str(found.get("accessRole", ""))

    def insert(self, body: Body) -> Raw:
        """A new event. Raises `Stale` where its id was ever used; tells nobody, since it has no guests."""
        made = self.wire.write("POST", self._path(), {"fields": FIELDS, "sendUpdates": "none"}, body)
        if made is None:
            raise NotFound("Google does not find this calendar. Check `calendar_id` in the config.")
        return made

    def patch(self, ref: str, body: Body, *, etag: str, mails: bool) -> Raw | None:
        """Changes these properties of this very version; None where it is gone."""
        query = {"fields": FIELDS, "sendUpdates": "all" if mails else "none"}
        return self.wire.write("PATCH", self._path(ref), query, body, etag=etag)

    def delete(self, ref: str, *, etag: str, mails: bool) -> None:
        """Takes this very version away; one that is gone already is done."""
        self.wire.write("DELETE", self._path(ref), {"sendUpdates": "all" if mails else "none"}, etag=etag)

    def watch(self, body: Body) -> Body | None:
        """Hangs a bell at this calendar (`events.watch`)."""
        return self.wire.write("POST", self._path("watch"), {}, body)

    def stop(self, body: Body) -> None:
        """Takes a bell down (`channels.stop`); one that is gone already is done."""
        self.wire.write("POST", "channels/stop", {}, body)

    def _searched(self, query: Mapping[str, str]) -> list[Raw]:
        pages = self.wire.pages(self._path(), {**_SEARCH, **query})
        return [checked(raw) for page in pages for raw in page.get("items", ())]

    def _path(self, ref: str = "") -> str:
        rest = f"/{quote(ref, safe='')}" if ref else ""
        return f"calendars/{quote(self.calendar, safe='@')}/events{rest}"


def checked(raw: object) -> Raw:
    """An event that has an id; else nobody knows what else is missing."""
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"]:
        raise ReadFailed("Google gave an event without an id. The next pass tries again.")
    return raw
