"""All the pages there are: address, who may come, what answers.

You need this to add a page. Nothing else can be reached; a test goes through this table with nobody, with an
owner, with another owner and with a manager, and fails for a route of which it does not know what they get.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from starlette.responses import Response

from zaaikalender.servers.bells import MOST_BODY, PATH
from zaaikalender.web import (
    care,
    changing,
    desk,
    first_plan,
    home,
    leaving,
    office_pages,
    people,
    probes,
    receivers,
    signing_in,
    suggesting,
    years,
)
from zaaikalender.web.visit import Visit

_SMALL = 64 * 1024
UPLOAD = 5 * 1024 * 1024 + _SMALL
"""A list as a file, at most, with the form around it."""


class Who(StrEnum):
    """Who may come: anybody; who signed in; the owner of the calendar in the address; a manager.

    A `MACHINE` brings its own proof in its body: it has neither session nor form.
    """

    ANYBODY = "anybody"
    MEMBER = "member"
    OWNER = "owner"
    MANAGER = "manager"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A page. `most` octets may be sent to it; `tries` of one visitor are counted where it lets people in.

    `even`: by the time that a refusal takes nobody may tell its reason.
    """

    method: Literal["GET", "POST"]
    path: str
    who: Who
    answer: Callable[[Visit], Response]
    most: int = _SMALL
    tries: bool = False
    even: bool = False


def _get(path: str, who: Who, answer: Callable[[Visit], Response]) -> Route:
    return Route(method="GET", path=path, who=who, answer=answer)


def _post(
    path: str, who: Who, answer: Callable[[Visit], Response], *, most: int = _SMALL, tries: bool = False
) -> Route:
    return Route(method="POST", path=path, who=who, answer=answer, most=most, tries=tries)


ROUTES: tuple[Route, ...] = (
    _get("/healthz", Who.ANYBODY, probes.healthz),
    _get("/metrics", Who.ANYBODY, probes.metrics),
    _post(PATH, Who.MACHINE, receivers.ring, most=MOST_BODY),
    _get("/", Who.MEMBER, home.home),
    _get("/sign-in", Who.ANYBODY, signing_in.door),
    replace(_post("/sign-in/password", Who.ANYBODY, signing_in.password, tries=True), even=True),
    _get("/sign-in/link/{id}", Who.ANYBODY, signing_in.link),
    _post("/sign-in/link/{id}", Who.ANYBODY, signing_in.follow, tries=True),
    _post("/sign-in/{way}", Who.ANYBODY, signing_in.leave, tries=True),
    _get("/sign-in/{way}/back", Who.ANYBODY, signing_in.back),
    _get("/c/{calendar}/", Who.OWNER, desk.desk),
    _get("/c/{calendar}/plan", Who.OWNER, first_plan.plan),
    _post("/c/{calendar}/plan", Who.OWNER, first_plan.yes),
    _get("/c/{calendar}/appointments/{key}", Who.OWNER, desk.why),
    _post("/c/{calendar}/appointments/{key}", Who.OWNER, desk.say),
    _post("/c/{calendar}/appointments/{key}/moment", Who.OWNER, changing.moment),
    _post("/c/{calendar}/appointments/{key}/guests", Who.OWNER, changing.guests),
    _post("/c/{calendar}/questions/{number}", Who.OWNER, desk.answer),
    _get("/c/{calendar}/people", Who.OWNER, people.people),
    _get("/c/{calendar}/people/new", Who.OWNER, people.person),
    _post("/c/{calendar}/people/new", Who.OWNER, people.keep),
    _get("/c/{calendar}/people/suggestions", Who.OWNER, suggesting.suggestions),
    _post("/c/{calendar}/people/suggestions", Who.OWNER, suggesting.decide),
    _get("/c/{calendar}/people/file/{format}", Who.OWNER, people.download),
    _post("/c/{calendar}/people/file", Who.OWNER, people.upload, most=UPLOAD),
    _get("/c/{calendar}/people/{person}", Who.OWNER, people.person),
    _post("/c/{calendar}/people/{person}", Who.OWNER, people.keep),
    _post("/c/{calendar}/people/{person}/remove", Who.OWNER, people.remove),
    _post("/c/{calendar}/pause", Who.OWNER, care.pause),
    _post("/c/{calendar}/resume", Who.OWNER, care.resume),
    _get("/c/{calendar}/year", Who.OWNER, years.year),
    _get("/c/{calendar}/care", Who.OWNER, care.care),
    _get("/c/{calendar}/data", Who.OWNER, leaving.data),
    _get("/c/{calendar}/undo", Who.OWNER, leaving.undo_shown),
    _post("/c/{calendar}/undo", Who.OWNER, leaving.undo),
    _post("/c/{calendar}/disconnect", Who.OWNER, leaving.disconnect),
    _get("/c/{calendar}/forget", Who.OWNER, leaving.forget_shown),
    _post("/c/{calendar}/forget", Who.OWNER, leaving.forget),
    _get("/office", Who.MANAGER, office_pages.office),
    _get("/health", Who.MANAGER, office_pages.health),
    _post("/sign-out", Who.MEMBER, signing_in.out),
)
