"""What an answer of Google's that refuses means for a pass: wait, read again, ask a person, or look first.

You need this when Google answers with a status that nobody expected. The machine's word for it stands in the
body (`error.errors[0].reason`); what has no such word is judged by its status alone. No sentence here quotes
the body: it may hold an address. Source: Calendar API guides, "Handle API errors".
"""

import json
from collections.abc import Mapping
from typing import Any

from zaaikalender.errors import (
    AccessRevoked,
    NotOurs,
    NotWritten,
    OutcomeUnknown,
    ReadFailed,
    Stale,
    Unreachable,
    ZaaiError,
)
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway

PARKED_SECONDS = 6 * 3600.0
"""How long a person's writes rest where he met the limits on the use of calendars, which last for hours."""

_HOST = "Google"
_OWN_TROUBLE = 500
_RATE = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
_CLOSED: Mapping[str, str] = {
    "insufficientPermissions": (
        "The consent at Google leaves out what this needs. Connect the calendar again, and tick all boxes."
    ),
    "domainPolicy": (
        "This Google Workspace does not let the app into its calendars. Its administrator must trust the app"
        " (config/google.md, section 1); then connect the calendar again."
    ),
    "accessNotConfigured": (
        "The Google Calendar API is not switched on in the office's project. The administrator must switch it"
        " on (config/google.md, section 1)."
    ),
}
"""Why nothing at all can be asked, and who changes that."""
_SHUT = "Google does not let us into this calendar. Connect it again, or have the administrator allow it."
_OTHERS = frozenset({"forbiddenForNonOrganizer"})


class TokenForgotten(ReadFailed):
    """Google no longer knows our sync token (410): all is read anew. Nothing was deleted by that."""


class Broken(ReadFailed):
    """Google had trouble of its own (5xx): the same question may be answered in a moment."""


class NotFound(Unreachable):
    """Nothing stands there (404), which may pass: gone is only what another look says too."""


def reason_of(body: bytes) -> str:
    """The machine's word for a refusal; empty where the body holds none, or something else than it should."""
    try:
        found: Any = json.loads(body)["error"]["errors"][0]["reason"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""


def failure_of(status: int, body: bytes, *, reads: bool, seconds: float | None = None) -> ZaaiError:
    """The failure that an answer with this status (400 or above) is; `seconds` is its Retry-After.

    A deletion of what is deleted already (410) is `Stale` here; whoever deletes takes that for done.
    """
    reason = reason_of(body)
    if status >= _OWN_TROUBLE:
        return _broken_off(status, reads=reads)
    if status == 429 or (status == 403 and reason in _RATE):  # noqa: PLR2004 - HTTP's own numbers
        return AskedToWait(_HOST, seconds) if reads else TurnedAway(_HOST, seconds)
    if status == 403:  # noqa: PLR2004
        return _forbidden(reason, reads=reads)
    return _asked_in_vain(status) if reads else _unwritten(status)


def _broken_off(status: int, *, reads: bool) -> ZaaiError:
    if reads:
        return Broken(f"Google could not answer (status {status}). The next pass tries again.")
    return OutcomeUnknown(f"Google broke off a write (status {status}). The next pass looks.")


def _forbidden(reason: str, *, reads: bool) -> ZaaiError:
    if reason == "quotaExceeded":
        return (AskedToWait if reads else TurnedAway)(_HOST, PARKED_SECONDS)
    if reason == "dailyLimitExceeded":
        why = "The office's project at Google has used up its day. Raise its quota, or wait until tomorrow."
        return Unreachable(why) if reads else NotWritten(why)
    if reason in _OTHERS and not reads:
        return NotOurs("Only the organiser of this event may change it. It was left alone.")
    if reason == "forbiddenForServiceAccounts" and not reads:
        return NotWritten("Google lets no service account invite guests. Set up delegation for the office.")
    if reason in _CLOSED or reads:
        return AccessRevoked(_CLOSED.get(reason, _SHUT))
    return NotWritten("Google refuses this write. Look whether this account may change the calendar.")


def _asked_in_vain(status: int) -> ZaaiError:
    match status:
        case 401:
            return AccessRevoked("Google no longer takes our token. Connect the calendar again.")
        case 404:
            return NotFound("Google does not find this calendar. Check `calendar_id` in the config.")
        case 410:
            return TokenForgotten("Google no longer knows where we stopped reading. All is read anew.")
        case _:
            return ReadFailed(f"Google does not take our question (status {status}). Please report it.")


def _unwritten(status: int) -> ZaaiError:
    match status:
        case 401:
            return AccessRevoked("Google no longer takes our token. Connect the calendar again.")
        case 404 | 409 | 410 | 412:
            return Stale("The event is not as it was read. Read again and decide again.")
        case _:
            return NotWritten(f"Google refuses this write (status {status}). The next pass decides again.")
