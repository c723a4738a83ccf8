"""How msal reaches Microsoft's login: by our own door, which guards and bounds every request.

You need this when logging in cannot reach its server. msal wants a client in the shape of `requests`; this is
no more of it than msal uses.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from zaaikalender.errors import NotWritten, OutcomeUnknown, Unreachable
from zaaikalender.providers.door import Answer, Door

_FAILED = 400


class _Answer:
    """What msal reads of an answer."""

    def __init__(self, reply: Answer) -> None:
        self.status_code, self.headers = reply.status, dict(reply.headers)
        self.text = reply.body.decode("utf-8", "replace")

    def raise_for_status(self) -> None:
        """What msal calls where it cannot go on."""
        if self.status_code >= _FAILED:
            raise Unreachable("Microsoft's login cannot answer now. The next pass tries again.")


class MsalHttp:
    """msal's way over the network: by our door alone.

    `lane` is whose login it is: those of a whole office end in the same minute, and wait for nobody.
    """

    def __init__(self, door: Door, lane: str = "") -> None:
        self._door, self._lane = door, lane

    def get(
        self, url: str, params: Any = None, headers: Mapping[str, str] | None = None, **_: Any
    ) -> _Answer:
        """A question."""
        return self._sent("GET", url, params, headers, None)

    def post(
        self,
        url: str,
        params: Any = None,
        data: Any = None,
        headers: Mapping[str, str] | None = None,
        **_: Any,
    ) -> _Answer:
        """A form."""
        body = data if isinstance(data, str) else urlencode(data or {})
        form = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self._sent("POST", url, params, form, body.encode())

    def _sent(
        self, method: str, url: str, params: Any, headers: Mapping[str, str] | None, body: bytes | None
    ) -> _Answer:
        whole = f"{url}?{urlencode(params)}" if params else url
        try:
            return _Answer(
                self._door.request(method, whole, headers=dict(headers or {}), body=body, lane=self._lane)
            )
        except (OutcomeUnknown, NotWritten) as error:
            # Asking for a token once more does no harm.
            raise Unreachable("Microsoft's login did not answer. The next pass tries again.") from error
