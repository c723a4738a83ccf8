"""Whatever Google answers, a read raises or tells the truth: nothing is ever concluded from nonsense."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_draft, an_event
from providers.contract_setting import KEY, versions
from providers.fakes.google import Fault, Reply
from providers.google_scene import Scene, titles
from zaaikalender.core.events import Event
from zaaikalender.errors import AccessRevoked, OutcomeUnknown, ReadFailed, Unreachable
from zaaikalender.providers.google_cursor import read

GOOD = {
    "id": "abc",
    "etag": '"34"',
    "iCalUID": "abc@google.com",
    "summary": "Overleg",
    "start": {"dateTime": "2027-03-19T09:00:00Z"},
    "end": {"dateTime": "2027-03-19T10:00:00Z"},
}


def told(*items, **more):
    """A last page."""
    return Reply(200, {"items": list(items), "nextSyncToken": "t", "timeZone": "Europe/Amsterdam"} | more)


def a_scene(reply):
    scene = Scene()
    scene.google.canned["/events"] = reply
    return scene


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><title>Log in</title>",
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"items": {}}',
        b'{"items": [3]}',
        b'{"items": [{"summary": "x"}], "nextSyncToken": "t"}',
        b'{"items": []}',
        b'{"items": [], "nextSyncToken": 3}',
        b'{"items": [], "nextPageToken": 3}',
        b'{"items": [], "nextPageToken": "same"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=range(14),
)
def test_what_is_no_calendar_is_no_empty_calendar(body):
    with pytest.raises(ReadFailed):
        a_scene(Reply(200, body)).read(known={"abc": "1"})


@pytest.mark.parametrize("half", [True, False])
def test_half_a_page_or_a_page_of_html_tells_nothing(half):
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    known = versions(scene.read())
    scene.google.faults.append(
        Fault("after", half=half, octets=None if half else b"<html>", methods=frozenset({"GET"}))
    )
    with pytest.raises(ReadFailed):
        scene.read(known=known)


def test_an_event_that_cannot_be_read_is_named_and_the_others_are_given():
    scene = a_scene(told(GOOD, GOOD | {"id": "bad", "start": {"dateTime": "tomorrow"}, "iCalUID": "bad@x"}))
    changes = scene.read()
    assert titles(changes) == ["Overleg"]
    assert [(each.ref, each.uid) for each in changes.unreadable] == [("bad", "bad@x")]


def test_a_zone_that_does_not_exist_is_named_without_a_word_of_the_event():
    nowhere = {"dateTime": "2027-03-19T09:00:00", "timeZone": "Mars/Olympus"}
    (why,) = a_scene(told(GOOD | {"start": nowhere, "summary": "Sollicitatie"})).read().unreadable
    assert "Mars/Olympus" in why.why
    assert "Sollicitatie" not in why.why


def test_a_calendar_whose_zone_does_not_exist_is_in_its_owners():
    start = {"dateTime": "2027-03-19T09:00:00"}
    changes = a_scene(
        told(GOOD | {"start": start, "end": {"dateTime": "2027-03-19T10:00:00"}}, timeZone="Mars/Olympus")
    ).read()
    assert [str(event.when.start) for item in changes.changed for event in item.events] == [
        "2027-03-19 08:00:00+00:00"
    ]


@pytest.mark.parametrize(
    ("status", "reason", "failure"),
    [
        (400, "invalid", ReadFailed),
        (401, "authError", AccessRevoked),
        (403, "rateLimitExceeded", Unreachable),
        (403, "quotaExceeded", Unreachable),
        (403, "dailyLimitExceeded", Unreachable),
        (403, "insufficientPermissions", AccessRevoked),
        (404, "notFound", Unreachable),
        (429, "rateLimitExceeded", Unreachable),
        (500, "backendError", ReadFailed),
        (503, "backendError", Unreachable),
    ],
)
def test_each_refusal_of_a_read_says_what_to_do_and_wipes_nothing(status, reason, failure):
    scene = Scene()
    scene.hand.put(an_event("Overleg"))
    first = scene.read()
    scene.google.faults += [Fault("before", status, reason, methods=frozenset({"GET"}))] * 3
    with pytest.raises(failure):
        scene.read(first.cursor, versions(first))
    scene.google.faults.clear()
    scene.patience.now += 3600
    assert scene.read(first.cursor, versions(first)).gone == frozenset()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_write_that_google_broke_off_is_looked_for(moment):
    scene = Scene()
    scene.google.faults.append(Fault(moment, 503, "backendError"))
    with pytest.raises(OutcomeUnknown):
        scene.calendar.create(KEY, a_draft())


def test_a_write_that_gives_back_another_event_is_looked_for():
    with pytest.raises(OutcomeUnknown):
        a_scene(Reply(200, GOOD)).calendar.create(KEY, a_draft())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*GOOD, "dateTime", "date", "timeZone"]), inner, max_size=4)
    ),
    max_leaves=10,
)
EVENTS = st.dictionaries(
    st.sampled_from([*GOOD, "recurrence", "recurringEventId", "originalStartTime", "status", "attendees"]),
    JSON | st.just(["RRULE:FREQ=DAILY"]) | st.sampled_from(["abc", "cancelled", "2027-01-01"]),
    max_size=7,
)


@given(st.lists(EVENTS.map(lambda raw: {**GOOD, **raw}) | EVENTS, max_size=4))
def test_whatever_is_listed_it_is_given_named_or_refused(items):
    scene = a_scene(told(*items))
    with suppress(Unreachable):
        first = scene.read()
        assert all(isinstance(event, Event) for item in first.changed for event in item.events)
        again = scene.read(first.cursor, versions(first))
        assert again.gone <= versions(first).keys()


@given(st.text(max_size=100) | JSON.map(json.dumps))
def test_a_cursor_of_nonsense_is_none(text):
    scene = Scene()
    assert read(text, source="x", window=scene.read.__defaults__[2]) is None
