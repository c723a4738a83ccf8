"""The way over the network, as everybody sees it who asks a server: one request, one answer.

You need this to write a provider, or a double of the network for a test. The real one is `http.Door`; who
asks only needs what stands here, and so knows neither urllib3 nor the guard.
"""

from collections.abc import Mapping
from typing import Protocol


class Answer(Protocol):
    """What came back: the status, headers by their names, the body, and the address that answered."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers."""
        ...

    @property
    def body(self) -> bytes:
        """The body, whole; of a write empty where it broke off."""
        ...

    @property
    def url(self) -> str:
        """The address that answered, after redirects."""
        ...


class Door(Protocol):
    """The way over the network. Raises `Unreachable`, `NotWritten` (not sent) and `OutcomeUnknown`."""

    def request(  # noqa: PLR0913 - a request over HTTP
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] = ...,
        body: bytes | None = ...,
        user: tuple[str, str] | None = ...,
        most: int = ...,
        lane: str = ...,
    ) -> Answer:
        """One request and its answer, of at most so many octets; `user` logs in, `lane` is whose turn it is.

        Raises `AskedToWait` where a server wants quiet.
        """
        ...
