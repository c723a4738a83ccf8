"""Every odd and hostile file of tests/corpus gives what its table says, in bounded time and memory."""

import tomllib
from pathlib import Path
from time import thread_time
from typing import Any

import pytest
from ics_reading import cost, moments, no_longer_than, read

from zaaikalender.core.events import Event, Shown, Status, Unreadable

CORPUS = Path(__file__).parents[1] / "corpus"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((CORPUS / "expected.toml").read_text(encoding="utf-8"))
each_file = pytest.mark.parametrize("name", sorted(EXPECTED))

MEMORY = 64 * 1024 * 1024
CPU_A_KIB = 0.2


def shown(event: Event) -> str:
    """An event as the table writes it."""
    extras = [
        *(["cancelled"] if event.status is Status.CANCELLED else []),
        *([event.shown.value] if event.shown is not Shown.BUSY else []),
        *(["private"] if event.private else []),
        *([f"of {event.organizer.address}"] if event.organizer else []),
        *(["ours"] if event.key else []),
    ]
    return f"{moments(event)} {event.title}" + "".join(f" ({extra})" for extra in extras)


def is_about(problem: Unreadable, told: str, name: str) -> bool:
    """Whether a report is the one that the table writes as `UID @line words`."""
    uid, line, words = told.split(" ", 2)
    where = name if line == "@0" else f"{name}:{line[1:]}"
    return (problem.uid or "?") == uid and problem.where == where and words in problem.why


@each_file
def test_each_odd_file_gives_what_its_table_says(name: str):
    case = EXPECTED[name]
    data, begin = (CORPUS / f"{name}.ics").read_bytes(), thread_time()
    with no_longer_than(5):
        parsed = read(data, name)
    assert thread_time() - begin < CPU_A_KIB * max(1, len(data) / 1024)
    events = sorted(shown(event) for item in parsed.items for event in item.events)
    assert len(events) == case["number"] if "number" in case else events == sorted(case.get("events", []))
    told = case.get("unreadable", [])
    assert len(parsed.unreadable) == len(told), parsed.unreadable
    for problem, expected in zip(parsed.unreadable, told, strict=True):
        assert is_about(problem, expected, name), (problem, expected)


def test_all_odd_files_together_take_little_memory():
    files = [path.read_bytes() for path in CORPUS.glob("*.ics")]
    memory, _ = cost(lambda: [read(data) for data in files])
    assert memory < MEMORY


def test_every_file_of_the_corpus_is_in_the_table():
    assert {path.stem for path in CORPUS.glob("*.ics")} == EXPECTED.keys()
    assert all(case["about"] for case in EXPECTED.values())


def test_no_sentence_quotes_what_is_private():
    for name in EXPECTED:
        for problem in read((CORPUS / f"{name}.ics").read_bytes(), name).unreadable:
            assert "Overleg" not in problem.why
            assert "@" not in problem.why
            assert "\n" not in problem.why
