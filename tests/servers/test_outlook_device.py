"""Logging in with a code that is typed on another device: only where the config switches it on."""

from contextlib import ExitStack

import pytest

from servers.outlook_place import Place
from zaaikalender.errors import AccessRevoked, ConfigurationError
from zaaikalender.providers.oauth_loopback import NotConsented

SWITCHED_ON = "device_code = true"


@pytest.fixture
def make(tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with ExitStack() as stack:
        yield lambda more=SWITCHED_ON: Place(stack, tmp_path, more)


def kinds(place):
    return [form["grant_type"].rpartition(":")[2] for form in place.login.forms]


def test_who_types_the_code_is_connected(make):
    place = make()
    place.browser.types = place.login.type_in
    place.connect()
    assert place.titles() == ["Overleg"]
    assert place.browser.visited == ["https://microsoft.com/devicelogin"]
    assert kinds(place) == ["device_code", "device_code"]


def test_without_the_switch_no_code_is_given(make):
    place = make("")
    place.connect()
    assert kinds(place) == ["authorization_code"]
    assert place.login.devices == {}


@pytest.mark.filterwarnings("ignore:Attempted too soon")
def test_a_server_that_finds_us_too_quick_is_asked_less_often(make):
    place, pauses = make(), []
    steps = iter(["slow", "typed"])
    place.browser.types = lambda code: place.login.type_in(code, next(steps))
    ask = place.browser.code

    def code(code, address, arrived, *, pause, life):
        def watched():
            found = arrived()
            pauses.append(pause())
            return found

        return ask(code, address, watched, pause=pause, life=life)

    place.browser.code = code
    place.connect()
    assert pauses == [1, 6, 6]


@pytest.mark.parametrize(
    ("how", "failure", "told"),
    [
        ("declined", AccessRevoked, "refused by who gave it"),
        ("late", AccessRevoked, "code in time"),
        ("pending", NotConsented, "in time"),
    ],
)
def test_who_refuses_or_comes_too_late_is_told_so_and_nothing_is_kept(make, how, failure, told):
    place = make()
    place.browser.types = lambda code: place.login.type_in(code, how)
    with pytest.raises(failure, match=told):
        place.connect()
    with pytest.raises(ConfigurationError, match="not connected"):
        place.titles()


def test_somebody_else_who_types_the_code_is_refused(make):
    place = make()
    place.login.user = "jan@bureau.example"
    place.browser.types = place.login.type_in
    with pytest.raises(AccessRevoked, match="Somebody else"):
        place.connect()


@pytest.mark.parametrize(("number", "told"), [(53003, "conditional access"), (7000218, "public client")])
def test_a_tenant_that_blocks_this_way_says_who_must_do_what(make, number, told):
    place = make()
    place.login.refusals.append(("access_denied", number))
    with pytest.raises(AccessRevoked, match=told):
        place.connect()


def test_beside_the_offices_own_secret_the_switch_is_refused(make):
    with pytest.raises(ConfigurationError, match="log in themselves"):
        make(f'{SWITCHED_ON}\nclient_secret_env = "APP_SECRET"')
