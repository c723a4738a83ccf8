"""An office of one at the fake Microsoft: login, calendar and browser, each on an address of its own.

You need this to test connecting to Outlook: `Place(stack, path, more)`; `more` are lines of [microsoft].
"""

import ssl
import urllib.request
from urllib.error import HTTPError

import pytest

from builders import OWNER, an_event, at
from providers.contract_setting import YEAR
from providers.fakes.outlook import FakeGraph
from providers.fakes.outlook_login import CLIENT, TENANT, FakeLogin, login_server
from providers.fakes.outlook_server import outlook_server
from providers.outlook_person import OutlookPerson
from zaaikalender import config
from zaaikalender.app import open_app
from zaaikalender.cli.phrases import phrase
from zaaikalender.providers.oauth_loopback import NotConsented
from zaaikalender.servers import outlook

CONFIG = """
[office]
domains = ["bureau.example"]
[microsoft]
client_id = "{client}"
tenant = "{tenant}"
authority = "{authority}"
{more}
[http]
{http}
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "outlook"
endpoint = "{endpoint}"
"""


class Browser:
    """A person at a browser, as `connect` talks with one. `then` changes what comes back."""

    language = "nl"

    def __init__(self, pem):
        self._tls = ssl.create_default_context(cafile=str(pem))
        self.then = lambda query: query
        self.visited = []
        self.heard = []
        self.types = lambda _code: None

    def say(self, code, **facts):
        self.heard.append(code)
        assert phrase("nl", code, **facts) != phrase("en", code, **facts)

    def consent(self, url, loopback, state):
        self.visited.append(url)
        loopback.expect(state)
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=self._tls), _Stay())
        with pytest.raises(HTTPError) as moved:
            opener.open(url)
        urllib.request.urlopen(moved.value.headers["Location"], timeout=5).read()  # noqa: S310
        return self.then(loopback.wait(5))

    def code(self, code, address, arrived, *, pause, life):
        """Types the code after some questions; `types` says what he does then."""
        self.visited.append(address)
        for _ in range(min(int(life // pause()), 9)):
            if (found := arrived()) is not None:
                return found
            self.types(code)
        raise NotConsented("not in time")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Place:
    """An office of one with everything around it."""

    def __init__(self, stack, path, more="", http=""):
        self.now = [at("2026-11-24 09:00")]
        self.graph = FakeGraph(lambda: self.now[0], tokens=set())
        self.box = self.graph.mailbox(OWNER.address)
        self.login = FakeLogin(OWNER.address, self.graph.tokens)
        stack.enter_context(login_server(self.login, path / "ca.pem"))
        endpoint = stack.enter_context(outlook_server(self.graph))
        self.browser = Browser(path / "ca.pem")
        file = path / "zaaikalender.toml"
        text = CONFIG.format(
            client=CLIENT, tenant=TENANT, authority=self.login.root, endpoint=endpoint, more=more, http=http
        )
        file.write_text(text, encoding="utf-8")
        self.file = file
        self.reopened()
        stack.callback(self.closed)
        OutlookPerson(self.box, OWNER).put(an_event("Overleg"))

    def reopened(self):
        """The office as its file says now."""
        if "app" in vars(self):
            self.app.close()
        self.app = open_app(config.load(self.file, {}, today=self.now[0].date()), lambda: self.now[0])
        self.app.servers.environ = {"APP_SECRET": self.login.secret}

    def closed(self):
        self.app.close()

    def connect(self):
        (calendar,) = self.app.calendars()
        outlook.connect(calendar, calendar.provider, self.app.servers.means, self.browser)

    def titles(self):
        (calendar,) = self.app.calendars()
        changes = self.app.servers.open(calendar).changes(YEAR, None, {})
        return [event.title for item in changes.changed for event in item.events]
