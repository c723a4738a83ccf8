"""A calendar at Google that is connected by signing in on the office's page, with a client of its own."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from builders import OWNER
from providers.fakes.google_login import CLIENT, SECRET
from servers.google_place import OFFICE
from zaaikalender.errors import AccessRevoked, ConfigurationError
from zaaikalender.providers.google_login import OWN_EVENTS, asked, came_back
from zaaikalender.servers import google
from zaaikalender.servers.google_clients import page_client

BACK = "https://zaai.bureau.example/sign-in/google/back"
BOTH = 'client_file = "desktop.json"\npage_client_file = "page.json"'


@pytest.fixture
def at_page(at_google, tmp_path):
    """An office whose page has the client that Google's fake knows; that of the desktop is another one."""

    def made(more="", way=BOTH):
        known, other = ({"client_id": each, "client_secret": SECRET} for each in (CLIENT, "another"))
        (tmp_path / "page.json").write_text(json.dumps({"web": known}), encoding="utf-8")
        (tmp_path / "desktop.json").write_text(json.dumps({"installed": other}), encoding="utf-8")
        place = at_google(more, way=way)
        place.login.redirects = frozenset({BACK})
        return place

    return made


def signed_in(place, events=OWN_EVENTS):
    """Who signed in on the page, and what he granted."""
    means = place.app.servers.means
    client = page_client(means)
    login = asked(client, state="s", redirect_uri=BACK, account="", events=events)
    assert "login_hint" not in login.url
    reply = place.login.handle("GET", login.url, {}, None)
    query = parse_qs(urlsplit(reply.headers["Location"]).query)
    back = {name: values[0] for name, values in query.items()}
    return came_back(client, means.door, login, back, now=place.now[0])


def test_who_signs_in_on_the_page_is_connected_and_stays_so(at_page):
    place = at_page()
    who, saved = signed_in(place)
    assert who.address == OWNER.address
    assert who.is_certain
    assert google.take(*place.of, saved)
    for _ in range(2):
        assert place.titles() == ["Overleg"]
        place.now[0] += timedelta(hours=2)
    assert {form["client_id"] for _, form in place.login.forms} == {CLIENT}


def test_a_consent_without_the_events_connects_nothing_and_says_so(at_page):
    place = at_page()
    place.login.ticked = frozenset()
    _, saved = signed_in(place)
    with pytest.raises(AccessRevoked, match="leaves out the calendar's events"):
        google.take(*place.of, saved)
    with pytest.raises(ConfigurationError, match="not connected"):
        place.titles()


def test_another_calendar_than_ones_own_needs_more_than_signing_in_grants(at_page):
    place = at_page('calendar_id = "team@group.calendar.google.com"')
    _, saved = signed_in(place)
    with pytest.raises(AccessRevoked, match="leaves out the calendar's events"):
        google.take(*place.of, saved)


def test_with_the_service_account_signing_in_connects_nothing(at_page):
    place = at_page(way=f'{OFFICE}\npage_client_file = "page.json"')
    _, saved = signed_in(place)
    assert not google.take(*place.of, saved)


def test_who_only_says_who_he_is_grants_no_calendar(at_page):
    place = at_page()
    who, saved = signed_in(place, events="")
    assert who.address == OWNER.address
    assert saved.refresh == ""
    assert not {each for each in saved.scopes if "calendar" in each}
    with pytest.raises(AccessRevoked):
        google.take(*place.of, saved)


def test_forgetting_ends_a_login_of_the_page_too(at_page):
    place = at_page()
    _, saved = signed_in(place)
    google.take(*place.of, saved)
    google.revoke(*place.of, place.browser)
    assert place.login.lasting == {}


def test_without_its_client_the_page_offers_no_google(at_google):
    assert page_client(at_google().app.servers.means) is None
