"""A command on a terminal of its own, with somebody who reads the screen and types.

You need this for what only shows on a terminal: a password that must not echo, a question, a link to follow.
"""

import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

_PATIENCE = 60


@dataclass
class Terminal:
    """What was shown so far, and a keyboard."""

    pid: int
    handle: int
    shown: str = ""

    def read_until(self, text: str) -> str:
        """Waits until that shows; gives all that was shown."""
        until = time.monotonic() + _PATIENCE
        while text not in self.shown and time.monotonic() < until:
            if not self._more():
                break
        assert text in self.shown, self.shown
        return self.shown

    def find(self, pattern: str) -> str:
        """Waits until something of that form shows on a line of its own; gives it."""
        until = time.monotonic() + _PATIENCE
        while not (found := re.search(rf"^({pattern})\r?\n", self.shown, re.MULTILINE)):
            assert self._more(), self.shown
            assert time.monotonic() < until, self.shown
        return found[1]

    def type(self, text: str) -> None:
        """Types a line."""
        os.write(self.handle, f"{text}\n".encode())

    def ended(self) -> int:
        """Waits for the end; gives the exit code."""
        while self._more():
            pass
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def _more(self) -> bool:
        """Reads what shows next; False at the end."""
        if not select.select([self.handle], [], [], _PATIENCE)[0]:
            raise AssertionError(f"nothing more shows: {self.shown}")
        try:
            part = os.read(self.handle, 65536)
        except OSError:  # how Linux says that the other side is closed
            return False
        self.shown += part.decode(errors="replace")
        return bool(part)


@contextmanager
def on_a_terminal(
    *words: str, environ: Mapping[str, str] | None = None, program: str = ""
) -> Iterator[Terminal]:
    """`zaai` with these words on a terminal, or a program of a test's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZAAI_")}
    browsers = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"), "")
    values = {**kept, **browsers, "TERM": "dumb", "COLUMNS": "200", **(environ or {})}
    pid, handle = pty.fork()
    if pid == 0:  # pragma: no cover - becomes the command
        command = ["-c", program] if program else ["-m", "zaaikalender", *words]
        os.execve(sys.executable, [sys.executable, *command], values)  # noqa: S606
    terminal = Terminal(pid, handle)
    try:
        yield terminal
    finally:
        if terminal.pid:
            os.kill(terminal.pid, signal.SIGKILL)
            os.waitpid(terminal.pid, 0)
        os.close(handle)
