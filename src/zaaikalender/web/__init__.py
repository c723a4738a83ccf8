"""The page: connect once, say yes, approve, keep one's list, look at the year.

You need this for `zaai serve`: `application(office)` is the whole of it as an ASGI application, `Serving`
runs it. Server-rendered, no script; who somebody is comes from the server-side session alone, never from a
parameter. A route that is not in `routes.ROUTES` does not exist, and each names who may use it.
"""

from zaaikalender.web.application import application
from zaaikalender.web.office import Office, Voice
from zaaikalender.web.serving import Serving

__all__ = ["Office", "Serving", "Voice", "application"]
