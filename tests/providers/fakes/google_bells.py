"""Watch channels as Google keeps them: a life, a token that comes back, and notices that say next to nothing.

You need this to test notifications. `reach` is the client's address: it gets headers and a body (always
empty), and gives back a status. A notice that is refused with 5xx is tried again, any other is lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from providers.fakes.google_agenda import Agenda
from providers.fakes.google_schema import Refused, bad

AGAIN = frozenset({500, 502, 503, 504})
_OFTEN = 3


@dataclass
class Channel:
    """One channel; `read` is how far of the calendar's log it told."""

    id: str
    resource: str
    address: str
    token: str
    until: datetime
    agenda: Agenda
    read: int
    number: int = 0


@dataclass
class Bells:
    """All channels of a project. `lost`: this many notices never arrive. `sent` are those that did."""

    clock: Callable[[], datetime]
    reach: Callable[[Mapping[str, str], bytes], int] = lambda _headers, _body: 200
    longest: timedelta = timedelta(days=30)
    hung: dict[str, Channel] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    sent: list[dict[str, str]] = field(default_factory=list)
    lost: int = 0

    def hang(self, agenda: Agenda, sent: dict[str, Any]) -> dict[str, Any]:
        """A new channel; the first notice (sync) goes out before the answer."""
        self._check(sent)
        seconds = int(sent.get("params", {}).get("ttl", 604_800))
        until = self.clock() + min(timedelta(seconds=seconds), self.longest)
        if "expiration" in sent:
            wanted = datetime.fromtimestamp(int(sent["expiration"]) / 1000, UTC)
            until = min(wanted, self.clock() + self.longest)
        resource = f"res-{agenda.id.partition('@')[0]}"
        channel = Channel(
            sent["id"], resource, sent["address"], sent.get("token", ""), until, agenda, len(agenda.log)
        )
        self.hung[channel.id] = channel
        self.known.add(channel.id)
        self._notice(channel, "sync")
        return {
            "kind": "api#channel",
            "id": channel.id,
            "resourceId": resource,
            "resourceUri": _uri(agenda),
            **({"token": channel.token} if channel.token else {}),
            "expiration": str(int(until.timestamp() * 1000)),
        }

    def _check(self, sent: dict[str, Any]) -> None:
        ref, address = sent.get("id", ""), sent.get("address", "")
        if not 0 < len(ref) <= 64:
            raise bad("Invalid channel id.", "channelIdInvalid" if ref else "required")
        if ref in self.known:
            raise bad("Channel id not unique.", "channelIdNotUnique")
        if sent.get("type") not in {"web_hook", "webhook"}:
            raise bad("Unknown channel type.", "channelUnknown")
        if not address.startswith("https://"):
            raise bad("WebHook callback must be HTTPS.", "push.webhookUrlNotHttps")
        if len(sent.get("token", "")) > 256:
            raise bad("Channel token too long.")
        if int(sent.get("expiration", 2**60)) / 1000 <= self.clock().timestamp():
            raise bad("Channel expiration must be in the future.")

    def stop(self, sent: dict[str, Any]) -> None:
        """Ends a channel; both of its ids have to be right."""
        channel = self.hung.get(sent.get("id", ""))
        if channel is None or channel.resource != sent.get("resourceId"):
            where = {"domain": "global"}
            raise Refused(404, "notFound", f"Channel '{sent.get('id')}' not found for project", **where)
        del self.hung[channel.id]

    def ring(self) -> int:
        """Tells each channel whose calendar changed since it last told; gives how many notices arrived."""
        before = len(self.sent)
        for channel in list(self.hung.values()):
            if channel.until <= self.clock():
                del self.hung[channel.id]
            elif len(channel.agenda.log) > channel.read:
                channel.read = len(channel.agenda.log)
                self._notice(channel, "exists")
        return len(self.sent) - before

    def _notice(self, channel: Channel, state: str) -> None:
        """Numbers rise with gaps; only sync is always 1."""
        channel.number = 1 if state == "sync" else channel.number + 2
        headers = {
            "X-Goog-Channel-ID": channel.id,
            "X-Goog-Channel-Expiration": format_datetime(channel.until.astimezone(UTC), usegmt=True),
            "X-Goog-Resource-ID": channel.resource,
            "X-Goog-Resource-URI": _uri(channel.agenda),
            "X-Goog-Resource-State": state,
            "X-Goog-Message-Number": str(channel.number),
            **({"X-Goog-Channel-Token": channel.token} if channel.token else {}),
        }
        if self.lost:
            self.lost -= 1
            return
        for _ in range(_OFTEN):
            if self.reach(headers, b"") not in AGAIN:
                self.sent.append(headers)
                return


def _uri(agenda: Agenda) -> str:
    return f"https://www.googleapis.com/calendar/v3/calendars/{agenda.id}/events?alt=json"
