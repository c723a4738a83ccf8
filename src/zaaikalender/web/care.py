"""Looking after one's calendar: how it is, letting it stand still, going on.

You need this when somebody wants to know whether it works, or wants peace for a while. Leaving for good
stands in `leaving`.
"""

from starlette.responses import Response

from zaaikalender.config import FolderConfig, OtherConfig
from zaaikalender.core.records import Outcome
from zaaikalender.web import connecting, standing
from zaaikalender.web.visit import Visit


def care(visit: Visit) -> Response:
    """How the calendar is, and what its owner can do with it."""
    here, provider = standing.of(visit), visit.calendar.provider
    failure = here.known.state.failure if here.known.state.failures else ""
    app = visit.office.app
    runs = app.store.runs(visit.calendar.name)
    return visit.page(
        "care.html",
        calendar=visit.calendar,
        standing=here,
        provider=provider.provider,
        server=isinstance(provider, OtherConfig),
        folder=provider.path.name if isinstance(provider, FolderConfig) else "",
        failure=visit.office.voice.stored_failure(failure) if failure else "",
        looked=next((run.ended for run in runs if run.outcome is not Outcome.FAILED), None),
        again=connecting.again(visit),
        by_password=connecting.by_password(visit),
    )


def pause(visit: Visit) -> Response:
    """Nothing is written from now on."""
    visit.office.app.store.pause(visit.calendar.name, visit.office.now())
    return visit.go(visit.to(), told="paused")


def resume(visit: Visit) -> Response:
    """Goes on again."""
    store, name = visit.office.app.store, visit.calendar.name
    store.resume(name, visit.office.now())
    store.make_due(name)
    visit.office.wake()
    return visit.go(visit.to(), told="resumed")
