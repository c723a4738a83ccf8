"""Every odd and hostile file of tests/corpus gives what its table says, in bounded time and memory."""

import signal
import tomllib
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import thread_time
from typing import Any

import pytest

from builders import AMSTERDAM, at
from zaaikalender.core.events import AllDay, Event, Shown, Status, Unreadable, Window
from zaaikalender.providers.ics import Parsed, parse

CORPUS = Path(__file__).parents[1] / "corpus"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((CORPUS / "expected.toml").read_text(encoding="utf-8"))
WINDOW = Window(start=at("2026-10-01 00:00"), end=at("2027-05-01 00:00"))

MEMORY = 64 * 1024 * 1024
CPU_A_KIB = 0.2
HANGS_AFTER = 5


def read(data: bytes, name: str = "x.ics") -> Parsed:
    return parse(data, ref=name, version="1", window=WINDOW, zone=AMSTERDAM, where=name)


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Breaks off what hangs."""

    def stop(*_: object) -> None:
        pytest.fail(f"reading took more than {seconds} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def shown(event: Event) -> str:
    """An event as the table writes it."""
    extras = [
        *(["cancelled"] if event.status is Status.CANCELLED else []),
        *([event.shown.value] if event.shown is not Shown.BUSY else []),
        *(["private"] if event.private else []),
        *([f"of {event.organizer.address}"] if event.organizer and event.organizer.name != "hidden" else []),
        *(["ours"] if event.key else []),
    ]
    return f"{moments(event)} {event.title}" + "".join(f" ({extra})" for extra in extras)


def moments(event: Event) -> str:
    match event.when:
        case AllDay(start=first) as days:
            return f"{first}..{days.last}"
        case timed:
            start, end = timed.start.astimezone(AMSTERDAM), timed.end.astimezone(AMSTERDAM)
            last = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
            return f"{start:%Y-%m-%d %H:%M}-{last}"


def is_about(problem: Unreadable, expected: str, name: str) -> bool:
    """Whether a report is the one that the table writes as `UID @line words`."""
    uid, line, words = expected.split(" ", 2)
    where = name if line == "@0" else f"{name}:{line[1:]}"
    return (problem.uid or "?") == uid and problem.where == where and words in problem.why


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_odd_file_gives_what_its_table_says(name: str):
    case = EXPECTED[name]
    with no_longer_than(HANGS_AFTER):
        parsed = read((CORPUS / f"{name}.ics").read_bytes(), name)
    events = [event for item in parsed.items for event in item.events]
    if "number" in case:
        assert len(events) == case["number"]
    else:
        assert sorted(map(shown, events)) == sorted(case.get("events", []))
    expected = case.get("unreadable", [])
    assert len(parsed.unreadable) == len(expected), parsed.unreadable
    for problem, told in zip(parsed.unreadable, expected, strict=True):
        assert is_about(problem, told, name), (problem, told)


def test_every_file_of_the_corpus_is_in_the_table():
    assert {path.stem for path in CORPUS.glob("*.ics")} == EXPECTED.keys()
    assert all(case["about"] for case in EXPECTED.values())


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_odd_file_costs_little(name: str):
    data = (CORPUS / f"{name}.ics").read_bytes()
    peak, cpu = cost(lambda: read(data))
    assert peak < MEMORY
    assert cpu < CPU_A_KIB * max(1, len(data) / 1024)


def cost(work: Callable[[], object]) -> tuple[int, float]:
    """Peak memory in octets, and seconds of CPU (apart, since measuring the one slows the other)."""
    begin = thread_time()
    with no_longer_than(HANGS_AFTER):
        work()
    cpu = thread_time() - begin
    tracemalloc.start()
    try:
        with no_longer_than(10 * HANGS_AFTER):
            work()
        return tracemalloc.get_traced_memory()[1], cpu
    finally:
        tracemalloc.stop()
