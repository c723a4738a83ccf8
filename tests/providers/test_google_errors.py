"""Each row of Google's table of errors leads to what a pass does next, for reads and for writes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from zaaikalender.providers.google_errors import (
    PARKED_SECONDS,
    Broken,
    NotFound,
    TokenForgotten,
    failure_of,
    reason_of,
)
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway


def a_body(reason: str) -> bytes:
    told = {"domain": "global", "reason": reason, "message": "eva@client.example"}
    return json.dumps({"error": {"errors": [told], "code": 1, "message": "eva@client.example"}}).encode()


@pytest.mark.parametrize(
    ("status", "reason", "read", "written"),
    [
        (400, "badRequest", ReadFailed, NotWritten),
        (401, "authError", AccessRevoked, AccessRevoked),
        (403, "rateLimitExceeded", AskedToWait, TurnedAway),
        (403, "userRateLimitExceeded", AskedToWait, TurnedAway),
        (429, "rateLimitExceeded", AskedToWait, TurnedAway),
        (403, "quotaExceeded", AskedToWait, TurnedAway),
        (403, "dailyLimitExceeded", Unreachable, NotWritten),
        (403, "domainPolicy", AccessRevoked, AccessRevoked),
        (403, "insufficientPermissions", AccessRevoked, AccessRevoked),
        (403, "forbiddenForNonOrganizer", AccessRevoked, NotOurs),
        (403, "forbiddenForServiceAccounts", AccessRevoked, NotWritten),
        (404, "notFound", NotFound, Stale),
        (409, "duplicate", ReadFailed, Stale),
        (410, "fullSyncRequired", TokenForgotten, Stale),
        (410, "updatedMinTooLongAgo", TokenForgotten, Stale),
        (412, "conditionNotMet", ReadFailed, Stale),
        (503, "backendError", Broken, OutcomeUnknown),
    ],
)
def test_each_refusal_says_what_to_do_next(status, reason, read, written):
    assert type(failure_of(status, a_body(reason), reads=True)) is read
    assert type(failure_of(status, a_body(reason), reads=False)) is written


def test_the_limits_on_the_use_of_calendars_park_writes_for_hours():
    assert failure_of(403, a_body("quotaExceeded"), reads=False).seconds == PARKED_SECONDS


def test_how_long_google_asks_to_wait_is_kept():
    assert failure_of(429, b"", reads=True, seconds=7.0).seconds == 7.0


@given(st.integers(400, 599), st.binary(max_size=200), st.booleans())
def test_whatever_the_body_a_refusal_is_one_of_our_failures(status, body, reads):
    assert isinstance(failure_of(status, body, reads=reads), ZaaiError)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"error": "no"}', b'{"error": {"errors": []}}'])
def test_a_body_that_names_no_reason_has_none(body):
    assert reason_of(body) == ""


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 412, 429, 500])
def test_no_sentence_quotes_what_google_wrote(status):
    for reads in (True, False):
        assert "eva" not in str(failure_of(status, a_body("notKnown"), reads=reads))
