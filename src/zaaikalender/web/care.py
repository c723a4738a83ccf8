"""Looking after one's calendar: letting it stand still, going on.

You need this when somebody wants peace for a while, or for good.
"""

from starlette.responses import Response

from zaaikalender.web.visit import Visit


def pause(visit: Visit) -> Response:
    """Nothing is written from now on."""
    visit.office.app.store.pause(visit.calendar.name, visit.office.now())
    return visit.go(visit.to(), told="paused")


def resume(visit: Visit) -> Response:
    """Goes on again."""
    store, name = visit.office.app.store, visit.calendar.name
    store.resume(name)
    store.make_due(name)
    visit.office.wake()
    return visit.go(visit.to(), told="resumed")
