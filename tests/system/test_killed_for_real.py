"""A process that is really killed (kill -9) in the middle of its passes over a folder, again and again."""

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from system.office import Office
from system.test_killed_everywhere import notices, ready_for_everything, shown, undisturbed

TESTS = Path(__file__).parents[1]
MOMENTS = (0.0, 0.01, 0.02, 0.04, 0.08)
"""Seconds that a process lives after it began."""


def killed_after(office: Office, seconds: float) -> None:
    """A process makes passes over the office's folder, and is killed."""
    command = [sys.executable, str(TESTS / "system" / "passes.py"), str(TESTS)]
    command += [str(office.path), office.now.isoformat()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ourselves
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert process.returncode == -signal.SIGKILL


def test_a_process_that_is_killed_again_and_again_leaves_nothing_double_and_nothing_lost(tmp_path):
    ready = ready_for_everything(tmp_path / "ready", "folder")
    _steps, whole = undisturbed(ready, tmp_path / "whole")
    office = ready.clone(tmp_path / "killed")
    office.close()
    for seconds in MOMENTS:
        killed_after(office, seconds)
        office.now += timedelta(seconds=301)
    office.store = office.opened()
    office.until_quiet()
    while unsure := [each for each in office.questions() if each.ask.code == "unknown_outcome"]:
        office.answer(unsure[0].number, "plan_again")
        office.until_quiet()
    assert shown(office, by_key=False) == shown(whole, by_key=False)
    assert notices(office) == 1
    assert [each.ask.code for each in office.questions()] == [each.ask.code for each in whole.questions()]
    office.close()
    whole.close()
