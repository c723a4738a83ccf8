"""An office at Microsoft whose people sign in on the page: a strict tenant, a mailbox, a browser.

You need this to test the page with a real login: ask for `tenant`, or for `make` with more of a config.
"""

import ssl
import urllib.request
from urllib.error import HTTPError

import pytest

from builders import OWNER, at
from providers.fakes.outlook import FakeGraph
from providers.fakes.outlook_login import CLIENT, TENANT, FakeLogin, login_server
from providers.fakes.outlook_server import outlook_server
from web.house import a_house, token_in

MORE = """
[microsoft]
client_id = "{client}"
tenant = "{tenant}"
authority = "{authority}"
{secret}
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "outlook"
endpoint = "{endpoint}"
"""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Tenant:
    """An office at Microsoft, with a browser that goes there and comes back."""

    def __init__(self, stack, path, secret="", before="", web=""):
        self.graph = FakeGraph(lambda: at("2026-11-24 09:00"), tokens=set())
        self.box = self.graph.mailbox(OWNER.address)
        self.login = FakeLogin(OWNER.address, self.graph.tokens)
        self.login.clock = lambda: at("2026-11-24 09:00").timestamp()
        stack.enter_context(login_server(self.login, path / "ca.pem"))
        endpoint = stack.enter_context(outlook_server(self.graph))
        more = MORE.format(
            client=CLIENT, tenant=TENANT, authority=self.login.root, endpoint=endpoint, secret=secret
        )
        self.house = a_house(path, names=("piet",), web=web, more=before + more)
        stack.callback(self.house.app.close)
        tls = ssl.create_default_context(cafile=str(path / "ca.pem"))
        self._opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=tls), _Stay())
        self.browser = self.house.visitor()

    def begin(self, browser=None):
        """The address at Microsoft to which a click leads."""
        browser = browser or self.browser
        answer = browser.post("/sign-in/microsoft", data={"token": token_in(browser.get("/sign-in"))})
        assert answer.status_code == 303
        return answer.headers["location"]

    def there(self, url):
        """Where Microsoft sends the browser back to."""
        with pytest.raises(HTTPError) as moved:
            self._opener.open(url)
        return moved.value.headers["Location"]

    def back(self, browser=None):
        """A whole sign-in; gives the page's answer."""
        browser = browser or self.browser
        return browser.get(self.there(self.begin(browser)))
