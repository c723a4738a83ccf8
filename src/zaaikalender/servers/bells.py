"""Bells of calendars on servers: they say "look now", so that a change need not wait for its calendar's turn.

You need this to make another kind of server ring (its module has the functions of `Ringing` and a line in
`RINGING`), or to give bells an address: a page mounts `Bells.answer` under `PATH`. A bell carries no data and
is never needed: whatever is missed the next pass sees. What a bell's secret is lies sealed in the store.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from zaaikalender.config import CalendarConfig, OtherConfig
from zaaikalender.errors import ZaaiError
from zaaikalender.servers import google_bells, outlook_bells
from zaaikalender.servers.finding import Finding, fine, note
from zaaikalender.servers.means import Means
from zaaikalender.servers.ringing import Request, Rung

PATH = "/notify/{kind}"
"""Where bells ring under the public address; `kind` is the config's word for the server."""

MOST_BODY = 1_000_000
"""Octets of a request: a page reads no more than these and one."""

LATER = timedelta(seconds=1)
"""How long a calendar waits after the first ring: one change rings several times."""

_REST = timedelta(hours=1)
_FRESH = timedelta(minutes=1)
_NOWHERE, _NO_METHOD, _TOO_MUCH = 404, 405, 413
_LOG = logging.getLogger(__name__)


class Ringing(Protocol):
    """What the module of one kind of server does for its bells; `kept` is the text that it gave to keep."""

    def tended(
        self, calendar: CalendarConfig, provider: OtherConfig, means: Means, *, kept: str, address: str
    ) -> str:
        """Hangs a bell that rings at `address`, or renews it where it is due; gives what to keep now."""
        ...

    def taken_down(self, calendar: CalendarConfig, provider: OtherConfig, means: Means, *, kept: str) -> None:
        """Takes the bell down at the server."""
        ...

    def answered(self, request: Request, kept: Mapping[str, str], *, now: datetime) -> Rung:
        """A request at the address, where `kept` is what is kept by calendar. Never raises."""
        ...


RINGING: Mapping[str, Ringing] = {"google": google_bells, "outlook": outlook_bells}
"""The kinds of server that ring, by the config's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to answer (`text` as text/plain), and the calendars of which the turn has come."""

    status: int
    text: str = ""
    due: frozenset[str] = frozenset()


@dataclass(kw_only=True)
class Bells:
    """All bells of an office. `wake` is called where a calendar's turn has come: a worker may be asleep."""

    means: Means
    wake: Callable[[], None] = lambda: None
    _resting: dict[str, datetime] = field(default_factory=dict)
    _soon: dict[str, datetime] = field(default_factory=dict)
    _known: dict[str, tuple[datetime, Mapping[str, str]]] = field(default_factory=dict)

    @property
    def address(self) -> str | None:
        """The public address; without one there are no bells."""
        return self.means.config.settings.http.notify_at

    def tend(self, calendar: CalendarConfig) -> None:
        """Hangs or renews a calendar's bell where that is due. A failure costs an hour, and nothing else."""
        ringing, provider, now = _ringing(calendar), calendar.provider, self.means.clock()
        if self.address is None or ringing is None or not isinstance(provider, OtherConfig):
            return
        if now < self._resting.get(calendar.name, now):
            return
        try:
            kept = self._kept(calendar)
            anew = ringing.tended(
                calendar, provider, self.means, kept=kept, address=self._at(provider.provider)
            )
            if anew != kept:
                self._keep(calendar, anew)
        except ZaaiError as error:
            self._resting[calendar.name] = now + _REST
            _LOG.info("no bell at a calendar", extra={"calendar": calendar.name, "why": str(error)})

    def take_down(self, calendar: CalendarConfig) -> None:
        """Takes a calendar's bell down, where it has one. Raises what its server makes of it."""
        ringing, provider = _ringing(calendar), calendar.provider
        if ringing is None or not isinstance(provider, OtherConfig):
            return
        if kept := self._kept(calendar):
            ringing.taken_down(calendar, provider, self.means, kept=kept)
            self._keep(calendar, "")

    def findings(self, calendar: CalendarConfig) -> Iterator[Finding]:
        """What `doctor` tells of a calendar's bell, where there are bells at all."""
        if self.address is None or _ringing(calendar) is None:
            return
        if self._readable(calendar):
            yield fine("doctor.bell_hung", calendar=calendar.name)
        else:
            yield note("doctor.bell_missing", calendar=calendar.name, address=self.address)

    def answer(self, kind: str, request: Request) -> Answer:
        """A request under `PATH`: what to answer. Calendars that rang are made due. Raises no `ZaaiError`.

        Who guesses is answered like who knows: only a bell's own secret makes a calendar due.
        """
        if kind not in RINGING or self.address is None:
            return Answer(status=_NOWHERE)
        if request.method != "POST":
            return Answer(status=_NO_METHOD)
        if len(request.body) > MOST_BODY:
            return Answer(status=_TOO_MUCH)
        now = self.means.clock()
        rung = RINGING[kind].answered(request, self._all(kind, now), now=now)
        try:
            self._take_in(rung, now)
        except ZaaiError as error:
            _LOG.warning("a bell rang in vain", extra={"why": str(error)})
        return Answer(status=rung.status, text=rung.text, due=rung.look)

    def _take_in(self, rung: Rung, now: datetime) -> None:
        for name, text in rung.kept.items():
            self._keep(self.means.config.calendar(name), text)
        fresh = [name for name in rung.look if self._soon.get(name, now) <= now]
        for name in fresh:
            self._soon[name] = now + LATER
            self.means.store.make_due(name, now + LATER)
        if fresh:
            self.wake()

    def _all(self, kind: str, now: datetime) -> Mapping[str, str]:
        """What is kept of all bells of a kind, at most a minute old: a flood costs no flood of reads."""
        at, known = self._known.get(kind, (now - _FRESH, {}))
        if now - at >= _FRESH:
            calendars = [each for each in self.means.config.calendars if each.provider.provider == kind]
            known = {each.name: text for each in calendars if (text := self._readable(each))}
            self._known[kind] = now, known
        return known

    def _readable(self, calendar: CalendarConfig) -> str:
        """What is kept of a bell; nothing where it cannot be opened, and `tend` hangs another."""
        try:
            return self._kept(calendar)
        except ZaaiError:
            return ""

    def _at(self, kind: str) -> str:
        return f"{(self.address or '').rstrip('/')}{PATH.format(kind=kind)}"

    def _kept(self, calendar: CalendarConfig) -> str:
        return self.means.kept(calendar.name, "", _place(calendar)) or ""

    def _keep(self, calendar: CalendarConfig, text: str) -> None:
        self.means.keep(text, calendar=calendar.name, account="", provider=_place(calendar))
        self._known.pop(calendar.provider.provider, None)


def _ringing(calendar: CalendarConfig) -> Ringing | None:
    return RINGING.get(calendar.provider.provider)


def _place(calendar: CalendarConfig) -> str:
    """Its place among the sealed secrets: forgotten with the calendar, sealed anew with the others."""
    return f"{calendar.provider.provider}.bell"
