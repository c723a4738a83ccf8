"""What a server should not answer: a clear sentence, and nothing is concluded from it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_draft, an_event
from providers.caldav_setting import a_setting
from providers.contract_setting import EVA, KEY, an_approval, versions
from providers.fakes.dav import FakeDav, Profile
from zaaikalender.core.appointments import Field
from zaaikalender.errors import (
    AccessRevoked,
    NotWritten,
    OutcomeUnknown,
    ReadFailed,
    Stale,
    Unreachable,
    ZaaiError,
)
from zaaikalender.providers.caldav_cursor import read as read_cursor
from zaaikalender.providers.caldav_wire import ref_of
from zaaikalender.providers.caldav_xml import multistatus

MEETING = an_event("Overleg Alfa", "2027-03-19 10:00")
PAGE = b"<!DOCTYPE html><html><body><form>Log in</form></body></html>"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<d:multistatus xmlns:d="DAV:"><d:response><d:href>&b;</d:href></d:response></d:multistatus>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<d:multistatus xmlns:d="DAV:">&a;</d:multistatus>"""
DEEP = b'<d:multistatus xmlns:d="DAV:">' + b"<x>" * 5_000 + b"</x>" * 5_000 + b"</d:multistatus>"


@pytest.fixture
def server():
    return FakeDav()


@pytest.fixture
def calendar(server):
    calendar = a_setting(server, server.url)
    calendar.person.put(MEETING)
    return calendar


@pytest.mark.parametrize(
    "answer",
    [PAGE, BOMB, BOMB.decode().encode("utf-16"), OUTSIDE, DEEP, b"", b"\xff\x00garbage", b"<a/>", PAGE[:20]],
    ids=["page", "bomb", "bomb-16", "outside", "deep", "empty", "garbage", "other", "half"],
)
@pytest.mark.parametrize("status", [200, 207])
def test_what_is_no_calendar_answer_is_a_failed_read(server, calendar, answer: bytes, status: int):
    first = calendar.changes()
    server.status, server.answer = status, answer
    with pytest.raises(ReadFailed) as error:
        calendar.changes(cursor=first.cursor, known=versions(first))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("answer", [BOMB, BOMB.decode().encode("utf-16"), DEEP], ids=["bomb", "16", "deep"])
def test_an_answer_with_a_document_type_or_without_a_bottom_is_refused_as_such(answer: bytes):
    with pytest.raises(ReadFailed):
        multistatus(answer)


def test_half_an_answer_is_no_answer(server):
    whole = server.request("PROPFIND", server.url, headers={"Depth": "1"}).body
    for length in range(0, len(whole), 7):
        with pytest.raises(ReadFailed):
            multistatus(whole[:length])


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, AccessRevoked), (403, AccessRevoked), (404, Unreachable), (429, Unreachable), (503, Unreachable)]
    + [(status, Unreachable) for status in (301, 400, 418, 500, 501, 502)],
)
def test_a_read_that_is_refused_says_what_to_do(server, calendar, status: int, error: type[ZaaiError]):
    first = calendar.changes()
    server.status = status
    # A forgotten token may look like a refusal; then all is read, which is refused as well.
    with pytest.raises(error) as caught:
        calendar.changes(cursor=first.cursor, known=versions(first))
    assert str(caught.value).endswith(".")


class Refusing:
    """A server that answers writes with a status of its own."""

    def __init__(self, server: FakeDav, status: int) -> None:
        self.server, self.status = server, status

    def __enter__(self):
        self.own = self.server.request

        def request(method, url, **rest):
            if method not in {"PUT", "DELETE"}:
                return self.own(method, url, **rest)
            self.server.status = self.status
            try:
                return self.own(method, url, **rest)
            finally:
                self.server.status = 0

        self.server.request = request

    def __exit__(self, *_):
        self.server.request = self.own


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, AccessRevoked),
        (403, NotWritten),
        (404, Unreachable),
        (413, NotWritten),
        (400, NotWritten),
        (415, NotWritten),
        (429, NotWritten),
        (507, NotWritten),
        (302, NotWritten),
        (500, OutcomeUnknown),
        (502, OutcomeUnknown),
        (503, OutcomeUnknown),
    ],
)
def test_a_creation_that_is_refused_says_what_became_of_it(server, calendar, status, error):
    with Refusing(server, status), pytest.raises(error):
        calendar.target.create(KEY, a_draft())
    assert calendar.titles() == [MEETING.title]


def test_a_login_page_in_answer_to_a_write_is_not_taken_for_a_success(server, calendar):
    server.answer = PAGE
    with Refusing(server, 200), pytest.raises(OutcomeUnknown):
        calendar.target.create(KEY, a_draft())


def test_a_login_page_where_an_event_stood_writes_nothing(server, calendar):
    created = calendar.target.create(KEY, a_draft())
    server.status, server.answer = 200, PAGE
    for act in (
        lambda: calendar.target.update(created, a_draft("Anders"), frozenset(Field)),
        lambda: calendar.target.invite(created, an_approval(a_draft(), EVA)),
        lambda: calendar.target.cancel(created),
    ):
        with pytest.raises(NotWritten):
            act()
    server.status = 0
    assert calendar.event(created.uid) == created


@pytest.mark.parametrize("status", [301, 404, 429, 500, 503])
def test_what_cannot_be_looked_at_before_a_write_was_certainly_not_written(server, calendar, status: int):
    created = calendar.target.create(KEY, a_draft())
    server.sent.clear()
    server.status = status
    for act in (
        lambda: calendar.target.create("another", a_draft()),
        lambda: calendar.target.update(created, a_draft("Anders"), frozenset(Field)),
    ):
        with pytest.raises((NotWritten, Stale)):
            act()
    assert not {"PUT", "DELETE"} & set(server.sent)


def test_an_event_of_ten_megabytes_is_named_and_the_others_are_read(server, calendar):
    line = b"DESCRIPTION:" + b"x" * 60 + b"\r\n"
    big = next(iter(server.files.values())).replace(MEETING.uid.encode(), b"big@test")
    server.put("big.ics", big.replace(b"END:VEVENT", line * 150_000 + b"END:VEVENT"))
    changes = calendar.changes()
    assert [item.uid for item in changes.changed] == [MEETING.uid]
    assert [each.where for each in changes.unreadable] == ["big.ics"]


def test_a_vanished_calendar_takes_nothing_with_it(server, calendar):
    first = calendar.changes()
    server.status = 404
    with pytest.raises(Unreachable):
        calendar.changes(cursor=first.cursor, known=versions(first))
    fresh = calendar.reopened()
    with pytest.raises(Unreachable):
        fresh.find(KEY, None)


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_cursor_that_is_not_ours_reads_everything(text: str):
    assert read_cursor(text) is None


@given(st.binary())
def test_any_octets_are_an_answer_or_a_failed_read(data: bytes):
    for body in (data, b'<multistatus xmlns="DAV:">' + data + b"</multistatus>"):
        with suppress(ReadFailed):
            multistatus(body)


@pytest.mark.parametrize(
    ("href", "ref"),
    [
        ("/alice/agenda/a.ics", "a.ics"),
        ("http://dav.example/alice/agenda/a%20b.ics", "a%20b.ics"),
        ("/alice/agenda/a b#c.ics", "a%20b"),
        ("/alice/agenda/a%23b.ics", "a%23b.ics"),
        ("/alice/agenda/", None),
        ("/alice/agenda", None),
        ("/alice/agenda/sub/", None),
        ("/alice/agenda/sub/a.ics", None),
        ("/alice/agenda/..%2fother%2fa.ics", None),
        ("/bob/agenda/a.ics", None),
        ("http://[", None),
    ],
)
def test_a_resource_is_named_by_what_stands_behind_its_calendar(href: str, ref: str | None):
    assert ref_of(href, "http://dav.example/alice/agenda/") == ref


def test_a_server_without_a_sync_token_in_its_answer_is_not_believed():
    server = FakeDav(Profile())
    calendar = a_setting(server, server.url)
    first = calendar.changes()
    server.status, server.answer = 207, b'<d:multistatus xmlns:d="DAV:"/>'
    with pytest.raises(ReadFailed):
        calendar.changes(cursor=first.cursor, known={"a.ics": "1"})
