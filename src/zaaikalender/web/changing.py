"""Another moment for an appointment, and who is to be invited to a proposal.

You need this for the forms below an appointment. What is changed here is changed in the calendar itself, at
once, as its owner would do it there.
"""

from datetime import UTC, date, datetime, time

from starlette.responses import Response

from zaaikalender.errors import Busyness, PlanRefused, Stale
from zaaikalender.handwork import ask_others, askable, may_ask_others, may_move, move
from zaaikalender.web import standing
from zaaikalender.web.desk import why
from zaaikalender.web.member import NotThere
from zaaikalender.web.visit import Visit

_LAST = 2200
"""Years behind this one are typing errors."""


def moment(visit: Visit) -> Response:
    """Another moment, on the office's clock."""
    here, now = standing.of(visit), visit.office.now()
    entry = here.entry(visit.sent.path["key"])
    if not may_move(entry, now):
        raise NotThere("this appointment cannot be moved here.")
    start = _typed(visit)
    try:
        move(visit.office.app, visit.calendar, entry, start, now)
    except (PlanRefused, Stale, Busyness) as error:
        # What was chosen stays in the form: another day is one tap away.
        return why(visit, trouble=visit.office.voice.failure(error), status=409)
    visit.office.wake()
    return visit.go(visit.to(f"appointments/{entry.key}"), told="moved")


def _typed(visit: Visit) -> datetime:
    """The moment that was typed, in UTC, where it lasts as long as before. Raises `NotThere` for none."""
    zone = visit.office.app.config.office.zone
    try:
        day, at = date.fromisoformat(visit.field("day")), time.fromisoformat(visit.field("time"))
        start = datetime.combine(day, at.replace(tzinfo=None), tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotThere("this is no moment.") from None
    if start.year > _LAST:
        raise NotThere("no calendar goes so far.")
    return start


def guests(visit: Visit) -> Response:
    """Who is to be invited once it is approved; nobody else."""
    here, now = standing.of(visit), visit.office.now()
    entry = here.as_seen(here.entry(visit.sent.path["key"]))
    if not may_ask_others(entry, now):
        raise NotThere("nobody can be chosen here.")
    chosen = [each.address for each in askable(entry) if visit.field(f"guest {each.address}") == "yes"]
    ask_others(visit.office.app, visit.calendar, entry, chosen, now)
    visit.office.wake()
    return visit.go(visit.to(f"appointments/{entry.key}"), told="asked")
