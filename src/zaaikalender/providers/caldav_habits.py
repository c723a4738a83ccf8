"""What a CalDAV server can and does, as `connect` and `doctor` tell a person.

You need this to say of a server whether it tells what changed, whether it mails guests by itself, whether we
may write there, and whether its clock is right.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from zaaikalender.providers.caldav_discovery import Place, discover
from zaaikalender.providers.caldav_wire import Wire, header
from zaaikalender.providers.caldav_xml import DAV, multistatus, propfind

_PRIVILEGES = f"{DAV}current-user-privilege-set"
_MAY_WRITE = tuple(f"{DAV}{name}" for name in ("all", "write", "write-content", "bind"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """A calendar's server: `may_write` and `clock` (UTC) are None where it does not say."""

    place: Place
    may_write: bool | None
    clock: datetime | None


def habits(wire: Wire, url: str) -> Habits:
    """Asks the server; writes nothing. Raises what `discover` raises."""
    place = discover(wire, url)
    answer = wire.ask("PROPFIND", place.url, propfind(_PRIVILEGES), spare=frozenset({200, 207}))
    told = [each for each in multistatus(answer.body).responses if _PRIVILEGES in each.props]
    may = any(each.has(_PRIVILEGES, right) for each in told for right in _MAY_WRITE) if told else None
    return Habits(place=place, may_write=may, clock=_clock(header(answer, "Date")))


def _clock(date: str) -> datetime | None:
    """A Date header as a moment (RFC 9110, 6.6.1)."""
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
