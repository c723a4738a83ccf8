"""A whole VEVENT as a value, and which of several with one UID counts.

You need this between components and items: an event that cannot be read raises here and spoils no other.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from zaaikalender.providers.ics_clock import Clock
from zaaikalender.providers.ics_event import Content, Origin, Properties, content, properties, sequence_of
from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.ics_repeats import Repeats, Replaces, repeats, replaces
from zaaikalender.providers.ics_times import Timing, timing
from zaaikalender.providers.ics_tree import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Vevent:
    """One component. `line` is where it begins; of two for one thing the higher `revision` counts."""

    line: int
    content: Content
    timing: Timing
    repeats: Repeats | None
    replaces: Replaces | None
    revision: tuple[int, str, str]


def read(block: Block, lines: list[str], clock: Clock, origin: Origin) -> Vevent:
    """The event in a component. Raises `NotReadable`."""
    if not block.whole:
        raise NotReadable("the event has no end: the file was cut off or damaged; export it again")
    props = properties(block, lines)
    when = timing(props, clock)
    return Vevent(
        line=block.start,
        content=content(props, origin),
        timing=when,
        repeats=repeats(props, when, clock),
        replaces=replaces(props, clock),
        revision=revision(props),
    )


def revision(props: Properties) -> tuple[int, str, str]:
    """SEQUENCE first, then the stamps, as RFC 5546, 2.1.5, orders two versions of one event."""
    return sequence_of(props), _first(props, "LAST-MODIFIED"), _first(props, "DTSTAMP")


def _first(props: Properties, name: str) -> str:
    return props[name][0].value.strip() if name in props else ""


def newest(events: Iterable[Vevent]) -> Vevent | None:
    """The one that counts; of two equal ones the last in the file."""
    best: Vevent | None = None
    for event in events:
        if best is None or event.revision >= best.revision:
            best = event
    return best
