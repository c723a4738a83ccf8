"""An event in a Google calendar is read as its owner sees it, and whatever else comes harms nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AMSTERDAM, OWNER, at, when
from providers.contract_setting import EVA, KEY
from zaaikalender.core.events import AllDay, Event, Shown, Status
from zaaikalender.core.people import Answer, AttendeeKind
from zaaikalender.providers.google_body import MARK
from zaaikalender.providers.google_events import Translator, is_appointment
from zaaikalender.providers.ics_lines import MAX_TEXT, MAX_TITLE, NotReadable

READ = Translator(owner=OWNER, zone=AMSTERDAM)


def an_answer(**more) -> dict:
    """An event as Google lists it."""
    return {
        "id": "abc",
        "etag": '"34"',
        "status": "confirmed",
        "iCalUID": "abc@google.com",
        "summary": "Overleg",
        "start": {"dateTime": "2027-03-19T10:00:00+01:00", "timeZone": "Europe/Amsterdam"},
        "end": {"dateTime": "2027-03-19T11:00:00+01:00", "timeZone": "Europe/Amsterdam"},
        "organizer": {"email": OWNER.address, "self": True},
        "eventType": "default",
    } | more


def test_an_event_is_read_as_it_stands():
    event = READ.single(an_answer(description="Over <b>Alfa</b><br>en Beta"))
    assert (event.ref, event.uid, event.version) == ("abc", "abc@google.com", '"34"')
    assert (event.title, event.text, event.when) == (
        "Overleg",
        "Over Alfa\nen Beta",
        when("2027-03-19 10:00"),
    )
    assert (event.organizer, event.shown, event.status) == (OWNER, Shown.BUSY, Status.CONFIRMED)


def test_whole_days_are_days():
    days = {"start": {"date": "2027-07-05"}, "end": {"date": "2027-07-10"}}
    assert READ.single(an_answer(**days)).when == AllDay(start=date(2027, 7, 5), end=date(2027, 7, 10))


def test_a_time_without_an_offset_is_in_its_own_zone_or_that_of_the_calendar():
    for start, hour in (
        ({"dateTime": "2027-03-19T10:00:00", "timeZone": "America/New_York"}, "15:00"),
        ({"dateTime": "2027-03-19T10:00:00"}, "10:00"),
    ):
        event = READ.single(an_answer(start=start, end={"dateTime": "2027-03-19T18:00:00+01:00"}))
        assert event.when.start == at(f"2027-03-19 {hour}")


def test_a_zone_that_does_not_exist_matters_only_where_no_offset_is_given():
    start = {"dateTime": "2027-03-19T10:00:00+01:00", "timeZone": "Mars/Olympus"}
    assert READ.single(an_answer(start=start)).when == when("2027-03-19 10:00")
    with pytest.raises(NotReadable):
        READ.single(an_answer(start=start | {"dateTime": "2027-03-19T10:00:00"}))


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"transparency": "transparent"}, Shown.FREE),
        ({"status": "tentative"}, Shown.TENTATIVE),
        ({"eventType": "outOfOffice", "transparency": "opaque"}, Shown.OUT_OF_OFFICE),
        ({"eventType": "focusTime"}, Shown.BUSY),
        ({"eventType": "somethingNew"}, Shown.BUSY),
        ({"eventType": "somethingNew", "transparency": "transparent"}, Shown.FREE),
        ({"transparency": "somethingNew", "status": "somethingNew"}, Shown.BUSY),
    ],
)
def test_what_takes_time_takes_it_whatever_kind_it_is(more, shown):
    assert READ.single(an_answer(**more)).shown is shown


@pytest.mark.parametrize("kind", ["workingLocation", "birthday", "fromGmail"])
def test_what_google_enters_by_itself_is_no_appointment(kind):
    assert not is_appointment(an_answer(eventType=kind))


def test_a_kind_that_nobody_knows_is_an_appointment_and_no_meeting():
    raw = an_answer(eventType="somethingNew", attendees=[{"email": EVA.address}])
    assert is_appointment(raw)
    assert READ.single(raw).attendees == ()


def test_guests_have_their_answers_and_the_owner_is_himself_under_any_address():
    guests = [
        {"email": "EVA@client-a.example", "responseStatus": "tentative", "displayName": "Eva"},
        {"email": "alias@bureau.example", "responseStatus": "declined", "self": True},
        {"email": "zaal@resource.calendar.google.com", "resource": True, "responseStatus": "accepted"},
        {"email": EVA.address, "responseStatus": "declined"},
        {"responseStatus": "accepted"},
    ]
    event = READ.single(an_answer(attendees=guests, organizer={"email": EVA.address, "displayName": "Eva"}))
    assert (event.organizer, event.answer_of(EVA), event.answer_of(OWNER)) == (
        EVA,
        Answer.TENTATIVE,
        Answer.DECLINED,
    )
    assert [each.kind for each in event.attendees] == [
        AttendeeKind.INDIVIDUAL,
        AttendeeKind.INDIVIDUAL,
        AttendeeKind.RESOURCE,
    ]


def test_our_mark_is_read_and_anothers_private_text_is_not():
    mine = {"extendedProperties": {"private": {MARK: KEY}}, "visibility": "private", "description": "Mijn"}
    assert (READ.single(an_answer(**mine)).key, READ.single(an_answer(**mine)).text) == (KEY, "Mijn")
    theirs = an_answer(visibility="confidential", description="Uitslag")
    assert (READ.single(theirs).private, READ.single(theirs).text, READ.single(theirs).key) == (
        True,
        "",
        None,
    )


def test_a_colour_is_known_by_the_name_that_its_owner_sees():
    assert READ.single(an_answer(colorId="11")).categories == {"Tomato", "Tomaat"}
    assert READ.single(an_answer(colorId="99")).categories == frozenset()


def test_ten_megabytes_of_text_and_html_in_a_title_are_read_in_bounds():
    huge = "<" * 5_000_000 + "<p x='" * 800_000 + "a&nbsp;" * 700_000
    event = READ.single(an_answer(description=huge, summary="<img src=x onerror=alert(1)>" * 1000))
    assert len(event.text) <= MAX_TEXT
    assert event.title.startswith("<img src=x")
    assert len(event.title) <= MAX_TITLE


NAMES = tuple(an_answer(attendees=[], visibility="", description="", colorId="", extendedProperties={}))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["dateTime", "date", "timeZone", "email", "self", "private", MARK])
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=8))
def test_whatever_an_event_holds_it_is_read_or_named_unreadable(holds):
    try:
        event = READ.single(an_answer(**holds) | {"id": "abc"})
    except NotReadable:
        return
    assert isinstance(event, Event)


DATES = st.sampled_from(
    ["2027-03-19", "2027-03-19T10:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "24:00"]
)


@given(
    DATES, DATES, st.sampled_from(["date", "dateTime"]), st.sampled_from(["Europe/Amsterdam", "Mars/X", ""])
)
def test_whatever_its_times_are_it_is_read_or_named_unreadable(first, last, name, zone):
    try:
        READ.single(an_answer(start={name: first, "timeZone": zone}, end={name: last}))
    except NotReadable:
        return
