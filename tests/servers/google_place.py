"""An office of one at Google, with a browser and both of Google's servers on sockets.

You need this to test connecting a calendar at Google. `at_google` in its tests makes one.
"""

import json
import urllib.request
from urllib.error import HTTPError

import pytest

from builders import OWNER, an_event, at
from providers.fakes.google import Google
from providers.fakes.google_login import CLIENT, SECRET, GoogleLogin
from providers.fakes.google_server import google_server
from providers.fakes.google_statements import robot_file
from providers.google_person import GooglePerson
from zaaikalender import config
from zaaikalender.app import open_app
from zaaikalender.cli.phrases import phrase
from zaaikalender.core.events import Window
from zaaikalender.servers import google

ROBOT = "zaai@office.iam.gserviceaccount.com"
SCOPES = frozenset({"calendar.events.owned", "calendar.freebusy"})
CONFIG = """
[office]
domains = ["bureau.example"]
[http]
{http}
[google]
{way}
auth_uri = "{login}/o/oauth2/v2/auth"
token_uri = "{login}/token"
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "google"
endpoint = "{endpoint}"
{more}
"""
AHEAD = Window(start=at("2027-01-01 00:00"), end=at("2028-01-01 00:00"))
OWN = 'client_file = "client.json"'
OFFICE = 'service_account_file = "service.json"'


class Browser:
    """A person at a browser, as `connect` talks with one. `then` changes what comes back."""

    language = "nl"

    def __init__(self):
        self.then = lambda query: query
        self.visited, self.heard = [], []

    def say(self, code, **facts):
        self.heard.append(code)
        assert phrase("nl", code, **facts) != phrase("en", code, **facts)

    def consent(self, url, loopback, state):
        self.visited.append(url)
        loopback.expect(state)
        with pytest.raises(HTTPError) as moved:
            urllib.request.build_opener(NoFurther()).open(url)
        self.ended_at = moved.value.headers["Location"]
        urllib.request.urlopen(self.ended_at, timeout=5).read()  # noqa: S310
        return self.then(loopback.wait(5))


class NoFurther(urllib.request.HTTPRedirectHandler):
    """Shows where a browser is sent, and does not go there."""

    def redirect_request(self, *_):
        return None


class Place:
    """An office of one with everything around it."""

    def __init__(self, stack, path, more="", way=OWN, http=""):
        self.now = [at("2026-11-24 09:00")]
        self.google = Google(lambda: self.now[0])
        self.google.world.agenda(OWNER.address)
        self.login = GoogleLogin(self.google, OWNER.address)
        self.login.robots.allowed[ROBOT] = SCOPES
        endpoint = stack.enter_context(google_server(self.google))
        login = stack.enter_context(google_server(self.login))
        client = {"installed": {"client_id": CLIENT, "client_secret": SECRET}}
        (path / "client.json").write_text(json.dumps(client), encoding="utf-8")
        (path / "service.json").write_text(json.dumps(robot_file(ROBOT)), encoding="utf-8")
        self.browser = Browser()
        self.file = path / "zaaikalender.toml"
        text = CONFIG.format(
            way=way, login=login, endpoint=endpoint, more=more.format(endpoint=endpoint), http=http
        )
        self.file.write_text(text, encoding="utf-8")
        self.app = self.opened()
        stack.callback(lambda: self.app.close())  # noqa: PLW0108 - a test may open it anew
        GooglePerson(self.google.world, OWNER).put(an_event("Overleg"))

    def opened(self):
        return open_app(config.load(self.file, {}, today=self.now[0].date()), lambda: self.now[0])

    def reopened(self):
        """The app begins anew, with what the config says now."""
        self.app.close()
        self.app = self.opened()

    @property
    def of(self):
        calendar = self.app.config.calendar("marieke")
        return calendar, calendar.provider, self.app.servers.means

    def connect(self, name="marieke"):
        calendar = self.app.config.calendar(name)
        google.connect(calendar, calendar.provider, self.app.servers.means, self.browser)

    def titles(self):
        changes = google.opened(*self.of).changes(AHEAD, None, {})
        return [event.title for item in changes.changed for event in item.events]

    def found(self):
        return [each.code for each in google.findings(*self.of)]

    def grants(self):
        return [form["grant_type"] for path, form in self.login.forms if path == "/token"]
