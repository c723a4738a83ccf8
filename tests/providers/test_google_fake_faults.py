"""The fake Google breaks on demand, before a write and after it, in its door and on a socket alike."""

import json
from datetime import timedelta
from urllib.request import Request, urlopen

import pytest

from builders import OWNER
from providers.fakes.google import TOKEN, Cut, Fault, Reply
from providers.fakes.google_server import GoogleDoor, google_server
from providers.google_asking import TIMES, Clock, a_google, reason
from zaaikalender.errors import OutcomeUnknown, ReadFailed
from zaaikalender.providers.http import Door
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway

KEY = "0123456789abcdefghijklmnopqrstuv"
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
READS = frozenset({"GET"})


@pytest.mark.parametrize(("moment", "standing"), [("before", 0), ("after", 1)])
def test_a_cut_leaves_a_write_done_or_undone_as_was_asked(moment, standing):
    google, ask = a_google()
    google.faults.append(Fault(moment))
    with pytest.raises(Cut):
        ask("POST", "events", {**TIMES, "id": KEY})
    assert len(ask.items()) == standing
    assert ask("POST", "events", {**TIMES, "id": KEY}).status == (409 if standing else 200)


@pytest.mark.parametrize(
    ("status", "word", "domain"),
    [
        (429, "rateLimitExceeded", "usageLimits"),
        (403, "userRateLimitExceeded", "usageLimits"),
        (403, "quotaExceeded", "usageLimits"),
        (403, "dailyLimitExceeded", "usageLimits"),
        (403, "domainPolicy", "global"),
        (503, "backendError", "global"),
        (500, "internalError", "global"),
        (401, "authError", "global"),
    ],
)
def test_each_refusal_has_googles_own_word_for_it_and_nothing_was_done(status, word, domain):
    google, ask = a_google()
    google.faults.append(Fault("before", status, word, {"Retry-After": "7"}))
    reply = ask("POST", "events", TIMES)
    assert reason(reply) == (status, word)
    assert reply.body["error"]["errors"][0]["domain"] == domain
    assert reply.headers["Retry-After"] == "7"
    assert ask.items() == []


def test_a_read_breaks_only_where_reads_are_meant_and_once_for_each_fault():
    google, ask = a_google()
    google.faults += [
        Fault("before", 500, "backendError"),
        Fault("before", 503, "backendError", methods=READS),
    ]
    assert ask("GET", "events").status == 503
    assert ask("GET", "events").status == 200
    assert ask("POST", "events", TIMES).status == 500


def test_a_fault_may_come_after_some_requests_that_go_well():
    google, ask = a_google()
    google.faults.append(Fault("before", 503, "backendError", methods=READS, skip=2))
    assert [ask("GET", "events").status for _ in range(4)] == [200, 200, 503, 200]


def test_half_a_page_and_a_page_of_html_come_with_200():
    google, ask = a_google()
    ask.insert()
    whole = ask("GET", "events").octets
    google.faults += [
        Fault("after", half=True, methods=READS),
        Fault("before", octets=b"<html>Aanmelden</html>", methods=READS),
    ]
    half = ask("GET", "events")
    assert (half.status, half.octets) == (200, whole[: len(whole) // 2])
    html = ask("GET", "events")
    assert (html.status, html.headers["Content-Type"]) == (200, "text/html")


def test_a_canned_answer_stands_for_as_long_as_it_is_there():
    google, ask = a_google()
    google.canned["/events"] = Reply(200, {"items": "none"})
    assert [ask("GET", "events").body for _ in range(2)] == [{"items": "none"}] * 2
    google.canned.clear()
    assert ask.items() == []


def test_a_slow_google_answers_when_its_delay_is_over():
    clock = Clock()
    google, ask = a_google(clock=clock)
    google.delay = lambda: clock.turn(timedelta(seconds=40))
    assert ask.insert()["updated"].startswith("2026-11-24T08:00:40.")


def test_the_door_without_a_socket_fails_as_the_one_with_a_socket_does():
    google, _ = a_google()
    doors = {"inside": GoogleDoor(google)}
    with google_server(google) as root, Door(named=[root]) as door:
        doors["socket"] = door
        for each in doors.values():
            url = f"{google.endpoint}/calendars/primary/events"
            body = json.dumps(TIMES).encode()
            assert each.request("POST", url, headers=HEADERS, body=body).status == 200
            google.faults += [Fault("after"), Fault("before", methods=READS)]
            with pytest.raises(OutcomeUnknown):
                each.request("POST", url, headers=HEADERS, body=body)
            with pytest.raises(ReadFailed):
                each.request("GET", url, headers=HEADERS)
            google.faults.append(Fault("before", 429, "rateLimitExceeded", {"Retry-After": "0"}))
            with pytest.raises(TurnedAway):
                each.request("POST", url, headers=HEADERS, body=body)
    assert len(google.world.agendas[OWNER.address].entries) == 4


def test_a_read_that_has_to_wait_says_so():
    google, _ = a_google()
    google.faults.append(Fault("before", 503, "backendError", methods=READS))
    with pytest.raises(AskedToWait):
        GoogleDoor(google).request("GET", f"{google.endpoint}/calendars/primary/events", headers=HEADERS)


def test_a_question_that_is_too_long_for_an_address_may_come_as_a_form():
    google, ask = a_google()
    ask.insert()
    with google_server(google):
        wanted = Request(  # noqa: S310 - our own fake
            f"{google.endpoint}/calendars/primary/events",
            data=b"maxResults=1&fields=items%2Fsummary",
            headers={**HEADERS, "x-http-method-override": "GET"},
            method="POST",
        )
        with urlopen(wanted) as answer:  # noqa: S310
            assert json.load(answer) == {"items": [{"summary": "Gesprek"}]}


@pytest.mark.parametrize(("agent", "packed"), [("somebody", None), ("somebody (gzip)", "gzip")])
def test_an_answer_is_packed_for_whom_asks_it_and_says_so_in_his_name(agent, packed):
    google, _ = a_google()
    with google_server(google):
        headers = {**HEADERS, "Accept-Encoding": "gzip", "User-Agent": agent}
        wanted = Request(f"{google.endpoint}/calendars/primary/events", headers=headers)  # noqa: S310
        with urlopen(wanted) as answer:  # noqa: S310
            assert answer.headers["Content-Encoding"] == packed
