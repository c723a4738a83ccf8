"""Signing in by the calendar server's password and by a link that works once; signing out; running out."""

from datetime import timedelta

import pytest

from builders import OWNER
from providers.caldav_servers import PASSWORD, Server, SmallDoor, a_collection, radicale
from web.house import a_house, token_in

MORE = """
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "caldav"
url = "{url}"
username = "alice"
"""


@pytest.fixture(scope="module")
def server():
    with radicale() as running:
        yield running


@pytest.fixture
def dav(server: Server, tmp_path):
    url = a_collection(server, SmallDoor())
    house = a_house(tmp_path, names=("piet",), more=MORE.format(url=url))
    yield house
    house.app.close()


@pytest.fixture(scope="module")
def open_server():
    """One that takes any password, as Radicale does without a line about it in its config."""
    with radicale("--auth-type", "none") as running:
        yield running


def enter(browser, address, password):
    token = token_in(browser.get("/sign-in"))
    form = {"token": token, "address": address, "password": password}
    return browser.post("/sign-in/password", data=form)


def is_in(browser):
    return browser.get("/").headers["location"] != "/sign-in"


def test_the_password_of_ones_own_calendar_server_signs_in_and_connects(dav):
    browser = dav.visitor()
    answer = enter(browser, " Marieke@Bureau.example ", PASSWORD)
    assert answer.headers["location"] == "/"
    assert browser.get("/c/marieke/plan").status_code == 200
    assert dav.app.servers.means.kept("marieke", "alice", "caldav") == PASSWORD


@pytest.mark.parametrize(
    ("address", "password"),
    [
        (OWNER.address, "wrong"),
        (OWNER.address, ""),
        (OWNER.address, PASSWORD + " "),
        ("piet@bureau.example", PASSWORD),
        ("nobody@bureau.example", PASSWORD),
        ("alice", PASSWORD),
        ("", PASSWORD),
    ],
)
def test_all_that_does_not_fit_is_told_in_the_same_words(dav, address, password):
    browser = dav.visitor()
    answer = enter(browser, address, password)
    assert answer.status_code == 403
    assert "horen niet bij elkaar" in answer.text
    assert "wrong" not in answer.text
    assert not is_in(browser)
    assert dav.app.servers.means.kept("marieke", "alice", "caldav") is None


def test_a_server_that_takes_any_password_signs_nobody_in(tmp_path, open_server):
    url = a_collection(open_server, SmallDoor())
    house = a_house(tmp_path, names=("piet",), more=MORE.format(url=url))
    browser = house.visitor()
    assert enter(browser, OWNER.address, "anything").status_code == 403
    assert not is_in(browser)
    assert house.app.servers.means.kept("marieke", "alice", "caldav") is None
    # What was typed at `zaai connect` only its owner knows.
    house.app.servers.means.keep("what I typed", calendar="marieke", account="alice", provider="caldav")
    assert enter(house.visitor(), OWNER.address, "anything").status_code == 403
    assert house.app.servers.means.kept("marieke", "alice", "caldav") == "what I typed"
    assert enter(browser, OWNER.address, "what I typed").status_code == 303
    house.app.close()


def test_guessing_is_stopped_also_from_several_places(dav):
    codes = [
        enter(dav.visitor(client=(f"10.0.0.{n}", 1)), OWNER.address, "guess").status_code for n in range(32)
    ]
    assert codes[:30] == [403] * 30
    assert codes[30:] == [429, 429]
    dav.moment[0] += timedelta(minutes=1)
    assert enter(dav.visitor(), OWNER.address, PASSWORD).status_code == 303


def test_guessing_from_one_place_is_stopped_sooner(dav):
    codes = [enter(dav.visitor(), OWNER.address, "guess").status_code for _ in range(12)]
    assert codes == [403] * 10 + [429] * 2


def test_a_link_signs_in_once_and_looking_at_it_uses_nothing_up(house):
    link, browser = house.link_for("marieke"), house.visitor()
    for _ in range(2):
        page = browser.get(link)
        assert "Marieke de Wit" in page.text
    assert browser.post(link, data={"token": token_in(page)}).headers["location"] == "/"
    assert is_in(browser)
    other = house.visitor()
    assert other.get(link).status_code == 404
    assert not is_in(other)


def test_a_link_runs_out_after_a_day(house):
    link = house.link_for("marieke")
    house.moment[0] += timedelta(days=1)
    assert house.visitor().get(link).status_code == 404


def test_a_session_ends_when_its_time_is_over(house):
    browser = house.signed_in("marieke")
    house.moment[0] += timedelta(hours=11, minutes=59)
    assert is_in(browser)
    house.moment[0] += timedelta(minutes=1)
    assert not is_in(browser)


def test_who_signs_out_is_out_and_his_cookie_is_worth_nothing(house):
    browser = house.signed_in("marieke")
    cookie = browser.cookies["zaai"]
    token = token_in(browser.get("/c/marieke/"))
    answer = browser.post("/sign-out", data={"token": token})
    assert answer.headers["location"] == "/sign-in"
    again = house.visitor()
    again.cookies.set("zaai", cookie)
    assert not is_in(again)


def test_who_signed_out_leaves_no_page_behind_in_a_browser_that_others_use_too(house):
    browser = house.signed_in("marieke")
    assert browser.get("/c/marieke/care").headers["cache-control"] == "no-store"
    token = token_in(browser.get("/c/marieke/care"))
    cleared = browser.post("/sign-out", data={"token": token}).headers["clear-site-data"]
    assert '"cache"' in cleared
    assert "cookies" not in cleared


def test_a_cookie_of_ones_own_making_is_nobodys(house):
    for cookie in ("marieke", "x" * 5000, "é", "' or 1=1 --"):
        browser = house.visitor()
        answer = browser.get("/", headers={"cookie": f"zaai={cookie}".encode()})
        assert answer.headers["location"] == "/sign-in"


def test_the_database_alone_signs_nobody_in(house):
    browser = house.signed_in("marieke")
    cookie = browser.cookies["zaai"].encode()
    for path in house.folder.glob("zaaikalender.db*"):
        content = path.read_bytes()
        assert cookie not in content
        assert b"marieke@bureau.example" not in content


def test_a_visitor_gets_one_cookie_and_keeps_it(house):
    browser = house.visitor()
    assert "set-cookie" in browser.get("/sign-in").headers
    assert "set-cookie" not in browser.get("/sign-in").headers
    assert "set-cookie" not in browser.get("/healthz").headers


def test_what_was_typed_at_the_door_comes_back_as_text(dav):
    answer = enter(dav.visitor(), '"><script>alert(1)</script>', "x")
    assert answer.status_code == 403
    assert "<script>" not in answer.text
