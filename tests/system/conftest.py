"""Towns with real calendar servers, started when a test first asks for one; and a mail server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from system.dav_town import Town, a_town
from system.mail_sink import Sink, a_sink


@pytest.fixture(scope="session")
def towns() -> Iterator[Callable[[str], Town]]:
    """Gives the town of a kind of server: `towns("radicale")`."""
    with ExitStack() as stack:
        yield cache(lambda kind: stack.enter_context(a_town(kind)))


@pytest.fixture
def town_of(towns) -> Iterator[Callable[[str], Town]]:
    """The same, with a proxy that cuts nothing when the test begins and after it."""
    used: list[Town] = []

    def of(kind: str) -> Town:
        used.append(towns(kind))
        used[-1].proxy.cutter = None
        return used[-1]

    yield of
    for town in used:
        town.proxy.cutter = None


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A mail server that keeps what it gets."""
    with a_sink() as kept:
        yield kept
