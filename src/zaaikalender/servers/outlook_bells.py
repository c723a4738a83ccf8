"""The bells of Outlook calendars: subscriptions of Microsoft Graph, hung, renewed and heard.

You need this when changes in Outlook are noticed late although `notify_at` is set. What a subscription is
stands in `providers.outlook_push`; what is kept is its text.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import ZaaiError
from zaaikalender.providers.outlook_push import Bells, Subscription, heard, read
from zaaikalender.servers.means import Means
from zaaikalender.servers.outlook import wire_of
from zaaikalender.servers.ringing import Request, Rung

_read = lru_cache(maxsize=10_000)(read)
"""A flood of requests takes each bell apart once."""


def tended(calendar: CalendarConfig, provider: OtherConfig, means: Means, *, kept: str, address: str) -> str:
    """A new bell where there is none, it is over, or it rings elsewhere; renewed at half of its life."""
    bell, now = read(kept), means.clock()
    bells = Bells(wire=wire_of(calendar, provider, means), address=address)
    if bell is None or bell.is_over(now):
        return bells.hung(now).written()
    if bell.address != address:
        new = bells.hung(now)
        # One that stays rings for some days where nobody listens.
        with suppress(ZaaiError):
            bells.taken_down(bell)
        return new.written()
    return bells.renewed(bell, now).written() if bell.is_due(now) else kept


def taken_down(calendar: CalendarConfig, provider: OtherConfig, means: Means, *, kept: str) -> None:
    """No more rings."""
    bell = read(kept)
    if bell is not None and not bell.is_over(means.clock()):
        Bells(wire=wire_of(calendar, provider, means), address=bell.address).taken_down(bell)


def answered(request: Request, kept: Mapping[str, str], *, now: datetime) -> Rung:
    """See `Ringing.answered`. Also what becomes of a bell is told by ringing: renew it, or hang another."""
    bells = {name: bell for name, text in kept.items() if (bell := _read(text)) and not bell.is_over(now)}
    found = heard(request.query, request.body, bells)
    tired = {name: _due(bells[name]).written() for name in found.renew}
    return Rung(
        status=found.status,
        text=found.text,
        look=found.look,
        kept={**tired, **dict.fromkeys(found.hang, "")},
    )


def _due(bell: Subscription) -> Subscription:
    """The same, to be renewed by the next pass."""
    return replace(bell, tired=True)
