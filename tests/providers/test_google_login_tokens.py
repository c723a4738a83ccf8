"""Staying logged in at Google: renewing, ending, and the office's service account."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.google_login_desk import CLIENT, ME, NOW, SERVICE_FILE, Desk, Reply, logged_in, no, said
from zaaikalender.errors import AccessRevoked, ConfigurationError, NotWritten, OutcomeUnknown, Unreachable
from zaaikalender.providers.google_login import (
    OWN_EVENTS,
)
from zaaikalender.providers.google_login_office import acting_for, office
from zaaikalender.providers.google_login_saved import read
from zaaikalender.providers.google_login_tokens import Tokens, renew, withdraw
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway


def tokens(desk, saved, clock, kept, way=CLIENT):
    return Tokens(
        way=way, account=ME, events=OWN_EVENTS, door=desk, clock=clock, saved=saved, keep=kept.append
    )


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (no("invalid_client", 401), "administrator must make a new one"),
        (no("deleted_client", 401), "administrator must make a new one"),
        (no("unauthorized_client"), "Desktop app"),
        (no("admin_policy_enforced"), "administrator must trust the app"),
        (no("invalid_grant", error_subtype="invalid_rapt"), "log in again every so often"),
        (no("invalid_grant"), "run out or was revoked"),
        (Reply(400, b"<html>no</html>"), "config/google.md"),
        (Reply(200, b"[1]"), "Connect"),
        (said(200, {"expires_in": "soon"}), "Connect"),
    ],
)
def test_each_refusal_of_a_token_says_who_must_do_what(reply, told):
    desk = Desk()
    saved = logged_in(desk)
    desk.refusals.append(reply)
    with pytest.raises(AccessRevoked, match=told) as refusal:
        renew(CLIENT, desk, saved, now=NOW)
    assert "anna" not in str(refusal.value)


@pytest.mark.parametrize(
    "fault",
    [
        OutcomeUnknown("cut"),
        NotWritten("no"),
        Reply(500, b""),
        Reply(503, b"<html>"),
        no("temporarily_unavailable"),
        Unreachable("no network"),
    ],
    ids=repr,
)
def test_a_login_that_cannot_answer_now_is_tried_again_later(fault):
    desk = Desk()
    saved = logged_in(desk)
    desk.refusals.append(fault)
    with pytest.raises(Unreachable):
        renew(CLIENT, desk, saved, now=NOW)
    assert renew(CLIENT, desk, saved, now=NOW).access


def test_a_login_that_wants_quiet_gets_the_time_it_asks():
    desk = Desk()
    saved = logged_in(desk)
    desk.refusals.append(TurnedAway("oauth2.googleapis.com", 30.0))
    with pytest.raises(AskedToWait) as wait:
        renew(CLIENT, desk, saved, now=NOW)
    assert wait.value.seconds == 30.0


def test_a_token_is_renewed_shortly_before_its_end_and_not_before():
    desk, clock, kept = Desk(), [NOW], []
    token = tokens(desk, logged_in(desk), lambda: clock[0], kept)
    first = token(fresh=False)
    clock[0] += timedelta(minutes=50)
    assert token(fresh=False) == first
    assert kept == []
    clock[0] += timedelta(minutes=8)
    assert token(fresh=False) != first
    assert len(kept) == 1
    assert read(kept[0]).refresh in desk.refresh


def test_a_token_that_the_calendar_does_not_take_is_renewed_at_once():
    desk, kept = Desk(), []
    token = tokens(desk, logged_in(desk), lambda: NOW, kept)
    assert token(fresh=True) == read(kept[0]).access


def test_a_new_refresh_token_takes_the_place_of_the_old_one():
    desk = Desk()
    saved = logged_in(desk)
    desk.extra |= {"refresh_token": "the next one"}
    assert renew(CLIENT, desk, saved, now=NOW).refresh == "the next one"


def test_a_login_that_says_it_ends_in_a_week_tells_of_a_consent_screen_in_testing():
    desk = Desk(extra={"refresh_token_expires_in": 604_799})
    saved = logged_in(desk)
    desk.extra["refresh_token_expires_in"] = 604_799 - 86_400
    saved = renew(CLIENT, desk, saved, now=NOW + timedelta(days=1))
    assert saved.on_trial
    desk.refresh.clear()
    with pytest.raises(AccessRevoked, match="revoked"):
        renew(CLIENT, desk, saved, now=NOW + timedelta(days=2))
    with pytest.raises(AccessRevoked, match="Testing"):
        renew(CLIENT, desk, saved, now=NOW + timedelta(days=7))


def test_a_login_that_never_worked_beyond_its_seventh_day_died_of_testing():
    desk = Desk()
    saved = renew(CLIENT, desk, logged_in(desk), now=NOW + timedelta(days=6))
    desk.refresh.clear()
    with pytest.raises(AccessRevoked, match="Testing"):
        renew(CLIENT, desk, saved, now=NOW + timedelta(days=7, hours=1))


@pytest.mark.parametrize("worked", [timedelta(days=2), timedelta(days=30)])
def test_a_login_that_dies_earlier_or_much_later_was_revoked(worked):
    desk = Desk()
    saved = renew(CLIENT, desk, logged_in(desk), now=NOW + worked)
    desk.refresh.clear()
    with pytest.raises(AccessRevoked, match="revoked"):
        renew(CLIENT, desk, saved, now=NOW + worked + timedelta(hours=1))


def test_a_login_is_withdrawn_at_google():
    desk = Desk()
    saved = logged_in(desk)
    assert withdraw(CLIENT, desk, saved)
    assert desk.refresh == set()
    assert not withdraw(CLIENT, desk, saved)


@pytest.mark.parametrize("text", ["", "[]", "{}", SERVICE_FILE.replace("BEGIN", "END")])
def test_a_file_that_is_no_service_account_says_so(text):
    with pytest.raises(ConfigurationError, match="service_account_file"):
        office(text)


def test_a_service_account_acts_for_one_mailbox_at_a_time():
    desk, kept = Desk(), []
    way = office(SERVICE_FILE)
    saved = acting_for(ME, way, desk, events=OWN_EVENTS, now=NOW)
    token = tokens(desk, saved, lambda: NOW + timedelta(hours=2), kept, way)
    assert token(fresh=False)
    assert {form["grant_type"] for _, form in desk.forms} == {"urn:ietf:params:oauth:grant-type:jwt-bearer"}


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (None, "does not know this account"),
        (no("unauthorized_client", 401), "domain-wide delegation"),
        (no("access_denied"), "domain-wide delegation"),
        (no("invalid_grant", error_description="Invalid JWT Signature."), "make a new one"),
        (no("invalid_grant", error_description="Invalid JWT: ... reasonable timeframe"), "clock"),
        (no("invalid_grant", error_description="something"), "domain-wide delegation"),
    ],
)
def test_each_refusal_of_a_service_account_is_somebodys(reply, told):
    desk = Desk(people=set())
    desk.refusals.extend([reply] if reply else [])
    with pytest.raises(AccessRevoked, match=told):
        acting_for(ME, office(SERVICE_FILE), desk, events=OWN_EVENTS, now=NOW)


@given(st.text() | st.dictionaries(st.text(), st.integers() | st.text()).map(repr))
def test_what_was_kept_by_nobody_of_us_is_a_sentence(text):
    with pytest.raises(AccessRevoked, match="Connect the calendar again"):
        read(text)


@given(st.binary(max_size=200), st.sampled_from([200, 400]))
def test_no_answer_whatever_is_a_crash(body, status):
    desk = Desk()
    saved = logged_in(desk)
    desk.refusals.append(Reply(status, body))
    with pytest.raises((AccessRevoked, Unreachable)):
        renew(CLIENT, desk, saved, now=NOW)
