"""Notifications of Google Calendar: a bell that says "look now", and never what there is to see.

You need this to make a Google calendar quicker than its interval; without it nothing is missed, only later
noticed: Google itself says that some notices are lost. A channel cannot be renewed: before it ends a new one
is hung beside it, and then the old one taken down. What arrives is believed only with our secret in it,
compared in constant time (guide "Push notifications").
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from zaaikalender.errors import OutcomeUnknown
from zaaikalender.providers.google_errors import NotFound
from zaaikalender.providers.google_place import Place

_WANTED = timedelta(days=7)
_MOST_HEADER = 512
_STATES = frozenset({"sync", "exists", "not_exists"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One calendar's bell. `secret` is what each notice must bring; `resource` stops it; times are UTC."""

    id: str
    resource: str
    secret: str = field(repr=False)
    begun: datetime
    expires: datetime

    def is_due(self, now: datetime) -> bool:
        """Whether half of its life is over, and another is to be hung."""
        return now >= self.begun + (self.expires - self.begun) / 2

    def is_over(self, now: datetime) -> bool:
        """Whether it rings no more."""
        return now >= self.expires

    def written(self) -> str:
        """As text, to be sealed: it holds the secret."""
        line = {**asdict(self), "begun": self.begun.isoformat(), "expires": self.expires.isoformat()}
        return json.dumps(line)


def read(text: str) -> Channel | None:
    """The channel that was written; None for what is nothing of ours."""
    try:
        line = json.loads(text)
        begun, expires = (datetime.fromisoformat(line[name]) for name in ("begun", "expires"))
        names = [line[name] for name in ("id", "resource", "secret")]
        if not all(isinstance(name, str) and name for name in names):
            return None
        return Channel(id=names[0], resource=names[1], secret=names[2], begun=begun, expires=expires)
    except (ValueError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bells:
    """Hangs and takes down bells for one calendar. `address` is where they ring (https, public)."""

    place: Place
    address: str

    def hung(self, now: datetime) -> Channel:
        """A new one. Raises `NotWritten` where Google hangs none, `OutcomeUnknown` where it is not clear."""
        ref, secret = secrets.token_hex(16), secrets.token_urlsafe(32)
        body = {
            "id": ref,
            "type": "web_hook",
            "address": self.address,
            "token": secret,
            "expiration": str(int((now + _WANTED).timestamp() * 1000)),
        }
        made = self.place.watch(body)
        if made is None:
            raise NotFound("Google does not find this calendar. Check `calendar_id` in the config.")
        return _told(made, ref, secret, now)

    def renewed(self, bell: Channel, now: datetime) -> Channel:
        """Another one in its place. Both ring for a moment, so that nothing is missed in between."""
        new = self.hung(now)
        self.taken_down(bell)
        return new

    def taken_down(self, bell: Channel) -> None:
        """No more rings; one that is gone already is done."""
        self.place.stop({"id": bell.id, "resourceId": bell.resource})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What to answer, and which calendars to look at after it."""

    status: int
    look: frozenset[str] = frozenset()


def heard(headers: Mapping[str, str], bells: Mapping[str, Channel]) -> Heard:
    """A request at our address; `bells` are the channels by calendar. Never raises.

    Everything is in the headers; the body is empty. Whatever comes is 200: who guesses learns nothing, and
    any other answer would lose a notice or have it sent again. The first one ("sync") only says that the
    channel hangs.
    """
    plain = {name.lower(): value for name, value in headers.items() if len(value) <= _MOST_HEADER}
    state = plain.get("x-goog-resource-state", "")
    calendar = _whose(plain, bells)
    if calendar is None or state not in _STATES - {"sync"}:
        return Heard(status=200)
    return Heard(status=200, look=frozenset({calendar}))


def _whose(headers: Mapping[str, str], bells: Mapping[str, Channel]) -> str | None:
    """The calendar whose bell this is: by its ids, and by the secret that only Google knows."""
    ref, resource = headers.get("x-goog-channel-id"), headers.get("x-goog-resource-id")
    token = headers.get("x-goog-channel-token", "").encode("utf-8", "replace")
    for calendar, bell in bells.items():
        same = hmac.compare_digest(bell.secret.encode(), token)
        if same and (bell.id, bell.resource) == (ref, resource):
            return calendar
    return None


def _told(made: Mapping[str, Any], ref: str, secret: str, now: datetime) -> Channel:
    """What Google answered: its end counts, not the one that was asked for. It comes in milliseconds."""
    try:
        expires = datetime.fromtimestamp(int(made["expiration"]) / 1000, UTC)
        resource = str(made["resourceId"])
    except (KeyError, ValueError, TypeError, OverflowError, OSError):
        raise OutcomeUnknown(
            "Google does not say how long it notifies us. The next pass asks anew."
        ) from None
    return Channel(id=ref, resource=resource, secret=secret, begun=now, expires=expires)
