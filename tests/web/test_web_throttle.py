"""Who tries to get in too often waits; whoever floods the door closes it for himself only."""

from datetime import timedelta

import pytest

from web.house import token_in
from zaaikalender.web.throttle import Throttle, place_of

HERE, FAR = ("10.0.0.1", 1), ("192.0.2.9", 1)


@pytest.fixture
def small(monkeypatch):
    """A limiter that remembers few, so that a test fills it."""
    monkeypatch.setattr("zaaikalender.web.throttle._MOST", 200)


def enter(browser, house, address):
    """A try at the door's form; the token stands in any form of this browser."""
    token = token_in(browser.get(house.link_for("piet")))
    return browser.post("/sign-in/password", data={"token": token, "address": address, "password": "x"})


def follow(browser, link):
    return browser.post(link, data={"token": token_in(browser.get(link))}).status_code


@pytest.mark.usefixtures("small")
def test_one_visitor_with_many_names_closes_the_door_for_nobody_else(house):
    flooding = house.visitor(client=FAR)
    token = token_in(flooding.get(house.link_for("piet")))
    for number in range(300):
        form = {"token": token, "address": f"{number}@nobody.example", "password": "x"}
        answer = flooding.post("/sign-in/password", data=form)
    assert answer.status_code == 429
    assert follow(house.visitor(client=HERE), house.link_for("marieke")) == 303


def test_who_may_not_try_from_where_he_is_uses_up_nobodys_tries(house):
    flooding = house.visitor(client=FAR)
    while enter(flooding, house, "piet@bureau.example").status_code != 429:
        pass
    for number in range(80):
        enter(flooding, house, f"{number}@nobody.example")
    for _ in range(20):
        assert enter(flooding, house, "marieke@bureau.example").status_code == 429
    assert enter(house.visitor(client=HERE), house, "marieke@bureau.example").status_code == 403


def test_nobody_alone_keeps_a_person_out_however_long_he_tries(house):
    flooding = house.visitor(client=FAR)
    for _ in range(60):
        house.moment[0] += timedelta(seconds=30)
        enter(flooding, house, "marieke@bureau.example")
        enter(flooding, house, "marieke@bureau.example")
    assert enter(house.visitor(client=HERE), house, "marieke@bureau.example").status_code == 403


def test_a_whole_office_behind_one_address_signs_in_in_the_same_minute(house):
    for _ in range(40):
        assert follow(house.visitor(client=HERE), house.link_for("marieke")) == 303


@pytest.mark.parametrize(
    ("peer", "place"),
    [
        ("192.0.2.9", "192.0.2.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("::ffff:192.0.2.9", "192.0.2.9"),
        ("fe80::1%eth0", "fe80::"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_who_has_a_whole_network_is_one_visitor(peer, place):
    assert place_of(peer) == place


@pytest.mark.parametrize("minutes", [0, 1])
def test_who_tries_too_often_waits_and_others_do_not(house, minutes):
    throttle = Throttle(times=2, refill=timedelta(minutes=1), clock=lambda: house.moment[0])
    assert [throttle.allows("a") for _ in range(3)] == [True, True, False]
    assert throttle.allows("b")
    house.moment[0] += timedelta(minutes=minutes)
    assert throttle.allows("a") is bool(minutes)
