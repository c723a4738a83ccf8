"""Connecting a calendar at Google, and staying connected."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from builders import OWNER
from servers.google_place import OFFICE, OWN
from zaaikalender.errors import AccessRevoked, ConfigurationError
from zaaikalender.providers.google_login import ALL_EVENTS, AVAILABILITY, OWN_EVENTS
from zaaikalender.servers import google

SECOND = """
[[calendar]]
name = "team"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "google"
calendar_id = "team@group.calendar.google.com"
endpoint = "{endpoint}"
"""


def test_who_logs_in_once_is_read_from_then_on_without_asking_again(at_google):
    place = at_google()
    place.connect()
    assert place.titles() == place.titles() == ["Overleg"]
    assert place.grants() == ["authorization_code"]
    assert place.browser.heard == []


def test_a_token_that_runs_out_is_renewed(at_google):
    place = at_google()
    place.connect()
    for _ in range(3):
        place.now[0] += timedelta(minutes=58)
        assert place.titles() == ["Overleg"]
    assert place.grants()[1:] == ["refresh_token"] * 3


def test_a_token_that_the_calendar_does_not_take_is_renewed_once(at_google):
    place = at_google()
    place.connect()
    place.google.tokens.clear()
    assert place.titles() == ["Overleg"]


def test_nothing_readable_of_a_login_stands_in_the_database(at_google, tmp_path):
    place = at_google()
    place.connect()
    place.titles()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("*.db*"))
    for secret in (*place.login.lasting, *place.google.tokens):
        assert secret.encode() not in stored


def test_a_consent_without_the_availability_is_named_at_once_and_by_doctor(at_google):
    place = at_google()
    place.login.ticked = frozenset({"calendar.events.owned"})
    place.connect()
    assert place.browser.heard == ["doctor.google_availability"]
    assert place.found() == ["doctor.google_reached", "doctor.google_login", "doctor.google_availability"]


def test_a_consent_screen_in_testing_is_seen_at_once_before_the_login_dies_and_after(at_google):
    place = at_google()
    place.login.testing = True
    place.connect()
    assert place.browser.heard == ["doctor.google_testing"]
    assert place.found()[-1] == "doctor.google_testing"
    place.now[0] += timedelta(days=6)
    assert place.found()[-1] == "doctor.google_testing"
    place.now[0] += timedelta(days=2)
    with pytest.raises(AccessRevoked, match="Testing"):
        place.titles()


def test_more_is_asked_for_another_calendar_and_that_is_said(at_google):
    place = at_google('calendar_id = "team@group.calendar.google.com"')
    place.google.world.agenda("team@group.calendar.google.com").roles[OWNER.address] = "writer"
    place.connect()
    asked = parse_qs(urlsplit(place.browser.visited[0]).query)["scope"][0].split()
    assert "https://www.googleapis.com/auth/calendar.events" in asked
    assert place.browser.heard == ["connect.google_wider"]
    assert place.found() == ["doctor.google_reached", "doctor.google_login"]


def test_a_login_that_may_more_than_the_config_needs_is_named(at_google):
    place = at_google('calendar_id = "team@group.calendar.google.com"')
    place.google.world.agenda("team@group.calendar.google.com").roles[OWNER.address] = "writer"
    place.connect()
    text = place.file.read_text("utf-8").replace("team@group.calendar.google.com", "primary")
    place.file.write_text(text, encoding="utf-8")
    place.reopened()
    assert place.found()[-1] == "doctor.google_wider"


def test_a_calendar_that_may_only_be_read_says_so_when_it_is_connected(at_google):
    place = at_google('calendar_id = "jan@bureau.example"')
    place.google.world.agenda("jan@bureau.example").roles[OWNER.address] = "reader"
    place.connect()
    assert "doctor.google_read_only" in place.browser.heard
    assert place.found()[0] == "doctor.google_read_only"


def test_the_service_account_reads_a_calendar_only_once_its_owner_connected_it(at_google):
    place = at_google(way=OFFICE)
    with pytest.raises(ConfigurationError, match="zaai connect"):
        place.titles()
    assert place.login.forms == place.google.asked == []
    place.connect()
    assert place.browser.visited == []
    assert place.titles() == ["Overleg"]
    place.now[0] += timedelta(hours=2)
    assert place.titles() == ["Overleg"]
    assert place.found() == ["doctor.google_reached", "doctor.google_office"]
    assert all("quotaUser=marieke%40bureau.example" in url for _, url in place.google.asked)


def test_a_client_beside_the_service_account_is_for_signing_in_alone(at_google):
    place = at_google(way=f"{OWN}\n{OFFICE}")
    place.connect()
    assert place.browser.visited == []
    assert place.titles() == ["Overleg"]


def test_a_token_that_somebody_else_keeps_fresh_needs_no_login_and_no_client(at_google):
    place = at_google('bearer_env = "TOKEN"', way="")
    place.google.account(OWNER.address, "somebody's token")
    place.app.servers.environ = {"TOKEN": "somebody's token"}
    assert place.titles() == ["Overleg"]
    place.connect()
    assert (place.browser.visited, place.login.forms) == ([], [])
    assert place.found() == ["doctor.google_reached"]


def test_forgetting_ends_the_login_at_google_too(at_google):
    place = at_google()
    google.revoke(*place.of, place.browser)
    assert place.browser.heard == []
    place.connect()
    google.revoke(*place.of, place.browser)
    assert place.browser.heard == ["forget.google_login"]
    assert place.login.lasting == {}


def test_forgetting_one_of_two_calendars_leaves_the_other_its_login(at_google):
    place = at_google(SECOND)
    place.google.world.agenda("team@group.calendar.google.com").roles[OWNER.address] = "writer"
    place.connect()
    place.connect("team")
    google.revoke(*place.of, place.browser)
    assert place.browser.heard[-1] == "forget.google_shared"
    calendar = place.app.config.calendar("team")
    assert google.opened(calendar, calendar.provider, place.app.servers.means).may_write()


def test_forgetting_one_of_two_calendars_ends_the_login_where_the_other_has_none(at_google):
    place = at_google(SECOND)
    place.connect()
    google.revoke(*place.of, place.browser)
    assert place.browser.heard == ["forget.google_login"]


def test_forgetting_says_whose_the_service_account_is(at_google):
    place = at_google(way=OFFICE)
    place.connect()
    google.revoke(*place.of, place.browser)
    assert place.browser.heard == ["forget.google_scope"]


def test_the_guide_for_administrators_names_the_scopes_that_are_asked_for():
    guide = (Path(__file__).parents[2] / "config" / "google.md").read_text(encoding="utf-8")
    assert f"\n       {OWN_EVENTS},{AVAILABILITY}\n" in guide
    assert f"`{ALL_EVENTS}`" in guide
