"""How the owner of a calendar connects it on the page: by a provider's login, or by his password there.

You need this wherever a page must say that a calendar cannot be read: beside the sentence stands what to do,
since whoever reads it has no command line.
"""

from starlette.responses import Response

from zaaikalender.config import OtherConfig
from zaaikalender.errors import ZaaiError
from zaaikalender.web.visit import Visit
from zaaikalender.web.ways import ways_of

_PROVIDERS = {"microsoft": "outlook", "google": "google"}


def again(visit: Visit) -> tuple[str, ...]:
    """The ways of signing in that connect the calendar in the address."""
    provider = visit.calendar.provider.provider
    return tuple(way for way in ways_of(visit.office.app.servers.means) if _PROVIDERS.get(way) == provider)


def by_password(visit: Visit) -> bool:
    """Whether a password at its own server connects it."""
    provider = visit.calendar.provider
    return isinstance(provider, OtherConfig) and provider.provider == "caldav" and bool(provider.username)


def unread(visit: Visit, error: ZaaiError | None, *, page: str) -> Response:
    """That the calendar could not be read, why, and what to do; `page` is where to try again."""
    return visit.page(
        "unread.html",
        status=502,
        calendar=visit.calendar,
        trouble=visit.office.voice.failure(error) if error else "",
        page=page,
        again=again(visit),
        by_password=by_password(visit),
    )
