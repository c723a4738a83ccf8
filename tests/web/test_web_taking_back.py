"""A finger slips: what was said on the page can be taken back until somebody was invited."""

from datetime import timedelta

import pytest

from web.house import token_in
from zaaikalender.core.appointments import State


@pytest.fixture
def browser(house):
    house.yes("marieke")
    return house.signed_in("marieke")


def say(browser, house, word):
    where = f"/c/marieke/appointments/{house.follow_up().key}"
    return browser.post(where, data={"token": token_in(browser.get("/c/marieke/")), "word": word})


def later(house, times=4):
    for _ in range(times):
        house.run("marieke")
        house.moment[0] += timedelta(minutes=15)


@pytest.mark.parametrize("word", ["approve", "skip"])
def test_a_word_that_no_pass_took_in_is_taken_back_as_if_never_said(house, browser, word):
    say(browser, house, word)
    assert "Toch niet" in browser.get("/c/marieke/").text
    answer = say(browser, house, "back")
    assert "Teruggenomen" in browser.get(answer.headers["location"]).text
    later(house)
    assert house.follow_up().state is State.PROPOSED
    assert "Toch niet" not in browser.get("/c/marieke/").text


def test_while_a_pass_is_at_it_nothing_is_said_to_be_taken_back_that_it_may_have_heard(house, browser):
    say(browser, house, "approve")
    lease = house.app.store.acquire("marieke", "a pass", now=house.moment[0], seconds=60, fence=None)
    answer = say(browser, house, "back")
    assert "Wacht even" in browser.get(answer.headers["location"]).text
    assert len(house.app.store.load("marieke", now=house.moment[0]).words) == 1
    house.app.store.release(lease)
    say(browser, house, "back")
    later(house)
    assert (house.follow_up().state, house.follow_up().guests) == (State.PROPOSED, ())


def test_a_yes_that_a_pass_took_in_is_taken_back_until_the_invitation_goes(house, browser):
    say(browser, house, "approve")
    house.run("marieke")
    assert house.follow_up().state is State.APPROVED
    say(browser, house, "back")
    later(house)
    assert (house.follow_up().state, house.follow_up().guests) == (State.PROPOSED, ())


def test_a_yes_may_be_said_again_after_it_was_taken_back(house, browser):
    say(browser, house, "approve")
    house.run("marieke")
    say(browser, house, "back")
    house.run("marieke")
    say(browser, house, "approve")
    later(house)
    assert house.follow_up().state is State.INVITED


def test_once_somebody_is_invited_nothing_is_taken_back_here(house, browser):
    say(browser, house, "approve")
    later(house)
    assert house.follow_up().state is State.INVITED
    assert "Toch niet" not in browser.get("/c/marieke/").text
    for word in ("back", "approve"):
        assert say(browser, house, word).headers["location"].endswith("?told=too_late")
    assert house.follow_up().guests
