"""What holds for every answer: the hosts that are answered, and the headers that browsers obey.

You need this when a browser refuses something of the page. No script runs and nothing from elsewhere loads
(Content Security Policy, level 3); no other site may show the page in a frame; nothing private is kept in a
cache; the address of a page is told to no other site.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zaaikalender.servers.bells import PATH
from zaaikalender.web.site import Site

PROBES = frozenset({"/healthz", "/metrics"})
"""Asked by machines, also past the proxy."""

_BELLS = PATH.partition("{")[0]

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TWO_YEARS = 63_072_000


def policy(*form_targets: str) -> str:
    """The content security policy; forms may lead to these origins besides our own."""
    forms = " ".join(("'self'", *form_targets))
    return (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
        f"form-action {forms}; frame-ancestors 'none'"
    )


class Guard:
    """An ASGI application around another one (ASGI 3)."""

    def __init__(self, app: ASGIApp, *, site: Site, form_targets: tuple[str, ...], bells: str) -> None:
        self._app, self._site = app, site
        # The public address that servers ring at may be another one than the page's.
        self._ringing = site.hosts | {urlsplit(bells).netloc.lower()}
        self._headers = {**_HEADERS, "Content-Security-Policy": policy(*form_targets)}
        if site.secure:
            self._headers["Strict-Transport-Security"] = f"max-age={_TWO_YEARS}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or refuses a host that is not ours (RFC 9110, 15.5.20)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        if self._knows(scope):
            await self._app(scope, receive, send_with_headers)
        else:
            refusal = PlainTextResponse("This is no host of ours.\n", status_code=421)
            await refusal(scope, receive, send_with_headers)

    def _knows(self, scope: Scope) -> bool:
        hosts = Headers(scope=scope).getlist("host")
        path = scope["path"]
        known = self._site.probes if path in PROBES else self._site.hosts
        known = self._ringing if path.startswith(_BELLS) else known
        return len(hosts) == 1 and hosts[0].lower() in known
