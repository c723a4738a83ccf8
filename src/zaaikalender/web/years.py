"""One's own year: a picture of twelve months, the half-days against what is meant for them, the numbers.

You need this for the page of the year. It counts and names nobody; it reads as well on paper, in black and
white.
"""

from starlette.responses import Response

from zaaikalender.core.weeffout import tenths
from zaaikalender.counting import figures_of_one, today
from zaaikalender.report.year import YearReport
from zaaikalender.report.year_picture import picture
from zaaikalender.report.year_rows import heads, point, rows, summary
from zaaikalender.web.member import NotThere
from zaaikalender.web.rendering import markup
from zaaikalender.web.visit import Visit

_FIRST, _LAST = 2000, 2200
_MOST_BOXES = 12


def year(visit: Visit) -> Response:
    """A year of the calendar in the address; this one unless another is asked for."""
    office = visit.office
    shown = year_asked(visit)
    figures = figures_of_one(office.app, visit.calendar, shown, office.now())
    report = YearReport(
        year=shown,
        language=office.language,
        total=figures,
        people=((visit.calendar.name, figures),),
        # Under the quarters stands the year itself; whose it is, he knows.
        name=str(shown),
    )
    budget = office.app.config.settings.budget.half_days
    used = figures.year.half_days
    return visit.page(
        "year.html",
        year=shown,
        picture=markup(picture(report)),
        sentences=list(summary(report)),
        heads=heads(office.language),
        rows=list(rows(report)),
        budget=budget,
        empty=not (figures.year.planned or figures.year.sessions),
        used=tenths(used, point(office.language)),
        boxes=boxes(used, budget),
    )


def year_asked(visit: Visit) -> int:
    """The year in the address. Raises `NotThere` for none that calendars have."""
    text = visit.sent.query.get("year")
    if text is None:
        return today(visit.office.app, visit.office.now()).year
    if not (text.isascii() and text.isdecimal() and len(text) == len(str(_FIRST))) or not (
        _FIRST <= int(text) <= _LAST
    ):
        raise NotThere("there is no such year.")
    return int(text)


def boxes(used: float, budget: int) -> list[str]:
    """Half-days as boxes: full, half or empty, as many as are meant or used."""
    count = min(max(budget, round(used + 0.49)), _MOST_BOXES)
    halves = [max(0, min(2, round(2 * (used - number)))) for number in range(count)]
    return [("none", "half", "full")[each] for each in halves]
