"""Whatever Outlook answers, a read raises or tells the truth: nothing is ever concluded from nonsense."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AMSTERDAM, OWNER, a_draft, an_event
from providers.contract_setting import KEY, YEAR, versions
from providers.fakes.outlook import Fault, Reply, error
from providers.fakes.outlook_server import GraphDoor
from providers.outlook_person import OutlookPerson
from providers.outlook_setting import a_calendar, a_graph
from zaaikalender.core.events import Event
from zaaikalender.errors import AccessRevoked, OutcomeUnknown, ReadFailed, Unreachable
from zaaikalender.providers.ics_lines import NotReadable
from zaaikalender.providers.outlook_read import Translator
from zaaikalender.providers.outlook_series import series_item
from zaaikalender.providers.outlook_text import from_html, text_of

LINK = "http://graph.test/v1.0/users/x/calendarView/delta?$deltatoken=1"
GOOD = {
    "id": "AAkA1=",
    "changeKey": "CK1",
    "iCalUId": "uid-1",
    "subject": "Overleg",
    "start": {"dateTime": "2027-03-19T09:00:00.0000000", "timeZone": "UTC"},
    "end": {"dateTime": "2027-03-19T10:00:00.0000000", "timeZone": "UTC"},
    "isOrganizer": True,
}


class Broken:
    """A calendar whose delta answers what a test wants."""

    def __init__(self):
        self.graph = a_graph()
        self.hand = OutlookPerson(self.graph.mailbox(OWNER.address), OWNER)
        self.calendar = a_calendar(self.graph, GraphDoor(self.graph))

    def answers(self, reply, path="calendarView/delta"):
        self.graph.canned[path] = reply

    def read(self, cursor=None, known=None):
        return self.calendar.changes(YEAR, cursor, known or {})

    def reads(self, *raws):
        self.answers(Reply(200, {"value": list(raws), "@odata.deltaLink": LINK}))
        return self.read()


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><title>Log in</title>",
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"value": {}}',
        b'{"value": []}',
        b'{"value": [], "@odata.deltaLink": 7}',
        b'{"value": [null], "@odata.deltaLink": "x"}',
        b'{"value": [{"subject": "zonder id"}], "@odata.deltaLink": "x"}',
        b'{"value": [{"id": 7}], "@odata.deltaLink": "x"}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_page_of_events_is_a_failed_read(body):
    broken = Broken()
    broken.hand.put(an_event("Overleg"))
    first = broken.read()
    broken.answers(Reply(200, body))
    with pytest.raises(ReadFailed):
        broken.read(first.cursor, versions(first))


def test_pages_without_an_end_are_a_failed_read():
    broken = Broken()
    broken.answers(Reply(200, {"value": [], "@odata.nextLink": LINK}))
    with pytest.raises(ReadFailed, match="no end"):
        broken.read()


@pytest.mark.parametrize(
    "answer", [(410, "SyncStateNotFound"), (400, "ErrorInvalidSyncStateData"), (410, "")]
)
def test_a_server_that_loses_its_place_while_all_is_read_is_read_anew_by_the_next_pass(answer):
    broken = Broken()
    broken.hand.put(an_event("Overleg"))
    broken.answers(error(*answer))
    with pytest.raises(ReadFailed, match="reads anew"):
        broken.read()
    broken.graph.canned.clear()
    assert [item.events[0].title for item in broken.read().changed] == ["Overleg"]


def test_a_link_to_another_server_is_never_followed():
    broken = Broken()
    elsewhere = "http://evil.test/v1.0/users/x/calendarView/delta"
    broken.answers(Reply(200, {"value": [], "@odata.nextLink": elsewhere}))
    with pytest.raises(ReadFailed, match="another"):
        broken.read()
    assert all(url.startswith("http://graph.test/") for _, url in broken.graph.asked)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((404, "MailboxNotEnabledForRESTAPI"), "on leave"),
        ((403, "ErrorAccessDenied"), "scope"),
        ((401, "InvalidAuthenticationToken"), "Connect"),
    ],
)
def test_a_mailbox_that_lets_nobody_in_parks_the_calendar(answer, told):
    broken = Broken()
    broken.graph.mailbox(OWNER.address).forbidden = answer
    with pytest.raises(AccessRevoked, match=told):
        broken.read()
    with pytest.raises(AccessRevoked):
        broken.calendar.create(KEY, a_draft())


def test_a_calendar_that_is_not_there_is_looked_for_in_the_config():
    broken = Broken()
    calendar = a_calendar(broken.graph, GraphDoor(broken.graph), calendar="another")
    with pytest.raises(Unreachable, match="calendar_id"):
        calendar.changes(YEAR, None, {})


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_server_in_trouble_is_tried_again_later(status):
    broken = Broken()
    broken.answers(error(status, "ErrorInternalServerError"))
    with pytest.raises(Unreachable):
        broken.read()


def test_the_answer_to_a_write_that_cannot_be_read_is_an_unknown_outcome():
    broken = Broken()
    broken.answers(Reply(201, b"<html>"), "/events")
    broken.graph.canned["/events"] = Reply(200, {"value": []})
    with pytest.raises(OutcomeUnknown):
        broken.calendar.create(KEY, a_draft())


@pytest.mark.parametrize(
    "odd",
    [
        {"start": None},
        {"start": {"dateTime": "morgen", "timeZone": "UTC"}},
        {"start": {"dateTime": "2027-03-19T09:00:00", "timeZone": "Customized Time Zone"}},
        {"start": {"dateTime": "2027-03-19T09:00:00", "timeZone": 7}},
        {"start": {"dateTime": "0001-01-01T00:00:00", "timeZone": "W. Europe Standard Time"}},
        {"end": {"dateTime": "2027-03-18T09:00:00", "timeZone": "UTC"}},
        {"isAllDay": True, "start": {"dateTime": "19 maart"}},
    ],
)
def test_an_event_whose_time_cannot_be_read_is_reported_and_the_others_are_given(odd):
    changes = Broken().reads({**GOOD, **odd}, {**GOOD, "id": "AAkA2=", "iCalUId": "uid-2"})
    assert [item.uid for item in changes.changed] == ["uid-2"]
    assert [each.uid for each in changes.unreadable] == ["uid-1"]
    assert "Overleg" not in json.dumps([each.why for each in changes.unreadable])


@pytest.mark.parametrize(
    "odd",
    [
        {"subject": 7, "body": "tekst", "categories": None, "attendees": "niemand", "showAs": ["busy"]},
        {"attendees": [None, {}, {"emailAddress": None}, {"emailAddress": {"address": 7}}]},
        {"organizer": 7, "isOrganizer": "ja", "responseStatus": [], "sensitivity": {}},
        {"body": {"contentType": None, "content": 7}, "isOnlineMeeting": "ja"},
        {"type": "somethingNew", "unknown": {"deep": [1]}},
        {"categories": [7, None, "Klant"]},
    ],
)
def test_what_is_of_another_type_than_it_should_be_counts_as_not_there(odd):
    changes = Broken().reads({**GOOD, **odd})
    assert [item.uid for item in changes.changed] == ["uid-1"]


def test_teams_html_is_read_as_a_person_reads_it():
    html = (
        "<html><head><style>p{color:red}</style></head><body><p>Agenda&nbsp;&amp; stand</p>\r\n"
        "<div>1. Alfa<br>2. B&#233;ta</div><!-- x --><script>alert(1)</script>"
        f"<div>{'_' * 60}</div><a href='https://teams.example'>Deelnemen</a></body></html>"
    )
    assert (
        text_of({"contentType": "html", "content": html}, online=True) == "Agenda & stand\n1. Alfa\n2. Béta"
    )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


odd_events = st.dictionaries(
    st.sampled_from([*GOOD, "body", "attendees", "categories", "organizer", "type", "recurrence"]),
    json_values,
)


@given(odd_events)
def test_whatever_an_event_holds_it_is_read_or_reported(odd):
    with suppress(NotReadable):
        event = Translator(owner=OWNER).single({**GOOD, **odd, "id": "AAkA1="}, None)
        assert isinstance(event, Event)


@given(odd_events, odd_events)
def test_whatever_a_series_holds_it_is_read_or_reported(master, occurrence):
    with suppress(NotReadable):
        item = series_item(
            Translator(owner=OWNER),
            {**GOOD, **master, "id": "AAkA1="},
            [{**GOOD, **occurrence, "id": "AAkA1=.1", "type": "exception"}],
            None,
            window=YEAR,
            zone=AMSTERDAM,
        )
        assert item.ref == "AAkA1="


@given(st.text(alphabet="<>/!-a br&;_divstyle \n", max_size=200))
def test_any_html_becomes_text(html):
    assert isinstance(from_html(html), str)


def test_a_read_that_breaks_off_says_nothing_of_what_stood_there():
    broken = Broken()
    broken.hand.put(an_event("Overleg"))
    first = broken.read()
    broken.graph.faults.append(Fault("before", methods=frozenset({"GET"})))
    with pytest.raises(ReadFailed):
        broken.read(first.cursor, versions(first))
