"""Several processes at one database, all set off at the same moment.

You need this to let processes race: `outcomes(url, "acquire", 2)`.
"""

import os
import subprocess
import sys
from pathlib import Path

from processes import beside_the_source

RIVAL = Path(__file__).with_name("rival.py")
TIMEOUT = 60


def _started(url: str, what: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, str(RIVAL), url, what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": beside_the_source(RIVAL.parents[1])},
    )


def outcomes(url: str, what: str, count: int) -> list[tuple[int, str]]:
    """The exit code of each process and what it printed; both streams where it failed."""
    rivals = [_started(url, what) for _ in range(count)]
    for rival in rivals:
        assert rival.stdout is not None
        assert rival.stdout.readline() == "ready\n"
    ended = []
    for rival in rivals:
        assert rival.stdin is not None
        rival.stdin.write("go\n")
        rival.stdin.flush()
    for rival in rivals:
        out, err = rival.communicate(timeout=TIMEOUT)
        ended.append((rival.returncode, (out + err).strip()))
    return ended
