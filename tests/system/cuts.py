"""Which connections a proxy cuts, and when: before a request arrives, or after it was carried out.

You need this to break a pass at a request: `town.proxy.cutter = CutAt(7, "after")`.
"""

from collections.abc import Callable

from providers.caldav_proxy import Passing

MOMENTS = ("before", "after")


class CutAt:
    """Cuts the request of that number, and where it is sent again at once, that too."""

    def __init__(self, number: int, moment: str) -> None:
        self._number, self._moment = number, moment
        self._count = 0
        self._victim: Passing | None = None

    def __call__(self, request: Passing) -> str:
        self._count += 1
        if self._count == self._number:
            self._victim = request
            return self._moment
        again = self._count == self._number + 1 and request == self._victim
        return self._moment if again else ""


class CutEvery:
    """Cuts each so many-th request, before and after in turn, twice where it is sent again at once.

    A creation is cut after it was carried out only: before, nobody can tell whether it was ever there, its
    owner is asked, and the story becomes another one.
    """

    def __init__(self, nth: int) -> None:
        self._nth = nth
        self._count = 0
        self.done = dict.fromkeys(MOMENTS, 0)
        self._cut: Callable[[Passing], str] = lambda _request: ""

    def __call__(self, request: Passing) -> str:
        if moment := self._cut(request):
            return moment
        self._count += 1
        if self._count % self._nth:
            return ""
        moment = MOMENTS[self._count // self._nth % 2]
        moment = "after" if request.condition == "*" else moment
        self.done[moment] += 1
        self._cut = CutAt(1, moment)
        return self._cut(request)
