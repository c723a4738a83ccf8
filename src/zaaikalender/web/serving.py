"""Runs the pages: one process, one port; the only place that knows uvicorn.

You need this for `zaai serve`. Where another program passes requests on (`[web] url`), who really asks is
taken from what a proxy on this machine says, and from nobody else.
"""

import errno
import gc
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from zaaikalender.errors import ConfigurationError
from zaaikalender.web.application import application
from zaaikalender.web.office import Office
from zaaikalender.web.rendering import warm

_HEADERS = 16 * 1024
_WAIT = 20


class Serving:
    """The pages of an office; `ready` is called once they are answered."""

    def __init__(self, office: Office, *, ready: Callable[[], None]) -> None:
        self._office, self._ready = office, ready
        self._server = uvicorn.Server(_settings(office))

    def run(self) -> None:
        """Answers until SIGINT, SIGTERM or `stop`. Raises `ConfigurationError` where the port is taken."""
        with _listening(self._office) as listening, self._office.counter.going_round(), settled():
            self._ready()
            self._server.run(sockets=[listening])

    def stop(self) -> None:
        """Ends `run`, from any thread; what is being answered is finished first."""
        self._server.should_exit = True


@contextmanager
def settled() -> Iterator[None]:
    """Within this block the first page takes no longer than the others, and none waits for a collection.

    A full collection of garbage looks at all that a program ever loaded: a tenth of a second, in the midst of
    somebody's page. What stands now is no garbage as long as we serve, and need not be looked at again.
    """
    warm()
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _listening(office: Office) -> socket.socket:
    """Bound before anything else: who comes too early waits, and a port that is taken is told."""
    web = office.app.config.settings.web
    try:
        family = socket.getaddrinfo(web.host, web.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((web.host, web.port), family=family, backlog=512)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ConfigurationError(
                f"[web] port {web.port}: another program listens there. Stop that, or choose another port."
            ) from error
        # `create_server` puts the address into `strerror`; the number alone says what happened. A negative
        # one is that of a name that nobody knows.
        number = error.errno or 0
        why = os.strerror(number) if number > 0 else error.strerror or "no such host"
        raise ConfigurationError(
            f"[web] host and port: nobody can listen there ({why.lower()}). "
            "Stop what does, or choose another port."
        ) from error


def _settings(office: Office) -> uvicorn.Config:
    return uvicorn.Config(
        application(office),
        proxy_headers=office.app.config.settings.web.url is not None,
        forwarded_allow_ips="127.0.0.1,::1",
        server_header=False,
        access_log=False,
        log_config=None,
        lifespan="off",
        ws="none",
        h11_max_incomplete_event_size=_HEADERS,
        timeout_graceful_shutdown=_WAIT,
    )
