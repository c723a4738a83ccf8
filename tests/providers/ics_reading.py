"""Reads iCalendar text in tests, says in words what came out, and measures what it cost.

You need this in each test that parses: `events("RRULE:FREQ=DAILY;COUNT=2")` are the moments of a series.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from resource import RUSAGE_SELF, getrusage
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from builders import AMSTERDAM, at
from zaaikalender.core.events import AllDay, Event, Window
from zaaikalender.providers.ics import Parsed, parse

FORK = multiprocessing.get_context("fork")
WINDOW = Window(start=at("2026-10-01 00:00"), end=at("2027-05-01 00:00"))
START, END = "DTSTART;TZID=Europe/Amsterdam:20261124T100000", "DTEND;TZID=Europe/Amsterdam:20261124T110000"


def read(
    data: bytes | str, name: str = "a.ics", window: Window = WINDOW, zone: ZoneInfo = AMSTERDAM
) -> Parsed:
    """What a file gives, in half a year of Amsterdam."""
    octets = data.encode() if isinstance(data, str) else data
    return parse(octets, ref=name, version="1", window=window, zone=zone, where=name)


def a_vevent(*lines: str, uid: str = "een@test", start: str = START, end: str = END) -> str:
    """A component: an hour on 24 November 2026, and these lines."""
    own = [line for line in (f"UID:{uid}", start, end, *lines) if line]
    return "\r\n".join(["BEGIN:VEVENT", *own, "END:VEVENT", ""])


def a_calendar(*parts: str) -> str:
    """A calendar with these components (or properties) in it."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(parts)}END:VCALENDAR\r\n"


def the_event(*lines: str, **fields: str) -> Event:
    """The one event that a component with these lines gives."""
    parsed = read(a_calendar(a_vevent(*lines, **fields)))
    assert not parsed.unreadable, parsed.unreadable
    (event,) = parsed.items[0].events
    return event


def the_events(*vevents: str, window: Window = WINDOW) -> list[Event]:
    """The events that these components, all of one UID, give."""
    parsed = read(a_calendar(*vevents), window=window)
    assert not parsed.unreadable, parsed.unreadable
    return list(parsed.items[0].events)


def the_reason(*vevents: str) -> str:
    """Why these components cannot be read."""
    (problem,) = read(a_calendar(*vevents)).unreadable
    return problem.why


def moments(event: Event) -> str:
    """When it is, on the wall in Amsterdam: `2026-11-24 10:00-11:00` or `2026-11-24..2026-11-25`."""
    match event.when:
        case AllDay(start=first) as days:
            return f"{first}..{days.last}"
        case timed:
            start, end = timed.start.astimezone(AMSTERDAM), timed.end.astimezone(AMSTERDAM)
            last = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
            return f"{start:%Y-%m-%d %H:%M}-{last}"


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Breaks off what hangs."""

    def stop(*_: object) -> None:
        pytest.fail(f"this took more than {seconds} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def cost(work: Callable[[], object], seconds: int = 5) -> tuple[int, float]:
    """Octets of memory by which the work raises a process's peak, and its seconds of CPU.

    It is done in a process of its own, so that neither this one's past nor a tracer changes the figures.
    """
    ours, theirs = FORK.Pipe(duplex=False)
    child = FORK.Process(target=_work, args=(work, theirs))
    child.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            pytest.fail(f"this took more than {seconds} s")
        memory, cpu = ours.recv()
        return int(memory), float(cpu)
    finally:
        child.kill()
        child.join()


def _work(work: Callable[[], object], answer: Connection) -> None:
    before, begin = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
    work()
    cpu, after = process_time() - begin, getrusage(RUSAGE_SELF).ru_maxrss
    answer.send(((after - before) * 1024, cpu))
