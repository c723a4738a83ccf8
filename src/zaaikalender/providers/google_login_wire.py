"""How a login reaches Google: a form over our own door, and what came back as fields.

You need this when logging in at Google cannot reach its server. A form is never sent twice by itself; asking
for a token once more does no harm, so a lost answer is only a server that did not answer.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from zaaikalender.errors import NotWritten, OutcomeUnknown, Unreachable
from zaaikalender.providers.door import Answer, Door
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway

_FAILED, _OWN_TROUBLE = 400, 500
_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The fields of an answer (empty where it was no JSON object), and whether Google did what was asked."""

    done: bool
    fields: Mapping[str, Any] = field(repr=False)

    def text(self, name: str) -> str:
        """A field that is a text; empty where there is none, or something else."""
        found = self.fields.get(name)
        return found if isinstance(found, str) else ""

    def seconds(self, name: str) -> int | None:
        """A field that counts seconds; None where there is none. Google writes some numbers as texts."""
        found = self.fields.get(name)
        if isinstance(found, bool) or not isinstance(found, int | float | str):
            return None
        try:
            return min(max(int(found), 0), 10**9)
        except (ValueError, OverflowError):
            return None


def posted(door: Door, url: str, form: Mapping[str, str], *, lane: str = "") -> Answered:
    """The answer to a form. Raises `Unreachable` where Google cannot say anything now.

    `lane` is whose login it is: those of a whole office end in the same minute, and wait for nobody.
    """
    body = urlencode(form).encode()
    try:
        reply = door.request("POST", url, headers=_HEADERS, body=body, most=_MOST, lane=lane)
    except TurnedAway as error:
        raise AskedToWait("Google's login", error.seconds) from error
    except NotWritten as error:
        raise Unreachable(str(error)) from error
    except OutcomeUnknown as error:
        raise Unreachable("Google's login did not answer. The next pass tries again.") from error
    return _answered(reply)


def _answered(reply: Answer) -> Answered:
    """What Google says; what does not say why it refuses is not Google's (RFC 6749, 5.2)."""
    if reply.status >= _OWN_TROUBLE:
        raise Unreachable("Google cannot log anybody in now. The next pass tries again.")
    answer = Answered(done=reply.status < _FAILED, fields=_fields(reply.body))
    if not answer.done and not answer.text("error"):
        raise Unreachable(
            "Something else answers where Google's login should be. Look at the network, and at `token_uri`."
        )
    return answer


def _fields(body: bytes) -> Mapping[str, Any]:
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
