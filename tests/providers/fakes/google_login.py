"""Google's login on this machine: consent in a browser, codes, tokens that end, and the office's own robot.

You need this to test connecting to Google. `user` is who sits at the browser, `ticked` what he leaves ticked
(None: all); tokens that it gives open the fake calendar. Strict about what it is sent; `refusals` are the
answers that the next forms get.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from providers.fakes.google import Google, Grant, Reply
from providers.fakes.google_scopes import PREFIX, WHO, known, words
from providers.fakes.google_statements import Robots, client_of, id_token, proof_of

CLIENT = "123-abc.apps.googleusercontent.com"
SECRET = "canary-client-secret"  # noqa: S105 - nobody's
TESTING = timedelta(days=7)
UNUSED = timedelta(days=180)
_LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1"}


@dataclass
class Lasting:
    """A refresh token: whose, for what, since when and when it was used last."""

    who: str
    scopes: frozenset[str]
    since: datetime
    used: datetime


@dataclass
class GoogleLogin:
    """One OAuth client (a desktop app, unless `redirects` names a web server's) and all who log in to it.

    `testing`: the consent screen is in "Testing", refresh tokens die after a week. `most`: so many refresh
    tokens each person keeps; the oldest goes silently. `answers`: what the browser says instead of a consent.
    `claims`: what ID tokens say otherwise than they should.
    """

    google: Google
    user: str
    root: str = "http://login.test"
    ticked: frozenset[str] | None = None
    redirects: frozenset[str] = frozenset()
    testing: bool = False
    lasts: timedelta = timedelta(seconds=3599)
    most: int = 100
    consented: dict[str, frozenset[str]] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    lasting: dict[str, Lasting] = field(default_factory=dict)
    forms: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    refusals: list[Reply] = field(default_factory=list)
    answers: str = ""
    robots: Robots = field(default_factory=Robots)
    given: int = 0
    claims: dict[str, Any] = field(default_factory=dict)

    def handle(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
        """One request, of the browser or of a client."""
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        lower = {name.lower(): value for name, value in headers.items()}
        match method, parts.path:
            case "GET", "/o/oauth2/v2/auth":
                return self.authorize(query)
            case "POST", "/token" | "/revoke":
                return self._form(parts.path, lower, (body or b"").decode() or parts.query)
            case "GET", "/v1/userinfo" | "/oauth2/v3/userinfo":
                return self._userinfo(lower.get("authorization", "").removeprefix("Bearer "))
            case "GET" | "POST", "/tokeninfo":
                return self._tokeninfo(query.get("access_token", ""))
        return Reply(404, b"<html>Not Found</html>", {"Content-Type": "text/html"})

    def authorize(self, query: dict[str, str]) -> Reply:
        """Where the browser goes: back with a code or an error, or to a page of Google's that says no."""
        wrong = self._wrong(query)
        if wrong:
            return Reply(400, f"<html>Error 400: {wrong}</html>".encode(), {"Content-Type": "text/html"})
        back = {"state": query["state"]} if "state" in query else {}
        if self.answers:
            return _redirect(query["redirect_uri"], {"error": self.answers, **back})
        scopes = self._agreed(frozenset(query["scope"].split()))
        first = self.user not in self.consented
        self.consented[self.user] = self.consented.get(self.user, frozenset()) | scopes
        self.given += 1
        code = f"4/code-{self.given}"
        again = first or "consent" in query.get("prompt", "").split()
        self.codes[code] = {**query, "user": self.user, "granted": " ".join(sorted(scopes))}
        self.codes[code]["lasting"] = "1" if again and query.get("access_type") == "offline" else ""
        return _redirect(query["redirect_uri"], {"code": code, "scope": self.codes[code]["granted"], **back})

    def _wrong(self, query: dict[str, str]) -> str:
        redirect = query.get("redirect_uri", "")
        loopback = urlsplit(redirect).scheme == "http" and urlsplit(redirect).hostname in _LOOPBACK
        if query.get("client_id") != CLIENT:
            return "invalid_client"
        if not (redirect in self.redirects if self.redirects else loopback):
            return "redirect_uri_mismatch"
        if query.get("response_type") != "code" or not query.get("scope"):
            return "invalid_request"
        if query.get("code_challenge_method", "plain") not in {"S256", "plain"}:
            return "invalid_request"
        return "" if known(query["scope"].split()) else "invalid_scope"

    def _agreed(self, asked: frozenset[str]) -> frozenset[str]:
        """What the person leaves ticked; who he is cannot be left out."""
        if self.ticked is None:
            return asked
        return frozenset(one for one in asked if one in WHO or one.removeprefix(PREFIX) in self.ticked)

    def _form(self, path: str, headers: dict[str, str], text: str) -> Reply:
        form = {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}
        self.forms.append((path, form))
        if self.refusals:
            return self.refusals.pop(0)
        return self._revoked(form) if path == "/revoke" else self._token(form, headers)

    def _token(self, form: dict[str, str], headers: dict[str, str]) -> Reply:
        if form.get("grant_type") == "urn:ietf:params:oauth:grant-type:jwt-bearer":
            return self._delegated(form.get("assertion", ""))
        if client_of(form, headers) != (CLIENT, SECRET):
            return no("invalid_client", 401)
        match form.get("grant_type"):
            case "authorization_code":
                return self._by_code(form)
            case "refresh_token":
                return self._renewed(form.get("refresh_token", ""))
        return no("unsupported_grant_type")

    def _by_code(self, form: dict[str, str]) -> Reply:
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form.get("redirect_uri") != asked["redirect_uri"]:
            return no("invalid_grant")
        challenge = asked.get("code_challenge")
        if challenge and "code_verifier" not in form:
            return no("invalid_grant", error_description="Missing code verifier.")
        if challenge and proof_of(form["code_verifier"], asked) != challenge:
            return no("invalid_grant", error_description="Invalid code verifier.")
        scopes = frozenset(asked["granted"].split())
        more: dict[str, Any] = {}
        if asked["lasting"]:
            more["refresh_token"] = self._lasting(asked["user"], scopes)
            more |= {"refresh_token_expires_in": int(TESTING.total_seconds())} if self.testing else {}
        if "openid" in scopes:
            said = {"nonce": asked["nonce"]} if "nonce" in asked else {}
            more["id_token"] = id_token(
                asked["user"],
                CLIENT,
                self.google.clock(),
                email="email" in scopes,
                more={**said, **self.claims},
            )
        return self._given(asked["user"], scopes, more)

    def _lasting(self, who: str, scopes: frozenset[str]) -> str:
        now = self.google.clock()
        token = f"1//refresh-{self.given}"
        own = [name for name, one in self.lasting.items() if one.who == who]
        for name in own[: max(0, len(own) - self.most + 1)]:
            del self.lasting[name]
        self.lasting[token] = Lasting(who, scopes, now, now)
        return token

    def _renewed(self, token: str) -> Reply:
        one, now = self.lasting.get(token), self.google.clock()
        dead = one is None or now - one.used > UNUSED or (self.testing and now - one.since > TESTING)
        if one is None or dead:
            return no("invalid_grant", error_description="Token has been expired or revoked.")
        one.used = now
        return self._given(one.who, one.scopes, {})

    def _delegated(self, assertion: str) -> Reply:
        found = self.robots.read(assertion, self.google.clock(), set(self.google.world.agendas))
        if isinstance(found, str):
            return no(found.partition(":")[0], error_description=found)
        return self._given(*found, {}, scoped=False)

    def _given(self, who: str, scopes: frozenset[str], more: dict[str, Any], *, scoped: bool = True) -> Reply:
        self.given += 1
        token = f"ya29.access-{self.given}"
        until = self.google.clock() + self.lasts
        self.google.tokens[token] = Grant(who=who, scopes=words(scopes), until=until)
        answer = {
            "access_token": token,
            "expires_in": int(self.lasts.total_seconds()),
            "token_type": "Bearer",
        }
        told = {"scope": " ".join(sorted(scopes))} if scoped else {}
        return Reply(200, {**answer, **told, **more})

    def _revoked(self, form: dict[str, str]) -> Reply:
        """Either kind of token takes the whole consent along."""
        token = form.get("token", "")
        grant, one = self.google.tokens.get(token), self.lasting.get(token)
        who = one.who if one else grant.who if grant else None
        if who is None:
            return no("invalid_token")
        self.withdraw(who)
        return Reply(200, {})

    def withdraw(self, who: str) -> None:
        """Somebody takes his consent back, at Google's own page; no token of his works any more."""
        self.consented.pop(who, None)
        self.lasting = {name: one for name, one in self.lasting.items() if one.who != who}
        for name in [name for name, grant in self.google.tokens.items() if grant.who == who]:
            del self.google.tokens[name]

    def _userinfo(self, token: str) -> Reply:
        grant = self.google.alive(token)
        if grant is None or "openid" not in grant.scopes:
            return no("invalid_request", 401)
        named = {"email": grant.who, "email_verified": True} if "email" in grant.scopes else {}
        return Reply(200, {"sub": id_of(grant.who), **named})

    def _tokeninfo(self, token: str) -> Reply:
        grant = self.google.alive(token)
        if grant is None:
            return no("invalid_token", error_description="Invalid Value")
        scopes = " ".join(sorted(one if one in WHO else PREFIX + one for one in grant.scopes))
        left = int((grant.until - self.google.clock()).total_seconds()) if grant.until else 3600
        return Reply(200, {"aud": CLIENT, "azp": CLIENT, "scope": scopes, "expires_in": str(left)})


def id_of(who: str) -> str:
    """The number that Google knows somebody by."""
    return str(int(hashlib.sha256(who.encode()).hexdigest()[:16], 16))


def no(error: str, status: int = 400, **more: str) -> Reply:
    """A refusal of the login's."""
    return Reply(status, {"error": error, "error_description": "Bad Request", **more})


def _redirect(where: str, query: dict[str, str]) -> Reply:
    return Reply(302, b"", {"Location": f"{where}?{urlencode(query)}"})
