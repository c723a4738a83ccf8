"""How boldly a pass may act: what needs a yes, how long we wait, how much we change in a day.

You need this wherever something is about to be written. The numbers come from `[policy]` in the config; what
they protect is in the promises "no unasked mail" and "it begins when its owner says so".
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from zaaikalender.core.dates import Span
from zaaikalender.core.rules import Invite

ALWAYS_ALLOWED = 5
"""So many updates and cancellations are always allowed, however few of ours stand in a calendar."""


class Start(StrEnum):
    """What a newly connected calendar gets: a plan to look at until its owner says yes, or appointments."""

    WATCH = "watch"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What `[policy]` asks, for every calendar of the office.

    `invite` is what a follow-up rule does that says nothing of its own. `delay` lies between a gesture of
    approval and the invitation; nobody is invited at shorter notice than `notice`. `max_new` creations and
    `max_changes` (a share of what stands of ours, 0 to 1) are per calendar and 24 hours. `every` is the time
    between two passes of a calendar.
    """

    start: Start
    invite: Invite
    delay: timedelta
    notice: Span
    max_new: int
    max_changes: float
    every: timedelta

    def changes_allowed(self, standing: int) -> int:
        """How many updates and cancellations 24 hours may bring where so many of ours stand."""
        # A share is a decimal fraction: 7 % of 100 is 7, which a float puts just above or below it.
        return max(ALWAYS_ALLOWED, math.floor(round(self.max_changes * standing, 9)))
