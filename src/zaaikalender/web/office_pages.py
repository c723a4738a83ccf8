"""What managers see: the office's counts, and how the calendars are.

You need this for what a manager may know. Counts and calendars' names are all that is here: with whom anybody
spoke stays behind (`counting`), and what somebody skipped too.
"""

from datetime import datetime, timedelta

from starlette.responses import Response

from zaaikalender.core.condition import Condition
from zaaikalender.core.counts import together
from zaaikalender.core.policy import Start
from zaaikalender.counting import weeffout_sentences
from zaaikalender.report.year import YearReport, people_shown
from zaaikalender.report.year_picture import picture
from zaaikalender.report.year_rows import heads, rows, summary
from zaaikalender.web.counter import Tally
from zaaikalender.web.office import Office
from zaaikalender.web.rendering import markup
from zaaikalender.web.visit import Visit
from zaaikalender.web.years import year_asked

_QUIET = timedelta(days=2)


def office(visit: Visit) -> Response:
    """The input counts of a year, or how far the first count is: a sum of the first few would mislead."""
    here, shown = visit.office, year_asked(visit)
    tally = here.counter.tally(shown)
    found = {} if tally.waiting else _counts(here, shown, tally)
    return visit.page("office.html", year=shown, tally=tally, all=len(here.app.calendars()), facts=found)


def _counts(here: Office, year: int, tally: Tally) -> dict[str, object]:
    """What the page says once everybody was counted."""
    found, total = dict(tally.figures), together(tally.figures.values())
    per_person = here.app.config.settings.report.per_person
    people, hidden = people_shown(found, per_person=per_person, name="")
    report = YearReport(
        year=year,
        language=here.language,
        total=total,
        people=people,
        weeffout=weeffout_sentences(here.app, total.asked, len(found)),
        hidden=hidden,
    )
    return {
        "picture": markup(picture(report)),
        "sentences": list(summary(report)),
        "heads": heads(here.language),
        "rows": list(rows(report)),
        "weeffout": report.weeffout,
    }


def health(visit: Visit) -> Response:
    """When each calendar was last good, and what waits."""
    office = visit.office
    known = {each.name: each for each in office.app.store.conditions()}
    watch, now = office.app.config.policy.start is Start.WATCH, office.now()
    states = {code: office.say(f"health.{code}") for code in _STATES}
    lines = []
    for calendar in office.app.config.calendars:
        here = known.get(calendar.name) or Condition(name=calendar.name)
        code = _state(here, now, watch=watch)
        failure = office.voice.stored_failure(here.failure) if here.failures else ""
        lines.append((here, code, states[code], failure))
    return visit.page("health.html", lines=lines)


_STATES = ("never", "failing", "paused", "quiet", "watched", "fine")


def _state(here: Condition, now: datetime, *, watch: bool) -> str:
    """How a calendar is, as the last part of a code."""
    if not here.read and not here.failures:
        return "never"
    if here.failures:
        return "failing"
    if here.paused:
        return "paused"
    if here.last_good is not None and here.last_good < now - _QUIET:
        return "quiet"
    return "watched" if watch and not here.allowed else "fine"
