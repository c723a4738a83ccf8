"""Leaving: taking back, disconnecting, taking one's data along, being forgotten."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from providers.caldav_servers import PASSWORD, SmallDoor, a_collection, radicale
from web.house import a_house, token_in
from zaaikalender.store.trail import What


@pytest.fixture
def browser(house):
    house.put("marieke", name="Eva Jansen", address="eva@client.example")
    house.yes("marieke")
    return house.signed_in("marieke")


def ours(house):
    return [path for path in (house.folder / "marieke").glob("*.ics") if path.name != "einde.ics"]


def post(browser, page, **fields):
    token = token_in(browser.get("/c/marieke/care"))
    return browser.post(f"/c/marieke/{page}", data={"token": token, **fields})


def test_what_was_written_is_taken_back_after_it_was_shown(house, browser):
    assert ours(house)
    shown = browser.get("/c/marieke/undo").text
    assert "Voorstel: Borging Alfa van marieke" in shown
    assert ours(house)
    answer = post(browser, "undo")
    assert "weggehaald" in answer.text
    assert not ours(house)
    assert "staat stil" in browser.get("/c/marieke/").text


def test_ones_data_goes_along_and_holds_no_secret_and_nobody_elses(house, browser):
    house.yes("piet")
    answer = browser.get("/c/marieke/data")
    archive = ZipFile(BytesIO(answer.content))
    assert sorted(archive.namelist()) == [
        "mijn-lijst.csv",
        "mijn-lijst.vcf",
        "mijn-lijst.xlsx",
        "zaaikalender.json",
    ]
    text = archive.read("zaaikalender.json").decode()
    found = json.loads(text)
    assert found["list"][0]["name"] == "Eva Jansen"
    assert any(entry["project"] == "Alfa van marieke" for entry in found["appointments"])
    assert found["history"]
    assert "client-piet" not in text
    assert [line["what"] for line in found["trail"][:2]] == ["approved", "created"]
    assert house.app.store.trail.lines("piet")
    theirs = {line.seal for line in house.app.store.trail.lines("piet")}
    assert not [seal for seal in theirs if seal in text]
    assert house.app.store.trail.lines("marieke")[-1].what is What.EXPORTED


def test_being_forgotten_takes_a_word_and_then_leaves_nothing(house, browser):
    assert post(browser, "forget").headers["location"] == "/c/marieke/forget"
    assert house.app.store.entries("marieke")
    answer = post(browser, "forget", sure="yes")
    assert "Vergeten" in answer.text
    assert house.app.store.entries("marieke") == ()
    assert house.listed("marieke") == ()
    assert ours(house)
    assert browser.get("/").headers["location"] == "/sign-in"


def test_being_forgotten_takes_the_appointments_along_where_that_is_asked(house, browser):
    other = house.signed_in("marieke")
    post(browser, "forget", sure="yes", remove="yes")
    assert not ours(house)
    assert other.get("/").headers["location"] == "/sign-in"


def test_who_is_forgotten_is_written_to_no_more(house, browser):
    page = post(browser, "forget", sure="yes", remove="yes").text
    # Nothing on that page leads to where he is no longer signed in.
    assert "<nav" not in page
    assert "Afmelden" not in page
    house.run("marieke")
    assert not ours(house)


CALDAV = """
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "caldav"
url = "{url}"
username = "alice"
"""


def test_disconnecting_takes_the_password_and_says_where_it_stays_valid(tmp_path):
    with radicale() as server:
        url = a_collection(server, SmallDoor())
        house = a_house(tmp_path, names=("piet",), more=CALDAV.format(url=url))
        browser = house.visitor()
        form = {"address": "marieke@bureau.example", "password": PASSWORD}
        browser.post("/sign-in/password", data=form | {"token": token_in(browser.get("/sign-in"))})
        assert browser.get("/c/marieke/plan").status_code == 200
        page = post(browser, "disconnect").text
        assert "127.0.0.1" in page
        assert house.app.servers.means.kept("marieke", "alice", "caldav") is None
        assert browser.get("/c/marieke/plan").status_code == 502
        house.app.close()
