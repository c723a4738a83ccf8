"""The pages as one ASGI application.

You need this to start them (`serving`) or to test them. A page's own code is plain and synchronous; here the
request is taken apart, at most so many octets of it, and answered in a thread.
"""

from collections.abc import Awaitable, Callable, Iterator

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute
from starlette.routing import Route as HttpRoute

from zaaikalender.errors import ZaaiError
from zaaikalender.web.answering import Desk, Request
from zaaikalender.web.guard import Guard
from zaaikalender.web.office import Office
from zaaikalender.web.rendering import style_address, stylesheet
from zaaikalender.web.routes import ROUTES, UPLOAD, Route, Who
from zaaikalender.web.site import Site
from zaaikalender.web.visit import Sent, Visit
from zaaikalender.web.ways import ways_of

_FIELDS, _FILES = 400, 1
_YEAR = 31_536_000


def application(office: Office) -> Starlette:
    """The whole page of an office."""
    desk, site = Desk(office), office.site

    async def nothing(request: HttpRequest, _error: Exception) -> Response:
        visit = Visit(office=office, sent=Sent(), cookie="")
        return await run_in_threadpool(desk.trouble, visit, 404 if request.method in {"GET", "HEAD"} else 405)

    async def gone(_request: HttpRequest, _error: Exception) -> Response:
        # Nobody waits for an answer, and it is no defect: a telephone lost its network.
        return PlainTextResponse("", status_code=400)

    office.app.servers.bells.wake = office.wake
    bells = office.app.config.settings.http.notify_at or ""
    guard = Middleware(Guard, site=site, form_targets=tuple(_origins(office)), bells=bells)
    return Starlette(
        routes=[_style(), *(_http(desk, site, route) for route in ROUTES)],
        middleware=[guard],
        exception_handlers={404: nothing, 405: nothing, ClientDisconnect: gone},
    )


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


def _http(desk: Desk, site: Site, route: Route) -> BaseRoute:
    endpoint = _endpoint(desk, site, route)
    return HttpRoute(route.path, endpoint, methods=[route.method], max_body_size=route.most)


def _endpoint(desk: Desk, site: Site, route: Route) -> Callable[[HttpRequest], Awaitable[Response]]:
    async def endpoint(request: HttpRequest) -> Response:
        machine = route.who is Who.MACHINE
        fields, files = ({}, {}) if machine else await _form(request, route)
        sent = Sent(
            path={name: str(value) for name, value in request.path_params.items()},
            query=dict(request.query_params),
            fields=fields,
            files=files,
            peer=request.client.host if request.client else "",
            headers=dict(request.headers) if machine else {},
            body=await request.body() if machine else b"",
        )
        taken = Request(
            sent=sent,
            cookie=request.cookies.get(site.cookie, ""),
            foreign=_is_foreign(request, site),
            here=request.url.path,
        )
        return await run_in_threadpool(desk.answer, route, taken)

    return endpoint


async def _form(request: HttpRequest, route: Route) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    """A form's fields, and its files with their names."""
    fields: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    if route.method != "POST" or not _is_readable(request, route):
        return fields, files
    async with request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=route.most) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = (value.filename or "", await value.read())
            else:
                fields[name] = value
    return fields, files


def _is_readable(request: HttpRequest, route: Route) -> bool:
    """Whether a form is written as browsers write it: they name no other charset (HTML, 4.10.21.6).

    Some of those that Python knows take minutes to read, or make what is no text. What may be large comes in
    parts: as one line it would hold up everybody else while it is taken apart.
    """
    kind = request.headers.get("content-type", "").lower()
    is_utf8 = "charset" not in kind.replace("charset=utf-8", "", 1)
    return is_utf8 and (route.most < UPLOAD or kind.startswith("multipart/form-data"))


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
