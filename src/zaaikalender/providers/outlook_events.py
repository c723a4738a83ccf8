"""The events of one calendar in Outlook, asked for one by one or by our mark.

You need this to look something up: an event by its id, a whole series, what carries our mark. Delta does not
carry the mark, so it is looked for by a filter (https://learn.microsoft.com/graph/api/
singlevaluelegacyextendedproperty-get), which a real server may answer a little late.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from zaaikalender.core.events import Window
from zaaikalender.errors import ReadFailed, Unreachable
from zaaikalender.providers.outlook_read import MARK, Raw, key_of
from zaaikalender.providers.outlook_wire import Wire

_PAGE = ("odata.maxpagesize=200",)
_EXPAND = f"singleValueExtendedProperties($filter=id eq '{MARK}')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Asks for events. `calendar` is the id of another calendar than the mailbox's own."""

    wire: Wire
    calendar: str | None = None

    @property
    def place(self) -> str:
        """The address of the calendar."""
        own = f"/calendars/{quote(self.calendar, safe='')}" if self.calendar else ""
        return self.wire.base + own

    def at(self, ref: str, rest: str = "", **query: str) -> str:
        """The address of an event."""
        asked = f"?{urlencode(query, quote_via=quote)}" if query else ""
        return f"{self.place}/events/{quote(ref, safe='')}{rest}{asked}"

    def about(self) -> dict[str, object]:
        """What the server says of the calendar itself. Raises `Unreachable` where there is none."""
        found = self.wire.get(self.place if self.calendar else f"{self.place}/calendar")
        if found is None:
            raise Unreachable("The calendar is not where it was. Check `account` and `calendar_id`.")
        if not isinstance(found, dict):
            raise ReadFailed("Outlook gave something else than a calendar. Check `account` and `endpoint`.")
        return found

    def get(self, ref: str, *, prefer: tuple[str, ...] = ()) -> Raw | None:
        """An event as it stands, with our mark; None where it is no more."""
        found = self.wire.get(self.at(ref, **{"$expand": _EXPAND}), prefer=prefer)
        if found is None:
            return None
        return _checked(found)

    def marked(self, key: str | None = None) -> list[Raw]:
        """The events with our mark: all, or those of one key."""
        which = f"ep/value eq '{key}'" if key else "ep/value ne ''"
        return [
            raw
            for raw in self._listed(f"singleValueExtendedProperties/Any(ep: ep/id eq '{MARK}' and {which})")
            if key_of(raw) is not None and key in {None, key_of(raw)}
        ]

    def with_uid(self, uid: str) -> list[Raw]:
        """The events with this UID."""
        quoted = uid.replace("'", "''")
        return self._listed(f"iCalUId eq '{quoted}'")

    def _listed(self, condition: str) -> list[Raw]:
        query = urlencode({"$filter": condition, "$expand": _EXPAND}, quote_via=quote)
        url = f"{self.place}/events?{query}"
        return [_checked(raw) for page in self.wire.pages(url, prefer=_PAGE) for raw in page["value"]]

    def occurrences(self, ref: str, window: Window) -> list[Raw]:
        """All that a series has inside a window, exceptions included."""
        url = self.at(ref, "/instances", **bounds(window))
        return [_checked(raw) for page in self.wire.pages(url, prefer=_PAGE) for raw in page["value"]]


def bounds(window: Window) -> dict[str, str]:
    """The parameters of a window (UTC)."""
    return {
        "startDateTime": window.start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "endDateTime": window.end.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _checked(raw: object) -> Raw:
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"]:
        raise ReadFailed("Outlook gave an event without an id. The next pass tries again.")
    return raw
