"""The XML of WebDAV and CalDAV: questions written, answers read, and nothing believed that is no answer.

You need this when a server's answer is read or a report is asked for (RFC 4918, 4791, 6578). Answers are
foreign data: a document type, and with it every entity, is refused; depth and number of elements are bounded.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.sax.saxutils import escape

from zaaikalender.errors import ReadFailed

DAV = "{DAV:}"
CAL = "{urn:ietf:params:xml:ns:caldav}"
SERVER = "{http://calendarserver.org/ns/}"

_DEPTH = 40
_ELEMENTS = 2_000_000
_OPEN = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<d:{0} xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/">'
)
_CALENDAR = '<c:{0} xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'


class _Refused(Exception):
    """The document asks for more than an answer needs."""


class _Guarded(TreeBuilder):
    """Builds no tree of what could be a bomb; the parser calls `doctype` before it reads any entity."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def doctype(self, *_parts: object) -> None:
        """A document type has no place in an answer."""
        raise _Refused

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        """An element begins."""
        self._depth += 1
        self._count += 1
        if self._depth > _DEPTH or self._count > _ELEMENTS:
            raise _Refused
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        """An element ends."""
        self._depth -= 1
        return super().end(tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server says of one resource: its address, its status as a whole, its properties by name."""

    href: str
    status: int | None
    props: Mapping[str, Element] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """The text of a property; None where the server does not give it."""
        element = self.props.get(name)
        return None if element is None else (element.text or "")

    def href_in(self, name: str) -> str | None:
        """The address that a property names."""
        element = self.props.get(name)
        found = None if element is None else element.find(f"{DAV}href")
        return None if found is None or not found.text else found.text.strip()

    def has(self, name: str, child: str) -> bool:
        """Whether a property holds this element, at whatever depth."""
        element = self.props.get(name)
        return element is not None and element.find(f".//{child}") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Multistatus:
    """An answer about many resources; `token` is where the next sync starts."""

    responses: tuple[Response, ...]
    token: str | None = None


def read(body: bytes) -> Element:
    """The root of an answer. Raises `ReadFailed` where it is no whole, harmless XML."""
    parser = XMLParser(target=_Guarded())  # noqa: S314 - _Guarded refuses document types
    try:
        parser.feed(body)
        root: Element = parser.close()
    except (ParseError, _Refused, ValueError, LookupError) as error:
        raise ReadFailed(
            "The server's answer is no whole calendar answer. The next pass tries again; if it stays, "
            "look whether the address asks for a login in a browser."
        ) from error
    return root


def multistatus(body: bytes) -> Multistatus:
    """An answer with status 207. Raises `ReadFailed` for anything else (a web page, half an answer)."""
    root = read(body)
    if root.tag != f"{DAV}multistatus":
        raise ReadFailed(
            "The server answers, but not as a calendar server does. Check the calendar's `url` in the config."
        )
    token = root.findtext(f"{DAV}sync-token")
    return Multistatus(
        responses=tuple(_response(each) for each in root.iterfind(f"{DAV}response")),
        token=token.strip() if token and token.strip() else None,
    )


def names_condition(body: bytes, name: str) -> bool:
    """Whether an error's body names this precondition (RFC 4918, 16)."""
    try:
        return read(body).find(f".//{name}") is not None
    except ReadFailed:
        return False


def _response(element: Element) -> Response:
    props = {prop.tag: prop for stat in element.iterfind(f"{DAV}propstat") for prop in _found(stat)}
    return Response(
        href=(element.findtext(f"{DAV}href") or "").strip(),
        status=_status(element.findtext(f"{DAV}status")),
        props=props,
    )


def _found(stat: Element) -> Iterator[Element]:
    """The properties of a propstat that the server really gives."""
    if _status(stat.findtext(f"{DAV}status")) in {200, None}:
        yield from stat.find(f"{DAV}prop") or ()


def _status(line: str | None) -> int | None:
    """The number in "HTTP/1.1 404 Not Found"."""
    parts = (line or "").split()
    number = next((part for part in parts[1:2] if part.isdecimal()), None)
    return int(number) if number else None


def propfind(*names: str) -> bytes:
    """Asks for these properties."""
    return f"{_OPEN.format('propfind')}<d:prop>{_props(names)}</d:prop></d:propfind>".encode()


def sync(token: str, *, bodies: bool) -> bytes:
    """What changed since `token` ("" for all there is). Never a limit: some servers then skip the rest."""
    names = (f"{DAV}getetag", *([f"{CAL}calendar-data"] if bodies else []))
    return (
        f"{_OPEN.format('sync-collection')}<d:sync-token>{escape(token)}</d:sync-token>"
        f"<d:sync-level>1</d:sync-level><d:prop>{_props(names)}</d:prop></d:sync-collection>"
    ).encode()


def multiget(hrefs: Iterable[str]) -> bytes:
    """These resources with their bodies. Nothing is expanded: servers do that wrongly."""
    named = "".join(f"<d:href>{escape(href)}</d:href>" for href in hrefs)
    return f"{_CALENDAR.format('calendar-multiget')}{_BODIES}{named}</c:calendar-multiget>".encode()


def query(name: str, text: str) -> bytes:
    """The events of which this property holds this text, with their bodies."""
    return (
        f"{_CALENDAR.format('calendar-query')}{_BODIES}"
        '<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
        f'<c:prop-filter name="{name}"><c:text-match collation="i;octet">{escape(text)}</c:text-match>'
        "</c:prop-filter></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"
    ).encode()


def _props(names: Iterable[str]) -> str:
    short = {"DAV:": "d", CAL[1:-1]: "c", SERVER[1:-1]: "s"}
    parts = (name[1:].split("}") for name in names)
    return "".join(f"<{short[space]}:{name}/>" for space, name in parts)


_BODIES = f"<d:prop>{_props([f'{DAV}getetag', f'{CAL}calendar-data'])}</d:prop>"
