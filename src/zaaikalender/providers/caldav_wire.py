"""One conversation with a CalDAV server: who asks, what a status means, and which names things have there.

You need this when a server answers with a status that nobody expected, or when you want to know how an
address becomes a `ref` and an ETag a `version`. The way over the network is a `Door`'s.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from zaaikalender.errors import AccessRevoked, NotWritten, OutcomeUnknown, ReadFailed, Stale, Unreachable
from zaaikalender.providers.caldav_xml import CAL, Multistatus, multistatus, names_condition
from zaaikalender.providers.door import Answer, Door

MOST = 100_000_000
"""Octets of an answer: fifty thousand events with their bodies."""

_KEPT = "!$&'()*+,;=:@~-._"
_PAGE = re.compile(rb"\s*<(?:!doctype|html)", re.IGNORECASE)
_PRECONDITION_FAILED = 412
_UNKNOWN_USER = 401
_GONE = frozenset({404, 410})
_WRITTEN = frozenset({200, 201, 204})
_REDIRECTS = range(300, 400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A resource as it stands: its bytes, and its ETag as the server writes it."""

    data: bytes = field(repr=False)
    etag: str

    @property
    def version(self) -> str:
        """The ETag, however it is dressed."""
        return version_of(self.etag)


def header(answer: Answer, name: str) -> str:
    """A header by its name, in whatever case; empty where there is none."""
    return next((value for key, value in answer.headers.items() if key.lower() == name.lower()), "")


def version_of(etag: str) -> str:
    """An ETag without quotes and without the sign of weakness: one server writes it in three ways."""
    return etag.strip().removeprefix("W/").strip('"')


def ref_of(href: str, place: str) -> str | None:
    """The name of a resource in the collection at `place`; None for the collection and what is not in it."""
    try:
        path, own = urlsplit(href).path, urlsplit(place).path
    except ValueError:
        return None
    name = unquote(path).removeprefix(unquote(own))
    if not unquote(path).startswith(unquote(own)) or not name or "/" in name:
        return None
    return quote(name, safe=_KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Asks one server in the name of one user."""

    door: Door
    user: tuple[str, str] | None = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def ask(
        self, method: str, url: str, body: bytes | None = None, *, depth: str = "0", spare: frozenset[int]
    ) -> Answer:
        """A question that changes nothing; statuses in `spare` are the caller's to judge."""
        headers = {**self.headers, "Depth": depth}
        if method == "GET":
            # Packed bodies have ETags of their own on some servers.
            headers = {**self.headers, "Accept-Encoding": "identity"}
        if body is not None:
            headers["Content-Type"] = "application/xml; charset=utf-8"
        answer = self.door.request(method, url, headers=headers, body=body, user=self.user, most=MOST)
        if answer.status == _UNKNOWN_USER and _origin(answer.url) != _origin(url):
            raise Unreachable(
                "The server sends us to another one, where no login goes. Put that address in the config."
            )
        if answer.status not in spare:
            raise _unasked(answer.status)
        return answer

    def states(self, method: str, url: str, body: bytes, *, depth: str = "0") -> Multistatus:
        """A question that is answered with a multistatus (207) and nothing else."""
        answer = self.ask(method, url, body, depth=depth, spare=frozenset({200, 207}))
        return multistatus(answer.body)

    def get(self, url: str) -> Stored | None:
        """A resource as it stands now; None where there is none. Raises `ReadFailed` for a web page."""
        answer = self.ask("GET", url, spare=frozenset({200}) | _GONE)
        if answer.status in _GONE:
            return None
        if "html" in header(answer, "Content-Type").lower() or _PAGE.match(answer.body):
            raise ReadFailed(
                "The server gave a web page where an event stands. Check whether it asks to log in."
            )
        if not header(answer, "ETag"):
            raise ReadFailed("The server names no version of an event. It cannot be written to safely.")
        return Stored(data=answer.body, etag=header(answer, "ETag"))

    def write(self, method: str, url: str, condition: tuple[str, str], body: bytes | None = None) -> int:
        """A write under a condition; gives the status of one that was carried out, or found nothing there.

        Raises `Stale` where the condition does not hold, `NotWritten` where the server refuses.
        """
        headers = {**self.headers, condition[0]: condition[1]}
        if body is not None:
            headers["Content-Type"] = "text/calendar; charset=utf-8"
        answer = self.door.request(method, url, headers=headers, body=body, user=self.user, most=MOST)
        if answer.status in _WRITTEN | _GONE:
            return answer.status
        raise _unwritten(answer)


def _origin(url: str) -> tuple[str, str]:
    return urlsplit(url)[:2]


def _unasked(status: int) -> Exception:
    match status:
        case 401:
            return AccessRevoked("The server does not take the password. Connect the calendar again.")
        case 403:
            return AccessRevoked(
                "The server lets nobody with this login into the calendar. Connect it again."
            )
        case 404 | 410:
            return Unreachable("The calendar is not where it was. Check its `url` in the config.")
        case 429 | 503:
            return Unreachable("The server asks to come back later. The next pass tries again.")
        case _ if status in _REDIRECTS:
            return Unreachable("The server sends us elsewhere. Put the new address in the config as `url`.")
        case _:
            return ReadFailed(f"The server could not answer (status {status}). The next pass tries again.")


_REFUSALS = {
    403: "The server does not let us write in this calendar. Give the login that right.",
    429: "The server asks to come back later. The next pass decides again.",
    507: "The server has no room left. Make room, or raise the quota.",
}
_OWN_TROUBLE = 500


def _unwritten(answer: Answer) -> Exception:
    same_uid = names_condition(answer.body, f"{CAL}no-uid-conflict") if answer.body else False
    if answer.status == _PRECONDITION_FAILED or same_uid:
        return Stale("The event is not as it was read. Read again and decide again.")
    if answer.status == _UNKNOWN_USER:
        return AccessRevoked("The server does not take the password. Connect the calendar again.")
    if answer.status in _REFUSALS:
        return NotWritten(_REFUSALS[answer.status])
    if answer.status < _OWN_TROUBLE:
        return NotWritten(
            f"The server refuses this write (status {answer.status}). The next pass decides again."
        )
    return OutcomeUnknown(f"The server broke off a write (status {answer.status}). The next pass looks.")
