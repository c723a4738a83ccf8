"""From an address to a calendar: what stands there, and what the server can (RFC 4791, 6.2; RFC 6764, 6).

You need this when a calendar is not found, or when a server is treated as if it could less than it can.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from zaaikalender.errors import ConfigurationError, Unreachable
from zaaikalender.providers.caldav_wire import Wire, header
from zaaikalender.providers.caldav_xml import CAL, DAV, SERVER, Response, multistatus, propfind

_PRINCIPAL = f"{DAV}current-user-principal"
_HOMES = f"{CAL}calendar-home-set"
_TYPE = f"{DAV}resourcetype"
_REPORTS = f"{DAV}supported-report-set"
_CTAG = f"{SERVER}getctag"
_COMPONENTS = f"{CAL}supported-calendar-component-set"
_ASK = propfind(_TYPE, _REPORTS, _CTAG, _COMPONENTS, _PRINCIPAL, _HOMES, f"{DAV}displayname")
_ANSWERED = frozenset({200, 207})
_NOT_THERE = _ANSWERED | frozenset({403, 404, 405, 410})
_MOST_NAMES = 20
_PORTS = {"https": 443, "http": 80}


class Several(ConfigurationError):
    """This login has several calendars, of which a person chooses one: `calendars` are names and addresses.

    The sentence holds none of them: it may end up in a log.
    """

    def __init__(self, calendars: tuple[tuple[str, str], ...], count: int) -> None:
        super().__init__(
            f"There are {count} calendars at this address. Put the address of one in the config as `url`; "
            "`zaai connect` with the calendar's name shows them."
        )
        self.calendars = calendars


class OnAnotherServer(ConfigurationError):
    """This login's calendars stand at `address`, on a server to which no login is sent unasked (iCloud)."""

    def __init__(self, address: str) -> None:
        super().__init__(
            "The calendars of this login stand on another server. Put its address in the config as `url`; "
            "`zaai connect` with the calendar's name shows it."
        )
        self.address = address


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A calendar on a server: its address (ends in /), how it tells changes, and whether it mails guests.

    `mode` is "sync" (RFC 6578), "ctag" (one tag for the whole), or "etags" (a listing each time). `mails` is
    None where it does not say: a proxy before it may keep the word back (RFC 6638, 2).
    """

    url: str
    mode: str
    mails: bool | None


def discover(wire: Wire, url: str) -> Place:
    """The calendar at or behind `url`.

    Raises `Several`, `OnAnotherServer`, or another `ConfigurationError` where there is none.
    """
    at, found = _first(wire, url)
    if found is None or not _is_calendar(found):
        at, found = _only(list(_behind(wire, at, found)), url)
    return _place(wire, at, found)


def _first(wire: Wire, url: str) -> tuple[str, Response | None]:
    """What stands at the address; for a server's bare address also what its well-known one leads to.

    An address with a path is meant: where nothing stands there, no other calendar takes its place.
    """
    bare = urlsplit(url).path in {"", "/"}
    for address in (url, urljoin(url, "/.well-known/caldav")) if bare else (url,):
        at, responses = _look(wire, address, depth="0", spare=_NOT_THERE if bare else _ANSWERED)
        if responses and (_is_calendar(responses[0]) or _leads_on(responses[0])):
            return at, responses[0]
    raise Unreachable("No calendar server answers at this address. Check the calendar's `url` in the config.")


def _look(
    wire: Wire, url: str, *, depth: str, spare: frozenset[int] = _ANSWERED
) -> tuple[str, tuple[Response, ...]]:
    answer = wire.ask("PROPFIND", url, _ASK, depth=depth, spare=spare)
    if answer.status in _NOT_THERE - _ANSWERED:
        return answer.url, ()
    return answer.url, multistatus(answer.body).responses


def _is_calendar(response: Response) -> bool:
    return response.has(_TYPE, f"{CAL}calendar")


def _leads_on(response: Response) -> bool:
    return response.href_in(_HOMES) is not None or response.href_in(_PRINCIPAL) is not None


def _behind(wire: Wire, at: str, found: Response | None) -> Iterator[tuple[str, Response]]:
    """The calendars in the homes of whoever is logged in."""
    for home in _homes(wire, at, found):
        base, responses = _look(wire, home, depth="1")
        for response in responses:
            address = _same_origin(base, response.href)
            if address and _is_calendar(response) and _holds_events(response):
                yield address, response


def _homes(wire: Wire, at: str, found: Response | None) -> list[str]:
    for _ in range(3):
        if found is None:
            return []
        if home := found.href_in(_HOMES):
            if address := _same_origin(at, home):
                return [address]
            raise OnAnotherServer(urljoin(at, home))
        principal = _same_origin(at, found.href_in(_PRINCIPAL) or "")
        if principal is None:
            return []
        at, responses = _look(wire, principal, depth="0")
        found = responses[0] if responses else None
    return []


def _same_origin(base: str, href: str) -> str | None:
    """The address that is meant, if it is on the same server: a login goes nowhere else."""
    try:
        address = urljoin(base, href)
        same = _origin(address) == _origin(base)
    except ValueError:
        return None
    return address if href and same else None


def _origin(url: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port (RFC 6454): https://a and https://a:443 are one."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def _holds_events(response: Response) -> bool:
    """Whether events may stand in it; a list of tasks is a calendar too."""
    components = response.props.get(_COMPONENTS)
    named = [] if components is None else [each.get("name", "").upper() for each in components]
    return not named or "VEVENT" in named


def _only(calendars: list[tuple[str, Response]], url: str) -> tuple[str, Response]:
    if len(calendars) == 1:
        return calendars[0]
    if not calendars:
        raise ConfigurationError(
            f"This login has no calendar at {urlsplit(url).hostname}. Put the calendar's own address "
            "in the config as `url`."
        )
    raise Several(tuple((_name(response), at) for at, response in calendars[:_MOST_NAMES]), len(calendars))


def _name(response: Response) -> str:
    return " ".join((response.text(f"{DAV}displayname") or "without a name").split())[:60]


def _place(wire: Wire, at: str, found: Response) -> Place:
    url = at if at.endswith("/") else f"{at}/"
    can_sync = found.has(_REPORTS, f"{DAV}sync-collection")
    mode = "sync" if can_sync else "ctag" if found.text(_CTAG) else "etags"
    answer = wire.ask("OPTIONS", url, spare=frozenset({200, 204, 403, 404, 405, 501}))
    told = header(answer, "DAV").lower()
    return Place(url=url, mode=mode, mails="calendar-auto-schedule" in told if told else None)
