"""One conversation with Google Calendar: who asks, how fast, and what its refusals mean for what comes next.

You need this when Google answers with something that nobody expected. The way over the network is a `Door`'s;
which refusal means what stands in `google_errors`; how fast we ask in `google_limits`. A write is never
repeated here: what became of it is looked up by its id.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from zaaikalender.errors import OutcomeUnknown, ReadFailed, Unreachable, ZaaiError
from zaaikalender.providers.bearer import Token
from zaaikalender.providers.door import Answer, Door
from zaaikalender.providers.google_errors import PARKED_SECONDS, Broken, NotFound, failure_of
from zaaikalender.providers.google_limits import SHARED, Limits
from zaaikalender.providers.google_rest import Rest
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway, seconds_asked

MOST = 100_000_000
"""Octets of an answer: a page is far smaller."""

PAGES = 10_000
_OK = range(200, 300)
_UNSIGNED, _MISSING, _GONE = 401, 404, 410
_TRIES = 3
"""How often a question is asked to which the answer may pass: not found, or trouble of the server's own."""

_AGENT = "zaaikalender (gzip)"
"""Google packs its answers for whom it knows to unpack them by name (guide "Performance tips")."""

_LONG = 60.0
"""Who is asked to wait longer than so many seconds waits for the next pass."""

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Asks for one person. `base` is the address of the API, without a slash at its end.

    `account` is whose budget it is; `quota_user` says so to Google where a service account asks for many
    (guide "Handle API errors"). `rest` is until when nothing is written.
    """

    door: Door
    token: Token = field(repr=False)
    base: str
    account: str
    limits: Limits = SHARED
    quota_user: str = ""
    rest: Rest | None = None

    def get(self, path: str, query: Query) -> dict[str, Any]:
        """An object of JSON. Raises the errors of reading; what may pass is asked again first."""
        for tried in range(_TRIES):
            try:
                return self._got(path, query)
            except (AskedToWait, NotFound, ReadFailed) as failure:
                if tried == _TRIES - 1 or not _may_pass(failure):
                    raise
                if not isinstance(failure, AskedToWait):
                    self.limits.pause(tried)
        raise AssertionError("the last try raises")

    def find(self, path: str, query: Query) -> dict[str, Any] | None:
        """The same; None where nothing stands there."""
        try:
            return self.get(path, query)
        except NotFound:
            return None

    def _got(self, path: str, query: Query) -> dict[str, Any]:
        answer = self._sent("GET", self._url(path, query))
        if answer.status not in _OK:
            raise self._failure(answer, reads=True)
        self.limits.answered(self.account)
        return _parsed(answer)

    def pages(self, path: str, query: Query) -> Iterator[dict[str, Any]]:
        """A collection, page by page, each asked with the same words. Raises `ReadFailed` without an end."""
        following: dict[str, str] = {}
        for _ in range(PAGES):
            page = self.get(path, {**query, **following})
            if not isinstance(page.get("items", []), list):
                raise ReadFailed(
                    "Google gave something else than a calendar. Check `endpoint` and `calendar_id`."
                )
            yield page
            token = page.get("nextPageToken")
            if not token:
                return
            if not isinstance(token, str) or token == following.get("pageToken"):
                break
            following = {"pageToken": token}
        raise ReadFailed("Google has no end of pages to give. The next pass tries again.")

    def write(
        self, method: str, path: str, query: Query, body: Mapping[str, Any] | None = None, *, etag: str = ""
    ) -> dict[str, Any] | None:
        """A write; gives the object as it then stands ({} where none comes back), None where none stood.

        Raises `Stale` where it is not as it was (`etag`) or exists already, `NotWritten` where it is refused
        (`Parked` for hours), `OutcomeUnknown` where nobody can say.
        """
        if self.rest:
            self.rest.check()
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        answer = self._sent(method, self._url(path, query), data, {"If-Match": etag} if etag else {})
        if answer.status in _OK:
            self.limits.answered(self.account)
            return _written(answer)
        if answer.status in {_MISSING, _GONE}:
            return None
        raise self._failure(answer, reads=False)

    def _failure(self, answer: Answer, *, reads: bool) -> ZaaiError:
        failure = failure_of(answer.status, answer.body, reads=reads, seconds=seconds_asked(answer.headers))
        if not isinstance(failure, AskedToWait | TurnedAway):
            return failure
        if failure.seconds == PARKED_SECONDS:
            # It is writing that was too much; a read is tried again by the next pass.
            return self.rest.begin(PARKED_SECONDS) if self.rest and not reads else failure
        self.limits.refused(self.account, failure.seconds)
        return failure

    def _url(self, path: str, query: Query) -> str:
        asked = {**query, **({"quotaUser": self.quota_user} if self.quota_user else {})}
        # Commas and brackets are what field masks are made of; they mean nothing in a query (RFC 3986, 3.4).
        words = urlencode(asked, safe="(),/:", quote_via=quote)
        return f"{self.base}/{path}?{words}" if words else f"{self.base}/{path}"

    def _sent(
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer; where the token is not taken, that to a second try with a fresh one."""
        every = {"Accept": "application/json", "User-Agent": _AGENT, **(headers or {})}
        if body is not None:
            every["Content-Type"] = "application/json"
        for fresh in (False, True):
            every["Authorization"] = f"Bearer {self.token(fresh)}"
            self.limits.enter(self.account, reads=method == "GET")
            try:
                answer = self.door.request(
                    method, url, headers=every, body=body, most=MOST, lane=self.account
                )
            except (AskedToWait, TurnedAway) as wait:
                self.limits.refused(self.account, wait.seconds)
                raise
            if answer.status != _UNSIGNED:
                break
        return answer


def _may_pass(failure: Unreachable) -> bool:
    """Whether the same question may get another answer in a moment."""
    if isinstance(failure, AskedToWait):
        return (failure.seconds or 0) < _LONG
    return isinstance(failure, NotFound | Broken)


def _parsed(answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ReadFailed("Google gave something that is no JSON. Check `endpoint`, or try again.")
    return found


def _written(answer: Answer) -> dict[str, Any]:
    """What a write gives back. A broken body is an unknown outcome: we must look."""
    if not answer.body and answer.status == 204:  # noqa: PLR2004 - nothing comes back, and nothing should
        return {}
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise OutcomeUnknown("Google's answer to a write cannot be read. The next pass looks.")
    return found
