"""What Google's answers mean for a request: waited for, asked again, gone, or somebody's to mend."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from providers.google_setting import NOW
from zaaikalender.errors import AccessRevoked, NotWritten, OutcomeUnknown, ReadFailed, Stale, Unreachable
from zaaikalender.providers.google_errors import PARKED_SECONDS, NotFound
from zaaikalender.providers.google_limits import Limits
from zaaikalender.providers.google_rest import Parked, Rest
from zaaikalender.providers.google_wire import Wire
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway


def refusal(status: int, reason: str, **headers):
    body = {"error": {"errors": [{"reason": reason}], "code": status}}
    return Reply(status, json.dumps(body).encode(), headers)


@dataclass
class Reply:
    status: int
    body: bytes = b"{}"
    headers: dict = field(default_factory=dict)


class ScriptedDoor:
    """Answers what it was given, in order; the last one for ever."""

    def __init__(self, *replies):
        self.replies, self.asked = list(replies), []

    def request(self, method, url, *, headers, **_rest):
        self.asked.append((method, url, dict(headers)))
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        return reply


class Line:
    """A wire over a door that was told what to answer, with a clock that only sleep moves."""

    def __init__(self, *replies, **budget):
        self.door, self.now, self.tokens = ScriptedDoor(*replies), 0.0, []
        self.limits = Limits(clock=lambda: self.now, sleep=self._sleep, chance=lambda: 0.5, **budget)
        self.wire = self.a_wire("eva")

    def a_wire(self, account, **more):
        return Wire(
            door=self.door,
            token=self._token,
            base="https://g.test/v3",
            account=account,
            limits=self.limits,
            **more,
        )

    def _sleep(self, seconds):
        self.now += seconds

    def _token(self, fresh):
        self.tokens.append(fresh)
        return "new" if fresh else "old"


def test_a_token_that_is_not_taken_is_refreshed_once():
    line = Line(refusal(401, "authError"), Reply(200))
    assert line.wire.get("x", {}) == {}
    assert [headers["Authorization"] for _, _, headers in line.door.asked] == ["Bearer old", "Bearer new"]


def test_a_login_that_is_not_taken_twice_is_a_persons_to_mend():
    line = Line(refusal(401, "authError"))
    with pytest.raises(AccessRevoked):
        line.wire.get("x", {})
    assert line.tokens == [False, True]


@pytest.mark.parametrize(
    "passing",
    [
        refusal(429, "rateLimitExceeded"),
        refusal(403, "userRateLimitExceeded"),
        refusal(404, "notFound"),
        refusal(500, "backendError"),
        AskedToWait("g.test", 2.0, status=503),
    ],
    ids=["429", "403", "404", "500", "503"],
)
def test_a_question_is_asked_again_where_the_refusal_may_pass(passing):
    line = Line(passing, passing, Reply(200))
    assert line.wire.get("x", {}) == {}
    assert line.now > 0
    assert len(line.door.asked) == 3


def test_who_is_refused_again_and_again_rests_longer_each_time_and_then_gives_up():
    line = Line(refusal(403, "rateLimitExceeded"), patience=100)
    moments = []
    for _ in range(2):
        with pytest.raises(AskedToWait):
            line.wire.get("x", {})
        moments.append(line.now)
    assert moments[1] - moments[0] > 2 * moments[0]


def test_who_is_told_to_wait_long_is_not_asked_again_and_holds_up_no_other():
    line = Line(AskedToWait("g.test", 300.0, status=429))
    with pytest.raises(AskedToWait):
        line.wire.get("x", {})
    with pytest.raises(AskedToWait):
        line.wire.get("x", {})
    assert len(line.door.asked) == 1
    line.door.replies = [Reply(200)]
    assert line.a_wire("tom").get("x", {}) == {}


@pytest.mark.parametrize(("status", "reason"), [(400, "badRequest"), (403, "dailyLimitExceeded"), (412, "x")])
def test_a_refusal_that_will_not_pass_is_not_asked_again(status, reason):
    line = Line(refusal(status, reason))
    with pytest.raises(Unreachable):
        line.wire.get("x", {})
    assert len(line.door.asked) == 1


def test_what_is_not_found_again_and_again_is_not_there():
    line = Line(refusal(404, "notFound"))
    assert line.wire.find("x", {}) is None
    with pytest.raises(NotFound):
        line.wire.get("x", {})


def test_the_limits_on_the_use_of_calendars_rest_this_persons_writes_and_nothing_else():
    line, kept = Line(refusal(403, "quotaExceeded")), [""]

    def eva(clock=lambda: NOW + timedelta(seconds=line.now)):
        return line.a_wire("eva", rest=Rest(clock=clock, kept=lambda: kept[-1], keep=kept.append))

    with pytest.raises(Parked, match="6 hours"):
        eva().write("POST", "x", {}, {})
    line.door.replies = [Reply(200, b'{"id": "a"}')]
    line.now += PARKED_SECONDS - 60
    with pytest.raises(Parked, match="1 hours"):
        eva().write("POST", "x", {}, {})
    assert eva().get("x", {}) == {"id": "a"}
    assert line.a_wire("tom").write("POST", "x", {}, {}) == {"id": "a"}
    line.now += 120
    assert eva().write("POST", "x", {}, {}) == {"id": "a"}


@pytest.mark.parametrize("kept", ["", "soon", "2026-11-24T07:59:00", "2026-11-24T07:59:00+00:00"])
def test_a_rest_that_is_over_or_unreadable_stops_no_write(kept):
    Rest(clock=lambda: NOW, kept=lambda: kept).check()


def test_google_is_told_that_we_can_unpack_what_it_packs():
    line = Line(Reply(200))
    line.wire.get("x", {})
    assert "gzip" in line.door.asked[0][2]["User-Agent"]


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (refusal(409, "duplicate"), Stale),
        (refusal(412, "conditionNotMet"), Stale),
        (refusal(400, "invalid"), NotWritten),
        (refusal(429, "rateLimitExceeded"), TurnedAway),
        (refusal(503, "backendError"), OutcomeUnknown),
        (Reply(200, b"<html>"), OutcomeUnknown),
    ],
    ids=["409", "412", "400", "429", "503", "garbage"],
)
def test_a_write_is_sent_once_whatever_becomes_of_it(reply, failure):
    line = Line(reply)
    with pytest.raises(failure):
        line.wire.write("PATCH", "x", {}, {}, etag='"1"')
    ((_, _, headers),) = line.door.asked
    assert headers["If-Match"] == '"1"'


@pytest.mark.parametrize("status", [404, 410])
def test_a_write_to_what_is_gone_finds_nothing(status):
    assert Line(refusal(status, "deleted")).wire.write("DELETE", "x", {}) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"items": 3}'])
def test_garbage_is_no_calendar(body):
    with pytest.raises(ReadFailed):
        list(Line(Reply(200, body)).wire.pages("x", {}))


def test_pages_without_an_end_are_given_up():
    with pytest.raises(ReadFailed):
        list(Line(Reply(200, b'{"nextPageToken": "same"}')).wire.pages("x", {}))


def test_each_page_is_asked_in_the_same_words():
    line = Line(Reply(200, b'{"nextPageToken": "2"}'), Reply(200))
    assert len(list(line.wire.pages("x", {"syncToken": "t"}))) == 2
    assert line.door.asked[1][1] == "https://g.test/v3/x?syncToken=t&pageToken=2"


def test_a_service_account_says_for_whom_it_asks():
    line = Line(Reply(200))
    line.a_wire("eva", quota_user="eva").get("x", {"fields": "a(b,c),d/e"})
    assert line.door.asked[0][1] == "https://g.test/v3/x?fields=a(b,c),d/e&quotaUser=eva"
