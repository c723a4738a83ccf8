"""Connecting, at a terminal: sentences, a password that does not show, and the way to the browser.

You need this when a question is put to whoever types `zaai connect`. Without a terminal, lines are read as
they come (a pipe); where nothing comes, a sentence says that somebody must be asked.
"""

import getpass
import os
import select
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from zaaikalender.cli.phrases import phrase
from zaaikalender.cli.screen import Screen
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.oauth_loopback import Loopback, NotConsented

_LOGIN_SECONDS = 600.0
"""So long somebody may take to log in; an older `state` is worth nothing."""
_LOOK = 0.2
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalTalk:
    """A `Talk` with whoever sits at this terminal; `seconds` is how long a login may take."""

    screen: Screen
    language: str
    seconds: float = _LOGIN_SECONDS

    def say(self, code: str, **facts: object) -> None:
        """See `Talk.say`."""
        self.screen.say(phrase(self.language, code, **facts))

    def secret(self, code: str, **facts: object) -> str:
        """See `Talk.secret`."""
        prompt = phrase(self.language, code, **facts)
        try:
            typed = getpass.getpass(f"{prompt} ") if sys.stdin.isatty() else sys.stdin.readline()
        except EOFError:
            typed = ""
        if secret := typed.rstrip("\r\n"):
            return secret
        raise ConfigurationError(
            "nobody typed a password: run this in a terminal, or name the password with `password_env`"
        )

    def consent(self, url: str, loopback: Loopback, state: str) -> Mapping[str, str]:
        """See `Talk.consent`."""
        loopback.expect(state)
        self.say("connect.browser")
        self.screen.data(url)
        self.say("connect.paste")
        _open(url)
        found = self._first(loopback)
        self.say("connect.logged_in")
        return found

    def code(
        self,
        code: str,
        address: str,
        arrived: Callable[[], T | None],
        *,
        pause: Callable[[], float],
        life: float,
    ) -> T:
        """See `Talk.code`."""
        self.say("connect.device", address=address)
        self.screen.data(code)
        self.say("connect.device_warning")
        until = time.monotonic() + min(life, self.seconds)
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(pause(), left))
            if (found := arrived()) is not None:
                self.say("connect.logged_in")
                return found
        raise NotConsented("Nobody logged in within the time. Run the same command again.")

    def _first(self, loopback: Loopback) -> Mapping[str, str]:
        """Whichever comes first: the browser's callback, or the pasted address."""
        until, listening = time.monotonic() + self.seconds, True
        while time.monotonic() < until:
            if (found := loopback.arrived(_LOOK)) is not None:
                return found
            line = _typed() if listening else None
            # An empty line without its end is the end of what can be read.
            listening = listening and line != ""
            if line and line.strip():
                try:
                    return loopback.pasted(line)
                except NotConsented:
                    self.say("connect.wrong_address")
        return loopback.wait(0)


def _typed() -> str | None:
    """A line if one was typed by now; None where there is none, empty where none can come any more."""
    try:
        ready = bool(select.select([sys.stdin], [], [], 0)[0])
    except (OSError, ValueError):
        # No terminal and no pipe, or a system that cannot look ahead: the browser alone is waited for.
        return ""
    return sys.stdin.readline() if ready else None


def _open(url: str) -> None:
    """Opens a browser with windows, where there is one; a browser in this terminal would take it over."""
    windows = sys.platform in {"darwin", "win32"}
    if windows or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")):
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
