"""What machines ask: whether we are alive, and figures to watch; no name and no address is among them.

You need this to set up monitoring. `/healthz` answers 200 as long as the store can be used, else 503;
`/metrics` is Prometheus' text format, version 0.0.4 (prometheus.io, exposition formats), for this machine and
for the networks in `[web] metrics`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from ipaddress import ip_address, ip_network

from starlette.responses import PlainTextResponse, Response

from zaaikalender.core.condition import Condition
from zaaikalender.core.policy import Start
from zaaikalender.errors import StoreError
from zaaikalender.web.member import NotThere
from zaaikalender.web.throttle import place_of
from zaaikalender.web.visit import Visit

_TYPE = "text/plain; version=0.0.4"


def healthz(visit: Visit) -> Response:
    """Whether the store answers."""
    try:
        visit.office.app.store.tickets.find("", "", now=visit.office.now())
    except StoreError:
        return PlainTextResponse("the store does not answer\n", status_code=503)
    return PlainTextResponse("ok\n")


def metrics(visit: Visit) -> Response:
    """Figures over all calendars together. Raises `NotThere` for who asks from elsewhere."""
    app = visit.office.app
    if not _is_watched_from(visit.sent.peer, app.config.settings.web.metrics):
        raise NotThere("figures are for monitoring.")
    names = {each.name for each in app.config.calendars}
    states = [each for each in app.store.conditions() if each.name in names]
    watch = app.config.policy.start is Start.WATCH
    figures = {
        "zaai_calendars": ("Calendars in the config.", len(names)),
        "zaai_calendars_read": ("Calendars of which a pass ever went well.", sum(map(_was_good, states))),
        "zaai_calendars_failing": ("Calendars whose last pass failed.", sum(s.failures > 0 for s in states)),
        "zaai_calendars_paused": ("Calendars that stand still.", sum(s.paused for s in states)),
        "zaai_calendars_without_yes": (
            "Calendars whose owner did not say yes.",
            sum(not s.allowed for s in states) + len(names) - len(states) if watch else 0,
        ),
        "zaai_questions_open": ("Questions that wait for an answer.", sum(each.questions for each in states)),
        "zaai_oldest_good_pass_seconds": (
            "Age of the last good pass of the calendar that waits longest.",
            _oldest(states, visit.office.now()),
        ),
    }
    return PlainTextResponse("\n".join(_lines(figures)) + "\n", media_type=_TYPE)


def _is_watched_from(peer: str, networks: Iterable[str]) -> bool:
    """Whether monitoring stands there. Behind a proxy, `peer` is whom the proxy names."""
    try:
        address = ip_address(place_of(peer) if "." in peer else peer)
    except ValueError:
        return False
    return address.is_loopback or any(address in ip_network(network) for network in networks)


def _lines(figures: dict[str, tuple[str, int]]) -> Iterator[str]:
    for name, (told, value) in figures.items():
        yield f"# HELP {name} {told}"
        yield f"# TYPE {name} gauge"
        yield f"{name} {value}"


def _was_good(state: Condition) -> bool:
    return state.last_good is not None


def _oldest(states: list[Condition], now: datetime) -> int:
    """Seconds; 0 where no pass was good yet."""
    good = [state.last_good for state in states if state.last_good is not None]
    return max(0, round((now - min(good)).total_seconds())) if good else 0
