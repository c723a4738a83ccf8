"""How a calendar is, for who looks over all of them: a few facts of each, none of them private.

You need this for the page of health and for metrics. All that is known of one calendar's state is
`core.records.CalendarState`; in a large office it takes too long to load for each.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a calendar was last good (UTC), how often it failed since and why, and what it waits for.

    `read` says whether a pass ever looked at it, `allowed` whether its owner said yes, `questions` how many
    wait for an answer.
    """

    name: str
    last_good: datetime | None = None
    failures: int = 0
    failure: str = ""
    paused: bool = False
    read: bool = False
    allowed: bool = False
    questions: int = 0
