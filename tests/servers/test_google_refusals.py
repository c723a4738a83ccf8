"""Where Google, its administrator or the person says no: who must do what, and nothing is kept."""

from datetime import timedelta

import pytest

from builders import OWNER
from providers.fakes.google import Fault
from providers.fakes.google_login import no
from servers.google_place import OFFICE, OWN, ROBOT
from zaaikalender.errors import AccessRevoked, ConfigurationError, Unreachable
from zaaikalender.providers.oauth_loopback import NotConsented
from zaaikalender.sealing import add_sealing_key, drop_sealing_keys


def test_a_calendar_that_was_not_connected_says_how(at_google):
    with pytest.raises(ConfigurationError, match="zaai connect marieke"):
        at_google().titles()


def test_a_consent_that_was_withdrawn_parks_the_calendar_with_a_sentence(at_google):
    place = at_google()
    place.connect()
    place.login.withdraw(OWNER.address)
    with pytest.raises(AccessRevoked, match=r"revoked.*Connect"):
        place.titles()


def test_a_consent_that_is_refused_is_a_sentence_and_keeps_nothing(at_google):
    place = at_google()
    place.login.answers = "access_denied"
    with pytest.raises(AccessRevoked, match="refused by who gave it"):
        place.connect()
    with pytest.raises(ConfigurationError, match="not connected"):
        place.titles()


def test_a_workspace_that_forbids_is_its_administrators(at_google):
    place = at_google()
    place.login.answers = "admin_policy_enforced"
    with pytest.raises(AccessRevoked, match="administrator must trust the app"):
        place.connect()


def test_the_answer_of_another_login_is_refused(at_google):
    place = at_google()
    place.browser.then = lambda query: {**query, "state": "another"}
    with pytest.raises(AccessRevoked, match="another login"):
        place.connect()


def test_an_answer_that_was_used_already_is_refused(at_google):
    place = at_google()
    place.connect()
    used = place.browser.ended_at

    def consent(_url, loopback, state):
        loopback.expect(state)
        return loopback.pasted(used)

    place.browser.consent = consent
    with pytest.raises(NotConsented, match="not the address"):
        place.connect()
    assert place.titles() == ["Overleg"]


def test_somebody_else_than_the_account_is_refused(at_google):
    place = at_google()
    place.login.user = "jan@bureau.example"
    with pytest.raises(AccessRevoked, match="Somebody else") as refused:
        place.connect()
    assert "jan" not in str(refused.value)


def test_a_consent_without_the_events_is_named_and_not_kept(at_google):
    place = at_google()
    place.login.ticked = frozenset({"calendar.freebusy"})
    with pytest.raises(AccessRevoked, match="leaves out the calendar's events"):
        place.connect()
    with pytest.raises(ConfigurationError, match="not connected"):
        place.titles()


def test_a_login_that_cannot_answer_now_is_tried_again_later(at_google):
    place = at_google()
    place.connect()
    place.now[0] += timedelta(hours=2)
    place.login.refusals.append(no("temporarily_unavailable", 503))
    with pytest.raises(Unreachable):
        place.titles()
    assert place.titles() == ["Overleg"]


def test_a_delegation_that_lacks_a_scope_is_the_administrators(at_google):
    place = at_google(way=OFFICE)
    place.login.robots.allowed[ROBOT] = frozenset({"calendar.freebusy"})
    with pytest.raises(AccessRevoked, match="domain-wide delegation"):
        place.connect()


def test_a_login_sealed_with_another_key_parks_its_calendar_with_a_sentence(at_google):
    place = at_google()
    place.connect()
    key_file = place.app.config.key_file
    add_sealing_key(key_file)
    drop_sealing_keys(key_file, "2")
    with pytest.raises(AccessRevoked, match="zaai connect marieke"):
        place.titles()


@pytest.mark.parametrize("name", ["client.json", "service.json"])
def test_a_file_that_is_gone_or_garbage_is_a_sentence(at_google, tmp_path, name):
    place = at_google(way=OWN if name == "client.json" else OFFICE)
    (tmp_path / name).write_text("{", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="_file"):
        place.connect()
    (tmp_path / name).unlink()
    with pytest.raises(ConfigurationError, match="cannot be read"):
        place.connect()


def test_an_office_that_says_no_way_in_is_told_where_to_look(at_google):
    with pytest.raises(ConfigurationError, match="zaai guide google"):
        at_google(way="").connect()


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("domainPolicy", "administrator must trust the app"),
        ("insufficientPermissions", "tick all boxes"),
        ("accessNotConfigured", "must switch it on"),
    ],
)
def test_what_forbids_all_reading_says_who_changes_that(at_google, reason, told):
    place = at_google()
    place.connect()
    place.google.faults += [Fault("before", 403, reason, methods=frozenset({"GET"}))]
    with pytest.raises(AccessRevoked, match=told):
        place.found()


def test_a_login_that_cannot_read_the_calendar_is_not_kept(at_google):
    place = at_google()
    place.google.faults += [Fault("before", 403, "domainPolicy", methods=frozenset({"GET"}))]
    with pytest.raises(AccessRevoked, match="trust the app"):
        place.connect()
    with pytest.raises(ConfigurationError, match="not connected"):
        place.titles()
