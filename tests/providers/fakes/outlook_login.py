"""Microsoft's login on this machine, as far as msal speaks with it: https, and strict about what is sent.

You need this to test connecting to Outlook. Authorization code with PKCE, refresh tokens that rotate, device
codes, and an app's own secret or certificate. `refusals` are the answers that the next requests get, `claims`
what its ID tokens say otherwise than they should.
"""

import base64
import hashlib
import json
import secrets
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import trustme

from providers.fakes.outlook_server import QuietServer

TENANT = "11111111-2222-3333-4444-555555555555"
CLIENT = "66666666-7777-8888-9999-000000000000"
_DELEGATED = "https://graph.microsoft.com/Calendars.ReadWrite"
_OFFICE = "https://graph.microsoft.com/.default"


@dataclass
class FakeLogin:
    """A tenant with one app. `user` is who sits at the browser; `given` are all tokens ever given."""

    user: str
    given: set[str]
    secret: str = "canary-client-secret"  # noqa: S105 - nobody's
    root: str = ""
    forms: list[dict[str, str]] = field(default_factory=list)
    refusals: list[tuple[str, int]] = field(default_factory=list)
    refresh: set[str] = field(default_factory=set)
    lasts: int = 3600
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    clock: Callable[[], float] = time.time
    claims: dict[str, Any] = field(default_factory=dict)
    devices: dict[str, list[str]] = field(default_factory=dict)

    def configuration(self) -> dict[str, Any]:
        base = f"{self.root}/{TENANT}"
        return {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser goes: back with a code, or with an error."""
        assert query["client_id"] == CLIENT
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        assert set(query["scope"].split()) == {_DELEGATED, "openid", "profile", "offline_access"}
        assert urlsplit(query["redirect_uri"]).hostname == "localhost"
        if self.refusals:
            error, number = self.refusals.pop(0)
            told = {"error": error, "error_description": f"AADSTS{number}: no", "state": query["state"]}
            return f"{query['redirect_uri']}?{urlencode(told)}"
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def device(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A code to type, which is pending until `type_in` (RFC 8628, 3.2)."""
        assert set(form["scope"].split()) == {_DELEGATED, "openid", "profile", "offline_access"}
        if form.get("client_id") != CLIENT:
            return _no("unauthorized_client", 700016)
        if self.refusals:
            return _no(*self.refusals.pop(0))
        code, user_code = secrets.token_urlsafe(8), f"CODE{len(self.devices)}"
        self.devices[code] = [user_code, "pending"]
        uri = "https://microsoft.com/devicelogin"
        return 200, {
            "device_code": code, "user_code": user_code, "verification_uri": uri, "interval": 1,
            "expires_in": 900, "message": "type it",
        }  # fmt: skip

    def type_in(self, user_code: str, how: str = "typed") -> None:
        """The person types the code; or refuses ("declined"), or comes too late ("late")."""
        for device in self.devices.values():
            if device[0] == user_code:
                device[1] = how

    def _by_device(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        match self.devices.get(form["device_code"], ["", "unknown"])[1]:
            case "pending":
                return _no("authorization_pending", 70016)
            case "slow":
                self.devices[form["device_code"]][1] = "pending"
                return _no("slow_down", 70016)
            case "typed":
                del self.devices[form["device_code"]]
                return self._tokens({})
            case "declined":
                return _no("authorization_declined", 70016)
            case "late":
                return _no("expired_token", 70019)
        return _no("bad_verification_code", 70018)

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:  # noqa: PLR0911 - one for each way
        """A token, or why there is none."""
        self.forms.append(form)
        if self.refusals:
            return _no(*self.refusals.pop(0))
        if form.get("client_id") != CLIENT:
            return _no("unauthorized_client", 700016)
        match form["grant_type"]:
            case "authorization_code":
                return self._by_code(form)
            case "refresh_token":
                if form["refresh_token"] not in self.refresh:
                    return _no("invalid_grant", 50173)
                self.refresh.discard(form["refresh_token"])
                return self._tokens({})
            case "client_credentials":
                own = form.get("client_secret") == self.secret or "client_assertion" in form
                return self._bare() if own and form["scope"] == _OFFICE else _no("invalid_client", 7000215)
            case "urn:ietf:params:oauth:grant-type:device_code":
                return self._by_device(form)
        return _no("unsupported_grant_type", 70003)

    def _by_code(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or (form["redirect_uri"] != asked["redirect_uri"])
        ):
            return _no("invalid_grant", 501481)
        return self._tokens({"nonce": asked["nonce"]} if "nonce" in asked else {})

    def _bare(self) -> tuple[int, dict[str, Any]]:
        access = f"access-{secrets.token_urlsafe(12)}"
        self.given.add(access)
        return 200, {"token_type": "Bearer", "access_token": access, "expires_in": self.lasts}

    def _tokens(self, more: dict[str, str]) -> tuple[int, dict[str, Any]]:
        refresh = f"refresh-{secrets.token_urlsafe(12)}"
        self.refresh.add(refresh)
        now = int(self.clock())
        claims = {
            "iss": f"{self.root}/{TENANT}/v2.0", "aud": CLIENT, "sub": "s", "oid": "o", "tid": TENANT,
            "iat": now, "exp": now + 3600, "preferred_username": self.user, **more, **self.claims,
        }  # fmt: skip
        info = {"uid": "o", "utid": TENANT}
        status, bare = self._bare()
        return status, {
            **bare,
            "scope": _DELEGATED,
            "refresh_token": refresh,
            "id_token": f"{_part({'alg': 'none'})}.{_part(claims)}.",
            "client_info": _part(info),
        }


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _no(error: str, number: int) -> tuple[int, dict[str, Any]]:
    told = f"AADSTS{number}: anna@bureau.example may not."
    return 400, {"error": error, "error_codes": [number], "error_description": told}


@contextmanager
def login_server(login: FakeLogin, pem):
    """Serves `login` over https; the authority that vouches for it is written to `pem`."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            parts = urlsplit(self.path)
            if parts.path == f"/{TENANT}/v2.0/.well-known/openid-configuration":
                self._reply(200, login.configuration())
            elif parts.path == f"/{TENANT}/oauth2/v2.0/authorize":
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self._reply(302, {}, Location=login.authorize(query))
            else:
                self._reply(404, {"error": "invalid_tenant", "error_description": "AADSTS90002: none"})

        def do_POST(self):
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(text).items()}
            if self.path.endswith("/devicecode"):
                self._reply(*login.device(form))
            else:
                self._reply(*login.token(form))

        def _reply(self, status, body, **headers):
            octets = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Type": "application/json"}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(octets)))
            self.end_headers()
            self.wfile.write(octets)

        def log_message(self, *_):
            """Silent."""

    server = QuietServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    login.root = f"https://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield login
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
