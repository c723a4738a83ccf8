"""Somebody at a browser before the fake login of Google, and the client that waits for his answer."""

import base64
import hashlib
from urllib.parse import parse_qs, urlencode, urlsplit

from builders import OWNER
from providers.fakes.google_login import CLIENT, SECRET, GoogleLogin
from providers.google_asking import Clock, a_google

OWNED, BUSY = (f"https://www.googleapis.com/auth/calendar.{name}" for name in ("events.owned", "freebusy"))
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
HOME = "http://127.0.0.1:5000/"


def a_login(**more):
    clock = Clock()
    google, _ = a_google(clock=clock)
    return GoogleLogin(google, OWNER.address, **more), clock


def query(**more):
    return {
        "client_id": CLIENT,
        "redirect_uri": HOME,
        "response_type": "code",
        "scope": f"openid email {OWNED} {BUSY}",
        "state": "a state",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent",
        **more,
    }


def visit(login, **more):
    """What comes back to the loopback address."""
    reply = login.authorize(query(**more))
    assert reply.status == 302, reply.body
    return {name: value for name, [value] in parse_qs(urlsplit(reply.headers["Location"]).query).items()}


def ask(login, path="/token", **form):
    own = {"client_id": CLIENT, "client_secret": SECRET} if path == "/token" else {}
    sent = {name: value for name, value in {**own, **form}.items() if value is not None}
    return login.handle("POST", f"{login.root}{path}", {}, urlencode(sent).encode())


def by_code(login, code, **more):
    form = {"grant_type": "authorization_code", "redirect_uri": HOME, "code_verifier": VERIFIER, **more}
    return ask(login, code=code, **form)
