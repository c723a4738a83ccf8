"""Taking a request apart: no more octets of it than its page takes, and forms only as browsers write them.

You need this when an upload is refused, or when a form arrives empty. What is too large is read on for a
while without being kept, since a browser shows an answer only once it has sent everything.
"""

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive

from zaaikalender.web.routes import UPLOAD, Route, Who
from zaaikalender.web.visit import Sent

TOO_LARGE = 413
"""RFC 9110, 15.5.14."""

_FIELDS, _FILES = 400, 1
_PATIENCE = 64 * 1024 * 1024


async def taken(request: Request, route: Route) -> Sent:
    """What came with a request. Raises `HTTPException`: 413 for too much of it, 400 for no proper form."""
    machine = route.who is Who.MACHINE
    limited = Request(request.scope, _limited(request, route, patience=0 if machine else _PATIENCE))
    fields, files = ({}, {}) if machine else await _form(limited, route)
    return Sent(
        path={name: str(value) for name, value in request.path_params.items()},
        query=dict(request.query_params),
        fields=fields,
        files=files,
        peer=request.client.host if request.client else "",
        headers=dict(request.headers) if machine else {},
        body=await limited.body() if machine else b"",
    )


def _limited(request: Request, route: Route, *, patience: int) -> Receive:
    """Gives a body part by part, until it is more than the page takes."""
    declared = request.headers.get("content-length", "")
    length = int(declared) if declared.isdecimal() else 0
    came = 0

    async def part() -> Message:
        nonlocal came
        message = await request.receive()
        came += len(message.get("body", b""))
        if max(came, length) > route.most:
            await _let_pass(request.receive, message, patience)
            raise HTTPException(TOO_LARGE)
        return message

    return part


async def _let_pass(receive: Receive, message: Message, most: int) -> None:
    """Reads on without keeping anything, to the end or so many octets far."""
    while message.get("more_body") and most > 0:
        message = await receive()
        most -= len(message.get("body", b""))


async def _form(request: Request, route: Route) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
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


def _is_readable(request: Request, route: Route) -> bool:
    """Whether a form is written as browsers write it: they name no other charset (HTML, 4.10.21.6).

    Some of those that Python knows take minutes to read, or make what is no text. What may be large comes in
    parts: as one line it would hold up everybody else while it is taken apart.
    """
    kind = request.headers.get("content-type", "").lower()
    is_utf8 = "charset" not in kind.replace("charset=utf-8", "", 1)
    return is_utf8 and (route.most < UPLOAD or kind.startswith("multipart/form-data"))
