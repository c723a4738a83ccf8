"""Where a login in the browser ends: an address on this machine that takes one callback, and only ours.

You need this to connect a calendar by OAuth (RFC 8252, 7.3: a loopback address with a port that is free). It
takes one callback whose `state` is the one that was sent along, and refuses every other path, method, Host,
size and state; somebody else's page cannot slip us a login of its own. Where the browser is on another
machine, `pasted` reads the address on which it ended, under the same rules.
"""

import hmac
import secrets
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit

from zaaikalender.errors import ZaaiError
from zaaikalender.providers.oauth_callback import Refusal, query_of, read_head
from zaaikalender.providers.oauth_page import page

_TOGETHER = 8
"""Browsers open connections ahead of need; more at once than this is no browser."""
_SECONDS = 5.0
"""So long a connection may take in all."""
_LOOK = 0.2
_STATE_SECONDS = 600.0
"""So long a state is good for: a login that takes longer begins again."""
_LONGEST = 16_384
_USED = 410


class NotConsented(ZaaiError):
    """The login in the browser did not end in an answer that belongs to it: connect again."""


class Loopback:
    """Listens on this machine while it is entered; `language` is that of the page in the browser.

    `host` is how the redirect address names this machine: Google takes 127.0.0.1, Microsoft localhost.
    `new_state()` gives what to send along; `expect` takes another one, where a library makes its own. A
    state is good for ten minutes by `clock` (monotonic, in seconds).
    """

    def __init__(
        self,
        *,
        language: str,
        host: Literal["127.0.0.1", "localhost"] = "127.0.0.1",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._language, self._host, self._clock = language, host, clock
        self._good_until = 0.0
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._port = 0
        self._expected: bytes | None = None
        self._callback: Mapping[str, str] | None = None
        self._changed = threading.Condition()
        self._places = threading.BoundedSemaphore(_TOGETHER)

    def __repr__(self) -> str:
        return f"Loopback({self._host})"

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(_LOOK)
        self._port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, args=(self._listener,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._listener is not None and self._thread is not None:
            # Closing alone does not wake whoever waits for a connection.
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._thread.join()

    @property
    def redirect_uri(self) -> str:
        """The address on which the browser ends: `http://127.0.0.1:PORT/` or `http://localhost:PORT`."""
        slash = "/" if self._host == "127.0.0.1" else ""
        return f"http://{self._host}:{self._port}{slash}"

    def new_state(self) -> str:
        """A state to send along (256 random bits); it is expected from now on."""
        state = secrets.token_urlsafe(32)
        self.expect(state)
        return state

    def expect(self, state: str) -> None:
        """The state that a callback must bring. One that is expected already may be said again."""
        wanted = state.encode()
        with self._changed:
            if self._expected is not None and not hmac.compare_digest(self._expected, wanted):
                raise ValueError("a loopback serves one login")
            if self._expected is None:
                self._good_until = self._clock() + _STATE_SECONDS
            self._expected = wanted

    def wait(self, timeout: float) -> Mapping[str, str]:
        """The callback's query, within so many seconds. Raises `NotConsented` where none came."""
        found = self.arrived(timeout)
        if found is None:
            raise NotConsented("Nobody logged in within the time. Run the same command again.")
        return found

    def arrived(self, timeout: float) -> Mapping[str, str] | None:
        """The callback's query if it comes within so many seconds; for who waits for something else too."""
        with self._changed:
            self._changed.wait_for(lambda: self._callback is not None, timeout)
            return self._callback

    def pasted(self, text: str) -> Mapping[str, str]:
        """The query of an address that a person pasted. Raises `NotConsented` for one of another login."""
        try:
            query = query_of(urlsplit("".join(text.split())).query)
            return self._taken(query)
        except (Refusal, ValueError):
            raise NotConsented(
                "That is not the address on which this login ended. Copy the whole address from the "
                "browser's address bar, or run the same command again."
            ) from None

    def _taken(self, query: Mapping[str, str]) -> Mapping[str, str]:
        """Takes a callback, the first with the right state. Raises `Refusal` for any other."""
        state = query.get("state", "").encode()
        with self._changed:
            right = self._expected is not None and hmac.compare_digest(state, self._expected)
            if not right or not ({"code", "error"} & query.keys()):
                raise Refusal(400)
            if self._callback is not None or self._clock() > self._good_until:
                raise Refusal(_USED)
            self._callback = query
            self._changed.notify_all()
            return query

    def _listen(self, listener: socket.socket) -> None:
        while listener.fileno() >= 0:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            if self._places.acquire(blocking=False):
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()
            else:
                connection.close()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, suppress(OSError):
                connection.sendall(self._answer(connection))
        finally:
            self._places.release()

    def _answer(self, connection: socket.socket) -> bytes:
        try:
            head = read_head(connection, until=time.monotonic() + _SECONDS, most=_LONGEST)
            query = head.asked(f"{self._host}:{self._port}")
            return page(self._language, 200, "refused" if "error" in self._taken(query) else "done")
        except Refusal as refusal:
            return page(self._language, refusal.status, "used" if refusal.status == _USED else "not_ours")
