"""One conversation with Microsoft Graph: who asks, and what its errors mean for what comes next.

You need this when Graph answers with an error that nobody expected. Codes and their causes:
https://learn.microsoft.com/graph/errors; limits: https://learn.microsoft.com/graph/throttling-limits. Each
mailbox is a lane of its own: one that is told to wait holds up no other. The way over the network is a
`Door`'s.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from zaaikalender.errors import AccessRevoked, NotWritten, OutcomeUnknown, ReadFailed, Stale, Unreachable
from zaaikalender.providers.bearer import Token
from zaaikalender.providers.door import Answer, Door
from zaaikalender.providers.http_failures import AskedToWait

MOST = 100_000_000
"""Octets of an answer: a page is far smaller."""

PAGES = 10_000
_OK = range(200, 300)
_UNSIGNED, _FORBIDDEN, _MISSING, _CONFLICT, _GONE, _FAILED = 401, 403, 404, 409, 410, 412
_LATE, _UNAVAILABLE, _OWN_TROUBLE = 408, 503, 500
_CODE = re.compile(r"[A-Za-z]{1,60}")
_FORGOTTEN = frozenset(
    {
        "syncstatenotfound",
        "syncstateinvalid",
        "resyncrequired",
        "errorinvalidsyncstatedata",
        "invaliddeltatoken",
    }
)
_AS = "outlook.body-content-type"
_NO_MAILBOX = "mailboxnotenabledforrestapi"


class TokenForgotten(ReadFailed):
    """The server no longer knows how far it told: everything must be read anew.

    Where that befalls a reading of everything, the next pass begins it again.
    """


class Overloaded(ReadFailed):
    """The server could not answer at once; of a smaller window it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Asks for one mailbox. `base` is its address, without a slash at its end."""

    door: Door
    token: Token = field(repr=False)
    base: str

    def get(self, url: str, *, prefer: tuple[str, ...] = ()) -> Any | None:
        """What stands at an address, read as JSON; None where nothing does.

        Raises `TokenForgotten`, `Overloaded`, and the errors of reading.
        """
        if _origin(url) != _origin(self.base):
            raise ReadFailed("The server sends us on to another one, where no login goes. Report this.")
        try:
            answer = self._sent("GET", url, prefer=prefer)
        except AskedToWait as wait:
            if wait.status == _UNAVAILABLE and not wait.seconds:
                raise Overloaded(str(wait)) from wait
            raise
        if answer.status in _OK:
            return _parsed(answer)
        code = _code(answer)
        if answer.status == _MISSING and code.lower() not in _FORGOTTEN | {_NO_MAILBOX}:
            return None
        raise _unasked(answer.status, code)

    def pages(self, url: str, *, prefer: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
        """A collection, page by page. Raises `ReadFailed` where it is none or has no end."""
        following: Any = url
        for _ in range(PAGES):
            page = self.get(following, prefer=prefer)
            if page is None:
                raise Unreachable("The calendar is not where it was. Check `account` and `calendar_id`.")
            if not isinstance(page, dict) or not isinstance(page.get("value"), list):
                raise ReadFailed(
                    "Outlook gave something else than a calendar. Check `account` and `endpoint`."
                )
            yield page
            before, following = following, page.get("@odata.nextLink")
            if following is None:
                return
            if not isinstance(following, str) or following == before:
                break
        raise ReadFailed("Outlook has no end of pages to give. The next pass tries again.")

    def write(
        self, method: str, url: str, body: Mapping[str, Any] | None = None, *, etag: str = ""
    ) -> dict[str, Any] | None:
        """A write; gives the event as it then stands ({} where no event comes back), None where none stood.

        Raises `Stale` where it is not as it was (`etag`) or exists already, `NotWritten` where it is refused.
        """
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"If-Match": etag} if etag else {}
        answer = self._sent(method, url, data, headers)
        if answer.status in _OK:
            return _written(answer)
        if answer.status in {_MISSING, _GONE} and _code(answer).lower() != _NO_MAILBOX:
            return None
        raise _unwritten(answer.status, _code(answer))

    def _sent(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        prefer: tuple[str, ...] = (),
    ) -> Answer:
        """The answer; where the token is not taken, that to a second try with a fresh one."""
        texts = () if any(each.startswith(_AS) for each in prefer) else (f'{_AS}="text"',)
        wanted = ('IdType="ImmutableId"', 'outlook.timezone="UTC"', *texts, *prefer)
        every = {"Accept": "application/json", "Prefer": ", ".join(wanted), **(headers or {})}
        if body is not None:
            every["Content-Type"] = "application/json"
        for fresh in (False, True):
            every["Authorization"] = f"Bearer {self.token(fresh)}"
            answer = self.door.request(
                method, url, headers=every, body=body, most=MOST, lane=urlsplit(self.base).path
            )
            if answer.status != _UNSIGNED:
                break
        return answer


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _parsed(answer: Answer) -> Any:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    if found is None:
        raise ReadFailed("Outlook gave something that is no JSON. Check `endpoint`, or try again.")
    return found


def _written(answer: Answer) -> dict[str, Any]:
    """The event that a write gives back. A broken body is an unknown outcome: we must look."""
    if answer.status in {202, 204}:
        return {}
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("id"), str):
        raise OutcomeUnknown("Outlook's answer to a write cannot be read. The next pass looks.")
    return found


def _code(answer: Answer) -> str:
    """The error's code, if it is one word."""
    try:
        error = json.loads(answer.body)["error"]
        found = _CODE.fullmatch(error["code"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return found[0] if found else ""


def _denied(status: int, code: str) -> AccessRevoked | None:
    """The failures after which this calendar is parked until a person has done something."""
    if status == _UNSIGNED:
        return AccessRevoked("Microsoft does not take our login any more. Connect the calendar again.")
    if code.lower() == _NO_MAILBOX:
        return AccessRevoked(
            "This mailbox cannot be reached by programs (on leave, without licence, or on a server of one's"
            " own). Ask the administrator; the other calendars go on."
        )
    if status == _FORBIDDEN:
        return AccessRevoked(
            f"Microsoft lets us not into this mailbox ({code or 'forbidden'}). Ask the administrator to put"
            " it in the app's scope (which takes over an hour), or connect it again."
        )
    return None


def _unasked(status: int, code: str) -> Exception:
    if status == _GONE or code.lower() in _FORGOTTEN:
        return TokenForgotten("Outlook lost how far it told us. The next pass reads anew.")
    if denied := _denied(status, code):
        return denied
    if status >= _OWN_TROUBLE or status == _LATE:
        return Overloaded(f"Outlook could not answer (status {status}). The next pass tries again.")
    told = code or f"status {status}"
    return ReadFailed(f"Outlook refused a question ({told}). Check `account` and `calendar_id`.")


def _unwritten(status: int, code: str) -> Exception:
    if denied := _denied(status, code):
        return denied
    if status in {_FAILED, _CONFLICT}:
        return Stale("The event is not as it was read. Read again and decide again.")
    if status >= _OWN_TROUBLE or status == _LATE:
        return OutcomeUnknown(f"Outlook broke off a write (status {status}). The next pass looks.")
    told = code or f"status {status}"
    return NotWritten(f"Outlook refuses this write ({told}). The next pass decides again.")
