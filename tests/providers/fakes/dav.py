"""A CalDAV server in memory that behaves as badly as the worst that were measured.

You need this to test what no server from pip does: `Profile` has a dial for each bad habit. It is a door (see
`caldav_wire`), so no socket is needed; it counts what it is asked.
"""

import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from providers.caldav_servers import Reply

HOST = "http://dav.example"
HOME = "/alice/agenda/"
DAV, CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_TEXTS = "<d:getetag>{0}</d:getetag><c:calendar-data>{1}</c:calendar-data>"
_HEAD = (
    '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" '
    'xmlns:s="http://calendarserver.org/ns/">'
)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The habits of a server; each is a column of the table of measured servers, or worse."""

    sync: bool = True
    ctag: bool = False
    bodies_in_sync: bool = True
    forgets_aloud: int = 403
    forgets_in_silence: bool = False
    reports_again: bool = False
    ignores_if_none_match: bool = False
    ignores_if_match_on_delete: bool = False
    etag_in_put: bool = True
    etag_dress: str = '"{0}"'
    same_uid_twice: bool = False
    searches: bool = True
    page: int = 0
    schedules: bool = False
    hides_options: bool = False
    first_lists_deleted: bool = False
    multiget_skips: bool = False
    privileges: tuple[str, ...] | None = None


SOGO = Profile(
    forgets_in_silence=True,
    reports_again=True,
    ignores_if_none_match=True,
    ignores_if_match_on_delete=True,
    same_uid_twice=True,
    schedules=True,
)
DAVICAL = Profile(forgets_in_silence=True, same_uid_twice=True, etag_in_put=False, schedules=True)


@dataclass
class FakeDav:
    """One calendar at `HOST + HOME`; `files` are its bytes by name."""

    profile: Profile = Profile()
    files: dict[str, bytes] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    status: int = 0
    answer: bytes = b""
    fails_after_writing: int = 0
    date: str = ""
    _log: list[str] = field(default_factory=list)
    _epoch: int = 0

    @property
    def url(self) -> str:
        return HOST + HOME

    def forget_tokens(self) -> None:
        """From now on no token is known that was given before."""
        self._epoch += 1

    def put(self, name: str, data: bytes) -> None:
        """Somebody else enters a file, whatever the server thinks of it."""
        self.files[name] = data
        self._log.append(name)

    def rename(self, old: str, new: str) -> None:
        """Somebody else gives a file another name."""
        self._log.append(old)
        self.put(new, self.files.pop(old))

    def request(self, method, url, *, headers=None, body=None, user=None, most=0):  # noqa: PLR0913, ARG002
        self.sent.append(method)
        if self.status:
            return Reply(self.status, {"Content-Type": "text/html"}, self.answer, url)
        name = unquote(urlsplit(url).path).removeprefix(HOME)
        status, extra, data = getattr(self, f"_{method.lower()}")(name, headers or {}, body or b"")
        return Reply(status, {**extra, "Date": self.date} if self.date else extra, data, url)

    def _etag(self, name: str) -> str:
        digest = hashlib.sha256(self.files[name]).hexdigest()[:16]
        return self.profile.etag_dress.format(f"{digest}-{self._log.count(name)}")

    def _get(self, name, _headers, _body):
        if name not in self.files:
            return 404, {}, b""
        return 200, {"ETag": self._etag(name), "Content-Type": "text/calendar"}, self.files[name]

    def _put(self, name, headers, body):
        there = name in self.files
        if headers.get("If-None-Match") == "*" and there and not self.profile.ignores_if_none_match:
            return 412, {}, b""
        if "If-Match" in headers and (not there or headers["If-Match"] != self._etag(name)):
            return 412, {}, b""
        if not self.profile.same_uid_twice and self._same_uid(name, body):
            return (
                409,
                {},
                b'<d:error xmlns:d="DAV:"><c:no-uid-conflict xmlns:c="'
                + CAL[1:-1].encode()
                + b'"/></d:error>',
            )
        self.put(name, body)
        if self.fails_after_writing:
            self.status = self.fails_after_writing
        return 204 if there else 201, {"ETag": self._etag(name)} if self.profile.etag_in_put else {}, b""

    def _same_uid(self, name, body) -> bool:
        uid = re.search(rb"(?m)^UID:(.*?)\r?$", body)
        return any(uid and uid[0] in data for other, data in self.files.items() if other != name)

    def _delete(self, name, headers, _body):
        if name not in self.files:
            return 404, {}, b""
        wrong = "If-Match" in headers and headers["If-Match"] != self._etag(name)
        if wrong and not self.profile.ignores_if_match_on_delete:
            return 412, {}, b""
        del self.files[name]
        self._log.append(name)
        return 204, {}, b""

    def _options(self, _name, _headers, _body):
        if self.profile.hides_options:
            return 405, {}, b""
        more = ", calendar-auto-schedule" if self.profile.schedules else ""
        return 200, {"DAV": f"1, 2, calendar-access{more}"}, b""

    def _propfind(self, _name, headers, _body):
        listed = sorted(self.files) if headers.get("Depth") == "1" else []
        return self._many([self._own(), *(self._one(name, bodies=False) for name in listed)])

    def _own(self) -> str:
        reports = (
            "<d:supported-report-set><d:sync-collection/></d:supported-report-set>"
            if self.profile.sync
            else ""
        )
        ctag = f"<s:getctag>{len(self._log)}</s:getctag>" if self.profile.ctag else ""
        rights = self.profile.privileges
        may = "".join(f"<d:privilege><d:{right}/></d:privilege>" for right in rights or ())
        if rights is not None:
            ctag += f"<d:current-user-privilege-set>{may}</d:current-user-privilege-set>"
        kind = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
        return _response(HOME, _propstat(kind + reports + ctag))

    def _one(self, name: str, *, bodies: bool) -> str:
        etag = escape(self._etag(name))
        data = (
            _TEXTS.format(etag, escape(self.files[name].decode()))
            if bodies
            else f"<d:getetag>{etag}</d:getetag>"
        )
        return _response(HOME + name, _propstat(data))

    def _report(self, _name, _headers, body):
        root = ET.fromstring(body)  # noqa: S314 - our own question
        assert root.find(f".//{DAV}limit") is None
        assert root.find(f".//{CAL}expand") is None
        if root.tag == f"{DAV}sync-collection":
            return self._sync(root)
        if root.tag == f"{CAL}calendar-multiget":
            names = [unquote(href.text).removeprefix(HOME) for href in root.iter(f"{DAV}href")]
            return self._many(self._named(name) for name in names[self.profile.multiget_skips :])
        text = root.findtext(f".//{CAL}text-match")
        hits = [
            name
            for name, data in sorted(self.files.items())
            if not self.profile.searches or text.encode() in data
        ]
        return self._many(self._one(name, bodies=True) for name in hits)

    def _named(self, name):
        return self._one(name, bodies=True) if name in self.files else _missing(name)

    def _sync(self, root):
        epoch, _, place = (root.findtext(f"{DAV}sync-token") or "").rpartition("/")[2].partition("-")
        if epoch and int(epoch) != self._epoch:
            if not self.profile.forgets_in_silence:
                return (
                    self.profile.forgets_aloud,
                    {},
                    b'<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>',
                )
            place = str(len(self._log))
        start = int(place or 0)
        back = 1 if self.profile.reports_again and start else 0
        until = min(len(self._log), start + self.profile.page) if self.profile.page else len(self._log)
        names = dict.fromkeys(self._log[max(0, start - back) : until])
        parts = [
            self._in_sync(name)
            for name in names
            if epoch or name in self.files or self.profile.first_lists_deleted
        ]
        if until < len(self._log):
            parts.append(
                f"<d:response><d:href>{HOME}</d:href><d:status>HTTP/1.1 507 X</d:status></d:response>"
            )
        return self._many([*parts, f"<d:sync-token>http://x/{self._epoch}-{until}</d:sync-token>"])

    def _in_sync(self, name):
        return self._one(name, bodies=self.profile.bodies_in_sync) if name in self.files else _missing(name)

    def _many(self, parts):
        return (
            207,
            {"Content-Type": "application/xml"},
            (_HEAD + "".join(parts) + "</d:multistatus>").encode(),
        )


def _response(href: str, inner: str) -> str:
    return f"<d:response><d:href>{escape(href)}</d:href>{inner}</d:response>"


def _propstat(props: str) -> str:
    return f"<d:propstat><d:prop>{props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"


def _missing(name: str) -> str:
    return _response(HOME + name, "<d:status>HTTP/1.1 404 Not Found</d:status>")
