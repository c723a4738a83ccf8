"""One request as the pages see it: who comes, what he sent, and how to answer him.

You need this to write a page: it takes a `Visit` and gives a `Response`. A form's token is made of the
visitor's cookie and the office key, so no other site can make one.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from zaaikalender.config import CalendarConfig
from zaaikalender.web.member import Member, NotThere
from zaaikalender.web.office import Office
from zaaikalender.web.rendering import rendered
from zaaikalender.web.tickets import Tickets


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came with a request: `path` from the address, `query`, a form's `fields` and `files`, `peer`.

    A machine's request has its `headers` (names in lower case) and its `body` instead of a form.
    """

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict, repr=False)
    peer: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visitor at a page. `cookie` is his id: his session's, where he is signed in as `member`."""

    office: Office
    sent: Sent
    cookie: str = field(repr=False)
    member: Member | None = None
    here: str = ""

    @property
    def tickets(self) -> Tickets:
        """What ids stand for."""
        return Tickets(self.office)

    @property
    def someone(self) -> Member:
        """Who is signed in; routes see to it that somebody is."""
        if self.member is None:
            raise NotThere("nobody is signed in.")
        return self.member

    @property
    def calendar(self) -> CalendarConfig:
        """The calendar in the address, where it is his. Raises `NotThere`."""
        return self.someone.calendar(self.sent.path.get("calendar", ""))

    @property
    def token(self) -> str:
        """What each of his forms carries."""
        return form_token(self.office.app.bureau.office_key, self.cookie)

    def field(self, name: str, most: int = 500) -> str:
        """What he typed, without the spaces around it."""
        return self.sent.fields.get(name, "").strip()[:most]

    def page(self, template: str, *, status: int = 200, **facts: object) -> Response:
        """A page as it is shown to him."""
        return HTMLResponse(rendered(self.office, template, {"visit": self, **facts}), status_code=status)

    def go(self, path: str, **query: str) -> Response:
        """On to another page, by GET (RFC 9110, 15.4.4)."""
        return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, status_code=303)

    def to(self, page: str = "") -> str:
        """The address of a page of the calendar in the address."""
        return f"/c/{self.calendar.name}/{page}"


def form_token(office_key: bytes, cookie: str) -> str:
    """The token in the forms of whoever holds this cookie."""
    message = b"a form on the page: " + cookie.encode()
    return hmac.new(office_key, message, hashlib.sha256).hexdigest()
