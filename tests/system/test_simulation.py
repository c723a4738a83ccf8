"""An office's life at random: whatever people do and whatever breaks, the promises hold.

You need this after a change to a decision. The usual run lives some calendar-quarters; more, and other seeds:

    ZAAI_SIMULATE=400 ZAAI_SEED=1000 pytest tests/system/test_simulation.py -s
"""

import os
import time

import pytest

from system.simulation import KINDS, Story

QUARTER = 91
SEEDS = int(os.environ.get("ZAAI_SIMULATE", "3"))
FIRST = int(os.environ.get("ZAAI_SEED", "0"))
FAULTS = (0.0, 0.01, 0.05)
"""The chance of a fault at each step of a pass."""
EDITS = 0.15
"""The chance that the office changes its config before a round."""


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_happens_the_promises_hold(tmp_path, kind):
    began, quarters = time.perf_counter(), 0
    for seed in range(FIRST, FIRST + SEEDS):
        path = tmp_path / str(seed)
        path.mkdir()
        story = Story(path, kind, seed, faults=FAULTS[seed % len(FAULTS)])
        story.run(QUARTER)
        quarters += len(story.office.homes)
    took = time.perf_counter() - began
    print(f"{kind}: {quarters} calendar-quarters, {quarters / 4 / took:.2f} years/s")  # noqa: T201 - the figure


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_the_office_does_to_its_config_the_promises_hold(tmp_path, kind):
    for seed in range(FIRST, FIRST + SEEDS):
        path = tmp_path / str(seed)
        path.mkdir()
        Story(path, kind, seed, faults=FAULTS[seed % len(FAULTS)], edits=EDITS).run(QUARTER)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_lives_the_same_life(tmp_path, kind):
    traces = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        traces.add(Story(tmp_path / name, kind, 1, faults=0.02).run(30))
    assert len(traces) == 1
