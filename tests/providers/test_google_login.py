"""Logging in at Google: what is asked for, what is kept, and what each refusal tells people to do."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from providers.google_login_desk import CLIENT, ME, NOW, SERVICE_FILE, Desk, begun, logged_in
from zaaikalender.errors import AccessRevoked, ConfigurationError
from zaaikalender.providers.google_login import (
    ALL_EVENTS,
    AVAILABILITY,
    OWN_EVENTS,
    TOKEN,
    finished,
    registration,
)
from zaaikalender.providers.google_login_office import office
from zaaikalender.providers.google_login_saved import read


def test_a_login_asks_for_no_more_than_own_events_availability_and_who_it_is():
    query = parse_qs(urlsplit(begun().url).query)
    assert query["scope"] == [f"openid email {OWN_EVENTS} {AVAILABILITY}"]
    assert query["login_hint"] == [ME]
    assert query["prompt"] == ["consent"]


@pytest.mark.parametrize(
    ("calendar_id", "scope"),
    [
        (None, OWN_EVENTS),
        ("primary", OWN_EVENTS),
        ("Marieke@bureau.example", OWN_EVENTS),
        ("team@group.calendar.google.com", ALL_EVENTS),
    ],
)
def test_more_than_own_events_is_asked_only_where_the_config_names_another_calendar(calendar_id, scope):
    assert scope in begun(calendar_id=calendar_id).url.replace("%3A", ":").replace("%2F", "/").split("+")


def test_each_login_has_its_own_verifier_and_shows_it_to_nobody():
    one, other = begun(), begun()
    assert one.verifier != other.verifier
    assert one.verifier not in one.url
    assert one.verifier not in repr(one)


def test_who_logs_in_gets_a_token_and_what_renews_it():
    saved = logged_in(Desk())
    assert saved.access
    assert saved.refresh
    assert saved.until == NOW + timedelta(seconds=3599)
    assert {OWN_EVENTS, AVAILABILITY} <= saved.scopes
    assert read(saved.written()) == saved
    assert saved.refresh not in repr(saved)


def test_the_answer_of_another_login_is_refused_before_google_hears_of_it():
    desk, login = Desk(), begun()
    query = {**desk.visit(login.url), "state": "another"}
    with pytest.raises(AccessRevoked, match="another login"):
        finished(CLIENT, desk, login, query, now=NOW)
    assert desk.forms == []


def test_an_answer_is_good_for_one_login():
    desk, login = Desk(), begun()
    query = desk.visit(login.url)
    finished(CLIENT, desk, login, query, now=NOW)
    with pytest.raises(AccessRevoked, match="Connect"):
        finished(CLIENT, desk, login, query, now=NOW)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("access_denied", "refused by who gave it"),
        ("admin_policy_enforced", "administrator must trust the app"),
        ("org_internal", "office's account"),
        ("redirect_uri_mismatch", "Desktop app"),
        ("something_new", "config/google.md"),
        ("", "config/google.md"),
    ],
)
def test_each_refusal_in_the_browser_says_who_must_do_what(error, told):
    with pytest.raises(AccessRevoked, match=told):
        finished(CLIENT, Desk(), begun(), {"state": "a state", "error": error}, now=NOW)


def test_somebody_else_than_the_account_is_refused():
    with pytest.raises(AccessRevoked, match="Somebody else") as refused:
        logged_in(Desk(user="jan@bureau.example"))
    assert "jan" not in str(refused.value)


@pytest.mark.parametrize("claims", [{"aud": "another app"}, {"email_verified": False}])
def test_a_name_that_was_not_given_to_us_counts_for_nothing(claims):
    with pytest.raises(AccessRevoked, match="did not say who"):
        logged_in(Desk(claims=claims))


def test_a_consent_that_leaves_out_the_events_is_named():
    with pytest.raises(AccessRevoked, match="leaves out the calendar's events"):
        logged_in(Desk(granted=f"openid email {AVAILABILITY}"))


def test_a_consent_that_leaves_out_the_availability_is_kept_as_such():
    saved = logged_in(Desk(granted=f"openid email {OWN_EVENTS}"))
    assert AVAILABILITY not in saved.scopes


def test_a_login_that_does_not_last_says_how_to_get_one_that_does():
    with pytest.raises(AccessRevoked, match="myaccount"):
        logged_in(Desk(extra={"refresh_token": ""}))


@pytest.mark.parametrize(
    "text", ["", "no json", "[]", "{}", '{"web": {"client_id": "x", "client_secret": "y"}}', "[" * 100_000]
)
def test_a_file_that_is_no_client_for_a_desktop_app_says_where_to_get_one(text):
    with pytest.raises(ConfigurationError, match="Desktop app"):
        registration(text)


def test_the_addresses_in_a_downloaded_file_are_not_followed():
    assert CLIENT.token_uri == office(SERVICE_FILE).token_uri == TOKEN
