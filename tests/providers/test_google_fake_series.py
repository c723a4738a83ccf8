"""Series, types and budgets in the fake Google: which instances there are, and who is turned away."""

from datetime import timedelta

import pytest

from builders import OWNER, at
from providers.contract_setting import EVA
from providers.fakes.google_agenda import Habits
from providers.fakes.google_rules import STATUS_TYPES
from providers.google_asking import Asking, Clock, a_google, reason

KEY = "0123456789abcdefghijklmnopqrstuv"
WEEKLY = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"]}


def agenda_of(google):
    return google.world.agendas[OWNER.address]


def test_every_type_of_event_is_told_unless_others_are_asked_for():
    _, ask = a_google()
    for kind in sorted(STATUS_TYPES):
        ask.insert(kind, eventType=kind)
    ask.insert("Gesprek")
    assert len(ask.items()) == 4
    assert [one["summary"] for one in ask.items(eventTypes=["default", "focusTime"])] == [
        "focusTime",
        "Gesprek",
    ]
    assert ask("PATCH", f"events/{ask.items()[0]['id']}", {"eventType": "default"}).status == 400


def test_a_series_as_single_events_has_no_master():
    _, ask = a_google()
    ask.insert(id=KEY, **WEEKLY)
    ask("DELETE", f"events/{KEY}_20270308T080000Z")
    told = ask.items(singleEvents=True, orderBy="startTime")
    assert [one["start"]["dateTime"][:10] for one in told] == ["2027-03-01", "2027-03-15", "2027-03-22"]
    assert ask("GET", "events", orderBy="startTime").status == 400


def test_an_instance_is_known_by_the_start_that_it_had():
    _, ask = a_google()
    ask.insert(id=KEY, **WEEKLY)
    moved = {
        "start": {"dateTime": "2027-03-29T09:00:00+02:00"},
        "end": {"dateTime": "2027-03-29T10:00:00+02:00"},
    }
    second = f"{KEY}_20270308T080000Z"
    assert ask("PATCH", f"events/{second}", moved).body["recurringEventId"] == KEY
    assert [one["id"] for one in ask.items()] == [KEY, second]
    told = ask("GET", f"events/{KEY}/instances").body["items"]
    assert [one["start"]["dateTime"][:10] for one in told] == [
        "2027-03-01",
        "2027-03-29",
        "2027-03-15",
        "2027-03-22",
    ]
    assert told[1]["originalStartTime"]["dateTime"] == "2027-03-08T09:00:00+01:00"
    assert ask("GET", f"events/{KEY}_20270309T080000Z").status == 404
    assert ask("GET", f"events/{second}/instances").status == 400


def test_a_master_that_moves_takes_its_exceptions_along_as_far_as_they_are_still_its_own():
    _, ask = a_google()
    ask.insert("Overleg", id=KEY, **WEEKLY)
    second, third = f"{KEY}_20270308T080000Z", f"{KEY}_20270315T080000Z"
    ask("PATCH", f"events/{second}", {"summary": "Eigen titel"})
    ask("PATCH", f"events/{third}", {"location": "Zaal 2"})
    ask("PATCH", f"events/{KEY}", {"summary": "Anders", "description": "Nieuw"})
    assert ask("GET", f"events/{second}").body["summary"] == "Eigen titel"
    assert ask("GET", f"events/{third}").body["summary"] == "Anders"
    assert ask("GET", f"events/{second}").body["description"] == "Nieuw"
    ask("PATCH", f"events/{KEY}", {"recurrence": ["RRULE:FREQ=WEEKLY;UNTIL=20270309T000000Z"]})
    assert ask("GET", f"events/{third}").body["status"] == "cancelled"
    assert ask("GET", f"events/{second}").body["status"] == "confirmed"


def test_the_clock_of_a_series_stays_on_the_wall_through_the_summer():
    _, ask = a_google()
    ask.insert(
        id=KEY,
        recurrence=[
            "RRULE:FREQ=WEEKLY;UNTIL=20270405T235959Z",
            "EXDATE;TZID=Europe/Amsterdam:20270315T090000",
        ],
    )
    starts = [one["start"]["dateTime"] for one in ask("GET", f"events/{KEY}/instances").body["items"]]
    assert "2027-03-22T09:00:00+01:00" in starts
    assert "2027-03-29T09:00:00+02:00" in starts
    assert len(starts) == 5


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["RRULE:FREQ=WEEKLY;UNTIL=20270308"], ["01", "08"]),
        (["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20270308T080000Z"], ["01", "15"]),
        (["RRULE:FREQ=WEEKLY;COUNT=2", "RDATE;TZID=Europe/Amsterdam:20270310T090000"], ["01", "08", "10"]),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXRULE:FREQ=DAILY;INTERVAL=2"], ["02"]),
    ],
)
def test_a_series_has_the_days_that_its_lines_say(lines, days):
    _, ask = a_google()
    ask.insert(id=KEY, recurrence=lines)
    starts = [one["start"]["dateTime"] for one in ask("GET", f"events/{KEY}/instances").body["items"]]
    assert [start[8:10] for start in starts] == days


def test_what_was_deleted_comes_back_where_google_lets_it_and_otherwise_not():
    google, ask = a_google()
    ask.insert(id=KEY)
    ask("DELETE", f"events/{KEY}")
    assert ask("PATCH", f"events/{KEY}", {"summary": "Anders"}).status == 403
    agenda_of(google).habits = Habits(undelete=403)
    assert ask("PATCH", f"events/{KEY}", {"status": "confirmed"}).status == 403
    agenda_of(google).habits = Habits()
    token = ask.token_now()
    assert ask("PATCH", f"events/{KEY}", {"status": "confirmed"}).body["status"] == "confirmed"
    assert [one["status"] for one in ask.items(syncToken=token)] == ["confirmed"]


def test_google_turns_away_who_asks_too_much_in_a_minute():
    clock = Clock(at("2026-11-24 09:00"))
    google, ask = a_google(clock=clock)
    google.per_minute = 3
    assert [ask("GET", "events").status for _ in range(4)] == [200, 200, 200, 403]
    refused = ask("GET", "events")
    assert reason(refused) == (403, "rateLimitExceeded")
    assert refused.body["error"]["errors"][0]["domain"] == "usageLimits"
    clock.turn(timedelta(minutes=1))
    assert ask("GET", "events").status == 200


def test_google_turns_away_a_project_that_asks_too_much_for_all_together():
    google, ask = a_google()
    google.account(EVA.address, "eva")
    google.all_per_minute = 3
    eva = Asking(google, "eva")
    assert [one("GET", "events").status for one in (ask, eva, ask, eva)] == [200, 200, 200, 403]
    assert google.throttled == 1
