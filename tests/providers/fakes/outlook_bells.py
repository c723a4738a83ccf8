"""Subscriptions as Graph keeps them: the handshake first, a longest life, notices with the client's secret.

You need this to test notifications. `reach` is the client's address: it gets a query and a body, and gives
back status and text.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from providers.fakes.outlook import Reply, error

_PARTS = {
    "changeType",
    "resource",
    "notificationUrl",
    "lifecycleNotificationUrl",
    "expirationDateTime",
    "clientState",
}


@dataclass
class FakeBells:
    """All subscriptions of an app. A door in the shape of `GraphDoor`; also a part of a `FakeGraph`."""

    clock: Callable[[], datetime]
    reach: Callable[[dict[str, str], bytes], tuple[int, str]]
    longest: timedelta = timedelta(minutes=4230)
    hung: dict[str, dict[str, str]] = field(default_factory=dict)
    count: int = 0

    def request(self, method, url, *, headers, body=None, **_rest):
        assert headers["Authorization"] == "Bearer a-token"
        reply = self.answer(method, url.partition("/v1.0/subscriptions")[2].strip("/"), body)
        return _Answer(reply.status, reply.octets)

    def answer(self, method, ref, body) -> Reply:  # noqa: PLR0911 - a reply for each case
        sent = json.loads(body) if body else {}
        if method != "POST" and ref not in self.hung:
            return error(404, "ResourceNotFound")
        if method == "DELETE":
            del self.hung[ref]
            return Reply(204)
        if set(sent) - _PARTS or not sent["expirationDateTime"].endswith("Z"):
            return error(400, "InvalidRequest")
        until = datetime.fromisoformat(sent["expirationDateTime"])
        if until > self.clock() + self.longest:
            return error(400, "InvalidRequest", "Subscription expiration can only be ... in the future.")
        if method == "POST":
            if len(sent["clientState"]) > 128 or not sent["notificationUrl"].startswith("https://"):
                return error(400, "InvalidRequest")
            if self.reach({"validationToken": "Validation: Testing & é"}, b"") != (
                200,
                "Validation: Testing & é",
            ):
                return error(400, "ValidationError", "Subscription validation request failed.")
            self.count += 1
            ref = f"bell-{self.count}"
            self.hung[ref] = {}
        self.hung[ref] |= sent
        told = {"id": ref, **self.hung[ref], "expirationDateTime": until.astimezone(UTC).isoformat()}
        return Reply(201 if method == "POST" else 200, told)

    def ring(self, ref: str, **more: str) -> tuple[int, str]:
        """A notice of one subscription, as the server sends it."""
        notice = {"subscriptionId": ref, "clientState": self.hung[ref]["clientState"], **more}
        return self.reach({}, json.dumps({"value": [notice]}).encode())


@dataclass(frozen=True)
class _Answer:
    status: int
    body: bytes
