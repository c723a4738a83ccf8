"""What managers see: the office's counts, and how the calendars are.

You need this for what a manager may know. Counts and calendars' names are all that is here: with whom anybody
spoke stays behind (`counting`), and what somebody skipped too.
"""

from datetime import datetime, timedelta

from starlette.responses import Response

from zaaikalender.core.counts import together
from zaaikalender.core.policy import Start
from zaaikalender.core.records import CalendarState
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
    app = visit.office.app
    known = {state.name: state for state in app.store.calendars()}
    waiting: dict[str, int] = {}
    for question in app.store.open_questions():
        waiting[question.calendar] = waiting.get(question.calendar, 0) + 1
    watch = app.config.policy.start is Start.WATCH
    lines = [
        {
            "name": each.name,
            "good": known[each.name].last_good if each.name in known else None,
            "state": _state(known.get(each.name), visit.office.now(), watch=watch),
            "failure": visit.office.voice.stored_failure(known[each.name].failure)
            if each.name in known and known[each.name].failures
            else "",
            "questions": waiting.get(each.name, 0),
        }
        for each in app.config.calendars
    ]
    return visit.page("health.html", lines=lines)


def _state(state: CalendarState | None, now: datetime, *, watch: bool) -> str:
    """How a calendar is, as the last part of a code."""
    if state is None or (state.fingerprint is None and not state.failures):
        return "never"
    if state.failures:
        return "failing"
    if state.paused_at is not None:
        return "paused"
    if state.last_good is not None and state.last_good < now - _QUIET:
        return "quiet"
    return "watched" if watch and state.consent is None else "fine"
