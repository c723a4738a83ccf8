"""The checks that stand at the config's door, one function per sort of value.

You need this to know what a setting accepts. Each takes what the file says and returns a plain value, or
raises ValueError with a sentence about it ("must be …"); the key's name is put before it elsewhere. Nothing
that may be private or secret is quoted.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from email.utils import getaddresses
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import PurePath
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from zaaikalender.config.durations import days_of, duration_in_words, read_span
from zaaikalender.config.suggest import did_you_mean
from zaaikalender.core.dates import Closed, Span
from zaaikalender.core.people import Person

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[\w-]+(\.[\w-]+)*")
_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+|localhost")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*")
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_POSTGRESQL = "postgresql+psycopg"
_YEAR = timedelta(days=366)


def text_of(value: object, expected: str) -> str:
    """A text that is not empty and has no control characters; ValueError otherwise."""
    if not isinstance(value, str) or not value.strip() or _CONTROL.search(value):
        raise ValueError(f"must be {expected}, in quotes.")
    return value.strip()


def check_name(value: object) -> str:
    """A name that is also a part of file names and commands."""
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        raise ValueError("must be a short name of letters, digits, - and _, such as 'marieke'.")
    return value


def check_person(value: object) -> Person:
    """`Name <a@b>` or a bare address (RFC 5322, 3.4), of one person."""
    expected = "must be one person: 'Marieke de Wit <marieke@bureau.example>'."
    found = getaddresses([value]) if isinstance(value, str) and not _CONTROL.search(value) else []
    if len(found) != 1 or not _ADDRESS.fullmatch(found[0][1]):
        raise ValueError(expected)
    name, address = found[0]
    return Person(address=address, name=name)


def check_domain(value: object) -> str:
    """A mail domain, in lower case."""
    domain = value.strip().lower().removeprefix("@") if isinstance(value, str) else ""
    if not _DOMAIN.fullmatch(domain):
        raise ValueError("must be mail domains such as ['bureau.example'].")
    return domain


def check_zone(value: object) -> str:
    """An IANA time zone that this machine knows."""
    typed = value if isinstance(value, str) else ""
    # All zones by name is a walk over hundreds of files: only for who missed.
    if _is_zone(typed):
        return typed
    zones = available_timezones()
    cities = {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in sorted(zones)}
    city = cities.get(typed.replace("_", " ").casefold())
    hint = f" Did you mean '{city}'?" if city else did_you_mean(typed, zones)
    raise ValueError(f"must be a time zone such as 'Europe/Amsterdam'.{hint}")


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (ValueError, OSError, KeyError):
        return False


def check_closed(value: object) -> Closed:
    """`2026-12-24/2027-01-03`, both days included, or one day."""
    first, slash, last = str(value).strip().partition("/")
    try:
        start = date.fromisoformat(first.strip())
        closed = Closed(first=start, last=date.fromisoformat(last.strip()) if slash else start)
    except ValueError:
        raise ValueError("must be days such as '2026-12-24/2027-01-03' or '2026-12-31'.") from None
    if closed.last < closed.first:
        raise ValueError("ends before it starts: write the first day first, '2026-12-24/2027-01-03'.")
    if closed.last - closed.first > _YEAR:
        raise ValueError("is a closed stretch of more than a year: look at its years.")
    return closed


def check_path(value: object) -> PurePath:
    """A path as it was written; whether it is there shows when it is needed."""
    return PurePath(text_of(value, "a path"))


def check_variable(value: object) -> str:
    """The name of an environment variable. What was written is never shown: it may be the secret itself."""
    if not isinstance(value, str) or not VARIABLE.fullmatch(value):
        raise ValueError("must be the name of an environment variable that holds the secret.")
    return value


def check_address(value: object) -> str:
    """A web address without name and password in it. What was written is never shown, for that reason."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        fits = parts and parts.scheme in ("https", "http") and parts.hostname and (parts.port or 1)
    except ValueError:
        parts, fits = None, None
    if not fits or not isinstance(value, str) or _CONTROL.search(value):
        raise ValueError("must be a web address such as 'https://calendar.example/'.")
    if parts and (parts.username is not None or parts.password is not None):
        raise ValueError("has a user's name or password in it: use username and password_env.")
    return value


def check_store_url(value: object) -> str:
    """`sqlite:///FILE` or `postgresql+psycopg://…`. It is never shown: it may hold a password."""
    url = value.strip() if isinstance(value, str) and not _CONTROL.search(value) else ""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.strip("/") in ("", ":memory:"):
        raise ValueError("must name a file, 'sqlite:///zaaikalender.db': a database in memory forgets.")
    if not (scheme == "sqlite" and rest.startswith("/")) and not (scheme == _POSTGRESQL and rest.strip("/")):
        raise ValueError(f"must be 'sqlite:///FILE' or '{_POSTGRESQL}://HOST/DATABASE'.")
    return url


def check_host(value: object) -> str:
    """A host name or an address: `smtp.bureau.example`, `10.0.0.7`."""
    host = value.strip().lower() if isinstance(value, str) else ""
    if not _HOST.fullmatch(host) and not network_of(host):
        raise ValueError("must be a host name such as 'smtp.bureau.example'.")
    return host


def check_reach(value: object) -> str:
    """A host or a network: `nas.local`, `10.0.0.7`, `192.168.0.0/16`."""
    host = value.strip().lower() if isinstance(value, str) else ""
    network = network_of(host)
    if not network and not _HOST.fullmatch(host):
        raise ValueError("must be host names or networks such as 'nas.local' or '192.168.0.0/24'.")
    return str(network) if network and "/" in host else host


def check_network(value: object) -> str:
    """A network, of one address at least: `10.0.0.7`, `192.168.0.0/16`."""
    network = network_of(value.strip()) if isinstance(value, str) else None
    if not network:
        raise ValueError("must be addresses or networks such as '10.0.0.7' or '192.168.0.0/24'.")
    return str(network)


def network_of(text: str) -> IPv4Network | IPv6Network | None:
    """The network that a text names, of one address at least; None where it is a name."""
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def is_here(host: str) -> bool:
    """Whether a host name or an address means this machine."""
    network = network_of(host)
    return network.is_loopback if network else host == "localhost" or host.endswith(".localhost")


def within(
    read: Callable[[object], timedelta], low: timedelta, high: timedelta
) -> Callable[[object], timedelta]:
    """A duration that makes sense for what it is about."""

    def check(value: object) -> timedelta:
        duration = read(value)
        if not low <= duration <= high:
            bounds = f"from {duration_in_words(low, 'en')} to {duration_in_words(high, 'en')}"
            raise ValueError(f"must be {bounds}.")
        return duration

    return check


def check_some_days(value: object) -> Span:
    """A span of at least a day."""
    span = read_span(value)
    if days_of(span) < 1:
        raise ValueError("must be a day at least.")
    return span


def check_title(placeholders: frozenset[str]) -> Callable[[object], str]:
    """A text with plain placeholders in braces, of those that are known."""

    def check(value: object) -> str:
        text = text_of(value, "a text such as 'Borging {project}'")
        for name in re.findall(r"\{([^{}]*)\}", text):
            if name not in placeholders:
                known = " and ".join(f"{{{each}}}" for each in sorted(placeholders))
                raise ValueError(f"may hold {known} only.{did_you_mean(name, placeholders)}")
        if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text)):
            raise ValueError("has a brace without its other half.")
        return text

    return check
