"""Signing in with Microsoft: one consent for who it is and for his calendar, and every way to forge it."""

import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from builders import OWNER, a_guest, an_event
from providers.outlook_person import OutlookPerson
from web.house import token_in
from zaaikalender.errors import ZaaiError


def signed_in(browser):
    return browser.get("/").headers["location"] != "/sign-in"


def refused(answer, *, status=403):
    """Whether somebody was not let in, and told so on the page."""
    return answer.status_code == status and 'role="alert"' in answer.text


def test_one_consent_signs_in_and_connects_and_the_first_plan_stands(tenant):
    OutlookPerson(tenant.box, OWNER).put(
        replace(an_event("Einde opdracht: Alfa", "2026-11-27"), attendees=(a_guest("eva@client.example"),))
    )
    answer = tenant.back()
    assert answer.headers["location"] == "/"
    assert signed_in(tenant.browser)
    plan = tenant.browser.get("/c/marieke/plan")
    assert plan.status_code == 200
    assert "Borging Alfa" in plan.text
    assert tenant.house.woken


def test_what_leaves_for_microsoft_has_pkce_state_and_nonce(tenant):
    query = parse_qs(urlsplit(tenant.begin()).query)
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["state"][0]) >= 43
    assert query["nonce"]
    assert query["redirect_uri"] == ["http://localhost:8437/sign-in/microsoft/back"]
    assert "login_hint" not in query


def test_the_cookie_is_another_one_after_signing_in(tenant):
    tenant.browser.get("/sign-in")
    before = tenant.browser.cookies["zaai"]
    tenant.back()
    assert tenant.browser.cookies["zaai"] != before
    old = tenant.house.visitor()
    old.cookies.set("zaai", before)
    assert not signed_in(old)


def test_an_answer_is_good_once(tenant):
    where = tenant.there(tenant.begin())
    assert tenant.browser.get(where).status_code == 303
    other = tenant.house.visitor()
    other.cookies.update(tenant.browser.cookies)
    assert refused(tenant.browser.get(where), status=400)


def test_an_answer_to_another_browser_is_refused(tenant):
    where = tenant.there(tenant.begin())
    other = tenant.house.visitor()
    other.get("/sign-in")
    assert refused(other.get(where), status=400)
    assert not signed_in(other)


def test_an_answer_after_ten_minutes_is_refused(tenant):
    where = tenant.there(tenant.begin())
    tenant.house.moment[0] += timedelta(minutes=10)
    assert refused(tenant.browser.get(where), status=400)


def test_an_answer_that_nobody_asked_for_is_refused(tenant):
    tenant.browser.get("/sign-in")
    for query in ({}, {"code": "x"}, {"code": "x", "state": secrets.token_urlsafe(32)}, {"state": ""}):
        assert refused(tenant.browser.get("/sign-in/microsoft/back", params=query), status=400)


def test_a_state_of_microsoft_is_worth_nothing_at_another_provider(tenant):
    where = tenant.there(tenant.begin()).replace("/microsoft/", "/google/")
    assert tenant.browser.get(where).status_code == 404
    assert not signed_in(tenant.browser)


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://login.microsoftonline.com/another/v2.0"},
        {"aud": "another app"},
        {"tid": "another tenant"},
        {"exp": 1},
        {"exp": "tomorrow"},
        {"nbf": 9_999_999_999},
        {"oid": ""},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_about_this_login_is_refused(tenant, claims):
    tenant.login.claims = claims
    assert refused(tenant.back())
    assert not signed_in(tenant.browser)


def test_another_persons_code_does_not_sign_in(tenant):
    mine, theirs = tenant.there(tenant.begin()), tenant.there(tenant.begin(tenant.house.visitor()))
    code = parse_qs(urlsplit(theirs).query)["code"][0]
    own = parse_qs(urlsplit(mine).query)["code"][0]
    assert refused(tenant.browser.get(mine.replace(own, code)))
    assert not signed_in(tenant.browser)


def test_who_gives_no_consent_is_told_that_nothing_happened(tenant):
    tenant.login.refusals.append(("access_denied", 65004))
    answer = tenant.back()
    assert refused(answer)
    assert "geen toestemming" in answer.text


def test_somebody_of_another_office_is_refused_and_a_colleague_without_a_calendar_is_told_whom_to_ask(tenant):
    tenant.login.user = "eva@client.example"
    assert "hoort niet bij dit bureau" in tenant.back().text
    tenant.login.user = "nieuw@bureau.example"
    assert "Vraag de beheerder" in tenant.back().text
    assert not signed_in(tenant.browser)


def test_an_address_that_was_given_to_somebody_else_does_not_open_the_old_calendar(tenant):
    tenant.back()
    tenant.login.claims = {"oid": "another person"}
    other = tenant.house.visitor()
    answer = tenant.back(other)
    assert "eerder van iemand anders" in answer.text
    assert not signed_in(other)


def test_an_address_that_somebody_only_says_is_his_opens_nothing(tenant):
    # A guest of the tenant may write any address into his profile; his user name is his tenant's to give.
    tenant.login.claims = {"preferred_username": "", "email": OWNER.address, "oid": "a guest"}
    assert refused(tenant.back())
    tenant.login.claims = {
        "preferred_username": "eva@client.example",
        "email": OWNER.address,
        "oid": "a guest",
    }
    assert refused(tenant.back())
    assert not signed_in(tenant.browser)


def test_who_disconnects_while_a_pass_runs_stays_disconnected(tenant):
    tenant.back()
    app, calendar = tenant.house.app, tenant.house.app.config.calendar("marieke")
    running = app.post(calendar)
    token = token_in(tenant.browser.get("/c/marieke/care"))
    assert tenant.browser.post("/c/marieke/disconnect", data={"token": token}).status_code == 200
    tenant.house.moment[0] += timedelta(hours=2)
    with suppress(ZaaiError):
        running.target.find("a key", "a uid")
    assert app.servers.means.kept("marieke", OWNER.address, "outlook") is None


def test_a_colleague_sees_his_own_calendar_alone(tenant):
    tenant.login.user, tenant.login.claims = "piet@bureau.example", {"oid": "p"}
    tenant.back()
    assert tenant.browser.get("/").headers["location"] == "/c/piet/"
    assert tenant.browser.get("/c/marieke/").status_code == 404


def test_where_the_app_acts_by_itself_people_say_who_they_are_and_no_more(make):
    tenant = make('client_secret_env = "APP_SECRET"')
    scopes = parse_qs(urlsplit(tenant.begin()).query)["scope"][0].split()
    assert "https://graph.microsoft.com/Calendars.ReadWrite" not in scopes


def test_a_login_that_grants_no_calendar_still_signs_in_and_says_so(tenant):
    tenant.graph.tokens = set()
    answer = tenant.back()
    assert answer.status_code == 303
    page = tenant.browser.get(tenant.browser.get(answer.headers["location"]).headers["location"])
    assert "kon nog niet worden gelezen" in page.text


def test_the_login_page_lets_its_form_lead_to_microsoft_and_nowhere_else(tenant):
    policy = tenant.browser.get("/sign-in").headers["content-security-policy"]
    assert f"form-action 'self' {tenant.login.root};" in policy


def test_no_page_holds_a_token_or_a_code(tenant):
    answer = tenant.back()
    texts = [answer.text, *(tenant.browser.get(f"/c/marieke/{path}").text for path in ("", "plan"))]
    for secret in (*tenant.graph.tokens, *tenant.login.refresh, *tenant.login.codes):
        assert not any(secret in text for text in texts)
