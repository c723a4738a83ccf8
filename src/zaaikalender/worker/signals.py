"""What the system calls to a worker: stop, or tell how the calendars are.

You need this around `Worker.work` in a process of its own. `SIGTERM` or `SIGINT` stops it: no pass starts any
more, those that run are finished. A second one kills at once, which does no harm either: the next pass
settles what was left open. `SIGUSR1` asks for a line on each calendar.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from zaaikalender.worker.bell import Bell, Call


@contextmanager
def signals_ring(bell: Bell) -> Iterator[None]:
    """Within this block `SIGTERM` and `SIGINT` stop the worker of that bell, `SIGUSR1` makes it tell.

    Only the main thread may call it. The second `SIGTERM` or `SIGINT` is the system's own: it kills.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        bell.put(Call.STOP)

    def tell(_number: int, _frame: FrameType | None) -> None:
        bell.put(Call.TELL)

    handlers: dict[str, Callable[[int, FrameType | None], None]] = {
        "SIGTERM": stop,
        "SIGINT": stop,
        "SIGUSR1": tell,
    }
    # Not every system has them all.
    numbers = {getattr(signal, name): handler for name, handler in handlers.items() if hasattr(signal, name)}
    before = {number: signal.signal(number, handler) for number, handler in numbers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
