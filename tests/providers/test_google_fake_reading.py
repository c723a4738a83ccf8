"""How the fake Google tells what changed: sync tokens, tombstones, pages and filters, as documented."""

from datetime import timedelta

import pytest

from builders import OWNER
from providers.contract_setting import EVA
from providers.fakes.google_agenda import Habits
from providers.google_asking import TIMES, Asking, Clock, a_google, reason

KEY = "0123456789abcdefghijklmnopqrstuv"
WEEKLY = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"]}


def agenda_of(google):
    return google.world.agendas[OWNER.address]


def test_a_sync_token_tells_only_what_changed_since():
    _, ask = a_google()
    ask.insert("Eerste")
    token = ask.token_now()
    assert ask.items(syncToken=token) == []
    ask.insert("Tweede")
    assert [one["summary"] for one in ask.items(syncToken=token)] == ["Tweede"]


def test_a_sync_token_comes_with_the_last_page_alone_and_further_pages_ask_the_same():
    _, ask = a_google()
    for number in range(5):
        ask.insert(f"Gesprek {number}")
    first = ask("GET", "events", maxResults=2).body
    assert len(first["items"]) == 2
    assert "nextSyncToken" not in first
    assert ask("GET", "events", maxResults=3, pageToken=first["nextPageToken"]).status == 400
    assert ask("GET", "events", maxResults=2, pageToken="no-token").status == 400
    second = ask("GET", "events", maxResults=2, pageToken=first["nextPageToken"]).body
    last = ask("GET", "events", maxResults=2, pageToken=second["nextPageToken"]).body
    assert "nextPageToken" not in last
    assert last["nextSyncToken"]
    titles = [one["summary"] for page in (first, second, last) for one in page["items"]]
    assert titles == [f"Gesprek {number}" for number in range(5)]


def test_what_changes_between_two_pages_comes_with_the_next_increment():
    _, ask = a_google()
    for number in range(4):
        ask.insert(f"Gesprek {number}")
    first = ask("GET", "events", maxResults=2).body
    ask("PATCH", f"events/{first['items'][0]['id']}", {"summary": "Anders"})
    last = ask("GET", "events", maxResults=2, pageToken=first["nextPageToken"]).body
    assert [one["summary"] for one in ask.items(syncToken=last["nextSyncToken"])] == ["Anders"]


@pytest.mark.parametrize(
    "query",
    [
        {"timeMin": "2026-01-01T00:00:00Z"},
        {"timeMax": "2026-01-01T00:00:00Z"},
        {"updatedMin": "2026-01-01T00:00:00Z"},
        {"orderBy": "updated"},
        {"iCalUID": "a"},
        {"q": "a"},
        {"privateExtendedProperty": "a=b"},
        {"sharedExtendedProperty": "a=b"},
        {"showDeleted": False},
    ],
)
def test_a_sync_token_goes_with_no_filter(query):
    _, ask = a_google()
    assert ask("GET", "events", syncToken=ask.token_now(), **query).status == 400


@pytest.mark.parametrize("query", [{"singleEvents": True}, {"eventTypes": ["default"]}, {"maxAttendees": 1}])
def test_a_sync_token_of_another_question_is_stale(query):
    _, ask = a_google()
    stale = ask("GET", "events", syncToken=ask.token_now(), **query)
    assert reason(stale) == (410, "fullSyncRequired")
    assert ask("GET", "events", syncToken=ask.token_now(**query), **query).status == 200


def test_a_window_in_the_first_read_does_not_bound_the_increments():
    _, ask = a_google()
    token = ask.token_now(timeMin="2027-01-01T00:00:00Z")
    old = {name: {"dateTime": part["dateTime"].replace("2027", "2025")} for name, part in TIMES.items()}
    ask("POST", "events", {"summary": "Vroeger", **old})
    assert ask.items(timeMin="2027-01-01T00:00:00Z") == []
    assert [one["summary"] for one in ask.items(syncToken=token)] == ["Vroeger"]


def test_a_sync_token_dies_of_age_by_resync_or_by_a_slip():
    clock = Clock()
    google, ask = a_google(clock=clock)
    agenda_of(google).habits = Habits(token_life=timedelta(days=7))
    token = ask.token_now()
    assert ask("GET", "events", syncToken=f"1{token}").status == 410
    clock.turn(timedelta(days=6))
    assert ask("GET", "events", syncToken=token).status == 200
    clock.turn(timedelta(days=2))
    stale = ask("GET", "events", syncToken=token)
    assert reason(stale) == (410, "fullSyncRequired")
    assert stale.body["error"]["errors"][0]["domain"] == "calendar"
    token = ask.token_now()
    agenda_of(google).forget_tokens()
    assert ask("GET", "events", syncToken=token).status == 410


def test_another_persons_sync_token_is_stale():
    google, ask = a_google()
    google.account(EVA.address, "eva")
    assert Asking(google, "eva")("GET", "events", syncToken=ask.token_now()).status == 410


def test_of_what_was_deleted_an_increment_tells_no_more_than_its_id():
    google, ask = a_google()
    ask.insert("Geheim", id=KEY)
    token = ask.token_now()
    ask("DELETE", f"events/{KEY}")
    (told,) = ask.items(syncToken=token)
    assert {name: told[name] for name in told if name not in {"kind", "etag"}} == {
        "id": KEY,
        "status": "cancelled",
    }
    (whole,) = ask.items(showDeleted=True)
    assert whole["summary"] == "Geheim"
    assert ask.items() == []
    agenda_of(google).forget_tombstones()
    assert ask.items(showDeleted=True) == []
    assert ask("GET", "events", syncToken=token).status == 410
    assert ask.items(syncToken=ask.token_now()) == []
    assert ask("GET", f"events/{KEY}").body["status"] == "cancelled"


def test_of_a_cancelled_instance_its_place_is_told_in_a_full_read_too():
    _, ask = a_google()
    ask.insert(id=KEY, **WEEKLY)
    token = ask.token_now()
    second = f"{KEY}_20270308T080000Z"
    assert ask("DELETE", f"events/{second}").status == 204
    wanted = {"id": second, "status": "cancelled", "recurringEventId": KEY}
    for told in (ask.items(), ask.items(syncToken=token)):
        bare = next(one for one in told if one["id"] == second)
        assert wanted.items() <= bare.items()
        assert bare["originalStartTime"]["dateTime"] == "2027-03-08T09:00:00+01:00"
        assert "summary" not in bare


def test_a_cancelled_series_is_told_by_its_master():
    _, ask = a_google()
    ask.insert(id=KEY, **WEEKLY)
    ask("PATCH", f"events/{KEY}_20270308T080000Z", {"summary": "Anders"})
    token = ask.token_now()
    ask("DELETE", f"events/{KEY}")
    assert [(one["id"], one["status"]) for one in ask.items(syncToken=token)] == [(KEY, "cancelled")]
    assert ask.items() == []


def test_times_come_in_the_calendars_zone_and_keep_the_name_of_their_own():
    _, ask = a_google()
    made = ask.insert(
        start={"dateTime": "2027-07-01T07:00:00", "timeZone": "America/New_York"},
        end={"dateTime": "2027-07-01T12:00:00Z"},
    )
    assert made["start"] == {"dateTime": "2027-07-01T13:00:00+02:00", "timeZone": "America/New_York"}
    assert made["end"]["dateTime"] == "2027-07-01T14:00:00+02:00"
    (told,) = ask.items(timeZone="UTC")
    assert told["start"]["dateTime"] == "2027-07-01T11:00:00Z"


def test_the_bounds_of_a_window_do_not_belong_to_it():
    _, ask = a_google()
    ask.insert()
    assert ask.items(timeMin="2027-03-01T09:00:00Z") == []
    assert ask.items(timeMax="2027-03-01T08:00:00Z") == []
    assert len(ask.items(timeMin="2027-03-01T08:59:59Z", timeMax="2027-03-01T09:30:00Z")) == 1


def test_our_mark_is_found_by_both_its_name_and_its_value():
    google, ask = a_google()
    ask.insert("Ons", extendedProperties={"private": {"zaaikalenderKey": KEY}})
    ask.insert("Ander", extendedProperties={"shared": {"zaaikalenderKey": KEY}})
    assert [one["summary"] for one in ask.items(privateExtendedProperty=f"zaaikalenderKey={KEY}")] == ["Ons"]
    assert ask.items(privateExtendedProperty="zaaikalenderKey=ander") == []
    assert ask("GET", "events", privateExtendedProperty="zaaikalenderKey").status == 400
    agenda_of(google).habits = Habits(lag=2)
    assert ask.items(privateExtendedProperty=f"zaaikalenderKey={KEY}") == []
    assert len(ask.items()) == 2


def test_a_mask_leaves_out_what_it_does_not_name():
    _, ask = a_google()
    ask.insert(id=KEY)
    page = ask("GET", "events", fields="items(id,start/dateTime),nextSyncToken").body
    assert page["items"] == [{"id": KEY, "start": {"dateTime": "2027-03-01T09:00:00+01:00"}}]
    assert set(page) == {"items", "nextSyncToken"}
    assert ask("GET", f"events/{KEY}", fields="id").body == {"id": KEY}


def test_a_bad_day_gives_empty_and_short_pages_and_some_events_twice():
    google, ask = a_google()
    for number in range(5):
        ask.insert(f"Gesprek {number}")
    agenda_of(google).habits = Habits(empty_pages=True, short_pages=2, duplicates=True)
    page, titles, sizes = ask("GET", "events").body, [], []
    while "nextPageToken" in page:
        sizes.append(len(page["items"]))
        titles += [one["summary"] for one in page["items"]]
        page = ask("GET", "events", pageToken=page["nextPageToken"]).body
    titles += [one["summary"] for one in page["items"]]
    assert sizes[0] == 0
    assert max(sizes) == 2
    assert len(titles) > len(set(titles)) == 5


def test_properties_that_are_too_long_are_dropped_or_cut_in_silence():
    _, ask = a_google()
    made = ask.insert(extendedProperties={"private": {"k" * 45: "weg", "k" * 44: "v" * 1025}})
    assert made["extendedProperties"]["private"] == {"k" * 44: "v" * 1024}
    many = ask.insert(extendedProperties={"private": {f"k{number}": "v" for number in range(301)}})
    assert len(many["extendedProperties"]["private"]) == 300
    large = ask.insert(extendedProperties={"private": {f"k{number}": "v" * 1000 for number in range(40)}})
    assert len(large["extendedProperties"]["private"]) == 32


def test_reminders_move_the_etag_and_not_the_time_of_the_last_change():
    _, ask = a_google()
    made = ask.insert(id=KEY)
    changed = ask("PATCH", f"events/{KEY}", {"reminders": {"useDefault": False, "overrides": []}}).body
    assert changed["etag"] != made["etag"]
    assert changed["updated"] == made["updated"]
