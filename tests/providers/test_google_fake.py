"""The fake Google takes and refuses what Google documents, by its own discovery document."""

import pytest

from builders import OWNER
from providers.contract_setting import EVA
from providers.fakes.google_schema import ROUTES
from providers.google_asking import TIMES, Asking, a_google, reason

KEY = "0123456789abcdefghijklmnopqrstuv"


def test_every_method_of_the_discovery_document_has_its_route():
    assert len(ROUTES) == 38
    assert {"events.list", "events.watch", "freebusy.query", "channels.stop"} <= {
        each.name for each in ROUTES
    }


def test_what_was_entered_is_read_back():
    _, ask = a_google()
    made = ask.insert("Borging Alfa", id=KEY, description="Zo zij het.", visibility="private")
    assert made["id"] == KEY
    assert made["iCalUID"] == f"{KEY}@google.com"
    assert made["organizer"] == {"email": OWNER.address, "self": True}
    assert ask("GET", f"events/{KEY}").body == made
    assert ask.items() == [made]


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ({"timemin": "2026-01-01T00:00:00Z"}, "timemin"),
        ({"timeMin": "2026-01-01T00:00:00"}, "timeMin"),
        ({"maxResults": "0"}, "maxResults"),
        ({"maxResults": "many"}, "maxResults"),
        ({"singleEvents": "yes"}, "singleEvents"),
        ({"orderBy": "title"}, "orderBy"),
        ({"eventTypes": ["default", "party"]}, "eventTypes"),
        ({"iCalUID": ["a", "b"]}, "iCalUID"),
        ({"fields": "items(id,titel)"}, "fields"),
        ({"fields": "items(id"}, "fields"),
        ({"eventId": KEY}, "eventId"),
    ],
)
def test_a_parameter_that_google_does_not_know_is_refused(query, location):
    _, ask = a_google()
    ask.insert()
    reply = ask("GET", "events", **query)
    assert reason(reply) == (400, "invalidParameter")
    assert reply.body["error"]["errors"][0]["location"] == location


@pytest.mark.parametrize(
    "body",
    [
        {"titel": "Gesprek"},
        {"summary": 7},
        {"status": "busy"},
        {"transparency": "free"},
        {"visibility": "secret"},
        {"attendees": {"email": EVA.address}},
        {"attendees": [{"mail": EVA.address}]},
        {"attendees": [{"email": "Eva"}]},
        {"attendees": [{"email": EVA.address, "responseStatus": "yes"}]},
        {"extendedProperties": {"private": {"a": 1}}},
        {"extendedProperties": {"hidden": {"a": "1"}}},
        {"reminders": {"useDefault": "no"}},
        {"reminders": {"useDefault": False, "overrides": [{"method": "popup", "minutes": 1}] * 6}},
        {"reminders": {"useDefault": False, "overrides": [{"method": "popup", "minutes": 40321}]}},
        {"reminders": {"useDefault": True, "overrides": [{"method": "popup", "minutes": 1}]}},
        {"id": "UPPER"},
        {"id": "abcd"},
        {"id": "wxyz12"},
        {"id": KEY, "iCalUID": "an@other"},
        {"start": {"dateTime": "2027-03-01T09:00:00"}},
        {"start": {"dateTime": "2027-03-01T09:00:00", "timeZone": "Europe/Nergens"}},
        {"start": {"dateTime": "2027-03-01T09:00:00Z", "date": "2027-03-01"}},
        {"start": {"date": "2027-03-01"}},
        {"start": {"dateTime": "tomorrow"}},
        {"start": {"dateTime": "2027-03-01T11:00:00+01:00"}},
        {"start": {"date": "2027-03-01"}, "end": {"date": "2027-03-01"}},
        {"start": {"dateTime": "2027-03-01T09:00:00+01:00"}, "recurrence": ["RRULE:FREQ=WEEKLY"]},
        {"recurrence": ["DTSTART:20270301T080000Z"]},
        {"recurrence": ["RRULE:FREQ=SOMETIMES"]},
        {"eventType": "party"},
        {"eventType": "fromGmail"},
        {"eventType": "focusTime", "attendees": [{"email": EVA.address}]},
        {"status": "cancelled"},
    ],
)
def test_a_body_that_google_would_not_take_is_refused_and_nothing_stands(body):
    _, ask = a_google()
    assert ask("POST", "events", {"summary": "Gesprek", **TIMES, **body}).status == 400
    assert ask.items() == []


def test_a_new_event_needs_its_times_and_a_patch_does_not():
    _, ask = a_google()
    assert reason(ask("POST", "events", {"summary": "Gesprek"})) == (400, "required")
    made = ask.insert()
    assert ask("PATCH", f"events/{made['id']}", {"summary": "Anders"}).status == 200
    assert reason(ask("PUT", f"events/{made['id']}", {"summary": "Anders"})) == (400, "required")


def test_an_id_that_was_used_is_refused_even_of_what_was_deleted():
    _, ask = a_google()
    ask.insert(id=KEY)
    assert reason(ask("POST", "events", {**TIMES, "id": KEY})) == (409, "duplicate")
    assert ask("DELETE", f"events/{KEY}").status == 204
    assert reason(ask("POST", "events", {**TIMES, "id": KEY})) == (409, "duplicate")
    assert ask("GET", f"events/{KEY}").body["status"] == "cancelled"
    assert reason(ask("DELETE", f"events/{KEY}")) == (410, "deleted")


def test_a_change_counts_only_on_the_version_it_names():
    _, ask = a_google()
    made = ask.insert(id=KEY)
    old = {"headers": {"If-Match": made["etag"]}}
    changed = ask("PATCH", f"events/{KEY}", {"summary": "Anders"}, **old)
    assert changed.status == 200
    assert changed.body["etag"] != made["etag"]
    assert changed.body["updated"] > made["updated"]
    assert reason(ask("PATCH", f"events/{KEY}", {"summary": "Weer anders"}, **old)) == (
        412,
        "conditionNotMet",
    )
    assert reason(ask("DELETE", f"events/{KEY}", **old)) == (412, "conditionNotMet")
    assert ask("GET", f"events/{KEY}").body["summary"] == "Anders"
    fresh = {"headers": {"If-None-Match": changed.body["etag"]}}
    assert ask("GET", f"events/{KEY}", **fresh).status == 304


def test_a_patch_keeps_what_it_does_not_name_and_an_update_does_not():
    _, ask = a_google()
    ask.insert("Gesprek", id=KEY, description="Tekst", extendedProperties={"private": {"a": "1", "b": "2"}})
    ask("PATCH", f"events/{KEY}", {"extendedProperties": {"private": {"b": None, "c": "3"}}})
    patched = ask("GET", f"events/{KEY}").body
    assert patched["description"] == "Tekst"
    assert patched["extendedProperties"] == {"private": {"a": "1", "c": "3"}}
    replaced = ask("PUT", f"events/{KEY}", {**TIMES, "summary": "Anders"}).body
    assert "description" not in replaced
    assert "extendedProperties" not in replaced


def test_what_an_event_is_known_by_never_changes():
    _, ask = a_google()
    made = ask.insert(id=KEY)
    for body in ({"id": "anotherid"}, {"iCalUID": "another@test"}, {"eventType": "focusTime"}):
        assert ask("PATCH", f"events/{KEY}", body).status == 400
    silently = {"etag": "mine", "created": "2020-01-01T00:00:00Z", "organizer": {"email": EVA.address}}
    changed = ask("PATCH", f"events/{KEY}", silently).body
    assert (changed["created"], changed["organizer"]) == (made["created"], made["organizer"])


def test_a_patch_to_whole_days_strikes_the_time_out_or_is_refused():
    _, ask = a_google()
    ask.insert(id=KEY)
    days = {"start": {"date": "2027-03-01"}, "end": {"date": "2027-03-02"}}
    assert ask("PATCH", f"events/{KEY}", days).status == 400
    whole = {name: {**day, "dateTime": None, "timeZone": None} for name, day in days.items()}
    assert ask("PATCH", f"events/{KEY}", whole).body["start"] == {"date": "2027-03-01"}


def test_who_has_no_token_or_not_the_scope_or_another_calendar_gets_nothing():
    google, ask = a_google(scopes=("calendar.freebusy",))
    assert reason(Asking(google, "no-token")("GET", "events")) == (401, "authError")
    assert reason(ask("GET", "events")) == (403, "insufficientPermissions")
    google.account(EVA.address, "eva")
    assert reason(Asking(google, "eva", OWNER.address)("GET", "events")) == (404, "notFound")
    assert Asking(google, "eva")("GET", "events").status == 200
    assert Asking(google, "eva")("GET", "nothing").status == 404


def test_a_calendar_says_its_zone_and_what_its_reader_may():
    google, ask = a_google()
    google.world.agenda(EVA.address, roles={OWNER.address: "reader"})
    assert ask("GET", "/users/me/calendarList/primary").body["accessRole"] == "owner"
    assert ask("GET", f"/calendars/{OWNER.address}").body["timeZone"] == "Europe/Amsterdam"
    entries = ask("GET", "/users/me/calendarList").body["items"]
    assert [(each["id"], each["accessRole"]) for each in entries] == [
        (OWNER.address, "owner"),
        (EVA.address, "reader"),
    ]
    evas = Asking(google, calendar=EVA.address)
    assert reason(evas("POST", "events", TIMES)) == (403, "requiredAccessLevel")


def test_only_busy_times_are_told_of_a_calendar_and_of_a_strange_one_an_error():
    google, ask = a_google()
    ask.insert(id=KEY)
    ask.insert(**on_hour("09:30", "11:00"))
    ask.insert(**on_hour("12:00", "13:00"), transparency="transparent")
    declined = [{"email": OWNER.address, "responseStatus": "declined"}]
    ask.insert(**on_hour("14:00", "15:00"), attendees=declined)
    body = {"timeMin": "2027-03-01T00:00:00Z", "timeMax": "2027-03-02T00:00:00Z"}
    items = {"items": [{"id": OWNER.address}, {"id": "nobody@bureau.example"}]}
    told = ask("POST", "/freeBusy", body | items).body["calendars"]
    assert told[OWNER.address]["busy"] == [{"start": "2027-03-01T08:00:00Z", "end": "2027-03-01T10:00:00Z"}]
    assert told["nobody@bureau.example"]["errors"][0]["reason"] == "notFound"
    assert reason(ask("POST", "/freeBusy", items))[0] == 400
    few = ask("POST", "/freeBusy", body | items | {"calendarExpansionMax": 1}).body["calendars"]
    assert few[OWNER.address]["errors"][0]["reason"] == "tooManyCalendarsRequested"
    google.account(EVA.address, "eva", scopes=("calendar.events",))
    assert reason(Asking(google, "eva")("POST", "/freeBusy", body)) == (403, "insufficientPermissions")


def on_hour(start, end):
    return {
        name: {"dateTime": f"2027-03-01T{hour}:00+01:00", "timeZone": "Europe/Amsterdam"}
        for name, hour in (("start", start), ("end", end))
    }


def test_who_may_only_look_sees_of_something_private_when_it_is():
    google, ask = a_google()
    ask.insert("Tandarts", id=KEY, visibility="private", description="Kies")
    google.account(EVA.address, "eva")
    google.world.agendas[OWNER.address].roles[EVA.address] = "reader"
    seen = Asking(google, "eva", OWNER.address)("GET", f"events/{KEY}").body
    assert "start" in seen
    assert not {"summary", "description"} & set(seen)


def test_who_agreed_to_his_own_calendars_alone_reaches_no_other():
    google, _ = a_google()
    google.account(EVA.address, "eva", scopes=("calendar.events.owned",))
    google.world.agendas[OWNER.address].roles[EVA.address] = "writer"
    assert reason(Asking(google, "eva", OWNER.address)("GET", "events")) == (403, "insufficientPermissions")
    assert Asking(google, "eva")("GET", "events").status == 200


def test_a_label_and_a_video_meeting_are_written_only_where_a_parameter_says_so():
    google, ask = a_google()
    label = google.world.agendas[OWNER.address].label("Klanten")
    extra = {"eventLabelId": label, "conferenceData": {"conferenceId": "abc"}}
    without = ask.insert(**extra)
    assert not set(extra) & set(without)
    query = {"eventLabelVersion": 1, "conferenceDataVersion": 1}
    assert ask.insert(**extra, query=query)["eventLabelId"] == label
    labels = ask("GET", "/calendars/primary").body["labelProperties"]["eventLabels"]
    assert [(one["id"], one["name"]) for one in labels] == [(label, "Klanten")]
