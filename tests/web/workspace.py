"""An office at Google whose people sign in on the page: a strict login, a calendar, a browser.

You need this to test the page with a real login: ask for `workspace`.
"""

import json
import urllib.request
from urllib.error import HTTPError

import pytest

from builders import OWNER, an_event, at
from providers.fakes.google import Google
from providers.fakes.google_login import CLIENT, SECRET, GoogleLogin
from providers.fakes.google_server import google_server
from providers.google_person import GooglePerson
from servers.google_place import NoFurther
from web.house import a_house, token_in

MORE = """
[http]
notify_at = "https://ring.bureau.example"
[google]
client_file = "client.json"
auth_uri = "{login}/o/oauth2/v2/auth"
token_uri = "{login}/token"
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "google"
endpoint = "{endpoint}"
"""
BACK = "http://localhost:8437/sign-in/google/back"


class Workspace:
    """An office at Google, with a browser that goes there and comes back."""

    def __init__(self, stack, path):
        self.google = Google(lambda: at("2026-11-24 09:00"))
        self.google.world.agenda(OWNER.address)
        GooglePerson(self.google.world, OWNER).put(an_event("Einde opdracht: Alfa", "2026-11-27"))
        self.login = GoogleLogin(self.google, OWNER.address, redirects=frozenset({BACK}))
        endpoint = stack.enter_context(google_server(self.google))
        root = stack.enter_context(google_server(self.login))
        client = {"web": {"client_id": CLIENT, "client_secret": SECRET}}
        (path / "client.json").write_text(json.dumps(client), encoding="utf-8")
        more = MORE.format(login=root, endpoint=endpoint)
        self.house = a_house(path, names=("piet",), more=more)
        stack.callback(self.house.app.close)
        self.browser = self.house.visitor()

    def begin(self, **form):
        page = self.browser.get("/sign-in")
        token = token_in(page if page.status_code == 200 else self.browser.get("/c/marieke/care"))
        return self.browser.post("/sign-in/google", data={"token": token, **form}).headers["location"]

    def there(self, url):
        with pytest.raises(HTTPError) as moved:
            urllib.request.build_opener(NoFurther()).open(url)
        return moved.value.headers["Location"]

    def back(self, **form):
        return self.browser.get(self.there(self.begin(**form)))

    @property
    def connected(self):
        return self.house.app.servers.means.kept("marieke", OWNER.address, "google") is not None
