"""Microsoft Graph's calendars on this machine, as strict as the real ones are known to be.

You need this to test against Outlook without a tenant; it was written from public documentation and others'
reports, so it proves our client and not Microsoft. `FakeGraph.handle` takes a request and gives an answer;
`outlook_server` puts it on a socket, `GraphDoor` makes a door of it.
"""

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from providers.fakes import outlook_delta
from providers.fakes.outlook_mailbox import Mailbox
from providers.fakes.outlook_schema import Refused, check_event
from providers.fakes.outlook_show import Preferences, part, shown

_MARKED = re.compile(
    r"singleValueExtendedProperties/Any\(ep: ep/id eq '([^']+)' and ep/value (eq|ne) '([^']*)'\)"
)
_UID = re.compile(r"iCalUId eq '((?:[^']|'')*)'")
_PATH = re.compile(r"/v1\.0/users/(?P<who>[^/]+)(?:/calendars/(?P<calendar>[^/]+))?(?P<rest>/.*)")
TOGETHER = 4


@dataclass
class Fault:
    """What goes wrong with one request: `moment` "before" or "after" it was carried out.

    Status 0 cuts the connection.
    """

    moment: str
    status: int = 0
    code: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    methods: frozenset[str] = frozenset({"POST", "PATCH", "DELETE"})


class Cut(Exception):
    """The connection is gone."""


@dataclass(kw_only=True)
class Asked:
    """A request that is known to be of somebody who may ask."""

    method: str
    rest: str
    query: dict[str, str]
    prefer: Preferences
    sent: Any
    headers: dict[str, str]


@dataclass
class Reply:
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def octets(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return b"" if self.body is None else json.dumps(self.body, ensure_ascii=False).encode()


def error(status: int, code: str, message: str = "", **headers: str) -> Reply:
    return Reply(status, {"error": {"code": code, "message": message}}, headers)


@dataclass
class FakeGraph:
    """All mailboxes of a tenant. `tokens` are those that are taken; `asked` every request that came."""

    clock: Callable[[], datetime]
    root: str = "http://graph.test"
    tokens: set[str] = field(default_factory=lambda: {"a-token"})
    boxes: dict[str, Mailbox] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    throttled: int = 0
    calls: int = 0
    delay: Callable[[], None] | None = None
    canned: dict[str, Reply] = field(default_factory=dict)
    bells: Any = None
    _busy: dict[str, int] = field(default_factory=dict)
    _lock: Any = field(default_factory=threading.RLock)

    def mailbox(self, address: str) -> Mailbox:
        return self.boxes.setdefault(address, Mailbox(address, self.clock))

    def handle(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
        """One request. At most four at once for each mailbox; the fifth is turned away."""
        who = unquote(urlsplit(url).path).split("/")[3:4]
        name = who[0] if who else ""
        with self._lock:
            self.asked.append((method, url))
            self.calls += 1
            if self._busy.get(name, 0) >= TOGETHER:
                self.throttled += 1
                return error(429, "ApplicationThrottled", "MailboxConcurrency", **{"Retry-After": "1"})
            self._busy[name] = self._busy.get(name, 0) + 1
        try:
            if self.delay:
                self.delay()
            with self._lock:
                return self._faulty(method, url, {k.lower(): v for k, v in headers.items()}, body)
        finally:
            with self._lock:
                self._busy[name] -= 1

    def _faulty(self, method, url, headers, body) -> Reply:
        fault = next((each for each in self.faults if method in each.methods), None)
        if fault is None:
            return self._answer(method, url, headers, body)
        self.faults.remove(fault)
        if fault.moment == "after":
            self._answer(method, url, headers, body)
        if fault.status == 0:
            raise Cut
        return error(fault.status, fault.code, **fault.headers)

    def _answer(self, method, url, headers, body) -> Reply:
        if headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            return error(401, "InvalidAuthenticationToken", **{"WWW-Authenticate": 'Bearer realm=""'})
        parts = urlsplit(url)
        for path, canned in self.canned.items():
            if path in unquote(parts.path):
                return canned
        if self.bells and parts.path.startswith("/v1.0/subscriptions"):
            return self.bells.answer(method, parts.path.removeprefix("/v1.0/subscriptions").strip("/"), body)
        place = _PATH.fullmatch(parts.path)
        box = self.boxes.get(unquote(place["who"])) if place else None
        if place is None or box is None or box.forbidden:
            return error(*(box.forbidden if box and box.forbidden else (404, "ErrorInvalidUser")))
        if place["calendar"]:
            return error(404, "ErrorItemNotFound")
        return self._judged(box, method, url, unquote(place["rest"]), headers, body)

    def _judged(self, box, method, url, rest, headers, body) -> Reply:  # noqa: PLR0913, PLR0917
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        prefer = Preferences(headers.get("prefer", ""))
        try:
            sent = json.loads(body) if body else None
            asked = Asked(method=method, rest=rest, query=query, prefer=prefer, sent=sent, headers=headers)
            reply = self._routed(box, asked)
        except Refused as refusal:
            return error(409 if str(refusal) == "409" else 400, refusal.code, str(refusal))
        except ValueError:
            return error(400, "RequestBodyRead")
        reply.headers["Preference-Applied"] = headers.get("prefer", "")
        return reply

    def _routed(self, box: Mailbox, asked: Asked) -> Reply:  # noqa: PLR0911 - a reply for each route
        match asked.method, asked.rest:
            case "GET", "/calendarView/delta":
                base = f"{self.root}/v1.0/users/{box.address}"
                return Reply(*outlook_delta.page(box, asked.query, asked.prefer, base))
            case "GET", "/calendar":
                return Reply(200, {"id": "AAMkCal=", "name": "Agenda", "canEdit": not box.habits.read_only})
            case "POST", "/events":
                check_event(asked.sent, new=True)
                return Reply(201, shown(box, box.create(asked.sent, "us"), asked.prefer))
            case "GET", "/events":
                return self._listed(box, asked.query, asked.prefer)
        found = re.fullmatch(r"/events/([^/]+)(/instances|/cancel)?", asked.rest)
        if not found:
            return error(400, "BadRequest", "Resource not found for the segment")
        ref = self._ref(box, found[1], asked.prefer)
        if ref is None:
            return error(404, "ErrorItemNotFound", "The specified object was not found in the store.")
        event = box.events[ref]
        match asked.method, found[2]:
            case "GET", "/instances":
                return self._instances(box, event, asked.query, asked.prefer)
            case "POST", "/cancel":
                return _cancelled(box, event, asked.sent)
            case "GET", None:
                return Reply(200, shown(box, event, asked.prefer, expand=asked.query.get("$expand", "")))
        return self._changed(box, event, asked)

    def _ref(self, box, ref, prefer) -> str | None:
        plain = ref.removeprefix(f"AAMk-{box.generation}-")
        if prefer.immutable == (plain != ref):
            return None
        return plain if plain in box.events else None

    def _changed(self, box: Mailbox, event: dict[str, Any], asked: Asked) -> Reply:
        etag = asked.headers.get("if-match")
        if etag and etag != f'W/"{event["changeKey"]}"':
            return error(412, "ErrorIrresolvableConflict", "The change key does not match the current one.")
        if asked.method == "DELETE":
            box.remove(event["id"], "us")
            return Reply(204)
        check_event(asked.sent, new=False)
        if not event["isOrganizer"] and "attendees" in asked.sent:
            return error(403, "ErrorAccessDenied")
        return Reply(200, shown(box, box.change(event["id"], asked.sent, "us"), asked.prefer))

    def _instances(self, box, event, query, prefer) -> Reply:
        if event["type"] != "seriesMaster":
            return error(400, "ErrorInvalidRequest", "not a series")
        start, end = outlook_delta.window(query)
        raw = shown(box, event, prefer)
        ones = box.in_window(event, start, end) or []
        return Reply(200, {"value": [part(raw, one, box, prefer, whole=True) for one in ones]})

    def _listed(self, box, query, prefer) -> Reply:
        if set(query) - {"$filter", "$expand", "$top", "$skip"}:
            return error(400, "BadRequest", "unknown query option")
        known = len(box.log) - box.habits.lag
        events = [one for one in box.events.values() if self._meets(one, query["$filter"], known)]
        raws = [shown(box, one, prefer, expand=query.get("$expand", "")) for one in events]
        skip = int(query.get("$skip", 0))
        page = {"value": raws[skip : skip + prefer.page]}
        if skip + prefer.page < len(raws):
            page["@odata.nextLink"] = outlook_delta.link(
                f"{self.root}/v1.0/users/{box.address}/events", {**query, "$skip": str(skip + prefer.page)}
            )
        return Reply(200, page)

    def _meets(self, event, condition: str, known: int) -> bool:
        if found := _MARKED.fullmatch(condition):
            value = event["marks"].get(found[1])
            same = value is not None and value.lower() == found[3].lower()
            return event["born"] < known and value is not None and same == (found[2] == "eq")
        if found := _UID.fullmatch(condition):
            return event["iCalUId"] == found[1].replace("''", "'")
        raise Refused("ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.")


def _cancelled(box: Mailbox, event: dict[str, Any], sent: Any) -> Reply:
    """Organizers only, and only of what is a meeting."""
    if not event["isOrganizer"] or not event["attendees"]:
        return error(400, "ErrorInvalidRequest", "Your request can't be completed.")
    if set(sent or {}) - {"comment"}:
        raise Refused("RequestBodyRead", "only a comment")
    box.remove(event["id"], "us")
    return Reply(202)
