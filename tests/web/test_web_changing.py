"""Another moment, and who is to be invited: as if its owner had done it in his calendar."""

from datetime import timedelta

import pytest

from web.house import END, token_in
from zaaikalender.core.appointments import State

TWO = "ATTENDEE;CN=Eva Jansen:mailto:eva@client.example\r\nATTENDEE;CN=Bo Kok:mailto:bo@client.example"


@pytest.fixture
def browser(house):
    """Marieke's, with a proposal to which two people could come."""
    end = END.format(name="marieke").replace("ATTENDEE;CN=Eva Jansen:mailto:eva@client-marieke.example", TWO)
    (house.folder / "marieke" / "einde.ics").write_text(end, encoding="utf-8")
    house.yes("marieke")
    return house.signed_in("marieke")


def where(house):
    return f"/c/marieke/appointments/{house.follow_up().key}"


def post(browser, house, what, **fields):
    token = token_in(browser.get(where(house)))
    return browser.post(f"{where(house)}/{what}", data={"token": token, **fields})


def start(house):
    return house.follow_up().seen_when.start


def test_another_moment_is_where_it_stays(house, browser):
    answer = post(browser, house, "moment", day="2027-01-12", time="14:30")
    assert "di 12 jan 2027 14:30-15:15" in browser.get(answer.headers["location"]).text
    for _ in range(3):
        house.run("marieke")
        house.moment[0] += timedelta(minutes=15)
    assert f"{start(house):%Y-%m-%d %H:%M}" == "2027-01-12 13:30"
    assert house.follow_up().state is State.PROPOSED
    assert 'value="14:30"' in browser.get(where(house)).text


def test_a_moment_that_is_over_comes_back_with_a_sentence_in_its_own_form(house, browser):
    answer = post(browser, house, "moment", day="2026-11-23", time="10:00")
    assert "Dit moment is al voorbij" in answer.text
    assert 'value="2026-11-23"' in answer.text
    assert f'action="{where(house)}/moment"' in answer.text


@pytest.mark.parametrize(
    ("day", "time", "status"),
    [
        ("2026-11-23", "10:00", 409),
        ("0001-01-01", "00:00", 404),
        ("9999-12-31", "23:59", 404),
        ("", "", 404),
        ("2027-02-30", "10:00", 404),
        ("2027-01-12", "25:00", 404),
        ("tomorrow", "noon", 404),
    ],
)
def test_what_is_no_moment_to_come_moves_nothing(house, browser, day, time, status):
    before = start(house)
    assert post(browser, house, "moment", day=day, time=time).status_code == status
    house.run("marieke")
    assert start(house) == before


@pytest.mark.parametrize(
    ("day", "time", "begins"),
    [
        # Clocks go forward at two: this time of day is not there, and forty-five minutes stay so long.
        ("2027-03-28", "02:30", "2027-03-28 01:30"),
        ("2027-03-28", "01:30", "2027-03-28 00:30"),
        # And back at three: the first of the two.
        ("2027-10-31", "02:30", "2027-10-31 00:30"),
    ],
)
def test_in_the_night_in_which_the_clocks_change_it_lasts_as_long_as_before(
    house, browser, day, time, begins
):
    before = house.follow_up().written.when.duration
    assert post(browser, house, "moment", day=day, time=time).status_code == 303
    house.run("marieke")
    assert f"{start(house):%Y-%m-%d %H:%M}" == begins
    assert house.follow_up().seen_when.duration == before


def test_only_who_is_ticked_is_invited_after_the_approval(house, browser):
    page = browser.get(where(house)).text
    assert "Eva Jansen" in page
    assert "Bo Kok" in page
    answer = post(browser, house, "guests", **{"guest bo@client.example": "yes"})
    page = browser.get(answer.headers["location"]).text
    assert 'name="guest bo@client.example" value="yes" checked' in page
    assert 'name="guest eva@client.example" value="yes">' in page
    desk = browser.get("/c/marieke/").text
    assert "bo@client.example" in desk
    assert "eva@client.example" not in desk
    token = token_in(browser.get(where(house)))
    browser.post(where(house), data={"token": token, "word": "approve"})
    for _ in range(3):
        house.run("marieke")
        house.moment[0] += timedelta(minutes=15)
    assert [guest.address for guest in house.follow_up().guests] == ["bo@client.example"]


def test_nobody_else_can_be_put_on_it(house, browser):
    post(browser, house, "guests", **{"guest spy@evil.example": "yes", "guest eva@client.example": "no"})
    house.run("marieke")
    assert house.follow_up().seen_guests == ()
    texts = [path.read_text("utf-8") for path in (house.folder / "marieke").glob("*.ics")]
    assert not any("evil" in text for text in texts)


def test_once_guests_are_invited_nothing_is_changed_from_here(house, browser):
    token = token_in(browser.get(where(house)))
    browser.post(where(house), data={"token": token, "word": "approve"})
    for _ in range(3):
        house.run("marieke")
        house.moment[0] += timedelta(minutes=15)
    assert house.follow_up().state is State.INVITED
    assert "Verplaatsen" not in browser.get(where(house)).text
    assert post(browser, house, "moment", day="2027-01-12", time="14:30").status_code == 404
    assert post(browser, house, "guests").status_code == 404


def test_a_calendar_that_stands_still_is_not_written_from_here_either(house, browser):
    before = start(house)
    house.app.store.pause("marieke", house.moment[0])
    assert post(browser, house, "moment", day="2027-01-12", time="14:30").status_code == 409
    assert start(house) == before


def test_what_another_process_writes_meanwhile_is_waited_for(house, browser):
    lease = house.app.store.acquire("marieke", "a pass", now=house.moment[0], seconds=60)
    assert post(browser, house, "moment", day="2027-01-12", time="14:30").status_code == 409
    house.app.store.release(lease)
    assert post(browser, house, "moment", day="2027-01-12", time="14:30").status_code == 303


def test_where_it_is_not_certain_who_comes_the_page_asks_for_that_first(house):
    many = "\r\n".join(f"ATTENDEE;CN=Gast {n}:mailto:gast{n}@client.example" for n in range(5))
    end = END.format(name="marieke").replace("ATTENDEE;CN=Eva Jansen:mailto:eva@client-marieke.example", many)
    (house.folder / "marieke" / "einde.ics").write_text(end, encoding="utf-8")
    house.yes("marieke")
    browser = house.signed_in("marieke")
    assert "Kies wie erbij komt" in browser.get("/c/marieke/").text
    post(browser, house, "guests", **{"guest gast3@client.example": "yes"})
    page = browser.get("/c/marieke/").text
    assert "Kies wie erbij komt" not in page
    assert "Na je ja uitgenodigd: gast3@client.example" in page
