"""The fake Google with somebody in it, and a short way to ask it: what the tests of the fake stand on."""

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from builders import OWNER, at
from providers.fakes.google import TOKEN, Google, Reply

NOW = at("2026-11-24 09:00")
TIMES = {
    "start": {"dateTime": "2027-03-01T09:00:00+01:00", "timeZone": "Europe/Amsterdam"},
    "end": {"dateTime": "2027-03-01T10:00:00+01:00", "timeZone": "Europe/Amsterdam"},
}


class Clock:
    """A clock that a test turns."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def turn(self, by: timedelta) -> None:
        self.now += by


class Asking:
    """Somebody who asks the fake by its own API; `token` says who."""

    def __init__(self, google: Google, token: str = TOKEN, calendar: str = "primary") -> None:
        self.google, self.token, self.calendar = google, token, calendar

    def __call__(self, method: str, path: str, body: Any = None, **query: Any) -> Reply:
        """`headers` go along; all else is the query. A path without a slash first is in the calendar."""
        headers = {"Authorization": f"Bearer {self.token}", **query.pop("headers", {})}
        base = "" if path.startswith("/") else f"/calendars/{quote(self.calendar)}/"
        plain = {
            name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()
        }
        url = f"{self.google.endpoint}{base}{path}" + (f"?{urlencode(plain, doseq=True)}" if plain else "")
        return self.google.handle(method, url, headers, None if body is None else json.dumps(body).encode())

    def insert(self, title: str = "Gesprek", /, *, query: Any = None, **more: Any) -> dict[str, Any]:
        """A new event that Google takes; gives it as Google shows it."""
        reply = self("POST", "events", {"summary": title, **TIMES, **more}, **(query or {}))
        assert reply.status == 200, reply.body
        return reply.body

    def items(self, **query: Any) -> list[dict[str, Any]]:
        """The events of one page."""
        return self("GET", "events", **query).body["items"]

    def token_now(self, **query: Any) -> str:
        """A full read's sync token."""
        page = self("GET", "events", **query).body
        while "nextPageToken" in page:
            page = self("GET", "events", **query, pageToken=page["nextPageToken"]).body
        return page["nextSyncToken"]


def a_google(**more: Any) -> tuple[Google, Asking]:
    """Google with the owner's account, and the owner's own way to it."""
    google = Google(more.pop("clock", lambda: NOW))
    google.account(OWNER.address, **more)
    return google, Asking(google)


def reason(reply: Reply) -> tuple[int, str]:
    """Status and the machine's word of a refusal."""
    return reply.status, reply.body["error"]["errors"][0]["reason"]
