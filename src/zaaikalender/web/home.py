"""The first page: where somebody goes who only typed the address.

You need this to change where people land: at their own calendar, a manager without one at the counts.
"""

from starlette.responses import Response

from zaaikalender.web.visit import Visit


def home(visit: Visit) -> Response:
    """On to his own calendar, or to the office."""
    calendars = visit.someone.calendars
    told = {"told": visit.sent.query["told"]} if "told" in visit.sent.query else {}
    return visit.go(f"/c/{calendars[0].name}/" if calendars else "/office", **told)
