"""Who does the work of a request: threads, in crews that cannot be taken away from each other.

You need this when the page hangs. A stranger at the door may have a slow server asked for his password; those
who are in go on meanwhile, and monitoring and rings are answered by a crew of their own.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from starlette.responses import Response

from zaaikalender.web.guard import PROBES
from zaaikalender.web.routes import Route, Who

_MACHINES, _DOOR, _INSIDE = 4, 16, 40


class Crews:
    """The threads of one application."""

    def __init__(self) -> None:
        self._machines, self._door, self._inside = (
            ThreadPoolExecutor(count, thread_name_prefix=f"page-{name}")
            for count, name in ((_MACHINES, "machines"), (_DOOR, "door"), (_INSIDE, "inside"))
        )

    async def answer(self, route: Route, work: Callable[[], Response]) -> Response:
        """Has the crew of that route do its work."""
        return await asyncio.get_running_loop().run_in_executor(self._crew(route), work)

    def _crew(self, route: Route) -> ThreadPoolExecutor:
        if route.who is Who.MACHINE or route.path in PROBES:
            return self._machines
        return self._door if route.path.startswith("/sign-in/") else self._inside
