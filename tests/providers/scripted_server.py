"""A server on this machine that says exactly what a test wants, octet by octet, and remembers what it heard.

You need this to test what becomes of an answer that breaks off, drips, or never comes.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Say = Callable[[socket.socket], None]


@dataclass
class Heard:
    """A request as it came in; the names in its head are in lower case."""

    line: str
    head: dict[str, str]
    body: bytes
    connection: int


@dataclass
class Scripted:
    """What will be said, in turn; the last is said for ever. None ends the connection without a word."""

    says: list[bytes | Say | None]
    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    connections: int = 0
    door: socket.socket | None = None

    def url(self, path: str = "/private/path?secret=1", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def leave(self, connection: socket.socket) -> None:
        """Something to say: nothing, and nobody answers this door any more."""
        if self.door:
            self.door.shutdown(socket.SHUT_RDWR)
        connection.close()
        raise ConnectionAbortedError

    def next(self) -> bytes | Say | None:
        return self.says.pop(0) if len(self.says) > 1 else self.says[0]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer that keeps the connection."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def close_after(content: bytes) -> Say:
    """Says this and hangs up, though nothing announced it."""

    def say(connection: socket.socket) -> None:
        connection.sendall(content)
        raise ConnectionAbortedError

    return say


def _heard(stream: object, number: int) -> Heard | None:
    line = stream.readline().decode("latin-1").strip()  # type: ignore[attr-defined]
    if not line:
        return None
    head: dict[str, str] = {}
    while text := stream.readline().decode("latin-1").strip():  # type: ignore[attr-defined]
        name, _, value = text.partition(":")
        head[name.lower()] = value.strip()
    body = stream.read(int(head.get("content-length", "0")))  # type: ignore[attr-defined]
    return Heard(line, head, body, number)


def _talk(script: Scripted, connection: socket.socket, number: int) -> None:
    stream = connection.makefile("rb")
    with suppress(OSError, ValueError), connection:
        while request := _heard(stream, number):
            script.heard.append(request)
            say = script.next()
            if say is None:
                return
            if callable(say):
                say(connection)
            else:
                connection.sendall(say)
    stream.close()


@contextmanager
def scripted(*says: bytes | Say | None, tls: ssl.SSLContext | None = None) -> Iterator[Scripted]:
    """A running server."""
    script = Scripted(list(says))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        script.door = listening
        script.port = listening.getsockname()[1]

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    script.connections += 1
                    with suppress(OSError):
                        own = tls.wrap_socket(connection, server_side=True) if tls else connection
                        threading.Thread(
                            target=_talk, args=(script, own, script.connections), daemon=True
                        ).start()

        threading.Thread(target=serve, daemon=True).start()
        yield script
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
