"""Notifications of Microsoft Graph: a bell that says "look now", and never what there is to see.

You need this to make an Outlook calendar quicker than its interval; without it nothing is missed, only later
noticed. A subscription lives as long as the server answered, and is renewed at half of that. What arrives is
believed only with our secret in it, compared in constant time; it names a calendar to look at and carries no
data (https://learn.microsoft.com/graph/change-notifications-overview).
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from zaaikalender.errors import NotWritten, OutcomeUnknown
from zaaikalender.providers.http_failures import TurnedAway
from zaaikalender.providers.outlook_wire import Wire

_LONGEST = timedelta(minutes=4230)
_SHORTEST = timedelta(minutes=60)
_MOST_NOTICES, _MOST_TOKEN, _MOST_BODY = 1_000, 2_000, 1_000_000
_LOST = frozenset({"subscriptionRemoved"})
_TIRED = frozenset({"reauthorizationRequired"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One calendar's bell. `secret` is what each notification must bring; times are UTC.

    `address` is where it rings; it is `tired` where the server asked to renew it before its time.
    """

    id: str
    secret: str = field(repr=False)
    begun: datetime
    expires: datetime
    address: str = ""
    tired: bool = False

    def is_due(self, now: datetime) -> bool:
        """Whether half of its life is over, and it is to be renewed."""
        return self.tired or now >= self.begun + (self.expires - self.begun) / 2

    def is_over(self, now: datetime) -> bool:
        """Whether it rings no more."""
        return now >= self.expires

    def written(self) -> str:
        """As text, to be sealed: it holds the secret."""
        line = {**asdict(self), "begun": self.begun.isoformat(), "expires": self.expires.isoformat()}
        return json.dumps(line)


def read(text: str) -> Subscription | None:
    """The subscription that was written; None for what is nothing of ours."""
    try:
        line = json.loads(text)
        begun, expires = (datetime.fromisoformat(line[name]) for name in ("begun", "expires"))
        return Subscription(**{**line, "begun": begun, "expires": expires})
    except (ValueError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bells:
    """Hangs, renews and takes down bells for one mailbox. `address` is where they ring (https, public)."""

    wire: Wire
    address: str

    def hung(self, now: datetime) -> Subscription:
        """A new one; shorter where the server takes no longer. Raises `NotWritten` where it takes none."""
        secret, life = secrets.token_urlsafe(32), _LONGEST
        while True:
            try:
                made = self.wire.write("POST", self._at(), self._body(secret, now + life))
            except TurnedAway:
                raise
            except NotWritten:
                life /= 2
                if life < _SHORTEST:
                    raise
                continue
            return self._told(made, secret, now)

    def renewed(self, bell: Subscription, now: datetime) -> Subscription:
        """The same for longer; a new one where the server no longer knows it."""
        body = {"expirationDateTime": _text(now + (bell.expires - bell.begun))}
        made = self.wire.write("PATCH", self._at(bell.id), body)
        return self.hung(now) if made is None else self._told(made, bell.secret, now)

    def taken_down(self, bell: Subscription) -> None:
        """No more rings; one that is gone already is done."""
        self.wire.write("DELETE", self._at(bell.id))

    def _told(self, made: dict[str, Any] | None, secret: str, now: datetime) -> Subscription:
        """What the server answered: its expiry counts, not the one that was asked for."""
        told = made or {}
        try:
            until = datetime.fromisoformat(told["expirationDateTime"])
            until = until if until.tzinfo else until.replace(tzinfo=UTC)
            return Subscription(id=told["id"], secret=secret, begun=now, expires=until, address=self.address)
        except (KeyError, ValueError, TypeError):
            raise OutcomeUnknown(
                "Outlook does not say how long it notifies us. The next pass asks anew."
            ) from None

    def _at(self, ref: str = "") -> str:
        root = self.wire.base.rpartition("/users/")[0]
        return f"{root}/subscriptions{f'/{ref}' if ref else ''}"

    def _body(self, secret: str, until: datetime) -> dict[str, Any]:
        """What to listen to: wherever the mailbox's events change, and what becomes of the bell itself."""
        return {
            "changeType": "created,updated,deleted",
            "resource": f"/users/{self.wire.base.rpartition('/')[2]}/events",
            "notificationUrl": self.address,
            "lifecycleNotificationUrl": self.address,
            "expirationDateTime": _text(until),
            "clientState": secret,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What to answer, and what to do after it: look at these calendars, renew or hang their bells anew."""

    status: int
    text: str = ""
    look: frozenset[str] = frozenset()
    renew: frozenset[str] = frozenset()
    hang: frozenset[str] = frozenset()


def heard(query: Mapping[str, str], body: bytes, bells: Mapping[str, Subscription]) -> Heard:
    """A request at our address; `bells` are the subscriptions by calendar. Never raises.

    The handshake is answered with its own token, as plain text. Whatever else comes is 202: who guesses
    learns nothing.
    """
    token = query.get("validationToken")
    if token is not None:
        fits = len(token) <= _MOST_TOKEN and token.isprintable()
        return Heard(status=200, text=token) if fits else Heard(status=400)
    look, renew, hang = set(), set(), set()
    by_id = {bell.id: (calendar, bell) for calendar, bell in bells.items()}
    for notice in _notices(body):
        calendar = _whose(notice, by_id)
        if calendar is None:
            continue
        event = notice.get("lifecycleEvent")
        look.add(calendar)
        if event in _TIRED:
            renew.add(calendar)
        elif event in _LOST:
            hang.add(calendar)
    return Heard(status=202, look=frozenset(look), renew=frozenset(renew), hang=frozenset(hang))


def _notices(body: bytes) -> list[dict[str, Any]]:
    if len(body) > _MOST_BODY:
        return []
    try:
        found = json.loads(body)["value"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
    listed = found[:_MOST_NOTICES] if isinstance(found, list) else []
    return [each for each in listed if isinstance(each, dict)]


def _whose(notice: dict[str, Any], bells: Mapping[str, tuple[str, Subscription]]) -> str | None:
    """The calendar whose bell this is: by its id, and by the secret that only the server knows."""
    ref, state = notice.get("subscriptionId"), notice.get("clientState")
    if not isinstance(ref, str) or not isinstance(state, str) or ref not in bells:
        return None
    calendar, bell = bells[ref]
    same = hmac.compare_digest(bell.secret.encode(), state.encode("utf-8", "replace"))
    return calendar if same else None


def _text(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
