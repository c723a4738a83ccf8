"""What a CalDAV server says of its calendar: everything, or what changed since a token.

You need this when a change was missed or seen twice. Only a complete listing is evidence of absence. A server
that forgot a token says so in one of three ways (RFC 6578, 3.2), or not at all: see the audit in
`caldav_reading`. No limit is ever asked for: a server was seen that loses what lies behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from zaaikalender.errors import ReadFailed
from zaaikalender.providers.caldav_discovery import Place
from zaaikalender.providers.caldav_wire import Stored, Wire, ref_of
from zaaikalender.providers.caldav_xml import (
    CAL,
    DAV,
    SERVER,
    Multistatus,
    Response,
    multiget,
    multistatus,
    propfind,
    query,
    sync,
)

_AT_ONCE = 200
_PAGES = 1_000
_CTAG = f"{SERVER}getctag"
_ETAG = f"{DAV}getetag"
_BODY = f"{CAL}calendar-data"
_TYPE = f"{DAV}resourcetype"
_FORGOTTEN = frozenset({403, 409, 412})
_MISSING = frozenset({404, 410})
_MORE = 507


class TokenForgotten(ReadFailed):
    """The server no longer knows our token. A reading of all that meets this begins anew next time."""


@dataclass(slots=True, kw_only=True)
class Seen:
    """What an answer tells, by ref: ETags of what stands, bodies where they came along, and what is gone.

    `whole` where it lists all there is.
    """

    etags: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, Stored] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    token: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One calendar on a server, asked by WebDAV's means."""

    wire: Wire
    place: Place

    def synced(self, token: str, *, bodies: bool) -> Seen:
        """What changed since `token`; with "", all there is. Raises `TokenForgotten`."""
        seen = Seen(token=token, whole=not token)
        for _ in range(_PAGES):
            answer = self._report(seen.token, bodies=bodies)
            more = self._take(answer, seen)
            if answer.token is None or (more and answer.token == seen.token):
                raise ReadFailed(
                    "The server tells changes without saying up to where. The next pass reads anew."
                )
            seen.token = answer.token
            if not more:
                return seen
        raise ReadFailed("The server has no end of changes to tell. The next pass tries again.")

    def _report(self, token: str, *, bodies: bool) -> Multistatus:
        spare = frozenset({200, 207}) | (_FORGOTTEN if token else frozenset())
        body = sync(token, bodies=bodies)
        answer = self.wire.ask("REPORT", self.place.url, body, spare=spare)
        if answer.status in _FORGOTTEN:
            # Whether it names `valid-sync-token` or not: a mere refusal shows when all of it is read.
            raise TokenForgotten("The server lost how far it told us. The next pass reads anew.")
        return multistatus(answer.body)

    def listed(self) -> Seen:
        """All that stands, with ETags and without bodies; `token` is the ctag where there is one."""
        answer = self.wire.states(
            "PROPFIND", self.place.url, propfind(_ETAG, _TYPE, _CTAG, f"{DAV}sync-token"), depth="1"
        )
        seen = Seen(whole=True)
        if self._take(answer, seen):
            raise ReadFailed("The server lists a part of the calendar only. The next pass tries again.")
        own = [each for each in answer.responses if _path(self.place.url, each.href) == _own(self.place.url)]
        if not own:
            raise ReadFailed(
                "The server lists something else than the calendar. Check its `url` in the config."
            )
        seen.token = own[0].text(_CTAG) or ""
        return seen

    def ctag(self) -> str:
        """The tag that changes with anything in the calendar; empty where there is none."""
        answer = self.wire.states("PROPFIND", self.place.url, propfind(_CTAG))
        return (answer.responses[0].text(_CTAG) or "") if answer.responses else ""

    def fetched(self, refs: Sequence[str]) -> Seen:
        """The bodies of these; what vanished meanwhile is among the gone."""
        seen = Seen()
        for start in range(0, len(refs), _AT_ONCE):
            wanted = refs[start : start + _AT_ONCE]
            body = multiget(f"{urlsplit(self.place.url).path}{ref}" for ref in wanted)
            self._take(self.wire.states("REPORT", self.place.url, body, depth="1"), seen)
            if missing := set(wanted) - seen.bodies.keys() - seen.gone:
                self._one_by_one(sorted(missing), seen)
        return seen

    def _one_by_one(self, refs: Sequence[str], seen: Seen) -> None:
        """What a multiget passes over in silence is neither gone nor read until it was asked for."""
        for ref in refs:
            stored = self.wire.get(self.place.url + ref)
            if stored is None:
                seen.gone.add(ref)
            else:
                seen.bodies[ref] = stored

    def holding(self, name: str, text: str) -> dict[str, Stored]:
        """The events of which this property holds this text; a coarse server gives more than was asked."""
        seen = Seen()
        answer = self.wire.states("REPORT", self.place.url, query(name, text), depth="1")
        if self._take(answer, seen):
            raise ReadFailed(
                "The server gives a part of what was looked for only. The next pass tries again."
            )
        if bare := sorted(seen.etags.keys() - seen.bodies.keys()):
            seen.bodies |= self.fetched(bare).bodies
        return seen.bodies

    def _take(self, answer: Multistatus, seen: Seen) -> bool:
        """Adds an answer to what was seen; whether the server says that there is more."""
        for ref, response in self._members(answer):
            if response.status in _MISSING:
                seen.etags.pop(ref, None)
                seen.bodies.pop(ref, None)
                seen.gone.add(ref)
            elif response.status in {None, 200} and not response.has(_TYPE, f"{DAV}collection"):
                _keep(ref, response, seen)
            elif response.status not in {None, 200}:
                raise ReadFailed(
                    "The server cannot give a part of the calendar now. The next pass tries again."
                )
        return any(each.status == _MORE for each in answer.responses)

    def _members(self, answer: Multistatus) -> Iterator[tuple[str, Response]]:
        for response in answer.responses:
            ref = ref_of(urljoin(self.place.url, response.href), self.place.url)
            if ref is not None:
                yield ref, response


def _keep(ref: str, response: Response, seen: Seen) -> None:
    seen.gone.discard(ref)
    seen.etags[ref] = etag = response.text(_ETAG) or ""
    body = response.text(_BODY)
    if body and etag:
        seen.bodies[ref] = Stored(data=body.encode(errors="replace"), etag=etag)


def _path(base: str, href: str) -> str:
    return _own(urljoin(base, href))


def _own(url: str) -> str:
    return urlsplit(url).path.rstrip("/")
