"""The pages as one ASGI application.

You need this to start them (`serving`) or to test them. A page's own code is plain and synchronous; here a
request is taken apart (`intake`), and answered in a thread (`crews`).
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute
from starlette.routing import Route as HttpRoute

from zaaikalender.errors import ZaaiError
from zaaikalender.web.answering import Desk, Request
from zaaikalender.web.crews import Crews
from zaaikalender.web.guard import Guard
from zaaikalender.web.intake import TOO_LARGE, taken
from zaaikalender.web.office import Office
from zaaikalender.web.rendering import style_address, stylesheet
from zaaikalender.web.routes import ROUTES, Route
from zaaikalender.web.site import Site
from zaaikalender.web.visit import Sent, Visit
from zaaikalender.web.ways import ways_of

_YEAR = 31_536_000
_BAD_FORM, _REFUSED = 400, 403


def application(office: Office) -> Starlette:
    """The whole page of an office."""
    desk, site, crews = Desk(office), office.site, Crews()

    async def nothing(request: HttpRequest, _error: Exception) -> Response:
        return _trouble(desk, office, 404 if request.method in {"GET", "HEAD"} else 405)

    async def too_large(_request: HttpRequest, _error: Exception) -> Response:
        return _trouble(desk, office, TOO_LARGE)

    async def no_form(_request: HttpRequest, _error: Exception) -> Response:
        return _trouble(desk, office, _BAD_FORM)

    async def gone(_request: HttpRequest, _error: Exception) -> Response:
        # Nobody waits for an answer, and it is no defect: a telephone lost its network.
        return PlainTextResponse("", status_code=400)

    office.app.servers.bells.wake = office.wake
    bells = office.app.config.settings.http.notify_at or ""
    guard = Middleware(Guard, site=site, form_targets=tuple(_origins(office)), bells=bells)
    return Starlette(
        routes=[_style(), *(_http(desk, office, crews, route) for route in ROUTES)],
        middleware=[guard],
        exception_handlers={
            _BAD_FORM: no_form,
            404: nothing,
            405: nothing,
            TOO_LARGE: too_large,
            ClientDisconnect: gone,
        },
    )


def _trouble(desk: Desk, office: Office, status: int) -> Response:
    return desk.trouble(Visit(office=office, sent=Sent(), cookie=""), status)


def _origins(office: Office) -> Iterator[str]:
    """Where the forms that sign in lead to; one whose provider is not configured well leads nowhere."""
    for way in ways_of(office.app.servers.means).values():
        try:
            yield way.origin
        except ZaaiError:
            continue


def _style() -> BaseRoute:
    async def style(_request: HttpRequest) -> Response:
        headers = {"Cache-Control": f"public, max-age={_YEAR}, immutable"}
        return PlainTextResponse(stylesheet(), media_type="text/css", headers=headers)

    return HttpRoute(style_address(), style)


def _http(desk: Desk, office: Office, crews: Crews, route: Route) -> BaseRoute:
    answered = _answered(desk, office.site, crews, route)
    endpoint = _even(answered, office.even) if route.even else answered
    return HttpRoute(route.path, endpoint, methods=[route.method])


def _answered(
    desk: Desk, site: Site, crews: Crews, route: Route
) -> Callable[[HttpRequest], Awaitable[Response]]:
    async def endpoint(request: HttpRequest) -> Response:
        asked = Request(
            sent=await taken(request, route),
            cookie=request.cookies.get(site.cookie, ""),
            foreign=_is_foreign(request, site),
            here=request.url.path,
        )
        return await crews.answer(route, partial(desk.answer, route, asked))

    return endpoint


def _even(
    answered: Callable[[HttpRequest], Awaitable[Response]], seconds: float
) -> Callable[[HttpRequest], Awaitable[Response]]:
    """A refusal comes as late whatever its reason: whether a server had to be asked shows not by the time."""

    async def endpoint(request: HttpRequest) -> Response:
        pause = asyncio.create_task(asyncio.sleep(seconds))
        try:
            response = await answered(request)
            if response.status_code == _REFUSED:
                await pause
        finally:
            pause.cancel()
        return response

    return endpoint


def _is_foreign(request: HttpRequest, site: Site) -> bool:
    """Whether a browser says that another site sent this (Fetch Metadata; RFC 6454, 7)."""
    headers = request.headers
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    scheme = "https" if site.secure else "http"
    return (
        headers.get("origin", f"{scheme}://{headers.get('host', '')}")
        != f"{scheme}://{headers.get('host', '')}"
    )
