"""What wakes a worker: a pass that ended, or somebody's call.

You need this to speak to a running worker: `bell.put(Call.STOP)`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from queue import SimpleQueue
from typing import TypeAlias

from zaaikalender.engine import Result


class Call(StrEnum):
    """What somebody may call to a worker, from a signal handler or another thread.

    `LOOK`: some calendar's turn may have come sooner than it looked.
    """

    STOP = "stop"
    TELL = "tell"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A pass that ended: its calendar, when it began (UTC), and what came of it."""

    calendar: str
    began: datetime
    outcome: Result | Exception


Ring: TypeAlias = Call | Ended
"""What can be heard."""

Bell: TypeAlias = SimpleQueue[Ring]
"""A `SimpleQueue`, since that may be filled from a signal handler (library reference, `queue`)."""
