"""What must hold for the calendars: the right keys for their provider, and nothing connected twice.

You need this when a provider gets a key. Two entries for one calendar would each take the other's
appointments for copies.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from zaaikalender.config.problems import Problem
from zaaikalender.config.settings import Calendar, Settings
from zaaikalender.config.suggest import either
from zaaikalender.config.values import is_here, network_of

_HTTP = frozenset({"endpoint", "bearer_env", "bearer_file"})
_KEYS = {
    "folder": frozenset({"path"}),
    "caldav": frozenset({"url", "username", "password_env", "password_file"}) | _HTTP,
    "google": frozenset({"account", "calendar_id"}) | _HTTP,
    "outlook": frozenset({"account", "calendar_id"}) | _HTTP,
}
_NEEDED = {"folder": "path", "caldav": "url"}
_ALL: frozenset[str] = frozenset().union(*_KEYS.values())


def calendar_problems(settings: Settings) -> Iterator[Problem]:
    """Everything that is wrong with the calendars, where it can be seen without looking at the disk."""
    yield from said_twice("calendar", (calendar.name for calendar in settings.calendar))
    yield from _connected_twice(settings.calendar)
    for index, calendar in enumerate(settings.calendar):
        found = (*_keys(calendar), *_bearer(calendar, settings.http.allow))
        yield from (Problem(("calendar", index, key), why) for key, why in found)


def said_twice(table: str, names: Iterable[str]) -> Iterator[Problem]:
    """Names that stand in two tables of one kind; case does not count, since files are named after them."""
    seen: Counter[str] = Counter()
    for index, name in enumerate(names):
        seen[name.casefold()] += 1
        if seen[name.casefold()] > 1:
            yield Problem(
                (table, index, "name"), "is the name of another table of this kind: give it its own."
            )


def _keys(calendar: Calendar) -> Iterator[tuple[str, str]]:
    """Keys of another provider, and keys that this one cannot do without."""
    mine = _KEYS[calendar.provider]
    for key in sorted(calendar.model_fields_set & (_ALL - mine)):
        homes = either(name for name, keys in _KEYS.items() if key in keys)
        yield key, f"belongs to a {homes} calendar; this one is '{calendar.provider}'."
    needed = _NEEDED.get(calendar.provider)
    elsewhere = needed == "url" and calendar.endpoint
    if needed and getattr(calendar, needed) is None and not elsewhere:
        yield needed, f"is missing: a '{calendar.provider}' calendar needs it."
    for secret in ("password", "bearer"):
        if getattr(calendar, f"{secret}_env") and getattr(calendar, f"{secret}_file"):
            yield f"{secret}_file", f"stands beside {secret}_env: keep one of them."


def _bearer(calendar: Calendar, allowed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """A token that somebody else keeps goes nowhere but where the office said so."""
    key = "endpoint" if calendar.endpoint else "url"
    host = urlsplit(getattr(calendar, key) or "").hostname
    if host and (calendar.bearer_env or calendar.bearer_file) and not _allowed(host, allowed):
        yield key, "must be on this machine or in [http] allow: a bearer is sent nowhere else."


def _allowed(host: str, allowed: tuple[str, ...]) -> bool:
    """This machine, a host by name, or an address within a network."""
    if is_here(host) or host in allowed:
        return True
    address = network_of(host)
    networks = [network for entry in allowed if (network := network_of(entry))]
    return address is not None and any(address.network_address in network for network in networks)


def _connected_twice(calendars: Iterable[Calendar]) -> Iterator[Problem]:
    """Calendars elsewhere by what names them there; folders are compared on the disk, in `build`."""
    seen: set[tuple[object, ...]] = set()
    for index, each in enumerate(calendars):
        whose = each.account or each.owner.address
        at = each.endpoint or each.url
        name = (each.provider, at, each.username or whose.casefold(), _which(each, whose.casefold()))
        if each.provider != "folder" and name in seen:
            yield Problem(
                ("calendar", index, "name"), "is connected twice: another table names the same one."
            )
        seen.add(name)


def _which(calendar: Calendar, whose: str) -> str | None:
    """Which of an account's calendars it is; at Google its first one has three names."""
    named = calendar.calendar_id
    first = calendar.provider == "google" and named and named.casefold() in ("primary", whose)
    return None if first else named
