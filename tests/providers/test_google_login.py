"""Logging in at Google: what is asked for, what is kept, and what each refusal tells people to do."""

import base64
import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.fakes.google import Reply
from providers.google_login_desk import CLIENT, CLIENT_FILE, ME, NOW, ROBOT_FILE, Desk, begun, logged_in
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


def a_token(**more):
    """An answer of Google's with a token, and what else it is to say."""
    given = {"access_token": "a", "refresh_token": "r", "expires_in": 3599, "id_token": an_id()}
    return Reply(200, {**given, **more})


def an_id(**claims):
    said = {"aud": CLIENT.client_id, "email": ME, "email_verified": True, **claims}
    return f"x.{base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b'=').decode()}.y"


def test_a_login_asks_for_no_more_than_own_events_availability_and_who_it_is():
    query = parse_qs(urlsplit(begun().url).query)
    assert query["scope"] == [f"openid email {OWN_EVENTS} {AVAILABILITY}"]
    assert query["login_hint"] == [ME]
    assert (query["access_type"], query["prompt"]) == (["offline"], ["consent"])
    assert query["code_challenge_method"] == ["S256"]


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
    query = parse_qs(urlsplit(begun(calendar_id=calendar_id).url).query)
    assert query["scope"] == [f"openid email {scope} {AVAILABILITY}"]


def test_each_login_has_its_own_verifier_and_shows_it_to_nobody():
    one, other = begun(), begun()
    assert one.verifier != other.verifier
    assert one.verifier not in one.url
    assert one.verifier not in repr(one)


def test_who_logs_in_gets_a_token_and_what_renews_it():
    desk = Desk()
    saved = logged_in(desk)
    assert saved.access in desk.login.google.tokens
    assert saved.refresh in desk.login.lasting
    assert saved.until == NOW + timedelta(seconds=3599)
    assert {OWN_EVENTS, AVAILABILITY} <= saved.scopes
    assert read(saved.written()) == saved
    assert saved.refresh not in repr(saved)


def test_the_answer_of_another_login_is_refused_before_google_hears_of_it():
    desk, login = Desk(), begun()
    query = {**desk.visit(login), "state": "another"}
    with pytest.raises(AccessRevoked, match="another login"):
        finished(CLIENT, desk, login, query, now=NOW)
    assert desk.login.forms == []


def test_an_answer_is_good_for_one_login():
    desk, login = Desk(), begun()
    query = desk.visit(login)
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
        ("something_new", r"config/google\.md"),
        ("", r"config/google\.md"),
    ],
)
def test_each_refusal_in_the_browser_says_who_must_do_what(error, told):
    with pytest.raises(AccessRevoked, match=told):
        finished(CLIENT, Desk(), begun(), {"state": "a state", "error": error}, now=NOW)


def test_somebody_else_than_the_account_is_refused():
    with pytest.raises(AccessRevoked, match="Somebody else") as refused:
        logged_in(Desk("jan@bureau.example"))
    assert "jan" not in str(refused.value)


@pytest.mark.parametrize(
    "token", [an_id(aud="another app"), an_id(email_verified=False), "", "a.b", "a.W10.c", "x.\udcff.y"]
)
def test_a_name_that_was_not_given_to_us_counts_for_nothing(token):
    desk, login = Desk(), begun()
    query = desk.visit(login)
    desk.faults.append(Reply(200, json.dumps({"access_token": "a", "id_token": token}).encode()))
    with pytest.raises(AccessRevoked, match="did not say who"):
        finished(CLIENT, desk, login, query, now=NOW)


def test_a_consent_that_leaves_out_the_events_is_named():
    desk = Desk()
    desk.login.ticked = frozenset({"calendar.freebusy"})
    with pytest.raises(AccessRevoked, match="leaves out the calendar's events"):
        logged_in(desk)


def test_a_consent_that_leaves_out_the_availability_is_kept_as_such():
    desk = Desk()
    desk.login.ticked = frozenset({"calendar.events.owned"})
    assert AVAILABILITY not in logged_in(desk).scopes


def test_a_login_that_does_not_last_says_how_to_get_one_that_does():
    desk, login = Desk(), begun()
    query = desk.visit(login)
    desk.faults.append(a_token(refresh_token=""))
    with pytest.raises(AccessRevoked, match="myaccount"):
        finished(CLIENT, desk, login, query, now=NOW)


def test_an_answer_that_names_no_scope_means_those_that_were_asked_for():
    desk, login = Desk(), begun()
    query = desk.visit(login)
    desk.faults.append(a_token())
    assert finished(CLIENT, desk, login, query, now=NOW).scopes == {OWN_EVENTS, AVAILABILITY}


@pytest.mark.parametrize("text", ["", "no json", "[]", "{}", '{"web": {"client_id": "x"}}', "[" * 100_000])
def test_a_file_that_is_no_client_for_a_desktop_app_says_where_to_get_one(text):
    with pytest.raises(ConfigurationError, match="Desktop app"):
        registration(text)


@pytest.mark.parametrize("text", ["", "[]", "{}", ROBOT_FILE.replace("BEGIN", "END")])
def test_a_file_that_is_no_service_account_says_so(text):
    with pytest.raises(ConfigurationError, match="service_account_file"):
        office(text)


def test_the_addresses_in_a_downloaded_file_are_not_followed():
    assert registration(CLIENT_FILE).token_uri == office(ROBOT_FILE).token_uri == TOKEN


@given(st.text() | st.dictionaries(st.text(), st.integers() | st.text()).map(json.dumps))
def test_what_was_kept_by_nobody_of_us_is_a_sentence(text):
    with pytest.raises(AccessRevoked, match="Connect the calendar again"):
        read(text)
