"""How connecting talks with the person: it says, it asks for a secret, it sends him to his browser.

You need this to write `connect` for a kind of server: a terminal is one way to talk, a test another. Codes
are those of the command line's phrases, and speak the office's language.
"""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from zaaikalender.providers.oauth_loopback import Loopback

T = TypeVar("T")


class Talk(Protocol):
    """A person who connects a calendar. Each code's facts are the placeholders of its sentence."""

    @property
    def language(self) -> str:
        """What he reads; `Loopback` wants it for its page."""
        ...

    def say(self, code: str, **facts: object) -> None:
        """Tells him something."""
        ...

    def secret(self, code: str, **facts: object) -> str:
        """Asks for a password, which shows nowhere. Raises `ConfigurationError` where nobody can be asked."""
        ...

    def consent(self, url: str, loopback: Loopback, state: str) -> Mapping[str, str]:
        """Sends him to `url` in his browser; gives the callback's query, or that of the address he pasted.

        Raises `NotConsented` where none came that has this `state`. A query with `error` is the caller's.
        """
        ...

    def code(
        self,
        code: str,
        address: str,
        arrived: Callable[[], T | None],
        *,
        pause: Callable[[], float],
        life: float,
    ) -> T:
        """Tells him to type a code at an address; asks `arrived` until it gives something, and gives that.

        It waits `pause()` seconds before each question. Raises `NotConsented` after `life` seconds.
        """
        ...
