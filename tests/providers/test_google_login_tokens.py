"""Staying logged in at Google: renewing, ending, and the office's service account."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.fakes.google import Reply
from providers.fakes.google_login import no
from providers.google_login_desk import CLIENT, ME, NOW, OFFICE, ROBOT, Desk, logged_in
from zaaikalender.errors import AccessRevoked, NotWritten, OutcomeUnknown, Unreachable
from zaaikalender.providers.google_login import OWN_EVENTS
from zaaikalender.providers.google_login_office import acting_for
from zaaikalender.providers.google_login_saved import read
from zaaikalender.providers.google_login_tokens import Tokens, renew, withdraw
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway


def tokens(desk, saved, kept, way=CLIENT):
    return Tokens(
        way=way,
        account=ME,
        events=OWN_EVENTS,
        door=desk,
        clock=lambda: desk.now,
        saved=saved,
        keep=kept.append,
    )


def grants(desk):
    return [form["grant_type"] for path, form in desk.login.forms if path == "/token"]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (no("invalid_client", 401), "administrator must make a new one"),
        (no("deleted_client", 401), "administrator must make a new one"),
        (no("unauthorized_client"), "Desktop app"),
        (no("admin_policy_enforced"), "administrator must trust the app"),
        (no("invalid_grant", error_subtype="invalid_rapt"), "log in again every so often"),
        (no("invalid_grant", error_description="anna@bureau.example"), "run out or was revoked"),
        (no("something_new"), r"config/google\.md"),
    ],
)
def test_each_refusal_of_a_token_says_who_must_do_what(reply, told):
    desk = Desk()
    saved = logged_in(desk)
    desk.faults.append(reply)
    with pytest.raises(AccessRevoked, match=told) as refusal:
        renew(CLIENT, desk, saved, now=NOW)
    assert "anna" not in str(refusal.value)


@pytest.mark.parametrize(
    "fault",
    [
        OutcomeUnknown("cut"),
        NotWritten("no network"),
        Unreachable("no network"),
        Reply(500, b""),
        Reply(503, b"<html>"),
        no("temporarily_unavailable"),
        Reply(403, b"<html>the office's proxy</html>"),
        Reply(200, b"<html>log in to this network</html>"),
        Reply(200, b""),
        Reply(200, {"expires_in": "soon"}),
    ],
    ids=["cut", "not sent", "unreachable", "500", "503", "its word", "proxy", "portal", "broken off", "none"],
)
def test_a_login_that_cannot_answer_now_is_tried_again_later(fault):
    desk = Desk()
    saved = logged_in(desk)
    desk.faults.append(fault)
    with pytest.raises(Unreachable):
        renew(CLIENT, desk, saved, now=NOW)
    assert renew(CLIENT, desk, saved, now=NOW).access


def test_a_login_that_wants_quiet_gets_the_time_it_asks():
    desk = Desk()
    saved = logged_in(desk)
    desk.faults.append(TurnedAway("oauth2.googleapis.com", 30.0))
    with pytest.raises(AskedToWait) as wait:
        renew(CLIENT, desk, saved, now=NOW)
    assert wait.value.seconds == 30.0


def test_a_token_is_renewed_shortly_before_its_end_and_not_before():
    desk, kept = Desk(), []
    token = tokens(desk, logged_in(desk), kept)
    first = token(fresh=False)
    desk.now += timedelta(minutes=50)
    assert token(fresh=False) == first
    assert kept == []
    desk.now += timedelta(minutes=8)
    assert token(fresh=False) != first
    assert [read(each).refresh for each in kept] == [*desk.login.lasting]


def test_a_token_that_the_calendar_does_not_take_is_renewed_at_once():
    desk, kept = Desk(), []
    token = tokens(desk, logged_in(desk), kept)
    assert token(fresh=True) == read(kept[0]).access


@pytest.mark.parametrize("way", [CLIENT, OFFICE], ids=["own login", "service account"])
def test_each_persons_login_is_renewed_in_a_lane_of_its_own(way):
    desk = Desk()
    tokens(desk, logged_in(desk), [], way)(fresh=True)
    assert desk.lanes[-1] == ME


def test_a_new_refresh_token_takes_the_place_of_the_old_one():
    desk = Desk()
    saved = logged_in(desk)
    desk.faults.append(Reply(200, {"access_token": "a", "refresh_token": "the next one"}))
    assert renew(CLIENT, desk, saved, now=NOW).refresh == "the next one"


def test_a_login_that_says_it_ends_in_a_week_tells_of_a_consent_screen_in_testing():
    desk = Desk()
    desk.login.testing = True
    saved = logged_in(desk)
    desk.now += timedelta(days=1)
    saved = renew(CLIENT, desk, saved, now=desk.now)
    assert saved.on_trial
    desk.now += timedelta(days=7)
    with pytest.raises(AccessRevoked, match="Testing"):
        renew(CLIENT, desk, saved, now=desk.now)


def test_a_login_in_testing_that_is_withdrawn_before_its_week_was_revoked():
    desk = Desk()
    desk.login.testing = True
    saved = logged_in(desk)
    desk.login.withdraw(ME)
    with pytest.raises(AccessRevoked, match="revoked"):
        renew(CLIENT, desk, saved, now=NOW + timedelta(days=2))


def test_a_login_that_its_owner_gave_for_a_month_has_run_out_after_it():
    desk = Desk()
    saved = replace(logged_in(desk), dies=NOW + timedelta(days=30))
    desk.login.withdraw(ME)
    with pytest.raises(AccessRevoked, match="run out"):
        renew(CLIENT, desk, saved, now=NOW + timedelta(days=31))


@pytest.mark.parametrize(
    ("worked", "died", "told"),
    [
        (timedelta(days=6), timedelta(days=7, hours=1), "Testing"),
        (timedelta(hours=1), timedelta(days=20), "Testing"),
        (timedelta(days=2), timedelta(days=3), "revoked"),
        (timedelta(days=30), timedelta(days=31), "revoked"),
    ],
)
def test_a_login_that_never_worked_beyond_its_seventh_day_died_of_testing(worked, died, told):
    desk = Desk()
    saved = renew(CLIENT, desk, logged_in(desk), now=NOW + worked)
    desk.login.withdraw(ME)
    with pytest.raises(AccessRevoked, match=told):
        renew(CLIENT, desk, saved, now=NOW + died)


def test_a_login_is_withdrawn_at_google():
    desk = Desk()
    saved = logged_in(desk)
    assert withdraw(CLIENT, desk, saved)
    assert desk.login.lasting == {}
    assert not withdraw(CLIENT, desk, saved)


def test_a_service_account_acts_for_one_mailbox_at_a_time():
    desk, kept = Desk(), []
    saved = acting_for(ME, OFFICE, desk, events=OWN_EVENTS, now=NOW)
    desk.now += timedelta(hours=2)
    assert tokens(desk, saved, kept, OFFICE)(fresh=False) == read(kept[0]).access
    assert set(grants(desk)) == {"urn:ietf:params:oauth:grant-type:jwt-bearer"}
    assert {grant.who for grant in desk.login.google.tokens.values()} == {ME}


def test_an_office_that_gives_up_its_service_account_has_each_person_log_in():
    desk = Desk()
    saved = acting_for(ME, OFFICE, desk, events=OWN_EVENTS, now=NOW)
    asked = len(desk.login.forms)
    with pytest.raises(AccessRevoked, match="Connect the calendar again"):
        renew(CLIENT, desk, saved, now=NOW)
    assert len(desk.login.forms) == asked


def test_a_service_account_that_may_not_ask_for_that_much_is_the_administrators():
    desk = Desk()
    desk.login.robots.allowed[ROBOT] = frozenset({"calendar.freebusy"})
    with pytest.raises(AccessRevoked, match="domain-wide delegation"):
        acting_for(ME, OFFICE, desk, events=OWN_EVENTS, now=NOW)


def test_a_clock_that_goes_wrong_is_named_as_such():
    with pytest.raises(AccessRevoked, match="clock"):
        acting_for(ME, OFFICE, Desk(), events=OWN_EVENTS, now=NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("account", "reply", "told"),
    [
        ("nobody@bureau.example", None, "does not know this account"),
        (ME, no("access_denied"), "domain-wide delegation"),
        (ME, no("invalid_grant", error_description="Invalid JWT Signature."), "make a new one"),
        (ME, no("invalid_grant", error_description="something"), "domain-wide delegation"),
        (ME, no("internal_failure"), "The next pass"),
    ],
)
def test_each_refusal_of_a_service_account_is_somebodys(account, reply, told):
    desk = Desk()
    desk.faults.extend([reply] if reply else [])
    with pytest.raises((AccessRevoked, Unreachable), match=told):
        acting_for(account, OFFICE, desk, events=OWN_EVENTS, now=NOW)


@given(st.binary(max_size=200), st.sampled_from([200, 400, 401, 500]))
def test_no_answer_whatever_is_a_crash(body, status):
    desk = Desk()
    saved = logged_in(desk)
    desk.faults.append(Reply(status, body))
    with pytest.raises((AccessRevoked, Unreachable)):
        renew(CLIENT, desk, saved, now=NOW)
