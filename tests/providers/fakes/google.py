"""Google Calendar on this machine, as strict as the real one is known to be.

You need this to test against Google without an account; it was made from Google's discovery document, its
guides and others' reports, so it proves our client and not Google. `Google.handle` takes a request and gives
an answer; `google_server` puts it on a socket, `GoogleDoor` makes a door of it.
"""

import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from providers.fakes.google_agenda import Agenda
from providers.fakes.google_bells import Bells
from providers.fakes.google_fields import masked
from providers.fakes.google_methods import METHODS, Call
from providers.fakes.google_schema import HOME, Refused, bad, check_body, parameters_of, route_of
from providers.fakes.google_show import role
from providers.fakes.google_world import World

TOKEN = "a-token"  # noqa: S105 - the door of a fake
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass
class Fault:
    """What goes wrong with one request: `moment` "before" or "after" it was carried out.

    Status 0 cuts the connection. `octets` come in the place of an answer (half a page, a page of HTML);
    `reason` is the machine's word of a refusal; `skip` so many requests go well first.
    """

    moment: str
    status: int = 0
    reason: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    methods: frozenset[str] = WRITES
    octets: bytes | None = None
    half: bool = False
    skip: int = 0


class Cut(Exception):
    """The connection is gone."""


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


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Who a token is, and what he agreed to (last words of scopes); a service account is no person."""

    who: str
    scopes: frozenset[str] = frozenset({"calendar"})
    service: bool = False
    until: datetime | None = None


@dataclass
class Google:
    """All of it. `tokens` are those that are taken; `asked` every request that came.

    `weather` says of each request (its method) what goes wrong with it, if anything.
    """

    clock: Callable[[], datetime]
    root: str = "http://google.test"
    tokens: dict[str, Grant] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    per_minute: int = 600
    all_per_minute: int = 10_000
    throttled: int = 0
    at_once: int = 0
    most_at_once: int = 0
    delay: Callable[[], None] | None = None
    weather: Callable[[str], Fault | None] | None = None
    canned: dict[str, Reply] = field(default_factory=dict)
    world: World = field(init=False)
    bells: Bells = field(init=False)
    _recent: dict[str, deque[datetime]] = field(default_factory=dict)
    _lock: Any = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.world, self.bells = World(self.clock), Bells(self.clock)

    @property
    def calls(self) -> int:
        return len(self.asked)

    @property
    def endpoint(self) -> str:
        """What a config calls `endpoint`."""
        return self.root + HOME.rstrip("/")

    def account(self, address: str, token: str = TOKEN, **more: Any) -> Agenda:
        """Somebody with a calendar, and a token of his. `scopes` are the last words of those he agreed to."""
        scopes = frozenset(more.pop("scopes", ("calendar",)))
        self.tokens[token] = Grant(who=address, scopes=scopes, service=more.pop("service", False))
        return self.world.agenda(address, **more)

    def handle(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
        """One request. Of one person at most `per_minute` in a minute; the next is turned away."""
        with self._lock:
            self.asked.append((method, url))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.delay:
                self.delay()
            with self._lock:
                return self._faulty(method, url, {k.lower(): v for k, v in headers.items()}, body)
        finally:
            with self._lock:
                self.at_once -= 1

    def _faulty(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
        fault = self._fault(method)
        if fault is None:
            return self._judged(method, url, headers, body)
        reply = self._judged(method, url, headers, body) if fault.moment == "after" else Reply(200)
        if fault.half:
            return Reply(reply.status, reply.octets[: len(reply.octets) // 2])
        if fault.octets is not None:
            return Reply(fault.status or 200, fault.octets, {"Content-Type": "text/html", **fault.headers})
        if fault.status == 0:
            raise Cut
        return _refusal(Refused(fault.status, fault.reason), fault.headers)

    def _fault(self, method: str) -> Fault | None:
        """What goes wrong now: a fault that waited for such a request, or what the weather brings."""
        fault = next((each for each in self.faults if method in each.methods), None)
        if fault and fault.skip:
            fault.skip -= 1
            return None
        if fault:
            self.faults.remove(fault)
        return fault or (self.weather(method) if self.weather else None)

    def _judged(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
        parts = urlsplit(url)
        for path, canned in self.canned.items():
            if path in parts.path:
                return canned
        try:
            grant = self._grant(headers)
            query = parse_qs(parts.query, keep_blank_values=True)
            if method == "POST" and headers.get("x-http-method-override") == "GET":
                method, query, body = "GET", parse_qs((body or b"").decode(), keep_blank_values=True), None
            route, names = route_of(method, parts.path)
            return self._answer(grant, route, names, query, headers, body)
        except Refused as refusal:
            return _refusal(refusal)

    def _answer(self, grant, route, names, query, headers, body) -> Reply:  # noqa: PLR0913, PLR0917
        if not grant.scopes & route.scopes:
            raise Refused(403, "insufficientPermissions", "Insufficient Permission")
        asked = parameters_of(route, query)
        self._count(asked.get("quotaUser") or grant.who)
        sent = _sent(body)
        check_body(route, sent)
        call = Call(
            google=self, grant=grant, asked=asked, names=names, sent=sent or {},
            match=headers.get("if-match"), writes=route.http in WRITES,
            agenda=self._agenda(grant, names.get("calendarId")),
        )  # fmt: skip
        method = METHODS.get(route.name)
        if method is None:
            raise Refused(501, "notImplemented", f"The fake does not know {route.name}")
        answer = method(call)
        if answer is None:
            return Reply(204)
        reply = Reply(200, masked(answer, asked.get("fields"), _kind(answer)))
        reply.headers["ETag"] = answer.get("etag", "")
        if headers.get("if-none-match") == answer.get("etag", ...):
            return Reply(304)
        return reply

    def _grant(self, headers: dict[str, str]) -> Grant:
        grant = self.alive(headers.get("authorization", "").removeprefix("Bearer "))
        if grant is None:
            raise Refused(
                401, "authError", "Invalid Credentials", locationType="header", location="Authorization"
            )
        return grant

    def alive(self, token: str) -> Grant | None:
        """Whose token it is, as long as it lasts."""
        grant = self.tokens.get(token)
        return grant if grant and (grant.until is None or self.clock() < grant.until) else None

    def _count(self, who: str) -> None:
        """A window of a minute that slides, for each person and for the project."""
        now = self.clock()
        windows = [(self._recent.setdefault(who, deque()), self.per_minute)]
        windows.append((self._recent.setdefault("", deque()), self.all_per_minute))
        for recent, most in windows:
            while recent and recent[0] <= now - timedelta(minutes=1):
                recent.popleft()
            if len(recent) >= most:
                self.throttled += 1
                raise Refused(403, "rateLimitExceeded", "Rate Limit Exceeded", domain="usageLimits")
        for recent, _ in windows:
            recent.append(now)

    def _agenda(self, grant: Grant, ref: str | None) -> Agenda | None:
        """The calendar, where this person may see it at all."""
        if ref is None:
            return None
        agenda = self.world.agendas.get(grant.who if ref == "primary" else ref.lower())
        if agenda is None or not role(agenda, grant.who):
            raise Refused(404, "notFound", "Not Found")
        if "calendar.events.owned" in grant.scopes and agenda.owner != grant.who and len(grant.scopes) == 1:
            raise Refused(403, "insufficientPermissions", "Insufficient Permission")
        return agenda


def _sent(body: bytes | None) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        raise bad("Parse Error", "parseError") from None


def _kind(answer: dict[str, Any]) -> str:
    """The schema of an answer, by the kind that it names."""
    word = str(answer["kind"]).partition("#")[2]
    return {"freeBusy": "FreeBusyResponse", "channel": "Channel"}.get(word, word[0].upper() + word[1:])


def _refusal(refusal: Refused, headers: dict[str, str] | None = None) -> Reply:
    limits = {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded"}
    if refusal.reason in limits:
        refusal.where.setdefault("domain", "usageLimits")
    return Reply(refusal.status, refusal.body(), headers or {})
