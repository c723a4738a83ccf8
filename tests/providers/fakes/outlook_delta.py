"""calendarView/delta as it is documented, the unpleasant sides included.

You need this to see what a round tells. A token holds generation, window, and from where to where in the
mailbox's log it tells; of a series all that is in the window is sent, and never split over two pages.
"""

import base64
import json
from datetime import UTC, datetime
from urllib.parse import urlencode

from providers.fakes.outlook_schema import Refused
from providers.fakes.outlook_show import part, shown


def link(url: str, query: dict[str, str]) -> str:
    return f"{url}?{urlencode(query)}"


def window(query: dict[str, str]) -> tuple[datetime, datetime]:
    try:
        start, end = (datetime.fromisoformat(query[name]) for name in ("startDateTime", "endDateTime"))
    except (KeyError, ValueError):
        raise Refused("ErrorInvalidRequest", "startDateTime and endDateTime are needed") from None
    return tuple(at if at.tzinfo else at.replace(tzinfo=UTC) for at in (start, end))


def page(box, query, prefer, base):
    """Status and body of one page."""
    if set(query) & {"$select", "$expand", "$filter", "$orderby", "$search", "$top"}:
        raise Refused("ErrorInvalidUrlQuery", "not allowed with change tracking")
    state = _state(box, query)
    if state is None:
        return _forgotten(box)
    generation, start, end, since, until, offset = state
    if generation != box.generation:
        return _forgotten(box)
    first, after = (datetime.fromisoformat(each) for each in (start, end))
    days = box.habits.overloaded_above_days
    if days is not None and (after - first).days > days:
        return 503, {"error": {"code": "ErrorServerBusy", "message": ""}}
    url = f"{base}/calendarView/delta"
    if box.habits.empty_pages and offset == 0 and "$skiptoken" not in query:
        token = _token(generation, start, end, since, until, 0)
        return 200, {"value": [], "@odata.nextLink": link(url, {"$skiptoken": token})}
    groups = _groups(box, since, until, first, after, prefer)
    if box.habits.duplicates:
        groups = [*reversed(groups), *groups]
    value: list = []
    while offset < len(groups) and (not value or len(value) + len(groups[offset]) <= prefer.page):
        value += groups[offset]
        offset += 1
    body = {"value": value}
    if offset < len(groups):
        token = _token(generation, start, end, since, until, offset)
        body["@odata.nextLink"] = link(url, {"$skiptoken": token})
    else:
        token = _token(generation, start, end, until, -1, 0)
        body["@odata.deltaLink"] = link(url, {"$deltatoken": token})
    return 200, body


def _state(box, query):
    token = query.get("$skiptoken") or query.get("$deltatoken")
    if token is None:
        start, end = window(query)
        return box.generation, start.isoformat(), end.isoformat(), -1, len(box.log), 0
    try:
        generation, start, end, since, until, offset = json.loads(base64.urlsafe_b64decode(token))
    except ValueError:
        return None
    return generation, start, end, since, len(box.log) if until < 0 else until, offset


def _token(*state) -> str:
    return base64.urlsafe_b64encode(json.dumps(state).encode()).decode()


def _forgotten(box):
    status, code = box.habits.forgets_as
    return status, {"error": {"code": code, "message": "The sync state generation is not found"}}


def _groups(box, since, until, start, end, prefer):  # noqa: PLR0913, PLR0917 - what a round is
    """What is told, event by event: all that stands (since < 0), or what changed in that stretch."""
    refs = list(box.events) if since < 0 else list(dict.fromkeys(box.log[since:until]))
    found = []
    for ref in refs:
        event = box.events.get(ref)
        ones = box.in_window(event, start, end) if event else None
        if ones is None:
            if since >= 0:
                found.append([_removed(box, ref, prefer)])
            continue
        raw = shown(box, event, prefer, text=prefer.text and box.habits.plain_text_in_delta)
        occurrences = [part(raw, one, box, prefer, whole=False) for one in ones]
        bare = bool(occurrences) and box.habits.masters_missing
        found.append([*([] if bare else [raw]), *occurrences])
    return found


def _removed(box, ref, prefer):
    shown_ref = ref if prefer.immutable else f"AAMk-{box.generation}-{ref}"
    return {"@odata.type": "#microsoft.graph.event", "id": shown_ref, "@removed": {"reason": "deleted"}}
