"""Managers who own no calendar: the first account that signs in with their address is theirs."""

import pytest

from zaaikalender.vault import rotate
from zaaikalender.web.tickets import Tickets

MANAGER = "directie@bureau.example"


@pytest.fixture
def manager(tenant):
    tenant.login.user, tenant.login.claims = MANAGER, {"oid": "the manager"}
    return tenant


def reaches_counts(tenant, browser):
    tenant.back(browser)
    return browser.get("/office").status_code == 200


def test_an_address_that_was_given_to_somebody_else_shows_him_no_counts(manager):
    assert reaches_counts(manager, manager.browser)
    manager.login.claims = {"oid": "another person"}
    other = manager.house.visitor()
    assert "eerder van iemand anders" in manager.back(other).text
    assert other.get("/office").headers["location"] == "/sign-in"
    manager.login.claims = {"oid": "the manager"}
    assert reaches_counts(manager, manager.house.visitor())


def test_once_he_is_forgotten_the_new_owner_of_his_address_may_come_and_he_is_out(manager):
    assert reaches_counts(manager, manager.browser)
    Tickets(manager.house.office).drop_all_of(MANAGER.upper())
    assert manager.browser.get("/office").headers["location"] == "/sign-in"
    manager.login.claims = {"oid": "another person"}
    assert reaches_counts(manager, manager.house.visitor())


def test_which_account_is_a_managers_stands_nowhere_readable(manager):
    assert reaches_counts(manager, manager.browser)
    stored = b"".join(path.read_bytes() for path in manager.house.folder.glob("zaaikalender.db*"))
    assert b"the manager" not in stored
    assert MANAGER.encode() not in stored


def test_new_keys_for_passwords_sign_him_out_and_leave_his_address_his(manager):
    assert reaches_counts(manager, manager.browser)
    app = manager.house.app
    rotate(app.config.key_file, app.store)
    assert manager.browser.get("/office").headers["location"] == "/sign-in"
    manager.login.claims = {"oid": "another person"}
    assert not reaches_counts(manager, manager.house.visitor())
    manager.login.claims = {"oid": "the manager"}
    assert reaches_counts(manager, manager.house.visitor())
