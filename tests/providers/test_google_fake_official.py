"""Google's own client reads and writes at the fake: it is no stricter than that client knows Google."""

import pytest
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from builders import OWNER
from providers.contract_setting import EVA, KEY
from providers.fakes.google import TOKEN
from providers.fakes.google_server import google_server
from providers.google_asking import TIMES, a_google


@pytest.fixture
def service():
    google, _ = a_google()
    with google_server(google):
        options = {"api_endpoint": f"{google.endpoint}/"}
        with build("calendar", "v3", credentials=Credentials(TOKEN), client_options=options) as found:
            yield found


def test_it_enters_finds_changes_and_deletes_an_event(service):
    events = service.events()
    body = {"id": KEY, "summary": "Borging Alfa", "attendees": [{"email": EVA.address}], **TIMES}
    made = events.insert(calendarId="primary", body=body, sendUpdates="all").execute()
    page = events.list(calendarId="primary", maxResults=10, fields="items(id,etag),nextSyncToken").execute()
    assert page["items"] == [{"id": KEY, "etag": made["etag"]}]
    changing = events.patch(calendarId="primary", eventId=KEY, body={"summary": "Anders"})
    changing.headers["If-Match"] = made["etag"]
    assert changing.execute()["summary"] == "Anders"
    with pytest.raises(HttpError) as stale:
        changing.execute()
    assert (stale.value.status_code, stale.value.error_details[0]["reason"]) == (412, "conditionNotMet")
    assert not events.delete(calendarId="primary", eventId=KEY).execute()
    told = events.list(calendarId="primary", syncToken=page["nextSyncToken"]).execute()["items"]
    assert [one["status"] for one in told] == ["cancelled"]


def test_its_own_paging_walks_all_pages_and_the_instances_of_a_series(service):
    events = service.events()
    for number in range(5):
        body = {"summary": f"Gesprek {number}", **TIMES, "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=2"]}
        made = events.insert(calendarId="primary", body=body).execute()
    asking, titles = events.list(calendarId="primary", maxResults=2), []
    while asking is not None:
        page = asking.execute()
        titles += [one["summary"] for one in page["items"]]
        asking = events.list_next(asking, page)
    assert titles == [f"Gesprek {number}" for number in range(5)]
    assert len(events.instances(calendarId="primary", eventId=made["id"]).execute()["items"]) == 2


def test_it_asks_when_somebody_is_busy_and_which_calendars_there_are(service):
    service.events().insert(calendarId="primary", body=TIMES).execute()
    window = {"timeMin": "2027-03-01T00:00:00Z", "timeMax": "2027-03-02T00:00:00Z"}
    told = service.freebusy().query(body={**window, "items": [{"id": OWNER.address}]}).execute()
    assert len(told["calendars"][OWNER.address]["busy"]) == 1
    assert [one["id"] for one in service.calendarList().list().execute()["items"]] == [OWNER.address]


def test_a_question_longer_than_an_address_may_be_comes_as_a_form(service):
    service.events().insert(calendarId="primary", body={**TIMES, "summary": "Gesprek"}).execute()
    found = service.events().list(calendarId="primary", q="x" * 3000).execute()
    assert found["items"] == []
