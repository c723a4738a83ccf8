"""events.list as Google documents it: filters, pages, and sync tokens that grow stale.

You need this to see what a round tells. A sync token holds from where in the calendar's log to go on; a page
token the list that was made when the first page was asked for.
"""

import base64
import binascii
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from providers.fakes.google_agenda import Agenda, Entry, stamp
from providers.fakes.google_schema import Refused, bad
from providers.fakes.google_series import instances, overlaps
from providers.fakes.google_show import role, shown, tombstone

_NOT_WITH_TOKEN = ("iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty")
_NOR = ("timeMin", "timeMax", "updatedMin")
_NO_TOKEN = (*_NOT_WITH_TOKEN, "updatedMin")
_MAY_DIFFER = {
    *_NO_TOKEN,
    *_NOR,
    "pageToken",
    "syncToken",
    "maxResults",
    "fields",
    "prettyPrint",
    "alt",
    "key",
}
_MAY_DIFFER |= {"quotaUser", "userIp", "oauth_token"}
MOST = 2500
Asked = dict[str, Any]


def listed(agenda: Agenda, who: str, asked: Asked) -> dict[str, Any]:
    """One page."""
    _check(asked)
    if "pageToken" in asked:
        page = _opened(asked["pageToken"], 400)
        if page.get("l") not in agenda.listings or page["q"] != _print(asked, {"pageToken", "fields"}):
            raise bad("Invalid page token value.")
    else:
        page = _begun(agenda, asked)
    return _page(agenda, who, asked, page)


def _check(asked: Asked) -> None:
    if asked.get("orderBy") == "startTime" and not asked.get("singleEvents"):
        raise bad("The requested ordering is not available for the particular query.")
    if "syncToken" in asked:
        for name in (*_NOT_WITH_TOKEN, *_NOR):
            if name in asked:
                raise bad(f"Sync token cannot be used with {name}.")
        if asked.get("showDeleted") is False:
            raise bad("Sync token cannot be used with showDeleted=false.")
    if "timeMin" in asked and "timeMax" in asked and asked["timeMin"] >= asked["timeMax"]:
        raise bad("The specified time range is empty.", "timeRangeEmpty")


def _begun(agenda: Agenda, asked: Asked) -> dict[str, Any]:
    """What the first page of a round settles: which events there are to tell, and up to where in the log."""
    upto = len(agenda.log)
    if "syncToken" in asked:
        refs = list(dict.fromkeys(reversed(agenda.log[_since(agenda, asked) :])))[::-1]
    else:
        every = sorted(agenda.entries.values(), key=lambda one: one["_version"])
        refs = [one["id"] for one in every if _meets(agenda, one, asked)]
    name = agenda.keep(refs)
    return {"l": name, "o": 0, "n": upto, "q": _print(asked, {"pageToken", "fields"}), "e": False}


def _since(agenda: Agenda, asked: Asked) -> int:
    gone = Refused(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.")
    gone.where = {"domain": "calendar", "locationType": "parameter", "location": "syncToken"}
    token = _opened(asked["syncToken"], 410)
    life = agenda.habits.token_life
    if (token.get("c"), token.get("g"), token.get("q")) != (
        agenda.id,
        agenda.generation,
        _print(asked, _MAY_DIFFER),
    ):
        raise gone
    if any(one.get("_forgotten") and one["_version"] > token["n"] for one in agenda.entries.values()):
        raise gone
    if life is not None and datetime.fromisoformat(token["t"]) + life < agenda.clock():
        raise gone
    return token["n"]


def _page(agenda: Agenda, who: str, asked: Asked, page: dict[str, Any]) -> dict[str, Any]:
    size = min(asked.get("maxResults", 250), MOST, agenda.habits.short_pages or MOST)
    refs = agenda.listings[page["l"]]
    if agenda.habits.empty_pages and not page["e"]:
        size = 0
    told = refs[page["o"] : page["o"] + size]
    items = [each for ref in told for each in _told(agenda, who, asked, agenda.entries[ref])]
    if asked.get("orderBy") == "startTime":
        items.sort(key=lambda one: (one["start"].get("dateTime") or one["start"]["date"], one["id"]))
    place = page["o"] + size
    body: dict[str, Any] = {
        "kind": "calendar#events",
        "etag": f'"p{page["n"]}{page["o"]}{agenda.generation}"',
        "summary": agenda.title or agenda.id,
        "updated": stamp(agenda.last),
        "timeZone": asked.get("timeZone") or agenda.zone,
        "accessRole": role(agenda, who),
        "defaultReminders": [],
        "items": items,
    }
    if place < len(refs) or not size:
        again = place - 1 if agenda.habits.duplicates and size > 1 else place
        body["nextPageToken"] = _closed({**page, "o": again, "e": True})
    elif not set(asked) & set(_NO_TOKEN):
        body["nextSyncToken"] = _closed(
            {
                "c": agenda.id,
                "g": agenda.generation,
                "n": page["n"],
                "q": _print(asked, _MAY_DIFFER),
                "t": agenda.clock().isoformat(),
            }
        )
    return body


def _told(agenda: Agenda, who: str, asked: Asked, entry: Entry) -> Iterator[dict[str, Any]]:
    """What is told of one event: itself, its instances, or that it is gone."""
    if entry["status"] == "cancelled":
        if not entry.get("_forgotten"):
            whole = asked.get("showDeleted")
            yield shown(agenda, entry, who, asked) if whole else tombstone(agenda, entry)
    elif asked.get("singleEvents") and "recurrence" in entry:
        for one in instances(agenda, entry):
            window = asked.get("timeMin"), asked.get("timeMax")
            if one["status"] != "cancelled" and overlaps(agenda, one, *window):
                yield shown(agenda, one, who, asked)
    elif not (asked.get("singleEvents") and "recurringEventId" in entry and "syncToken" not in asked):
        yield shown(agenda, entry, who, asked)


def _meets(agenda: Agenda, entry: Entry, asked: Asked) -> bool:
    """Whether a search (not an increment) is to tell of this event."""
    if not _alive(agenda, entry, asked) or not _found(agenda, entry, asked):
        return False
    if "updatedMin" in asked and datetime.fromisoformat(entry["updated"]) < asked["updatedMin"]:
        return False
    if "eventTypes" in asked and entry["eventType"] not in asked["eventTypes"]:
        return False
    return overlaps(agenda, entry, asked.get("timeMin"), asked.get("timeMax")) or _gap(agenda, entry, asked)


def _alive(agenda: Agenda, entry: Entry, asked: Asked) -> bool:
    if entry.get("_forgotten"):
        return False
    if entry["status"] != "cancelled" or asked.get("showDeleted") or "updatedMin" in asked:
        return True
    master = agenda.entries.get(entry.get("recurringEventId", ""))
    return master is not None and master["status"] != "cancelled" and not asked.get("singleEvents")


def _gap(agenda: Agenda, entry: Entry, asked: Asked) -> bool:
    """A part of a series counts at the time that it left, too."""
    if "originalStartTime" not in entry:
        return False
    left = {**entry, "start": entry["originalStartTime"], "end": entry["originalStartTime"]}
    return overlaps(agenda, left, asked.get("timeMin"), asked.get("timeMax"))


def _found(agenda: Agenda, entry: Entry, asked: Asked) -> bool:
    for kind in ("private", "shared"):
        for wanted in asked.get(f"{kind}ExtendedProperty", ()):
            name, sign, value = wanted.partition("=")
            if not sign:
                raise bad("Invalid extended property.")
            if entry.get("extendedProperties", {}).get(kind, {}).get(name) != value:
                return False
    if "iCalUID" in asked and entry["iCalUID"] != asked["iCalUID"]:
        return False
    if "q" in asked and asked["q"].lower() not in json.dumps(entry, ensure_ascii=False).lower():
        return False
    looked = set(asked) & set(_NOT_WITH_TOKEN)
    return not looked or entry["_version"] <= len(agenda.log) - agenda.habits.lag


def _print(asked: Asked, without: set[str]) -> str:
    """A question without what may differ from one page or round to the next."""
    same = {name: value for name, value in asked.items() if name not in without and value is not False}
    return json.dumps(same, sort_keys=True, default=str)


def _closed(token: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(token).encode()).decode().rstrip("=")


def _opened(text: str, status: int) -> dict[str, Any]:
    try:
        token = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        token = None
    if not isinstance(token, dict):
        if status == 410:
            raise Refused(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.")
        raise bad("Invalid page token value.")
    return token
