"""Processes of ours that a test starts: they use the same source as the test itself.

You need this wherever a test starts a Python of its own: without it, a second checkout tests the first one.
"""

import os
from pathlib import Path

import zaaikalender

_SOURCE = Path(zaaikalender.__file__).parents[1]


def beside_the_source(folder: Path) -> str:
    """A PYTHONPATH of this folder and the source under test."""
    return os.pathsep.join([str(folder), str(_SOURCE)])
