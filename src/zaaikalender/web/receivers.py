"""Where servers ring: "look at that calendar". What a ring is worth is the bells' own matter.

You need this when rings do not arrive. There is no session and no form here; a ring proves itself by its own
secret, carries no data, and does no more than make a calendar due (`servers.bells`).
"""

from starlette.responses import PlainTextResponse, Response

from zaaikalender.servers.ringing import Request
from zaaikalender.web.visit import Visit


def ring(visit: Visit) -> Response:
    """Answers a ring at once."""
    sent = visit.sent
    request = Request(method="POST", query=sent.query, headers=sent.headers, body=sent.body)
    answer = visit.office.app.servers.bells.answer(sent.path["kind"], request)
    return PlainTextResponse(answer.text, status_code=answer.status)
