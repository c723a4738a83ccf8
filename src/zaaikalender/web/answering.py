"""From a request to an answer: who it is, whether he may, whether the form is ours, and what went wrong.

You need this when a page answers 403, 404 or 429. Another person's object is not there (404), for whoever
asks; a form without its token, or from another site, changes nothing.
"""

import hmac
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from starlette.responses import Response

from zaaikalender.errors import StoreError, ZaaiError
from zaaikalender.web import signing_in
from zaaikalender.web.member import NotThere, member_of
from zaaikalender.web.office import Office
from zaaikalender.web.routes import Route, Who
from zaaikalender.web.throttle import Throttle, place_of
from zaaikalender.web.tickets import TicketKind, new_id
from zaaikalender.web.typed import typed_by
from zaaikalender.web.visit import Sent, Visit

_LOG = logging.getLogger(__name__)
_TRIES, _TRIES_OF_ALL, _TRIES_OF_A_PLACE = 10, 30, 60
"""For one person from one place; for one person from everywhere; from one place, where an office may stand
behind one address. Nobody alone can use up what a person has from everywhere, and so lock him out."""

_REFILL = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request, taken apart: what was sent, the cookie that came, and whether another site sent it."""

    sent: Sent
    cookie: str
    foreign: bool
    here: str


class Desk:
    """Answers requests for one office."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._places, self._pairs, self._persons = (
            Throttle(times=times, refill=_REFILL, clock=office.app.clock)
            for times in (_TRIES_OF_A_PLACE, _TRIES, _TRIES_OF_ALL)
        )

    def answer(self, route: Route, request: Request) -> Response:
        """The answer, whatever happens."""
        visit = Visit(
            office=self._office, sent=request.sent, cookie=request.cookie or new_id(), here=request.here
        )
        if route.who is Who.MACHINE:
            return route.answer(visit)
        try:
            visit = self._recognised(visit) if request.cookie else visit
            response = self._answered(route, request, visit)
        except NotThere:
            response = self.trouble(visit, 404)
        except ZaaiError as error:
            _LOG.info("a page could not do it", extra={"page": route.path, "error": type(error).__name__})
            status = 503 if isinstance(error, StoreError) else 409
            response = self.trouble(visit, status, self._office.voice.failure(error))
        except Exception:  # noqa: BLE001 - one page's defect must not stop the others
            _LOG.exception("a page broke", extra={"page": route.path})
            response = self.trouble(visit, 500)
        is_page = response.media_type == "text/html"
        if not request.cookie and is_page and "set-cookie" not in response.headers:
            signing_in.set_cookie(visit, response, visit.cookie)
        return response

    def trouble(
        self, visit: Visit, status: int, sentence: str = "", *, typed: Sequence[tuple[str, str]] = ()
    ) -> Response:
        """A page that says what is wrong; `typed` is shown, so that nobody types it twice."""
        code = 409 if sentence else status
        return visit.page("trouble.html", status=status, code=code, sentence=sentence, typed=typed)

    def _recognised(self, visit: Visit) -> Visit:
        facts = visit.tickets.read(TicketKind.SESSION, visit.cookie)
        if facts is None:
            return visit
        return replace(visit, member=member_of(self._office.app.config, str(facts["address"])))

    def _answered(self, route: Route, request: Request, visit: Visit) -> Response:
        if route.who is not Who.ANYBODY and visit.member is None:
            if typed := () if request.foreign else typed_by(visit):
                return signing_in.door(visit, trouble="signed_out", status=403, typed=typed)
            return visit.go("/sign-in")
        self._let_in(route, visit)
        if route.method == "POST" and not self._is_ours(request, visit):
            return self.trouble(visit, 403, typed=() if request.foreign else typed_by(visit))
        if route.tries and not self._may_try(visit):
            return self.trouble(visit, 429)
        response = route.answer(visit)
        if route.method == "POST":
            facts = {"page": route.path, "calendar": visit.sent.path.get("calendar", "")}
            _LOG.info("done on the page", extra={**facts, "status": response.status_code})
        return response

    def _let_in(self, route: Route, visit: Visit) -> None:
        """Raises `NotThere` for whoever may not come."""
        match route.who:
            case Who.OWNER:
                _ = visit.calendar
            case Who.MANAGER if not visit.someone.manager:
                raise NotThere("only managers look here.")

    def _is_ours(self, request: Request, visit: Visit) -> bool:
        """Whether a form of ours sent this, in the browser that got it."""
        token = visit.sent.fields.get("token", "")
        return not request.foreign and hmac.compare_digest(token.encode(), visit.token.encode())

    def _may_try(self, visit: Visit) -> bool:
        """Whether he may try to get in once more: counted by where he is, and by whom he says he is.

        Who may not from where he is uses up nobody's tries, or he could lock out whom he names.
        """
        address, place = visit.field("address").lower(), place_of(visit.sent.peer)
        if not self._places.allows(place):
            return False
        return not address or (self._pairs.allows(f"{place} {address}") and self._persons.allows(address))
