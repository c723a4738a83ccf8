"""Ctrl-C before the commands are loaded ends `zaai` as quietly as Ctrl-C later."""

import subprocess
import sys

STOPPED_WHILE_LOADING = """
import sys
class Stops:
    def find_spec(self, name, path=None, target=None):
        if name == "zaaikalender.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stops())
from zaaikalender.__main__ import main
main()
"""


def test_ctrl_c_while_the_commands_are_loaded_shows_nothing() -> None:
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", STOPPED_WHILE_LOADING], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")
