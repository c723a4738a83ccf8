"""Signing in with Google: one consent for who it is and for his calendar, and every way to forge it."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from builders import OWNER, an_event
from providers.google_person import GooglePerson
from web.house import token_in
from web.workspace import BACK


def test_one_consent_signs_in_and_connects(workspace):
    assert workspace.back().headers["location"] == "/"
    assert workspace.connected
    assert "Borging Alfa" in workspace.browser.get("/c/marieke/plan").text


def test_what_leaves_for_google_has_pkce_state_and_nonce_and_asks_the_least(workspace):
    query = parse_qs(urlsplit(workspace.begin()).query)
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["state"][0]) >= 43
    assert len(query["nonce"][0]) >= 43
    assert query["redirect_uri"] == [BACK]
    scopes = {scope.rpartition("/")[2] for scope in query["scope"][0].split()}
    assert scopes == {"openid", "email", "calendar.events.owned", "calendar.freebusy"}


def test_who_comes_again_is_not_asked_again_and_stays_connected(workspace):
    workspace.back()
    assert workspace.back().headers["location"] == "/"
    assert workspace.connected
    assert parse_qs(urlsplit(workspace.begin()).query)["prompt"] == ["select_account"]
    assert parse_qs(urlsplit(workspace.begin(anew="yes")).query)["prompt"] == ["consent"]


def test_who_leaves_out_his_calendar_is_signed_in_and_told(workspace):
    workspace.login.ticked = frozenset({"calendar.freebusy"})
    answer = workspace.back()
    assert answer.headers["location"] == "/?told=not_connected"
    assert not workspace.connected


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://login.microsoftonline.com/x/v2.0"},
        {"aud": "another client"},
        {"azp": "another client"},
        {"exp": 1},
        {"iat": 9_999_999_999},
        {"sub": ""},
        {"email_verified": False},
        {"email_verified": "true"},
        {"hd": None},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_about_this_login_is_refused(workspace, claims):
    workspace.login.claims = claims
    answer = workspace.back()
    assert answer.status_code == 403
    assert not workspace.connected
    assert workspace.browser.get("/").headers["location"] == "/sign-in"


def test_an_answer_is_good_once_in_time_and_in_one_browser(workspace):
    where = workspace.there(workspace.begin())
    assert workspace.house.visitor().get(where).status_code == 400
    assert workspace.browser.get(where).status_code == 400
    late = workspace.there(workspace.begin())
    workspace.house.moment[0] += timedelta(minutes=10)
    assert workspace.browser.get(late).status_code == 400


def test_somebody_elses_account_connects_nothing(workspace):
    workspace.google.world.agenda("piet@bureau.example")
    workspace.login.user = "piet@bureau.example"
    assert workspace.back().headers["location"] == "/"
    assert workspace.browser.get("/").headers["location"] == "/c/piet/"
    assert not workspace.connected


def test_disconnecting_ends_the_login_at_google_too(workspace):
    workspace.back()
    token = token_in(workspace.browser.get("/c/marieke/care"))
    page = workspace.browser.post("/c/marieke/disconnect", data={"token": token})
    assert page.status_code == 200
    assert not workspace.connected
    assert any(path == "/revoke" for path, _form in workspace.login.forms)


def test_google_rings_at_the_page_and_its_calendar_is_due(workspace):
    house, answers = workspace.house, []

    def reach(headers, body):
        sent = {**headers, "host": "ring.bureau.example"}
        answers.append(house.visitor().post("/notify/google", headers=sent, content=body))
        return answers[-1].status_code

    workspace.google.bells.reach = reach
    workspace.back()
    house.run("marieke")
    house.app.servers.bells.tend(house.app.config.calendar("marieke"))
    (state,) = [each for each in house.app.store.calendars() if each.name == "marieke"]
    house.woken.clear()
    GooglePerson(workspace.google.world, OWNER).put(an_event("Overleg", "2026-12-01 10:00"))
    workspace.google.bells.ring()
    (after,) = [each for each in house.app.store.calendars() if each.name == "marieke"]
    assert {answer.status_code // 100 for answer in answers} == {2}
    assert after.next_due < state.next_due
    assert house.woken
