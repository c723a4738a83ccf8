"""The bells of calendars at Google: channels, hung, replaced before they end, and heard.

You need this when changes at Google are noticed late although `notify_at` is set. What a channel is stands in
`providers.google_push`; what is kept is the address where it rings, and its text.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import ZaaiError
from zaaikalender.providers.google_push import Bells, Channel, heard, read
from zaaikalender.servers.google_opening import place_of
from zaaikalender.servers.means import Means
from zaaikalender.servers.ringing import Request, Rung


def tended(calendar: CalendarConfig, provider: OtherConfig, means: Means, *, kept: str, address: str) -> str:
    """A new bell where there is none, it is over or half over, or it rings elsewhere.

    The old one goes last, so that no change falls in between. Where it does not go it rings a few days more,
    and nobody listens.
    """
    (rings_at, bell), now = _read(kept), means.clock()
    if bell is not None and not bell.is_due(now) and rings_at == address:
        return kept
    bells = Bells(place=place_of(calendar, provider, means), address=address)
    new = bells.hung(now)
    if bell is not None and not bell.is_over(now):
        with suppress(ZaaiError):
            bells.taken_down(bell)
    return f"{address}\n{new.written()}"


def taken_down(calendar: CalendarConfig, provider: OtherConfig, means: Means, *, kept: str) -> None:
    """No more rings."""
    rings_at, bell = _read(kept)
    if bell is not None and not bell.is_over(means.clock()):
        Bells(place=place_of(calendar, provider, means), address=rings_at).taken_down(bell)


def answered(request: Request, kept: Mapping[str, str], *, now: datetime) -> Rung:
    """See `Ringing.answered`. A bell that is over rings no more."""
    bells = {name: bell for name, text in kept.items() if (bell := _read(text)[1]) and not bell.is_over(now)}
    found = heard(request.headers, bells)
    return Rung(status=found.status, look=found.look)


def _read(kept: str) -> tuple[str, Channel | None]:
    """Where a bell rings, and the bell; none where nothing of ours is kept."""
    address, _, text = kept.partition("\n")
    return address, read(text)
