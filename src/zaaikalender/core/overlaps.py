"""Which of our appointments overlap something else that keeps their owner busy.

You need this when a proposal moved by itself, or a question came about a collision. Touching ends do not
collide.
"""

from bisect import bisect_left
from collections.abc import Mapping
from itertools import accumulate

from zaaikalender.core.appointments import Kind
from zaaikalender.core.desk import Situation
from zaaikalender.core.events import Event, Timed


def overlapping(situation: Situation, events: Mapping[str, Event]) -> frozenset[str]:
    """The keys of our timed appointments that overlap busy time of another object of the calendar."""
    kinds = {entry.key: entry.kind for entry in situation.known.entries}
    timed = {
        key: (event.when, event.ref)
        for key, event in events.items()
        if kinds.get(key) not in (Kind.NOTE, Kind.QUESTION, Kind.SERIES) and isinstance(event.when, Timed)
    }
    if not timed:
        return frozenset()
    stretches = sorted((busy.start, busy.end, kept.ref) for kept in situation.kept for busy in kept.busy) + [
        (busy.start, busy.end, "") for busy in situation.elsewhere
    ]
    stretches.sort(key=lambda stretch: stretch[:2])
    starts = [start for start, _end, _ref in stretches]
    # How far any stretch up to here reaches: before that, none can overlap.
    reach = list(accumulate((end for _start, end, _ref in stretches), max))
    found = set()
    for key, (when, mine) in timed.items():
        index = bisect_left(starts, when.end) - 1
        while index >= 0 and reach[index] > when.start:
            _start, end, ref = stretches[index]
            if end > when.start and ref != mine:
                found.add(key)
                break
            index -= 1
    return frozenset(found)
