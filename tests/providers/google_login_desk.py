"""Logging in at the fake Google without a socket: one office, one person at a browser.

You need this to test a login by itself. `Desk` is a door that leads to Google's login; `faults` are failures
of the network and answers that Google never gives, for the next forms.
"""

import json
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from builders import at
from providers.fakes.google import Google, Reply
from providers.fakes.google_login import CLIENT as CLIENT_ID
from providers.fakes.google_login import SECRET, GoogleLogin
from providers.fakes.google_server import Answered, GoogleDoor
from providers.fakes.google_statements import robot_file
from zaaikalender.providers.google_login import Asked, asked, events_scope, finished, registration
from zaaikalender.providers.google_login_office import office
from zaaikalender.providers.google_login_saved import Saved

ME = "marieke@bureau.example"
ROBOT = "zaai@office.iam.gserviceaccount.com"
NOW = at("2026-11-24 09:00")
CLIENT_FILE = json.dumps({"installed": {"client_id": CLIENT_ID, "client_secret": SECRET, "token_uri": "x"}})
ROBOT_FILE = json.dumps({**robot_file(ROBOT), "token_uri": "https://elsewhere.example/token"})
_LOGIN = "http://login.test"
CLIENT = registration(CLIENT_FILE, auth_uri=f"{_LOGIN}/o/oauth2/v2/auth", token_uri=f"{_LOGIN}/token")
OFFICE = office(ROBOT_FILE, token_uri=f"{_LOGIN}/token")


class Desk:
    """`login` is Google's; `now` its clock, and what a test goes by."""

    def __init__(self, user: str = ME) -> None:
        self.now: datetime = NOW
        google = Google(lambda: self.now)
        google.world.agenda(ME)
        self.login = GoogleLogin(google, user)
        self.login.robots.allowed[ROBOT] = frozenset({"calendar.events.owned", "calendar.freebusy"})
        self.faults: list[Exception | Reply] = []
        self.lanes: list[str] = []
        self._door = GoogleDoor(self.login)

    def request(self, method: str, url: str, *, lane: str, **more: Any) -> Answered:
        self.lanes.append(lane)
        if self.faults:
            fault = self.faults.pop(0)
            if isinstance(fault, Exception):
                raise fault
            return Answered(fault.status, fault.octets, fault.headers)
        return self._door.request(method, url, **more)

    def visit(self, login: Asked) -> dict[str, str]:
        """Where the browser ends: the query of the address on this machine."""
        reply = self.login.handle("GET", login.url, {}, None)
        assert reply.status == 302, reply.body
        query = parse_qs(urlsplit(reply.headers["Location"]).query)
        return {name: values[0] for name, values in query.items()}


def begun(state: str = "a state", calendar_id: str | None = None) -> Asked:
    """A login that waits for its answer."""
    events = events_scope(ME, calendar_id)
    return asked(CLIENT, state=state, redirect_uri="http://127.0.0.1:5000/", account=ME, events=events)


def logged_in(desk: Desk) -> Saved:
    """What a login gives that goes well."""
    login = begun()
    return finished(CLIENT, desk, login, desk.visit(login), now=desk.now)
